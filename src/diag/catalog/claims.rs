//! The claim check: what a brief says and its sources' clips do not. The rules are in `check::claims`.

use super::{error, new, note, warning};
use crate::diag::{Diagnostic, Place, Severity};

/// Words in quotation marks of any kind that are in no clip of the brief's sources. A quotation is what was said, to the
/// letter; leave out with `…`, insert in `[brackets]`.
pub fn quote_not_in_source(place: Place, words: &str) -> Diagnostic {
    error(
        "quote-not-in-source",
        place,
        format!("no clip has the words {}", shown(words)),
    )
    .hint("quote to the letter, or say it without quotation marks")
}

/// A number that is in no clip of the brief's sources, in figures or in words, with its unit: `5 %` is neither `5` nor
/// `€5`. After *about* or *some* a tenth more or less is the same; after *more than* or *nearly*, 15 % in that direction;
/// where the source rounds, a twentieth. The days of the brief and of its sources are the editor's.
pub fn number_not_in_source(place: Place, number: &str) -> Diagnostic {
    warning(
        "number-not-in-source",
        place,
        format!("no clip has the number `{number}`"),
    )
    .hint("look it up again")
}

/// A proper name that is in no clip of the brief's sources as it is written, and that no file describes. A country is
/// known from the name of its people, too, or if the brief is tagged with it.
pub fn name_not_in_source(place: Place, name: &str) -> Diagnostic {
    note(
        "name-not-in-source",
        place,
        format!("neither a clip nor a file has the name `{name}`"),
    )
    .hint("look its spelling up; if it is right, a file in `content/` makes it known")
}

/// A passage of the brief is that of a source, word for word; quotations and known names are not counted. From 9 words
/// on it warns, from 14 on it is copied.
pub fn verbatim_run(place: Place, n_words: usize, severity: Severity) -> Diagnostic {
    new(
        "verbatim-overlap",
        severity,
        place,
        format!("{n_words} words in a row are those of a source"),
    )
    .hint("say it in your own words, or quote it")
}

/// So many of the brief's sequences of five words occur in a source.
pub fn verbatim_share(place: Place, percent: usize, severity: Severity) -> Diagnostic {
    new(
        "verbatim-overlap",
        severity,
        place,
        format!("{percent} % of the brief's five-word sequences are those of a source"),
    )
    .hint("say it in your own words")
}

/// A source names a clip that is not there: clips are private, and others may not have them. Its claims are not checked.
pub fn clip_missing(place: Place, name: &str) -> Diagnostic {
    note(
        "clip-missing",
        place,
        format!("there is no `clips/{name}`, so nothing is looked up in it"),
    )
    .hint("save the source's text there")
}

/// A clip is no text that can be read. Its claims are not checked.
pub fn clip_unreadable(place: Place, name: &str, reason: &str) -> Diagnostic {
    note(
        "clip-unreadable",
        place,
        format!("`clips/{name}` cannot be read: {reason}"),
    )
    .hint("save it as UTF-8 text, without the page around it")
}

/// A clip that does not lie in `clips/`, where private texts are.
pub fn clip_outside(place: Place, name: &str) -> Diagnostic {
    error(
        "clip-outside",
        place,
        format!("`{name}` does not lie in `clips/`"),
    )
    .hint("give a path below `clips/`: `wire.txt`")
}

fn shown(words: &str) -> String {
    let plain =
        words.trim_matches(|letter: char| matches!(letter, '"' | '“' | '”' | '«' | '»' | '„'));
    format!("`{}`", plain.trim())
}
