//! Codes of links, anchors and footnotes as they are written in a body. `body` reports them; links to things that do not
//! exist are in `targets`.

use super::did_you_mean;
use crate::diag::{Category, Diagnostic, Place, codes};
use crate::url::AddressFault;

codes! {
    Category::Text;

    /// A text is longer than 1 MiB, the most that is read of one file. None of it is shown.
    BODY_TOO_LONG = Error "body-too-long" {
        in Text,
        wrong: "It fell. [… 1500000 letters]",
        right: "It fell.",
    }

    /// Quotations, lists, emphasis or raw HTML are nested deeper than any text needs. The text is left out.
    NESTED_TOO_DEEP = Error "nested-too-deep" {
        in Text,
        wrong: r#"[… 101 × ">"] It fell."#,
        right: "> It fell.",
    }

    /// Two headings or HTML elements have the same id. A link to it only finds the first.
    DUPLICATE_ANCHOR = Error "duplicate-anchor" {
        in Text,
        wrong: "
            ## The dam {#dam}

            ## The old dam {#dam}
        ",
        right: "
            ## The dam {#dam}

            ## The old dam {#old-dam}
        ",
    }

    /// A footnote has the same label as the id of a source, so `[^id]` could mean either. Rename the footnote.
    FOOTNOTE_CONFLICT = Error "footnote-conflict" {
        in Brief,
        wrong: "
            ---
            title: The river falls
            date: 2026-03-01
            sources:
              - id: wire
                url: https://wire.example/river
            ---
            It fell by a metre.[^wire]

            [^wire]: At the bridge.
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            sources:
              - id: wire
                url: https://wire.example/river
            ---
            It fell by a metre,[^where] the agency reported.[^wire]

            [^where]: At the bridge.
        ",
    }

    /// `[^label]` is neither the id of a source nor a footnote of the text.
    FOOTNOTE_UNKNOWN = Error "footnote-unknown" {
        in Text,
        wrong: "It fell by a metre.[^bridge]",
        right: "
            It fell by a metre.[^bridge]

            [^bridge]: At the bridge.
        ",
    }

    /// A footnote is defined, but nothing refers to it. It is not shown.
    FOOTNOTE_UNUSED = Warning "footnote-unused" {
        in Text,
        wrong: "
            It fell by a metre.

            [^bridge]: At the bridge.
        ",
        right: "
            It fell by a metre.[^bridge]

            [^bridge]: At the bridge.
        ",
    }

    /// Two footnotes have the same label.
    FOOTNOTE_DUPLICATE = Error "footnote-duplicate" {
        in Text,
        wrong: "
            It fell[^1] by a metre.

            [^1]: At the bridge.

            [^1]: Since Monday.
        ",
        right: "
            It fell[^1] by a metre.[^2]

            [^1]: At the bridge.

            [^2]: Since Monday.
        ",
    }

    /// `[text][label]` refers to a definition `[label]: address` that does not exist.
    LINK_REFERENCE_UNKNOWN = Error "link-reference-unknown" {
        in Text,
        wrong: "The agency [says so][wire].",
        right: "
            The agency [says so][wire].

            [wire]: https://wire.example/river
        ",
    }

    /// A link has no address, so it leads nowhere.
    LINK_EMPTY = Error "link-empty" {
        in Text,
        wrong: "The agency [says so]().",
        right: "The agency [says so](https://wire.example/river).",
    }

    /// A link begins with a scheme that is unknown or not allowed, such as `javascript:`. It is shown as text.
    /// `link_schemes` in `site.yaml` allows other schemes.
    LINK_SCHEME = Error "link-scheme" {
        in Text,
        wrong: "The agency [says so](htps://wire.example/river).",
        right: "The agency [says so](https://wire.example/river).",
    }

    /// An address leads somewhere other than it seems to, or is one that programs read differently. It has a user name
    /// before the host, a bare `%`, a `\`, invisible characters, or a host with letters that look alike.
    ADDRESS_MISLEADING = Error "address-misleading" {
        in Text,
        wrong: "The agency [says so](https://wire.example@evil.example/dam).",
        right: "The agency [says so](https://wire.example/dam).",
    }

    /// A picture is loaded from another site, or embedded in its own address. Pages of Dateline make no requests to
    /// other sites.
    IMAGE_FOREIGN = Error "image-foreign" {
        in Text,
        with "static/dams.png": ".",
        wrong: "![The dams of the north](https://pictures.example/dams.png)",
        right: "![The dams of the north](/dams.png)",
    }

    /// Raw HTML contains an element that is not allowed in a brief. It is removed.
    HTML_REMOVED = Warning "html-removed" {
        in Text,
        wrong: "It fell by <button>a metre</button>.",
        right: "It fell by a metre.",
    }

    /// The id of a heading or an HTML element is already used by the page itself, such as for its list of sources, or
    /// begins with `_`, which is reserved for the theme.
    ANCHOR_TAKEN = Error "anchor-taken" {
        in Text,
        wrong: "## Where it springs {#sources}",
        right: "## Where it springs {#springs}",
    }

    /// An id in raw HTML is empty, or contains a space, a quotation mark or another character that addresses cannot
    /// contain. It is removed.
    ANCHOR_INVALID = Warning "anchor-invalid" {
        in Text,
        wrong: r#"<p id="the dam">It opened.</p>"#,
        right: r#"<p id="the-dam">It opened.</p>"#,
    }
}

