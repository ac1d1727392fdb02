//! `name-shared`, `spelling-shared`: reports a name or spelling that two people or organizations share, since links
//! and fixes could then mean either; which one is meant is never guessed.
//!
//! Compares the names in entity files: `name`, `native`, `aka` and `spellings`, and `short` of organizations. Names
//! in prose are checked in `editorial::names`.

use std::collections::HashMap;

use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::site::Group;
use crate::source::FieldPath;
use crate::text;

/// Checks the names of all people and organizations.
pub(super) fn site(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    let mut names: HashMap<String, Owner> = HashMap::new();
    let groups = ctx.site.groups.iter().enumerate();
    let named: Vec<(usize, EntityNames)> = groups
        .filter_map(|(idx, group)| Some((idx, EntityNames::of(group)?)))
        .collect();
    for (owner, named) in &named {
        for (name, at) in &named.names {
            let key = text::fold(name);
            match names.get(&key) {
                // A person may list the same name twice, as `name` and under `aka`.
                Some(known) if known.owner == *owner => {}
                Some(known) => {
                    found.push(catalog::names::name_shared(
                        named.place(at),
                        name,
                        (&known.what, known.place.clone()),
                    ));
                }
                None => drop(names.insert(key, Owner::new(*owner, named, at))),
            }
        }
    }
    let mut spellings: HashMap<String, Owner> = HashMap::new();
    for (owner, named) in &named {
        for (spelling, at) in &named.spellings {
            // A spelling that is another's correct name. Compared unfolded: a wrong spelling differs from the right
            // one in just what folding drops (accents, apostrophes).
            let good = names
                .get(&text::fold(spelling))
                .filter(|known| known.owner != *owner);
            let key = text::unified(spelling);
            let good = good.filter(|known| known.written == key);
            match good.or_else(|| spellings.get(&key).filter(|known| known.owner != *owner)) {
                Some(known) => {
                    let other = (known.what.as_str(), known.place.clone());
                    found.push(catalog::names::spelling_shared(
                        named.place(at),
                        spelling,
                        other,
                    ));
                }
                None => drop(
                    spellings
                        .entry(key)
                        .or_insert_with(|| Owner::new(*owner, named, at)),
                ),
            }
        }
    }
}

/// The first entity that claims a name.
struct Owner {
    /// Index among the groups of the site.
    owner: usize,
    /// Kind and slug, for messages.
    what: String,
    place: Place,
    /// The name as written, with letters composed and apostrophes unified; empty for a spelling.
    written: String,
}

impl Owner {
    fn new(owner: usize, named: &EntityNames, at: &FieldPath) -> Self {
        let written = named
            .names
            .iter()
            .find(|(_, known)| known == at)
            .map(|(name, _)| text::unified(name));
        Owner {
            owner,
            what: named.what.clone(),
            place: named.place(at),
            written: written.unwrap_or_default(),
        }
    }
}

/// Names and spellings of one entity, with their fields.
struct EntityNames<'a> {
    what: String,
    path: &'a crate::source::SourcePath,
    names: Vec<(&'a str, FieldPath)>,
    spellings: Vec<(&'a str, FieldPath)>,
}

impl<'a> EntityNames<'a> {
    fn of(group: &'a Group) -> Option<Self> {
        let file = group.file.as_ref()?;
        let of = file.entity.profile()?;
        // `short` of a person is a surname, which other people share legitimately.
        let short = of
            .short
            .as_ref()
            .filter(|_| group.kind == Kind::Organization);
        let items = |texts: &'a [String], key: &'static str| {
            let item = move |(idx, text): (usize, &'a String)| {
                (text.as_str(), FieldPath::key(key).at_item(idx))
            };
            texts.iter().enumerate().map(item)
        };
        let one =
            |text: Option<&'a String>, key| text.map(|text| (text.as_str(), FieldPath::key(key)));
        let own = [
            one(Some(&of.name), "name"),
            one(of.native.as_ref(), "native"),
            one(short, "short"),
        ];
        Some(EntityNames {
            what: format!("{} `{}`", group.kind, group.slug),
            path: &file.path,
            names: own
                .into_iter()
                .flatten()
                .chain(items(&of.aka, "aka"))
                .collect(),
            spellings: items(&of.spellings, "spellings").collect(),
        })
    }

    fn place(&self, at: &FieldPath) -> Place {
        Place::value(self.path, at)
    }
}
