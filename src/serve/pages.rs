//! The preview's own pages, from templates inside the binary.

use std::sync::LazyLock;

use crate::render::ProgramPages;

/// The preview's own pages, compiled once.
pub(super) fn pages() -> &'static ProgramPages {
    static PAGES: LazyLock<ProgramPages> = LazyLock::new(|| {
        ProgramPages::compile(&[
            ("strip.html", include_str!("assets/strip.html")),
            ("desk.html", include_str!("assets/desk.html")),
            ("empty.html", include_str!("assets/empty.html")),
            ("cards.html", include_str!("assets/cards.html")),
            ("unmade.html", include_str!("assets/unmade.html")),
        ])
    });
    &PAGES
}
