//! Guesses the country that an editor meant by a text that is not a code: names, parts of names, similar names.
//! For hints in diagnostics only; nothing else may depend on a guess. Exact lookup by code is in the parent module.

use crate::country::{Country, Region, cldr, names};

/// Returns the country that `text` may mean. See [`Country::nearest`] for the order of guesses.
pub(super) fn find(text: &str) -> Option<Country> {
    let text = text.trim();
    let word = fold(text);
    if let Some(country) = by_code(text).or_else(|| by_name(&word)) {
        return Some(country);
    }
    // `Southern Africa` is a region, not a misspelling of South Africa.
    if Region::all().any(|region| fold(region.name("en")) == word) {
        return None;
    }
    by_part(&word)
        .or_else(|| by_likeness("en", &word, NEAR_ENGLISH))
        .or_else(|| other_tags().find_map(|tag| by_likeness(tag, &word, NEAR_FOREIGN)))
}

/// Returns the country with exactly this name or code in CLDR, in any language, English first.
pub(super) fn named(text: &str) -> Option<Country> {
    let word = fold(text.trim());
    let mut tags = std::iter::once("en").chain(other_tags());
    let mut by_name = || {
        tags.find_map(|tag| {
            spellings(tag).find_map(|(country, name)| (name == word).then_some(country))
        })
    };
    Country::from_written(text).or_else(&mut by_name)
}

/// English names of countries that CLDR lacks.
const OTHER_NAMES: [(&str, &str); 8] = [
    ("america", "US"),
    ("britain", "GB"),
    ("england", "GB"),
    ("great britain", "GB"),
    ("holland", "NL"),
    ("northern ireland", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
];

/// Lowest Jaro–Winkler similarity (0 to 1) at which a text counts as a misspelt English name.
///
/// At 0.87 `Kyrgistan` still finds Kyrgyzstan, and `Atlantis` finds nothing.
const NEAR_ENGLISH: f64 = 0.87;

/// The same limit for other languages; stricter, since many more names may be near by chance.
const NEAR_FOREIGN: f64 = 0.92;

/// Similarity of two names with the same first letter and the other letters in another order.
const REORDERED: f64 = 0.95;

/// Fewest letters of a text that is compared with parts of names: shorter texts are mistyped codes.
const SHORTEST_NAME: usize = 4;

fn by_code(text: &str) -> Option<Country> {
    Country::from_written(text).or_else(|| {
        let code = text.to_ascii_uppercase();
        let (_, now) = cldr::FORMER.iter().find(|(known, _)| *known == code)?;
        Country::from_code(now)
    })
}

/// Finds the country with exactly the folded name `word`, trying English first.
fn by_name(word: &str) -> Option<Country> {
    let other = OTHER_NAMES
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, code)| *code);
    let mut tags = std::iter::once("en").chain(other_tags());
    other.and_then(Country::from_code).or_else(|| {
        tags.find_map(|tag| {
            spellings(tag).find_map(|(country, name)| (name == word).then_some(country))
        })
    })
}

/// Finds the only country whose English name contains all words of `word` or begins with it.
fn by_part(word: &str) -> Option<Country> {
    if word.chars().count() < SHORTEST_NAME {
        return None;
    }
    let is_part = |name: &str| {
        name.starts_with(word)
            || word
                .split(' ')
                .all(|part| name.split(' ').any(|known| known == part))
    };
    let mut found: Vec<Country> = spellings("en")
        .filter(|(_, name)| is_part(name))
        .map(|(country, _)| country)
        .collect();
    found.dedup();
    match found[..] {
        [country] => Some(country),
        // Nothing speaks for one of several: `Korea`, `Guinea`.
        _ => None,
    }
}

