//! Addresses of everything on the site, as the documentation lists them.

use crate::brief::Brief;
use crate::content::Kind;
use crate::entity::Described;
use crate::site::{BranchId, GroupId, GroupKind, Site};
use crate::url::Route;

/// Name of an Atom feed.
pub const ATOM_FILE: &str = "feed.xml";
/// Name of a JSON Feed.
pub const JSON_FILE: &str = "feed.json";
/// Name of the sitemap, or of its index.
pub const SITEMAP_FILE: &str = "sitemap.xml";
/// Name of the rules for robots.
pub const ROBOTS_FILE: &str = "robots.txt";
/// Name of the page that servers show for an unknown address.
pub const NOT_FOUND_FILE: &str = "404.html";

/// Returns the address of a list's page: the list's own, or `page/N/` below it.
pub fn part(list: &Route, number: Option<usize>) -> Route {
    match number {
        Some(number) => list.page("page").page(&number.to_string()),
        None => list.clone(),
    }
}

/// Returns the address of `brief` below `root`: `/2021/07/25/kadhemi-washington-visit/`.
pub fn brief(root: &Route, brief: &Brief, zone: &jiff::tz::TimeZone) -> Route {
    let date = brief.date.date(zone);
    root.page(&format!("{:04}", date.year()))
        .page(&format!("{:02}", date.month()))
        .page(&format!("{:02}", date.day()))
        .page(brief.slug.as_str())
}

/// Returns the address of a file of `content/pages/` below `root`: its own path there.
pub fn page(root: &Route, page: &Described) -> Route {
    let folders = page.below.split('/').filter(|folder| !folder.is_empty());
    folders.fold(root.clone(), |route, folder| route.page(folder)).page(page.slug.as_str())
}

impl Site {
    /// Returns the address of a group's list in `branch`, or of one page of it.
    pub fn group_route(&self, branch: BranchId, group: GroupId, number: Option<usize>) -> Route {
        let group = self.group(group);
        let list = self.branch(branch).root.page(group.kind.folder()).page(&group.slug);
        part(&list, number)
    }

    /// Returns the address of the list of all groups of a kind.
    pub fn index_route(&self, branch: BranchId, kind: GroupKind) -> Route {
        self.branch(branch).root.page(kind.folder())
    }

    /// Returns the address of the home page of `branch`, or of one page of it.
    pub fn home_route(&self, branch: BranchId, number: Option<usize>) -> Route {
        part(&self.branch(branch).root, number)
    }

    /// Returns the address of a file of `content/pages/`.
    pub fn page_route(&self, page_idx: usize) -> Route {
        let file = &self.pages[page_idx];
        debug_assert_eq!(file.kind, Kind::Page);
        let branch = self.branches.iter().find(|branch| Some(&branch.language) == file.language.as_ref());
        page(branch.map_or(&self.branches[0].root, |branch| &branch.root), file)
    }
}
