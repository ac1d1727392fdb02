//! Word lists: finds many fixed words and phrases in a text in one pass (Aho–Corasick).
//! For names, which need folding and capitals, see `mentions`.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// A compiled list of words and phrases. They are literal text: no character in them is a pattern.
#[derive(Clone, Debug)]
pub struct WordList {
    /// `None` for an empty list, which never matches.
    matcher: Option<AhoCorasick>,
}

impl WordList {
    /// Compiles `words`. ASCII letters match in either case; blank words are ignored.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words
            .into_iter()
            .filter(|word| !word.trim().is_empty())
            .collect();
        let builder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words);
        // `build` fails only for lists of more than 2^31 words.
        WordList {
            matcher: builder.ok().filter(|_| !words.is_empty()),
        }
    }

    /// Finds the words that occur in `text` as whole words, in order: index among the non-blank words of the list, and
    /// byte range. Where matches overlap, the leftmost and longest wins.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        let is_part = |letter: Option<char>| {
            letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
        };
        let found = self
            .matcher
            .iter()
            .flat_map(move |matcher| matcher.find_iter(text));
        found
            .map(|found| (found.pattern().as_usize(), found.range()))
            .filter(move |(_, range)| {
                let ends_in_word = |text: &str| text.chars().next_back();
                let word = &text[range.clone()];
                // A phrase that begins or ends in a sign has no word to be a part of there.
                let before =
                    is_part(word.chars().next()) && is_part(ends_in_word(&text[..range.start]));
                let after =
                    is_part(ends_in_word(word)) && is_part(text[range.end..].chars().next());
                !before && !after
            })
    }

    /// Returns whether any of the words occurs in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}
