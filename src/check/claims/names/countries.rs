//! Countries in a text: by any of their names in CLDR, by names that newspapers use for them, and by words for their
//! people. `nationals` has those words where they do not follow from the country's name.
//!
//! Used by the claim check only. Prose rules find countries with `Lexicon::countries`, which also judges the context.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::grammar::{Grammar, key};
use super::index::{ClipIndex, ClipWord};
use super::nationals;
use crate::country::{Country, NameVariant};
use crate::text;

/// Most words of a country's name.
const MAX_WORDS: usize = 6;

/// Names that CLDR lacks, in any language, separated by `|`. All are added in every language.
const OTHERS: [(&str, &str); 24] = [
    (
        "US",
        "United States|United States of America|America|USA|US|USA|Vereinigte Staaten von Amerika|Amerika|\
            États-Unis d’Amérique|Etats-Unis|Estados Unidos de América|EE UU|أمريكا|أميركا|الولايات المتحدة الأمريكية|\
            الولايات المتحدة الأميركية|الولايات المتحدة",
    ),
    (
        "GB",
        "Britain|Great Britain|United Kingdom|UK|Großbritannien|Grande-Bretagne|Royaume-Uni|Gran Bretaña|\
            Reino Unido|بريطانيا|بريطانيا العظمى",
    ),
    ("NL", "Holland|The Netherlands|Hollande|Holanda"),
    ("TR", "Turkey|Türkiye"),
    (
        "CZ",
        "Czech Republic|Czechia|Tschechische Republik|République tchèque|República Checa",
    ),
    (
        "CI",
        "Ivory Coast|Elfenbeinküste|Costa de Marfil|ساحل العاج|Côte d’Ivoire",
    ),
    ("MM", "Burma|Birmanie|Birmania|Birma|بورما"),
    ("AE", "Emirates|Emirate|Émirats|Emiratos|الإمارات"),
    ("SA", "Saudi|السعودية"),
    ("KR", "Südkorea|Corée|Corea|كوريا"),
    ("PS", "Palestine|Palästina|Palestina|فلسطين"),
    ("SY", "سورية"),
    ("DK", "الدنمارك|الدانمارك"),
    ("MK", "Macedonia|Mazedonien|Macédoine"),
    ("BA", "Bosnia|Bosnien|Bosnie|البوسنة"),
    ("VA", "Vatican|Vatikan|Vaticano|الفاتيكان"),
    (
        "CD",
        "DR Congo|Democratic Republic of Congo|RD Congo|Demokratische Republik Kongo",
    ),
    ("ZA", "Afrique du Sud|جنوب إفريقيا"),
    ("CV", "Cape Verde|Kapverden"),
    ("SS", "جنوب السودان"),
    ("HU", "المجر"),
    ("AT", "النمسا"),
    ("JO", "الأردن"),
    ("RU", "Russian Federation|روسيا الاتحادية"),
];

/// Beginnings of words for the people and things of a country that do not resemble its name, separated by `|`.
const PEOPLE: [(&str, &str); 35] = [
    ("BE", "belg|بلجيك"),
    ("PE", "peru"),
    ("MA", "maroc|marroq|marokk|morocc"),
    ("SA", "saudi|saoudi|سعودي"),
    ("KR", "korea|coree|corea|sudkorean|surcorean|sudcoree|كوري"),
    ("ZA", "sudafri"),
    ("AE", "emirat|اماراتي"),
    ("RU", "russ|ruso|rusa"),
    ("EE", "estn|eston"),
    ("LV", "lett|latv|leton"),
    ("HU", "hungar|ungar|hongr|مجري"),
    ("HR", "croat|kroat"),
    ("IQ", "iraq|irak|عراقي"),
    ("VE", "venez"),
    ("EC", "ecua|equat"),
    ("CR", "costar"),
    ("DO", "dominic|dominik"),
    ("MM", "burm|birman"),
    (
        "US",
        "american|amerikan|estadounidens|usameric|امريكي|اميركي",
    ),
    (
        "GB",
        "british|briton|brit|english|scottish|scots|welsh|englisch|schottisch|britann|anglais|ingles|بريطاني",
    ),
    ("NL", "dutch|niederland|hollandisch|neerland|holand"),
    ("FR", "french|franzos"),
    ("ES", "spanish|spani"),
    ("DE", "german|deutsch"),
    ("CH", "swiss|schweizer|suiss|suiz"),
    ("DK", "danish|dane|danisch|danois|danes"),
    ("TR", "turk|turc"),
    ("GR", "greek|griech|grec|grieg"),
    ("PL", "polish|poln|polonais|polac"),
    ("FI", "finnish|finn"),
    ("IE", "irish|irisch"),
    ("PH", "filipin|philippin"),
    ("TH", "thai"),
    ("SE", "swed|schwed|suedois|suec"),
    ("CY", "cypriot|zypriot|chypriot|chipriot"),
];

