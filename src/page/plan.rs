//! The plan: every page, feed, redirect and file that the site will have, each at its address.
//! Collisions are found at once (`collisions`), before anything is rendered.

mod collisions;
mod word;

pub use collisions::origin;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use jiff::SignedDuration;

use crate::config::FeedKind;
use crate::diag::Checked;
use crate::hash::Hash;
use crate::page::pictures;
use crate::site::{
    self, ATOM_FILE, BranchId, BriefId, GroupId, GroupKind, HEADERS_FILE, JSON_FILE, NEWS_SITEMAP_FILE,
    NOT_FOUND_FILE, OPML_FILE, Part, Period, ROBOTS_FILE, SITEMAP_FILE, Skeleton,
};
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::text::NameIndex;
use crate::theme;
use crate::time::Now;
use crate::url::Route;

/// Most addresses in one sitemap file (sitemaps.org, protocol 0.9).
pub const MAX_SITEMAP_URLS: usize = 50_000;
/// Most bytes in one sitemap file (sitemaps.org, protocol 0.9: 50 MiB).
pub const MAX_SITEMAP_BYTES: usize = 50 * 1024 * 1024;

/// For how long a brief is news to search engines (Google News sitemaps: two days).
const NEWS: SignedDuration = SignedDuration::from_hours(48);
/// Most entries of a news sitemap (Google News sitemaps: 1,000).
const MAX_NEWS: usize = 1_000;

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
    Index(BranchId, GroupKind),
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
    /// Addresses for search engines: the pages of [`Plan::indexable`] in this range.
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
    /// An old address, which leads to a new one.
    Redirect(Route, SourcePath),
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

/// Everything that the site will contain, sorted by address.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// All of it.
    pub pages: Vec<Page>,
    /// The pages that search engines may list, in the order of the plan.
    pub indexable: Vec<PageId>,
    /// The addresses of the stylesheets: the theme's, then the site's own.
    pub stylesheets: Vec<Route>,
    by_route: HashMap<Route, PageId>,
    files: HashMap<SourcePath, Route>,
    names: OnceLock<NameIndex>,
    file_names: OnceLock<NameIndex>,
}

impl Plan {
    /// Returns what is at `route`.
    pub fn page(&self, route: &Route) -> Option<&Page> {
        self.by_route.get(route).map(|id| &self.pages[id.0 as usize])
    }

    /// Returns `route`, or the page of that name if only the final `/` was left out.
    pub fn nearest_route(&self, route: &Route) -> Route {
        let page = route.as_page();
        if self.page(route).is_none() && self.page(&page).is_some() { page } else { route.clone() }
    }

    /// Returns the address that an input file is copied to.
    pub fn route_of_file(&self, path: &SourcePath) -> Option<&Route> {
        self.files.get(path)
    }

    /// Returns the address most like `route`, for messages.
    pub fn nearest_name(&self, route: &Route) -> Option<&str> {
        let names = || NameIndex::new(self.pages.iter().map(|page| page.route.as_str()));
        self.names.get_or_init(names).nearest(route.as_str())
    }

    /// Returns the name of a copied file most like `name`, for messages.
    pub fn nearest_file(&self, name: &str) -> Option<&str> {
        let names = || {
            let files = self.pages.iter().filter(|page| matches!(page.kind, PageKind::File(_)));
            NameIndex::new(files.map(|page| page.route.as_str().rsplit('/').next().unwrap_or_default()))
        };
        self.file_names.get_or_init(names).nearest(name)
    }
}

/// Plans the pages of `site` as they are at `now`, and the files of `tree` that are copied.
///
/// Of those files only the paths count, and the hashes of the stylesheets; see [`planned_files`].
pub fn plan(site: &Skeleton, tree: &SourceTree, now: &Now) -> Checked<Plan> {
    let mut draft = Draft { site, pages: Vec::with_capacity(site.briefs.len() * 2) };
    for branch in site.branch_ids() {
        draft.branch(branch);
    }
    for page_idx in (0..site.pages.len()).filter(|idx| !site.is_corrections(*idx)) {
        draft.add(site.page_route(page_idx), PageKind::Text(page_idx));
    }
    for (edition_idx, edition) in site.editions.iter().enumerate() {
        draft.add(site.edition_route(edition), PageKind::Edition(edition_idx));
    }
    if !site.editions.is_empty() {
        draft.add(site.editions_route(), PageKind::Editions);
    }
    draft.add(Route::root().file(NOT_FOUND_FILE), PageKind::NotFound);
    draft.redirects();
    let stylesheets = draft.files(tree);
    draft.headers();
    let mut pages = draft.pages;
    pages.sort_by(|a, b| a.route.cmp(&b.route));

    let mut plan = Plan { indexable: indexable(site, &pages), pages, stylesheets, ..Plan::default() };
    if site.config.base.host().is_some() {
        add_machine_pages(site, now, &mut plan);
    }
    let diagnostics = collisions::collisions(site, &plan.pages);
    plan.by_route = plan.pages.iter().map(|page| page.route.clone()).zip((0..).map(PageId)).collect();
    for page in &plan.pages {
        if let PageKind::File(path) = &page.kind {
            plan.files.insert(path.clone(), page.route.clone());
        }
    }
    Checked { value: plan, diagnostics }
}

