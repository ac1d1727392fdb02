//! `covered-already`: a page that another brief or edition has cited before.

use std::fs;
use std::process::Command;

use dateline::cache::Cache;
use dateline::diag;
use dateline::pipeline;
use dateline::source::SourceTree;
use expect_test::{Expect, expect};

use crate::support::{NOW, Silent, options};

/// What the rule finds in `fixture`: in what readers see, and in what they do not see yet.
fn found(fixture: &str) -> String {
    let tree = SourceTree::from_fixture(fixture.trim_start_matches('\n'));
    let survey =
        pipeline::survey(&tree, &options(NOW), &Cache::off(), &Silent).expect("nothing stops it");
    let mut positions = diag::Positions::new(&survey.assembly.tree);
    let of_rule = survey
        .diagnostics
        .iter()
        .filter(|found| found.code == "covered-already");
    of_rule
        .map(|found| diag::line(found, &mut positions) + "\n")
        .collect()
}

fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(found(fixture).trim_end());
}

fn brief(slug: &str, date: &str, rest: &str) -> String {
    format!(
        "//- content/briefs/{slug}.md\n---\ntitle: About {slug}\ndate: {date}\n{rest}---\nText.\n"
    )
}

/// Whether a brief that cites `second` is told of one that cites `first`.
fn is_told(first: &str, second: &str) -> bool {
    let first = brief("a", "2026-03-01", &format!("source: \"{first}\"\n"));
    !found(&(first + &brief("b", "2026-03-02", &format!("source: \"{second}\"\n")))).is_empty()
}

