//! Codes of pictures. The rules are in `check::pictures`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Pictures;

    /// A picture has no description. Screen readers read the description aloud, and it is shown if the picture does not
    /// load.
    ALT_MISSING = Warning "alt-missing" {
        in Text,
        with "static/dams.png": ".",
        wrong: "![](/dams.png)",
        right: "![The dams of the north](/dams.png)",
    }

    /// A picture does not name its creator. Creators are owed the credit, and readers judge a picture by its origin.
    CREDIT_MISSING = Warning "credit-missing" {
        in FrontMatter,
        with "static/dams.png": ".",
        wrong: "
            image: /dams.png
            alt: The dams of the north
        ",
        right: "
            image: /dams.png
            alt: The dams of the north
            credit: Ada Berg
        ",
    }

    /// A picture has more than 500 KB, which costs readers on a phone time and money.
    IMAGE_HEAVY = Warning "image-heavy" {
        in Text,
        with "static/dams.png": "[… 600000 bytes]",
        with "static/small.png": ".",
        wrong: "![The dams of the north](/dams.png)",
        right: "![The dams of the north](/small.png)",
    }
}

pub(crate) fn alt_missing(place: Place) -> Diagnostic {
    ALT_MISSING
        .at(place, "the picture has no description")
        .hint("describe what it shows: `![what it shows](…)`, or `alt:`")
}

pub(crate) fn credit_missing(place: Place) -> Diagnostic {
    CREDIT_MISSING
        .at(place, "the picture does not say who made it")
        .hint("add `credit: …`")
}

pub(crate) fn image_heavy(place: Place, n_kilobytes: u64, limit: u64) -> Diagnostic {
    IMAGE_HEAVY
        .at(
            place,
            format!("the picture has {n_kilobytes} KB; {limit} are enough"),
        )
        .hint("scale it down, or save it as WebP or AVIF")
}
