//! What trips YAML, what is too long, too deep or no text, and times that no clock shows.

use dateline::cache::Cache;
use dateline::source::{SourceFile, SourcePath, SourceTree};
use expect_test::expect;

use crate::support::{build_tree, check, check_prose};

#[test]
fn yaml_that_trips_is_told_apart() {
    check(
        "
//- content/topics/a.md
---
name: A
name: B
---
//- content/topics/b.md
---
- name
---
//- content/topics/c.md
---
name: @home
---
//- content/topics/d.md
---
name: \"Home
---
//- content/topics/e.md
---
name: E
\taka: F
---
//- content/topics/f.md
---
name: &anchor F
---
//- content/topics/g.md
---
name: [a, {b
---
//- site.yaml
title: A
---
title: B
",
        expect![[r#"
            content/topics/a.md:3:1 error[duplicate-key]: `name` is given twice; first occurrence: content/topics/a.md:2:1; hint: delete one of them
            content/topics/b.md:2:1 error[yaml-no-mapping]: this is not a list of fields; hint: write `key: value`, one on each line
            content/topics/c.md:2:7 error[yaml-sign]: text that begins with `@` needs quotes; hint: write `"@home"`; fix: `"@home"`
            content/topics/d.md:2:7 error[yaml-unclosed-quote]: the closing `"` is missing; hint: add `"` at the end of the text
            content/topics/e.md:3:1 error[yaml-tab]: the line is indented with a tab; hint: use spaces
            content/topics/f.md:2:7 error[yaml-feature]: anchors (`&name`) are not supported; hint: write the value out; put text that begins with `&`, `*` or `!` in quotes
            content/topics/g.md:2:12 error[yaml-syntax]: a `,` or the `}` of the mapping is missing; hint: a field is `key: value`; put text with `:` or `#` in quotes
            site.yaml:2:1 error[yaml-documents]: a second document begins here; hint: delete the line"#]],
    );
}

#[test]
fn what_is_too_long_or_too_deep_is_said() {
    let deep = format!("{}x{}", "[".repeat(40), "]".repeat(40));
    let long = "x".repeat(20_000);
    let quote = "> ".repeat(200);
    let body = "word ".repeat(300_000);
    let mut topics = String::new();
    for idx in 1..=22 {
        topics.push_str(&format!(
            "//- content/topics/t{idx:02}.md\n---\nname: T{idx}\nparent: t{:02}\n---\n",
            idx - 1
        ));
    }
    check(
        &format!(
            "//- content/topics/deep.md\n---\nname: {deep}\n---\n//- content/topics/long.md\n---\nname: {long}\n---\n\
             //- content/topics/quote.md\n---\nname: Q\n---\n{quote}x\n//- content/topics/body.md\n---\nname: B\n---\n{body}\n\
             //- content/topics/t00.md\n---\nname: T0\n---\n{topics}"
        ),
        expect![[r#"
            content/topics/body.md:4:1 error[body-too-long]: the text is 1500001 bytes long; the limit is 1048576; hint: split it into several briefs
            content/topics/deep.md:2:23 error[yaml-too-deep]: this is nested more than 16 deep
            content/topics/long.md:2:1 error[front-matter-too-large]: the YAML is 20007 bytes long; the limit is 16384; hint: move long texts below the front matter
            content/topics/quote.md:4:201 error[nested-too-deep]: more than 100 quotations, lists or tags are nested here; hint: close some of them, or write `\` before a character that is meant as text
            content/topics/t21.md:3:9 error[parent-depth]: more than 20 topics are nested in one another; hint: give it a `parent` closer to the top"#]],
    );
}

#[test]
fn what_is_no_text_is_said() {
    let file = |path: &str, bytes: &[u8]| SourceFile::new(SourcePath::new(path), bytes.to_vec());
    let files = vec![
        file("content/topics/a.md", b"---\nname: A\0B\n---\n"),
        file("content/topics/b.md", b"---\nname: \xff\n---\n"),
    ];
    let built = build_tree(&SourceTree::new(files), &Cache::off());
    expect![[r#"
        content/topics/a.md:2:8 error[file-has-nul]: the file contains a NUL byte; hint: delete it, or save the file as UTF-8 text
        content/topics/b.md:2:7 error[file-not-utf8]: the file is not UTF-8 text; hint: save it as UTF-8
    "#]].assert_eq(&built.findings);
}

#[test]
fn times_that_no_clock_shows_are_said() {
    check(
        "
//- site.yaml
timezone: Europe/Oslo
//- content/briefs/a.md
---
title: A
date: 2021-03-28 02:30
source: https://wire.example/a
embargo: 2021-10-31 02:30
---
",
        expect![[r#"
            content/briefs/a.md:3:7 error[time-gap]: `2021-03-28 02:30` does not exist: the clocks skip it when they go forward; hint: write a time an hour later, or add the offset: `2021-03-28 02:30+01:00`
            content/briefs/a.md:5:10 error[time-fold]: `2021-10-31 02:30` happens twice: the clocks repeat it when they go back; hint: write `2021-10-31 02:30:00+02:00` or `2021-10-31 02:30:00+01:00`"#]],
    );
}

#[test]
fn a_summary_a_heading_and_a_picture_have_their_measure() {
    let summary = "A long one. ".repeat(20);
    let fixture = format!(
        "//- content/briefs/a/index.md\n---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n\
         summary: {summary}\n---\nText.\n\n## Two\n\n#### Four\n\n![A road](road.jpg)\n//- content/briefs/a/road.jpg\n{}\n",
        "x".repeat(600 * 1024)
    );
    check_prose(
        &fixture,
        &["source-single", "source-no-date", "attribution-missing"],
        expect![[r#"
            content/briefs/a/index.md:5:10 note[summary-length]: the summary has 239 characters; at most 200 are recommended; hint: shorten it, or delete it: the first sentences are then shown instead
            content/briefs/a/index.md:11:1 warning[heading-skip]: a heading of level 4 follows one of level 2; hint: write `###`
            content/briefs/a/index.md:13:11 warning[image-heavy]: the picture has 600 KB; 500 are enough; hint: scale it down, or save it as WebP or AVIF"#]],
    );
}
