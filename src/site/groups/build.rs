//! Builds the groups of a site from entity files and from the references in briefs. Resolves tags on the way, since a
//! tag may create a group. Relations between groups are added in `parents`.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::brief::{BriefMeta, CitedPublisher};
use crate::config::{self, Config, Entities};
use crate::country::{Country, Region};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, EntityFile};
use crate::kind::Kind;
use crate::site::groups::{GroupKey, TagNames};
use crate::site::{Group, Publishers};
use crate::source::FieldPath;
use crate::text::{self, NameIndex};
use crate::url::{Slug, SlugFault};

/// Groups while they are built, by kind and slug.
pub(crate) struct GroupsBuilder<'a> {
    pub(super) config: &'a Config,
    publishers: &'a Publishers,
    pub(super) groups: BTreeMap<GroupKey, Group>,
    regions_of: BTreeMap<Country, Vec<String>>,
    /// Countries whose group and regions have been added.
    added_countries: BTreeSet<Country>,
    /// Names that files give to their groups.
    names: TagNames,
    /// The same names and slugs for suggestions; built at the first unknown tag, as most sites have none.
    nearest: OnceCell<BTreeMap<Kind, NameIndex>>,
    /// Groups that only briefs name, with that name and the place of its first use.
    opened: HashMap<GroupKey, (&'a str, Place)>,
    mentions: MentionTable<'a>,
}

/// Result of resolving a tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum TagTarget {
    /// A group that exists.
    Known(GroupKey),
    /// A group that may be created: `entities` is `open`.
    New(GroupKey),
    /// Several groups with this name, by slug.
    Several(Vec<String>),
    /// A group that another name has created, whose slug would be the same.
    Taken(GroupKey),
    /// A name that is no valid slug.
    Unfit(SlugFault),
    /// No group, and none may be created.
    Unknown,
}

/// Group that briefs refer to: an index into the result of [`GroupsBuilder::take_mentioned`].
pub(crate) type MentionIdx = u32;

/// Everything that briefs refer to, each resolved once: most tags occur in many briefs.
#[derive(Debug, Default)]
struct MentionTable<'a> {
    keys: Vec<GroupKey>,
    /// By kind, then as typed; `None` for a tag that resolves to nothing.
    tags: [HashMap<&'a str, Option<MentionIdx>>; Kind::ALL.len()],
    /// Groups found by tags, so that all names of one group share a mention.
    by_key: HashMap<GroupKey, MentionIdx>,
    countries: BTreeMap<Country, MentionIdx>,
    publishers: HashMap<&'a CitedPublisher, Option<MentionIdx>>,
}

impl MentionTable<'_> {
    fn add(&mut self, key: GroupKey) -> MentionIdx {
        self.keys.push(key);
        (self.keys.len() - 1) as MentionIdx
    }
}

impl<'a> GroupsBuilder<'a> {
    /// Starts with the groups of entity files, which are sorted by path, one for each entity and language.
    pub(crate) fn new(
        config: &'a Config,
        publishers: &'a Publishers,
        entity_files: &[Arc<EntityFile>],
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut builder = GroupsBuilder {
            config,
            publishers,
            groups: BTreeMap::new(),
            regions_of: BTreeMap::new(),
            added_countries: BTreeSet::new(),
            names: TagNames::default(),
            nearest: OnceCell::new(),
            opened: HashMap::new(),
            mentions: MentionTable::default(),
        };
        let (main, translated): (Vec<_>, Vec<_>) = entity_files
            .iter()
            .partition(|file| file.language.is_none());
        // Originals first: a translation has nothing to attach to without one.
        main.into_iter()
            .for_each(|file| builder.describe(file, found));
        translated
            .into_iter()
            .for_each(|file| builder.translate(file, found));
        builder.names = TagNames::new(builder.groups.values());
        builder
    }

