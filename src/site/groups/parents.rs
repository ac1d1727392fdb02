//! Relations between groups: parents of topics and organizations, regions of countries, and the countries and topics
//! that files name. Checks them for cycles and gives groups their final ids.

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

/// Most ancestors that a topic or an organization may have.
const MAX_DEPTH: usize = 20;

/// Finishes `builder`: numbers the groups and links them to each other.
pub(crate) fn finish(builder: GroupsBuilder, found: &mut Vec<Diagnostic>) -> Vec<Group> {
    let mut edges = GroupEdges::default();
    collect_edges(&builder, &mut edges, found);
    for (key, group) in &builder.groups {
        let Some(country) = group.country else {
            continue;
        };
        for (region, _) in builder.regions(country) {
            edges.above.push(((Kind::Region, region), key.clone()));
        }
    }
    for region in Region::all() {
        if let Some(up) = region.parent() {
            let key = |region: Region| (Kind::Region, region.slug().to_string());
            edges.above.push((key(up), key(region)));
        }
    }
    edges.into_groups(builder.groups)
}

/// Edges between groups before they have ids, as pairs of the upper and the lower one.
#[derive(Debug, Default)]
struct GroupEdges {
    /// The briefs of the lower group are listed under the upper one, too.
    above: Vec<(GroupKey, GroupKey)>,
    /// The lower group is a part of the upper one, but keeps its briefs to itself.
    parents: Vec<(GroupKey, GroupKey)>,
    /// The file of the lower group names the upper one.
    parts: Vec<(GroupKey, GroupKey)>,
}

/// Collects the edges that the files of `builder` state; reports invalid ones.
fn collect_edges(builder: &GroupsBuilder, edges: &mut GroupEdges, found: &mut Vec<Diagnostic>) {
    let mut parents: BTreeMap<GroupKey, GroupKey> = BTreeMap::new();
    for (key, group) in &builder.groups {
        let Some(file) = group.file.as_deref() else {
            continue;
        };
        let mut relations = FileRelations {
            builder,
            key,
            file,
            found,
        };
        match &file.entity {
            Entity::Topic(topic) => {
                parents.extend(
                    topic
                        .parent
                        .as_ref()
                        .and_then(|name| relations.parent(name)),
                );
            }
            Entity::Person(person) => edges
                .parts
                .extend(relations.countries(person.profile.country.as_slice())),
            Entity::Organization(of) => {
                parents.extend(of.parent.as_ref().and_then(|name| relations.parent(name)));
                edges
                    .parts
                    .extend(relations.countries(of.profile.country.as_slice()));
                edges.parts.extend(relations.topics(&of.topics));
            }
            Entity::Storyline(of) => {
                edges.parts.extend(relations.countries(&of.countries));
                edges.parts.extend(relations.topics(&of.topics));
            }
            _ => {}
        }
    }
    cut_cycles(builder, &mut parents, found);
    // Briefs about a part of a topic are about the topic, but briefs about an agency are not about its ministry.
    for (key, parent) in parents {
        let target = if key.0 == Kind::Topic {
            &mut edges.above
        } else {
            &mut edges.parents
        };
        target.push((parent, key));
    }
}

/// Relations that one file states.
struct FileRelations<'a> {
    builder: &'a GroupsBuilder<'a>,
    key: &'a GroupKey,
    file: &'a EntityFile,
    found: &'a mut Vec<Diagnostic>,
}

impl FileRelations<'_> {
    /// Returns the edge from this group to its parent; reports a parent that does not exist.
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
        let mut edges = Vec::new();
        for (idx, name) in names.iter().enumerate() {
            let at = FieldPath::key("topics").at_item(idx);
            if let Some(topic) = self.known(Kind::Topic, name, at) {
                edges.push((topic, self.key.clone()));
            }
        }
        edges
    }

    fn known(&mut self, kind: Kind, name: &str, at: FieldPath) -> Option<GroupKey> {
        match self.builder.find(kind, name) {
            TagTarget::Known(key) => Some(key),
            // With `entities: open`, a name that no brief has used yet is no mistake, but no group either.
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

/// Reports each cycle of parents once, and parents that are too deep; removes edges until neither is left.
fn cut_cycles(
    builder: &GroupsBuilder,
    parents: &mut BTreeMap<GroupKey, GroupKey>,
    found: &mut Vec<Diagnostic>,
) {
    // Number of ancestors of each group that has been visited; each group is walked through once.
    let mut depths: BTreeMap<GroupKey, usize> = BTreeMap::new();
    // Collected first, since the loop removes edges.
    let keys: Vec<GroupKey> = parents.keys().cloned().collect();
    for start in keys {
        let mut path = vec![start.clone()];
        let mut on_path = BTreeSet::from([start]);
        let mut above = 0;
        while let Some(parent) = path.last().and_then(|at| parents.get(at)).cloned() {
            if let Some(depth) = depths.get(&parent) {
                above = depth + 1;
                break;
            }
            // The walk has come back to a group on its own path. Groups before that one only lead into the cycle.
            if !on_path.insert(parent.clone()) {
                let first = path
                    .iter()
                    .position(|key| *key == parent)
                    .unwrap_or_default();
                report_cycle(builder, &path[first..], found);
                // Removing the last edge breaks the cycle; the rest of the path then gets its depths below.
                path.last()
                    .into_iter()
                    .for_each(|last| drop(parents.remove(last)));
                break;
            }
            path.push(parent);
        }
        // From the end of the path to its start, so that each depth is one more than that of its parent.
        for key in path.into_iter().rev() {
            if above > MAX_DEPTH {
                // Only the first group beyond the limit is reported: it becomes a root, and the count starts over.
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

fn report_cycle(builder: &GroupsBuilder, path: &[GroupKey], found: &mut Vec<Diagnostic>) {
    let Some(first) = path.first() else { return };
    let names: Vec<&str> = path
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
    /// Gives `groups` ids in their order and adds the edges to them. Edges to groups that do not exist are dropped.
    fn into_groups(self, groups: BTreeMap<GroupKey, Group>) -> Vec<Group> {
        let keys: Vec<GroupKey> = groups.keys().cloned().collect();
        let mut groups: Vec<Group> = groups.into_values().collect();
        // A `BTreeMap` yields sorted keys, so an index into them is the id of the group.
        let position = |key: &GroupKey| keys.binary_search(key).ok();
        let numbered = |edges: &[(GroupKey, GroupKey)]| -> Vec<(usize, usize)> {
            edges
                .iter()
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
            // Not from a country to its regions: it has several, and none of them is its parent.
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
            // Several keys of a file may state the same edge.
            ids.dedup();
        }
    }
}
