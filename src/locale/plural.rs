//! Plural categories. The rules themselves are generated, one function for each set of languages.

/// CLDR's plural category of a number of things, which picks a form of the word for them.
///
/// The names are CLDR's, not counts: Russian 21 is `One`. A language uses some of them, always `Other`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Plural {
    /// As Arabic 0.
    Zero,
    /// As English 1.
    One,
    /// As Hebrew 2.
    Two,
    /// As Polish 3.
    Few,
    /// As Polish 5.
    Many,
    /// All else.
    Other,
}

/// The categories by CLDR's names for them.
const NAMES: [(&str, Plural); 6] = [
    ("zero", Plural::Zero),
    ("one", Plural::One),
    ("two", Plural::Two),
    ("few", Plural::Few),
    ("many", Plural::Many),
    ("other", Plural::Other),
];

impl Plural {
    /// Returns the category that CLDR calls `name`.
    pub fn of_name(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, category)| *category)
    }

    /// Returns CLDR's name for it.
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(_, known)| *known == self)
            .map_or("other", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::Locale;

    #[track_caller]
    fn check(tag: &str, expected: &str) {
        let counts = [0, 1, 2, 3, 5, 11, 21, 22, 100, 111, 1_000_000];
        let plurals = counts.map(|n| format!("{n}{:?}", Locale::of(tag).plural(n)));
        assert_eq!(plurals.join(" "), expected, "{tag}");
    }

    #[test]
    fn categories_follow_the_rules_of_the_language() {
        check(
            "en",
            "0Other 1One 2Other 3Other 5Other 11Other 21Other 22Other 100Other 111Other 1000000Other",
        );
        check(
            "fr",
            "0One 1One 2Other 3Other 5Other 11Other 21Other 22Other 100Other 111Other 1000000Many",
        );
        check(
            "ar",
            "0Zero 1One 2Two 3Few 5Few 11Many 21Many 22Many 100Other 111Many 1000000Other",
        );
        check(
            "ru",
            "0Many 1One 2Few 3Few 5Many 11Many 21One 22Few 100Many 111Many 1000000Many",
        );
        check(
            "pl",
            "0Many 1One 2Few 3Few 5Many 11Many 21Many 22Few 100Many 111Many 1000000Many",
        );
        check(
            "ja",
            "0Other 1Other 2Other 3Other 5Other 11Other 21Other 22Other 100Other 111Other 1000000Other",
        );
    }
}
