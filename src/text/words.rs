//! A list of words and phrases, looked for in a text all at once.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// Words and phrases to look for. Plain texts: no sign in them means anything but itself.
#[derive(Clone, Debug)]
pub struct WordList {
    /// `None` where there is nothing to look for.
    matcher: Option<AhoCorasick>,
}

impl WordList {
    /// Makes a list of `words`; case does not matter (of ASCII letters). An empty word is never found.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words
            .into_iter()
            .filter(|word| !word.trim().is_empty())
            .collect();
        let builder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words);
        // Fails only for lists of more than 2^31 words.
        WordList {
            matcher: builder.ok().filter(|_| !words.is_empty()),
        }
    }

    /// Finds the words in `text` that stand there whole, in order: position in the list, and bytes.
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

    /// Returns whether one of the words stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}