/// The names of all countries in one language, by key.
#[derive(Clone, Debug, Default)]
pub struct CountryNames {
    grammar: Option<Grammar>,
    by_name: HashMap<String, Country>,
    /// Countries by the words for their people.
    by_people: HashMap<String, Country>,
}

/// A country named in a text.
pub struct CountryMention {
    pub country: Country,
    /// Positions of the words that name it.
    pub words: Range<usize>,
}

impl CountryNames {
    /// Collects the names in `language`; `own` are the site's own names for countries.
    pub fn new(language: &str, own: impl Iterator<Item = (Country, String)>) -> Self {
        let grammar = Grammar::of(language);
        let mut names = CountryNames {
            grammar: Some(grammar),
            ..CountryNames::default()
        };
        for country in Country::all() {
            for variant in [
                NameVariant::Standard,
                NameVariant::Short,
                NameVariant::Variant,
            ] {
                names.add(country, country.name(language, variant));
            }
        }
        for (code, others) in OTHERS {
            let Some(country) = Country::from_code(code) else {
                continue;
            };
            // The first country to claim a name keeps it, so that names in CLDR take precedence.
            others.split('|').for_each(|name| names.add(country, name));
        }
        own.for_each(|(country, name)| names.add(country, &name));
        let primary = language.split('-').next().unwrap_or_default();
        // The languages that `nationals` covers.
        if matches!(primary, "en" | "fr" | "de" | "ar") {
            names.add_people(grammar);
        }
        names
    }

    fn add_people(&mut self, grammar: Grammar) {
        let mut add = |code: &str, word: &str| {
            let country = Country::from_code(code);
            // `Indien` is India in German, and *Indian* in French: a country's own name wins.
            let is_free = |key: &String| !self.by_name.contains_key(key);
            if let Some((country, key)) = country.zip(Some(key(word, grammar)).filter(is_free)) {
                self.by_people.entry(key).or_insert(country);
            }
        };
        match grammar {
            Grammar::Cased | Grammar::German => {
                for (code, words) in nationals::CAPITALIZED {
                    words.split_whitespace().for_each(|word| add(code, word));
                }
            }
            Grammar::Arabic => {
                for (code, adjectives, plurals) in nationals::ARABIC {
                    for adjective in adjectives.split_whitespace() {
                        ["", "ة", "ين", "تين", "ات"]
                            .into_iter()
                            .flat_map(|ending| {
                                [
                                    format!("{adjective}{ending}"),
                                    format!("ال{adjective}{ending}"),
                                ]
                            })
                            .for_each(|word| add(code, &word));
                    }
                    for plural in plurals.split_whitespace() {
                        add(code, plural);
                        add(code, &format!("ال{plural}"));
                    }
                }
            }
            Grammar::Uncased => {}
        }
    }

    /// Returns the country whose people or things `word` denotes.
    fn people(&self, word: &ClipWord) -> Option<Country> {
        self.by_people.get(&word.key).copied()
    }

    fn add(&mut self, country: Country, name: &str) {
        // CLDR qualifies some names: `Myanmar (Burma)`.
        let name = name.split_once(" (").map_or(name, |(bare, _)| bare);
        let Some(grammar) = self.grammar else { return };
        let words = text::words(name)
            .into_iter()
            .map(|range| key(&name[range], grammar));
        let words: Vec<String> = words
            .filter(|word| !word.is_empty() && !is_article(word))
            .collect();
        if !words.is_empty() && words.len() <= MAX_WORDS {
            self.by_name.entry(words.join(" ")).or_insert(country);
        }
    }

    /// Finds the countries among `words`; of names that begin at the same word, the longest.
    pub fn find(&self, words: &[ClipWord]) -> Vec<CountryMention> {
        let mut found = Vec::new();
        let mut idx = 0;
        while idx < words.len() {
            match self
                .at(words, idx, &words[idx].key)
                .or_else(|| self.preposed(words, idx))
            {
                Some((country, next)) => {
                    found.push(CountryMention {
                        country,
                        words: idx..next,
                    });
                    idx = next;
                }
                None => idx += 1,
            }
        }
        found
    }

