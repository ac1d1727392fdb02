//! What a person, an organization or a country is called in a text.

use crate::config::Config;
use crate::country::{Country, NameVariant, Region};
use crate::entity::{CountryFile, Entity};
use crate::site::{Group, GroupKind};

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
        let files = [group.translation(language), group.described.as_ref()];
        for file in files.into_iter().flatten() {
            match &file.entity {
                Entity::Person(person) => {
                    all.add([Some(&person.name), person.native.as_ref()]);
                    all.add(person.aka.iter().map(Some));
                    let surname = || surname(&person.name, person.sort.as_deref());
                    all.surname = all.surname.or_else(|| person.short.clone().or_else(surname));
                }
                Entity::Organization(of) => {
                    all.add([Some(&of.name), of.short.as_ref(), of.native.as_ref()]);
                    all.add(of.aka.iter().map(Some));
                }
                Entity::Country(of) => all.add_country_file(of),
                _ => {}
            }
        }
        match group.country {
            Some(country) => all.add_country(country, config, language),
            None if all.names.is_empty() && is_linked(group.kind) => all.names.push(group.name.clone()),
            None => {}
        }
        all
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
        let variants = [NameVariant::Standard, NameVariant::Short, NameVariant::Variant];
        let all = variants.map(|variant| country.name(language, variant).to_owned());
        for name in [own].iter().chain(&all) {
            // CLDR adds a second name in brackets: `Myanmar (Burma)`.
            let bare = name.split_once(" (").map_or(name.as_str(), |(bare, _)| bare).to_owned();
            self.add([Some(&bare)]);
        }
    }
}

/// Returns the name of `group` in `language`, which is not the main one.
pub fn name_in(group: &Group, config: &Config, language: &str) -> String {
    let translated = group.translation(language).and_then(|file| file.name()).map(str::to_owned);
    let known = || match (group.country, group.kind) {
        (Some(country), _) => Some(config.names.country(country, language)),
        (None, GroupKind::Region) => {
            let region = Region::all().find(|region| group.slug == region.slug());
            let own = config.own_region_in(&group.slug, language);
            own.or(region.map(|region| region.name(language))).map(str::to_owned)
        }
        _ => None,
    };
    translated.or_else(known).unwrap_or_else(|| group.name.clone())
}

/// Returns whether things of this kind are linked where a text names them.
fn is_linked(kind: GroupKind) -> bool {
    matches!(kind, GroupKind::Person | GroupKind::Organization | GroupKind::Country)
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
    matches!(bare, "Jr" | "Sr") || (!bare.is_empty() && bare.bytes().all(|letter| b"IVX".contains(&letter)))
}