#[test]
fn all_but_the_first_are_told() {
    let site = brief(
        "b",
        "2026-03-02",
        "source: http://www.wire.example/dam/?utm_source=x#top\n",
    ) + &brief("a", "2026-03-01", "source: https://wire.example/dam\n")
        + &brief(
            "c",
            "2026-03-03",
            "sources:\n  - url: https://wire.example/new\n  - url: https://amp.wire.example/dam\n",
        );
    check(
        &site,
        expect![[r#"
            content/briefs/b.md:4:9 note[covered-already]: `About a` cites the same page; also cited here: content/briefs/a.md:4:9; hint: write what is new since then, and link to it
            content/briefs/c.md:6:10 note[covered-already]: `About a` cites the same page; also cited here: content/briefs/a.md:4:9; hint: write what is new since then, and link to it"#]],
    );
}

#[test]
fn one_page_has_many_addresses() {
    let page = "https://wire.example/2026/dam?id=4";
    for other in [
        "http://www.wire.example/2026/dam/?id=4",
        "https://wire.example/2026/dam?id=4&fbclid=9#b",
        "https://wire.example/2026/dam?utm_source=a&amp;id=4",
        "https://wire.example/2026/dam/amp?id=4",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwire.example%2F2026%2Fdam%3Fid%3D4",
    ] {
        assert!(is_told(page, other) && is_told(other, page), "{other}");
    }
    for other in [
        "https://wire.example/2026/dam?id=5",
        "https://wire.example/2026/Dam?id=4",
        "https://b.example/2026/dam?id=4",
    ] {
        assert!(!is_told(page, other), "{other}");
    }
}

#[test]
fn home_pages_are_not_compared() {
    assert!(!is_told(
        "https://wire.example/",
        "https://www.wire.example"
    ));
    assert!(is_told(
        "https://wire.example/?p=7",
        "https://www.wire.example/?p=7"
    ));
}

#[test]
fn versions_of_one_brief_share_their_sources() {
    let site = "//- site.yaml\nlanguages: [ar, fr]\n".to_owned()
        + &brief("a", "2026-03-01", "source: https://wire.example/dam\n")
        + &brief("a.ar", "2026-03-01", "source: https://wire.example/dam\n")
        + &brief("a.fr", "2026-03-04", "source: https://wire.example/dam\n");
    assert_eq!(found(&site), "");
    // Another brief is told once, whatever its versions are.
    let others = brief("b", "2026-03-02", "source: https://wire.example/dam\n")
        + &brief("b.ar", "2026-03-02", "source: https://wire.example/dam\n");
    check(
        &(site + &others),
        expect![
            "content/briefs/b.md:4:9 note[covered-already]: `About a` cites the same page; also cited here: content/briefs/a.md:4:9; hint: write what is new since then, and link to it"
        ],
    );
}

#[test]
fn a_draft_is_told_and_tells_nobody() {
    let site = brief(
        "draft",
        "2026-03-01",
        "status: draft\nsource: https://wire.example/dam\n",
    ) + &brief("public", "2026-03-02", "source: https://wire.example/dam\n")
        + &brief("later", "2027-03-02", "source: https://wire.example/dam\n");
    check(
        &site,
        expect![[r#"
            content/briefs/draft.md:5:9 note[covered-already]: `About public` cites the same page; also cited here: content/briefs/public.md:4:9; hint: write what is new since then, and link to it
            content/briefs/later.md:4:9 note[covered-already]: `About public` cites the same page; also cited here: content/briefs/public.md:4:9; hint: write what is new since then, and link to it"#]],
    );
}

#[test]
fn what_was_withdrawn_covers_nothing() {
    let site = brief(
        "a",
        "2026-03-01",
        "status: withdrawn\nwithdrawn: 2026-03-02\nreason: Wrong\nsource: https://wire.example/dam\n",
    ) + &brief("b", "2026-03-03", "source: https://wire.example/dam\n");
    assert_eq!(found(&site), "");
}

#[test]
fn editions_cite_what_they_link_to() {
    let edition = |slug: &str, date: &str, briefs: &str, text: &str| {
        format!(
            "//- content/editions/{slug}.md\n---\ntitle: Issue {slug}\ndate: {date}\n{briefs}---\n{text}\n"
        )
    };
    let site = brief("a", "2026-03-01", "source: https://wire.example/dam\n")
        + &edition(
            "one",
            "2026-03-02",
            "briefs: a\n",
            "See [the report](https://wire.example/dam) and [x](https://x.example/y).",
        )
        + &edition(
            "two",
            "2026-03-09",
            "briefs: b\n",
            "Again [x](https://www.x.example/y/), [x](https://x.example/y) and [home](https://x.example).",
        )
        + &brief("b", "2026-03-08", "source: https://x.example/y\n");
    check(
        &site,
        expect![[r#"
            content/briefs/b.md:4:9 note[covered-already]: `Issue one` cites the same page; also cited here: content/editions/one.md:6:52; hint: write what is new since then, and link to it
            content/editions/two.md:6:11 note[covered-already]: `Issue one` cites the same page; also cited here: content/editions/one.md:6:52; hint: write what is new since then, and link to it"#]],
    );
}

#[test]
fn sites_and_briefs_have_exceptions() {
    let site = |check: &str, own: &str| {
        let settings = format!("//- site.yaml\ncheck: {check}\n");
        let first = brief(
            "a",
            "2026-03-01",
            "source: https://data.wire.example/table\n",
        );
        settings
            + &first
            + &brief(
                "b",
                "2026-03-02",
                &format!("source: https://data.wire.example/table/\n{own}"),
            )
    };
    assert!(
        found(&site(
            "{ covered-already: { except: [other.example, ire.example] } }",
            ""
        ))
        .contains("note[")
    );
    for except in [
        "{ covered-already: { except: [wire.example] } }",
        "{ covered-already: { except: data.wire.example } }",
        "{ covered-already: { severity: warning, except: [\"http://data.wire.example/table?utm_source=a\"] } }",
        "{ covered-already: { except: [data.wire.example/table] } }",
        "{ covered-already: { except: [\"https://www.wire.example/\"] } }",
        "{ covered-already: { severity: off } }",
        "{ covered-already: off }",
        "[{ covered-already: off }]",
    ] {
        assert_eq!(found(&site(except, "")), "", "{except}");
    }
    assert!(found(&site("{ covered-already: { severity: warning } }", "")).contains("warning["));
    assert!(found(&site("{ covered-already: warning }", "")).contains("warning["));
    assert_eq!(
        found(&site(
            "{}",
            "check: { covered-already: the table changes every month }\n"
        )),
        ""
    );
}

#[test]
fn exceptions_are_read_strictly() {
    let site = "
//- site.yaml
check:
  covered-already: { except: [here, \"https://wire.example/a b\"], severty: note }
  title-length: { except: [wire.example], severity: loud }
//- content/pages/about.md
---
title: About
---
";
    crate::support::check(
        site,
        expect![[r#"
            site.yaml:2:31 error[value-invalid]: `here` is not a host (`x.example`) or a web address (`https://x.example/a`)
            site.yaml:2:66 error[unknown-key]: there is no key `severty` here; hint: did you mean `severity`?; fix: `severity`
            site.yaml:3:19 error[unknown-key]: there is no key `except` here; hint: the keys are severity
            site.yaml:3:53 error[value-unknown]: `loud` is not one of off, note, warning, error"#]],
    );
}

#[test]
fn a_warm_build_finds_what_a_cold_one_finds() {
    let put = |site: &std::path::Path, slug: &str, date: &str, address: &str| {
        let folder = site.join("content/briefs");
        fs::create_dir_all(&folder).expect("made");
        let text =
            format!("---\ntitle: About {slug}\ndate: {date}\nsource: {address}\n---\nText.\n");
        fs::write(folder.join(format!("{slug}.md")), text).expect("written");
    };
    let (warm, cold) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let build = |site: &std::path::Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["build", "--check", "--all", "--now", NOW])
            .current_dir(site)
            .env_remove("SOURCE_DATE_EPOCH");
        let output = command.output().expect("runs");
        let text = String::from_utf8(output.stderr).expect("UTF-8");
        let is_finding = |line: &&str| line.contains("warning[") || line.contains("-->");
        text.lines()
            .filter(is_finding)
            .collect::<Vec<_>>()
            .join("\n")
    };
    for site in [&warm, &cold] {
        let settings = "url: https://briefs.example/\ncheck: { covered-already: warning, source-no-date: off }\n";
        fs::write(site.path().join("site.yaml"), settings).expect("written");
        put(site.path(), "b", "2026-03-02", "https://wire.example/dam");
        put(site.path(), "c", "2026-03-03", "https://wire.example/c");
    }
    put(warm.path(), "a", "2026-03-01", "https://wire.example/a");
    assert!(!build(warm.path()).contains("covered-already"));
    for site in [&warm, &cold] {
        put(
            site.path(),
            "a",
            "2026-03-01",
            "https://wire.example/dam?fbclid=1",
        );
    }
    let said = build(warm.path());
    assert!(said.contains("`About a` cites the same page"), "{said}");
    assert_eq!(said, build(cold.path()));
    assert_eq!(said, build(warm.path()));
}
