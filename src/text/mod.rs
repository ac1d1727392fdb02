//! Plain-text algorithms: folding names, suggesting spellings, finding names, splitting sentences, reading quantities,
//! making text safe for a terminal. They take strings and language tags and know no briefs, files or diagnostics.
//! Start in `fold` for comparing names, in `mentions` for finding them, in `quantities` for numbers.

mod abbreviations;
mod fold;
mod mentions;
mod nearest;
pub mod quantities;
mod sentences;
mod tokens;
mod visible;
mod words;

pub use fold::{composed, fold, is_same_arabic, unified};
pub use mentions::{Mention, NameMatcher};
pub use nearest::{NameIndex, misspelt, most_like, nearest};
pub use sentences::{begins_sentences, ends_in_abbreviation, sentences};
pub use tokens::{TokenizedText, words};
pub use visible::{escape_json, is_control, may_have_controls, visible, visible_lines};
pub use words::WordList;

/// Counts the words of `text`: runs between white space that hold at least one letter or digit.
pub fn count_words(text: &str) -> usize {
    let mut n_words = 0;
    // A run counts once, at its first letter or digit: a dash or a bullet between spaces is no word.
    let mut counted = false;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let class = match BYTE_CLASSES[usize::from(*byte)] {
            ByteClass::Start => {
                let letter = text[at..].chars().next().unwrap_or_default();
                // With the last byte of the letter, one more below.
                at += letter.len_utf8() - 1;
                class_of(letter)
            }
            class => class,
        };
        at += 1;
        match class {
            ByteClass::Space => counted = false,
            ByteClass::Word if !counted => {
                counted = true;
                n_words += 1;
            }
            _ => {}
        }
    }
    n_words
}

/// What a byte means for counting words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteClass {
    Space,
    /// A letter or a digit.
    Word,
    Other,
    /// The first byte of a letter beyond ASCII.
    Start,
}

/// The class of each byte: most letters are ASCII, and need no decoding.
static BYTE_CLASSES: [ByteClass; 256] = {
    let mut classes = [ByteClass::Start; 256];
    let mut byte = 0;
    while byte < 128 {
        // As `char` has it: a vertical tab is white space, which `u8::is_ascii_whitespace` denies.
        classes[byte] = if matches!(byte as u8, b' ' | b'\t'..=b'\r') {
            ByteClass::Space
        } else if (byte as u8).is_ascii_alphanumeric() {
            ByteClass::Word
        } else {
            ByteClass::Other
        };
        byte += 1;
    }
    classes
};

fn class_of(letter: char) -> ByteClass {
    if letter.is_whitespace() {
        ByteClass::Space
    } else if letter.is_alphanumeric() {
        ByteClass::Word
    } else {
        ByteClass::Other
    }
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
