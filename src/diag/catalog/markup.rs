//! Codes of markup that does not do what it was typed for: it would be printed, or would hide the text after it. `body`
//! reports them.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::Text;

    /// A comment is not closed; within a line of text, it must end in the same paragraph. Nothing after it is shown, so
    /// that no private note is published.
    COMMENT_UNCLOSED = Error "comment-unclosed" {
        in Text,
        wrong: "It fell. <!-- ask again",
        right: "It fell. <!-- ask again -->",
    }

    /// Characters look like the beginning of a comment but are not, such as `<!—` with the dash of a word processor.
    /// Nothing after them is shown, so that no private note is published.
    COMMENT_MISTYPED = Error "comment-mistyped" {
        in Text,
        wrong: "It fell. <!— ask again —>",
        right: "It fell. <!-- ask again -->",
    }

    /// A comment begins inside another one. Comments do not nest: both end at the first `-->`. Nothing after them is
    /// shown, so that no private note is published.
    COMMENT_NESTED = Error "comment-nested" {
        in Text,
        wrong: "It fell. <!-- ask <!-- whom? --> again -->",
        right: "It fell. <!-- ask, whom?, again -->",
    }

    /// A code block is not closed, so everything after it is code.
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

    /// An HTML element or tag is not closed, or is closed in another block. Close it where it ends.
    HTML_UNCLOSED = Error "html-unclosed" {
        in Text,
        wrong: "It fell by <b>a metre.",
        right: "It fell by <b>a metre</b>.",
    }

    /// A closing HTML tag closes nothing. It is removed.
    HTML_UNOPENED = Warning "html-unopened" {
        in Text,
        wrong: "It fell by a metre</b>.",
        right: "It fell by <b>a metre</b>.",
    }

    /// An HTML element is where HTML does not allow it, such as a list in a heading, or lacks a part that it must have.
    /// Its tags are removed, and its words stay.
    HTML_MISPLACED = Warning "html-misplaced" {
        in Text,
        wrong: "It fell by <p>a metre</p>.",
        right: "It fell by <b>a metre</b>.",
    }

    /// A row of a table has more cells than the table has columns. The extra cells are not shown.
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

    /// Lines with bars are not a table, because the row of headings is missing or does not match the row of dashes.
    /// They are shown as typed.
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

    /// Asterisks or underscores that were meant to make text bold are printed. They must touch the bold words, and on
    /// their other side a space or a punctuation mark. The fix puts the space where it belongs.
    MARK_LITERAL = Error "mark-literal" {
        in Text,
        wrong: "It fell by **a metre **in a day.",
        right: "It fell by **a metre** in a day.",
    }

    /// The text contains template markup of another generator, such as a shortcode. Dateline prints it literally.
    TEMPLATE_LEFTOVER = Error "template-leftover" {
        in Text,
        wrong: "{{< youtube x >}}",
        right: "[The flood, filmed from the bridge](https://video.example/x)",
    }

    /// No link refers to a line `[label]: address`. The line is not shown.
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

    /// Words follow the language of a code block. They are not shown.
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
            "the comment is not closed, so nothing after it is shown",
        )
        .hint("close it with `-->`, in the same paragraph")
}

pub(crate) fn comment_mistyped(place: Place, typed: &str) -> Diagnostic {
    COMMENT_MISTYPED
        .at(
            place,
            format!("`{typed}` does not begin a comment, so nothing after it is shown"),
        )
        .hint("write `<!-- … -->` with two hyphens on either side, or `\\<` if it is meant as text")
}

pub(crate) fn comment_nested(place: Place) -> Diagnostic {
    COMMENT_NESTED
        .at(
            place,
            "the comment contains another one, so nothing after it is shown",
        )
        .hint("close it with `-->` before the next one begins")
}

pub(crate) fn fence_unclosed(place: Place, fence: &str) -> Diagnostic {
    FENCE_UNCLOSED
        .at(
            place,
            "the code block is not closed, so everything after it is code",
        )
        .hint(format!("close it with a line `{fence}`"))
}

pub(crate) fn html_unclosed(place: Place, element: &str) -> Diagnostic {
    HTML_UNCLOSED
        .at(place, format!("`<{element}>` is not closed"))
        .hint(format!(
            "write `</{element}>` where it ends, or `\\<{element}>` if it is meant as text"
        ))
}

/// Like `html_unclosed`, for an element that is not allowed in a brief: everything after it is removed with it.
pub(crate) fn html_swallows(place: Place, element: &str) -> Diagnostic {
    HTML_UNCLOSED
        .at(
            place,
            format!("`<{element}>` is not closed, so everything after it is removed"),
        )
        .hint(format!(
            "delete it, or write `\\<{element}>` if it is meant as text"
        ))
}

pub(crate) fn html_cut_off(place: Place, tag: &str) -> Diagnostic {
    HTML_UNCLOSED.at(place, format!("the tag `<{tag}` is not closed")).hint(
        "write `>` after it, and before that the closing quotation mark if one is missing; or write `\\<` if it is meant as text",
    )
}

