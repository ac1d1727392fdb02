//! The places on a page that a link can lead to.

use crate::page::plan::{Page, PageKind};
use crate::site::Site;
use crate::theme;

/// The places on one page.
#[derive(Clone, Debug)]
pub struct Anchors {
    ids: Vec<String>,
}

impl Anchors {
    /// Collects the places on `page`; `None` for what is not an HTML page.
    pub fn of(page: &Page, site: &Site) -> Option<Self> {
        let mut ids: Vec<String> = theme::PAGE_PLACES.map(str::to_owned).to_vec();
        match &page.kind {
            PageKind::Brief(id) => {
                let brief = &site.brief(*id).brief;
                ids.extend(theme::BRIEF_PLACES.map(str::to_owned));
                ids.extend(brief.body.anchors.iter().cloned());
                ids.extend(
                    brief
                        .citations
                        .iter()
                        .map(|citation| format!("source-{}", citation.id)),
                );
            }
            PageKind::Group(of) => {
                let file = site.group(of.group).file(&site.branch(of.branch).language);
                ids.extend(
                    file.into_iter()
                        .flat_map(|file| file.body.anchors.iter().cloned()),
                );
            }
            PageKind::Text(page_idx) => {
                ids.extend(site.pages[*page_idx].body.anchors.iter().cloned())
            }
            PageKind::Edition(idx) => {
                ids.extend(site.editions[*idx].file.body.anchors.iter().cloned())
            }
            PageKind::Editions => {}
            PageKind::Corrections(branch, _) => {
                let route = site.corrections_route(*branch, None);
                let file = site
                    .pages
                    .iter()
                    .enumerate()
                    .find(|(idx, _)| site.page_route(*idx) == route);
                ids.extend(
                    file.into_iter()
                        .flat_map(|(_, file)| file.body.anchors.iter().cloned()),
                );
            }
            PageKind::Home(..) | PageKind::Index(..) | PageKind::NotFound => {}
            PageKind::Crossing(_) | PageKind::Archive(..) | PageKind::Day(..) => {}
            _ => return None,
        }
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
