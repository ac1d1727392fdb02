//! The site's own names of countries and its own regions, over those of CLDR and UN M49.

use crate::country::{Country, NameVariant};
use crate::url::Slug;

/// Which name a country has on this site.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum CountryName {
    /// Another of CLDR's names.
    Variant(NameVariant),
    /// The site's own.
    Own(String),
}

/// A region of the site's own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OwnRegion {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name for readers, made from the slug: `middle-east` is *Middle East*.
    pub name: String,
    /// Its countries, sorted by code.
    pub countries: Vec<Country>,
}

/// Names of countries, and the site's own regions.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct NameSettings {
    /// Countries whose name is not CLDR's usual one, sorted by code.
    pub countries: Vec<(Country, CountryName)>,
    /// The site's own regions, in the order of `site.yaml`.
    pub regions: Vec<OwnRegion>,
}

impl NameSettings {
    /// Returns whether `country` has a name of the site's own, which is in the main language.
    pub fn has_own(&self, country: Country) -> bool {
        self.countries
            .iter()
            .any(|(known, name)| *known == country && matches!(name, CountryName::Own(_)))
    }

    /// Returns the name of `country` on this site, in `language`.
    pub fn country(&self, country: Country, language: &str) -> String {
        let own = self.countries.iter().find(|(known, _)| *known == country);
        match own.map(|(_, name)| name) {
            Some(CountryName::Own(name)) => name.clone(),
            Some(CountryName::Variant(variant)) => country.name(language, *variant).to_owned(),
            None => country.name(language, NameVariant::Standard).to_owned(),
        }
    }
}

/// Makes a region's name of its slug: `middle-east` is *Middle East*.
pub fn name_of_slug(slug: &Slug) -> String {
    let words = slug.as_str().split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string())
            .unwrap_or_default();
        first + letters.as_str()
    });
    words.collect::<Vec<_>>().join(" ")
}
