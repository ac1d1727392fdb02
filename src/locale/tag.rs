//! Language tags: their syntax (BCP 47, RFC 5646), their parts, and the direction of their script.

use std::collections::HashSet;
use std::sync::LazyLock;

use language_tags::LanguageTag;

use crate::locale::{Direction, cldr};

/// The generated lists of what runs from right to left, ready to be asked for one of their words.
static RTL_SCRIPTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| cldr::RTL_SCRIPTS.split(' ').collect());
static RTL_LANGUAGES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| cldr::RTL_LANGUAGES.split(' ').collect());
static TURNED_IN_REGION: LazyLock<HashSet<&str>> =
    LazyLock::new(|| cldr::TURNED_IN_REGION.split(' ').collect());

/// Returns whether `tag` is a BCP 47 tag of a language whose parts are all registered with IANA.
pub fn is_known(tag: &str) -> bool {
    is_well_formed(tag) && LanguageTag::parse(tag).is_ok_and(|tag| tag.validate().is_ok())
}

/// Returns the tags of all languages with a table.
pub fn tags() -> impl Iterator<Item = &'static str> {
    cldr::LOCALES.iter().map(|row| row.tag)
}

/// Returns whether `tag` has the form of a BCP 47 tag of a language: `en`, `zh-Hant-TW`, `sl-rozaj-biske`.
///
/// Letters may be of either case. Stricter than RFC 5646 where that serves a reader: a language has two or
/// three letters, so that `english` is refused (five to eight are reserved for registration, of which there
/// is none), and there is no private tag (`x-mine`) and none of the irregular ones of old (`i-klingon`).
/// Whether the parts are registered is not looked up.
fn is_well_formed(tag: &str) -> bool {
    let mut parts = tag.split('-').peekable();
    if !parts
        .next()
        .is_some_and(|language| is_letters(language, 2..=3))
    {
        return false;
    }
    for _ in 0..3 {
        parts.next_if(|part| is_letters(part, 3..=3));
    }
    parts.next_if(|part| is_script(part));
    parts.next_if(|part| is_region(part));
    while parts.next_if(|part| is_variant(part)).is_some() {}
    while parts
        .next_if(|part| part.len() == 1 && is_alphanumeric(part, 1..=1) && !is_private(part))
        .is_some()
    {
        if !take_all(&mut parts, |part| is_alphanumeric(part, 2..=8)) {
            return false;
        }
    }
    if parts.next_if(|part| is_private(part)).is_some()
        && !take_all(&mut parts, |part| is_alphanumeric(part, 1..=8))
    {
        return false;
    }
    parts.next().is_none()
}

/// The parts of a tag that decide how it writes, in their usual case.
pub(super) struct ScriptTag {
    language: String,
    script: Option<String>,
    region: Option<String>,
}

impl ScriptTag {
    /// Reads what it can of `text`; variants and extensions are left out. Never fails.
    pub(super) fn parse(text: &str) -> ScriptTag {
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let mut tag = ScriptTag {
            language,
            script: None,
            region: None,
        };
        // A part of one letter opens an extension, whose parts may look like a script or a region.
        for part in parts.take_while(|part| part.len() != 1) {
            if is_script(part) && tag.script.is_none() {
                tag.script = Some(part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase());
            } else if is_region(part) && tag.region.is_none() {
                tag.region = Some(part.to_ascii_uppercase());
            }
        }
        tag
    }

    /// Returns the names to look it up by, nearest first.
    pub(super) fn keys(&self) -> impl Iterator<Item = String> {
        let with = |part: &Option<String>| {
            part.as_ref()
                .map(|part| format!("{}-{part}", self.language))
        };
        // English is American only where CLDR says so; elsewhere it has the day before the month.
        let world = (self.language == "en" && self.region.is_some()).then(|| "en-001".to_owned());
        let keys = [
            with(&self.script),
            with(&self.region),
            world,
            Some(self.language.clone()),
        ];
        keys.into_iter().flatten()
    }

