//! Templates of the preview's own pages, compiled into the binary. A site's theme cannot change or break them.

use std::sync::LazyLock;

use crate::render::ProgramPages;

/// Returns the compiled templates; they are compiled on first use.
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
