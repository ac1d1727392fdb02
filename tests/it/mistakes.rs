//! What beginners get wrong, and what they are told: each is noticed, and what a hint says can be typed.

use std::fmt::Write as _;

use dateline::cache::Cache;
use dateline::check::Scope;
use dateline::diag::{self, At, Diagnostic, Positions};
use dateline::pipeline::Options;
use dateline::source::{SourceFile, SourcePath, SourceTree};
use expect_test::expect_file;

use crate::support::{NOW, options};

/// The brief that a case is about.
const BRIEF: &str = "content/briefs/river.md";

/// The rest of the site that each case is a brief of.
const SITE: &str = "\
//- site.yaml
url: https://briefs.example/
languages: ar
//- content/topics/water.md
---
name: Water
publish: always
---
//- content/topics/dam.md
---
name: Dams
publish: always
---
//- content/people/demir.md
---
name: Aylin Demir
publish: always
---
//- content/storylines/flood.md
---
title: The flood
publish: always
---
//- content/pages/about.md
---
title: About
---
Who we are.
//- content/briefs/2026/dam-opens.md
---
title: The dam opens
date: 2026-02-01
source: https://wire.example/dam
---
It opened.
//- templates/wide.html
{% extends \"brief.html\" %}
//- static/map.png
";

/// What a brief needs to be one.
const NEEDED: [(&str, &str); 3] = [
    ("title:", "title: The river falls"),
    ("date:", "date: 2026-03-01"),
    ("source", "source: https://wire.example/river"),
];

/// The cases of the table, each with its name.
fn cases() -> Vec<(&'static str, String)> {
    let table = include_str!("../tables/mistakes.txt");
    let cases = table
        .split("\n== ")
        .skip(1)
        .filter_map(|case| case.split_once('\n'));
    cases
        .map(|(name, text)| (name, completed(text.trim_end())))
        .collect()
}

/// Gives the front matter of `text` what a brief needs and the case does not speak of.
fn completed(text: &str) -> String {
    let Some(rest) = text.strip_prefix("---\n") else {
        return format!("{text}\n");
    };
    let front = rest.split("---").next().unwrap_or_default();
    let is_closed = rest.starts_with("---") || rest.contains("\n---");
    let mut completed = "---\n".to_owned();
    for (key, line) in NEEDED.iter().filter(|_| is_closed) {
        let is_said = front
            .lines()
            .any(|line| line.to_lowercase().starts_with(key));
        let is_misspelt = *key == "title:" && front.contains("titel:");
        if !is_said && !is_misspelt {
            writeln!(completed, "{line}").expect("memory");
        }
    }
    format!("{completed}{rest}\n")
}

fn tree(text: &str) -> SourceTree {
    let site = SourceTree::from_fixture(SITE);
    let brief = SourceFile::new(SourcePath::new(BRIEF), text.as_bytes().to_vec());
    site.with(
        [(SourcePath::new(BRIEF), Some(brief))]
            .into_iter()
            .collect(),
    )
}

/// Returns what is worth more than a note, and whatever is told of the brief that is not of sources.
fn found(tree: &SourceTree) -> Vec<Diagnostic> {
    let options = Options {
        scope: Scope::All,
        ..options(NOW)
    };
    let mut found = crate::support::assembled(tree, &options, &Cache::off()).diagnostics;
    let usual = ["source-single", "source-no-date", "attribution-missing"];
    found.retain(|found| found.place.path.as_str() == BRIEF && !usual.contains(&found.code));
    found
}

/// What becomes of a finding when somebody types what its hint says.
#[derive(PartialEq, Eq)]
enum Typed {
    /// It goes, and nothing new comes.
    Gone,
    /// It stays, or something else comes.
    Not(String),
    /// The hint is for people: it takes thought.
    Thought,
}

/// Types what the hint of `found` says into the file that it speaks of.
fn typed(tree: &SourceTree, found: &Diagnostic) -> Typed {
    let hint = found.hint.as_deref().unwrap_or_default();
    let made = hint
        .strip_prefix("write `content/")
        .and_then(|rest| rest.split('`').next());
    let edited = match (made, answer(tree, found)) {
        (Some(path), _) => {
            let name = found.message.split('`').nth(1).unwrap_or_default();
            let text = format!("---\nname: {name}\n---\n");
            SourceFile::new(
                SourcePath::new(&format!("content/{path}")),
                text.into_bytes(),
            )
        }
        (None, Some(text)) => SourceFile::new(found.place.path.clone(), text.into_bytes()),
        (None, None) => return Typed::Thought,
    };
    let after = tree.with([(edited.path.clone(), Some(edited))].into_iter().collect());
    let before = self::found(tree);
    let new = self::found(&after);
    let is_new = |new: &&Diagnostic| {
        !before
            .iter()
            .any(|old| old.code == new.code && old.message == new.message)
    };
    if new
        .iter()
        .any(|new| new.code == found.code && new.message == found.message)
    {
        return Typed::Not(format!("{} stays", found.code));
    }
    match new.iter().find(is_new) {
        Some(new) => Typed::Not(format!("then {}: {}", new.code, new.message)),
        None => Typed::Gone,
    }
}

/// Returns the text of the file once it is typed what the hint says; `None` if that takes thought.
fn answer(tree: &SourceTree, found: &Diagnostic) -> Option<String> {
    let text = String::from_utf8(tree.get(found.place.path.as_str())?.bytes().to_vec()).ok()?;
    let At::Span(span) = found.place.at else {
        return None;
    };
    let hint = found.hint.as_deref()?;
    let words = hint
        .split('`')
        .nth(1)
        .filter(|words| !words.contains(['…', '*']) && !words.contains("SLUG"));
    let replaced = |with: &str| format!("{}{with}{}", &text[..span.start], &text[span.end..]);
    let line_end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |end| span.end + end);
    let line_start = text[..span.start].rfind('\n').map_or(0, |start| start + 1);
    if hint.starts_with("delete it") {
        return Some(format!(
            "{}{}",
            &text[..line_start],
            &text[(line_end + 1).min(text.len())..]
        ));
    }
    let words = words?;
    if hint.starts_with("add `") {
        return (found.place.path.as_str() == BRIEF && !hint.contains(" to "))
            .then(|| text.replacen("---\n", &format!("---\n{words}\n"), 1));
    }
    if !hint.starts_with("write `") && !hint.starts_with("did you mean `") {
        return None;
    }
    let is_line = words
        .split_once(": ")
        .is_some_and(|(key, _)| key.bytes().all(|letter| letter.is_ascii_lowercase()));
    if is_line {
        return Some(format!(
            "{}{words}{}",
            &text[..line_start],
            &text[line_end..]
        ));
    }
    Some(replaced(words))
}

