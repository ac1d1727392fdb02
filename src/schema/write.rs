//! Writes keys as JSON Schema.
//!
//! The schema accepts what the parsers accept, including what YAML makes of a text (`title: 1984` is a number there),
//! and some of what only they can refuse: a slug that no file describes, a day that does not exist. The one thing it
//! refuses and they accept is an empty text in quotes where a word or a slug belongs.

use serde_json::{Map, Value, json};

use crate::country::Country;
use crate::schema::meaning;
use crate::url::MAX_SLUG_BYTES;
use crate::yaml::{FieldSchema, FieldType, MappingSchema};

/// Adds the description of a document with these keys to its `schema`.
pub(super) fn document(keys: &MappingSchema, schema: &mut Value) {
    let mut defs = Map::new();
    let Value::Object(body) = object(keys, &mut defs) else {
        unreachable!("a mapping is an object")
    };
    if let Value::Object(schema) = schema {
        schema.extend(body);
        if !defs.is_empty() {
            schema.insert("$defs".to_owned(), Value::Object(defs));
        }
    }
}

fn object(keys: &MappingSchema, defs: &mut Map<String, Value>) -> Value {
    let properties: Map<String, Value> = keys
        .keys
        .iter()
        .map(|key| (key.name.to_owned(), property(&keys.name, key, defs)))
        .collect();
    let required: Vec<&str> = keys
        .keys
        .iter()
        .filter(|key| key.required.is_some())
        .map(|key| key.name)
        .collect();
    let mut schema =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if !keys.one_of.is_empty() {
        // A key without a value counts as absent, so `required` alone is not enough.
        let given = |key: &&'static str| {
            let filled = json!({ "not": { "type": "null" } });
            json!({ "required": [key], "properties": { *key: filled } })
        };
        schema["oneOf"] = keys.one_of.iter().map(given).collect();
    }
    schema
}

fn property(mapping: &str, key: &FieldSchema, defs: &mut Map<String, Value>) -> Value {
    let is_needed = key.required.is_some();
    let schema = value(&key.shape, defs);
    let mut schema = if is_needed {
        filled(schema)
    } else {
        or_null(schema)
    };
    let meaning = meaning(mapping, key.name).map_or("", |(_, meaning)| meaning);
    schema["description"] = match expected(&key.shape) {
        Some(expected) => json!(format!("{meaning} Takes {expected}.")),
        None => json!(meaning),
    };
    // A required key declares an example line, `title: What happened`.
    let example = key
        .required
        .as_deref()
        .and_then(|example| example.split_once(": "));
    if let Some((_, example)) = example {
        schema["examples"] = json!([example]);
    }
    schema
}

/// Returns what the values of a field must be, for its description, where a pattern cannot express it.
fn expected(shape: &FieldType) -> Option<String> {
    match shape {
        FieldType::Parsed(expected) => Some(expected.clone()),
        FieldType::List(item) => {
            expected(item).map(|expected| format!("a list; each is {expected}"))
        }
        FieldType::Moment => {
            Some("a date or a time (`2021-07-25`, `2021-07-25 09:00`, RFC 3339)".to_owned())
        }
        FieldType::WebAddress => Some("a web address (`https://…`)".to_owned()),
        _ => None,
    }
}

fn value(shape: &FieldType, defs: &mut Map<String, Value>) -> Value {
    match shape {
        FieldType::Any => json!({}),
        FieldType::Text | FieldType::Parsed(_) => {
            json!({ "type": ["string", "number", "boolean"] })
        }
        FieldType::Words(words) => json!({ "enum": words }),
        FieldType::Number(least, most) => json!({ "anyOf": [
            { "type": "integer", "minimum": least, "maximum": most },
            { "type": "string", "pattern": r"^\s*\+?[0-9]+\s*$" },
        ] }),
        FieldType::Slug => json!({
            "type": ["string", "integer", "boolean"],
            // Letters of any script, but no capitals: only ASCII ones are excluded here, the parser refuses the others.
            "pattern": r"^\s*[^A-Z_\s/,.:;!?'#&]([^A-Z\s/,.:;!?'#&])*\s*$",
            "maxLength": MAX_SLUG_BYTES,
        }),
        FieldType::Moment => json!({
            "type": "string",
            // `2021-07-25`, `25/7/2021`, `July 25, 2021`: the pattern is loose, the parser is exact.
            "pattern": r"^\s*([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|([0-9]{1,2}[a-z]*|[A-Za-z]+[.,]*) .*[0-9]{4})([ ,Tt].+)?\s*$",
        }),
        FieldType::WebAddress => {
            json!({ "type": "string", "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?:.+$" })
        }
        FieldType::Country => define("country", defs, |_| {
            let codes: Vec<&str> = Country::all().map(Country::code).collect();
            // The list is for completion. The parser also takes lower case and alpha-3, and knows which codes exist.
            let others = json!({ "type": "string", "pattern": r"^\s*[A-Za-z]{2,3}\s*$" });
            json!({ "description": "A code of ISO 3166-1.", "anyOf": [{ "enum": codes }, others] })
        }),
        FieldType::List(item) => {
            // A list may also be a text, `a, b`, whose items only the parser checks.
            let item = or_null(value(item, defs));
            json!({ "type": ["array", "string", "number", "boolean"], "items": item })
        }
        FieldType::Items(item) => json!({ "type": "array", "items": value(item, defs) }),
        FieldType::MapOf(item) => {
            json!({ "type": "object", "additionalProperties": value(item, defs) })
        }
        FieldType::Map(keys) => define(&keys.name, defs, |defs| object(keys, defs)),
        FieldType::AnyOf(shapes) => {
            let shapes: Vec<Value> = shapes.iter().map(|shape| value(shape, defs)).collect();
            json!({ "anyOf": shapes })
        }
    }
}

/// Puts a schema that is used in several places into `$defs`, once, and returns a reference to it.
fn define(
    name: &str,
    defs: &mut Map<String, Value>,
    make: impl FnOnce(&mut Map<String, Value>) -> Value,
) -> Value {
    if !defs.contains_key(name) {
        let schema = make(defs);
        defs.insert(name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Makes a schema of texts refuse the empty text, which the parsers treat as absent.
fn filled(mut schema: Value) -> Value {
    if schema.get("pattern").is_none() {
        schema["pattern"] = json!(r"\S");
    }
    schema
}

/// Makes a schema accept `null` too: the parsers treat a key without a value as absent.
fn or_null(mut schema: Value) -> Value {
    if let Some(kinds) = schema.get_mut("type") {
        let mut all = match kinds.take() {
            Value::Array(kinds) => kinds,
            kind => vec![kind],
        };
        all.push(json!("null"));
        *kinds = Value::Array(all);
    } else if let Some(all) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        all.push(Value::Null);
    } else if let Some(all) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        all.push(json!({ "type": "null" }));
    } else if schema.get("$ref").is_some() {
        return json!({ "anyOf": [schema, { "type": "null" }] });
    }
    schema
}
