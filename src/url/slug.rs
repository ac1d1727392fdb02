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

/// Names of devices, which Windows takes for no others, whatever their case and extension.
const DEVICES: [&str; 22] = [
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The name of a thing in its address: lower-case letters, marks and digits of any script, joined by
/// hyphens, in Unicode form C.
///
/// One may have a [`SlugFault`], since addresses that were published stay.
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

/// Why a slug may not be the address of anything new.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlugFault {
    /// Windows takes it for a device.
    Device,
    /// It begins or ends with a hyphen, or has two beside each other.
    Hyphen,
    /// It holds an underscore, a sign that only looks like a letter or a digit, or a mark on no letter.
    Letter(char),
}

impl fmt::Display for SlugFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SlugFault::Device => f.write_str("Windows does not allow files of this name"),
            SlugFault::Hyphen => f.write_str("hyphens belong between two words"),
            SlugFault::Letter(letter) => write!(f, "it contains {letter:?}"),
        }
    }
}

impl Slug {
    /// Returns why `text`, a slug or another part of an address, may not be in one that is new.
    pub fn fault_of(text: &str) -> Option<SlugFault> {
        if matches!(text.len(), 3..=4)
            && DEVICES
                .iter()
                .any(|device| text.eq_ignore_ascii_case(device))
        {
            return Some(SlugFault::Device);
        }
        if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Some(SlugFault::Hyphen);
        }
        let first = text
            .chars()
            .next()
            .filter(|letter| is_combining_mark(*letter));
        let other = || {
            text.chars()
                .find(|letter| *letter == '_' || !letter.is_ascii() && plain(*letter).is_some())
        };
        first.or_else(other).map(SlugFault::Letter)
    }

    /// Reads a slug, which must already be written as one (its Unicode form aside).
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        let text: String = if text.is_ascii() {
            text.to_owned()
        } else {
            text.nfc().collect()
        };
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

    /// Makes a slug of any text: lower case, hyphens between words. It has no [`SlugFault`].
    ///
    /// Returns `None` if no letter and no digit is left, or what is left is reserved.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        let mut push = |letter: char| match letter {
            '\'' | '’' | '‘' => {}
            letter if is_combining_mark(letter) && (slug.is_empty() || slug.ends_with('-')) => {}
            letter if is_slug_letter(letter) && !matches!(letter, '-' | '_') => slug.push(letter),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        };
        if text.is_ascii() {
            text.chars()
                .for_each(|letter| push(letter.to_ascii_lowercase()));
        } else {
            let plain: String = text
                .nfc()
                .flat_map(|letter| {
                    plain(letter)
                        .unwrap_or_else(|| letter.to_string())
                        .chars()
                        .collect::<Vec<_>>()
                })
                .collect();
            plain
                .chars()
                .flat_map(char::to_lowercase)
                .collect::<String>()
                .nfc()
                .for_each(push);
        }
        let end = slug.floor_char_boundary(MAX_SLUG_BYTES);
        slug.truncate(slug[..end].trim_end_matches('-').len());
        if Slug::fault_of(&slug) == Some(SlugFault::Device) {
            slug.push_str("-1");
        }
        Slug::parse(&slug).ok()
    }

    /// Makes a slug of the name of a new thing: as [`from_text`](Self::from_text), with Latin letters in plain ASCII, and
    /// `+` and `#` in words (`C++` is `c-plus-plus`, `C#` is `c-sharp`).
    pub fn of_name(name: &str) -> Option<Self> {
        let mut plain = String::with_capacity(name.len());
        let mut is_latin = false;
        let mut before = ' ';
        for letter in name.nfd() {
            if !is_combining_mark(letter) {
                is_latin = letter.is_ascii() || latin(letter).is_some();
            } else if is_latin {
                continue;
            }
            match letter {
                '+' => plain.push_str(" plus "),
                '#' if before.is_alphanumeric() => plain.push_str(" sharp "),
                letter => match latin(letter) {
                    Some(letters) => plain.push_str(letters),
                    None => plain.push(letter),
                },
            }
            before = letter;
        }
        Slug::from_text(&plain)
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
        return letter.is_ascii_lowercase()
            || letter.is_ascii_digit()
            || matches!(letter, '-' | '_');
    }
    (letter.is_alphanumeric() && letter.to_lowercase().eq([letter])) || is_combining_mark(letter)
}

/// Returns the ASCII letters for a Latin `letter` that no decomposition makes plain.
fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "ng",
        'ə' | 'Ə' => "e",
        _ => return None,
    })
}

/// Returns the letters or digits that `letter`, which is not of ASCII, is another form of: `2` for `²`, `fi` for `ﬁ`.
fn plain(letter: char) -> Option<String> {
    let once = std::iter::once(letter);
    let plain: String = once.nfkc().collect();
    let is_form = plain.is_ascii() || letter.is_numeric() && !plain.starts_with(letter);
    is_form.then_some(plain)
}
