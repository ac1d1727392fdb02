//! Named queries: `lists:` of `site.yaml`, each a list of briefs that templates see by its name.

use jiff::civil::Date;

use crate::brief::{GENRES, Genre, Status};
use crate::config;
use crate::country::Country;
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::site::{BriefId, BriefNode, GroupId, LanguageId, Site};
use crate::source::{FieldPath, SourcePath};
use crate::text;
use crate::yaml::{Field, FieldType, Fields, MappingSchema};

/// Briefs in a list, unless `limit` says otherwise.
pub(super) const LIST_LIMIT: usize = 10;
/// Most briefs that a list may be asked for: every page sees it.
pub(super) const MAX_LIST_LIMIT: u32 = 100;

/// A list of `site.yaml`: which briefs it holds, as far as files describe what it asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedList {
    /// Its name in templates.
    pub name: String,
    /// Of each set, a brief has one at least.
    any_of: Vec<Vec<GroupId>>,
    genre: Option<Genre>,
    developing: Option<Expectation>,
    since: Option<Date>,
    limit: usize,
}

/// Whether more is expected of a brief.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Expectation {
    Developing,
    Final,
}

/// Reads the lists of `site.yaml`, and reports what they ask for and no file describes.
pub(super) fn read(site: &Site, found: &mut Vec<Diagnostic>) -> Vec<NamedList> {
    let path = site.config.path.clone();
    let mut lists = Vec::new();
    for (name, node) in &site.config.lists {
        let at = FieldPath::key("lists").at_key(name);
        if !is_name(name) {
            found.push(catalog::site::list_name(Place::key(&path, &at), name));
            continue;
        }
        let mut outer = Fields::new(&path, FieldPath::default(), &[]);
        let entries = outer.map_of(
            name,
            &Field {
                node,
                at: at.clone(),
            },
        );
        found.extend(outer.finish());
        let Some((entries, at)) = entries else {
            continue;
        };
        let mut fields = Fields::new(&path, at.clone(), entries);
        let query = Query::read(&mut fields);
        found.extend(fields.finish());
        lists.push(
            Linking {
                site,
                path: &path,
                at: &at,
                found,
            }
            .list(name, query),
        );
    }
    lists
}

/// Returns the keys of one list.
pub fn list_keys() -> MappingSchema {
    MappingSchema::of("list", |fields| drop(Query::read(fields)))
}

/// What a list asks for.
struct Query {
    topics: Vec<String>,
    countries: Vec<Country>,
    people: Vec<String>,
    organizations: Vec<String>,
    storyline: Option<String>,
    genre: Option<Genre>,
    developing: Option<Expectation>,
    since: Option<Date>,
    limit: usize,
}

impl Query {
    fn read(fields: &mut Fields) -> Self {
        let lives = [
            ("developing", Expectation::Developing),
            ("final", Expectation::Final),
        ];
        Query {
            topics: fields.names("topics"),
            countries: countries(fields),
            people: fields.names("people"),
            organizations: fields.names("organizations"),
            storyline: fields.text("storyline"),
            genre: fields.one_of("type", &GENRES),
            developing: fields.one_of("status", &lives),
            since: fields
                .edtf("since", "a day (`2021-07-25`)")
                .map(|since| since.first()),
            limit: fields
                .number("limit", 1, MAX_LIST_LIMIT)
                .map_or(LIST_LIMIT, |limit| limit as usize),
        }
    }
}

/// One list being linked.
struct Linking<'a> {
    site: &'a Site,
    path: &'a SourcePath,
    at: &'a FieldPath,
    found: &'a mut Vec<Diagnostic>,
}

impl Linking<'_> {
    fn list(mut self, name: &str, query: Query) -> NamedList {
        let storyline: Vec<String> = query.storyline.into_iter().collect();
        let sets = [
            self.groups("topics", Kind::Topic, &query.topics),
            self.countries(&query.countries),
            self.groups("people", Kind::Person, &query.people),
            self.groups("organizations", Kind::Organization, &query.organizations),
            self.groups("storyline", Kind::Storyline, &storyline),
        ];
        NamedList {
            name: name.to_owned(),
            any_of: sets.into_iter().flatten().collect(),
            genre: query.genre,
            developing: query.developing,
            since: query.since,
            limit: query.limit,
        }
    }

    /// Finds the groups of a kind that are asked for under `key`; `None` if none are.
    fn groups(&mut self, key: &str, kind: Kind, tags: &[String]) -> Option<Vec<GroupId>> {
        let mut ids = Vec::new();
        for (idx, tag) in tags.iter().enumerate() {
            match self.site.tagged(kind, tag) {
                Some(id) => ids.push(id),
                // With `entities: open` a brief may bring it tomorrow.
                None if self.site.config.entities == config::Entities::Open => {}
                None => {
                    let at = self.at.at_key(key);
                    let at = if kind == Kind::Storyline {
                        at
                    } else {
                        at.at_item(idx)
                    };
                    let of_kind = self.site.groups.iter().filter(|group| group.kind == kind);
                    let nearest = text::nearest(tag, of_kind.map(|group| group.slug.as_str()));
                    let place = Place::value(self.path, &at);
                    self.found.push(catalog::names::unknown_slug(
                        place,
                        &kind.to_string(),
                        tag,
                        nearest,
                    ));
                }
            }
        }
        (!tags.is_empty()).then_some(ids)
    }

    fn countries(&self, countries: &[Country]) -> Option<Vec<GroupId>> {
        let slugs = countries
            .iter()
            .map(|country| country.code().to_lowercase());
        let ids = slugs.filter_map(|slug| self.site.group_of(Kind::Country, &slug));
        let ids = ids.collect();
        (!countries.is_empty()).then_some(ids)
    }
}

fn countries(fields: &mut Fields) -> Vec<Country> {
    fields.declare("countries", || FieldType::list(FieldType::Country));
    let items = fields.list("countries");
    items
        .iter()
        .filter_map(|item| config::country(fields, item))
        .collect()
}

impl NamedList {
    /// Returns the briefs of this list in `lang`, newest first.
    pub fn briefs(&self, site: &Site, lang: LanguageId) -> Vec<BriefId> {
        let listed = site.lang(lang).all.listed.iter().copied();
        listed
            .filter(|id| self.holds(site.node(*id)))
            .take(self.limit)
            .collect()
    }

    fn holds(&self, node: &BriefNode) -> bool {
        let brief = &node.meta;
        let has = |group: &GroupId| node.groups.binary_search(group).is_ok();
        let developing = brief.status == Status::Developing;
        self.any_of.iter().all(|set| set.iter().any(has))
            && self.genre.is_none_or(|genre| genre == brief.genre)
            && self
                .developing
                .is_none_or(|life| (life == Expectation::Developing) == developing)
            && self.since.is_none_or(|since| since <= node.day)
    }
}

/// Returns whether templates can write `name` after a dot.
fn is_name(name: &str) -> bool {
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'_';
    name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && name.bytes().all(plain)
}
