//! Sitemaps (sitemaps.org, protocol 0.9): the addresses of all pages that search engines may list.

use std::ops::Range;

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{Page, PageKind, SitemapRange};
use crate::page::xml::Xml;
use crate::site::Site;
use crate::time::rfc3339;
use crate::url::Route;

/// File name of the sitemap, or of the index if there are several.
pub(crate) const FILE: &str = "sitemap.xml";
/// XML namespace of the elements.
pub(crate) const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
/// Maximum number of addresses in one file, set by the protocol.
const MAX_URLS: usize = 50_000;
/// Maximum size of one file, set by the protocol: 50 MiB.
const MAX_BYTES: usize = 50 * 1024 * 1024;

impl PageFacts for SitemapRange {
    fn common(&self) -> Common {
        Common::machine("sitemap")
    }

    /// Writes the full address of each page and the time of its last change: for a brief from its history, for a list
    /// from its newest brief.
    fn view(&self, context: &Context, _: &Page) -> View {
        let mut xml = Xml::document();
        xml.open("urlset", &[NAMESPACE]);
        for page in context.plan.indexable(self.0.clone()) {
            xml.open("url", &[]);
            xml.text("loc", &[], &context.permalink(&page.route));
            if let Some(modified) = page.kind.facts().modified(context.site) {
                xml.text(
                    "lastmod",
                    &[],
                    &rfc3339(modified, &context.site.config.timezone),
                );
            }
            xml.close("url");
        }
        xml.close("urlset");
        View::Machine(xml.into_bytes())
    }
}

/// Returns the sitemaps of the pages at `routes`: one, or as many as the limits require.
pub(crate) fn pages(site: &Site, routes: &[&Route]) -> Vec<Page> {
    let ranges = ranges(site, routes);
    let is_one = ranges.len() == 1;
    let pages = ranges.into_iter().enumerate().map(|(idx, range)| Page {
        // With several sitemaps, the index takes the well-known name.
        route: if is_one {
            Route::root().file(FILE)
        } else {
            numbered(idx)
        },
        kind: PageKind::Sitemap(SitemapRange(range)),
    });
    pages.collect()
}

/// Returns the address of the sitemap with this index, counted from 0, where there are several.
pub(crate) fn numbered(idx: usize) -> Route {
    Route::root().file(&format!("sitemap-{}.xml", idx + 1))
}

fn ranges(site: &Site, routes: &[&Route]) -> Vec<Range<usize>> {
    // Size of an entry besides its address: elements and a date. Estimated upwards, since sitemaps are planned before
    // any of them is rendered.
    const ENTRY_BYTES: usize = 100;
    let base = site
        .config
        .base
        .permalink(&Route::root())
        .map_or(0, |root| root.len());
    let mut ranges = Vec::new();
    let (mut start, mut n_bytes) = (0, 0);
    for (idx, route) in routes.iter().enumerate() {
        // Percent-encoding makes at most three bytes of each byte of the address.
        let entry = ENTRY_BYTES + base + 3 * route.as_str().len();
        if idx - start == MAX_URLS || n_bytes + entry > MAX_BYTES {
            ranges.push(start..idx);
            (start, n_bytes) = (idx, 0);
        }
        n_bytes += entry;
    }
    ranges.push(start..routes.len());
    ranges
}
