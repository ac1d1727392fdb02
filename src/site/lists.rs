//! Named lists: queries under `lists:` in `site.yaml` whose briefs templates see by the name of the list. Briefs that
//! editors pick by hand are in `editions`.

use jiff::civil::Date;

use crate::brief::{Genre, Status};
use crate::config;
use crate::country::Country;
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::site::{BriefId, BriefNode, GroupId, LanguageId, Site};
use crate::source::{FieldPath, SourcePath};
use crate::text;
use crate::yaml::{Field, FieldType, Fields, MappingSchema};

/// Default limit of a list, in briefs.
pub(super) const LIST_LIMIT: usize = 10;
/// Highest `limit` of a list, since every page of the site gets all lists.
pub(super) const MAX_LIST_LIMIT: u32 = 100;

/// A list of `site.yaml` with its conditions resolved to groups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedList {
    /// Name by which templates see it.
    pub name: String,
    /// Groups by key (`topics`, `people`, …); a brief must be in at least one of each set.
    any_of: Vec<Vec<GroupId>>,
    genre: Option<Genre>,
    status: Option<StatusFilter>,
    since: Option<Date>,
    limit: usize,
}

/// Value of `status` in a query: whether a brief still expects news.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum StatusFilter {
    Developing,
    Final,
}

/// Reads the lists of `site.yaml`; reports names that templates cannot use and groups that do not exist.
pub(super) fn read(site: &Site, found: &mut Vec<Diagnostic>) -> Vec<NamedList> {
    let path = site.config.path.clone();
    let mut lists = Vec::new();
    for (name, node) in &site.config.lists {
        let at = FieldPath::key("lists").at_key(name);
        if !is_name(name) {
            found.push(catalog::site::list_name(Place::key(&path, &at), name));
            continue;
        }
        // `map_of` reports into a `Fields`; that of `site.yaml` was finished when `config` parsed the file.
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
            ListLinker {
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

/// Returns the schema of one list, for `dateline schema`.
pub fn list_keys() -> MappingSchema {
    MappingSchema::of("list", |fields| drop(Query::read(fields)))
}

/// The keys of one list, before its names are looked up.
struct Query {
    topics: Vec<String>,
    countries: Vec<Country>,
    people: Vec<String>,
    organizations: Vec<String>,
    storyline: Option<String>,
    genre: Option<Genre>,
    developing: Option<StatusFilter>,
    since: Option<Date>,
    limit: usize,
}

impl Query {
    fn read(fields: &mut Fields) -> Self {
        let statuses = [
            ("developing", StatusFilter::Developing),
            ("final", StatusFilter::Final),
        ];
        Query {
            topics: fields.names("topics"),
            countries: countries(fields),
            people: fields.names("people"),
            organizations: fields.names("organizations"),
            storyline: fields.text("storyline"),
            genre: fields.one_of("type", Genre::WORDS),
            developing: fields.one_of("status", &statuses),
            since: fields
                .edtf("since", "a day (`2021-07-25`)")
                .map(|since| since.first()),
            limit: fields
                .number("limit", 1, MAX_LIST_LIMIT)
                .map_or(LIST_LIMIT, |limit| limit as usize),
        }
    }
}

/// Resolves the names in one list.
struct ListLinker<'a> {
    site: &'a Site,
    path: &'a SourcePath,
    at: &'a FieldPath,
    found: &'a mut Vec<Diagnostic>,
}

impl ListLinker<'_> {
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
            status: query.developing,
            since: query.since,
            limit: query.limit,
        }
    }

    /// Returns the groups named under `key`, or `None` if the key is not used.
    ///
    /// An empty set is different from `None`: it matches no brief.
    fn groups(&mut self, key: &str, kind: Kind, tags: &[String]) -> Option<Vec<GroupId>> {
        let mut ids = Vec::new();
        for (idx, tag) in tags.iter().enumerate() {
            match self.site.tagged(kind, tag) {
                Some(id) => ids.push(id),
                // With `entities: open`, a brief may create the group tomorrow.
                None if self.site.config.entities == config::Entities::Open => {}
                None => {
                    let at = self.at.at_key(key);
                    // `storyline` takes one name, every other key a list.
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
        // A country without a group has no briefs yet. Its code is valid, so there is nothing to report.
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
            .filter(|id| self.matches_node(site.node(*id)))
            .take(self.limit)
            .collect()
    }

    fn matches_node(&self, node: &BriefNode) -> bool {
        let brief = &node.meta;
        let has = |group: &GroupId| node.groups.binary_search(group).is_ok();
        let developing = brief.status == Status::Developing;
        self.any_of.iter().all(|set| set.iter().any(has))
            && self.genre.is_none_or(|genre| genre == brief.genre)
            && self
                .status
                .is_none_or(|expected| (expected == StatusFilter::Developing) == developing)
            && self.since.is_none_or(|since| since <= node.day)
    }
}

/// Returns whether templates can write `lists.name` with this name.
fn is_name(name: &str) -> bool {
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'_';
    name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && name.bytes().all(plain)
}