    /// Returns whether a table in `script` can serve: the tag names that script, or none.
    pub(super) fn allows_script(&self, script: &str) -> bool {
        self.script.as_deref().is_none_or(|own| own == script)
    }

    /// Returns the direction of its script, or where it names none, of the language's script in its region.
    pub(super) fn direction(&self) -> Direction {
        let language = self.language.as_str();
        let is_rtl = match (&self.script, &self.region) {
            (Some(script), _) => RTL_SCRIPTS.contains(script.as_str()),
            (None, Some(region)) => {
                let is_turned = TURNED_IN_REGION.contains(format!("{language}-{region}").as_str());
                is_turned != RTL_LANGUAGES.contains(language)
            }
            (None, None) => RTL_LANGUAGES.contains(language),
        };
        if is_rtl {
            Direction::Rtl
        } else {
            Direction::Ltr
        }
    }
}

type Length = std::ops::RangeInclusive<usize>;

fn is_letters(part: &str, length: Length) -> bool {
    length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_alphanumeric(part: &str, length: Length) -> bool {
    length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_script(part: &str) -> bool {
    is_letters(part, 4..=4)
}

fn is_region(part: &str) -> bool {
    is_letters(part, 2..=2) || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    is_alphanumeric(part, 5..=8)
        || (is_alphanumeric(part, 4..=4) && part.as_bytes()[0].is_ascii_digit())
}

fn is_private(part: &str) -> bool {
    part.eq_ignore_ascii_case("x")
}

/// Takes parts while they fit, and returns whether there was one.
fn take_all<'a>(
    parts: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>,
    fits: impl Fn(&str) -> bool,
) -> bool {
    let mut n_taken = 0;
    while parts.next_if(|part| fits(part)).is_some() {
        n_taken += 1;
    }
    n_taken > 0
}

#[cfg(test)]
mod tests {
    use super::{is_known, is_well_formed};

    #[test]
    fn tags_are_known_whose_parts_are_registered() {
        let tags = [
            "en",
            "en-GB",
            "zh-Hant-TW",
            "ar-IQ",
            "ckb",
            "es-419",
            "ca-valencia",
            "AR",
        ];
        assert_eq!(tags.into_iter().find(|tag| !is_known(tag)), None);
        let tags = [
            "xx", "arr-ZZZ", "en-UK-x", "en-JJ", "zz", "en-Abcd", "ar-iraq",
        ];
        assert_eq!(tags.into_iter().find(|tag| is_known(tag)), None);
    }

    #[test]
    fn tags_of_languages_are_well_formed() {
        let tags = [
            "en",
            "gsw",
            "en-GB",
            "EN-gb",
            "zh-Hant",
            "zh-Hant-TW",
            "es-419",
            "sl-rozaj-biske",
            "de-1996",
        ];
        assert_eq!(tags.into_iter().find(|tag| !is_well_formed(tag)), None);
        let tags = [
            "zh-yue-HK",
            "ar-u-nu-latn",
            "en-a-bbb-x-a",
            "de-x-mine",
            "ca-valencia",
        ];
        assert_eq!(tags.into_iter().find(|tag| !is_well_formed(tag)), None);
    }

    #[test]
    fn other_text_is_not() {
        let tags = [
            "",
            "e",
            "english",
            "en_GB",
            "en-",
            "-en",
            "en--GB",
            "en-GBR1",
            "en-GB-Latn",
            "12",
            "fré",
        ];
        assert_eq!(tags.into_iter().find(|tag| is_well_formed(tag)), None);
        let tags = [
            "x-mine",
            "i-klingon",
            "en-u",
            "en-x",
            "en-GB-123",
            "en GB",
            "en-a-x-b",
        ];
        assert_eq!(tags.into_iter().find(|tag| is_well_formed(tag)), None);
    }
}
