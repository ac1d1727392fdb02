//! Countries and regions of the world: ISO 3166-1 codes, UN M49 groups, and their names from Unicode CLDR.
//! A site's own names and regions are in `config`. Regenerate the tables with `tools/cldr`.
//! The shapes of countries are in `map`.

pub mod map;
mod names;
mod nearest;
mod places;
mod region;

pub use places::{Frequency, is_within_place, places};
pub use region::Region;
use region::RegionRow;

/// The tables that `tools/cldr` generates.
mod cldr {
    use super::{CountryRow, RegionRow};

    include!("cldr/tables.rs.in");
}

/// A country or territory of ISO 3166-1, or Kosovo as `XK`; ordered by alpha-2 code.
///
/// Kosovo has no code of ISO's; `XK`, `XKK` and `983` are those that CLDR gives it, from the ranges left
/// to users.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Country(u8);

/// Which of CLDR's names of a country is wanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameVariant {
    /// The usual name: `United Kingdom`, `Türkiye`, `Myanmar (Burma)`.
    Standard,
    /// A shorter one, where there is one: `UK`, `Myanmar`.
    Short,
    /// Another one, where there is one: `Turkey`, `Czech Republic`.
    Variant,
}

impl Country {
    /// Returns the country of an ISO 3166-1 alpha-2 code in capitals: `NO`. Any other text is `None`.
    ///
    /// See [`Country::nearest`] for what the writer of another text may have meant.
    pub fn from_code(code: &str) -> Option<Country> {
        let place = cldr::COUNTRIES
            .binary_search_by(|row| row.code.cmp(code))
            .ok()?;
        Some(Country::at(place))
    }

    /// Returns the country of a code as people write it: alpha-2 or alpha-3 in any case, `UK` and the EU's `EL`.
    pub fn from_written(code: &str) -> Option<Country> {
        let code = code.trim().to_ascii_uppercase();
        let other = OTHER_CODES
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, now)| *now);
        Country::from_code(other.unwrap_or(&code))
            .or_else(|| Country::all().find(|country| country.alpha3() == code))
    }

    /// Returns all 250, by code.
    pub fn all() -> impl ExactSizeIterator<Item = Country> {
        (0..cldr::COUNTRIES.len()).map(Country::at)
    }

    /// Returns the alpha-2 code: `NO`.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Returns the alpha-3 code: `NOR`.
    pub fn alpha3(self) -> &'static str {
        self.row().alpha3
    }

    /// Returns the numeric code, three digits: `578`. It is M49's code as well.
    pub fn numeric(self) -> &'static str {
        self.row().numeric
    }

    /// Returns its name in the language of a BCP 47 tag, as CLDR has it for use within a sentence.
    ///
    /// The tag falls back as in [`Locale::of`](crate::locale::Locale::of), and to English in the end. A
    /// variant that the language does not have falls back to the standard name of that language.
    pub fn name(self, language: &str, variant: NameVariant) -> &'static str {
        names::find(language, self.code()).get(variant)
    }

    /// Returns the country that `text` names: a code as people write it, or a name in any language of the tables.
    pub fn named(text: &str) -> Option<Country> {
        nearest::named(text)
    }

    /// Returns the country that the writer of `text` may have meant, for a hint beside an error.
    ///
    /// Takes, in this order: a code in lower case, an alpha-3 code, a code that is reserved or withdrawn
    /// (`UK`, `EL`, `BU`), a name in English or in any language of the tables, part of an English name, and
    /// last a name that is nearly so. `None` if nothing is near.
    pub fn nearest(text: &str) -> Option<Country> {
        nearest::find(text)
    }

    /// Returns the regions that it lies in, smallest first: for Iraq Western Asia, then Asia.
    ///
    /// Antarctica lies in none.
    pub fn regions(self) -> Vec<Region> {
        let mut regions: Vec<Region> = Region::all()
            .filter(|region| region.contains(self))
            .collect();
        regions.sort_by_key(|region| region.n_countries());
        regions
    }

    fn at(place: usize) -> Country {
        Country(u8::try_from(place).expect("there are fewer than 256 countries"))
    }

    fn row(self) -> &'static CountryRow {
        &cldr::COUNTRIES[usize::from(self.0)]
    }
}

