//! The grammar of names: what marks them in a language, and what their words are without what grammar adds.

use crate::text;

/// Which grammar of names holds for a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grammar {
    /// Capitals mark names.
    Cased,
    /// Capitals mark names and nouns.
    German,
    /// There are no capitals, and *and* is written together with a name.
    Arabic,
    /// There are no capitals; countries only.
    Uncased,
}

impl Grammar {
    /// Returns that of a language.
    pub fn of(language: &str) -> Self {
        match language.split('-').next().unwrap_or_default() {
            "de" | "lb" | "nds" | "gsw" => Grammar::German,
            "ar" | "fa" | "ur" => Grammar::Arabic,
            "zh" | "ja" | "ko" | "he" | "hi" | "th" | "bn" | "ta" | "ka" => Grammar::Uncased,
            _ => Grammar::Cased,
        }
    }
}

/// Returns how a word compares: folded; in German without the endings of nouns and adjectives, in Arabic without what
/// is written together with it.
pub(super) fn key(written: &str, grammar: Grammar) -> String {
    let folded = text::fold(written);
    match grammar {
        Grammar::German => german_stem(&folded).to_owned(),
        Grammar::Arabic => arabic_stem(written, folded),
        Grammar::Cased | Grammar::Uncased => folded,
    }
}

fn german_stem(folded: &str) -> &str {
    let is_long = |stem: &&str| stem.len() >= 4;
    let bare = folded
        .strip_suffix('s')
        .filter(|_| !folded.ends_with("ss"))
        .filter(is_long)
        .unwrap_or(folded);
    let endings = ["en", "er", "es", "em", "e", "n"];
    endings
        .into_iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .filter(is_long)
        .unwrap_or(bare)
}

/// Letters that are written together with the word after them.
const ARABIC_PREFIXES: [char; 5] = ['و', 'ف', 'ب', 'ل', 'ك'];

/// Returns whether a word has the Arabic article, alone or behind a preposition.
pub(super) fn has_arabic_article(written: &str) -> bool {
    let bare = written.trim_start_matches(ARABIC_PREFIXES);
    bare.starts_with("ال") || written.trim_start_matches('و').starts_with("لل")
}

/// Returns an Arabic word without what is written together with it: *and*, and a preposition before an article. *And*
/// goes from all words alike, also from those that begin with its letter.
fn arabic_stem(written: &str, folded: String) -> String {
    let bare = written.trim_start_matches('و');
    let preposed = bare
        .strip_prefix(ARABIC_PREFIXES)
        .filter(|rest| rest.starts_with("ال"));
    let of_two = bare
        .strip_prefix("لل")
        .filter(|rest| rest.chars().count() >= 3);
    let stem = match preposed.or(of_two) {
        Some(rest) if rest.chars().count() >= 3 => text::fold(rest),
        _ if bare.len() < written.len() => text::fold(bare),
        _ => folded,
    };
    let without = stem.trim_start_matches('و');
    if without.chars().count() >= 2 {
        without.to_owned()
    } else {
        stem
    }
}
