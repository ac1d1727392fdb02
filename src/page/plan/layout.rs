//! Lays a site out: which pages, feeds, redirects and files it will have, and at which addresses.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::Checked;
use crate::page::kinds::{
    self, feed_list, file, headers, news, redirect, robots, sitemap, sitemap_index,
};
use crate::page::plan::{Layout, Page, PageId, PageKind, Plan, collisions};
use crate::site::Site;
use crate::source::{SourcePath, SourceTree};
use crate::url::Route;

/// Lays out the pages of `site`, and the files of `tree` that are copied.
///
/// Of those files only the paths count; see [`planned_files`].
pub fn lay_out(site: &Site, tree: &SourceTree) -> Checked<Layout> {
    let mut pages = Vec::with_capacity(site.briefs.len() * 2);
    for lang in site.language_ids() {
        let all = &site.lang(lang).all;
        if lang.0 == 0 || !all.listed.is_empty() || !all.withdrawn.is_empty() {
            pages.extend(kinds::of_lang(site, lang));
        }
    }
    pages.extend(kinds::of_site(site));
    let (redirects, same) = redirect::pages(site);
    pages.extend(redirects);
    pages.extend(file::pages(site, tree));
    pages.extend(headers::page(&pages));
    pages.sort_by(|a, b| a.route.cmp(&b.route));

    let mut layout = Layout {
        indexable: indexable(site, &pages),
        pages,
        ..Layout::default()
    };
    if site.config.base.host().is_some() {
        add_machine_pages(site, &mut layout);
    }
    let diagnostics = collisions::collisions(site, &layout.pages);
    layout.by_route = layout
        .pages
        .iter()
        .map(|page| page.route.clone())
        .zip((0..).map(PageId))
        .collect();
    for (route, first) in same {
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

/// Returns what a layout follows from besides the site: the paths of the files of `tree` that may be copied.
pub fn planned_files(tree: &SourceTree) -> impl Iterator<Item = &SourcePath> {
    let beside = tree
        .under("content/")
        .iter()
        .filter(|file| !file.path.is_markdown());
    beside
        .chain(tree.under("static/"))
        .map(|file| &file.path)
        .filter(|path| !file::is_stylesheet(path))
}

impl Plan {
    /// The plan of `layout` with the stylesheets of `tree`; of `site`, for messages.
    pub fn new(layout: Arc<Layout>, tree: &SourceTree, site: &Site) -> Checked<Self> {
        let stylesheets = file::stylesheets(tree);
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

/// Returns the pages that search engines may list. `pages` are in the order of the plan.
fn indexable(site: &Site, pages: &[Page]) -> Vec<PageId> {
    (0..)
        .map(PageId)
        .zip(pages)
        .filter(|(_, page)| page.kind.facts().is_indexable(site))
        .map(|(id, _)| id)
        .collect()
}

/// Adds what needs the site's whole address: sitemaps, the list of feeds and robots.txt.
///
/// The ids in `indexable` are positions before these pages: they come behind all others, not between.
fn add_machine_pages(site: &Site, layout: &mut Layout) {
    let routes: Vec<&Route> = layout
        .indexable
        .iter()
        .map(|id| &layout.pages[id.0 as usize].route)
        .collect();
    let sitemaps = sitemap::pages(site, &routes);
    let index = sitemap_index::page(sitemaps.len());
    let feeds = feed_list::page(&layout.pages);
    layout.pages.push(robots::page());
    layout.pages.extend(feeds);
    layout.pages.extend(news::page(site));
    layout.pages.extend(sitemaps);
    layout.pages.extend(index);
}