/// Codes in use that ISO has reserved for no other: the United Kingdom's, and the EU's for Greece.
const OTHER_CODES: [(&str, &str); 2] = [("EL", "GR"), ("UK", "GB")];

/// The codes of one country.
struct CountryRow {
    code: &'static str,
    alpha3: &'static str,
    numeric: &'static str,
}

#[cfg(test)]
mod tests {
    use super::{Country, NameVariant};

    fn country(code: &str) -> Country {
        Country::from_code(code).expect("a code of the test")
    }

    #[track_caller]
    fn check_name(code: &str, language: &str, expected: &str) {
        assert_eq!(
            country(code).name(language, NameVariant::Standard),
            expected
        );
    }

    #[test]
    fn all_are_there_once_and_in_order() {
        assert_eq!(Country::all().len(), 250);
        assert!(Country::all().is_sorted_by(|one, next| one < next && one.code() < next.code()));
        assert!(Country::all().all(|country| Country::from_code(country.code()) == Some(country)));
    }

    #[test]
    fn codes_are_those_of_iso() {
        let codes = |code| {
            (
                country(code).code(),
                country(code).alpha3(),
                country(code).numeric(),
            )
        };
        assert_eq!(codes("NO"), ("NO", "NOR", "578"));
        assert_eq!(codes("AF"), ("AF", "AFG", "004"));
        assert_eq!(codes("XK"), ("XK", "XKK", "983"));
    }

    #[test]
    fn only_an_exact_code_is_a_code() {
        for text in [
            "no", "No", "NOR", "UK", "EU", "ZZ", "QO", "AC", "", "N", "NO ",
        ] {
            assert_eq!(Country::from_code(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_in_the_language_asked_for() {
        check_name("NO", "en", "Norway");
        check_name("NO", "nb", "Norge");
        check_name("IQ", "ar", "العراق");
        check_name("DE", "fr", "Allemagne");
        check_name("US", "ja", "アメリカ合衆国");
        check_name("UA", "zh-TW", "烏克蘭");
        check_name("CI", "de", "Côte d’Ivoire");
    }

    #[test]
    fn names_fall_back_to_the_parent_and_then_to_english() {
        check_name("KN", "en", "St. Kitts & Nevis");
        check_name("KN", "en-GB", "St Kitts & Nevis");
        check_name("LC", "en-AU", "St Lucia");
        check_name("NO", "en-AU", "Norway");
        check_name("VN", "pt-PT", "Vietname");
        check_name("NO", "pt-PT", "Noruega");
        check_name("NO", "tlh", "Norway");
    }

    #[test]
    fn variants_fall_back_to_the_standard_name() {
        let names = |code: &str, language: &str| {
            [
                NameVariant::Standard,
                NameVariant::Short,
                NameVariant::Variant,
            ]
            .map(|variant| country(code).name(language, variant))
        };
        assert_eq!(
            names("GB", "en"),
            ["United Kingdom", "UK", "United Kingdom"]
        );
        assert_eq!(names("TR", "en-GB"), ["Türkiye", "Türkiye", "Turkey"]);
        assert_eq!(names("NO", "en"), ["Norway", "Norway", "Norway"]);
        assert_eq!(names("TR", "sv"), ["Turkiet", "Turkiet", "Turkiet"]);
    }

    #[track_caller]
    fn check_regions(code: &str, expected: &str) {
        let regions: Vec<_> = country(code)
            .regions()
            .into_iter()
            .map(|region| region.code())
            .collect();
        assert_eq!(regions.join(" "), expected, "{code}");
    }

    #[test]
    fn regions_come_smallest_first() {
        check_regions("IQ", "145 142");
        check_regions("XK", "039 150");
        check_regions("NG", "011 202 002");
        check_regions("MX", "013 003 419 019");
        check_regions("TR", "145 142");
        check_regions("AQ", "");
    }
}
