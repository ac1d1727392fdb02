//! The body and its links: what leads nowhere, or may not stand in a brief.

use super::{did_you_mean, error, warning};
use crate::diag::{Diagnostic, Place};
use crate::url::AddressFault;

// Longest address that is written out in a hint, in bytes.
const MAX_INSTEAD: usize = 200;

/// The text is longer than 1 MiB, the most that is read of one file. None of it is shown.
pub fn body_too_long(place: Place, len: usize, limit: usize) -> Diagnostic {
    error(
        "body-too-long",
        place,
        format!("the text has {len} bytes; at most {limit} are read"),
    )
    .hint("split it into several briefs")
}

/// Quotations, lists, emphasis or raw HTML are nested deeper than any text needs. The body is left out.
pub fn nested_too_deep(place: Place, limit: usize) -> Diagnostic {
    error(
        "nested-too-deep",
        place,
        format!("more than {limit} quotations, lists or tags are open here at once"),
    )
    .hint("close some of them, or write `\\` before a mark that is meant as text")
}

/// Two headings, or elements of raw HTML, have been given the same id: a link to it finds the first only.
pub fn duplicate_anchor(place: Place, id: &str, first: Place) -> Diagnostic {
    error(
        "duplicate-anchor",
        place,
        format!("the id `{id}` is given twice"),
    )
    .related(first, "first")
    .hint(format!("write another one: `{id}-2`"))
}

/// A footnote is defined under the id of one of the brief's sources, which `[^id]` would cite.
pub fn footnote_conflict(place: Place, label: &str) -> Diagnostic {
    error(
        "footnote-conflict",
        place,
        format!("the footnote `[^{label}]` has the id of a source"),
    )
    .hint(format!("rename the footnote: `[^{label}-note]`"))
}

/// The code of [`footnote_unknown`], for those who know that the sources themselves are broken.
pub const FOOTNOTE_UNKNOWN: &str = "footnote-unknown";

/// `[^label]` is neither the id of a source nor a footnote of the text.
pub fn footnote_unknown(place: Place, label: &str, nearest: Option<&str>) -> Diagnostic {
    error(
        "footnote-unknown",
        place,
        format!("`{label}` is neither a source nor a footnote"),
    )
    .hint(format!(
        "add a source with `id: {label}`, or a line `[^{label}]: …`"
    ))
    .hint_if(did_you_mean(nearest))
}

/// A footnote is defined but never referred to. It is not shown.
pub fn footnote_unused(place: Place, label: &str) -> Diagnostic {
    warning(
        "footnote-unused",
        place,
        format!("nothing refers to the footnote `{label}`, so it is not shown"),
    )
    .hint(format!("write `[^{label}]` where it belongs, or delete it"))
}

/// Two footnotes have the same label.
pub fn footnote_duplicate(place: Place, label: &str, first: Place) -> Diagnostic {
    error(
        "footnote-duplicate",
        place,
        format!("the footnote `{label}` is defined twice"),
    )
    .related(first, "first")
    .hint("rename one of them")
}

/// `[text][label]` refers to a definition `[label]: address` that does not exist.
pub fn link_reference_unknown(place: Place, label: &str, nearest: Option<&str>) -> Diagnostic {
    error(
        "link-reference-unknown",
        place,
        format!("no line defines the address of `{label}`"),
    )
    .hint(format!(
        "add a line `[{label}]: https://…`, or write `\\[` for a bracket"
    ))
    .hint_if(did_you_mean(nearest))
}

/// A link has no destination, so it leads nowhere.
pub fn link_empty(place: Place) -> Diagnostic {
    error("link-empty", place, "the link has no address")
        .hint("write it between the parentheses: `[text](https://…)`")
}

/// A link begins with something that is not allowed or not known before its colon. It is shown as text. Other
/// schemes are allowed by `link_schemes` in `site.yaml`.
pub fn link_scheme(place: Place, scheme: &str, nearest: Option<&str>) -> Diagnostic {
    error("link-scheme", place, format!("a link may not begin with `{scheme}:`"))
        .hint("write `https://…`, a path, or one of `brief:` `topic:` `country:` `person:` and their like")
        .hint_if(nearest.map(|nearest| format!("did you mean `{nearest}:`?")))
}

/// A link to another site lacks `https:`, the name of the site, or all that follows its colon. It is shown as text.
pub fn link_without_host(place: Place, address: &str) -> Diagnostic {
    if address.ends_with(':') && !address.starts_with("http") {
        return error(
            "link-scheme",
            place,
            format!("`{address}` is not a whole address"),
        )
        .hint(format!("write what follows the colon: `{address}…`"));
    }
    error(
        "link-scheme",
        place,
        format!("`{address}` is not the whole address of a page"),
    )
    .hint(format!(
        "write `https://{}`",
        address
            .trim_start_matches("https:")
            .trim_start_matches(['/', '\\'])
    ))
}

/// An address leads elsewhere than it seems to, or is one that not all programs read alike: it has a user name before
/// the host, a bare `%`, a `\`, characters that nobody sees, or a host of letters that look alike.
pub fn address_misleading(place: Place, address: &str, fault: &AddressFault) -> Diagnostic {
    let found = error(
        "address-misleading",
        place,
        format!("`{address}` is misleading: {}", fault.reason),
    );
    let short = fault
        .instead
        .as_ref()
        .filter(|instead| instead.len() <= MAX_INSTEAD);
    found.hint(match short {
        Some(instead) => format!("write `{instead}`"),
        None => "copy the address again from the page that it leads to".to_owned(),
    })
}

/// A picture is taken from another site, or written into its own address. No page makes foreign requests.
pub fn image_foreign(place: Place, address: &str) -> Diagnostic {
    error(
        "image-foreign",
        place,
        format!("the picture `{address}` does not lie on this site"),
    )
    .hint("save it beside the brief or in `static/`, and write its path: `![…](picture.jpg)`")
}

/// Raw HTML holds an element that is not allowed in a brief. It is left out.
pub fn html_removed(place: Place, element: &str) -> Diagnostic {
    warning(
        "html-removed",
        place,
        format!("`<{element}>` is not allowed in a brief, and was left out"),
    )
    .hint("write it in Markdown, or put it into a template")
}

/// The id of a heading, or of an element of raw HTML, is one that the page gives to a part of its own, such as its list of sources,
/// or begins with `_`, as those of the theme do.
pub fn anchor_taken(place: Place, id: &str) -> Diagnostic {
    let message = if id.starts_with('_') {
        format!("ids that begin with `_`, as `{id}` does, are the theme's")
    } else {
        format!("the page itself has a place `#{id}`")
    };
    error("anchor-taken", place, message).hint("give it another id, or none")
}

/// An id in raw HTML is empty, or holds a space, a quotation mark or another sign that no address can hold. It is left out.
pub fn anchor_invalid(place: Place, id: &str) -> Diagnostic {
    warning(
        "anchor-invalid",
        place,
        format!("`{id}` cannot be the id of a place, and was left out"),
    )
    .hint("write letters, digits and hyphens: `id=\"the-dam\"`")
}