    fn describe(&mut self, file: &Arc<EntityFile>, found: &mut Vec<Diagnostic>) {
        let Some((kind, slug)) = key_of(file) else {
            return;
        };
        let mut country = None;
        if let Entity::Country(of) = &file.entity {
            country = Some(of.country);
            for (idx, region) in of.regions.iter().enumerate() {
                let place = Place::value(&file.path, &FieldPath::key("regions").at_item(idx));
                self.add_region(of.country, region.as_str(), place, found);
            }
        }
        let own = file.name().map(str::to_owned);
        let name = own
            .or_else(|| country.map(|country| self.country_name(country)))
            .unwrap_or_default();
        let entity_file = Some(Arc::clone(file));
        let group = Group {
            file: entity_file,
            country,
            ..Group::new(kind, &slug, name)
        };
        self.groups.insert((kind, slug), group);
        // The countries that a file names exist as well, so that their pages can list it.
        country
            .into_iter()
            .for_each(|country| self.add_country(country));
        match &file.entity {
            Entity::Storyline(of) => of.countries.iter().for_each(|of| self.add_country(*of)),
            entity => {
                let country = entity.profile().and_then(|of| of.country);
                country.into_iter().for_each(|of| self.add_country(of));
            }
        }
    }

    /// Attaches a file in another language to the group it translates.
    fn translate(&mut self, file: &Arc<EntityFile>, found: &mut Vec<Diagnostic>) {
        let Some(key) = key_of(file) else { return };
        if let Entity::Country(of) = &file.entity {
            self.add_country(of.country);
        }
        match self.groups.get_mut(&key) {
            Some(group) => group.translations.push(Arc::clone(file)),
            None => found.push(catalog::site::translation_alone(
                Place::file(&file.path),
                &file.path,
            )),
        }
    }

    fn add_region(
        &mut self,
        country: Country,
        region: &str,
        place: Place,
        found: &mut Vec<Diagnostic>,
    ) {
        let known = self.config.own_region(region).is_some() || m49(region).is_some();
        if known {
            self.regions_of
                .entry(country)
                .or_default()
                .push(region.to_owned());
        } else {
            let own = self
                .config
                .own_region_slugs()
                .map(|slug| slug.as_str().to_owned());
            let names: Vec<String> = own
                .chain(Region::all().map(|region| region.slug().to_string()))
                .collect();
            let nearest = text::nearest(region, names.iter().map(String::as_str));
            found.push(catalog::names::unknown_slug(
                place, "region", region, nearest,
            ));
        }
    }

    fn country_name(&self, country: Country) -> String {
        self.config.names.country(country, &self.config.language)
    }

    fn add_country(&mut self, country: Country) {
        // Most briefs name a country that was named before.
        if !self.added_countries.insert(country) {
            return;
        }
        let slug = slug_of(country);
        let name = self.country_name(country);
        self.groups
            .entry((Kind::Country, slug.clone()))
            .or_insert_with(|| Group {
                country: Some(country),
                ..Group::new(Kind::Country, &slug, name)
            });
        for region in self.regions(country) {
            self.add_plain(Kind::Region, &region.0, &region.1);
        }
    }

    /// Returns slug and name of every region that contains `country`.
    pub(super) fn regions(&self, country: Country) -> Vec<(String, String)> {
        let language = &self.config.language;
        let mut regions: Vec<(String, String)> = country
            .regions()
            .into_iter()
            .map(|region| (region.slug().to_string(), region.name(language).to_owned()))
            .collect();
        let own = self
            .config
            .names
            .regions
            .iter()
            .filter(|region| region.countries.contains(&country));
        regions.extend(own.map(|region| (region.slug.as_str().to_owned(), region.name.clone())));
        for slug in self.regions_of.get(&country).into_iter().flatten() {
            if let Some(region) = self.config.own_region(slug) {
                regions.push((slug.clone(), region.name.clone()));
            } else if let Some(region) = m49(slug) {
                regions.push((slug.clone(), region.name(language).to_owned()));
            }
        }
        // M49, the settings and the file of the country may name the same region.
        regions.sort();
        regions.dedup();
        regions
    }

    fn add_plain(&mut self, kind: Kind, slug: &str, name: &str) {
        let group = || Group::new(kind, slug, name.to_owned());
        self.groups
            .entry((kind, slug.to_owned()))
            .or_insert_with(group);
    }

