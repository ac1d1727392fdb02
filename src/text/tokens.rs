//! Text cut into words, with a hash of each, so that most words are compared with names by a number.
//! Which names there are, and where they occur, is in `mentions`.

use std::ops::Range;

use crate::text::fold;

/// A text cut into words, once for all matchers that search it.
#[derive(Debug)]
pub struct TokenizedText<'t> {
    pub text: &'t str,
    pub(super) words: Vec<Range<usize>>,
    /// The hash of each word; `None` for words that folding may change beyond case.
    pub(super) hashes: Vec<Option<u16>>,
}

impl<'t> TokenizedText<'t> {
    /// Cuts `text` into words. `text` is plain text, or HTML text without tags, in which `&amp;` separates words.
    pub fn new(text: &'t str) -> Self {
        let mut tokens = TokenizedText {
            text,
            words: Vec::with_capacity(text.len() / 5),
            hashes: Vec::with_capacity(text.len() / 5),
        };
        each_word(text, |word, hash| {
            tokens.words.push(word);
            tokens.hashes.push(hash);
        });
        tokens
    }
}

/// Cuts `text` into words: runs of letters and digits, with their combining marks and inner apostrophes, as byte
/// ranges.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    each_word(text, |word, _| words.push(word));
    words
}

/// Number of distinct hashes of words. A site of a thousand names has about 3 % of them.
pub(super) const N_HASHES: usize = 1 << 15;

/// Returns the case-insensitive hash of `word`, or `None` unless it is ASCII letters and digits.
///
/// Folding such a word only lowers its case, so that its hash equals that of the folded form. Other letters and
/// apostrophes would have to be folded first, which is what the filter saves.
pub(super) fn word_hash(word: &str) -> Option<u16> {
    let mut hash = WordHash::default();
    for byte in word.bytes() {
        match LETTERS[usize::from(byte)] {
            0 => return None,
            letter => hash.add(letter),
        }
    }
    Some(hash.finish())
}

/// FNV-1a of ASCII letters and digits in lower case, of which the upper bits are taken.
struct WordHash(u32);

impl Default for WordHash {
    fn default() -> Self {
        WordHash(0x811c_9dc5)
    }
}

impl WordHash {
    /// Adds a letter in lower case, or a digit.
    fn add(&mut self, letter: u8) {
        self.0 = (self.0 ^ u32::from(letter)).wrapping_mul(0x0100_0193);
    }

    fn finish(self) -> u16 {
        (self.0 >> (u32::BITS - N_HASHES.ilog2())) as u16
    }
}

/// Finds each word of `text`, with its hash as [`word_hash`] has it.
fn each_word(text: &str, mut found: impl FnMut(Range<usize>, Option<u16>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let mut hash = WordHash::default();
        // Most words are ASCII: hashed while their end is looked for.
        while let Some(letter @ 1..) = bytes.get(at).map(|byte| LETTERS[usize::from(*byte)]) {
            hash.add(letter);
            at += 1;
        }
        let may_go_on = |byte: u8| !byte.is_ascii() || matches!(byte, b'\'' | b'`' | b'"');
        if bytes.get(at).copied().is_some_and(may_go_on) {
            at = end_of_word(text, start);
            if start < at {
                found(start..at, word_hash(&text[start..at]));
            } else {
                at = text.ceil_char_boundary(start + 1);
            }
        } else if start < at {
            found(start..at, Some(hash.finish()));
        } else if *byte == b'&' && text[at..].starts_with("&amp;") {
            // Or `AT&amp;T` would have the word `amp`.
            at += "&amp;".len();
        } else {
            at += 1;
        }
    }
}

/// What a byte may begin.
#[derive(Clone, Copy)]
pub(super) enum Beginning {
    /// A word in lower case.
    LowerCase,
    /// Any other word.
    Any,
    None,
}

/// The words that each byte may begin.
pub(super) static BEGINNINGS: [Beginning; 256] = {
    let mut beginnings = [Beginning::Any; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_lowercase() {
            beginnings[byte] = Beginning::LowerCase;
        } else if !(byte as u8).is_ascii_alphanumeric() {
            beginnings[byte] = Beginning::None;
        }
        byte += 1;
    }
    beginnings
};

/// Lookup table of ASCII letters, in lower case, and digits; 0 for all other bytes.
static LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            letters[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

/// Returns whether the one-byte character at `at` is between two Hebrew letters: a straight `"` there is a gershayim.
fn is_in_hebrew(text: &str, at: usize) -> bool {
    let is_hebrew = |letter: Option<char>| letter.is_some_and(|letter| matches!(letter, 'א'..='ת'));
    is_hebrew(text[..at].chars().next_back()) && is_hebrew(text[at + 1..].chars().next())
}

/// Returns the end of the word that begins at byte `start`, or `start` if none does.
pub(super) fn end_of_word(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        // Most letters are ASCII, and need no decoding.
        while bytes
            .get(at)
            .is_some_and(|byte| LETTERS[usize::from(*byte)] > 0)
        {
            at += 1;
        }
        let Some(byte) = bytes.get(at) else { return at };
        let is_inside = at > start;
        let letter = if byte.is_ascii() {
            char::from(*byte)
        } else {
            text[at..].chars().next().unwrap_or_default()
        };
        let is_part = is_inside && fold::is_apostrophe(letter)
            || letter == '"' && is_in_hebrew(text, at)
            || !letter.is_ascii() && (letter.is_alphanumeric() || is_mark(letter));
        if !is_part {
            return at;
        }
        at += letter.len_utf8();
    }
}

pub(super) fn is_mark(letter: char) -> bool {
    !letter.is_ascii()
        && (unicode_normalization::char::is_combining_mark(letter)
            || matches!(letter, 'ـ' | 'ʿ' | 'ʾ' | '\u{200C}' | '\u{200D}'))
}
