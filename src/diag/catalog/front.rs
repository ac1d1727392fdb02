//! Codes of YAML that cannot be parsed. `yaml` reports them; keys and values that parse and are wrong are in `fields`.

use crate::diag::{Category, Diagnostic, Place, codes};

codes! {
    Category::FrontMatter;

    /// A content file does not begin with front matter: YAML between two lines `---`. Front matter says what the file
    /// is; without it, nothing can be built from the text.
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

    /// The YAML is longer than it should ever need to be: front matter of more than 16 KiB, settings of more than 256
    /// KiB. Long texts belong below the front matter.
    FRONT_MATTER_TOO_LARGE = Error "front-matter-too-large" {
        in FrontMatter,
        wrong: "note: [… 20000 letters]",
        right: "note: Ask the ministry again.",
    }

    /// Lists and mappings are nested more than 16 deep, which no field needs. Most often there is a bracket too many.
    YAML_TOO_DEEP = Error "yaml-too-deep" {
        in FrontMatter,
        wrong: "extra: { desk: [[[[[[[[[[[[[[[[[[[[north]]]]]]]]]]]]]]]]]]]] }",
        right: "extra: { desk: [north] }",
    }

    /// The YAML cannot be parsed: a bracket, a comma or a quotation mark is missing, or a line is not indented like
    /// those that it belongs to.
    YAML_SYNTAX = Error "yaml-syntax" {
        in FrontMatter,
        wrong: "topics: [water, dam",
        right: "topics: [water, dam]",
    }

    /// The front matter, or the file, does not consist of fields: lines of `key: value`.
    YAML_NO_MAPPING = Error "yaml-no-mapping" {
        in File("site.yaml"),
        wrong: "- Two Rivers Brief",
        right: "title: Two Rivers Brief",
    }

    /// Text with a colon is not quoted, so YAML takes what precedes the colon for a key. The fix adds quotes, unless
    /// the line has a comment or a list in brackets.
    YAML_COLON = Error "yaml-colon" {
        in FrontMatter,
        wrong: "title: Iraq: the dam opens",
        right: r#"title: "Iraq: the dam opens""#,
    }

    /// Text begins with a quotation mark and continues after the closing one. Put quotes around all of it.
    YAML_QUOTE = Error "yaml-quote" {
        in FrontMatter,
        wrong: r#"title: "Never" says the mayor"#,
        right: r#"title: '"Never" says the mayor'"#,
    }

    /// A quotation mark that opens a text is never closed.
    YAML_UNCLOSED_QUOTE = Error "yaml-unclosed-quote" {
        in FrontMatter,
        wrong: r#"title: "The dam opens"#,
        right: r#"title: "The dam opens""#,
    }

    /// A line is indented with a tab. YAML allows only spaces.
    YAML_TAB = Error "yaml-tab" {
        in FrontMatter,
        wrong: "extra:\n\tdesk: north",
        right: "
            extra:
              desk: north
        ",
    }

    /// Text begins with a character that YAML reserves, such as `@`, `%` or a backtick. Put the text in quotes.
    YAML_SIGN = Error "yaml-sign" {
        in FrontMatter,
        wrong: "title: @dam opens",
        right: r#"title: "@dam opens""#,
    }

    /// A file uses anchors, aliases, tags or keys that are not text. They are part of YAML, but not of Dateline's
    /// format.
    YAML_FEATURE = Error "yaml-feature" {
        in FrontMatter,
        wrong: "title: &name The dam opens",
        right: "title: The dam opens",
    }

    /// A line `---` begins a second document in a YAML file. Only one document is read.
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

    /// A key appears twice in the same mapping. Only one of them can apply, and Dateline does not guess which.
    DUPLICATE_KEY = Error "duplicate-key" {
        in FrontMatter,
        wrong: "
            title: The river falls
            title: The river rises
        ",
        right: "title: The river falls",
    }

    /// ` #` follows text without quotes, so YAML drops the rest of the line as a comment. There is no fix, because only
    /// the author knows whether it belongs to the text.
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
        .at(place, "the front matter is not closed")
        .hint("put a line `---` between the fields and the text")
}

pub(crate) fn front_matter_too_large(place: Place, len: usize, limit: usize) -> Diagnostic {
    FRONT_MATTER_TOO_LARGE
        .at(
            place,
            format!("the YAML is {len} bytes long; the limit is {limit}"),
        )
        .hint("move long texts below the front matter")
}

pub(crate) fn yaml_too_deep(place: Place, limit: usize) -> Diagnostic {
    YAML_TOO_DEEP.at(place, format!("this is nested more than {limit} deep"))
}

pub(crate) fn yaml_syntax(place: Place, message: &str) -> Diagnostic {
    YAML_SYNTAX
        .at(place, message)
        .hint("a field is `key: value`; put text with `:` or `#` in quotes")
}

pub(crate) fn yaml_no_mapping(place: Place) -> Diagnostic {
    YAML_NO_MAPPING
        .at(place, "this is not a list of fields")
        .hint("write `key: value`, one on each line")
}

pub(crate) fn yaml_colon(place: Place, quoted: &str) -> Diagnostic {
    YAML_COLON
        .at(place, "text with a colon needs quotes")
        .hint(format!("write `{quoted}`"))
}

pub(crate) fn yaml_quote(place: Place, quoted: &str) -> Diagnostic {
    YAML_QUOTE
        .at(
            place,
            "text that begins with a quotation mark needs quotes around all of it",
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
            format!("text that begins with `{sign}` needs quotes"),
        )
        .hint(format!("write `{quoted}`"))
}

pub(crate) fn yaml_feature(place: Place, what: &str) -> Diagnostic {
    YAML_FEATURE
        .at(place, format!("{what} are not supported"))
        .hint("write the value out; put text that begins with `&`, `*` or `!` in quotes")
}

pub(crate) fn yaml_documents(place: Place) -> Diagnostic {
    YAML_DOCUMENTS
        .at(place, "a second document begins here")
        .hint("delete the line")
}

pub(crate) fn duplicate_key(place: Place, key: &str, first: Place) -> Diagnostic {
    DUPLICATE_KEY
        .at(place, format!("`{key}` is given twice"))
        .related(first, "first occurrence")
        .hint("delete one of them")
}

pub(crate) fn text_cut(place: Place, quoted: &str) -> Diagnostic {
    TEXT_CUT
        .at(place, "everything after ` #` is cut off as a comment")
        .hint(format!(
            "write `{quoted}`, or put two spaces before a comment"
        ))
}