/// Finds the country whose name in the language `tag` is most like `word` and at least `near`; the first of equals.
fn by_likeness(tag: &str, word: &str, near: f64) -> Option<Country> {
    if word.chars().count() < SHORTEST_NAME {
        return None;
    }
    let mut best: Option<(f64, Country)> = None;
    for (country, name) in spellings(tag) {
        let likeness = likeness(word, &name);
        if likeness >= near && best.is_none_or(|(known, _)| likeness > known) {
            best = Some((likeness, country));
        }
    }
    best.map(|(_, country)| country)
}

/// Returns the similarity of two names, 0 to 1. Letters that are only in another order count as a small slip (`Sirya`),
/// for which Jaro–Winkler alone is too strict.
fn likeness(word: &str, name: &str) -> f64 {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters[1..].sort_unstable();
        letters
    };
    if word.len() == name.len() && sorted(word) == sorted(name) {
        return REORDERED;
    }
    strsim::jaro_winkler(word, name)
}

fn other_tags() -> impl Iterator<Item = &'static str> {
    cldr::NAMES
        .iter()
        .map(|(tag, _)| *tag)
        .filter(|tag| *tag != "en")
}

/// Returns the folded names of all countries in the table of `tag`; for `Myanmar (Burma)` also both halves.
fn spellings(tag: &str) -> impl Iterator<Item = (Country, String)> {
    names::countries_in(tag).flat_map(|names| {
        let country = Country::from_code(names.code).expect("the generated tables agree");
        let spellings = names.each().flat_map(|name| {
            let halves = name
                .strip_suffix(')')
                .and_then(|name| name.split_once(" ("));
            std::iter::once(name)
                .chain(halves.into_iter().flat_map(|(outer, inner)| [outer, inner]))
        });
        spellings.map(move |name| (country, fold(name)))
    })
}

/// Folds differences in how editors write names: case, apostrophes, `&`, hyphens, points, a leading `the`.
///
/// Unlike `text::fold` it keeps accents.
fn fold(name: &str) -> String {
    let lower = name
        .to_lowercase()
        .replace('&', " and ")
        .replace(['.', '\'', '’'], "");
    let words: Vec<&str> = lower
        .split(|letter: char| letter == '-' || letter.is_whitespace())
        .collect();
    let words = words
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    words
        .strip_prefix("the ")
        .map(str::to_owned)
        .unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use crate::country::Country;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(
            Country::nearest(text).map_or("", Country::code),
            expected,
            "{text}"
        );
    }

    #[test]
    fn other_codes_are_understood() {
        check("no", "NO");
        check(" No ", "NO");
        check("NOR", "NO");
        check("nor", "NO");
        check("UK", "GB");
        check("EL", "GR");
        check("BU", "MM");
    }

    #[test]
    fn english_names_are_understood() {
        check("Norway", "NO");
        check("turkey", "TR");
        check("Burma", "MM");
        check("The Gambia", "GM");
        check("Trinidad and Tobago", "TT");
        check("Guinea Bissau", "GW");
        check("Great Britain", "GB");
    }

    #[test]
    fn names_in_other_languages_are_understood() {
        check("Norge", "NO");
        check("Deutschland", "DE");
        check("العراق", "IQ");
        check("日本", "JP");
        check("Vietname", "VN");
    }

    #[test]
    fn part_of_an_english_name_is_understood_if_it_is_of_one() {
        check("Macedonia", "MK");
        check("Slovak", "SK");
        check("Tobago", "TT");
    }

    #[test]
    fn mistyped_names_are_understood() {
        check("Germny", "DE");
        check("Untied Kingdom", "GB");
        check("Kyrgistan", "KG");
        check("Turkiye", "TR");
        check("Cote dIvoire", "CI");
        check("Columbia", "CO");
        check("Deutchland", "DE");
        check("Sirya", "SY");
        check("Lybia", "LY");
    }

    #[test]
    fn what_is_near_nothing_stays_unknown() {
        for text in [
            "",
            "  ",
            "QQ",
            "zz",
            "QQQ",
            "Atlantis",
            "Europe",
            "western-asia",
            "Southern Africa",
            "Korea",
        ] {
            check(text, "");
        }
    }
}
