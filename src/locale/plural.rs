//! Plural categories of Unicode CLDR, by name. The rules that assign them are generated into the locale tables, one
//! function for each set of languages; messages with plural variants are in `i18n`.

/// CLDR's plural category of a count, which selects the variant of a message.
///
/// The names are CLDR's, not counts: Russian 21 is `One`. A language uses some of them, and always `Other`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Plural {
    /// For example Arabic 0.
    Zero,
    /// For example English 1.
    One,
    /// For example Hebrew 2.
    Two,
    /// For example Polish 3.
    Few,
    /// For example Polish 5.
    Many,
    /// Every count that no other category covers.
    Other,
}

/// Categories by their names in CLDR.
const NAMES: [(&str, Plural); 6] = [
    ("zero", Plural::Zero),
    ("one", Plural::One),
    ("two", Plural::Two),
    ("few", Plural::Few),
    ("many", Plural::Many),
    ("other", Plural::Other),
];

impl Plural {
    /// Returns the category with the CLDR name `name`; `None` if there is none.
    pub fn of_name(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, category)| *category)
    }

    /// Returns the CLDR name, such as `few`.
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
