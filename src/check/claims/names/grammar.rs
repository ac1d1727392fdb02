//! The grammar of names: what marks them in a language, and the key by which their words are compared, without the
//! endings and prefixes that grammar adds. Finding names is done in `cased`, `german` and `arabic`.

use crate::text;

/// The way a language marks names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grammar {
    /// Capitals mark names: the default for languages not listed.
    Cased,
    /// Capitals mark names and all other nouns.
    German,
    /// No capitals, and conjunctions and prepositions are attached to the word.
    Arabic,
    /// No capitals and no word lists: only countries are looked up.
    Uncased,
}

impl Grammar {
    /// Returns the grammar of a language, given as a BCP 47 tag.
    pub fn of(language: &str) -> Self {
        match language.split('-').next().unwrap_or_default() {
            "de" | "lb" | "nds" | "gsw" => Grammar::German,
            "ar" | "fa" | "ur" => Grammar::Arabic,
            "zh" | "ja" | "ko" | "he" | "hi" | "th" | "bn" | "ta" | "ka" => Grammar::Uncased,
            _ => Grammar::Cased,
        }
    }
}

/// Returns the key of a word: folded; in German without inflection, in Arabic without attached words.
pub(super) fn key(written: &str, grammar: Grammar) -> String {
    let folded = text::fold(written);
    match grammar {
        Grammar::German => german_stem(&folded).to_owned(),
        Grammar::Arabic => arabic_stem(written, folded),
        Grammar::Cased | Grammar::Uncased => folded,
    }
}

/// Returns a German word without the endings of nouns and adjectives. An ending stays if fewer than four bytes would
/// be left, which is too little to compare.
fn german_stem(folded: &str) -> &str {
    let is_long = |stem: &&str| stem.len() >= 4;
    let bare = folded
        .strip_suffix('s')
        // A double *s* belongs to the word: `Kongress`.
        .filter(|_| !folded.ends_with("ss"))
        .filter(is_long)
        .unwrap_or(folded);
    // Two letters before one, else `en` would lose its `n` only.
    let endings = ["en", "er", "es", "em", "e", "n"];
    endings
        .into_iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .filter(is_long)
        .unwrap_or(bare)
}

/// Letters that are attached to the word behind them: *and*, *so*, *in*, *to*, *like*.
const ARABIC_PREFIXES: [char; 5] = ['و', 'ف', 'ب', 'ل', 'ك'];

/// Returns whether a word has the Arabic article, alone or behind attached letters.
pub(super) fn has_arabic_article(written: &str) -> bool {
    let bare = written.trim_start_matches(ARABIC_PREFIXES);
    bare.starts_with("ال") || written.trim_start_matches('و').starts_with("لل")
}

/// Returns an Arabic word without an attached *and*, and without a preposition before an article.
///
/// The letter of *and* is removed from every word, including names that begin with it: keys are compared with keys,
/// so both sides lose it.
fn arabic_stem(written: &str, folded: String) -> String {
    let bare = written.trim_start_matches('و');
    let preposed = bare
        .strip_prefix(ARABIC_PREFIXES)
        .filter(|rest| rest.starts_with("ال"));
    // The preposition `ل` and the article merge into `لل`.
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
