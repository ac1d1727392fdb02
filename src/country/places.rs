//! Names that contain the name of a country without meaning it (`New Jersey`, `Lebanon County`, `Irlande du Nord`), and
//! names of countries that are also common words. Keeps name matching in texts from linking and suggesting the wrong
//! country.

use std::ops::Range;

use crate::country::Country;

/// Subdivisions whose names contain that of a country, from CLDR, in all languages with a table: lines of code and
/// name.
const SUBDIVISIONS: &str = include_str!("cldr/places.tsv");

/// Places that CLDR lacks or names in English only.
const OTHERS: [(&str, &str); 22] = [
    ("CN", "Inner Mongolia"),
    ("CN", "Innere Mongolei"),
    ("CN", "Mongolie intérieure"),
    ("CN", "Mongolia Interior"),
    ("CN", "Mongolia Interna"),
    ("CN", "Mongólia Interior"),
    ("CN", "Внутренняя Монголия"),
    ("CN", "منغوليا الداخلية"),
    ("GB", "Irlanda del Nord"),
    ("GB", "Irlanda del Norte"),
    ("GB", "Irlanda do Norte"),
    ("GB", "Irlande du Nord"),
    ("GB", "Irlandia Północna"),
    ("GB", "Kuzey İrlanda"),
    ("GB", "Noord-Ierland"),
    ("GB", "Severní Irsko"),
    ("GB", "Северная Ирландия"),
    ("GB", "Північна Ірландія"),
    ("GB", "أيرلندا الشمالية"),
    ("GB", "ایرلند شمالی"),
    ("GB", "उत्तरी आयरलैंड"),
    ("GB", "צפון אירלנד"),
];

/// Common names of countries that CLDR lacks, where part of the name would match another country.
const FULL_NAMES: [(&str, &str); 19] = [
    ("CD", "Democratic Republic of Congo"),
    ("CD", "Democratic Republic of the Congo"),
    ("CD", "DR Congo"),
    ("CD", "RD Congo"),
    ("CD", "R.D. Congo"),
    ("CD", "République démocratique du Congo"),
    ("CD", "República Democrática del Congo"),
    ("CD", "Repubblica Democratica del Congo"),
    ("CD", "República Democrática do Congo"),
    ("CD", "Demokratische Republik Kongo"),
    ("CD", "DR Kongo"),
    ("CD", "Democratische Republiek Congo"),
    ("CD", "Демократическая Республика Конго"),
    ("CD", "ДР Конго"),
    ("CD", "جمهورية الكونغو الديمقراطية"),
    ("CG", "Republic of Congo"),
    ("CG", "Republic of the Congo"),
    ("CG", "République du Congo"),
    ("CG", "Republik Kongo"),
];

/// Words that, after the name of a country, make it the name of another place: `Lebanon County`.
const AFTER: [&str; 16] = [
    "Avenue",
    "Borough",
    "Boulevard",
    "County",
    "Creek",
    "Falls",
    "Heights",
    "Parish",
    "Ridge",
    "River",
    "Road",
    "Sea",
    "Square",
    "Street",
    "Tech",
    "Township",
];

/// Words that do the same before the name of a country: `Gulf of Oman`.
const BEFORE: [&str; 26] = [
    "New",
    "Nouveau",
    "Nouvelle",
    "Nueva",
    "Nuevo",
    "Nuova",
    "Nuovo",
    "Nova",
    "Novo",
    "Nieuw",
    "Nowy",
    "Nowa",
    "Nové",
    "Nová",
    "Új",
    "Yeni",
    "Нью",
    "Новая",
    "Новый",
    "Lake",
    "Mount",
    "Bay of",
    "Gulf of",
    "Isle of",
    "Sea of",
    "Strait of",
];

/// Countries whose name is a common word in a language whose script has no capitals to tell them apart: *financial*,
/// *they admitted*, *means*, *pavement*, *gardener*.
const COMMON_WORDS: [(&str, &str, Frequency); 7] = [
    ("ar", "ML", Frequency::High),
    ("fa", "ML", Frequency::High),
    ("he", "IN", Frequency::Low),
    ("hi", "ML", Frequency::Low),
    ("ko", "IN", Frequency::Low),
    ("ko", "SD", Frequency::Low),
    ("ur", "ML", Frequency::High),
];

