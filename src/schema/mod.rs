//! JSON Schemas of front matter and of `site.yaml`, for completion and checks in editors.
//!
//! They are made from the keys that the parsers declare, so that they accept what the parsers accept. Descriptions of
//! the keys are in `meanings.txt`; `write` turns both into JSON Schema.

mod write;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::kind::Kind;
use crate::yaml::{FieldType, MappingSchema};
use crate::{brief, config, entity, site};

/// Descriptions of the keys in Markdown, one line `MAPPING.KEY: DESCRIPTION` for each.
const MEANINGS: &str = include_str!("meanings.txt");
/// Mapping in `meanings.txt` for the keys that all kinds except briefs have in common.
const SHARED_MAPPING: &str = "described";

/// A kind of file that has a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SchemaKind {
    /// The front matter of content files of a kind.
    Front(Kind),
    Site,
}

impl SchemaKind {
    /// Returns all kinds, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = SchemaKind> {
        Kind::with_files()
            .map(SchemaKind::Front)
            .chain([SchemaKind::Site])
    }

    /// Returns the kind with this label, such as `brief` or `site`.
    pub fn named(name: &str) -> Option<SchemaKind> {
        SchemaKind::all().find(|document| document.label() == name)
    }

    /// Returns the name of the kind on the command line and in `meanings.txt`.
    pub fn label(self) -> &'static str {
        match self {
            SchemaKind::Front(kind) => kind.as_str(),
            SchemaKind::Site => "site",
        }
    }

    /// Returns the keys that the parser of this kind accepts.
    pub fn keys(self) -> MappingSchema {
        match self {
            SchemaKind::Front(Kind::Brief) => brief::keys(),
            SchemaKind::Front(kind) => entity::keys(kind),
            // `config` is a lower layer: the keys of lists are declared in `site`, which parses them.
            SchemaKind::Site => config::keys().with(
                "lists",
                FieldType::map_of(FieldType::Map(site::list_keys())),
            ),
        }
    }

    /// Returns the JSON Schema (draft 2020-12).
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

/// Returns the description of `key` in the mapping `name`, with the key of its line in `meanings.txt`.
///
/// Falls back to the description that all kinds except briefs share.
fn meaning(name: &str, key: &str) -> Option<(String, &'static str)> {
    let lines = meanings();
    // Each key of a brief has a line of its own.
    let kind = Kind::named(name).filter(|kind| *kind != Kind::Brief);
    let common = kind.map(|_| SHARED_MAPPING);
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

    /// Collects the mappings in `keys` and below: the name of each with its keys.
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
