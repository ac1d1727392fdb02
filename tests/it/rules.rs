//! What a site says of the rules, and which rules are asked when.

use std::fmt::Write as _;

use dateline::cache::Cache;
use dateline::check::Scope;
use dateline::diag;
use dateline::pipeline::Options;
use dateline::source::SourceTree;
use expect_test::{Expect, expect};

use crate::support::{NOW, build, build_tree, check, options};

/// Two briefs, of 2024 and of 2026, with a dead link, a picture without words and a headline that is loud.
const BRIEFS: &str = "
//- content/briefs/new.md
---
title: You won't believe what the council did
date: 2026-03-01
source: https://wire.example/a
---
The road is closed, [Wire](/gone/) reports. ![](/map.png)
//- content/briefs/old.md
---
title: You won't believe what the mayor did
date: 2024-03-01
source: https://wire.example/b
---
The road is open, [Wire](https://wire.example/b) reports.
//- static/map.png
";

/// Checks which codes are found, each with its severity, on [`BRIEFS`] with these settings.
fn check_codes(settings: &str, scope: Scope, expected: Expect) {
    let tree = SourceTree::from_fixture(&format!(
        "//- site.yaml\nurl: https://briefs.example/\n{settings}{BRIEFS}"
    ));
    let options = Options {
        scope,
        ..options(NOW)
    };
    let prepared = crate::support::assembled(&tree, &options, &Cache::off());
    let mut text = String::new();
    for found in &prepared.diagnostics {
        let name = found.place.path.file_name();
        writeln!(text, "{name} {} {}", found.severity, found.code).expect("memory");
    }
    expected.assert_eq(&text);
}

#[test]
fn a_profile_says_how_much_the_rules_ask_for() {
    check_codes(
        "check: { profile: links }\n",
        Scope::All,
        expect![[r#"
            new.md error dead-link
            new.md warning alt-missing
        "#]],
    );
    check_codes(
        "",
        Scope::All,
        expect![[r#"
            new.md warning title-clickbait
            new.md note source-single
            new.md note source-no-date
            new.md error dead-link
            new.md warning alt-missing
            old.md warning title-clickbait
            old.md note source-single
            old.md note source-no-date
        "#]],
    );
    check_codes(
        "check: { profile: strict }\n",
        Scope::All,
        expect![[r#"
            new.md warning title-clickbait
            new.md warning source-single
            new.md warning source-no-date
            new.md error dead-link
            new.md warning alt-missing
            old.md warning title-clickbait
            old.md warning source-single
            old.md warning source-no-date
        "#]],
    );
    // A rule that the site names holds, whatever the profile leaves out.
    check_codes(
        "check: { profile: links, title-clickbait: note }\n",
        Scope::All,
        expect![[r#"
        new.md note title-clickbait
        new.md error dead-link
        new.md warning alt-missing
        old.md note title-clickbait
    "#]],
    );
}

#[test]
fn a_build_asks_what_can_be_an_error_and_what_costs_little() {
    check_codes(
        "",
        Scope::Build,
        expect![[r#"
            new.md error dead-link
            new.md warning alt-missing
        "#]],
    );
    // A rule about prose that is an error refuses the site, so it is asked.
    check_codes(
        "check: { title-clickbait: error, profile: links }\n",
        Scope::Build,
        expect![[r#"
            new.md error title-clickbait
            new.md error dead-link
            new.md warning alt-missing
            old.md error title-clickbait
        "#]],
    );
}

#[test]
fn a_site_may_spare_its_archive() {
    check_codes(
        "check: { since: 2025-01-01, title-clickbait: error }\n",
        Scope::All,
        expect![[r#"
            new.md error title-clickbait
            new.md note source-single
            new.md note source-no-date
            new.md error dead-link
            new.md warning alt-missing
        "#]],
    );
    // What is broken is told of old briefs, too.
    check_codes(
        "check: { since: 2027-01-01 }\n",
        Scope::All,
        expect![[r#"
            new.md error dead-link
            new.md warning alt-missing
        "#]],
    );
}

#[test]
fn what_a_file_switches_off_comes_before_what_the_site_says() {
    let brief = "
//- site.yaml
url: https://briefs.example/
check: { profile: strict, title-clickbait: error, source-single: off }
//- content/briefs/new.md
---
title: You won't believe what the council did
date: 2026-03-01
source: https://wire.example/a
check:
  title-clickbait: that is what the council called it
  source-single: nobody else was there
  title-length: never too long
---
The road is closed, Wire reports.
";
    let tree = SourceTree::from_fixture(brief.trim_start());
    let codes = |scope| -> Vec<&'static str> {
        let options = Options {
            scope,
            ..options(NOW)
        };
        let prepared = crate::support::assembled(&tree, &options, &Cache::off());
        let said = prepared
            .diagnostics
            .iter()
            .filter(|found| found.message.contains('`'));
        said.filter(|found| found.code == "switch-unused" || found.code == "title-clickbait")
            .map(|found| found.code)
            .collect()
    };
    assert_eq!(
        codes(Scope::All),
        ["switch-unused"],
        "only the headline's length"
    );
    // The headline is an error here, so a build asks every rule.
    assert_eq!(codes(Scope::Build), ["switch-unused"]);
}

#[test]
fn words_of_check_that_are_no_rules() {
    check(
        "
//- site.yaml
check: { profile: strikt, since: soon, title-lenght: off }
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
Text.
",
        expect![[r#"
            site.yaml:1:19 error[value-unknown]: `strikt` is not one of links, standard, strict; hint: did you mean `strict`?; fix: `strict`
            site.yaml:1:34 error[value-invalid]: `soon` is not a date (`2026-01-01`)
            site.yaml:1:40 error[unknown-rule]: there is no rule `title-lenght`; hint: did you mean `title-length`?"#]],
    );
}

#[test]
fn a_day_in_the_name_of_a_file_is_offered_as_its_date() {
    check(
        "
//- site.yaml
url: https://briefs.example/
//- content/briefs/2026-03-02-dam.md
---
title: A
source: https://wire.example/a
---
Text.
",
        expect![
            "content/briefs/2026-03-02-dam.md:2:1 error[field-missing]: `date` is missing; hint: add `date: 2026-03-02`"
        ],
    );
}

#[test]
fn one_cause_is_one_message() {
    let mut site = "//- site.yaml\nurl: https://briefs.example/\n".to_owned();
    for idx in 0..5 {
        write!(
            site,
            "//- content/briefs/a{idx}.md\n---\ntitle: Dam {idx}\ndate: 2026-03-01\nsources:\n  - publisher: Wire\n    \
             url: https://wire.example/{idx}\n---\nText.\n\
             //- content/briefs/a{idx}.ar.md\n---\ntitle: السد {idx}\n---\nنص.\n"
        )
        .expect("memory");
    }
    let prepared = crate::support::assembled(
        &SourceTree::from_fixture(&site),
        &options(NOW),
        &Cache::off(),
    );
    let mut positions = diag::Positions::new(&prepared.assembly.tree);
    let of_causes = ["unknown-publisher", "language-unlisted"];
    let found = prepared
        .diagnostics
        .iter()
        .filter(|found| found.severity == diag::Severity::Error || of_causes.contains(&found.code));
    let lines: Vec<String> = found
        .map(|found| diag::line(found, &mut positions))
        .collect();
    expect![[r#"
        content/briefs/a0.ar.md error[language-unlisted]: the site does not list the language `ar`, used by 5 files; hint: add `ar` to `languages` in site.yaml: `languages: ar`
        content/briefs/a0.md:5:16 note[unknown-publisher]: no file describes the publisher `Wire` (reported once for 5 sources); hint: create a file in `content/publishers/`"#]].assert_eq(&lines.join("\n"));
}

#[test]
fn the_main_language_stands_in_no_name() {
    check(
        "
//- site.yaml
url: https://briefs.example/
//- content/briefs/dam.en.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/briefs/v1.2.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
Text.
",
        expect![[r#"
            content/briefs/dam.en.md error[language-of-site]: `en` is the site's main language, which is not part of file names; hint: rename the file to `dam.md`
            content/briefs/v1.2.md error[slug-invalid]: `v1.2` is not a slug: it contains '.'; hint: rename the file to `v1-2.md`, or add `slug: v1-2`"#]],
    );
}

#[test]
fn a_warm_build_finds_what_a_cold_one_finds_whatever_was_asked_before() {
    let tree = SourceTree::from_fixture(&format!(
        "//- site.yaml\nurl: https://briefs.example/{BRIEFS}"
    ));
    let cache = Cache::in_memory();
    let first = Options {
        scope: Scope::Build,
        ..options(NOW)
    };
    let n_first = crate::support::assembled(&tree, &first, &cache)
        .diagnostics
        .len();
    let warm = crate::support::assembled(&tree, &options(NOW), &cache).diagnostics;
    let cold = crate::support::assembled(&tree, &options(NOW), &Cache::off()).diagnostics;
    assert!(n_first < cold.len(), "a build asks less");
    assert_eq!(warm, cold);
    assert!(
        build_tree(&tree, &Cache::off())
            .prose
            .contains("title-clickbait")
    );
}

#[test]
fn claims_are_looked_up_whatever_else_is_wrong() {
    let brief = "
//- content/briefs/a.md
---
title: The river falls
date: 2026-03-01
titel: x
sources:
  - { url: https://wire.example/a, clip: wire.txt }
---
The river fell by 7 metres, Wire reports.
//- clips/wire.txt
The river fell by 3 metres.
";
    assert!(build(brief).findings.contains("number-not-in-source"));
    assert!(
        !build(&brief.replace("by 7", "by 3"))
            .findings
            .contains("number-not-in-source")
    );
}

#[test]
fn no_mistake_hides_another_one_in_its_file() {
    let prose = |front: &str| {
        let site = format!(
            "//- content/briefs/a.md\n---\n{front}\n---\nThe road is closed, Wire reports. Officials slammed the \
             plan on Monday.\n\n![](/gone.png) [x](/gone/)\n"
        );
        let built = build(&site);
        let lines = built.findings.lines().chain(built.prose.lines());
        let codes = lines.filter_map(|line| line.split_once('[')?.1.split_once(']'));
        codes
            .map(|(code, _)| format!("{code}\n"))
            .collect::<String>()
    };
    let well = "title: You won't believe this\ndate: 2026-03-01\nsource: https://wire.example/a";
    expect![[r#"
        image-missing
        dead-link
        title-clickbait
        source-single
        source-no-date
        loaded-verb
        relative-date
        alt-missing
    "#]]
    .assert_eq(&prose(well));
    // What looks at a field with a mistake in it is not asked; all else is.
    expect![[r#"
        field-missing
        unknown-key
        image-missing
        dead-link
        source-single
        source-no-date
        loaded-verb
        relative-date
        alt-missing
    "#]]
    .assert_eq(&prose(&well.replace("title:", "titel:")));
    expect![[r#"
        time-invalid
        image-missing
        dead-link
        title-clickbait
        loaded-verb
        alt-missing
    "#]]
    .assert_eq(&prose(&well.replace("2026-03-01", "soon")));
    expect![[r#"
        unknown-topic
        image-missing
        dead-link
        title-clickbait
        source-single
        source-no-date
        loaded-verb
        relative-date
        alt-missing
    "#]]
    .assert_eq(&prose(&format!("{well}\ntopics: none")));
    // Of what cannot be read nothing is known.
    expect![[r#"
        yaml-syntax
    "#]]
    .assert_eq(&prose("title: [\n"));
}
