//! Addresses of everything on the site, as the documentation lists them.

use jiff::civil::Date;

use crate::brief::Head;
use crate::entity::Described;
use crate::kind::Kind;
use crate::site::{BranchId, GroupId, LinkedEdition, Period, Skeleton};
use crate::url::Route;

/// Name of an Atom feed.
pub const ATOM_FILE: &str = "feed.xml";
/// Name of a JSON Feed.
pub const JSON_FILE: &str = "feed.json";
/// Name of the sitemap, or of its index.
pub const SITEMAP_FILE: &str = "sitemap.xml";
/// Name of the sitemap of the latest news.
pub const NEWS_SITEMAP_FILE: &str = "sitemap-news.xml";
/// Name of the list of feeds.
pub const OPML_FILE: &str = "feeds.opml";
/// Name of the rules for robots.
pub const ROBOTS_FILE: &str = "robots.txt";
/// Name of the file that tells static hosts what to send along with the files.
pub const HEADERS_FILE: &str = "_headers";
/// Name of the page that servers show for an unknown address.
pub const NOT_FOUND_FILE: &str = "404.html";

/// Returns the address of a list's page: the list's own, or `page/N/` below it.
pub fn part(list: &Route, number: Option<usize>) -> Route {
    match number {
        Some(number) => list.pages(&["page", &number.to_string()]),
        None => list.clone(),
    }
}

/// Returns the address of `brief` below `root`: `/2021/07/25/kadhemi-washington-visit/`.
pub fn brief(root: &Route, head: &Head, day: Date) -> Route {
    root.pages(&[&day_folders(day), head.slug.as_str()])
}

/// `2021/07/25`
fn day_folders(day: Date) -> String {
    format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day())
}

/// Returns the address of a year, a month or a day below `root`: `/2021/07/`.
fn period(root: &Route, period: Period) -> Route {
    match (period.month, period.day) {
        (Some(month), Some(day)) => root.page(&format!("{:04}/{month:02}/{day:02}", period.year)),
        (Some(month), None) => root.page(&format!("{:04}/{month:02}", period.year)),
        (None, _) => root.page(&format!("{:04}", period.year)),
    }
}

/// Returns the address of a file of `content/pages/` below `root`: its own path there.
pub fn page(root: &Route, page: &Described) -> Route {
    let folders = page.below.split('/').filter(|folder| !folder.is_empty());
    folders
        .fold(root.clone(), |route, folder| route.page(folder))
        .page(page.slug.as_str())
}

impl Skeleton {
    /// Returns the address of a group's list in `branch`, or of one page of it.
    pub fn group_route(&self, branch: BranchId, group: GroupId, number: Option<usize>) -> Route {
        let group = self.group(group);
        let root = &self.branch(branch).root;
        match number {
            Some(number) => root.pages(&[
                group.kind.folder(),
                &group.slug,
                "page",
                &number.to_string(),
            ]),
            None => root.pages(&[group.kind.folder(), &group.slug]),
        }
    }

    /// Returns the address of the list of all groups of a kind.
    pub fn index_route(&self, branch: BranchId, kind: Kind) -> Route {
        self.branch(branch).root.page(kind.folder())
    }

    /// Returns the address of what a country and a topic share: `/countries/iq/energy/`.
    pub fn crossing_route(&self, branch: BranchId, country: GroupId, topic: GroupId) -> Route {
        self.group_route(branch, country, None)
            .page(&self.group(topic).slug)
    }

    /// Returns the address of the home page of `branch`, or of one page of it.
    pub fn home_route(&self, branch: BranchId, number: Option<usize>) -> Route {
        part(&self.branch(branch).root, number)
    }

    /// Returns the address of an edition.
    pub fn edition_route(&self, edition: &LinkedEdition) -> Route {
        self.editions_route().page(edition.file.slug.as_str())
    }

    /// Returns the address of the list of all editions.
    pub fn editions_route(&self) -> Route {
        self.branches[0].root.page(Kind::Edition.folder())
    }

    /// Returns the address of the corrections page of `branch`, or of one page of it.
    pub fn corrections_route(&self, branch: BranchId, number: Option<usize>) -> Route {
        part(&self.branch(branch).root.page("corrections"), number)
    }

    /// Returns whether a file of `content/pages/` is the text of the corrections page, not a page of its own.
    pub fn is_corrections(&self, page_idx: usize) -> bool {
        self.branch_ids()
            .any(|branch| self.page_route(page_idx) == self.corrections_route(branch, None))
    }

    /// Returns the address of a year, month or day in `branch`, or of one page of a day.
    pub fn archive_route(&self, branch: BranchId, of: Period, number: Option<usize>) -> Route {
        part(&period(&self.branch(branch).root, of), number)
    }

    /// Returns the address of a file of `content/pages/`.
    pub fn page_route(&self, page_idx: usize) -> Route {
        let file = &self.pages[page_idx];
        debug_assert_eq!(file.kind, Kind::Page);
        let branch = self
            .branches
            .iter()
            .find(|branch| Some(&branch.language) == file.language.as_ref());
        page(
            branch.map_or(&self.branches[0].root, |branch| &branch.root),
            file,
        )
    }
}
