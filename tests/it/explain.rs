//! What `--explain` says is true: each wrong example is found, the right one is not, and both ways to switch a rule off
//! do so.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dateline::cache::Cache;
use dateline::check::Scope;
use dateline::diag::{self, Category, Diagnostic, Example, ManualEntry, Severity};

use crate::samples::{Files, found};

/// Codes without an example; their declarations give the reason.
const WITHOUT: [&str; 7] = [
    "clip-unreadable",
    "file-name-not-utf8",
    "file-name-twice",
    "file-not-regular",
    "file-not-utf8",
    "file-unreadable",
    "parent-depth",
];

/// What is not true of the manual's words on `entry`, one line each.
fn untrue(entry: &ManualEntry, example: &Example, cache: &[Cache; 2]) -> String {
    let [all, build] = [(Scope::All, &cache[0]), (Scope::Build, &cache[1])];
    let code = entry.code;
    let mut untrue = String::new();
    let mut hold = |is_true: bool, what: &str, found: &[Diagnostic]| {
        let found = found.iter().map(|found| (found.severity, found.code));
        if !is_true {
            let found: BTreeSet<(Severity, &str)> = found.collect();
            writeln!(untrue, "{code}: {what}: {found:?}").expect("memory");
        }
    };
    let has = |found: &[Diagnostic]| found.iter().any(|found| found.code == code);
    let wrong = || Files::around(example, &example.wrong());
    let of_wrong = found(&wrong(), entry, all);
    let mut of_code = of_wrong.iter().filter(|found| found.code == code);
    let is_as_bad = of_code.all(|found| found.severity == entry.severity);
    hold(has(&of_wrong), "the wrong example has it not", &of_wrong);
    hold(is_as_bad, "it is of another severity", &of_wrong);
    let of_right = found(&Files::around(example, &example.right()), entry, all);
    hold(
        !has(&of_right) && !diag::has_errors(&of_right),
        "the right example is wrong",
        &of_right,
    );
    if entry.category.is_configurable() {
        let mut site = wrong();
        site.add("site.yaml", &format!("check: {{ {code}: off }}"));
        let found = found(&site, entry, all);
        hold(!has(&found), "the site cannot switch it off", &found);
    }
    if entry.is_of_briefs() {
        let mut site = wrong();
        site.add(
            &site.brief.clone(),
            &format!("check: {{ {code}: why not here }}"),
        );
        let found = found(&site, entry, all);
        hold(!has(&found), "a brief cannot switch it off", &found);
    }
    let of_build = found(&wrong(), entry, build);
    hold(
        has(&of_build) == entry.is_asked_by_build(),
        "a build asks otherwise",
        &of_build,
    );
    untrue
}

/// Holds what the manual says of the codes of some categories.
fn hold(is_asked: fn(Category) -> bool) {
    // Each site shares most of its files with the last one.
    let cache = [Cache::in_memory(), Cache::in_memory()];
    let entries = diag::manual()
        .iter()
        .filter(|entry| is_asked(entry.category));
    let examples = entries.filter_map(|entry| Some((entry, entry.example.as_ref()?)));
    let untrue: String = examples
        .map(|(entry, example)| untrue(entry, example, &cache))
        .collect();
    assert_eq!(untrue, "");
}

#[test]
fn what_is_explained_of_files_is_true() {
    hold(|category| !category.is_configurable());
}

#[test]
fn what_is_explained_of_texts_and_links_is_true() {
    hold(|category| category.is_configurable() && !category.is_of_prose());
}

#[test]
fn what_is_explained_of_prose_is_true() {
    hold(Category::is_of_prose);
}

#[test]
fn every_code_has_an_example_but_what_no_text_can_show() {
    let without: Vec<&str> = diag::manual()
        .iter()
        .filter(|entry| entry.example.is_none())
        .map(|entry| entry.code)
        .collect();
    assert_eq!(without, WITHOUT);
}

#[test]
fn nothing_of_the_insides_is_explained() {
    for entry in diag::manual() {
        let text = diag::explain(entry);
        for inside in [
            "::",
            "src/",
            "docs/",
            ".rs",
            "[`",
            "Option",
            "struct",
            "constructor",
            "crate",
            "module",
        ] {
            assert!(!text.contains(inside), "{inside} in {text}");
        }
        assert!(text.contains("look for it"), "{text}");
        assert_eq!(
            text.contains("cannot be switched off"),
            !entry.category.is_configurable(),
            "{text}"
        );
    }
}
