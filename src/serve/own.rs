//! The preview's own pages, from templates inside the binary.

use std::sync::LazyLock;

use crate::render::OwnPages;

/// The preview's own pages, compiled once.
pub(super) fn pages() -> &'static OwnPages {
    static PAGES: LazyLock<OwnPages> = LazyLock::new(|| {
        OwnPages::compile(&[
            ("strip.html", include_str!("assets/strip.html")),
            ("desk.html", include_str!("assets/desk.html")),
            ("empty.html", include_str!("assets/empty.html")),
            ("cards.html", include_str!("assets/cards.html")),
            ("unmade.html", include_str!("assets/unmade.html")),
        ])
    });
    &PAGES
}
