//! The schemas for editors: valid, and of one mind with the readers.

use std::fs;
use std::path::Path;

use dateline::content::ContentPath;
use dateline::kind::Kind;
use dateline::schema::SchemaKind;
use dateline::source::{SourcePath, SourceTree};
use dateline::yaml::{FieldType, MappingSchema};
use dateline::{config, content, disk, yaml};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::build;

/// What YAML says, as JSON whose scalars are all texts.
fn value(text: &str) -> Value {
    let node = yaml::parse(&SourcePath::new("site.yaml"), text, 0)
        .value
        .expect("YAML");
    serde_json::to_value(node).expect("JSON")
}

/// What the schema finds wrong, one line each; read as of draft 7 it finds the same.
fn wrong(document: SchemaKind, value: &Value) -> String {
    let schema = document.schema();
    let validator: Validator = jsonschema::draft202012::new(&schema).expect("a schema");
    assert_eq!(
        validator.is_valid(value),
        jsonschema::draft7::is_valid(&older(schema), value),
        "{value}"
    );
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}\n", error.instance_path()))
        .collect()
}

fn older(mut schema: Value) -> Value {
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema
}

#[test]
fn the_schemas_are_of_draft_2020_12() {
    for document in SchemaKind::all() {
        let schema = document.schema();
        let checked = jsonschema::draft202012::meta::validate(&schema);
        assert!(checked.is_ok(), "{}: {checked:?}", document.label());
        // What the documentation says of tools that know no other draft.
        assert!(
            jsonschema::draft7::meta::is_valid(&older(schema.clone())),
            "{}",
            document.label()
        );
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        assert_eq!(schema["additionalProperties"], json!(false));
    }
}

#[test]
fn every_file_of_the_sites_here_is_valid() {
    let mut n_files = 0;
    for folder in ["", "tests/golden/site", "tests/golden/kadhemi"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let tree = disk::read_tree(&root).expect("the site can be read").value;
        let languages = config::parse(&tree).value.languages;
        if let Some(file) = tree.get("site.yaml") {
            let text = std::str::from_utf8(file.bytes()).expect("UTF-8");
            assert_eq!(
                wrong(SchemaKind::Site, &value(text)),
                "",
                "{folder}/site.yaml"
            );
        }
        for file in tree.under("content/") {
            let Some(at) = ContentPath::of(&file.path, &languages) else {
                continue;
            };
            let (text, parts) = content::cut(file).expect("front matter");
            let front = value(&text[parts.front]);
            assert_eq!(
                wrong(SchemaKind::Front(at.kind), &front),
                "",
                "{folder}/{}",
                file.path
            );
            n_files += 1;
        }
    }
    assert!(n_files > 50, "{n_files}");
}

#[test]
fn what_the_program_refuses_by_its_form_the_schema_refuses() {
    let brief = SchemaKind::Front(Kind::Brief);
    let good = json!({ "title": "A", "date": "2026-03-01", "source": "https://wire.example/a" });
    assert_eq!(wrong(brief, &good), "");
    for (key, bad) in [
        ("titel", json!("B")),
        ("status", json!("finished")),
        ("title", Value::Null),
        ("title", json!("")),
        ("date", json!("yesterday")),
        ("priority", json!(10)),
        ("topics", json!([{}])),
        ("countries", json!(["Iraq"])),
        ("source", json!("wire")),
        (
            "source",
            json!([{ "url": "https://wire.example/", "adress": "x" }]),
        ),
        ("sources", json!(["https://wire.example/b"])),
        ("updates", json!({ "2026-03-02": null })),
        ("image", json!(["a.jpg"])),
    ] {
        let mut front = good.clone();
        front[key] = bad;
        assert_ne!(wrong(brief, &front), "", "{front}");
    }
    let mut untitled = good;
    untitled.as_object_mut().expect("a mapping").remove("title");
    assert_ne!(wrong(brief, &untitled), "");
}

/// Front matter of a brief besides `title`, `date` and `source`, and whether it is as it should be.
const BESIDE: [(&str, bool); 29] = [
    ("topics: a, b", true),
    ("topics: [a, b, ~]", true),
    ("topics: 2021", true),
    ("topics: {a: b}", false),
    ("topics:", true),
    ("countries: NO, SE", true),
    ("countries: [NO, SE]", true),
    ("countries: [no, irq, Uk]", true),
    ("countries: [Norway]", false),
    ("topics: [PA Local, C++]", true),
    ("author: 1984", true),
    ("author: Yes", true),
    ("author: [Ann]", false),
    ("priority: 9", true),
    ("priority: 0", false),
    ("event: 2021", true),
    ("updates: { 2026-03-02 10:00: More. }", true),
    (
        "updates: [{ 2026-03-02: More. }, { 2026-03-02: Still more. }]",
        true,
    ),
    ("updates: More.", false),
    ("aliases: /old/", true),
    ("aliases: [/old/, /older.html]", true),
    ("type: opinion", true),
    ("type: rumour", false),
    ("autolink: off", true),
    ("slug: A", false),
    ("id: x", true),
    ("check: { title-length: the reason }", true),
    ("extra: { a: [1, 2] }", true),
    ("unknown: x", false),
];

