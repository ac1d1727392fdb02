//! The catalog of diagnostics: every code has a manual entry, a test that shows it, and a place in the docs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dateline::diag::{self, Category, ManualEntry};
use expect_test::expect_file;

/// An expected line of some test, for each code: `severity[code]: message`.
fn examples() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut examples = BTreeMap::new();
    for folder in [
        "tests/it",
        "tests/golden/expected/findings.txt",
        "tests/golden/mistakes.txt",
        "src",
    ] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.expect("readable");
            let is_text = ["rs", "txt"]
                .map(Some)
                .contains(&entry.path().extension().and_then(|name| name.to_str()));
            if is_text && !entry.path().ends_with("diagnostics.rs") {
                let text = fs::read_to_string(entry.path()).expect("UTF-8");
                collect(&text, &mut examples);
            }
        }
    }
    examples
}

/// Collects what `text` expects to be said.
fn collect(text: &str, examples: &mut BTreeMap<String, String>) {
    for severity in ["error", "warning", "note"] {
        for (at, _) in text.match_indices(&format!("{severity}[")) {
            let line = text[at..].lines().next().unwrap_or_default();
            let Some((head, message)) = line.split_once("]: ") else {
                continue;
            };
            let code = head.split_once('[').expect("a bracket").1;
            let message = message.split("; hint: ").next().unwrap_or_default();
            let message = message.split("; fix: ").next().unwrap_or_default();
            let end = message
                .find("\"#]]")
                .or_else(|| message.find("\"]]"))
                .unwrap_or(message.len());
            examples
                .entry(code.to_owned())
                .or_insert_with(|| message[..end].trim().to_owned());
        }
    }
}

#[test]
fn every_code_has_an_entry_a_test_and_an_example() {
    let examples = examples();
    let without: Vec<&str> = diag::manual()
        .iter()
        .map(|entry| entry.code)
        .filter(|code| !examples.contains_key(*code))
        .collect();
    assert_eq!(without, Vec::<&str>::new(), "no test shows these");
    let silent: Vec<&str> = diag::manual()
        .iter()
        .filter(|entry| entry.text.is_empty())
        .map(|entry| entry.code)
        .collect();
    assert_eq!(
        silent,
        Vec::<&str>::new(),
        "the manual says nothing of these"
    );
    let codes: BTreeSet<&str> = diag::manual().iter().map(|entry| entry.code).collect();
    let strange: Vec<&String> = examples
        .keys()
        .filter(|code| !codes.contains(code.as_str()))
        .collect();
    assert_eq!(
        strange,
        Vec::<&String>::new(),
        "tests expect what the catalog does not have"
    );
}

#[test]
fn the_manual_of_the_codes_is_made_from_the_catalog() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let head = fs::read_to_string(root.join("docs/diagnostics.head.md")).expect("UTF-8");
    let examples = examples();
    let mut manual = head;
    let mut chapters: BTreeMap<Category, Vec<&ManualEntry>> = BTreeMap::new();
    for entry in diag::manual() {
        chapters.entry(entry.chapter).or_default().push(entry);
    }
    for (chapter, entries) in chapters {
        manual.push_str(&format!("\n## {}\n", chapter.title()));
        for entry in entries {
            let example = examples.get(entry.code).map_or("", String::as_str);
            let text = entry.text.replace('\n', " ");
            manual.push_str(&format!(
                "\n### {}\n\n{text}\n\n*{}*: {example}\n",
                entry.code, entry.severity
            ));
            if let Some(example) = &entry.example {
                // Some examples hold a fence of three.
                manual.push_str(&format!("\n````text\n{}````\n", example.shown()));
            }
        }
    }
    expect_file![root.join("docs/diagnostics.md")].assert_eq(&manual);
}
