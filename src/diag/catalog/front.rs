//! Codes of YAML that cannot be parsed. `yaml` reports them; keys and values that parse and are wrong are in `fields`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::FrontMatter;

    /// A content file begins with front matter: YAML between two lines `---`. It says what the file is; without it
    /// nothing can be made of the text.
    FRONT_MATTER_MISSING = Error "front-matter-missing" {
        in Brief,
        wrong: "The river fell by a metre.",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            ---
            The river fell by a metre.
        ",
    }

    /// The line `---` that ends the front matter is missing.
    FRONT_MATTER_UNCLOSED = Error "front-matter-unclosed" {
        in Brief,
        wrong: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river

            The river fell by a metre.
        ",
        right: "
            ---
            title: The river falls
            date: 2026-03-01
            source: https://wire.example/river
            ---
            The river fell by a metre.
        ",
    }

    /// YAML that is longer than anybody needs: front matter of more than 16 KiB, settings of more than 256 KiB. Long
    /// texts belong below the front matter.
    FRONT_MATTER_TOO_LARGE = Error "front-matter-too-large" {
        in FrontMatter,
        wrong: "note: [… 20000 letters]",
        right: "note: Ask the ministry again.",
    }

    /// Lists and mappings nested more than 16 deep, which no field needs: most often a bracket too many.
    YAML_TOO_DEEP = Error "yaml-too-deep" {
        in FrontMatter,
        wrong: "extra: { desk: [[[[[[[[[[[[[[[[[[[[north]]]]]]]]]]]]]]]]]]]] }",
        right: "extra: { desk: [north] }",
    }

    /// YAML that cannot be read: a bracket, a comma or a quotation mark is missing, or a line is indented otherwise
    /// than those it belongs to.
    YAML_SYNTAX = Error "yaml-syntax" {
        in FrontMatter,
        wrong: "topics: [water, dam",
        right: "topics: [water, dam]",
    }

    /// The front matter, or the file, is not made of fields: lines of `key: value`.
    YAML_NO_MAPPING = Error "yaml-no-mapping" {
        in File("site.yaml"),
        wrong: "- Two Rivers Brief",
        right: "title: Two Rivers Brief",
    }

    /// A colon in a text that is not quoted: YAML takes what is before it for a key. The fix puts the text in quotes, unless a
    /// comment or a list in brackets stands on its line.
    YAML_COLON = Error "yaml-colon" {
        in FrontMatter,
        wrong: "title: Iraq: the dam opens",
        right: r#"title: "Iraq: the dam opens""#,
    }

    /// A text that begins with a quotation mark and goes on after the closing one.
    YAML_QUOTE = Error "yaml-quote" {
        in FrontMatter,
        wrong: r#"title: "Never" says the mayor"#,
        right: r#"title: '"Never" says the mayor'"#,
    }

    /// A quotation mark that opens a text and is never closed.
    YAML_UNCLOSED_QUOTE = Error "yaml-unclosed-quote" {
        in FrontMatter,
        wrong: r#"title: "The dam opens"#,
        right: r#"title: "The dam opens""#,
    }

    /// A tab in the indent of a line: YAML allows spaces only.
    YAML_TAB = Error "yaml-tab" {
        in FrontMatter,
        wrong: "extra:\n\tdesk: north",
        right: "
            extra:
              desk: north
        ",
    }

    /// A text that begins with a sign that YAML keeps for itself, such as `@`, `%` or a backtick. Put the text in
    /// quotes.
    YAML_SIGN = Error "yaml-sign" {
        in FrontMatter,
        wrong: "title: @dam opens",
        right: r#"title: "@dam opens""#,
    }

    /// Anchors, aliases, tags and keys that are not texts: YAML has them, the format does not.
    YAML_FEATURE = Error "yaml-feature" {
        in FrontMatter,
        wrong: "title: &name The dam opens",
        right: "title: The dam opens",
    }

    /// A line `---` in a YAML file: it begins a second document, and only one is read.
    YAML_DOCUMENTS = Error "yaml-documents" {
        in File("site.yaml"),
        wrong: "
            title: Two Rivers Brief
            ---
            language: en
        ",
        right: "
            title: Two Rivers Brief
            language: en
        ",
    }

    /// A key that is given twice in one mapping: only one of them can hold, and which is meant is not guessed.
    DUPLICATE_KEY = Error "duplicate-key" {
        in FrontMatter,
        wrong: "
            title: The river falls
            title: The river rises
        ",
        right: "title: The river falls",
    }

    /// ` #` after a text without quotes: YAML takes the rest of the line for a comment and drops it. There is no fix: whether
    /// it is of the text or a comment only its author knows.
    TEXT_CUT = Error "text-cut" {
        in FrontMatter,
        wrong: "title: Turbine #3 stands still",
        right: r#"title: "Turbine #3 stands still""#,
    }
}

