//! The plan: every page, feed, redirect and file that the site will have, each at its address.
//!
//! `layout` makes it from the linked site, `collisions` finds outputs that share an address before anything is
//! rendered. What a page looks like is not decided here, see `kinds`.

mod collisions;
mod layout;

pub use layout::{lay_out, planned_files};

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::FeedKind;
use crate::diag::Place;
use crate::kind::Kind;
use crate::page::view::LinkView;
use crate::site::{BriefId, GroupId, LanguageId, ListPage, Period};
use crate::source::SourcePath;
use crate::url::Route;

/// Index of a page in [`Plan::pages`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageId(pub u32);

/// An output at its address: a page, a feed, a redirect or a copied file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    pub route: Route,
    pub kind: PageKind,
}

/// The kind of an output, with what tells it apart from others of its kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PageKind {
    /// A page of the list of all briefs in a language; the first one is the home page.
    Home(HomePage),
    Brief(BriefId),
    /// A page of the list of a group's briefs.
    Group(GroupPage),
    /// The briefs that a country and a topic share.
    CountryTopic(CountryTopicOf),
    /// The list of all groups of a kind.
    Index(IndexOf),
    /// A year or a month of the archive, as a calendar.
    Archive(ArchiveOf),
    /// A page of the list of a day's briefs.
    Day(DayPage),
    /// A page of the list of corrections, clarifications and withdrawals.
    Corrections(CorrectionsPage),
    Edition(EditionIdx),
    /// The list of all editions.
    Editions,
    /// A file of `content/pages/`.
    Text(TextIdx),
    /// The page that servers show for an unknown address.
    NotFound,
    Feed(Feed),
    /// A sitemap: the slice of [`Plan::indexable`] that it lists.
    Sitemap(SitemapRange),
    /// The index of sitemaps, when there are several.
    SitemapIndex(NSitemaps),
    /// The sitemap of the latest news.
    NewsSitemap(NewsBriefs),
    /// The list of all feeds, `feeds.opml`.
    FeedList,
    /// The rules for crawlers, `robots.txt`.
    Robots,
    /// The HTTP headers that hosts send along with the files, `_headers`.
    Headers,
    /// An old address, redirecting to the new one.
    Redirect(Redirect),
    /// An input file that is copied.
    File(SourcePath),
}

/// A page of the list of all briefs in a language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HomePage {
    pub lang: LanguageId,
    pub part: ListPage,
}

/// A page of the list of a group's briefs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupPage {
    pub lang: LanguageId,
    pub group: GroupId,
    pub part: ListPage,
}

/// A country and a topic that share enough briefs to have a page together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountryTopicOf {
    pub lang: LanguageId,
    pub country: GroupId,
    pub topic: GroupId,
}

/// The list of all groups of a kind, in a language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IndexOf {
    pub lang: LanguageId,
    pub kind: Kind,
}

/// A year or a month of the archive, in a language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ArchiveOf {
    pub lang: LanguageId,
    /// A year or a month, never a day: days are lists, see [`DayPage`].
    pub period: Period,
}

/// A page of the list of a day's briefs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DayPage {
    pub lang: LanguageId,
    /// A day, never a year or a month: those are calendars, see `ArchiveOf`.
    pub period: Period,
    pub part: ListPage,
}

/// A page of the list of corrections.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CorrectionsPage {
    pub lang: LanguageId,
    pub part: ListPage,
}

/// Index of an edition in [`Site::editions`](crate::site::Site::editions).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EditionIdx(pub usize);

/// Index of a file of `content/pages/` in [`Site::pages`](crate::site::Site::pages).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextIdx(pub usize);

/// The slice of [`Plan::indexable`] that a sitemap lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SitemapRange(pub Range<usize>);

/// The number of sitemaps that the index lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NSitemaps(pub usize);

/// The briefs in the news sitemap, newest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewsBriefs(pub Vec<BriefId>);

/// The target of an old address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Redirect {
    pub to: Route,
    /// The alias in the front matter, for messages about the redirect.
    pub place: Place,
}

/// A feed: its subject and its format.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Feed {
    pub lang: LanguageId,
    /// The list of briefs that it follows.
    pub of: FeedOf,
    /// The format in which it is written.
    pub kind: FeedKind,
}

/// The subject of a feed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FeedOf {
    /// All briefs of a language.
    Site,
    /// The briefs of one group.
    Group(GroupId),
    /// Briefs that were corrected, clarified or withdrawn.
    Corrections,
}

/// Every output of the site, sorted by address, except that pages for machines come after all others and stylesheets
/// last. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    layout: Arc<Layout>,
    /// The theme's stylesheet, then the site's own.
    stylesheets: Vec<Page>,
}

/// A plan without stylesheets.
///
/// The address of a stylesheet contains the hash of its text. Keeping stylesheets out means that saving one leaves the
/// layout, and all that is cached for it, unchanged.
#[derive(Debug, Default)]
pub struct Layout {
    pages: Vec<Page>,
    /// Pages that search engines may list, in the order of the plan.
    indexable: Vec<PageId>,
    by_route: HashMap<Route, PageId>,
    /// One page for each first path segment, file or folder, keyed as a case-insensitive file system compares names.
    by_top: HashMap<String, PageId>,
    files: HashMap<SourcePath, Route>,
    /// The link to each group from pages of each language: most pages have several.
    group_links: Vec<Vec<LinkView>>,
}

impl Plan {
    /// Returns the link to `group` on pages of `lang`; without an address if the group has no page.
    pub fn group_link(&self, lang: LanguageId, group: GroupId) -> &LinkView {
        &self.layout.group_links[lang.0 as usize][group.0 as usize]
    }

    /// All outputs; the index of each is its [`PageId`].
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.layout.pages.iter().chain(&self.stylesheets)
    }

    /// Number of planned outputs.
    pub fn n_pages(&self) -> usize {
        self.layout.pages.len() + self.stylesheets.len()
    }

    /// Returns a slice of the pages that search engines may list, in the order of the plan.
    pub fn indexable(&self, part: Range<usize>) -> impl Iterator<Item = &Page> {
        self.layout.indexable[part]
            .iter()
            .map(|id| &self.layout.pages[id.0 as usize])
    }

    /// Addresses of the stylesheets: the theme's, then the site's own.
    pub fn stylesheets(&self) -> impl Iterator<Item = &Route> {
        self.stylesheets.iter().map(|page| &page.route)
    }

    /// Returns the output at `route`, if there is one.
    pub fn page(&self, route: &Route) -> Option<&Page> {
        // At most two stylesheets: not worth an index.
        let stylesheet = || self.stylesheets.iter().find(|page| page.route == *route);
        self.layout.page(route).or_else(stylesheet)
    }

    /// Returns `route`, or the page of that name if only the final `/` is missing.
    pub fn nearest_route(&self, route: &Route) -> Route {
        let page = route.as_page();
        if self.page(route).is_none() && self.page(&page).is_some() {
            page
        } else {
            route.clone()
        }
    }

    /// Returns the address to which an input file is copied.
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
