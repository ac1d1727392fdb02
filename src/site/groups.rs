//! Everything that briefs are listed under: topics, countries, regions, people, organizations,
//! storylines. Each exists as soon as a brief refers to it or a file describes it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::brief::Brief;
use crate::config::{Config, Entities};
use crate::content::Kind;
use crate::country::{Country, Region};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Described, Entity};
use crate::site::{GroupId, Publishers};
use crate::source::FieldPath;
use crate::text::{self, NameIndex};
use crate::url::Slug;

/// A kind of group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroupKind {
    /// A topic.
    Topic,
    /// A country.
    Country,
    /// A region of UN M49 or of the site's own.
    Region,
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A running story.
    Storyline,
    /// A publisher of sources.
    Publisher,
}

impl GroupKind {
    /// Every kind.
    pub const ALL: [GroupKind; 7] = [
        GroupKind::Topic,
        GroupKind::Country,
        GroupKind::Region,
        GroupKind::Person,
        GroupKind::Organization,
        GroupKind::Storyline,
        GroupKind::Publisher,
    ];

    /// Returns the first part of addresses: `topics`.
    pub fn folder(self) -> &'static str {
        match self {
            GroupKind::Topic => Kind::Topic.folder(),
            GroupKind::Country => Kind::Country.folder(),
            GroupKind::Region => "regions",
            GroupKind::Person => Kind::Person.folder(),
            GroupKind::Organization => Kind::Organization.folder(),
            GroupKind::Storyline => Kind::Storyline.folder(),
            GroupKind::Publisher => Kind::Publisher.folder(),
        }
    }

    /// Returns the kind of file that describes such a group.
    pub fn content_kind(self) -> Option<Kind> {
        match self {
            GroupKind::Topic => Some(Kind::Topic),
            GroupKind::Country => Some(Kind::Country),
            GroupKind::Region => None,
            GroupKind::Person => Some(Kind::Person),
            GroupKind::Organization => Some(Kind::Organization),
            GroupKind::Storyline => Some(Kind::Storyline),
            GroupKind::Publisher => Some(Kind::Publisher),
        }
    }
}

impl fmt::Display for GroupKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content_kind() {
            Some(kind) => kind.fmt(f),
            None => f.write_str("region"),
        }
    }
}

/// Something that briefs are listed under.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its name in addresses.
    pub slug: String,
    /// Its name for readers.
    pub name: String,
    /// The file that describes it.
    pub described: Option<Arc<Described>>,
    /// The topic or region of its own kind above it.
    pub parent: Option<GroupId>,
    /// Everything it is a part of: that one, and the regions of a country.
    pub above: Vec<GroupId>,
    /// The topics or regions below it, and a region's countries, by name.
    pub children: Vec<GroupId>,
    /// The country it is.
    pub country: Option<Country>,
}

impl Group {
    /// Returns whether it has a page without a brief: a file describes it.
    pub fn exists_alone(&self) -> bool {
        self.described.is_some()
    }
}

/// All groups in the making, in the order of kind and slug.
pub struct Builder<'a> {
    config: &'a Config,
    publishers: &'a Publishers,
    groups: BTreeMap<(GroupKind, String), Group>,
    parents: BTreeMap<(GroupKind, String), String>,
    regions_of: BTreeMap<Country, Vec<String>>,
    /// Countries whose group and regions are there.
    placed: BTreeSet<Country>,
    /// What files describe, for messages about what none does.
    names: OnceCell<BTreeMap<GroupKind, NameIndex>>,
}

impl<'a> Builder<'a> {
    /// Starts with what files describe. `described` is sorted by path, one file for each thing.
    pub fn new(
        config: &'a Config,
        publishers: &'a Publishers,
        described: &[Arc<Described>],
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut builder = Builder {
            config,
            publishers,
            groups: BTreeMap::new(),
            parents: BTreeMap::new(),
            regions_of: BTreeMap::new(),
            placed: BTreeSet::new(),
            names: OnceCell::new(),
        };
        for file in described.iter().filter(|file| file.language.is_none()) {
            builder.describe(file, found);
        }
        builder
    }

    fn describe(&mut self, file: &Arc<Described>, found: &mut Vec<Diagnostic>) {
        let (kind, country) = match &file.entity {
            Entity::Topic(topic) => {
                if let Some(parent) = &topic.parent {
                    let key = (GroupKind::Topic, file.slug.as_str().to_owned());
                    self.parents.insert(key, parent.as_str().to_owned());
                }
                (GroupKind::Topic, None)
            }
            Entity::Country(country) => {
                for (idx, region) in country.regions.iter().enumerate() {
                    let place = Place::value(&file.path, &FieldPath::key("regions").at_item(idx));
                    self.add_region(country.country, region.as_str(), place, found);
                }
                (GroupKind::Country, Some(country.country))
            }
            Entity::Person(_) => (GroupKind::Person, None),
            Entity::Organization(_) => (GroupKind::Organization, None),
            Entity::Storyline(_) => (GroupKind::Storyline, None),
            Entity::Publisher(_) => (GroupKind::Publisher, None),
            Entity::Edition(_) | Entity::Page(_) => return,
        };
        let slug = country.map_or_else(|| file.slug.as_str().to_owned(), slug_of);
        let own = file.name().map(str::to_owned);
        let name = own.or_else(|| country.map(|country| self.country_name(country))).unwrap_or_default();
        let group = Group {
            kind,
            slug: slug.clone(),
            name,
            described: Some(Arc::clone(file)),
            parent: None,
            above: Vec::new(),
            children: Vec::new(),
            country,
        };
        self.groups.insert((kind, slug), group);
        if let Some(country) = country {
            self.add_country(country);
        }
    }

