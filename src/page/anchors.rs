//! Anchors: the ids on a page that links may point to. Used by `check` to find dead fragments.

use crate::page::plan::Page;
use crate::site::{BriefTexts, Site};
use crate::theme;

/// The ids of one page.
#[derive(Clone, Debug)]
pub struct Anchors {
    ids: Vec<String>,
}

impl Anchors {
    /// Collects the ids of `page`; `None` for outputs that people do not read.
    pub fn of(page: &Page, site: &Site, texts: &BriefTexts) -> Option<Self> {
        let facts = page.kind.facts();
        facts.common().budget?;
        let mut ids = facts.places(site, texts);
        ids.extend(theme::PAGE_PLACES.map(str::to_owned));
        Some(Anchors { ids })
    }

    pub fn has(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }

    /// Returns the most similar id, if one is similar enough to suggest.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        crate::text::nearest(id, self.ids.iter().map(String::as_str))
    }
}
