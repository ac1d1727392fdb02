//! Language tags: syntax and subtags (BCP 47, RFC 5646), and the direction of the script.
//! Which table serves a tag is decided in the parent module.

use std::collections::HashSet;
use std::sync::LazyLock;

use language_tags::LanguageTag;

use crate::locale::{Direction, cldr};

/// The generated lists of right-to-left scripts and languages, as sets for lookup.
static RTL_SCRIPTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| cldr::RTL_SCRIPTS.split(' ').collect());
static RTL_LANGUAGES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| cldr::RTL_LANGUAGES.split(' ').collect());
static TURNED_IN_REGION: LazyLock<HashSet<&str>> =
    LazyLock::new(|| cldr::TURNED_IN_REGION.split(' ').collect());

/// Returns whether `tag` is a BCP 47 language tag whose subtags are all registered with IANA.
pub fn is_known(tag: &str) -> bool {
    is_well_formed(tag) && LanguageTag::parse(tag).is_ok_and(|tag| tag.validate().is_ok())
}

/// Returns the tags that have a table of their own, in order.
pub fn tags() -> impl Iterator<Item = &'static str> {
    cldr::LOCALES.iter().map(|row| row.tag)
}

/// Returns whether `tag` has the form of a BCP 47 language tag: `en`, `zh-Hant-TW`, `sl-rozaj-biske`.
///
/// Case is ignored. Stricter than RFC 5646 where that catches mistakes: the language has two or three letters, so that
/// `english` is refused (five to eight letters are reserved for registration, and none is registered); private tags
/// (`x-mine`) and irregular grandfathered tags (`i-klingon`) are refused. Does not check the registry.
fn is_well_formed(tag: &str) -> bool {
    let mut parts = tag.split('-').peekable();
    if !parts
        .next()
        .is_some_and(|language| is_letters(language, 2..=3))
    {
        return false;
    }
    // Up to three extended language subtags: `zh-yue`.
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

/// The subtags that decide table and direction, in their usual case.
pub(super) struct ScriptTag {
    language: String,
    script: Option<String>,
    region: Option<String>,
}

impl ScriptTag {
    /// Parses language, script and region of `text`, ignoring variants, extensions and errors. Never fails.
    pub(super) fn parse(text: &str) -> ScriptTag {
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let mut tag = ScriptTag {
            language,
            script: None,
            region: None,
        };
        // A subtag of one letter begins an extension, whose subtags may look like a script or a region.
        for part in parts.take_while(|part| part.len() != 1) {
            if is_script(part) && tag.script.is_none() {
                tag.script = Some(part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase());
            } else if is_region(part) && tag.region.is_none() {
                tag.region = Some(part.to_ascii_uppercase());
            }
        }
        tag
    }

    /// Returns the keys under which to look the tag up in tables, the most specific first.
    pub(super) fn keys(&self) -> impl Iterator<Item = String> {
        let with = |part: &Option<String>| {
            part.as_ref()
                .map(|part| format!("{}-{part}", self.language))
        };
        // CLDR's `en` is American, with the month before the day. Other regions that it does not list write as
        // `en-001`.
        let world = (self.language == "en" && self.region.is_some()).then(|| "en-001".to_owned());
        let keys = [
            with(&self.script),
            with(&self.region),
            world,
            Some(self.language.clone()),
        ];
        keys.into_iter().flatten()
    }

    /// Returns whether a table in `script` can serve this tag, which must name that script or none.
    pub(super) fn allows_script(&self, script: &str) -> bool {
        self.script.as_deref().is_none_or(|own| own == script)
    }

    /// Returns the direction of the tag's script or, without one, of the usual script of the language in its region.
    pub(super) fn direction(&self) -> Direction {
        let language = self.language.as_str();
        let is_rtl = match (&self.script, &self.region) {
            (Some(script), _) => RTL_SCRIPTS.contains(script.as_str()),
            // A few languages change script with the region: `az` is Latin, `az-IR` Arabic.
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

/// Consumes parts while they fit; returns whether there was at least one.
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