#[test]
fn the_schema_and_the_program_are_of_one_mind() {
    for (line, is_right) in BESIDE {
        let front =
            format!("title: 1984\ndate: 2026-03-01\nsource: https://wire.example/a\n{line}\n");
        let site = "//- site.yaml\nentities: open\n//- content/briefs/a.md\n";
        let built = build(&format!("{site}---\n{front}---\nText.\n"));
        assert_eq!(
            !built.outputs.is_empty(),
            is_right,
            "{line}: {}",
            built.findings
        );
        let typed = value(&front);
        // A number in quotes is not measured, so a wrong one may pass as a text.
        assert!(
            !is_right || wrong(SchemaKind::Front(Kind::Brief), &typed).is_empty(),
            "{line}"
        );
        // As an editor sees it, with numbers and booleans.
        let guessed = guess(typed);
        assert_eq!(
            wrong(SchemaKind::Front(Kind::Brief), &guessed).is_empty(),
            is_right,
            "{line}: {guessed}"
        );
    }
}

/// Makes of texts what the core schema of YAML 1.2 makes of them.
fn guess(value: Value) -> Value {
    match value {
        Value::String(text) => match text.as_str() {
            "true" => json!(true),
            "false" => json!(false),
            text => text
                .parse::<i64>()
                .map_or_else(|_| json!(text), |number| json!(number)),
        },
        Value::Array(values) => values.into_iter().map(guess).collect(),
        Value::Object(entries) => entries
            .into_iter()
            .map(|(key, value)| (key, guess(value)))
            .collect(),
        other => other,
    }
}

#[test]
fn the_site_is_read_and_described_alike() {
    for (line, is_right) in [
        ("nav: []", true),
        ("nav: [{ title: A, link: /a/ }]", true),
        ("nav: [{ title: A }]", false),
        ("feeds: atom", true),
        ("feeds: [atom, json]", true),
        ("feeds: [rss]", false),
        ("lists: { latest: { countries: IQ, limit: 5 } }", true),
        ("lists: { latest: { limit: 1000 } }", false),
        ("lists: { latest: { order: newest } }", false),
        ("regions: { north: \"NO, SE\" }", true),
        ("regions: { north: [\"NO\", SE] }", true),
        ("names: { TR: variant }", true),
        ("lead_ins: { en: [In short] }", true),
        ("defaults: { briefs/iraq/: { countries: IQ } }", true),
        ("page_size: 0", false),
        ("entities: ajar", false),
    ] {
        let text = format!("{line}\n");
        let brief = "---\ntitle: A\ndate: 2026-03-01\nsource: https://w.example/\ncountries: IQ\n---\nText.\n";
        let built = build(&format!(
            "//- content/briefs/a.md\n{brief}//- site.yaml\n{text}"
        ));
        assert_eq!(
            !built.outputs.is_empty() || built.findings.contains("dead-link"),
            is_right,
            "{line}"
        );
        assert_eq!(
            wrong(SchemaKind::Site, &guess(value(&text))).is_empty(),
            is_right,
            "{line}"
        );
    }
}

#[test]
fn the_documentation_names_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
    let text = fs::read_to_string(path).expect("the documentation");
    let section = |title: &str| {
        let (_, rest) = text
            .split_once(&format!("\n## {title}"))
            .expect("the section");
        rest.split_once("\n## ")
            .map_or(rest, |(section, _)| section)
    };
    for document in SchemaKind::all() {
        let section = section(match document {
            SchemaKind::Front(Kind::Brief) => "A brief",
            SchemaKind::Front(_) => "Other files",
            SchemaKind::Site => "`site.yaml`",
        });
        for key in all_keys(&document.keys()) {
            // In an example of a mapping, too: `{ title: Iraq }`.
            let named =
                section.contains(&format!("`{key}`")) || section.contains(&format!(" {key}: "));
            assert!(
                named,
                "docs/format.md does not say what `{key}` of a {} is",
                document.label()
            );
        }
    }
}

/// The names of keys and of those below them.
fn all_keys(keys: &MappingSchema) -> Vec<&'static str> {
    let below = keys.keys.iter().flat_map(|key| below(&key.shape));
    keys.keys.iter().map(|key| key.name).chain(below).collect()
}

fn below(shape: &FieldType) -> Vec<&'static str> {
    match shape {
        FieldType::Map(keys) => all_keys(keys),
        FieldType::List(inner) | FieldType::Items(inner) | FieldType::MapOf(inner) => below(inner),
        FieldType::AnyOf(shapes) => shapes.iter().flat_map(below).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_site_without_files_is_described_as_well() {
    assert_eq!(wrong(SchemaKind::Site, &json!({})), "");
    assert!(config::parse(&SourceTree::default()).diagnostics.is_empty());
}
