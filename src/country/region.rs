//! Regions: groups of countries of UN M49, from CLDR. A site's own regions are in `config`.

use std::cmp::Ordering;

use crate::country::NameVariant;
use crate::country::{Country, cldr, names};

/// Bytes from one country code to the next in a table row: two letters and a space.
const CODE_STEP: usize = 3;

/// A group of countries of UN M49: a continent, a part of one, or a part of such a part. Ordered by code.
///
/// CLDR keeps M49's groups and adds the countries that M49 lacks (`TW`, `XK`). Excluded here are the world (`001`),
/// CLDR's own Outlying Oceania, and the EU, the euro area and the UN, which are not places.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Region(u8);

impl Region {
    /// Returns the region of a three-digit M49 code: `145` is Western Asia.
    pub fn from_code(code: &str) -> Option<Region> {
        let place = cldr::REGIONS
            .binary_search_by(|row| row.code.cmp(code))
            .ok()?;
        Some(Region::at(place))
    }

    /// Returns all regions, sorted by code.
    pub fn all() -> impl ExactSizeIterator<Item = Region> {
        (0..cldr::REGIONS.len()).map(Region::at)
    }

    /// Returns the M49 code, such as `145`.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Returns the name in the language of a BCP 47 tag; falls back as [`Country::name`] does.
    pub fn name(self, language: &str) -> &'static str {
        names::find(language, self.code()).get(NameVariant::Standard)
    }

    /// Returns the slug, made from CLDR's English name: `western-asia`.
    pub fn slug(self) -> &'static str {
        self.row().slug
    }

    /// Returns the countries of the region and of its parts, sorted.
    pub fn countries(self) -> Vec<Country> {
        let codes = self.row().countries.split(' ');
        codes
            .map(|code| Country::from_code(code).expect("the generated tables agree"))
            .collect()
    }

    /// Returns the next larger region that contains this one; `None` for a continent.
    ///
    /// North America (`003`) overlaps Northern America and Latin America: its parent is the Americas, and it is the
    /// parent of no region.
    pub fn parent(self) -> Option<Region> {
        self.row().parent.and_then(Region::from_code)
    }

    /// Returns whether `country` is in the region or in one of its parts.
    pub fn contains(self, country: Country) -> bool {
        // Binary search in the text itself: codes have a fixed width, and splitting the row would allocate for every
        // query.
        let codes = self.row().countries;
        let code_at = |idx: usize| &codes[idx * CODE_STEP..idx * CODE_STEP + 2];
        let (mut low, mut high) = (0, self.n_countries());
        while low < high {
            let middle = (low + high) / 2;
            match code_at(middle).cmp(country.code()) {
                Ordering::Equal => return true,
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        false
    }

    /// Counts the countries of the region, including those of its parts.
    pub(super) fn n_countries(self) -> usize {
        self.row().countries.len().div_ceil(CODE_STEP)
    }

    fn at(place: usize) -> Region {
        Region(u8::try_from(place).expect("there are fewer than 256 regions"))
    }

    fn row(self) -> &'static RegionRow {
        &cldr::REGIONS[usize::from(self.0)]
    }
}

/// Table row of one M49 group.
pub(super) struct RegionRow {
    pub(super) code: &'static str,
    pub(super) slug: &'static str,
    pub(super) parent: Option<&'static str>,
    /// Alpha-2 codes of all countries in it, sorted and separated by spaces.
    pub(super) countries: &'static str,
}

#[cfg(test)]
mod tests {
    use super::Region;
    use crate::country::Country;

    fn region(code: &str) -> Region {
        Region::from_code(code).expect("a code of the test")
    }

    #[test]
    fn regions_are_the_groups_of_m49() {
        assert_eq!(Region::all().len(), 30);
        assert!(Region::all().is_sorted_by(|one, next| one.code() < next.code()));
        for code in ["001", "EU", "EZ", "UN", "QO", "IQ", ""] {
            assert_eq!(Region::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn region_has_names_and_a_slug() {
        let asia = region("145");
        assert_eq!((asia.code(), asia.slug()), ("145", "western-asia"));
        assert_eq!(
            ["en-GB", "nb", "ar"].map(|tag| asia.name(tag)),
            ["Western Asia", "Vest-Asia", "غرب آسيا"]
        );
    }

    #[test]
    fn slugs_differ() {
        let mut slugs: Vec<_> = Region::all().map(Region::slug).collect();
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), Region::all().len());
    }

    #[test]
    fn countries_are_sorted_and_include_those_of_the_parts() {
        let codes: Vec<_> = region("021")
            .countries()
            .into_iter()
            .map(Country::code)
            .collect();
        assert_eq!(codes, ["BM", "CA", "GL", "PM", "US"]);
        let asia = region("142").countries();
        assert!(
            asia.is_sorted()
                && region("145")
                    .countries()
                    .iter()
                    .all(|country| asia.contains(country))
        );
        assert_eq!(asia.len(), 51);
    }

    #[test]
    fn continents_part_the_world_but_for_antarctica() {
        let continents = Region::all().filter(|region| region.parent().is_none());
        let mut countries: Vec<_> = continents.flat_map(Region::countries).collect();
        countries.sort();
        let world: Vec<_> = Country::all()
            .filter(|country| country.code() != "AQ")
            .collect();
        assert_eq!(countries, world);
    }

    #[test]
    fn parent_holds_all_of_the_region() {
        let parents = |code| region(code).parent().map(Region::code);
        assert_eq!(
            [parents("145"), parents("011"), parents("029")],
            [Some("142"), Some("202"), Some("419")]
        );
        for part in Region::all() {
            let Some(whole) = part.parent() else { continue };
            assert!(
                part.countries()
                    .into_iter()
                    .all(|country| whole.contains(country)),
                "{}",
                part.code()
            );
        }
    }

    #[test]
    fn contains_tells_what_is_outside() {
        let iraq = Country::from_code("IQ").expect("Iraq");
        assert_eq!(
            ["145", "142", "150"].map(|code| region(code).contains(iraq)),
            [true, true, false]
        );
    }
}
