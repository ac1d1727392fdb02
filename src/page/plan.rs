//! The plan: every page, feed, redirect and file that the site will have, each at its address.
//! Collisions are found at once (`collisions`), before anything is rendered.

mod collisions;
mod layout;

pub use layout::{lay_out, planned_files};

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::FeedKind;
use crate::diag::Place;
use crate::kind::Kind;
use crate::site::{BriefId, GroupId, LanguageId, ListPage, Period};
use crate::source::SourcePath;
use crate::url::Route;

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
    /// The newest briefs of a language, and older ones.
    Home(HomePart),
    /// A brief.
    Brief(BriefId),
    /// The briefs of a group, page by page.
    Group(GroupPart),
    /// What a country and a topic share.
    CountryTopic(CountryTopicOf),
    /// All groups of a kind.
    Index(IndexOf),
    /// A year or a month of the archive.
    Archive(ArchiveOf),
    /// The briefs of a day, page by page.
    Day(ArchivePart),
    /// What was corrected, page by page.
    Corrections(CorrectionsPart),
    /// An edition.
    Edition(EditionIdx),
    /// All editions.
    Editions,
    /// A file of `content/pages/`.
    Text(TextIdx),
    /// What servers show for an unknown address.
    NotFound,
    /// A feed.
    Feed(Feed),
    /// Addresses for search engines: this part of [`Plan::indexable`].
    Sitemap(SitemapRange),
    /// The list of sitemaps: their number.
    SitemapIndex(NSitemaps),
    /// The latest news, for search engines.
    NewsSitemap(NewsBriefs),
    /// The list of all feeds.
    FeedList,
    /// Rules for robots.
    Robots,
    /// What servers send along with the files.
    Headers,
    /// An old address, which leads to a new one.
    Redirect(Redirect),
    /// A file that is copied.
    File(SourcePath),
}

/// One page of the list of all briefs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HomePart {
    /// The language.
    pub lang: LanguageId,
    /// Which of them.
    pub part: ListPage,
}

/// One page of the list of a group's briefs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupPart {
    /// The language.
    pub lang: LanguageId,
    /// The group.
    pub group: GroupId,
    /// Which of its briefs.
    pub part: ListPage,
}

/// A country and a topic that share enough briefs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountryTopicOf {
    /// The language.
    pub lang: LanguageId,
    /// The country.
    pub country: GroupId,
    /// The topic.
    pub topic: GroupId,
}

/// The list of all groups of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IndexOf {
    /// The language.
    pub lang: LanguageId,
    /// The kind.
    pub kind: Kind,
}

/// A year or a month of the archive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ArchiveOf {
    /// The language.
    pub lang: LanguageId,
    /// The year or the month.
    pub period: Period,
}

/// One page of the list of a day's briefs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArchivePart {
    /// The language.
    pub lang: LanguageId,
    /// The day.
    pub period: Period,
    /// Which of its briefs.
    pub part: ListPage,
}

/// One page of the list of corrections.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CorrectionsPart {
    /// The language.
    pub lang: LanguageId,
    /// Which of them.
    pub part: ListPage,
}

/// Position of an edition in [`Site::editions`](crate::site::Site::editions).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EditionIdx(pub usize);

/// Position of a file of `content/pages/` in [`Site::pages`](crate::site::Site::pages).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextIdx(pub usize);

/// The part of [`Plan::indexable`] that a sitemap lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SitemapRange(pub Range<usize>);

/// The number of sitemaps that an index lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NSitemaps(pub usize);

/// The briefs that are news.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewsBriefs(pub Vec<BriefId>);

/// Where an old address leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Redirect {
    /// The new address.
    pub to: Route,
    /// Where that is said.
    pub place: Place,
}

/// A feed: of what, in which form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Feed {
    /// The language.
    pub lang: LanguageId,
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
}

impl Plan {
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
}

impl Layout {
    fn page(&self, route: &Route) -> Option<&Page> {
        self.by_route
            .get(route)
            .map(|id| &self.pages[id.0 as usize])
    }
}
