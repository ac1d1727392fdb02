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
        let (is_space, is_word);
        if byte.is_ascii() {
            // As `char` has it: a vertical tab is white space, which `u8::is_ascii_whitespace` denies.
            is_space = matches!(byte, b' ' | b'\t'..=b'\r');
            is_word = byte.is_ascii_alphanumeric();
            at += 1;
        } else {
            let letter = text[at..].chars().next().unwrap_or_default();
            is_space = letter.is_whitespace();
            is_word = letter.is_alphanumeric();
            at += letter.len_utf8();
        }
        n_words += usize::from(is_word & !counted);
        counted = (counted | is_word) & !is_space;
    }
    n_words
}

/// Returns `text` on one line: control characters, line ends included, become spaces; runs of white space become one
/// space; both ends are trimmed.
pub fn one_line(text: &str) -> String {
    // Most texts are on one line already.
    let is_plain =
        |pair: &[u8]| (pair[0] > b' ' || pair[1] > b' ') && pair[1] >= b' ' && pair[1] < 0x7F;
    let has_plain_ends = text
        .as_bytes()
        .first()
        .is_some_and(|first| (b'!'..0x7F).contains(first))
        && !text.ends_with(' ');
    if has_plain_ends && text.as_bytes().windows(2).all(is_plain) {
        return text.to_owned();
    }
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns `text` as an owned string, or `None` if it is empty.
pub fn first_of(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
