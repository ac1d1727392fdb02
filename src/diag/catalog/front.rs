//! Front matter as YAML: what cannot be read at all.

use super::error;
use crate::diag::{Diagnostic, Place};

/// A content file begins with front matter: YAML between two lines `---`. It says what the file is; without it
/// nothing can be made of the text.
pub fn front_matter_missing(place: Place) -> Diagnostic {
    error(
        "front-matter-missing",
        place,
        "the file does not begin with front matter",
    )
    .hint("begin it with a line `---`, then `title: …` and the other fields, then a line `---`")
}

/// The line `---` that ends the front matter is missing.
pub fn front_matter_unclosed(place: Place) -> Diagnostic {
    error(
        "front-matter-unclosed",
        place,
        "the front matter has no end",
    )
    .hint("put a line `---` between the fields and the text")
}

/// YAML that is longer than anybody needs: front matter of more than 16 KiB, settings of more than 256 KiB. Long
/// texts belong below the front matter.
pub fn front_matter_too_large(place: Place, len: usize, limit: usize) -> Diagnostic {
    error(
        "front-matter-too-large",
        place,
        format!("the YAML has {len} bytes; at most {limit} are read"),
    )
    .hint("move long texts below the front matter")
}

/// Lists and mappings nested more than 16 deep, which no field needs: most often a bracket too many.
pub fn yaml_too_deep(place: Place, limit: usize) -> Diagnostic {
    error(
        "yaml-too-deep",
        place,
        format!("this is nested more than {limit} deep"),
    )
}

/// YAML that cannot be read: a bracket, a comma or a quotation mark is missing, or a line is indented otherwise
/// than those it belongs to.
pub fn yaml_syntax(place: Place, message: &str) -> Diagnostic {
    error("yaml-syntax", place, message)
        .hint("a field is `key: value`; put a text with `:` or `#` in quotes")
}

/// The front matter, or the file, is not made of fields: lines of `key: value`.
pub fn yaml_no_mapping(place: Place) -> Diagnostic {
    error("yaml-no-mapping", place, "these are not fields").hint("write `key: value`, one a line")
}

/// A colon in a text that is not quoted: YAML takes what is before it for a key. The fix puts the text in quotes, unless a
/// comment or a list in brackets stands on its line.
pub fn yaml_colon(place: Place, quoted: &str) -> Diagnostic {
    error("yaml-colon", place, "a text with a colon needs quotes").hint(format!("write `{quoted}`"))
}

/// A text that begins with a quotation mark and goes on after the closing one.
pub fn yaml_quote(place: Place, quoted: &str) -> Diagnostic {
    error(
        "yaml-quote",
        place,
        "a text that begins with a quotation mark needs quotes around all of it",
    )
    .hint(format!("write `{quoted}`"))
}

/// A quotation mark that opens a text and is never closed.
pub fn yaml_unclosed_quote(place: Place, quote: &str) -> Diagnostic {
    error(
        "yaml-unclosed-quote",
        place,
        format!("the closing `{quote}` is missing"),
    )
    .hint(format!("add `{quote}` at the end of the text"))
}

/// A tab in the indent of a line: YAML allows spaces only.
pub fn yaml_tab(place: Place) -> Diagnostic {
    error("yaml-tab", place, "the line is indented with a tab").hint("use spaces")
}

/// A text that begins with a sign that YAML keeps for itself, such as `@`, `%` or a backtick. Put the text in
/// quotes.
pub fn yaml_sign(place: Place, sign: &str, quoted: &str) -> Diagnostic {
    error(
        "yaml-sign",
        place,
        format!("a text that begins with `{sign}` needs quotes"),
    )
    .hint(format!("write `{quoted}`"))
}

/// Anchors, aliases, tags and keys that are not texts: YAML has them, the format does not.
pub fn yaml_feature(place: Place, what: &str) -> Diagnostic {
    error(
        "yaml-feature",
        place,
        format!("{what} is not of the format"),
    )
    .hint("write the value out; put a text that begins with `&`, `*` or `!` in quotes")
}

/// A line `---` in a YAML file: it begins a second document, and only one is read.
pub fn yaml_documents(place: Place) -> Diagnostic {
    error("yaml-documents", place, "a second document begins here").hint("delete the line")
}

/// A key that is given twice in one mapping: only one of them can hold, and which is meant is not guessed.
pub fn duplicate_key(place: Place, key: &str, first: Place) -> Diagnostic {
    error("duplicate-key", place, format!("`{key}` is given twice"))
        .related(first, "the first is at")
        .hint("delete one of them")
}

/// ` #` after a text without quotes: YAML takes the rest of the line for a comment and drops it. There is no fix: whether
/// it is of the text or a comment only its author knows.
pub fn text_cut(place: Place, quoted: &str) -> Diagnostic {
    error(
        "text-cut",
        place,
        "everything from ` #` on is cut off as a comment",
    )
    .hint(format!(
        "write `{quoted}`, or put two spaces before a comment"
    ))
}
