//! `docs/diagnostics.md` is what the catalog declares, with the message that each wrong example gives.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dateline::cache::Cache;
use dateline::check::Scope;
use dateline::diag::{self, Category, ManualEntry};
use expect_test::expect_file;

use crate::samples::{Files, found};

/// Returns the message that the wrong example of `entry` gives.
fn message(entry: &ManualEntry, cache: &Cache) -> Option<String> {
    let example = entry.example.as_ref()?;
    let site = Files::around(example, &example.wrong());
    let mut found = found(&site, entry, (Scope::All, cache));
    diag::sort(&mut found);
    let of_code = found.iter().find(|found| found.code == entry.code);
    Some(of_code?.message.clone())
}

#[test]
fn the_manual_of_the_codes_is_made_from_the_catalog() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut manual = fs::read_to_string(root.join("docs/diagnostics.head.md")).expect("UTF-8");
    let mut categories: BTreeMap<Category, Vec<&ManualEntry>> = BTreeMap::new();
    for entry in diag::manual() {
        categories.entry(entry.category).or_default().push(entry);
    }
    let cache = Cache::in_memory();
    for (category, entries) in categories {
        manual.push_str(&format!("\n## {}\n", category.title()));
        for entry in entries {
            manual.push_str(&format!(
                "\n### {}\n\n{}\n\n*{}*",
                entry.code,
                entry.text(),
                entry.severity
            ));
            if let Some(message) = message(entry, &cache) {
                manual.push_str(&format!(": {message}"));
            }
            manual.push('\n');
            if let Some(example) = &entry.example {
                // Some examples hold a fence of three.
                manual.push_str(&format!("\n````text\n{}````\n", example.shown()));
            }
        }
    }
    expect_file![root.join("docs/diagnostics.md")].assert_eq(&manual);
}
