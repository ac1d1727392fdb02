//! Lays a site out: which pages, feeds, redirects and files it will have, and at which addresses.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::SignedDuration;

use crate::content::Alias;
use crate::diag::Checked;
use crate::kind::Kind;
use crate::page::pictures;
use crate::page::plan::{
    ArchivePart, CrossingOf, Feed, FeedOf, GroupPart, Layout, MAX_SITEMAP_BYTES, MAX_SITEMAP_URLS,
    Page, PageId, PageKind, collisions, feed_route, has_feed, is_stylesheet, sitemap_route,
};
use crate::site::{
    self, BranchId, BriefId, HEADERS_FILE, NEWS_SITEMAP_FILE, NOT_FOUND_FILE, OPML_FILE, Placed,
    ROBOTS_FILE, SITEMAP_FILE, Skeleton,
};
use crate::source::{SourcePath, SourceTree};
use crate::time::Now;
use crate::url::Route;

/// For how long a brief is news to search engines (Google News sitemaps: two days).
const NEWS: SignedDuration = SignedDuration::from_hours(48);
/// Most entries of a news sitemap (Google News sitemaps: 1,000).
const MAX_NEWS: usize = 1_000;

/// Lays out the pages of `site` as they are at `now`, and the files of `tree` that are copied.
///
/// Of those files only the paths count; see [`planned_files`].
pub fn lay_out(site: &Skeleton, tree: &SourceTree, now: &Now) -> Checked<Layout> {
    let mut draft = Draft {
        site,
        pages: Vec::with_capacity(site.briefs.len() * 2),
        same: Vec::new(),
    };
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
    draft.files(tree);
    draft.headers();
    let mut pages = draft.pages;
    pages.sort_by(|a, b| a.route.cmp(&b.route));

    let mut layout = Layout {
        indexable: indexable(site, &pages),
        pages,
        ..Layout::default()
    };
    if site.config.base.host().is_some() {
        add_machine_pages(site, now, &mut layout);
    }
    let diagnostics = collisions::collisions(site, &layout.pages);
    layout.by_route = layout
        .pages
        .iter()
        .map(|page| page.route.clone())
        .zip((0..).map(PageId))
        .collect();
    for (route, first) in draft.same {
        if let Some(id) = layout.by_route.get(&first).copied() {
            layout.by_route.entry(route).or_insert(id);
        }
    }
    layout.by_top = by_top(&layout.pages);
    for page in &layout.pages {
        if let PageKind::File(path) = &page.kind {
            layout.files.insert(path.clone(), page.route.clone());
        }
    }
    Checked {
        value: layout,
        diagnostics,
    }
}

/// Returns what a layout follows from besides the skeleton: the paths of the files of `tree` that may be copied.
pub fn planned_files(tree: &SourceTree) -> impl Iterator<Item = &SourcePath> {
    let beside = tree
        .under("content/")
        .iter()
        .filter(|file| !file.path.is_markdown());
    beside
        .chain(tree.under("static/"))
        .map(|file| &file.path)
        .filter(|path| !is_stylesheet(path))
}

