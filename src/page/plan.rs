//! The plan: every page, feed, redirect and file that the site will have, each at its address.
//! Collisions are found at once (`collisions`), before anything is rendered.

mod collisions;
mod layout;
mod word;

pub use collisions::origin;
pub use layout::{lay_out, planned_files};

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::config::FeedKind;
use crate::diag::{Checked, Place};
use crate::kind::Kind;
use crate::site::{
    ATOM_FILE, BranchId, BriefId, GroupId, JSON_FILE, Listing, Members, Part, Period, Skeleton,
};
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::text::NameIndex;
use crate::theme;
use crate::url::Route;

/// Most addresses in one sitemap file (sitemaps.org, protocol 0.9).
pub const MAX_SITEMAP_URLS: usize = 50_000;
/// Most bytes in one sitemap file (sitemaps.org, protocol 0.9: 50 MiB).
pub const MAX_SITEMAP_BYTES: usize = 50 * 1024 * 1024;

/// Position of a page in [`Plan::pages`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageId(pub u32);

/// One thing that will exist at one address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// What it is.
    pub kind: PageKind,
}

/// What there is to show at an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PageKind {
    /// The newest briefs of a branch, and older ones.
    Home(BranchId, Part),
    /// A brief.
    Brief(BriefId),
    /// The briefs of a group, page by page.
    Group(GroupPart),
    /// What a country and a topic share.
    Crossing(CrossingOf),
    /// All groups of a kind.
    Index(BranchId, Kind),
    /// A year or a month of the archive.
    Archive(BranchId, Period),
    /// The briefs of a day, page by page.
    Day(ArchivePart),
    /// What was corrected, page by page.
    Corrections(BranchId, Part),
    /// An edition, by position in [`Skeleton::editions`](crate::site::Skeleton::editions).
    Edition(usize),
    /// All editions.
    Editions,
    /// A file of `content/pages/`, by position in [`Skeleton::pages`](crate::site::Skeleton::pages).
    Text(usize),
    /// What servers show for an unknown address.
    NotFound,
    /// A feed.
    Feed(Feed),
    /// Addresses for search engines: this part of [`Plan::indexable`].
    Sitemap(Range<usize>),
    /// The list of sitemaps: their number.
    SitemapIndex(usize),
    /// The latest news, for search engines.
    NewsSitemap(Vec<BriefId>),
    /// The list of all feeds.
    FeedList,
    /// Rules for robots.
    Robots,
    /// What servers send along with the files.
    Headers,
    /// An old address, which leads to a new one, and where that is said.
    Redirect(Route, Place),
    /// A file that is copied.
    File(SourcePath),
}

/// One page of the list of a group's briefs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupPart {
    /// The language.
    pub branch: BranchId,
    /// The group.
    pub group: GroupId,
    /// Which of its briefs.
    pub part: Part,
}

/// A country and a topic that share enough briefs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CrossingOf {
    /// The language.
    pub branch: BranchId,
    /// The country.
    pub country: GroupId,
    /// The topic.
    pub topic: GroupId,
}

/// One page of the list of a day's briefs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArchivePart {
    /// The language.
    pub branch: BranchId,
    /// The day.
    pub period: Period,
    /// Which of its briefs.
    pub part: Part,
}

/// A feed: of what, in which form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Feed {
    /// The language.
    pub branch: BranchId,
    /// What it is of.
    pub of: FeedOf,
    /// How it is written.
    pub kind: FeedKind,
}

/// What a feed is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FeedOf {
    /// Everything.
    Site,
    /// A group.
    Group(GroupId),
    /// Briefs that were corrected.
    Corrections,
}

/// Everything that the site will contain, sorted by address, but for what comes last: pages for machines, then
/// stylesheets. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    layout: Arc<Layout>,
    /// The theme's stylesheet, then the site's own.
    stylesheets: Vec<Page>,
}

/// A plan without stylesheets: their addresses are made of what they say, and all else stays where it is when that
/// changes.
#[derive(Debug, Default)]
pub struct Layout {
    pages: Vec<Page>,
    /// The pages that search engines may list, in the order of the plan.
    indexable: Vec<PageId>,
    by_route: HashMap<Route, PageId>,
    /// One page for each name at the root, of a file or a folder, as a file system may confuse it with others.
    by_top: HashMap<String, PageId>,
    files: HashMap<SourcePath, Route>,
    names: OnceLock<NameIndex>,
    file_names: OnceLock<NameIndex>,
}

impl Plan {
    /// The plan of `layout` with the stylesheets of `tree`; of `site`, for messages.
    pub fn new(layout: Arc<Layout>, tree: &SourceTree, site: &Skeleton) -> Checked<Self> {
        let files = STYLESHEETS
            .iter()
            .filter_map(|(path, name)| Some((tree.get(path)?, name)));
        let page = |(file, name): (&SourceFile, &&str)| Page {
            route: Route::root().file(&format!("{name}.{}.css", file.hash.short())),
            kind: PageKind::File(file.path.clone()),
        };
        let stylesheets: Vec<Page> = files.map(page).collect();
        let collision = |page: &Page| {
            let other = layout.by_top.get(&page.route.collision_key())?;
            Some(collisions::collision(
                site,
                &layout.pages[other.0 as usize],
                page,
            ))
        };
        let diagnostics = stylesheets.iter().filter_map(collision).collect();
        Checked {
            value: Plan {
                layout,
                stylesheets,
            },
            diagnostics,
        }
    }

