//! Slugs: names of entities and briefs in addresses and front matter. Parses them, makes them from text, and reports
//! why one is unsuitable. Routes are in the parent module.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most bytes of a slug in UTF-8. Most file systems allow 255 for a file name, which must also hold a language suffix,
/// `.md` and the suffix of atomic writes.
pub const MAX_SLUG_BYTES: usize = 200;

/// Words that addresses use themselves: `/topics/energy/page/2/`.
const RESERVED: [&str; 1] = ["page"];

/// Device names, which Windows cannot use as file names in any case and with any extension.
const DEVICES: [&str; 22] = [
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Name of an entity or brief in its address: lower-case letters, marks and digits of any script, joined by hyphens, in
/// Unicode form C (NFC).
///
/// A slug may have a [`SlugFault`], since published addresses must keep working.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
pub struct Slug(Box<str>);

/// Reasons why a text is not a slug.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlugError {
    Empty,
    /// More than [`MAX_SLUG_BYTES`] bytes.
    TooLong,
    /// The word `page`, or a leading `_`.
    Reserved,
    /// A character other than lower-case letters, marks, digits, hyphens and underscores.
    Letter(char),
}

/// Reasons why a valid slug is unsuitable for a new address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlugFault {
    /// A device name on Windows, which cannot store such a file.
    Device,
    /// A hyphen at either end, or two in a row.
    Hyphen,
    /// An underscore, a character that only looks like a letter or digit, or a combining mark without a letter.
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
    /// Returns why `text`, a slug or another segment, is unsuitable for a new address; `None` if it is fine.
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

    /// Parses a slug, which must already be written as one. Only its Unicode form is changed.
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

    /// Makes a slug from any text: lower case, hyphens between words. The result has no [`SlugFault`].
    ///
    /// Returns `None` if no letter or digit is left, or if the result is reserved.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        if text.is_ascii() {
            // As below, without looking up what no letter of ASCII is.
            for letter in text.bytes() {
                match letter {
                    b'\'' => {}
                    letter if letter.is_ascii_alphanumeric() => {
                        slug.push(char::from(letter.to_ascii_lowercase()));
                    }
                    _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                    _ => {}
                }
            }
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
            let push = |letter: char| match letter {
                '\'' | '’' | '‘' => {}
                // A mark without a letter before it is a fault.
                letter if is_combining_mark(letter) && (slug.is_empty() || slug.ends_with('-')) => {
                }
                letter if is_slug_letter(letter) && !matches!(letter, '-' | '_') => {
                    slug.push(letter)
                }
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            };
            plain
                .chars()
                .flat_map(char::to_lowercase)
                .collect::<String>()
                .nfc()
                .for_each(push);
        }
        let end = slug.floor_char_boundary(MAX_SLUG_BYTES);
        slug.truncate(slug[..end].trim_end_matches('-').len());
        // Windows reserves the device names only by themselves, so any suffix helps.
        if Slug::fault_of(&slug) == Some(SlugFault::Device) {
            slug.push_str("-1");
        }
        Slug::parse(&slug).ok()
    }

    /// Makes a slug from the name of a new entity: as [`from_text`](Self::from_text), with Latin letters in plain ASCII
    /// and `+` and `#` spelled out (`C++` is `c-plus-plus`, `C#` is `c-sharp`).
    pub fn of_name(name: &str) -> Option<Self> {
        let mut plain = String::with_capacity(name.len());
        let mut is_latin = false;
        let mut before = ' ';
        for letter in name.nfd() {
            // Marks are dropped from Latin letters only; in other scripts they are vowels and tones.
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

    /// Returns a placeholder for the slug that a faulty file lacks. Never published.
    pub fn stand_in() -> Self {
        Slug("-".into())
    }

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

/// Returns the ASCII letters for a Latin `letter` that has no Unicode decomposition.
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

/// Returns the plain letters or digits of which a non-ASCII `letter` is a compatibility form: `2` for `²`, `fi` for
/// `ﬁ`.
fn plain(letter: char) -> Option<String> {
    let once = std::iter::once(letter);
    let plain: String = once.nfkc().collect();
    let is_form = plain.is_ascii() || letter.is_numeric() && !plain.starts_with(letter);
    is_form.then_some(plain)
}