/// How often the name of a country occurs as a common word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Frequency {
    /// Seldom: as a common word only in texts about other countries.
    Low,
    /// Often: as a common word in any text.
    High,
}

/// Returns the names of places that contain the name of a country, each with the country in which the place is.
pub fn places() -> impl Iterator<Item = (Country, &'static str)> {
    let subdivisions = SUBDIVISIONS
        .lines()
        .filter_map(|line| line.split_once('\t'));
    subdivisions
        .chain(OTHERS)
        .filter_map(|(code, name)| Some((Country::from_code(code)?, name)))
}

/// Returns whether the country name at `range` of `text` is part of a longer place name, by the words next to it:
/// `Lebanon County`, `Nouveau-Mexique`, `Gulf of Oman`.
pub fn is_within_place(text: &str, range: &Range<usize>) -> bool {
    let is_end = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    // Words on both sides must be whole: `Lebanon Countywide` and `Renew Iraq` name the country.
    let after = text[range.end..].strip_prefix([' ', '-', '\n', '\u{A0}']);
    let follows = |word: &str| {
        after
            .and_then(|after| after.strip_prefix(word))
            .is_some_and(is_end)
    };
    let before = text[..range.start].strip_suffix([' ', '-', '‑', '\n', '\u{A0}']);
    let precedes = |word: &str| {
        let rest = before.and_then(|before| before.strip_suffix(word));
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    AFTER.iter().any(|word| follows(word)) || BEFORE.iter().any(|word| precedes(word))
}

impl Country {
    /// Returns how often the name of this country occurs as a common word in `language`; `None` if it never does, or if
    /// the language has capitals.
    pub fn as_common_word(self, language: &str) -> Option<Frequency> {
        let primary = language.split('-').next().unwrap_or_default();
        let is_this =
            |(tag, code, _): &&(&str, &str, Frequency)| *tag == primary && *code == self.code();
        COMMON_WORDS
            .iter()
            .find(is_this)
            .map(|(.., frequency)| *frequency)
    }

    /// Returns names of this country that CLDR lacks, in all languages.
    pub fn full_names(self) -> impl Iterator<Item = &'static str> {
        FULL_NAMES
            .into_iter()
            .filter(move |(code, _)| *code == self.code())
            .map(|(_, name)| name)
    }

    /// Returns the other countries with a subdivision of this `name`: for `Georgia`, the United States.
    pub fn namesakes(self, name: &str) -> impl Iterator<Item = Country> {
        places()
            .filter(move |(country, place)| *country != self && *place == name)
            .map(|(country, _)| country)
    }
}

#[cfg(test)]
mod tests {
    use super::{Country, is_within_place, places};

    #[test]
    fn every_place_lies_in_a_country() {
        assert_eq!(
            places().count(),
            super::SUBDIVISIONS.lines().count() + super::OTHERS.len()
        );
        assert!(places().any(|(country, name)| country.code() == "US" && name == "New Jersey"));
    }

    #[track_caller]
    fn check(name: &str, expected: [&[&str]; 2]) {
        for (idx, text) in expected
            .iter()
            .enumerate()
            .flat_map(|(idx, all)| all.iter().map(move |text| (idx, text)))
        {
            let start = text.find(name).expect("it is there");
            assert_eq!(
                is_within_place(text, &(start..start + name.len())),
                idx == 0,
                "{text}"
            );
        }
    }

    /// Each name with texts in which it is part of a place name, and texts in which it is not.
    #[test]
    fn a_place_is_told_by_the_words_beside_it() {
        check(
            "Lebanon",
            [
                &["in Lebanon County, Pennsylvania"],
                &["Lebanon Countywide", "Lebanon"],
            ],
        );
        check("Jordan", [&["the Jordan River"], &["Jordan river water"]]);
        check("Mexique", [&["au Nouveau-Mexique"], &["au Mexique"]]);
        check("Oman", [&["the Gulf of Oman"], &["the gulf and Oman"]]);
        check("Iraq", [&["A New Iraq"], &["Renew Iraq"]]);
    }

    #[test]
    fn a_state_has_the_name_of_a_country() {
        let georgia = Country::from_code("GE").expect("a code");
        assert_eq!(
            georgia
                .namesakes("Georgia")
                .map(Country::code)
                .collect::<Vec<_>>(),
            ["US"]
        );
        assert_eq!(georgia.namesakes("Georgien").count(), 0);
    }
}
