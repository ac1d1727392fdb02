//! Names by which texts mention people, organizations and countries. They find the first mentions that become links,
//! and the parts of longer names that must not. Names as editors type them in tags are in `tags`.

use std::ops::Range;

use crate::config::Config;
use crate::country::{self, Country, Frequency, NameVariant, Region};
use crate::entity::{CountryFile, Entity, Organization, Person};
use crate::kind::Kind;
use crate::site::Group;
use crate::text::{self, TokenizedText};

/// The names by which texts of one language mention a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNames {
    /// Full names, the usual one first.
    pub names: Vec<String>,
    /// A person's name of second mention, which others may share.
    pub surname: Option<String>,
}

impl GroupNames {
    /// Returns the names of `group` in `language`.
    ///
    /// Topics, regions, storylines and publishers have none: texts do not link them by name.
    pub fn of(group: &Group, config: &Config, language: &str) -> Self {
        let mut all = GroupNames::default();
        // Texts of any language may use the name in the main language, so both files count; the translation goes
        // first.
        let files = [group.translation(language), group.file.as_ref()];
        for file in files.into_iter().flatten() {
            match &file.entity {
                Entity::Person(Person { profile, .. }) => {
                    all.add([Some(&profile.name), profile.native.as_ref()]);
                    all.add(profile.aka.iter().map(Some));
                    let surname = || surname(&profile.name, profile.sort.as_deref());
                    all.surname = all
                        .surname
                        .or_else(|| profile.short.clone().or_else(surname));
                }
                Entity::Organization(Organization { profile, .. }) => {
                    let names = [&profile.short, &profile.native];
                    all.add(
                        [Some(&profile.name)]
                            .into_iter()
                            .chain(names.map(Option::as_ref)),
                    );
                    all.add(profile.aka.iter().map(Some));
                }
                Entity::Country(of) => all.add_country_file(of),
                _ => {}
            }
        }
        match group.country {
            Some(country) => all.add_country(country, config, language),
            // A group without a file is known by the name that tags give it.
            None if all.names.is_empty() && is_linked(group.kind) => {
                all.names.push(group.name.clone())
            }
            None => {}
        }
        all
    }

    /// Returns the names of `country` in `language` that do not come from a file.
    pub fn of_country(country: Country, config: &Config, language: &str) -> Self {
        let mut names = GroupNames::default();
        names.add_country(country, config, language);
        names
    }

    fn add<'a>(&mut self, names: impl IntoIterator<Item = Option<&'a String>>) {
        for name in names.into_iter().flatten() {
            if !self.names.contains(name) {
                self.names.push(name.clone());
            }
        }
    }

    fn add_country_file(&mut self, file: &CountryFile) {
        self.add([file.name.as_ref()]);
        self.add(file.aka.iter().map(Some));
    }

    fn add_country(&mut self, country: Country, config: &Config, language: &str) {
        let own = config.names.country(country, language);
        let variants = [
            NameVariant::Standard,
            NameVariant::Short,
            NameVariant::Variant,
        ];
        let all = variants.map(|variant| country.name(language, variant).to_owned());
        for name in [own].iter().chain(&all) {
            // CLDR adds a second name in brackets: `Myanmar (Burma)`.
            let bare = name
                .split_once(" (")
                .map_or(name.as_str(), |(bare, _)| bare)
                .to_owned();
            self.add([Some(&bare)]);
        }
        let full: Vec<String> = country.full_names().map(str::to_owned).collect();
        self.add(full.iter().map(Some));
    }
}

/// All names that a text of one language may mention: of people, organizations, publishers, countries and places.
///
/// Knows which names are parts of longer ones: *New Jersey* does not mention Jersey.
#[derive(Clone, Debug)]
pub struct LinkableNames {
    names: text::NameMatcher,
    /// Names of each country, by its index in [`Country::all`].
    countries: Vec<Vec<String>>,
    /// Countries whose names are also common words of the language, with the frequency of the word.
    words: Vec<(Country, Frequency)>,
}

/// Returns the index of `country` in [`Country::all`].
fn country_idx(country: Country) -> usize {
    Country::all()
        .position(|known| known == country)
        .expect("it is one of all")
}

/// Owner of the names that belong to no country.
const NO_COUNTRY: usize = usize::MAX;

