//! What search engines read: sitemaps and the rules for robots.

use std::ops::Range;

use crate::page::context::Context;
use crate::page::plan::{PageKind, sitemap_route};
use crate::site::SITEMAP_FILE;
use crate::time::rfc3339;
use crate::url::Route;

/// What search engines read.
#[derive(Clone, Debug, Hash)]
pub enum MachineView {
    /// Whole addresses, and when each changed (RFC 3339).
    Sitemap(Vec<(String, Option<String>)>),
    /// Whole addresses of sitemaps.
    SitemapIndex(Vec<String>),
    /// The text of robots.txt.
    Robots(String),
}

/// Makes a sitemap of the indexable pages in `range`.
pub fn sitemap(context: &Context, range: Range<usize>) -> MachineView {
    let ids = &context.plan.indexable[range];
    let entries = ids.iter().map(|id| {
        let page = &context.plan.pages[id.0 as usize];
        (context.permalink(&page.route), last_modified(context, &page.kind))
    });
    MachineView::Sitemap(entries.collect())
}

/// Returns when a page last changed: of a brief by its own history, of a list by its newest brief.
fn last_modified(context: &Context, kind: &PageKind) -> Option<String> {
    let site = context.site;
    let newest = |list: &[crate::site::BriefId], range: &Range<usize>| {
        let briefs = list.get(range.clone()).unwrap_or_default();
        briefs.iter().map(|id| site.brief(*id).brief.modified(site.now)).max()
    };
    let at = match kind {
        PageKind::Brief(id) => Some(site.brief(*id).brief.modified(site.now)),
        PageKind::Home(branch, part) => newest(&site.branch(*branch).all.listed, &part.range),
        PageKind::Group(of) => newest(&site.members(of.branch, of.group).listed, &of.part.range),
        PageKind::Day(of) => newest(&site.branch(of.branch).archive[&of.period], &of.part.range),
        _ => None,
    };
    at.map(|at| rfc3339(at, &site.config.timezone))
}

/// Makes the index of `n_sitemaps` sitemaps.
pub fn sitemap_index(context: &Context, n_sitemaps: usize) -> MachineView {
    MachineView::SitemapIndex((0..n_sitemaps).map(|idx| context.permalink(&sitemap_route(idx))).collect())
}

/// Makes robots.txt: the site's own text, or leave to read everything; and where the sitemap is.
pub fn robots(context: &Context) -> MachineView {
    let own = context.site.config.robots.as_deref().unwrap_or("User-agent: *\nAllow: /");
    let sitemap = context.permalink(&Route::root().file(SITEMAP_FILE));
    let mut text = format!("{}\n", own.trim_end());
    if !text.to_lowercase().contains("sitemap:") {
        text.push_str(&format!("\nSitemap: {sitemap}\n"));
    }
    MachineView::Robots(text)
}
