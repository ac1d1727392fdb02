//! Renders pages for the sake of what is wrong with them, and keeps none.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use crate::diag::Diagnostic;
use crate::page::PageKind;
use crate::pipeline::weight::Scales;
use crate::pipeline::{Memos, Prepared, Progress};
use crate::render::Rendered;
use crate::url::Route;

/// Pages of each kind that are rendered to find mistakes in templates without building the site.
const SAMPLES: usize = 20;

impl Prepared {
    /// Renders some pages of each kind, and returns what is wrong with their templates, which of them are too heavy, and
    /// how many pages of the site were not rendered.
    pub fn render_samples(&self, memos: &Memos) -> (Vec<Diagnostic>, usize) {
        let scales = Scales::new(&self.tree);
        let mut n_of_kinds: HashMap<Discriminant<PageKind>, usize> = HashMap::new();
        let (mut found, mut n_skipped) = (Vec::new(), 0);
        for page in self.plan.pages() {
            let n_of_kind = n_of_kinds.entry(discriminant(&page.kind)).or_default();
            *n_of_kind += 1;
            if *n_of_kind > SAMPLES {
                n_skipped += 1;
                continue;
            }
            match &*self.render(page, memos) {
                Ok(Rendered::Bytes(bytes)) => found.extend(scales.weigh(&self.site, page, bytes)),
                Ok(Rendered::File(_)) => {}
                Err(diagnostic) => found.push(diagnostic.clone()),
            }
        }
        (self.tidy(found), n_skipped)
    }

    /// Renders every page, keeps none, and returns those that cannot be rendered, each with the reason; `None` if
    /// `progress` stops it.
    pub fn render_unseen(&self, progress: &dyn Progress) -> Option<Vec<(Route, Diagnostic)>> {
        let memos = Memos::off();
        let mut found = Vec::new();
        for page in self.plan.pages() {
            if !progress.goes_on() {
                return None;
            }
            if let Err(diagnostic) = &*self.render(page, &memos) {
                found.extend(
                    self.page_error(diagnostic)
                        .map(|error| (page.route.clone(), error)),
                );
            }
        }
        Some(found)
    }
}