/// Returns what a plan follows from besides the skeleton: the files of `tree` that may be copied, and the
/// hashes of the stylesheets.
pub fn planned_files(tree: &SourceTree) -> impl Iterator<Item = (&SourcePath, Option<Hash>)> {
    let beside = tree.under("content/").iter().filter(|file| !file.path.as_str().ends_with(".md"));
    let files = beside.chain(tree.under("static/"));
    files.map(|file| (&file.path, stylesheet(file).map(|_| file.hash)))
}

struct Draft<'a> {
    site: &'a Skeleton,
    pages: Vec<Page>,
}

impl Draft<'_> {
    fn add(&mut self, route: Route, kind: PageKind) {
        self.pages.push(Page { route, kind });
    }

    fn branch(&mut self, branch: BranchId) {
        let site = self.site;
        let all = &site.branch(branch).all;
        if branch.0 != 0 && all.listed.is_empty() && all.withdrawn.is_empty() {
            return;
        }
        let size = site.config.page_size;
        for part in site::parts(all.listed.len(), size) {
            self.add(site.home_route(branch, part.number), PageKind::Home(branch, part));
        }
        self.feeds(branch, FeedOf::Site);
        for id in site.brief_ids().filter(|id| site.placed(*id).branch == branch) {
            self.add(site.placed(id).route.clone(), PageKind::Brief(id));
        }
        let mut kinds: Vec<GroupKind> = Vec::new();
        for group in site.group_ids().filter(|group| site.has_page(branch, *group)) {
            kinds.push(site.group(group).kind);
            for part in site::parts(site.members(branch, group).listed.len(), size) {
                let route = site.group_route(branch, group, part.number);
                self.add(route, PageKind::Group(GroupPart { branch, group, part }));
            }
            if has_feed(site.group(group).kind) {
                self.feeds(branch, FeedOf::Group(group));
            }
        }
        for (country, topic) in site.branch(branch).crossings.keys().copied() {
            let route = site.crossing_route(branch, country, topic);
            self.add(route, PageKind::Crossing(CrossingOf { branch, country, topic }));
        }
        self.archive(branch);
        self.corrections(branch);
        kinds.dedup();
        for kind in kinds {
            self.add(site.index_route(branch, kind), PageKind::Index(branch, kind));
        }
    }

    fn archive(&mut self, branch: BranchId) {
        let site = self.site;
        for (period, briefs) in &site.branch(branch).archive {
            let period = *period;
            if period.day.is_none() {
                self.add(site.archive_route(branch, period, None), PageKind::Archive(branch, period));
                continue;
            }
            for part in site::parts(briefs.len(), site.config.page_size) {
                let route = site.archive_route(branch, period, part.number);
                self.add(route, PageKind::Day(ArchivePart { branch, period, part }));
            }
        }
    }

    fn corrections(&mut self, branch: BranchId) {
        let site = self.site;
        for part in site::parts(site.branch(branch).corrections.len(), site.config.page_size) {
            self.add(site.corrections_route(branch, part.number), PageKind::Corrections(branch, part));
        }
        self.feeds(branch, FeedOf::Corrections);
    }

    fn feeds(&mut self, branch: BranchId, of: FeedOf) {
        let config = &self.site.config;
        let kinds = config.feeds.iter().filter(|_| config.base.host().is_some());
        for kind in kinds {
            let feed = Feed { branch, of, kind: *kind };
            self.add(feed_route(self.site, feed), PageKind::Feed(feed));
        }
    }

    fn redirects(&mut self) {
        let site = self.site;
        for linked in &site.briefs {
            for alias in &linked.head.aliases {
                let kind = PageKind::Redirect(linked.route.clone(), linked.head.path.clone());
                self.add(alias.clone(), kind);
            }
        }
        for (file, route) in site.described() {
            for alias in &file.aliases {
                self.add(alias.clone(), PageKind::Redirect(route.clone(), file.path.clone()));
            }
        }
    }

    /// Plans what servers are told, unless the site says it itself.
    fn headers(&mut self) {
        let route = Route::root().file(HEADERS_FILE);
        if self.pages.iter().all(|page| page.route != route) {
            self.add(route, PageKind::Headers);
        }
    }

    /// Plans `static/` and the pictures beside briefs. Returns where the stylesheets go.
    fn files(&mut self, tree: &SourceTree) -> Vec<Route> {
        let mut stylesheets = Vec::new();
        for file in tree.under("static/") {
            let route = static_route(file);
            if let Some(stylesheet) = stylesheet(file) {
                stylesheets.push((stylesheet, route.clone()));
            }
            self.add(route, PageKind::File(file.path.clone()));
        }
        for linked in &self.site.briefs {
            for (name, file) in pictures::beside(&linked.head, tree) {
                self.pages
                    .push(Page { route: linked.route.file(name), kind: PageKind::File(file.path.clone()) });
            }
        }
        stylesheets.sort();
        stylesheets.into_iter().map(|(_, route)| route).collect()
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

/// Returns whether groups of this kind have a feed of their own.
pub fn has_feed(kind: GroupKind) -> bool {
    matches!(kind, GroupKind::Topic | GroupKind::Country | GroupKind::Storyline)
}

/// Returns the address of a file of `static/`. The stylesheets carry their hashes in their names, so that
/// browsers may keep them for ever.
fn static_route(file: &SourceFile) -> Route {
    match stylesheet(file) {
        Some(0) => return Route::root().file(&format!("style.{}.css", file.hash.short())),
        Some(_) => return Route::root().file(&format!("site.{}.css", file.hash.short())),
        None => {}
    }
    Route::root().file(file.path.as_str().strip_prefix("static/").unwrap_or(file.path.as_str()))
}

/// Returns which stylesheet of pages a file is, in the order in which they are loaded.
fn stylesheet(file: &SourceFile) -> Option<usize> {
    [theme::STYLESHEET, theme::OWN_STYLESHEET].iter().position(|path| *path == file.path.as_str())
}

/// Returns the pages that search engines may list: those with an address of their own and something
/// to read that is not withdrawn. `pages` are in the order of the plan.
fn indexable(site: &Skeleton, pages: &[Page]) -> Vec<PageId> {
    let listed = |page: &Page| match &page.kind {
        PageKind::Brief(id) => site.placed(*id).position.is_some(),
        PageKind::Home(..) | PageKind::Group(..) | PageKind::Index(..) | PageKind::Text(_) => true,
        PageKind::Crossing(_)
        | PageKind::Archive(..)
        | PageKind::Day(..)
        | PageKind::Edition(_)
        | PageKind::Editions => true,
        PageKind::Corrections(..) => true,
        _ => false,
    };
    (0..).map(PageId).zip(pages).filter(|(_, page)| listed(page)).map(|(id, _)| id).collect()
}

/// Adds what needs the site's whole address: sitemaps and robots.txt.
fn add_machine_pages(site: &Skeleton, now: &Now, plan: &mut Plan) {
    let root = Route::root();
    let mut extra = vec![Page { route: root.file(ROBOTS_FILE), kind: PageKind::Robots }];
    if plan.pages.iter().any(|page| matches!(page.kind, PageKind::Feed(_))) {
        extra.push(Page { route: root.file(OPML_FILE), kind: PageKind::FeedList });
    }
    let news = latest_news(site, now);
    if !news.is_empty() {
        extra.push(Page { route: root.file(NEWS_SITEMAP_FILE), kind: PageKind::NewsSitemap(news) });
    }
    let ranges = sitemap_ranges(site, plan);
    match ranges.as_slice() {
        [range] => {
            extra.push(Page { route: root.file(SITEMAP_FILE), kind: PageKind::Sitemap(range.clone()) })
        }
        ranges => {
            for (idx, range) in ranges.iter().enumerate() {
                extra.push(Page { route: sitemap_route(idx), kind: PageKind::Sitemap(range.clone()) });
            }
            extra.push(Page { route: root.file(SITEMAP_FILE), kind: PageKind::SitemapIndex(ranges.len()) });
        }
    }
    // The ids in `indexable` are positions before these pages: put them behind all others, not between.
    plan.pages.extend(extra);
}

/// Returns the briefs that became public in the last [`NEWS`], newest first.
fn latest_news(site: &Skeleton, now: &Now) -> Vec<BriefId> {
    // A moment at the end of time never gets old.
    let is_old =
        |id: &BriefId| site.placed(*id).released.checked_add(NEWS).is_ok_and(|end| now.has_come(end));
    let is_new = |id: &BriefId| {
        let placed = site.placed(*id);
        placed.position.is_some() && now.has_come(placed.released)
    };
    // Newest first, so the first one that is too old ends the search; a few may be hidden or withdrawn.
    site.brief_ids().take_while(|id| !is_old(id)).filter(is_new).take(MAX_NEWS).collect()
}

/// Returns the address of the sitemap of this index, counted from 0, where there are several.
pub fn sitemap_route(idx: usize) -> Route {
    Route::root().file(&format!("sitemap-{}.xml", idx + 1))
}

fn sitemap_ranges(site: &Skeleton, plan: &Plan) -> Vec<Range<usize>> {
    // What an entry has besides its address: the elements, and a date.
    const ENTRY_BYTES: usize = 100;
    let base = site.config.base.permalink(&Route::root()).map_or(0, |root| root.len());
    let mut ranges = Vec::new();
    let (mut start, mut n_bytes) = (0, 0);
    for (idx, id) in plan.indexable.iter().enumerate() {
        // At most three bytes for each byte of the address, percent-encoded.
        let entry = ENTRY_BYTES + base + 3 * plan.pages[id.0 as usize].route.as_str().len();
        if idx - start == MAX_SITEMAP_URLS || n_bytes + entry > MAX_SITEMAP_BYTES {
            ranges.push(start..idx);
            (start, n_bytes) = (idx, 0);
        }
        n_bytes += entry;
    }
    ranges.push(start..plan.indexable.len());
    ranges
}
