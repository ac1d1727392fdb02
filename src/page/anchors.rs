//! The places on a page that a link can lead to.

use crate::page::plan::Page;
use crate::site::{BriefTexts, Site};
use crate::theme;

/// The places on one page.
#[derive(Clone, Debug)]
pub struct Anchors {
    ids: Vec<String>,
}

impl Anchors {
    /// Collects the places on `page`; `None` for what is not read by people.
    pub fn of(page: &Page, site: &Site, texts: &BriefTexts) -> Option<Self> {
        let facts = page.kind.facts();
        facts.common().budget?;
        let mut ids = facts.places(site, texts);
        ids.extend(theme::PAGE_PLACES.map(str::to_owned));
        Some(Anchors { ids })
    }

    /// Returns whether the page has the place `id`.
    pub fn has(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }

    /// Returns the place most like `id`, if one is near.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        crate::text::nearest(id, self.ids.iter().map(String::as_str))
    }
}
