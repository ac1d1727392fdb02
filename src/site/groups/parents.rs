//! What belongs to what: parents of topics and organizations, and what files say of countries and topics.

use std::collections::{BTreeMap, BTreeSet};

use crate::country::{Country, Region};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Entity, EntityFile};
use crate::kind::Kind;
use crate::site::groups::GroupKey;
use crate::site::groups::build::{GroupsBuilder, TagTarget, slug_of};
use crate::site::{Group, GroupId};
use crate::source::FieldPath;
use crate::text;

/// Most topics, or organizations, one above the other.
const MAX_DEPTH: usize = 20;

/// Ends the making of `builder`: numbers the groups, ties what belongs together.
pub(crate) fn finish(builder: GroupsBuilder, found: &mut Vec<Diagnostic>) -> Vec<Group> {
    let mut ties = GroupEdges::default();
    tie(&builder, &mut ties, found);
    for (key, group) in &builder.groups {
        let Some(country) = group.country else {
            continue;
        };
        for (region, _) in builder.regions(country) {
            ties.above.push(((Kind::Region, region), key.clone()));
        }
    }
    for region in Region::all() {
        if let Some(up) = region.parent() {
            let key = |region: Region| (Kind::Region, region.slug().to_string());
            ties.above.push((key(up), key(region)));
        }
    }
    ties.into_groups(builder.groups)
}

/// Which groups belong to which, before they have numbers: the upper one first.
#[derive(Debug, Default)]
struct GroupEdges {
    /// Whatever is in the lower one shows on the upper one too.
    above: Vec<(GroupKey, GroupKey)>,
    /// The lower one is a part of the upper one, with briefs of its own.
    parents: Vec<(GroupKey, GroupKey)>,
    /// A file says that the lower one belongs to the upper one.
    parts: Vec<(GroupKey, GroupKey)>,
}

/// Ties what the files of `builder` say, and reports what they cannot mean.
fn tie(builder: &GroupsBuilder, ties: &mut GroupEdges, found: &mut Vec<Diagnostic>) {
    let mut parents: BTreeMap<GroupKey, GroupKey> = BTreeMap::new();
    for (key, group) in &builder.groups {
        let Some(file) = group.file.as_deref() else {
            continue;
        };
        let mut said = FileRelations {
            builder,
            key,
            file,
            found,
        };
        match &file.entity {
            Entity::Topic(topic) => {
                parents.extend(topic.parent.as_ref().and_then(|name| said.parent(name)));
            }
            Entity::Person(person) => ties
                .parts
                .extend(said.countries(person.profile.country.as_slice())),
            Entity::Organization(of) => {
                parents.extend(of.parent.as_ref().and_then(|name| said.parent(name)));
                ties.parts
                    .extend(said.countries(of.profile.country.as_slice()));
                ties.parts.extend(said.topics(&of.topics));
            }
            Entity::Storyline(of) => {
                ties.parts.extend(said.countries(&of.countries));
                ties.parts.extend(said.topics(&of.topics));
            }
            _ => {}
        }
    }
    cut_cycles(builder, &mut parents, found);
    for (key, parent) in parents {
        let tied = if key.0 == Kind::Topic {
            &mut ties.above
        } else {
            &mut ties.parents
        };
        tied.push((parent, key));
    }
}

/// What one file says.
struct FileRelations<'a> {
    builder: &'a GroupsBuilder<'a>,
    key: &'a GroupKey,
    file: &'a EntityFile,
    found: &'a mut Vec<Diagnostic>,
}

impl FileRelations<'_> {
    /// Returns this group with the one above it; reports a parent that no file describes.
    fn parent(&mut self, name: &str) -> Option<(GroupKey, GroupKey)> {
        let parent = self.known(self.key.0, name, FieldPath::key("parent"))?;
        Some((self.key.clone(), parent))
    }

    fn countries(&self, countries: &[Country]) -> Vec<(GroupKey, GroupKey)> {
        let keys = countries
            .iter()
            .map(|country| (Kind::Country, slug_of(*country)));
        keys.map(|country| (country, self.key.clone())).collect()
    }

    fn topics(&mut self, names: &[String]) -> Vec<(GroupKey, GroupKey)> {
        let mut ties = Vec::new();
        for (idx, name) in names.iter().enumerate() {
            let at = FieldPath::key("topics").at_item(idx);
            if let Some(topic) = self.known(Kind::Topic, name, at) {
                ties.push((topic, self.key.clone()));
            }
        }
        ties
    }

    fn known(&mut self, kind: Kind, name: &str, at: FieldPath) -> Option<GroupKey> {
        match self.builder.find(kind, name) {
            TagTarget::Known(key) => Some(key),
            TagTarget::New(_) => None,
            _ => {
                self.found.extend(self.builder.wrong(
                    kind,
                    name,
                    Place::value(&self.file.path, &at),
                ));
                None
            }
        }
    }
}