struct Draft<'a> {
    site: &'a Skeleton,
    pages: Vec<Page>,
    /// Addresses that are the same file as another one, each with that.
    same: Vec<(Route, Route)>,
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
            self.add(
                site.home_route(branch, part.number),
                PageKind::Home(branch, part),
            );
        }
        self.feeds(branch, FeedOf::Site);
        for id in site
            .brief_ids()
            .filter(|id| site.placed(*id).branch == branch)
        {
            self.add(site.placed(id).route.clone(), PageKind::Brief(id));
        }
        let mut kinds: Vec<Kind> = Vec::new();
        for group in site
            .group_ids()
            .filter(|group| site.has_page(branch, *group))
        {
            kinds.push(site.group(group).kind);
            for part in site::parts(site.members(branch, group).listed.len(), size) {
                let route = site.group_route(branch, group, part.number);
                self.add(
                    route,
                    PageKind::Group(GroupPart {
                        branch,
                        group,
                        part,
                    }),
                );
            }
            if has_feed(site, branch, group) {
                self.feeds(branch, FeedOf::Group(group));
            }
        }
        for (country, topic) in site.branch(branch).crossings.keys().copied() {
            let route = site.crossing_route(branch, country, topic);
            self.add(
                route,
                PageKind::Crossing(CrossingOf {
                    branch,
                    country,
                    topic,
                }),
            );
        }
        self.archive(branch);
        self.corrections(branch);
        kinds.dedup();
        for kind in kinds {
            self.add(
                site.index_route(branch, kind),
                PageKind::Index(branch, kind),
            );
        }
    }

    fn archive(&mut self, branch: BranchId) {
        let site = self.site;
        for (period, briefs) in &site.branch(branch).archive {
            let period = *period;
            if period.day.is_none() {
                self.add(
                    site.archive_route(branch, period, None),
                    PageKind::Archive(branch, period),
                );
                continue;
            }
            for part in site::parts(briefs.len(), site.config.page_size) {
                let route = site.archive_route(branch, period, part.number);
                self.add(
                    route,
                    PageKind::Day(ArchivePart {
                        branch,
                        period,
                        part,
                    }),
                );
            }
        }
    }

    fn corrections(&mut self, branch: BranchId) {
        let site = self.site;
        for part in site::parts(site.branch(branch).corrections.len(), site.config.page_size) {
            self.add(
                site.corrections_route(branch, part.number),
                PageKind::Corrections(branch, part),
            );
        }
        self.feeds(branch, FeedOf::Corrections);
    }

    fn feeds(&mut self, branch: BranchId, of: FeedOf) {
        let config = &self.site.config;
        let kinds = config.feeds.iter().filter(|_| config.base.host().is_some());
        for kind in kinds {
            let feed = Feed {
                branch,
                of,
                kind: *kind,
            };
            self.add(feed_route(self.site, feed), PageKind::Feed(feed));
        }
    }

    fn redirects(&mut self) {
        let site = self.site;
        for linked in &site.briefs {
            self.aliases(&linked.head.aliases, &linked.route, &linked.head.path);
        }
        for (file, route) in site.described() {
            let Some(route) = route else { continue };
            self.aliases(&file.aliases, &route, &file.path);
        }
    }

    /// Plans what leads to `route`. Of several addresses that some machines take for one, the first is enough.
    fn aliases(&mut self, aliases: &[Alias], route: &Route, path: &SourcePath) {
        if aliases.is_empty() {
            return;
        }
        let mut known = vec![(route.collision_key(), route)];
        for alias in aliases {
            let key = alias.route.collision_key();
            match known.iter().find(|(known, _)| *known == key) {
                Some((_, first)) => self.same.push((alias.route.clone(), (*first).clone())),
                None => {
                    known.push((key, &alias.route));
                    self.add(
                        alias.route.clone(),
                        PageKind::Redirect(route.clone(), alias.place(path)),
                    );
                }
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

    /// Plans `static/` and the files beside briefs.
    fn files(&mut self, tree: &SourceTree) {
        for file in tree
            .under("static/")
            .iter()
            .filter(|file| !is_stylesheet(&file.path))
        {
            let name = file
                .path
                .as_str()
                .strip_prefix("static/")
                .unwrap_or(file.path.as_str());
            self.add(Route::root().file(name), PageKind::File(file.path.clone()));
        }
        // One copy for all versions of a brief: their texts lie in one folder.
        let mut planned: HashSet<&SourcePath> = HashSet::new();
        for linked in &self.site.briefs {
            let Some(folder) = &linked.head.folder else {
                continue;
            };
            if linked.head.is_withdrawn() {
                continue;
            }
            let route = self.route_of_folder(linked);
            for file in pictures::beside(&linked.head, tree) {
                if planned.insert(&file.path) {
                    let name = &file.path.as_str()[folder.len()..];
                    self.add(route.file(name), PageKind::File(file.path.clone()));
                }
            }
        }
    }

    /// The address below which the files of a brief's folder lie: that of its first version, which is the original where
    /// there is one.
    fn route_of_folder(&self, linked: &Placed) -> Route {
        let versions = linked.versions.iter().map(|id| self.site.placed(*id));
        let beside = versions.filter(|version| version.head.folder == linked.head.folder);
        let first = beside.chain([linked]).min_by_key(|version| version.branch);
        first.unwrap_or(linked).route.clone()
    }
}

/// Returns one of `pages`, which are sorted, for each name at the root of the site.
fn by_top(pages: &[Page]) -> HashMap<String, PageId> {
    let tops = pages
        .iter()
        .map(|page| page.route.as_str().split('/').nth(1).unwrap_or_default());
    let mut tops: Vec<(&str, PageId)> = tops.zip((0..).map(PageId)).collect();
    tops.dedup_by_key(|(top, _)| *top);
    tops.into_iter()
        .map(|(top, id)| (Route::root().file(top).collision_key(), id))
        .collect()
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
    (0..)
        .map(PageId)
        .zip(pages)
        .filter(|(_, page)| listed(page))
        .map(|(id, _)| id)
        .collect()
}

/// Adds what needs the site's whole address: sitemaps and robots.txt.
fn add_machine_pages(site: &Skeleton, now: &Now, layout: &mut Layout) {
    let root = Route::root();
    let mut extra = vec![Page {
        route: root.file(ROBOTS_FILE),
        kind: PageKind::Robots,
    }];
    if layout
        .pages
        .iter()
        .any(|page| matches!(page.kind, PageKind::Feed(_)))
    {
        extra.push(Page {
            route: root.file(OPML_FILE),
            kind: PageKind::FeedList,
        });
    }
    let news = latest_news(site, now);
    if !news.is_empty() {
        extra.push(Page {
            route: root.file(NEWS_SITEMAP_FILE),
            kind: PageKind::NewsSitemap(news),
        });
    }
    let ranges = sitemap_ranges(site, layout);
    match ranges.as_slice() {
        [range] => extra.push(Page {
            route: root.file(SITEMAP_FILE),
            kind: PageKind::Sitemap(range.clone()),
        }),
        ranges => {
            for (idx, range) in ranges.iter().enumerate() {
                extra.push(Page {
                    route: sitemap_route(idx),
                    kind: PageKind::Sitemap(range.clone()),
                });
            }
            extra.push(Page {
                route: root.file(SITEMAP_FILE),
                kind: PageKind::SitemapIndex(ranges.len()),
            });
        }
    }
    // The ids in `indexable` are positions before these pages: put them behind all others, not between.
    layout.pages.extend(extra);
}

/// Returns the briefs that became public in the last [`NEWS`], newest first.
fn latest_news(site: &Skeleton, now: &Now) -> Vec<BriefId> {
    // A moment at the end of time never gets old.
    let is_old = |id: &BriefId| {
        site.placed(*id)
            .released
            .checked_add(NEWS)
            .is_ok_and(|end| now.has_come(end))
    };
    let is_new = |id: &BriefId| {
        let placed = site.placed(*id);
        placed.position.is_some() && now.has_come(placed.released)
    };
    // Newest first, so the first one that is too old ends the search; a few may be hidden or withdrawn.
    site.brief_ids()
        .take_while(|id| !is_old(id))
        .filter(is_new)
        .take(MAX_NEWS)
        .collect()
}

fn sitemap_ranges(site: &Skeleton, layout: &Layout) -> Vec<Range<usize>> {
    // What an entry has besides its address: the elements, and a date.
    const ENTRY_BYTES: usize = 100;
    let base = site
        .config
        .base
        .permalink(&Route::root())
        .map_or(0, |root| root.len());
    let mut ranges = Vec::new();
    let (mut start, mut n_bytes) = (0, 0);
    for (idx, id) in layout.indexable.iter().enumerate() {
        // At most three bytes for each byte of the address, percent-encoded.
        let entry = ENTRY_BYTES + base + 3 * layout.pages[id.0 as usize].route.as_str().len();
        if idx - start == MAX_SITEMAP_URLS || n_bytes + entry > MAX_SITEMAP_BYTES {
            ranges.push(start..idx);
            (start, n_bytes) = (idx, 0);
        }
        n_bytes += entry;
    }
    ranges.push(start..layout.indexable.len());
    ranges
}