// Longest address that a hint writes out, in bytes.
const MAX_INSTEAD: usize = 200;

pub(crate) fn body_too_long(place: Place, len: usize, limit: usize) -> Diagnostic {
    BODY_TOO_LONG
        .at(
            place,
            format!("the text is {len} bytes long; the limit is {limit}"),
        )
        .hint("split it into several briefs")
}

pub(crate) fn nested_too_deep(place: Place, limit: usize) -> Diagnostic {
    NESTED_TOO_DEEP
        .at(
            place,
            format!("more than {limit} quotations, lists or tags are nested here"),
        )
        .hint("close some of them, or write `\\` before a character that is meant as text")
}

pub(crate) fn duplicate_anchor(place: Place, id: &str, first: Place) -> Diagnostic {
    DUPLICATE_ANCHOR
        .at(place, format!("the id `{id}` is given twice"))
        .related(first, "first occurrence")
        .hint(format!("write another id: `{id}-2`"))
}

pub(crate) fn footnote_conflict(place: Place, label: &str) -> Diagnostic {
    FOOTNOTE_CONFLICT
        .at(
            place,
            format!("the footnote `[^{label}]` has the id of a source"),
        )
        .hint(format!("rename the footnote: `[^{label}-note]`"))
}

pub(crate) fn footnote_unknown(place: Place, label: &str, nearest: Option<&str>) -> Diagnostic {
    FOOTNOTE_UNKNOWN
        .at(
            place,
            format!("`{label}` is neither a source nor a footnote"),
        )
        .hint(format!(
            "add a source with `id: {label}`, or a line `[^{label}]: …`"
        ))
        .hint_if(did_you_mean(nearest))
}

pub(crate) fn footnote_unused(place: Place, label: &str) -> Diagnostic {
    FOOTNOTE_UNUSED
        .at(
            place,
            format!("nothing refers to the footnote `{label}`, so it is not shown"),
        )
        .hint(format!("write `[^{label}]` where it belongs, or delete it"))
}

pub(crate) fn footnote_duplicate(place: Place, label: &str, first: Place) -> Diagnostic {
    FOOTNOTE_DUPLICATE
        .at(place, format!("the footnote `{label}` is defined twice"))
        .related(first, "first occurrence")
        .hint("rename one of them")
}

pub(crate) fn link_reference_unknown(
    place: Place,
    label: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    LINK_REFERENCE_UNKNOWN
        .at(place, format!("no line defines the address of `{label}`"))
        .hint(format!(
            "add a line `[{label}]: https://…`, or write `\\[` for a bracket"
        ))
        .hint_if(did_you_mean(nearest))
}

pub(crate) fn link_empty(place: Place) -> Diagnostic {
    LINK_EMPTY
        .at(place, "the link has no address")
        .hint("write it between the parentheses: `[text](https://…)`")
}

pub(crate) fn link_scheme(place: Place, scheme: &str, nearest: Option<&str>) -> Diagnostic {
    LINK_SCHEME.at(place, format!("links may not begin with `{scheme}:`"))
        .hint("write `https://…`, a path, or one of `brief:` `topic:` `country:` `person:` and the like")
        .hint_if(nearest.map(|nearest| format!("did you mean `{nearest}:`?")))
}

/// Like `link_scheme`, for an address without `https:`, without a host, or with nothing after the colon.
pub(crate) fn link_without_host(place: Place, address: &str) -> Diagnostic {
    if address.ends_with(':') && !address.starts_with("http") {
        return LINK_SCHEME
            .at(place, format!("`{address}` is not a complete address"))
            .hint(format!("add what follows the colon: `{address}…`"));
    }
    LINK_SCHEME
        .at(
            place,
            format!("`{address}` is not the complete address of a page"),
        )
        .hint(format!(
            "write `https://{}`",
            address
                .trim_start_matches("https:")
                .trim_start_matches(['/', '\\'])
        ))
}

pub(crate) fn address_misleading(place: Place, address: &str, fault: &AddressFault) -> Diagnostic {
    let found = ADDRESS_MISLEADING.at(
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

pub(crate) fn image_foreign(place: Place, address: &str) -> Diagnostic {
    IMAGE_FOREIGN
        .at(
            place,
            format!("the picture `{address}` is not on this site"),
        )
        .hint("save it beside the brief or in `static/`, and write its path: `![…](picture.jpg)`")
}

pub(crate) fn html_removed(place: Place, element: &str) -> Diagnostic {
    HTML_REMOVED
        .at(
            place,
            format!("`<{element}>` is not allowed in a brief and was removed"),
        )
        .hint("write it in Markdown, or move it to a template")
}

pub(crate) fn anchor_taken(place: Place, id: &str) -> Diagnostic {
    let message = if id.starts_with('_') {
        format!("ids that begin with `_`, such as `{id}`, are reserved for the theme")
    } else {
        format!("the page itself already has the anchor `#{id}`")
    };
    ANCHOR_TAKEN
        .at(place, message)
        .hint("write another id, or none")
}

pub(crate) fn anchor_invalid(place: Place, id: &str) -> Diagnostic {
    ANCHOR_INVALID
        .at(place, format!("`{id}` is not a valid id and was removed"))
        .hint("use letters, digits and hyphens: `id=\"the-dam\"`")
}