/// Reports each cycle of parents once, and parents too deep, and cuts both.
fn cut_cycles(
    builder: &GroupsBuilder,
    parents: &mut BTreeMap<GroupKey, GroupKey>,
    found: &mut Vec<Diagnostic>,
) {
    // How many are above each one that has been looked at.
    let mut depths: BTreeMap<GroupKey, usize> = BTreeMap::new();
    let keys: Vec<GroupKey> = parents.keys().cloned().collect();
    for start in keys {
        let mut way = vec![start.clone()];
        let mut on_way = BTreeSet::from([start]);
        let mut above = 0;
        while let Some(parent) = way.last().and_then(|at| parents.get(at)).cloned() {
            if let Some(depth) = depths.get(&parent) {
                above = depth + 1;
                break;
            }
            if !on_way.insert(parent.clone()) {
                let first = way
                    .iter()
                    .position(|key| *key == parent)
                    .unwrap_or_default();
                report_cycle(builder, &way[first..], found);
                way.last()
                    .into_iter()
                    .for_each(|last| drop(parents.remove(last)));
                break;
            }
            way.push(parent);
        }
        for key in way.into_iter().rev() {
            if above > MAX_DEPTH {
                if above == MAX_DEPTH + 1 {
                    report(builder, &key, found, catalog::names::parent_too_deep);
                }
                parents.remove(&key);
                above = 0;
            }
            depths.insert(key, above);
            above += 1;
        }
    }
}

fn report_cycle(builder: &GroupsBuilder, way: &[GroupKey], found: &mut Vec<Diagnostic>) {
    let Some(first) = way.first() else { return };
    let names: Vec<&str> = way
        .iter()
        .chain([first])
        .map(|(_, slug)| slug.as_str())
        .collect();
    let shown = names.join(" → ");
    report(builder, first, found, |place, kind, _| {
        catalog::names::parent_cycle(place, kind, &shown)
    });
}

fn report(
    builder: &GroupsBuilder,
    key: &GroupKey,
    found: &mut Vec<Diagnostic>,
    diagnostic: impl Fn(Place, &str, usize) -> Diagnostic,
) {
    if let Some(file) = builder
        .groups
        .get(key)
        .and_then(|group| group.file.as_ref())
    {
        let place = Place::value(&file.path, &FieldPath::key("parent"));
        found.push(diagnostic(place, &key.0.to_string(), MAX_DEPTH));
    }
}

impl GroupEdges {
    /// Numbers `groups` in their order and ties them; what is tied to nothing that exists is let go.
    fn into_groups(self, groups: BTreeMap<GroupKey, Group>) -> Vec<Group> {
        let keys: Vec<GroupKey> = groups.keys().cloned().collect();
        let mut groups: Vec<Group> = groups.into_values().collect();
        let position = |key: &GroupKey| keys.binary_search(key).ok();
        let numbered = |ties: &[(GroupKey, GroupKey)]| -> Vec<(usize, usize)> {
            ties.iter()
                .filter_map(|(upper, lower)| position(upper).zip(position(lower)))
                .collect()
        };
        for (upper, lower) in numbered(&self.above) {
            groups[lower].above.push(GroupId(upper as u32));
        }
        for (upper, lower) in numbered(&self.above)
            .into_iter()
            .chain(numbered(&self.parents))
        {
            groups[upper].children.push(GroupId(lower as u32));
            if groups[lower].kind == groups[upper].kind {
                groups[lower].parent = Some(GroupId(upper as u32));
            }
        }
        for (upper, lower) in numbered(&self.parts) {
            groups[upper].parts.push(GroupId(lower as u32));
        }
        sort_by_name(&mut groups);
        groups
    }
}

fn sort_by_name(groups: &mut [Group]) {
    let names: Vec<(String, String)> = groups
        .iter()
        .map(|group| (text::fold(&group.name), group.slug.clone()))
        .collect();
    let by_name = |id: &GroupId| (names[id.0 as usize].clone(), *id);
    for group in groups {
        for ids in [&mut group.children, &mut group.parts] {
            ids.sort_by_cached_key(by_name);
            ids.dedup();
        }
    }
}