    /// Returns all of it: the position of each is its [`PageId`].
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.layout.pages.iter().chain(&self.stylesheets)
    }

    /// Returns how much it is.
    pub fn n_pages(&self) -> usize {
        self.layout.pages.len() + self.stylesheets.len()
    }

    /// Returns the pages of this part of those that search engines may list, in the order of the plan.
    pub fn indexable(&self, part: Range<usize>) -> impl Iterator<Item = &Page> {
        self.layout.indexable[part]
            .iter()
            .map(|id| &self.layout.pages[id.0 as usize])
    }

    /// Returns the addresses of the stylesheets: the theme's, then the site's own.
    pub fn stylesheets(&self) -> impl Iterator<Item = &Route> {
        self.stylesheets.iter().map(|page| &page.route)
    }

    /// Returns what is at `route`.
    pub fn page(&self, route: &Route) -> Option<&Page> {
        let stylesheet = || self.stylesheets.iter().find(|page| page.route == *route);
        self.layout.page(route).or_else(stylesheet)
    }

    /// Returns `route`, or the page of that name if only the final `/` was left out.
    pub fn nearest_route(&self, route: &Route) -> Route {
        let page = route.as_page();
        if self.page(route).is_none() && self.page(&page).is_some() {
            page
        } else {
            route.clone()
        }
    }

    /// Returns the address that an input file is copied to.
    pub fn route_of_file(&self, path: &SourcePath) -> Option<&Route> {
        let is_of = |page: &&Page| matches!(&page.kind, PageKind::File(known) if known == path);
        let stylesheet = || self.stylesheets.iter().find(is_of).map(|page| &page.route);
        self.layout.files.get(path).or_else(stylesheet)
    }

    /// Returns the address most like `route`, for messages.
    pub fn nearest_name(&self, route: &Route) -> Option<&str> {
        let Layout { pages, names, .. } = &*self.layout;
        let of_pages = || NameIndex::new(pages.iter().map(|page| page.route.as_str()));
        names.get_or_init(of_pages).nearest(route.as_str())
    }

    /// Returns the name of a copied file most like `name`, for messages.
    pub fn nearest_file(&self, name: &str) -> Option<&str> {
        let Layout {
            pages, file_names, ..
        } = &*self.layout;
        let of_files = || {
            let files = pages
                .iter()
                .filter(|page| matches!(page.kind, PageKind::File(_)));
            NameIndex::new(
                files.map(|page| page.route.as_str().rsplit('/').next().unwrap_or_default()),
            )
        };
        file_names.get_or_init(of_files).nearest(name)
    }
}

impl Layout {
    fn page(&self, route: &Route) -> Option<&Page> {
        self.by_route
            .get(route)
            .map(|id| &self.pages[id.0 as usize])
    }
}

/// Returns the address of a feed.
pub fn feed_route(site: &Skeleton, feed: Feed) -> Route {
    let page = match feed.of {
        FeedOf::Site => site.home_route(feed.branch, None),
        FeedOf::Group(group) => site.group_route(feed.branch, group, None),
        FeedOf::Corrections => site.corrections_route(feed.branch, None),
    };
    page.file(match feed.kind {
        FeedKind::Atom => ATOM_FILE,
        FeedKind::Json => JSON_FILE,
    })
}

/// Returns whether a group that has a page in `branch` has a feed there: it is of a kind that does, and there is
/// something in it, be it that a brief was withdrawn. For those who have subscribed to it, a feed that is on `urls.lock` stays
/// with its page; so does that of a page which nothing but the list keeps.
pub fn has_feed(site: &Skeleton, branch: BranchId, group: GroupId) -> bool {
    let of = site.group(group);
    let is_locked = |kind: &FeedKind| {
        let feed = Feed {
            branch,
            of: FeedOf::Group(group),
            kind: *kind,
        };
        site.locked_feeds.contains(&feed_route(site, feed))
    };
    let Members { listed, withdrawn } = site.members(branch, group);
    of.kind.has_feed()
        && (!listed.is_empty()
            || !withdrawn.is_empty()
            || of.listing == Listing::Locked
            || (!site.locked_feeds.is_empty() && site.config.feeds.iter().any(is_locked)))
}

/// The stylesheets of pages in the order in which they are loaded, and what their addresses begin with. These carry
/// their hashes, so that browsers may keep them for ever.
const STYLESHEETS: [(&str, &str); 2] = [
    (theme::STYLESHEET, "style"),
    (theme::OWN_STYLESHEET, "site"),
];

fn is_stylesheet(path: &SourcePath) -> bool {
    STYLESHEETS.iter().any(|(known, _)| *known == path.as_str())
}

/// Returns the address of the sitemap of this index, counted from 0, where there are several.
pub fn sitemap_route(idx: usize) -> Route {
    Route::root().file(&format!("sitemap-{}.xml", idx + 1))
}
