//! What editors are told of their pictures. The rules are in `check`.

use super::warning;
use crate::diag::{Diagnostic, Place};

/// A picture without words for those who cannot see it: screen readers read them out, and they stand in when it
/// does not load.
pub fn alt_missing(place: Place) -> Diagnostic {
    warning("alt-missing", place, "the picture has no description")
        .hint("say what it shows: `![what it shows](…)`, or `alt:`")
}

/// A picture without the name of who made it: they are owed it, and readers judge a picture by where it comes from.
pub fn credit_missing(place: Place) -> Diagnostic {
    warning(
        "credit-missing",
        place,
        "the picture does not say who made it",
    )
    .hint("add `credit: …`")
}

/// A picture of more than 500 KB: on a phone it costs readers time and money.
pub fn image_heavy(place: Place, n_kilobytes: u64, limit: u64) -> Diagnostic {
    warning(
        "image-heavy",
        place,
        format!("the picture has {n_kilobytes} KB; {limit} are plenty"),
    )
    .hint("scale it down, or save it as WebP or AVIF")
}
