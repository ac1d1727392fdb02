//! The words of the theme, `templates/i18n/`: how they are written, and what templates ask for.

use super::{did_you_mean, error};
use crate::diag::{Diagnostic, Place};

/// A template asks for words that no file of `templates/i18n/` has.
pub fn word_unknown(place: Place, key: &str, nearest: Option<&str>) -> Diagnostic {
    error("word-unknown", place, format!("there are no words `{key}`")).hint(
        did_you_mean(nearest)
            .unwrap_or_else(|| format!("add `{key}: …` to the words of the site's language")),
    )
}

/// A template asks for words that have a part in braces, and does not say what is put there.
pub fn word_part_missing(place: Place, key: &str, part: &str, nearest: Option<&str>) -> Diagnostic {
    error(
        "word-part-missing",
        place,
        format!("the words `{key}` have a part `{part}`, which is not given"),
    )
    .hint(match nearest {
        Some(nearest) => format!("`{nearest}` is given: did you mean `{part}`?"),
        None => format!("write `t(key=\"{key}\", {part}=…)`"),
    })
}

/// A part in braces, in words of the site, that the theme does not fill in.
pub fn word_part_unknown(place: Place, key: &str, part: &str, nearest: Option<&str>) -> Diagnostic {
    error(
        "word-part-unknown",
        place,
        format!("nothing is put into `{key}` as `{{{part}}}`"),
    )
    .hint_if(did_you_mean(nearest))
}

/// A brace in words that is not around the name of a part.
pub fn word_brace(place: Place, from: &str) -> Diagnostic {
    let shown: String = from.chars().take(20).collect();
    error(
        "word-brace",
        place,
        format!("a brace stands alone: `{shown}`"),
    )
    .hint("write the name of a part in small letters between two braces: `{title}`")
}

/// A plural form that the language does not have, so that its words are never shown. Unicode's CLDR says which it
/// has.
pub fn word_plural(place: Place, name: &str, known: &[&str], nearest: Option<&str>) -> Diagnostic {
    error(
        "word-plural",
        place,
        format!("the language has no plural form `{name}`"),
    )
    .hint(did_you_mean(nearest).unwrap_or_else(|| format!("it has {}", known.join(", "))))
}

/// A plural form that the language needs, so that for some numbers there are no words. Unicode's CLDR says which it
/// needs.
pub fn word_plural_missing(place: Place, key: &str, missing: &[&str]) -> Diagnostic {
    let forms = missing.join("`, `");
    error(
        "word-plural-missing",
        place,
        format!("`{key}` lacks the plural form `{forms}`"),
    )
    .hint(format!(
        "add `{}: …` below it",
        missing.first().unwrap_or(&"other")
    ))
}