    /// Finds a country behind an attached preposition (`بفرنسا`), or a word for its people.
    fn preposed(&self, words: &[ClipWord], idx: usize) -> Option<(Country, usize)> {
        let is_arabic = self.grammar == Some(Grammar::Arabic);
        let bare = words[idx]
            .key
            .strip_prefix(['ب', 'ل', 'ف', 'ك'])
            .filter(|_| is_arabic);
        let named = bare.and_then(|bare| self.at(words, idx, bare));
        let is_cased = matches!(self.grammar, Some(Grammar::Cased | Grammar::German));
        // In languages with capitals the words of `nationals` are capitalised; in lower case they are other words.
        let is_word = is_cased && words[idx].case == super::index::WordCase::Small;
        named.or_else(|| Some((self.people(&words[idx]).filter(|_| !is_word)?, idx + 1)))
    }

    /// Finds the longest name of a country that begins with `first`, the key of the word at `idx`.
    fn at(&self, words: &[ClipWord], idx: usize, first: &str) -> Option<(Country, usize)> {
        let is_cased = matches!(self.grammar, Some(Grammar::Cased | Grammar::German));
        if is_cased && words[idx].case == super::index::WordCase::Small {
            return None;
        }
        let mut name = String::new();
        let mut found = None;
        for (n_words, word) in words[idx..].iter().take(MAX_WORDS).enumerate() {
            if n_words > 0 {
                if word.gap != super::index::Gap::Joint {
                    break;
                }
                if is_article(&word.key) {
                    continue;
                }
                name.push(' ');
            }
            name.push_str(if n_words == 0 { first } else { &word.key });
            // Codes of two letters count in capitals only: `US` and `IT` are countries, `Us` and `It` are words.
            let is_word = name.len() <= 3
                && name.is_ascii()
                && word.case != super::index::WordCase::Capitals
                && name.len() < 3;
            let of_genitive = || self.by_name.get(name.strip_suffix('s')?);
            if let Some(country) = self
                .by_name
                .get(&name)
                .or_else(of_genitive)
                .filter(|_| !is_word)
            {
                found = Some((*country, idx + n_words + 1));
            }
        }
        found
    }

    /// Returns the country that has `word` as a name.
    pub fn is_name(&self, word: &str) -> Option<Country> {
        self.by_name.get(word).copied()
    }

    /// Returns whether the clips have a word for the people or things of `country`: `Kenyan`. The length is bounded,
    /// since a short stem begins many words.
    pub fn has_people(&self, country: Country, name: &str, index: &ClipIndex) -> bool {
        let is_of_other = |word: &str| self.is_name(word).is_some_and(|other| other != country);
        let people = PEOPLE.iter().filter(|(code, _)| *code == country.code());
        let stems = people
            .flat_map(|(_, stems)| stems.split('|'))
            .chain(stem(name));
        stems.into_iter().any(|stem| {
            let room = name.len() + 7;
            index
                .beginning_with(stem)
                .any(|word| word.len() <= room && !is_of_other(word))
        })
    }

    /// Returns whether `word` denotes the people or things of one of `countries`, which go by these names.
    pub fn is_people(&self, word: &str, countries: &BTreeSet<(Country, String)>) -> bool {
        countries.iter().any(|(country, name)| {
            let people = PEOPLE.iter().filter(|(code, _)| *code == country.code());
            let mut stems = people
                .flat_map(|(_, stems)| stems.split('|'))
                .chain(stem(name));
            stems.any(|stem| word.starts_with(stem))
                && self.is_name(word).is_none_or(|other| other == *country)
        })
    }
}

/// Returns the common beginning of words for the people of a country, if its name is a single word: `keny` of
/// `Kenya`. How much is kept depends on the length, since longer names change more at their end.
fn stem(name: &str) -> Option<&str> {
    if name.contains(' ') {
        return None;
    }
    // `Afghan` of Afghanistan, `Uzbek` of Uzbekistan.
    if let Some(stem) = name.strip_suffix("istan") {
        return Some(stem);
    }
    let n_letters = name.chars().count();
    let n_kept = match n_letters {
        0..=3 => return None,
        4..=6 => 4.min(n_letters),
        7 => 5,
        _ => n_letters - 3,
    };
    // Arabic adjectives add to the end of the name and keep nearly all of it.
    let n_kept = if name.is_ascii() {
        n_kept
    } else {
        n_letters - 1
    };
    let end = name
        .char_indices()
        .nth(n_kept)
        .map_or(name.len(), |(at, _)| at);
    Some(&name[..end])
}

/// Returns whether `word` is an article or particle that names of countries have or lack at will.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "la"
            | "le"
            | "les"
            | "die"
            | "der"
            | "las"
            | "los"
            | "el"
            | "of"
            | "de"
            | "du"
            | "d"
            | "and"
            | "und"
            | "et"
            | "y"
    )
}