#[test]
fn a_source_gets_its_date_as_the_hint_says() {
    for url in ["https://wire.example/a", "https://wire.example/a?b=[1,2]#c"] {
        for source in [
            format!("source: {url}"),
            format!("sources:\n  - {url}\n  - https://other.example/"),
        ] {
            let site = tree(&format!(
                "---\ntitle: A\ndate: 2026-03-01\n{source}\n---\nText.\n"
            ));
            let options = options(NOW);
            let undated = |tree: &SourceTree| -> Vec<Diagnostic> {
                let found = crate::support::assembled(tree, &options, &Cache::off()).diagnostics;
                found
                    .into_iter()
                    .filter(|found| {
                        found.code == "source-no-date" && found.place.path.as_str() == BRIEF
                    })
                    .collect()
            };
            let before = undated(&site);
            let text = answer(&site, &before[0]).expect("the hint can be typed");
            assert_eq!(undated(&tree(&text)).len(), before.len() - 1, "{text}");
            assert!(!text.contains("date: 2021-07-24 }}"), "{text}");
        }
    }
}

#[test]
fn what_beginners_get_wrong_is_noticed_and_answered() {
    let mut text = String::new();
    for (name, brief) in cases() {
        let tree = tree(&brief);
        let found = found(&tree);
        writeln!(text, "== {name}").expect("memory");
        let mut positions = Positions::new(&tree);
        for found in &found {
            let line = diag::line(found, &mut positions);
            writeln!(text, "{}", line.trim_start_matches("content/briefs/")).expect("memory");
            match typed(&tree, found) {
                Typed::Gone => writeln!(text, "  typed: gone").expect("memory"),
                Typed::Not(why) => writeln!(text, "  typed: {why}").expect("memory"),
                Typed::Thought => {}
            }
        }
        if found.is_empty() {
            writeln!(text, "(nothing)").expect("memory");
        }
        writeln!(text).expect("memory");
    }
    expect_file!["../golden/mistakes.txt"].assert_eq(&text);
}
