//! What a person, an organization or a country is called in a text.

use std::ops::Range;

use crate::config::Config;
use crate::country::{self, Country, Frequency, NameVariant, Region};
use crate::entity::{CountryFile, Entity, Organization, Person};
use crate::kind::Kind;
use crate::site::Group;
use crate::text::{self, TokenizedText};

/// The names by which a group is known in a text of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNames {
    /// Its names, the usual one first.
    pub names: Vec<String>,
    /// Of a person, the name of second mention, which others may share.
    pub surname: Option<String>,
}

impl GroupNames {
    /// Returns the names of `group` in `language`. Topics, regions, storylines and publishers have none:
    /// they are not linked by their names.
    pub fn of(group: &Group, config: &Config, language: &str) -> Self {
        let mut all = GroupNames::default();
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
            None if all.names.is_empty() && is_linked(group.kind) => {
                all.names.push(group.name.clone())
            }
            None => {}
        }
        all
    }

    /// Returns the names of `country` in `language` that no file gives.
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

/// All names that a text of one language may hold: of people, organizations, publishers, countries and places. What is
/// only a part of one of them is not named.
#[derive(Clone, Debug)]
pub struct LinkableNames {
    names: text::NameMatcher,
    /// The names of countries, by position among all.
    countries: Vec<Vec<String>>,
    /// The countries whose names are common words of the language.
    words: Vec<(Country, Frequency)>,
}

/// The position of `country` among all.
fn number(country: Country) -> usize {
    Country::all()
        .position(|known| known == country)
        .expect("it is one of all")
}

/// Whose names they are that are no country's.
const NO_COUNTRY: usize = usize::MAX;

impl LinkableNames {
    /// Gathers the names of `groups`, which have the `names`, and of the world in `language`.
    pub fn new(groups: &[Group], names: &[GroupNames], config: &Config, language: &str) -> Self {
        let mut all: Vec<(usize, String)> = Vec::new();
        let mut countries: Vec<Vec<String>> = Country::all()
            .map(|country| GroupNames::of_country(country, config, language).names)
            .collect();
        all.extend(country::places().map(|(country, name)| (number(country), name.to_owned())));
        for (group, names) in groups.iter().zip(names) {
            match group.country {
                Some(country) => countries[number(country)].clone_from(&names.names),
                None => all.extend(names.names.iter().map(|name| (NO_COUNTRY, name.clone()))),
            }
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

    /// Returns whether a name at `range` of `text` is a part of a longer one.
    pub fn is_part(&self, text: &TokenizedText, range: &Range<usize>) -> bool {
        self.names.longer(text, range).is_some()
    }

    /// Returns whether the name of `country` is a word that is met at least this often.
    pub fn is_word(&self, country: Country, frequency: Frequency) -> bool {
        self.words
            .iter()
            .any(|(known, often)| *known == country && *often >= frequency)
    }

    /// Returns whether a name of `country` at `range` of `text` is likely to mean something else: it is a part of a longer
    /// name, a frequent word, or another Arabic word.
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
            || !written.is_ascii() && !self.countries[number(country)].iter().any(is_name)
            || self.is_part(text, range)
    }

    /// Returns whether the name of `country` at `range` of `text` is a part of the name of a place in it: Mexico City.
    pub fn is_part_of_own(
        &self,
        country: Country,
        text: &TokenizedText,
        range: &Range<usize>,
    ) -> bool {
        let longer = self.names.longer(text, range);
        longer.is_some_and(|longer| longer.owner == Some(number(country)))
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

/// Returns whether [`name_in`] is in `language`: a translation of a file's, CLDR's, or a proper name. What no file
/// describes has the name that texts of any language give it.
pub(crate) fn is_named_in(group: &Group, config: &Config, language: &str) -> bool {
    if group
        .translation(language)
        .is_some_and(|file| file.name().is_some())
    {
        return true;
    }
    match (group.country, group.kind) {
        (Some(country), _) => !config.names.has_own(country),
        (None, Kind::Region) => {
            config.own_region_in(&group.slug, language).is_some()
                || Region::all().any(|region| group.slug == region.slug())
        }
        (None, Kind::Publisher) => true,
        _ => group.file.is_none(),
    }
}

/// Returns whether things of this kind are linked where a text names them.
fn is_linked(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Country)
}

/// Returns the surname in a person's `name`: what stands before the comma of `sort`, else the last word.
fn surname(name: &str, sort: Option<&str>) -> Option<String> {
    if let Some((surname, _)) = sort.and_then(|sort| sort.split_once(',')) {
        return Some(surname.trim().to_owned());
    }
    let mut words = name.split_whitespace().rev();
    // `Charles III`, `Martin Luther King Jr.`
    let last = words.find(|word| !is_suffix(word))?;
    let has_more = words.next().is_some();
    has_more.then(|| last.to_owned())
}

fn is_suffix(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    matches!(bare, "Jr" | "Sr")
        || (!bare.is_empty() && bare.bytes().all(|letter| b"IVX".contains(&letter)))
}