pub(crate) fn html_unopened(place: Place, element: &str) -> Diagnostic {
    HTML_UNOPENED
        .at(
            place,
            format!("`</{element}>` closes nothing and was removed"),
        )
        .hint(format!("delete it, or write `<{element}>` where it begins"))
}

pub(crate) fn html_within(place: Place, element: &str, outer: &str) -> Diagnostic {
    let message = format!("`<{element}>` is not allowed in `<{outer}>`, so its tags are removed");
    HTML_MISPLACED.at(place, message).hint(format!(
        "move it before or after `<{outer}>`, or use `<span>` for part of a line"
    ))
}

pub(crate) fn html_in_line(place: Place, element: &str) -> Diagnostic {
    let message =
        format!("`<{element}>` is not allowed within a line of text, so its tags are removed");
    HTML_MISPLACED.at(place, message).hint(format!(
        "begin a line with it, after an empty one, or write `\\<{element}>` if it is meant as text"
    ))
}

pub(crate) fn html_stray(place: Place, element: &str, allowed: &str) -> Diagnostic {
    let message = format!("`<{element}>` is only allowed {allowed}, so it is shown as plain text");
    HTML_MISPLACED.at(place, message).hint(format!(
        "move it {allowed}, or use `<div>` or `<span>` instead"
    ))
}

pub(crate) fn html_holds_blocks(place: Place, element: &str) -> Diagnostic {
    let message =
        format!("`<{element}>` cannot contain paragraphs or other blocks, so its tags are removed");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{element}>` inside each of them, or use `<div>`"
    ))
}

pub(crate) fn html_bare(place: Place, element: &str, added: &str) -> Diagnostic {
    let message = format!("`<{element}>` can only contain `<{added}>`, which is added");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{added}>` and `</{added}>` around its content"
    ))
}

pub(crate) fn html_lacks(place: Place, element: &str, first: &str) -> Diagnostic {
    let message =
        format!("`<{element}>` does not begin with `<{first}>`, so all its content is shown");
    HTML_MISPLACED
        .at(place, message)
        .hint(format!("write `<{first}>…</{first}>` after `<{element}>`"))
}

pub(crate) fn html_incomplete(place: Place, element: &str, part: &str) -> Diagnostic {
    let message = format!("`<{element}>` contains no `<{part}>`, so its tags are removed");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{part}>…</{part}>` after what it belongs to, or delete the tags"
    ))
}

pub(crate) fn html_attribute(place: Place, element: &str, attribute: &str) -> Diagnostic {
    let message = format!("`<{element}>` has no `{attribute}`, so its tags are removed");
    HTML_MISPLACED.at(place, message).hint(format!(
        "write `<{element} {attribute}=\"…\">`, or delete the tags"
    ))
}

pub(crate) fn html_time(place: Place) -> Diagnostic {
    let message = "`<time>` has no machine-readable date or time, so its tags are removed";
    HTML_MISPLACED
        .at(place, message)
        .hint("write `<time datetime=\"2021-07-25\">…</time>`, or delete the tags")
}

pub(crate) fn html_link_in_link(place: Place) -> Diagnostic {
    HTML_MISPLACED
        .at(
            place,
            "links cannot contain links, so one of them is removed",
        )
        .hint("close the first with `</a>` before it, or delete one of them")
}

pub(crate) fn html_across(place: Place, element: &str) -> Diagnostic {
    HTML_UNCLOSED
        .at(
            place,
            format!("`<{element}>` is not closed in the block that it begins in"),
        )
        .hint(format!(
            "write `</{element}>` at the end of the block, and `<{element}>` again in the next"
        ))
}

pub(crate) fn table_cells(place: Place, n_columns: usize, lost: &str) -> Diagnostic {
    TABLE_CELLS.at(place,
        format!("the row has more cells than its table has columns ({n_columns}): `{lost}` is not shown"),
    )
    .hint("add a column to the first row, or write `\\|` for a bar that is meant as text")
}

pub(crate) fn table_without_head(place: Place) -> Diagnostic {
    TABLE_WITHOUT_HEAD
        .at(
            place,
            "these lines are not a table: the row of headings is missing",
        )
        .hint("begin with a row of headings, then one of dashes: `| Name | Age |`, `|---|---|`")
}

pub(crate) fn table_uneven(place: Place, n_dashes: usize, n_heads: usize) -> Diagnostic {
    TABLE_WITHOUT_HEAD.at(place,
        format!(
            "these lines are not a table: the row of headings has {n_heads} cells, the row of dashes {n_dashes}"
        ),
    )
    .hint("write dashes below each heading: `|---|---|`")
}

pub(crate) fn mark_literal(place: Place, mark: &str, hint: &str) -> Diagnostic {
    MARK_LITERAL
        .at(place, format!("`{mark}` is printed literally"))
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
            format!("`{written}` is markup for {generator}, and is printed literally"),
        )
        .hint(format!(
            "{instead}; if it is meant as text, write it as code"
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
            format!("`{words}` follows the language of the code block and is not shown"),
        )
        .hint("start the code on its own line, or delete the words")
}
