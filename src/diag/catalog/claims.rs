//! Codes of the claim check: what a brief says and its sources' clips do not. The rules are in `check::claims`.

use crate::diag::{Category, Diagnostic, Place, Severity, codes};

codes! {
    Category::Claims;

    /// Words in quotation marks of any kind occur in no clip of the brief's sources. A quotation repeats what was said
    /// to the letter; mark what you leave out with `…` and what you insert with `[brackets]`.
    QUOTE_NOT_IN_SOURCE = Error "quote-not-in-source" {
        in Text,
        with "clips/wire.txt": r#""Nobody was told," Ada Berg said of the fall."#,
        wrong: "“Nobody was asked,” she said.",
        right: "“Nobody was told,” she said.",
    }

    /// A number occurs in no clip of the brief's sources, in figures or in words, with its unit: `5 %` is neither `5`
    /// nor `€5`. After *about* or *some*, a tenth more or less counts as the same; after *more than* or *nearly*, 15 %
    /// in that direction; where the source rounds, a twentieth. Dates of the brief and of its sources are not checked.
    NUMBER_NOT_IN_SOURCE = Warning "number-not-in-source" {
        in Text,
        with "clips/wire.txt": "The river fell by 30 percent.",
        wrong: "It fell by 40 %.",
        right: "It fell by 30 %.",
    }

    /// A proper name occurs in no clip of the brief's sources in this spelling, and no file describes it. A country
    /// also counts as named by the name of its people, or if the brief is tagged with it.
    NAME_NOT_IN_SOURCE = Note "name-not-in-source" {
        in Text,
        with "clips/wire.txt": "Ada Berg saw the river fall.",
        wrong: "Ada Borg saw the water.",
        right: "Ada Berg saw the water.",
    }

    /// A passage of the brief repeats a source word for word. Quotations and known names do not count. From 9 words in
    /// a row on it is a warning, from 14 on an error.
    VERBATIM_OVERLAP = Error "verbatim-overlap" {
        in Text,
        with "clips/wire.txt": "The river that feeds the two towns of the north fell by a metre in one day, since no rain came.",
        wrong: "The river that feeds the two towns of the north fell by a metre in one day.",
        right: "In one day, the towns of the north lost a metre of their river.",
    }

    /// A source names a clip that does not exist, so claims are not checked against it. Clips are private, and others
    /// may not have them.
    CLIP_MISSING = Note "clip-missing" {
        in FrontMatter,
        with "clips/other.txt": "The river fell.",
        wrong: "source: { url: https://wire.example/river, clip: gone.txt }",
        right: "source: { url: https://wire.example/river, clip: other.txt }",
    }

    /// A clip is not readable text, so claims are not checked against it. Save it as UTF-8 text.
    CLIP_UNREADABLE = Note "clip-unreadable" { no example: "bytes that are not text" }

    /// A source names a clip outside `clips/`, the folder for private texts. Move the file there.
    CLIP_OUTSIDE = Error "clip-outside" {
        in FrontMatter,
        with "clips/wire.txt": "The river fell.",
        wrong: "source: { url: https://wire.example/river, clip: ../wire.txt }",
        right: "source: { url: https://wire.example/river, clip: wire.txt }",
    }
}

pub(crate) fn quote_not_in_source(place: Place, words: &str) -> Diagnostic {
    QUOTE_NOT_IN_SOURCE
        .at(
            place,
            format!("no clip contains the words {}", shown(words)),
        )
        .hint("quote to the letter, or paraphrase without quotation marks")
}

pub(crate) fn number_not_in_source(place: Place, number: &str) -> Diagnostic {
    NUMBER_NOT_IN_SOURCE
        .at(place, format!("no clip contains the number `{number}`"))
        .hint("check it against the source")
}

pub(crate) fn name_not_in_source(place: Place, name: &str) -> Diagnostic {
    NAME_NOT_IN_SOURCE
        .at(
            place,
            format!("neither a clip nor a file contains the name `{name}`"),
        )
        .hint("check its spelling; if it is right, describe the name in a file in `content/`")
}

pub(crate) fn verbatim_run(place: Place, n_words: usize, severity: Severity) -> Diagnostic {
    VERBATIM_OVERLAP
        .with(severity)
        .at(
            place,
            format!("{n_words} words in a row are copied from a source"),
        )
        .hint("write it in your own words, or quote it")
}

pub(crate) fn verbatim_share(place: Place, percent: usize, severity: Severity) -> Diagnostic {
    VERBATIM_OVERLAP
        .with(severity)
        .at(
            place,
            format!("{percent} % of the brief's five-word sequences occur in a source"),
        )
        .hint("write it in your own words")
}

pub(crate) fn clip_missing(place: Place, name: &str) -> Diagnostic {
    CLIP_MISSING
        .at(
            place,
            format!("there is no `clips/{name}`, so no claim is checked against it"),
        )
        .hint("save the text of the source there")
}

pub(crate) fn clip_unreadable(place: Place, name: &str, reason: &str) -> Diagnostic {
    CLIP_UNREADABLE
        .at(place, format!("`clips/{name}` cannot be read: {reason}"))
        .hint("save it as UTF-8 text, without the page around it")
}

pub(crate) fn clip_outside(place: Place, name: &str) -> Diagnostic {
    CLIP_OUTSIDE
        .at(place, format!("`{name}` is not in `clips/`"))
        .hint("write a path below `clips/`, such as `wire.txt`")
}

/// Returns `words` in backticks instead of their own quotation marks.
fn shown(words: &str) -> String {
    let plain =
        words.trim_matches(|letter: char| matches!(letter, '"' | '“' | '”' | '«' | '»' | '„'));
    format!("`{}`", plain.trim())
}
