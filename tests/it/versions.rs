//! Versions of a brief in other languages: what they inherit, and that they are never ahead of their original.

use dateline::cache::Cache;
use dateline::source::SourceTree;
use expect_test::expect;

use crate::support::{NOW, build, build_with, check, options};

/// A brief with the Arabic version of it: what the front matter of each says besides title and source.
fn versions(original: &str, version: &str) -> String {
    format!(
        "//- site.yaml\nlanguages: ar\nurl: https://briefs.example/\n//- content/briefs/flood.md\n---\ntitle: Flood\n\
         source: https://wire.example/a\n{original}---\nRoads are closed.\n//- content/briefs/flood.ar.md\n---\n\
         title: Fayadan\nsource: https://wire.example/a\n{version}---\nTuruq.\n"
    )
}

/// Whether a reader of the site sees the version at `now`; nothing may be wrong but for warnings.
fn is_seen(fixture: &str, now: &str) -> bool {
    let built = build_with(
        &SourceTree::from_fixture(fixture),
        &Cache::off(),
        &options(now),
    );
    assert!(!built.findings.contains("error["), "{}", built.findings);
    built
        .outputs
        .iter()
        .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Fayadan"))
}

#[test]
fn a_version_is_never_more_visible_than_its_original() {
    let dated = "date: 2026-03-01\n";
    let hidden = [
        "date: 2026-03-01\nstatus: draft\n",
        "date: 2026-03-01\nstatus: hold\n",
        "date: 2026-07-01\n",
        "date: 2026-03-01\nembargo: 2026-07-01\n",
    ];
    for original in hidden {
        for version in [
            "",
            dated,
            "status: final\n",
            "date: 2026-02-01\nembargo: 2026-02-02\nstatus: final\n",
        ] {
            assert!(
                !is_seen(&versions(original, version), NOW),
                "{original} lets {version} through"
            );
        }
    }
    assert!(is_seen(&versions(dated, ""), NOW));
    assert!(
        !is_seen(&versions(dated, "status: draft\n"), NOW),
        "a version may be stricter"
    );
    assert!(
        !is_seen(&versions(dated, "date: 2026-07-01\n"), NOW),
        "it is public from the later of both"
    );
    assert!(is_seen(
        &versions(dated, "date: 2026-07-01\n"),
        "2026-07-01T00:00:00Z"
    ));
    assert!(is_seen(
        &versions("date: 2026-07-01\n", "date: 2026-03-01\n"),
        "2026-07-01T00:00:00Z"
    ));
}

