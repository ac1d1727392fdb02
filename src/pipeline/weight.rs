//! The rule `page-weight`: reports pages so heavy that a reader on a slow connection has to wait for them.
//!
//! Weighs the bytes sent: the page and its stylesheets, compressed; pictures and scripts are not counted. The budget of
//! each kind of page is in `page::kinds`. The only user of the compressor.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::cache::Cache;
use crate::diag::{Diagnostic, Place, catalog};
use crate::hash::Hash;
use crate::page::Page;
use crate::site::Site;
use crate::source::SourceTree;
use crate::theme;

/// The least gain of compression, as a fraction (3/2): text with its markup shrinks to a third or less, and text in
/// East Asian scripts to about half. A page within its budget times this needs no weighing.
const GAIN: (usize, usize) = (3, 2);

/// Gzip level that servers use, or exceed, unless they are configured otherwise.
const LEVEL: u32 = 6;

/// Weighs the pages of one site.
#[derive(Clone, Copy, Hash, Debug)]
pub(super) struct PageWeigher {
    /// Compressed size of the stylesheets, in bytes.
    stylesheets: usize,
}

impl PageWeigher {
    /// Makes a weigher for a site with the stylesheets of `tree`. Compresses them, unless `cache` has their size.
    pub(super) fn new(tree: &SourceTree, cache: &Cache) -> Self {
        let paths = [theme::STYLESHEET, theme::OWN_STYLESHEET];
        let files: Vec<_> = paths
            .into_iter()
            .filter_map(|path| tree.get(path))
            .collect();
        let key = || Hash::of(&files.iter().map(|file| file.hash).collect::<Vec<_>>());
        let size = || files.iter().map(|file| compressed(file.bytes())).sum();
        PageWeigher {
            stylesheets: *cache.stylesheets.get_or(key, size),
        }
    }

    /// Returns the compressed size of `page`, whose bytes are `html`, if it exceeds the budget; `None` if it does not.
    pub(super) fn weigh(&self, page: &Page, html: &[u8]) -> Option<u64> {
        let budget = page.kind.facts().common().budget?;
        let (times, over) = GAIN;
        // Spares the compressor every page that fits into its budget even at the least gain.
        if html.len() * over <= budget.saturating_sub(self.stylesheets) * times {
            return None;
        }
        let weight = compressed(html) + self.stylesheets;
        (weight > budget).then_some(weight as u64)
    }

    /// Returns the diagnostic that `page` of `site` exceeds its budget with `weight` bytes.
    pub(super) fn overweight(&self, site: &Site, page: &Page, weight: u64) -> Option<Diagnostic> {
        let facts = page.kind.facts();
        let budget = facts.common().budget?;
        let place = facts.origin(site);
        let place = place.unwrap_or_else(|| Place::file(&site.config.path));
        let weight = usize::try_from(weight).unwrap_or(usize::MAX);
        let route = page.route.as_str();
        Some(catalog::site::page_weight(place, route, weight, budget))
    }
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to memory does not fail").len()
}
