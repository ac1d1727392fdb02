//! The site's own names of countries and its own regions, which extend or replace those of CLDR and UN M49.

use crate::country::{Country, NameVariant};
use crate::url::Slug;

/// Name of a country that replaces CLDR's default.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum CountryName {
    /// Another name from CLDR, in any language.
    Variant(NameVariant),
    /// Text of the site's own, in its main language.
    Own(String),
}

/// Region that `site.yaml` defines.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OwnRegion {
    /// Slug, the last segment of its route.
    pub slug: Slug,
    /// Name for readers, made from the slug: `middle-east` is *Middle East*.
    pub name: String,
    pub countries: Vec<Country>,
}

/// Names of countries, and the site's own regions.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct NameSettings {
    /// Countries with a name other than CLDR's default, sorted by code.
    pub countries: Vec<(Country, CountryName)>,
    /// The site's own regions, in the order of `site.yaml`.
    pub regions: Vec<OwnRegion>,
}

impl NameSettings {
    /// Returns whether `country` has a name that the site wrote itself, in its main language.
    pub fn has_own(&self, country: Country) -> bool {
        self.countries
            .iter()
            .any(|(known, name)| *known == country && matches!(name, CountryName::Own(_)))
    }

    /// Returns the name of `country` on this site in `language`.
    pub fn country(&self, country: Country, language: &str) -> String {
        let own = self.countries.iter().find(|(known, _)| *known == country);
        match own.map(|(_, name)| name) {
            Some(CountryName::Own(name)) => name.clone(),
            Some(CountryName::Variant(variant)) => country.name(language, *variant).to_owned(),
            None => country.name(language, NameVariant::Standard).to_owned(),
        }
    }
}

/// Returns the name for readers that a slug gives: `middle-east` is *Middle East*.
pub fn name_of_slug(slug: &Slug) -> String {
    let words = slug.as_str().split('-').map(|word| {
        // One letter can become several in upper case (`ß` is `SS`), so it is no single `char`.
        let mut letters = word.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string())
            .unwrap_or_default();
        first + letters.as_str()
    });
    words.collect::<Vec<_>>().join(" ")
}
