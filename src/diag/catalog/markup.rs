//! Codes of markup that does not do what it was typed for: it would be printed, or would hide the text after it. `body`
//! reports them.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Text;

    /// A comment begins and does not end: in a line of text it must end in the same paragraph. Nothing behind it is shown,
    /// so that no private note is.
    COMMENT_UNCLOSED = Error "comment-unclosed" {
        in Text,
        wrong: "It fell. <!-- ask again",
        right: "It fell. <!-- ask again -->",
    }

    /// Signs that look like the beginning of a comment and are none, such as `<!—` with the dash of a word processor.
    /// Nothing behind them is shown, so that no private note is.
    COMMENT_MISTYPED = Error "comment-mistyped" {
        in Text,
        wrong: "It fell. <!— ask again —>",
        right: "It fell. <!-- ask again -->",
    }

    /// A comment begins within another one. Comments do not nest: the first ends where the second does, with all that stands
    /// between. Nothing behind it is shown.
    COMMENT_NESTED = Error "comment-nested" {
        in Text,
        wrong: "It fell. <!-- ask <!-- whom? --> again -->",
        right: "It fell. <!-- ask, whom?, again -->",
    }

    /// A block of code begins and does not end: all that follows is code.
    FENCE_UNCLOSED = Error "fence-unclosed" {
        in Text,
        wrong: "
            ```
            level = 3.2
        ",
        right: "
            ```
            level = 3.2
            ```
        ",
    }

    /// An element of raw HTML begins and does not end.
    HTML_UNCLOSED = Error "html-unclosed" {
        in Text,
        wrong: "It fell by <b>a metre.",
        right: "It fell by <b>a metre</b>.",
    }

    /// An end tag of raw HTML ends nothing. It is left out.
    HTML_UNOPENED = Warning "html-unopened" {
        in Text,
        wrong: "It fell by a metre</b>.",
        right: "It fell by <b>a metre</b>.",
    }

    /// An element of raw HTML stands where HTML does not allow it, such as a list in a heading. Its tags are left out, and its
    /// words stay.
    HTML_MISPLACED = Warning "html-misplaced" {
        in Text,
        wrong: "It fell by <p>a metre</p>.",
        right: "It fell by <b>a metre</b>.",
    }

    /// A row of a table has more cells than its head. What is in them is not shown.
    TABLE_CELLS = Error "table-cells" {
        in Text,
        wrong: "
            | Place | Level |
            |---|---|
            | Bridge | 3.2 | low |
        ",
        right: "
            | Place | Level | |
            |---|---|---|
            | Bridge | 3.2 | low |
        ",
    }

    /// Lines with bars that are no table, for want of a head: they are shown as they are typed.
    TABLE_WITHOUT_HEAD = Error "table-without-head" {
        in Text,
        wrong: "
            | Bridge | 3.2 |
            | Harbour | 2.9 |
        ",
        right: "
            | Place | Level |
            |---|---|
            | Bridge | 3.2 |
            | Harbour | 2.9 |
        ",
    }

    /// Asterisks or underscores that were meant to make something bold and are printed. They must touch the bold words, and
    /// on their other side a space or a sign. The fix puts the space where it belongs.
    MARK_LITERAL = Error "mark-literal" {
        in Text,
        wrong: "It fell by **a metre **in a day.",
        right: "It fell by **a metre** in a day.",
    }

    /// Mark-up for the templates of another generator, such as a shortcode. Dateline does not know it, and prints it as
    /// it is.
    TEMPLATE_LEFTOVER = Error "template-leftover" {
        in Text,
        wrong: "{{< youtube x >}}",
        right: "[The flood, filmed from the bridge](https://video.example/x)",
    }

    /// A line `[label]: address` that no link refers to. It is not shown.
    LINK_DEFINITION_UNUSED = Warning "link-definition-unused" {
        in Text,
        wrong: "
            It fell by a metre.

            [wire]: https://wire.example/river
        ",
        right: "
            It fell by a metre, [the agency][wire] wrote.

            [wire]: https://wire.example/river
        ",
    }

    /// Words behind the language of a block of code. They are not shown.
    FENCE_WORDS = Warning "fence-words" {
        in Text,
        wrong: "
            ```text level = 3.2
            rain = 0
            ```
        ",
        right: "
            ```text
            level = 3.2
            rain = 0
            ```
        ",
    }
}

pub(crate) fn comment_unclosed(place: Place) -> Diagnostic {
    COMMENT_UNCLOSED
        .at(
            place,
            "the comment that begins here does not end, so nothing behind it is shown",
        )
        .hint("end it with `-->`, in the same paragraph")
}

pub(crate) fn comment_mistyped(place: Place, typed: &str) -> Diagnostic {
    COMMENT_MISTYPED.at(place, format!("`{typed}` begins no comment, so nothing behind it is shown"))
        .hint("write `<!-- … -->` with two hyphens on either side, or `\\<` for a sign that is meant as text")
}

pub(crate) fn comment_nested(place: Place) -> Diagnostic {
    COMMENT_NESTED
        .at(
            place,
            "this comment ends only with another one, so nothing behind it is shown",
        )
        .hint("end it with `-->` before the next begins")
}

pub(crate) fn fence_unclosed(place: Place, fence: &str) -> Diagnostic {
    FENCE_UNCLOSED
        .at(
            place,
            "the code that begins here does not end: all behind it is code",
        )
        .hint(format!("end it with a line `{fence}`"))
}

pub(crate) fn html_unclosed(place: Place, element: &str) -> Diagnostic {
    HTML_UNCLOSED
        .at(place, format!("`<{element}>` does not end"))
        .hint(format!(
            "write `</{element}>` where it ends, or `\\<{element}>` if it is meant as text"
        ))
}

/// An element of raw HTML that a brief may not hold begins and does not end: all that follows is left out with it.
pub(crate) fn html_swallows(place: Place, element: &str) -> Diagnostic {
    HTML_UNCLOSED
        .at(
            place,
            format!("`<{element}>` does not end, so all behind it is left out"),
        )
        .hint(format!(
            "delete it, or write `\\<{element}>` if it is meant as text"
        ))
}

/// A tag of raw HTML lacks its `>`, or a quotation mark within it.
pub(crate) fn html_cut_off(place: Place, tag: &str) -> Diagnostic {
    HTML_UNCLOSED.at(place, format!("the tag `<{tag}` does not end")).hint(
        "write `>` behind it, after a second quotation mark if there is one, or `\\<` if it is meant as text",
    )
}

pub(crate) fn html_unopened(place: Place, element: &str) -> Diagnostic {
    HTML_UNOPENED
        .at(
            place,
            format!("`</{element}>` ends nothing, and was left out"),
        )
        .hint(format!("delete it, or write `<{element}>` where it begins"))
}

pub(crate) fn html_within(place: Place, element: &str, outer: &str) -> Diagnostic {
    let message = format!("`<{element}>` may not stand in `<{outer}>`, so its tags are left out");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write it before or behind `<{outer}>`, or take `<span>` for a part of a line"
    ))
}

/// An element of raw HTML that is a block stands in a line of text. Its tags are left out, and its words stay.
pub(crate) fn html_in_line(place: Place, element: &str) -> Diagnostic {
    let message =
        format!("`<{element}>` may not stand in a line of text, so its tags are left out");
    HTML_MISPLACED.at(place, message).hint(format!(
        "begin a line with it, behind an empty one, or write `\\<{element}>` if it is meant as text"
    ))
}

/// An element of raw HTML stands outside of the one that it is a part of, such as `<li>` without a list. Its words stay.
pub(crate) fn html_stray(place: Place, element: &str, allowed: &str) -> Diagnostic {
    let message = format!(
        "`<{element}>` may stand {allowed} only, so it is shown as a plain part of the text"
    );
    HTML_MISPLACED.at(place, message).hint(format!(
        "write it {allowed}, or take `<div>` or `<span>` instead"
    ))
}

/// An element of raw HTML that marks a part of a line holds whole paragraphs or other blocks. Its tags are left out, and
/// its words stay.
pub(crate) fn html_holds_blocks(place: Place, element: &str) -> Diagnostic {
    let message =
        format!("`<{element}>` may not hold paragraphs or other blocks, so its tags are left out");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{element}>` within each of them, or take `<div>`"
    ))
}