#[test]
fn an_attempt_to_be_ahead_is_said() {
    check(
        &versions(
            "date: 2026-07-01\n",
            "date: 2026-03-01\nembargo: 2026-03-02\nstatus: final\n",
        ),
        expect![[r#"
            content/briefs/flood.ar.md:4:7 warning[translation-ahead]: `date` would publish this version before `content/briefs/flood.md` does, so it is ignored; hint: delete `date`: a version inherits it from its original, and can only be stricter
            content/briefs/flood.ar.md:5:10 warning[translation-ahead]: `embargo` would publish this version before `content/briefs/flood.md` does, so it is ignored; hint: delete `embargo`: a version inherits it from its original, and can only be stricter"#]],
    );
    check(
        &versions("date: 2026-03-01\nstatus: hold\n", "status: developing\n"),
        expect![
            "content/briefs/flood.ar.md:4:9 warning[translation-ahead]: `status` would publish this version before `content/briefs/flood.md` does, so it is ignored; hint: delete `status`: a version inherits it from its original, and can only be stricter"
        ],
    );
}

#[test]
fn a_version_keeps_the_address_and_the_feed_id_of_its_original() {
    let built = build(&versions(
        "date: 2026-03-01\nid: deluge\n",
        "date: 2026-04-01 08:00\nid: deluge\n",
    ));
    assert_eq!(built.findings, "");
    assert!(
        built
            .text("/ar/feed.xml")
            .contains("<id>tag:briefs.example,2026-03-01:deluge:ar</id>")
    );
    assert!(
        built.outputs.contains_key("/ar/2026/03/01/flood/"),
        "{}",
        built.routes()
    );
}

#[test]
fn a_withdrawn_original_withdraws_its_versions() {
    let gone =
        "date: 2026-03-01\nstatus: withdrawn\nwithdrawn: 2026-03-02 10:00\nreason: It was false.\n";
    let reason = |version: &str| {
        let built = build(&versions(gone, version));
        assert!(!built.text("/ar/2026/03/01/flood/").contains("Turuq"));
        let page = built.text("/ar/2026/03/01/flood/");
        page.lines()
            .find(|line| line.contains("<p><strong>"))
            .expect("a notice")
            .to_owned()
    };
    expect![[r#"<p><strong>سُحب هذا الموجز في <time datetime="2026-03-02T10:00:00+00:00">2 مارس 2026، 10:00 ص</time>.</strong> <span lang="en" dir="ltr">It was false.</span></p>"#]]
        .assert_eq(&reason(""));
    expect![[r#"<p><strong>سُحب هذا الموجز في <time datetime="2026-03-02T10:00:00+00:00">2 مارس 2026، 10:00 ص</time>.</strong> كان خطأ.</p>"#]]
        .assert_eq(&reason("reason: كان خطأ.\n"));
    reason("status: final\n");
    check(
        &versions("date: 2026-03-01\n", "reason: None.\n"),
        expect![[r#"
            content/briefs/flood.ar.md:4:9 error[key-needs]: `reason` needs `status`; hint: add `status: withdrawn`"#]],
    );
}

#[test]
fn a_version_without_an_original_says_it_all_itself() {
    let alone = |front: &str| {
        format!(
            "//- site.yaml\nlanguages: ar\n//- content/briefs/flood.ar.md\n---\ntitle: Fayadan\n\
             source: https://wire.example/a\n{front}---\nTuruq.\n"
        )
    };
    check(
        &alone(""),
        expect![[r#"
            content/briefs/flood.ar.md:2:1 error[field-missing]: `date` is missing; hint: add `date: 2021-07-25 09:00`"#]],
    );
    assert!(is_seen(&alone("date: 2026-03-01\n"), NOW));
    assert!(!is_seen(&alone("date: 2026-07-01\n"), NOW));
    // The original cannot be read: that is said, and nothing is wrong with its version.
    check(
        "//- site.yaml\nlanguages: ar\n//- content/briefs/flood.md\nno front matter\n//- content/briefs/flood.ar.md\n---\n\
         title: Fayadan\nsource: https://wire.example/a\n---\nTuruq.\n",
        expect![[r#"
            content/briefs/flood.md:1:1 error[front-matter-missing]: the file does not begin with front matter; hint: begin it with a line `---`, then `title: …` and the other fields, then a line `---`"#]],
    );
}

#[test]
fn a_correction_is_asked_of_each_version() {
    let corrected = "date: 2026-03-01\ncorrections: { 2026-03-05 10:00: It was Monday. }\n";
    check(
        &versions(corrected, ""),
        expect![
            "content/briefs/flood.ar.md warning[translation-behind]: the original was corrected on 2026-03-05, but this version does not say so; corrected here: content/briefs/flood.md:5:1; hint: correct the text if needed, and add the correction in this language under `corrections`"
        ],
    );
    check(
        &versions(
            corrected,
            "corrections: { 2026-03-05 12:00: Al-ithnayn. }\n",
        ),
        expect![""],
    );
    check(&versions(corrected, "date: 2026-03-06\n"), expect![""]);
    let later = "date: 2026-03-01\ncorrections: { 2026-07-05 10:00: It was Monday. }\n";
    check(&versions(later, ""), expect![""]);
}

#[test]
fn a_version_inherits_the_picture_and_the_review() {
    let built = build(
        "
//- site.yaml
languages: ar
//- content/briefs/flood/index.md
---
title: Flood
date: 2026-03-01
source: https://wire.example/a
status: developing
review: 2026-09-01
image: a.png
alt: A river
credit: The desk
---
Roads are closed.
//- content/briefs/flood/index.ar.md
---
title: Fayadan
source: https://wire.example/a
---
Turuq.
//- content/briefs/flood/a.png
PNG
",
    );
    assert_eq!(built.findings, "");
    let page = built.text("/ar/2026/03/01/flood/");
    assert!(
        page.contains(r#"<figure class="d-picture" lang="en" dir="ltr">"#),
        "{page}"
    );
    assert!(
        page.contains(r#"<img src="/2026/03/01/flood/a.png" alt="A river">"#),
        "{page}"
    );
    assert!(!page.contains("stale"), "{page}");
    assert_eq!(built.routes().matches("a.png").count(), 1);
}

#[test]
fn of_an_original_with_a_mistake_no_version_is_shown() {
    let built = build(&versions("date: 2026-13-01\nstatus: draft\n", ""));
    expect![[r#"
        content/briefs/flood.md:4:7 error[time-invalid]: `2026-13-01` is not a time: there is no day `2026-13-01`; hint: write `2021-07-25`, `2021-07-25 09:00` or `2021-07-25T09:00:00+03:00`
    "#]]
    .assert_eq(&built.findings);
}