    fn add_region(&mut self, country: Country, region: &str, place: Place, found: &mut Vec<Diagnostic>) {
        let known = self.config.own_region(region).is_some() || m49(region).is_some();
        if known {
            self.regions_of.entry(country).or_default().push(region.to_owned());
        } else {
            let own = self.config.own_region_slugs().map(|slug| slug.as_str().to_owned());
            let names: Vec<String> =
                own.chain(Region::all().map(|region| region.slug().to_string())).collect();
            let nearest = text::nearest(region, names.iter().map(String::as_str));
            found.push(catalog::site::unknown_slug(place, "region", region, nearest));
        }
    }

    fn country_name(&self, country: Country) -> String {
        self.config.names.country(country, &self.config.language)
    }

    fn add_country(&mut self, country: Country) {
        // Most briefs name a country that was named before.
        if !self.placed.insert(country) {
            return;
        }
        let slug = slug_of(country);
        let name = self.country_name(country);
        self.groups.entry((GroupKind::Country, slug.clone())).or_insert_with(|| Group {
            kind: GroupKind::Country,
            slug,
            name,
            described: None,
            parent: None,
            above: Vec::new(),
            children: Vec::new(),
            country: Some(country),
        });
        for region in self.regions(country) {
            self.add_plain(GroupKind::Region, &region.0, &region.1);
        }
    }

    /// Returns slug and name of every region that `country` is in.
    fn regions(&self, country: Country) -> Vec<(String, String)> {
        let language = &self.config.language;
        let mut regions: Vec<(String, String)> = country
            .regions()
            .into_iter()
            .map(|region| (region.slug().to_string(), region.name(language).to_owned()))
            .collect();
        let own = self.config.names.regions.iter().filter(|region| region.countries.contains(&country));
        regions.extend(own.map(|region| (region.slug.as_str().to_owned(), region.name.clone())));
        for slug in self.regions_of.get(&country).into_iter().flatten() {
            if let Some(region) = self.config.own_region(slug) {
                regions.push((slug.clone(), region.name.clone()));
            } else if let Some(region) = m49(slug) {
                regions.push((slug.clone(), region.name(language).to_owned()));
            }
        }
        regions.sort();
        regions.dedup();
        regions
    }

    fn add_plain(&mut self, kind: GroupKind, slug: &str, name: &str) {
        self.groups.entry((kind, slug.to_owned())).or_insert_with(|| Group {
            kind,
            slug: slug.to_owned(),
            name: name.to_owned(),
            described: None,
            parent: None,
            above: Vec::new(),
            children: Vec::new(),
            country: None,
        });
    }

    /// Adds what `brief` refers to, and reports what no file describes. Returns the keys of the groups
    /// it names itself; those above them are added by [`finish`](Self::finish).
    pub fn refer(&mut self, brief: &Brief, found: &mut Vec<Diagnostic>) -> Vec<(GroupKind, String)> {
        self.check_tags(brief, found);
        let mut keys = Vec::new();
        for (kind, slug, _) in tags(brief) {
            let key = (kind, slug.as_str().to_owned());
            if self.config.entities == Entities::Open {
                self.add_plain(kind, slug.as_str(), &crate::config::name_of_slug(slug));
            }
            if self.groups.contains_key(&key) {
                keys.push(key);
            }
        }
        for country in &brief.countries {
            self.add_country(*country);
            keys.push((GroupKind::Country, slug_of(*country)));
        }
        for citation in &brief.citations {
            let Some((slug, name)) = self.publishers.slug_and_name(citation) else { continue };
            self.add_plain(GroupKind::Publisher, &slug, &name);
            keys.push((GroupKind::Publisher, slug));
        }
        keys
    }

    /// Reports what `brief` is tagged with and no file describes.
    pub fn check_tags(&self, brief: &Brief, found: &mut Vec<Diagnostic>) {
        if self.config.entities == Entities::Open {
            return;
        }
        for (kind, slug, at) in tags(brief) {
            if !self.groups.contains_key(&(kind, slug.as_str().to_owned())) {
                found.push(self.unknown(kind, slug.as_str(), Place::value(&brief.path, &at)));
            }
        }
    }