/// What stands in an element of raw HTML must be in another one, such as the items of a list in `<li>`. That is added.
pub(crate) fn html_bare(place: Place, element: &str, added: &str) -> Diagnostic {
    let message = format!("`<{element}>` may hold nothing but `<{added}>`, which is added");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{added}>` and `</{added}>` around all that it holds"
    ))
}

/// An element of raw HTML must begin with another one, as `<details>` with `<summary>`. All that it holds is shown.
pub(crate) fn html_lacks(place: Place, element: &str, first: &str) -> Diagnostic {
    let message =
        format!("`<{element}>` does not begin with `<{first}>`, so all that it holds is shown");
    HTML_MISPLACED
        .at(place, message)
        .hint(format!("write `<{first}>…</{first}>` behind `<{element}>`"))
}

/// An element of raw HTML must hold another one, as `<ruby>` the reading in `<rt>`. Its tags are left out, and its words
/// stay.
pub(crate) fn html_incomplete(place: Place, element: &str, part: &str) -> Diagnostic {
    let message = format!("`<{element}>` holds no `<{part}>`, so its tags are left out");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{part}>…</{part}>` behind what it is for, or delete the tags"
    ))
}

/// An element of raw HTML must have an attribute, as `<bdo>` its direction. Its tags are left out, and its words stay.
pub(crate) fn html_attribute(place: Place, element: &str, attribute: &str) -> Diagnostic {
    let message = format!("`<{element}>` has no `{attribute}`, so its tags are left out");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{element} {attribute}=\"…\">`, or delete the tags"
    ))
}