pub(crate) fn front_matter_missing(place: Place) -> Diagnostic {
    FRONT_MATTER_MISSING
        .at(place, "the file does not begin with front matter")
        .hint("begin it with a line `---`, then `title: …` and the other fields, then a line `---`")
}

pub(crate) fn front_matter_unclosed(place: Place) -> Diagnostic {
    FRONT_MATTER_UNCLOSED
        .at(place, "the front matter has no end")
        .hint("put a line `---` between the fields and the text")
}

pub(crate) fn front_matter_too_large(place: Place, len: usize, limit: usize) -> Diagnostic {
    FRONT_MATTER_TOO_LARGE
        .at(
            place,
            format!("the YAML has {len} bytes; at most {limit} are read"),
        )
        .hint("move long texts below the front matter")
}

pub(crate) fn yaml_too_deep(place: Place, limit: usize) -> Diagnostic {
    YAML_TOO_DEEP.at(place, format!("this is nested more than {limit} deep"))
}

pub(crate) fn yaml_syntax(place: Place, message: &str) -> Diagnostic {
    YAML_SYNTAX
        .at(place, message)
        .hint("a field is `key: value`; put a text with `:` or `#` in quotes")
}

pub(crate) fn yaml_no_mapping(place: Place) -> Diagnostic {
    YAML_NO_MAPPING
        .at(place, "these are not fields")
        .hint("write `key: value`, one a line")
}

pub(crate) fn yaml_colon(place: Place, quoted: &str) -> Diagnostic {
    YAML_COLON
        .at(place, "a text with a colon needs quotes")
        .hint(format!("write `{quoted}`"))
}

pub(crate) fn yaml_quote(place: Place, quoted: &str) -> Diagnostic {
    YAML_QUOTE
        .at(
            place,
            "a text that begins with a quotation mark needs quotes around all of it",
        )
        .hint(format!("write `{quoted}`"))
}

pub(crate) fn yaml_unclosed_quote(place: Place, quote: &str) -> Diagnostic {
    YAML_UNCLOSED_QUOTE
        .at(place, format!("the closing `{quote}` is missing"))
        .hint(format!("add `{quote}` at the end of the text"))
}

pub(crate) fn yaml_tab(place: Place) -> Diagnostic {
    YAML_TAB
        .at(place, "the line is indented with a tab")
        .hint("use spaces")
}

pub(crate) fn yaml_sign(place: Place, sign: &str, quoted: &str) -> Diagnostic {
    YAML_SIGN
        .at(
            place,
            format!("a text that begins with `{sign}` needs quotes"),
        )
        .hint(format!("write `{quoted}`"))
}

pub(crate) fn yaml_feature(place: Place, what: &str) -> Diagnostic {
    YAML_FEATURE
        .at(place, format!("{what} is not of the format"))
        .hint("write the value out; put a text that begins with `&`, `*` or `!` in quotes")
}

pub(crate) fn yaml_documents(place: Place) -> Diagnostic {
    YAML_DOCUMENTS
        .at(place, "a second document begins here")
        .hint("delete the line")
}

pub(crate) fn duplicate_key(place: Place, key: &str, first: Place) -> Diagnostic {
    DUPLICATE_KEY
        .at(place, format!("`{key}` is given twice"))
        .related(first, "the first is at")
        .hint("delete one of them")
}

pub(crate) fn text_cut(place: Place, quoted: &str) -> Diagnostic {
    TEXT_CUT
        .at(place, "everything from ` #` on is cut off as a comment")
        .hint(format!(
            "write `{quoted}`, or put two spaces before a comment"
        ))
}