    /// Reports a slug that no file describes, with the nearest that one does.
    pub fn unknown(&self, kind: GroupKind, slug: &str, place: Place) -> Diagnostic {
        let names = self.names.get_or_init(|| {
            let of_kind = |kind: GroupKind| {
                let known = self.groups.keys().filter(move |(known, _)| *known == kind);
                NameIndex::new(known.map(|(_, slug)| slug.as_str()))
            };
            GroupKind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).collect()
        });
        let nearest = names.get(&kind).and_then(|index| index.nearest(slug));
        catalog::site::unknown_slug(place, &kind.to_string(), slug, nearest)
    }

    /// Ends the making: numbers the groups, ties parents and children.
    pub fn finish(mut self, found: &mut Vec<Diagnostic>) -> Vec<Group> {
        self.check_parents(found);
        let keys: Vec<(GroupKind, String)> = self.groups.keys().cloned().collect();
        let id = |key: &(GroupKind, String)| keys.binary_search(key).ok().map(|idx| GroupId(idx as u32));
        let mut ties: Vec<(GroupId, GroupId)> = Vec::new();
        for (key, parent) in &self.parents {
            ties.extend(id(&(GroupKind::Topic, parent.clone())).zip(id(key)));
        }
        for (key, group) in &self.groups {
            let Some(country) = group.country else { continue };
            for (region, _) in self.regions(country) {
                ties.extend(id(&(GroupKind::Region, region)).zip(id(key)));
            }
        }
        for region in Region::all() {
            let child = id(&(GroupKind::Region, region.slug().to_string()));
            let parent = region.parent().and_then(|up| id(&(GroupKind::Region, up.slug().to_string())));
            ties.extend(parent.zip(child));
        }
        let mut groups: Vec<Group> = self.groups.into_values().collect();
        for (parent, child) in ties {
            groups[parent.0 as usize].children.push(child);
            groups[child.0 as usize].above.push(parent);
            if groups[child.0 as usize].kind == groups[parent.0 as usize].kind {
                groups[child.0 as usize].parent = Some(parent);
            }
        }
        sort_children(&mut groups);
        groups
    }

    /// Reports parents that no file describes and cycles, and cuts both.
    fn check_parents(&mut self, found: &mut Vec<Diagnostic>) {
        let mut cut = Vec::new();
        for (key, parent) in &self.parents {
            let parent_key = (GroupKind::Topic, parent.clone());
            let Some(file) = self.groups.get(key).and_then(|group| group.described.as_ref()) else {
                continue;
            };
            let place = Place::value(&file.path, &FieldPath::key("parent"));
            if !self.groups.contains_key(&parent_key) {
                found.push(self.unknown(GroupKind::Topic, parent, place));
                cut.push(key.clone());
            } else if let Some(cycle) = self.cycle(key) {
                found.push(catalog::site::topic_cycle(place, &cycle));
                cut.push(key.clone());
            }
        }
        cut.into_iter().for_each(|key| drop(self.parents.remove(&key)));
    }

    /// Returns the way from a topic up to itself, if there is one.
    fn cycle(&self, start: &(GroupKind, String)) -> Option<Vec<String>> {
        let mut way = vec![start.1.clone()];
        let mut at = start.clone();
        while let Some(parent) = self.parents.get(&at) {
            way.push(parent.clone());
            if *parent == start.1 {
                return Some(way);
            }
            // A cycle further up is reported by the topics in it.
            if way.len() > self.parents.len() + 1 {
                return None;
            }
            at = (GroupKind::Topic, parent.clone());
        }
        None
    }
}

/// What `brief` is tagged with, and where that stands.
fn tags(brief: &Brief) -> impl Iterator<Item = (GroupKind, &Slug, FieldPath)> {
    let listed = [
        (GroupKind::Topic, "topics", &brief.topics),
        (GroupKind::Person, "people", &brief.people),
        (GroupKind::Organization, "organizations", &brief.organizations),
    ];
    let listed = listed.into_iter().flat_map(|(kind, field, slugs)| {
        let place = move |idx| FieldPath::key(field).at_item(idx);
        slugs.iter().enumerate().map(move |(idx, slug)| (kind, slug, place(idx)))
    });
    let storyline = brief.storyline.iter();
    listed.chain(storyline.map(|slug| (GroupKind::Storyline, slug, FieldPath::key("storyline"))))
}

fn sort_children(groups: &mut [Group]) {
    let names: Vec<(String, String)> =
        groups.iter().map(|group| (text::fold(&group.name), group.slug.clone())).collect();
    for group in groups {
        group.children.sort_by_key(|child| (groups_key(&names, *child), *child));
        group.children.dedup();
    }
}

fn groups_key(names: &[(String, String)], id: GroupId) -> &(String, String) {
    &names[id.0 as usize]
}

fn slug_of(country: Country) -> String {
    country.code().to_lowercase()
}

fn m49(slug: &str) -> Option<Region> {
    Region::all().find(|region| slug == region.slug())
}
