//! The JSON Schema of front matter and of `site.yaml`, for editors: made from the keys that the readers
//! themselves ask for, so that it takes what they take. What each key means is in `meanings.txt`.

mod write;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::kind::Kind;
use crate::yaml::{FieldType, MappingSchema};
use crate::{brief, config, entity, site};

/// What the keys mean: a line `MAPPING.KEY: MEANING` for each, in Markdown.
const MEANINGS: &str = include_str!("meanings.txt");
/// The mapping in `meanings.txt` of what all kinds but briefs have in common.
const DESCRIBED: &str = "described";

/// A kind of file that has a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SchemaKind {
    /// The front matter of files of a kind.
    Front(Kind),
    /// `site.yaml`.
    Site,
}

impl SchemaKind {
    /// Returns all of them, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = SchemaKind> {
        Kind::with_files()
            .map(SchemaKind::Front)
            .chain([SchemaKind::Site])
    }

    /// Returns the one that is called so: `brief`, `site`.
    pub fn named(name: &str) -> Option<SchemaKind> {
        SchemaKind::all().find(|document| document.label() == name)
    }

    /// Returns what it is called on the command line, and in `meanings.txt`.
    pub fn label(self) -> &'static str {
        match self {
            SchemaKind::Front(kind) => kind.as_str(),
            SchemaKind::Site => "site",
        }
    }

    /// Returns its keys.
    pub fn keys(self) -> MappingSchema {
        match self {
            SchemaKind::Front(Kind::Brief) => brief::keys(),
            SchemaKind::Front(kind) => entity::keys(kind),
            SchemaKind::Site => config::keys().with(
                "lists",
                FieldType::map_of(FieldType::Map(site::list_keys())),
            ),
        }
    }

    /// Returns its JSON Schema, of draft 2020-12.
    pub fn schema(self) -> Value {
        let (title, description) = match self {
            SchemaKind::Front(kind) => (
                format!("Front matter of a Dateline {kind}"),
                format!(
                    "What a file of `content/{}/` says between its two lines `---`.",
                    kind.folder()
                ),
            ),
            SchemaKind::Site => (
                "site.yaml of a Dateline site".to_owned(),
                "What the site is as a whole.".to_owned(),
            ),
        };
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": title,
            "description": description,
        });
        write::document(&self.keys(), &mut schema);
        schema
    }
}

/// Returns what `key` of the mapping `name` means, with the line of `meanings.txt` that says it: the
/// mapping's own, or the one that all described things have in common.
fn meaning(name: &str, key: &str) -> Option<(String, &'static str)> {
    let lines = meanings();
    let kind = Kind::named(name).filter(|kind| *kind != Kind::Brief);
    let common = kind.map(|_| DESCRIBED);
    std::iter::once(name).chain(common).find_map(|mapping| {
        let line = format!("{mapping}.{key}");
        let meaning = lines.get(line.as_str())?;
        Some((line, *meaning))
    })
}

fn meanings() -> BTreeMap<&'static str, &'static str> {
    MEANINGS
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{SchemaKind, meaning, meanings};
    use crate::yaml::{FieldType, MappingSchema};
    use std::collections::BTreeSet;

    /// The mappings in `keys` and below: the name of each with its keys.
    fn mappings(keys: &MappingSchema, found: &mut BTreeSet<(String, &'static str)>) {
        for key in &keys.keys {
            found.insert((keys.name.clone(), key.name));
            below(&key.shape, found);
        }
    }

    fn below(shape: &FieldType, found: &mut BTreeSet<(String, &'static str)>) {
        match shape {
            FieldType::Map(keys) => mappings(keys, found),
            FieldType::List(inner) | FieldType::Items(inner) | FieldType::MapOf(inner) => {
                below(inner, found)
            }
            FieldType::AnyOf(shapes) => shapes.iter().for_each(|shape| below(shape, found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_has_a_meaning_and_every_meaning_a_key() {
        let mut keys = BTreeSet::new();
        SchemaKind::all().for_each(|document| mappings(&document.keys(), &mut keys));
        let mut used = BTreeSet::new();
        for (name, key) in &keys {
            let (line, meaning) = meaning(name, key).unwrap_or_else(|| {
                panic!("src/schema/meanings.txt has no line `{name}.{key}: …`");
            });
            assert!(
                meaning.ends_with('.') && meaning.len() > 5,
                "{line}: {meaning}"
            );
            used.insert(line);
        }
        let left: Vec<&str> = meanings()
            .into_keys()
            .filter(|line| !used.contains(*line))
            .collect();
        assert!(
            left.is_empty(),
            "src/schema/meanings.txt: nothing asks for {left:?}"
        );
    }
}