/// A `<time>` of raw HTML says no date or time that a machine can read. Its tags are left out, and its words stay.
pub(crate) fn html_time(place: Place) -> Diagnostic {
    let message = "`<time>` says no date or time for machines, so its tags are left out";
    HTML_MISPLACED
        .at(place, message)
        .hint("write `<time datetime=\"2021-07-25\">…</time>`, or delete the tags")
}

/// A link of raw HTML stands within another link, or around one. One of them is left out, and its words stay.
pub(crate) fn html_link_in_link(place: Place) -> Diagnostic {
    HTML_MISPLACED
        .at(
            place,
            "a link may not stand in a link, so one of them is left out",
        )
        .hint("end the first with `</a>` before it, or take one of them out")
}

/// An element of raw HTML begins in one block and ends in another. It is ended where the first does.
pub(crate) fn html_across(place: Place, element: &str) -> Diagnostic {
    HTML_UNCLOSED
        .at(
            place,
            format!("`<{element}>` does not end in the block that it begins in"),
        )
        .hint(format!(
            "write `</{element}>` at the end of it, and begin anew in the next"
        ))
}

pub(crate) fn table_cells(place: Place, n_columns: usize, lost: &str) -> Diagnostic {
    let columns = if n_columns == 1 { "column" } else { "columns" };
    TABLE_CELLS.at(place,
        format!("the row has more cells than the {n_columns} {columns} of its table: `{lost}` is not shown"),
    )
    .hint("add a column to the head, or write `\\|` for a bar that is meant as text")
}

pub(crate) fn table_without_head(place: Place) -> Diagnostic {
    TABLE_WITHOUT_HEAD
        .at(place, "these lines are no table: it has no head")
        .hint("begin with a line of headings, then one of dashes: `| Name | Age |`, `|---|---|`")
}

/// Lines with bars that are no table, since the line of dashes has other cells than the line of headings.
pub(crate) fn table_uneven(place: Place, n_dashes: usize, n_heads: usize) -> Diagnostic {
    TABLE_WITHOUT_HEAD.at(place,
        format!(
            "these lines are no table: {n_heads} in the line of headings, {n_dashes} in the line of dashes"
        ),
    )
    .hint("give each heading its dashes: `|---|---|`")
}

pub(crate) fn mark_literal(place: Place, mark: &str, hint: &str) -> Diagnostic {
    MARK_LITERAL
        .at(place, format!("`{mark}` is printed as it is"))
        .hint(hint.to_owned())
}

pub(crate) fn template_leftover(
    place: Place,
    written: &str,
    generator: &str,
    instead: &str,
) -> Diagnostic {
    TEMPLATE_LEFTOVER
        .at(
            place,
            format!("`{written}` is mark-up for {generator}, and printed as it is"),
        )
        .hint(format!(
            "{instead}; write it as code if it is meant as text"
        ))
}

pub(crate) fn link_definition_unused(place: Place, label: &str) -> Diagnostic {
    LINK_DEFINITION_UNUSED
        .at(
            place,
            format!("no link refers to `[{label}]:`, so the line is not shown"),
        )
        .hint(format!(
            "write `[text][{label}]` where it belongs, `\\[` if it is meant as text, or delete it"
        ))
}

pub(crate) fn fence_words(place: Place, words: &str) -> Diagnostic {
    FENCE_WORDS
        .at(
            place,
            format!("`{words}` stands behind the language of the code, and is not shown"),
        )
        .hint("begin the code on a line of its own, or delete it")
}
