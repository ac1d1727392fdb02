//! Lays out a site: decides which pages, feeds, redirects and files it has, and at which addresses.
//!
//! Each kind in `kinds` lists its own pages; this module combines and sorts them, adds the pages for machines and
//! reports collisions.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::Checked;
use crate::page::kinds::{
    self, feed_list, file, headers, news, redirect, robots, sitemap, sitemap_index,
};
use crate::page::plan::{Layout, Page, PageId, PageKind, Plan, collisions};
use crate::page::view::LinkView;
use crate::page::views::links;
use crate::site::{LanguageId, Site};
use crate::source::{SourcePath, SourceTree};
use crate::url::Route;

/// Lays out the pages of `site` and the files of `tree` that are copied.
///
/// Only the paths of those files matter, not their contents; see [`planned_files`].
pub fn lay_out(site: &Site, tree: &SourceTree) -> Checked<Layout> {
    let mut pages = Vec::with_capacity(site.briefs.len() * 2);
    for lang in site.language_ids() {
        if has_pages(site, lang) {
            pages.extend(kinds::of_lang(site, lang));
        }
    }
    pages.extend(kinds::of_site(site));
    // `same` are aliases that differ from another one only by case or Unicode form: no pages of their own, or they
    // would collide, but links to them must resolve.
    let (redirects, same) = redirect::pages(site);
    pages.extend(redirects);
    pages.extend(file::pages(site, tree));
    // After the copied files: a site's own `static/_headers` replaces the generated one.
    pages.extend(headers::page(&pages));
    pages.sort_by(|a, b| a.route.cmp(&b.route));

    let mut layout = Layout {
        indexable: indexable(site, &pages),
        group_links: group_links(site),
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

/// Makes the links to all groups, for each language.
fn group_links(site: &Site) -> Vec<Vec<LinkView>> {
    let of_lang = |lang| {
        let groups = site.group_ids();
        groups
            .map(|group| links::group(site, lang, group))
            .collect()
    };
    site.language_ids().map(of_lang).collect()
}

/// Returns whether `lang` has a home page and lists: it is the main language, or a brief or a page is written in it.
///
/// A page alone is enough, because its frame links to the home page and the corrections.
fn has_pages(site: &Site, lang: LanguageId) -> bool {
    let all = &site.lang(lang).all;
    lang.0 == 0
        || !all.listed.is_empty()
        || !all.withdrawn.is_empty()
        || site
            .pages
            .iter()
            .any(|file| site.lang_of(file.language.as_deref()) == lang)
}

/// Returns the paths of all files of `tree` that may be copied: the only input of a layout besides the site.
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
    /// Adds the stylesheets of `tree` to `layout`; `site` is needed for messages only.
    pub fn new(layout: Arc<Layout>, tree: &SourceTree, site: &Site) -> Checked<Self> {
        let stylesheets = file::stylesheets(tree);
        // A stylesheet is at the root, so it can collide with a root-level file or folder only.
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

/// Picks one page for each first path segment: any of them is enough to report a collision.
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

/// Returns the pages that search engines may list, in the order of `pages`.
fn indexable(site: &Site, pages: &[Page]) -> Vec<PageId> {
    (0..)
        .map(PageId)
        .zip(pages)
        .filter(|(_, page)| page.kind.facts().is_indexable(site))
        .map(|(id, _)| id)
        .collect()
}

/// Adds the pages that need the site's full address: sitemaps, the list of feeds and `robots.txt`.
///
/// They go to the end instead of into the sorted order: `indexable` already holds indices into `pages`.
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
