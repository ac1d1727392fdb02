//! `page-weight`: says which pages are so heavy that a reader on a slow line waits for them.
//! Weighs what travels: the page and its stylesheets, compressed. The only user of the compressor.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::diag::{Diagnostic, Place, catalog};
use crate::page::Page;
use crate::site::Site;
use crate::source::SourceTree;
use crate::theme;

/// What compression gains at least, as a fraction of two: text with its markup becomes a third or less, and text
/// in the scripts of East Asia about half. What is not larger than this needs no weighing.
const GAIN: (usize, usize) = (3, 2);

/// The level that servers compress at where they are not told otherwise, or better.
const LEVEL: u32 = 6;

/// Weighs pages.
#[derive(Clone, Copy, Hash, Debug)]
pub(super) struct PageWeigher {
    /// Bytes of the stylesheets, compressed.
    stylesheets: usize,
}

impl PageWeigher {
    /// Scales for the pages of a site with the stylesheets of `tree`.
    pub(super) fn new(tree: &SourceTree) -> Self {
        let files = [theme::STYLESHEET, theme::OWN_STYLESHEET]
            .into_iter()
            .filter_map(|path| tree.get(path));
        PageWeigher {
            stylesheets: files.map(|file| compressed(file.bytes())).sum(),
        }
    }

    /// Returns the weight of `page`, whose bytes are `html`, if it is over its budget.
    pub(super) fn weigh(&self, page: &Page, html: &[u8]) -> Option<u64> {
        let budget = page.kind.facts().common().budget?;
        let (times, over) = GAIN;
        if html.len() * over <= budget.saturating_sub(self.stylesheets) * times {
            return None;
        }
        let weight = compressed(html) + self.stylesheets;
        (weight > budget).then_some(weight as u64)
    }

    /// Says that `page` of `site` is over its budget, with this `weight`.
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
