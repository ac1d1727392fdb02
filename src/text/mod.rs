//! Words and names as text: folding for comparison, the nearest of several names, the names in a text.
//! Knows nothing of content; used wherever two spellings are compared.

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

/// Counts the words of `text`: runs that hold a letter or a digit.
pub fn count_words(text: &str) -> usize {
    let mut n_words = 0;
    // Whether the word that is being read counts already.
    let mut counted = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            counted = false;
        } else if !counted && letter.is_alphanumeric() {
            counted = true;
            n_words += 1;
        }
    }
    n_words
}

/// Returns `text` with control characters (line ends too) as spaces, runs of white space as one, trimmed.
pub fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns `text` if there is any.
pub fn first_of(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
