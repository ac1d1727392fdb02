//! The text of a file: links that may not stand there, footnotes that do not fit together.

use super::{did_you_mean, error, warning};
use crate::diag::{Diagnostic, Place};

/// A text longer than one page should ever be.
pub fn body_too_large(place: Place, len: usize, limit: usize) -> Diagnostic {
    error("body-too-large", place, format!("the text has {len} bytes; at most {limit} are read"))
        .hint("split it")
}

/// Quotations, lists or HTML nested deeper than any text needs.
pub fn nested_too_deep(place: Place, limit: usize) -> Diagnostic {
    error("nested-too-deep", place, format!("this is nested more than {limit} deep")).hint("write it flatter")
}

/// A link with a scheme that is not allowed. Its text is shown, not linked.
pub fn link_scheme(place: Place, scheme: &str) -> Diagnostic {
    let message = match scheme {
        "//" => "a link needs its scheme".to_owned(),
        scheme => format!("links with `{scheme}:` are not allowed"),
    };
    error("link-scheme", place, message)
        .hint("write `https://…`, `mailto:…`, `brief:slug`, `topic:slug`, `country:IQ`, … or `/path/`")
}

/// A picture from another host. No page makes a reader's browser ask anyone else.
pub fn image_foreign(place: Place, address: &str) -> Diagnostic {
    error("image-foreign", place, format!("the picture `{address}` is not on this site"))
        .hint("put the file beside the brief (`SLUG/index.md`), or into `static/`")
}

/// `[^id]` that is no source and no footnote.
pub fn footnote_unknown(place: Place, label: &str, nearest: Option<&str>, sources: &[String]) -> Diagnostic {
    let known = || match sources {
        [] => format!("add a line `[^{label}]: …`"),
        sources => format!("the sources are `{}`; or add a line `[^{label}]: …`", sources.join("`, `")),
    };
    error("footnote-unknown", place, format!("there is no source and no footnote `{label}`"))
        .hint(did_you_mean(nearest).unwrap_or_else(known))
}

/// A footnote with the id of a source: the mark could mean either.
pub fn footnote_conflict(place: Place, label: &str) -> Diagnostic {
    error("footnote-conflict", place, format!("`{label}` is the id of a source"))
        .hint("give the footnote another label, or take its text out")
}

/// A footnote that nothing refers to. It is not shown.
pub fn footnote_unused(place: Place, label: &str) -> Diagnostic {
    warning("footnote-unused", place, format!("nothing refers to the footnote `{label}`"))
        .hint(format!("write `[^{label}]` where it belongs, or delete it"))
}

/// Two headings with one id.
pub fn duplicate_anchor(place: Place, id: &str) -> Diagnostic {
    error("duplicate-anchor", place, format!("the id `{id}` is given twice")).hint("give one of them another")
}

/// An HTML element that may not stand in a text. It is taken out.
pub fn html_removed(place: Place, element: &str) -> Diagnostic {
    warning("html-removed", place, format!("`<{element}>` is taken out of the page"))
        .hint("write it in Markdown, or put it into a template")
}