    /// Adds the groups that `brief` refers to; reports tags that resolve to nothing.
    ///
    /// Returns the groups it names itself; their ancestors are added in `brief_groups`.
    pub(crate) fn collect_refs(
        &mut self,
        brief: &'a BriefMeta,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<MentionIdx> {
        let mut mentions = Vec::with_capacity(
            brief.topics.len() + brief.people.len() + brief.organizations.len() + 8,
        );
        for (kind, field, names) in tags(brief) {
            let first = mentions.len();
            for (idx, name) in names.iter().enumerate() {
                let place = || place(brief, field, idx);
                match self.tag(kind, name, place) {
                    // Two names of one group are a repetition as well.
                    Some(mention) if mentions[first..].contains(&mention) => {
                        found.push(catalog::fields::value_repeated(place(), name));
                    }
                    Some(mention) => mentions.push(mention),
                    None => found.extend(self.wrong(kind, name, place())),
                }
            }
        }
        mentions.extend(brief.countries.iter().map(|country| self.country(*country)));
        mentions.extend(brief.cited.iter().filter_map(|cited| self.publisher(cited)));
        mentions
    }

    fn tag(&mut self, kind: Kind, name: &'a str, place: impl Fn() -> Place) -> Option<MentionIdx> {
        if let Some(known) = self.mentions.tags[kind as usize].get(name) {
            return *known;
        }
        let key = match self.find(kind, name) {
            TagTarget::Known(key) => Some(key),
            TagTarget::New(key) => {
                let slug = Slug::parse(name).ok().filter(|slug| slug.as_str() == key.1);
                let shown =
                    slug.map_or_else(|| name.to_owned(), |slug| config::name_of_slug(&slug));
                self.add_plain(kind, &key.1, &shown);
                Some(key)
            }
            _ => None,
        };
        // A name is better than one derived from a slug, so the first name that a brief uses replaces it.
        if let Some(key) = &key
            && *name != key.1
            && let Some(group) = self
                .groups
                .get_mut(key)
                .filter(|group| group.file.is_none())
            && !self.opened.contains_key(key)
        {
            name.clone_into(&mut group.name);
            self.opened.insert(key.clone(), (name, place()));
        }
        let mention = key.map(|key| {
            // All names of a group share one mention.
            let known = self.mentions.by_key.get(&key).copied();
            known.unwrap_or_else(|| {
                let mention = self.mentions.add(key.clone());
                self.mentions.by_key.insert(key, mention);
                mention
            })
        });
        self.mentions.tags[kind as usize].insert(name, mention);
        mention
    }

    /// Resolves `name`, a slug or a name of a group of this kind.
    pub(crate) fn find(&self, kind: Kind, name: &str) -> TagTarget {
        let has = |slug: &str| {
            let key = (kind, slug.to_owned());
            self.groups.contains_key(&key).then_some(key)
        };
        if let Some(key) = has(name) {
            return TagTarget::Known(key);
        }
        match self.names.find(kind, name) {
            [] => {}
            [slug] => return has(slug).map_or(TagTarget::Unknown, TagTarget::Known),
            several => return TagTarget::Several(several.to_vec()),
        }
        // A name may parse as a slug and still be unfit for a new route: `con` is a device name of Windows.
        let as_slug = Slug::parse(name).ok();
        if let Some(fault) = as_slug
            .as_ref()
            .and_then(|slug| Slug::fault_of(slug.as_str()))
        {
            return if self.is_open() {
                TagTarget::Unfit(fault)
            } else {
                TagTarget::Unknown
            };
        }
        let Some(slug) = as_slug.or_else(|| Slug::of_name(name)) else {
            return TagTarget::Unknown;
        };
        match has(slug.as_str()) {
            // Two different names with one slug would silently become one group.
            Some(key) => match self.opened.get(&key) {
                Some((other, _)) if text::fold(other) != text::fold(name) => TagTarget::Taken(key),
                _ => TagTarget::Known(key),
            },
            None if self.is_open() => TagTarget::New((kind, slug.as_str().to_owned())),
            None => TagTarget::Unknown,
        }
    }

    fn is_open(&self) -> bool {
        self.config.entities == Entities::Open
    }

    /// Returns the diagnostic for a tag that resolves to nothing; `None` if it resolves.
    pub(crate) fn wrong(&self, kind: Kind, name: &str, place: Place) -> Option<Diagnostic> {
        match self.find(kind, name) {
            TagTarget::Known(_) | TagTarget::New(_) => None,
            TagTarget::Several(slugs) => Some(catalog::names::tag_ambiguous(
                place,
                &kind.to_string(),
                name,
                &slugs,
            )),
            TagTarget::Taken(key) => {
                let (other, at) = self.opened.get(&key)?;
                Some(catalog::names::names_meet(
                    place,
                    name,
                    &key.1,
                    (other, at.clone()),
                ))
            }
            TagTarget::Unfit(fault) => {
                let instead = Slug::of_name(name);
                let instead = instead.as_ref().map(Slug::as_str);
                Some(catalog::fields::slug_invalid(
                    place,
                    name,
                    &fault.to_string(),
                    instead,
                ))
            }
            TagTarget::Unknown => Some(self.unknown(kind, name, place)),
        }
    }

