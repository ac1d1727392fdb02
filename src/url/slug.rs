//! Slugs: the names of things in addresses and in front matter.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest slug, in bytes of UTF-8. A file name may have 255 on most file systems, and a language
/// suffix, `.md` and what atomic saving adds must fit behind it.
pub const MAX_SLUG_BYTES: usize = 200;

/// Words that addresses need for themselves: `/topics/energy/page/2/`.
const RESERVED: [&str; 1] = ["page"];

/// The name of a thing in its address: lower-case letters, marks and digits of any script, joined by
/// hyphens or underscores, in Unicode form C.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
pub struct Slug(Box<str>);

/// Why a text is not a slug.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlugError {
    /// It is empty.
    Empty,
    /// It has more than [`MAX_SLUG_BYTES`].
    TooLong,
    /// It is `page`, or begins with `_`.
    Reserved,
    /// It holds something else than lower-case letters, digits, hyphens and underscores.
    Letter(char),
}

impl Slug {
    /// Reads a slug, which must already be written as one (its Unicode form aside).
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        let text: String = if text.is_ascii() { text.to_owned() } else { text.nfc().collect() };
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        if text.len() > MAX_SLUG_BYTES {
            return Err(SlugError::TooLong);
        }
        if let Some(letter) = text.chars().find(|letter| !is_slug_letter(*letter)) {
            return Err(SlugError::Letter(letter));
        }
        if RESERVED.contains(&text.as_str()) || text.starts_with('_') {
            return Err(SlugError::Reserved);
        }
        Ok(Slug(text.into()))
    }

    /// Makes a slug of any text, for a hint or a heading: lower case, hyphens between words.
    ///
    /// Returns `None` if no letter and no digit is left, or what is left is reserved.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        let mut push = |letter: char| match letter {
            '\'' | '’' | '‘' => {}
            letter if is_slug_letter(letter) && letter != '-' => slug.push(letter),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        };
        if text.is_ascii() {
            text.chars().for_each(|letter| push(letter.to_ascii_lowercase()));
        } else {
            text.nfc().flat_map(char::to_lowercase).collect::<String>().nfc().for_each(push);
        }
        let end = slug.floor_char_boundary(MAX_SLUG_BYTES);
        Slug::parse(slug[..end].trim_matches(['-', '_'])).ok()
    }

    /// Stands in for a slug that a file lacks, until the file is mended. Nothing is shown under it.
    pub fn stand_in() -> Self {
        Slug("-".into())
    }

    /// Returns the slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Slug {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

fn is_slug_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '-' | '_');
    }
    (letter.is_alphanumeric() && letter.to_lowercase().eq([letter])) || is_combining_mark(letter)
}
