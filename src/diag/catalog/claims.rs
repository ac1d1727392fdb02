//! Codes of the claim check: what a brief says and its sources' clips do not. The rules are in `check::claims`.

use crate::diag::{Category, Diagnostic, Place, Severity, codes};

codes! {
    Category::Claims;

    /// Words in quotation marks of any kind that are in no clip of the brief's sources. A quotation is what was said, to the
    /// letter; leave out with `…`, insert in `[brackets]`.
    QUOTE_NOT_IN_SOURCE = Error "quote-not-in-source" {
        in Text,
        with "clips/wire.txt": r#""Nobody was told," Ada Berg said of the fall."#,
        wrong: "“Nobody was asked,” she said.",
        right: "“Nobody was told,” she said.",
    }

    /// A number that is in no clip of the brief's sources, in figures or in words, with its unit: `5 %` is neither `5` nor
    /// `€5`. After *about* or *some* a tenth more or less is the same; after *more than* or *nearly*, 15 % in that direction;
    /// where the source rounds, a twentieth. The days of the brief and of its sources are the editor's.
    NUMBER_NOT_IN_SOURCE = Warning "number-not-in-source" {
        in Text,
        with "clips/wire.txt": "The river fell by 30 percent.",
        wrong: "It fell by 40 %.",
        right: "It fell by 30 %.",
    }

    /// A proper name that is in no clip of the brief's sources as it is written, and that no file describes. A country is
    /// known from the name of its people, too, or if the brief is tagged with it.
    NAME_NOT_IN_SOURCE = Note "name-not-in-source" {
        in Text,
        with "clips/wire.txt": "Ada Berg saw the river fall.",
        wrong: "Ada Borg saw the water.",
        right: "Ada Berg saw the water.",
    }

    /// A passage of the brief is that of a source, word for word; quotations and known names are not counted. From 9 words
    /// on it warns, from 14 on it is copied.
    VERBATIM_OVERLAP = Error "verbatim-overlap" {
        in Text,
        with "clips/wire.txt": "The river that feeds the two towns of the north fell by a metre in one day, since no rain came.",
        wrong: "The river that feeds the two towns of the north fell by a metre in one day.",
        right: "In one day, the towns of the north lost a metre of their river.",
    }

    /// A source names a clip that is not there: clips are private, and others may not have them. Its claims are not checked.
    CLIP_MISSING = Note "clip-missing" {
        in FrontMatter,
        with "clips/other.txt": "The river fell.",
        wrong: "source: { url: https://wire.example/river, clip: gone.txt }",
        right: "source: { url: https://wire.example/river, clip: other.txt }",
    }

    /// A clip is no text that can be read. Its claims are not checked.
    CLIP_UNREADABLE = Note "clip-unreadable" { no example: "bytes that are not text" }

    /// A clip that does not lie in `clips/`, where private texts are.
    CLIP_OUTSIDE = Error "clip-outside" {
        in FrontMatter,
        with "clips/wire.txt": "The river fell.",
        wrong: "source: { url: https://wire.example/river, clip: ../wire.txt }",
        right: "source: { url: https://wire.example/river, clip: wire.txt }",
    }
}

pub(crate) fn quote_not_in_source(place: Place, words: &str) -> Diagnostic {
    QUOTE_NOT_IN_SOURCE
        .at(place, format!("no clip has the words {}", shown(words)))
        .hint("quote to the letter, or say it without quotation marks")
}

pub(crate) fn number_not_in_source(place: Place, number: &str) -> Diagnostic {
    NUMBER_NOT_IN_SOURCE
        .at(place, format!("no clip has the number `{number}`"))
        .hint("look it up again")
}

pub(crate) fn name_not_in_source(place: Place, name: &str) -> Diagnostic {
    NAME_NOT_IN_SOURCE
        .at(
            place,
            format!("neither a clip nor a file has the name `{name}`"),
        )
        .hint("look its spelling up; if it is right, a file in `content/` makes it known")
}

pub(crate) fn verbatim_run(place: Place, n_words: usize, severity: Severity) -> Diagnostic {
    VERBATIM_OVERLAP
        .with(severity)
        .at(
            place,
            format!("{n_words} words in a row are those of a source"),
        )
        .hint("say it in your own words, or quote it")
}

/// So many of the brief's sequences of five words occur in a source.
pub(crate) fn verbatim_share(place: Place, percent: usize, severity: Severity) -> Diagnostic {
    VERBATIM_OVERLAP
        .with(severity)
        .at(
            place,
            format!("{percent} % of the brief's five-word sequences are those of a source"),
        )
        .hint("say it in your own words")
}

pub(crate) fn clip_missing(place: Place, name: &str) -> Diagnostic {
    CLIP_MISSING
        .at(
            place,
            format!("there is no `clips/{name}`, so nothing is looked up in it"),
        )
        .hint("save the source's text there")
}

pub(crate) fn clip_unreadable(place: Place, name: &str, reason: &str) -> Diagnostic {
    CLIP_UNREADABLE
        .at(place, format!("`clips/{name}` cannot be read: {reason}"))
        .hint("save it as UTF-8 text, without the page around it")
}

pub(crate) fn clip_outside(place: Place, name: &str) -> Diagnostic {
    CLIP_OUTSIDE
        .at(place, format!("`{name}` does not lie in `clips/`"))
        .hint("give a path below `clips/`: `wire.txt`")
}

fn shown(words: &str) -> String {
    let plain =
        words.trim_matches(|letter: char| matches!(letter, '"' | '“' | '”' | '«' | '»' | '„'));
    format!("`{}`", plain.trim())
}