impl LinkableNames {
    /// Gathers the names of `groups`, which are in `names`, and the names of countries and places in `language`.
    pub fn new(groups: &[Group], names: &[GroupNames], config: &Config, language: &str) -> Self {
        // Countries without a group count as well: their names may contain those of others.
        let mut all: Vec<(usize, String)> = Vec::new();
        let mut countries: Vec<Vec<String>> = Country::all()
            .map(|country| GroupNames::of_country(country, config, language).names)
            .collect();
        all.extend(
            country::places().map(|(country, name)| (country_idx(country), name.to_owned())),
        );
        for (group, names) in groups.iter().zip(names) {
            match group.country {
                Some(country) => countries[country_idx(country)].clone_from(&names.names),
                None => all.extend(names.names.iter().map(|name| (NO_COUNTRY, name.clone()))),
            }
            // Publishers are never linked, but a country inside the name of one is no mention of the country.
            if group.kind == Kind::Publisher && group.file.is_some() {
                all.push((NO_COUNTRY, group.name.clone()));
            }
        }
        for (idx, names) in countries.iter().enumerate() {
            all.extend(names.iter().map(|name| (idx, name.clone())));
        }
        LinkableNames {
            countries,
            names: text::NameMatcher::new(all.iter().map(|(owner, name)| (*owner, name.as_str()))),
            words: Country::all()
                .filter_map(|of| Some((of, of.as_common_word(language)?)))
                .collect(),
        }
    }

    /// Returns whether the name at `range` of `text` is part of a longer one.
    pub fn is_part(&self, text: &TokenizedText, range: &Range<usize>) -> bool {
        self.names.longer(text, range).is_some()
    }

    /// Returns whether the name of `country` is also a word that is at least this frequent.
    pub fn is_word(&self, country: Country, frequency: Frequency) -> bool {
        self.words
            .iter()
            .any(|(known, often)| *known == country && *often >= frequency)
    }

    /// Returns whether a name of `country` at `range` of `text` probably means something else.
    ///
    /// That is the case if it is part of a longer name, a frequent word, or another Arabic word.
    pub fn is_doubtful(
        &self,
        country: Country,
        text: &TokenizedText,
        range: &Range<usize>,
    ) -> bool {
        let written = &text.text[range.clone()];
        let is_name = |name: &String| {
            text::is_same_arabic(name, written) && text::fold(name) == text::fold(written)
        };
        self.is_word(country, Frequency::High)
            || country::is_within_place(text.text, range)
            // ASCII text cannot be another Arabic word, so it skips the comparison.
            || !written.is_ascii() && !self.countries[country_idx(country)].iter().any(is_name)
            || self.is_part(text, range)
    }

    /// Returns whether the name of `country` at `range` of `text` is part of the name of a place in it: Mexico City.
    pub fn is_part_of_own(
        &self,
        country: Country,
        text: &TokenizedText,
        range: &Range<usize>,
    ) -> bool {
        let longer = self.names.longer(text, range);
        longer.is_some_and(|longer| longer.owner == Some(country_idx(country)))
    }
}

/// Returns the name of `group` in `language`, which is not the main one.
pub(crate) fn name_in(group: &Group, config: &Config, language: &str) -> String {
    let translated = group
        .translation(language)
        .and_then(|file| file.name())
        .map(str::to_owned);
    let known = || match (group.country, group.kind) {
        (Some(country), _) => Some(config.names.country(country, language)),
        (None, Kind::Region) => {
            let region = Region::all().find(|region| group.slug == region.slug());
            let own = config.own_region_in(&group.slug, language);
            own.or(region.map(|region| region.name(language)))
                .map(str::to_owned)
        }
        _ => None,
    };
    translated
        .or_else(known)
        .unwrap_or_else(|| group.name.clone())
}

/// Returns whether [`name_in`] is really in `language`: from a translated file, from CLDR, or a proper name.
///
/// A group without a file counts, too: its name is the one that texts of any language give it.
pub(crate) fn is_named_in(group: &Group, config: &Config, language: &str) -> bool {
    if group
        .translation(language)
        .is_some_and(|file| file.name().is_some())
    {
        return true;
    }
    match (group.country, group.kind) {
        // The site's own name of a country is in the main language, and replaces CLDR's in all languages.
        (Some(country), _) => !config.names.has_own(country),
        (None, Kind::Region) => {
            config.own_region_in(&group.slug, language).is_some()
                || Region::all().any(|region| group.slug == region.slug())
        }
        (None, Kind::Publisher) => true,
        _ => group.file.is_none(),
    }
}

/// Returns whether texts link groups of this kind by name.
fn is_linked(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Country)
}

/// Returns the surname in a person's `name`: the part of `sort` before the comma, else the last word.
///
/// `None` for a single word, which is then the whole name.
fn surname(name: &str, sort: Option<&str>) -> Option<String> {
    if let Some((surname, _)) = sort.and_then(|sort| sort.split_once(',')) {
        return Some(surname.trim().to_owned());
    }
    let mut words = name.split_whitespace().rev();
    // Suffixes are no surnames: `Charles III`, `Martin Luther King Jr.`
    let last = words.find(|word| !is_suffix(word))?;
    let has_more = words.next().is_some();
    has_more.then(|| last.to_owned())
}

fn is_suffix(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    matches!(bare, "Jr" | "Sr")
        || (!bare.is_empty() && bare.bytes().all(|letter| b"IVX".contains(&letter)))
}
