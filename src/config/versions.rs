//! Reads `languages` of `site.yaml`: a list of tags, or a mapping from tags to the site's texts in each language.

use crate::config::{OwnRegion, Version};
use crate::diag::{Diagnostic, Place, catalog};
use crate::locale;
use crate::text;
use crate::yaml::{Field, FieldType, Fields, MappingSchema, Node};

const KEY: &str = "languages";

/// Reads the further languages of the site, in the order of the file.
pub(super) fn read(fields: &mut Fields, regions: &[OwnRegion]) -> Vec<Version> {
    fields.declare(KEY, || {
        let keys = MappingSchema::of("version", |fields| drop(version(fields, "", &[])));
        FieldType::AnyOf(vec![
            FieldType::list(FieldType::Text),
            FieldType::map_of(FieldType::Map(keys)),
        ])
    });
    let Some(field) = fields.get(KEY) else {
        return Vec::new();
    };
    let Node::Map(entries) = field.node else {
        let items = fields.items_of(KEY, &field).into_iter();
        let known = items
            .filter(|item| is_known(fields, &item.text, Place::value(fields.path(), &item.at)));
        return known.map(|item| bare(&item.text)).collect();
    };
    let mut versions = Vec::new();
    for (tag, node) in entries {
        let at = field.at.at_key(tag);
        if !is_known(fields, tag, Place::key(fields.path(), &at)) {
            continue;
        }
        if *node == Node::Null {
            versions.push(bare(tag));
            continue;
        }
        let Some((entries, at)) = fields.map_of(KEY, &Field { node, at }) else {
            continue;
        };
        let mut inner = Fields::new(fields.path(), at, entries);
        versions.push(version(&mut inner, tag, regions));
        inner
            .finish()
            .into_iter()
            .for_each(|diagnostic| fields.report(diagnostic));
    }
    versions
}

/// Returns the version of a language without texts of its own.
fn bare(tag: &str) -> Version {
    Version {
        language: tag.to_owned(),
        title: None,
        description: None,
        author: None,
        country_label: None,
        regions: Vec::new(),
    }
}

fn version(fields: &mut Fields, tag: &str, regions: &[OwnRegion]) -> Version {
    Version {
        language: tag.to_owned(),
        title: fields.text("title"),
        description: fields.text("description"),
        author: fields.text("author"),
        country_label: fields.text("country_label"),
        regions: names(fields, regions),
    }
}

/// Reads the names of the site's own `regions` in one language.
fn names(fields: &mut Fields, regions: &[OwnRegion]) -> Vec<(String, String)> {
    fields.declare("regions", || FieldType::map_of(FieldType::Text));
    let mut names = Vec::new();
    for (slug, name, at) in fields.pairs("regions") {
        let known: Vec<&str> = regions.iter().map(|region| region.slug.as_str()).collect();
        if known.contains(&slug.as_str()) {
            names.push((slug, name));
        } else {
            let place = Place::key(fields.path(), &at);
            let nearest = text::nearest(&slug, known.iter().copied());
            fields.report(catalog::fields::value_unknown(
                place, &slug, &known, nearest,
            ));
        }
    }
    names
}

fn is_known(fields: &mut Fields, tag: &str, place: Place) -> bool {
    let known = locale::is_known(tag);
    if !known {
        fields.report(unknown_language(place, tag));
    }
    known
}

/// Reports that `tag` is no known language.
pub(super) fn unknown_language(place: Place, tag: &str) -> Diagnostic {
    let near = text::nearest(tag, locale::tags());
    catalog::fields::value_invalid(place, tag, "a language tag of BCP 47 (`en-GB`, `ar`)")
        .hint_if(near.map(|near| format!("did you mean `{near}`?")))
}