    fn country(&mut self, country: Country) -> MentionIdx {
        if let Some(known) = self.mentions.countries.get(&country) {
            return *known;
        }
        self.add_country(country);
        let mention = self.mentions.add((Kind::Country, slug_of(country)));
        self.mentions.countries.insert(country, mention);
        mention
    }

    fn publisher(&mut self, cited: &'a CitedPublisher) -> Option<MentionIdx> {
        if let Some(known) = self.mentions.publishers.get(cited) {
            return *known;
        }
        let mention = self.publishers.slug_and_name(cited).map(|(slug, name)| {
            self.add_plain(Kind::Publisher, &slug, &name);
            self.mentions.add((Kind::Publisher, slug))
        });
        self.mentions.publishers.insert(cited, mention);
        mention
    }

    pub(crate) fn take_mentioned(&mut self) -> Vec<GroupKey> {
        std::mem::take(&mut self.mentions.keys)
    }

    /// Reports the tags of `brief` that resolve to nothing, without creating groups.
    pub(crate) fn check_tags(&self, brief: &BriefMeta, found: &mut Vec<Diagnostic>) {
        // An open site accepts nearly every tag, since it would create a group.
        if self.config.entities == Entities::Open {
            return;
        }
        for (kind, field, names) in tags(brief) {
            for (idx, name) in names.iter().enumerate() {
                found.extend(self.wrong(kind, name, place(brief, field, idx)));
            }
        }
    }

    /// Reports an unknown slug or name, with the nearest known one.
    fn unknown(&self, kind: Kind, name: &str, place: Place) -> Diagnostic {
        let indexes = self.nearest.get_or_init(|| {
            let of_kind = |kind: Kind| {
                let known = || self.groups.values().filter(move |group| group.kind == kind);
                let slugs = known().map(|group| group.slug.as_str());
                NameIndex::new(slugs.chain(known().map(|group| group.name.as_str())))
            };
            Kind::groups().map(|kind| (kind, of_kind(kind))).collect()
        });
        let nearest = indexes.get(&kind).and_then(|index| index.nearest(name));
        // A brief has one storyline, so a comma means that a list was typed; no suggestion fits that.
        if kind == Kind::Storyline && name.contains(',') {
            return catalog::names::storylines_listed(place, name);
        }
        let unknown = catalog::names::unknown_slug(place.clone(), &kind.to_string(), name, nearest);
        // A misspelling with only one candidate is safe to fix automatically.
        match nearest.filter(|near| text::misspelt(name, [*near]).is_some()) {
            Some(near) => unknown.fix(place, near),
            None => unknown,
        }
    }
}

/// Returns the tags of `brief` by kind, with their front matter key.
fn tags(brief: &BriefMeta) -> [(Kind, &'static str, &[String]); 4] {
    [
        (Kind::Topic, "topics", &brief.topics),
        (Kind::Person, "people", &brief.people),
        (Kind::Organization, "organizations", &brief.organizations),
        (Kind::Storyline, "storyline", brief.storyline.as_slice()),
    ]
}

/// Returns the place of the tag at `idx` under the key `field`.
fn place(brief: &BriefMeta, field: &str, idx: usize) -> Place {
    let at = FieldPath::key(field);
    Place::value(
        &brief.path,
        // `storyline` is a single value, the other keys are lists.
        &if field == "storyline" {
            at
        } else {
            at.at_item(idx)
        },
    )
}

/// Returns the key of the group that `file` describes; `None` for pages and editions.
fn key_of(file: &EntityFile) -> Option<GroupKey> {
    let slug = match &file.entity {
        Entity::Country(country) => slug_of(country.country),
        _ => file.slug.as_str().to_owned(),
    };
    file.kind.is_group().then_some((file.kind, slug))
}

pub(super) fn slug_of(country: Country) -> String {
    country.code().to_lowercase()
}

fn m49(slug: &str) -> Option<Region> {
    Region::all().find(|region| slug == region.slug())
}
