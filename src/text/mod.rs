//! Plain-text algorithms: folding names, suggesting spellings, finding names, splitting sentences, reading quantities,
//! making text safe for a terminal. They take strings and language tags and know no briefs, files or diagnostics.
//! Start in `fold` for comparing names, in `mentions` for finding them, in `quantities` for numbers.

mod abbreviations;
mod fold;
mod mentions;
mod nearest;
pub mod quantities;
mod sentences;
mod visible;
mod words;

pub use fold::{composed, fold, is_same_arabic, unified};
pub use mentions::{Mention, NameMatcher, TokenizedText, words};
pub use nearest::{NameIndex, misspelt, most_like, nearest};
pub use sentences::{begins_sentences, ends_in_abbreviation, sentences};
pub use visible::{escape_json, is_control, may_have_controls, visible, visible_lines};
pub use words::WordList;

/// Counts the words of `text`: runs between white space that hold at least one letter or digit.
pub fn count_words(text: &str) -> usize {
    let mut n_words = 0;
    // A run counts once, at its first letter or digit: a dash or a bullet between spaces is no word.
    let mut counted = false;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        // Most letters are ASCII, and need no decoding.
        let letter = match byte.is_ascii() {
            true => char::from(*byte),
            false => text[at..].chars().next().unwrap_or_default(),
        };
        at += letter.len_utf8();
        if letter.is_whitespace() {
            counted = false;
        } else if !counted && letter.is_alphanumeric() {
            counted = true;
            n_words += 1;
        }
    }
    n_words
}

/// Returns `text` on one line: control characters, line ends included, become spaces; runs of white space become one
/// space; both ends are trimmed.
pub fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns `text` as an owned string, or `None` if it is empty.
pub fn first_of(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
