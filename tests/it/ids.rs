//! Ids on pages: each once, those that others link to for ever, all else of the templates out of the way of texts.

use std::collections::BTreeSet;
use std::path::Path;

use dateline::cache::Cache;
use dateline::{disk, theme};
use expect_test::{Expect, expect};

use crate::support::{Built, build, build_with, options};

const BRIEF: &str = "
//- content/topics/water.md
---
name: Water
---
//- content/topics/trade.md
---
name: Trade
---
//- content/people/mary-jones.md
---
name: Mary Jones
---
//- content/organizations/dam-authority.md
---
name: Dam Authority
---
//- content/storylines/floods.md
---
title: Floods
---
## Timeline
//- content/briefs/b.md
---
title: B
date: 2026-02-01
storyline: floods
source: https://wire.example/b
---
It [rains](brief:a).
//- content/briefs/a.md
---
title: A
date: 2026-03-01
topics: [water, trade]
people: mary-jones
organizations: dam-authority
storyline: floods
method: We called them.
source:
  - https://wire.example/a
  - {url: https://wire.example/b, id: wire-2}
updates:
  - 2026-03-02: More
corrections:
  - 2026-03-02: Less
---
";

/// The values of an attribute on a page, in their order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let before = format!(" {attribute}=\"");
    let values = page.split(&before).skip(1);
    values
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

/// Checks the ids on the page of a brief with this text.
fn check_ids(text: &str, expected: Expect) {
    let built = build(&format!("{BRIEF}{text}"));
    assert_eq!(built.findings, "");
    let page = built.text("/2026/03/01/a/");
    expected.assert_eq(&values(page, "id").join(" "));
    assert_sound(&built);
}

/// Asserts that each page has each id once, and all that it refers to.
fn assert_sound(built: &Built) {
    let mut n_pages = 0;
    for (route, bytes) in &built.outputs {
        let page = String::from_utf8_lossy(bytes);
        if !page.starts_with("<!doctype html>") {
            continue;
        }
        n_pages += 1;
        let all = values(&page, "id");
        let ids: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), ids.len(), "{route}: {all:?}");
        let own = values(&page, "href")
            .into_iter()
            .filter_map(|href| href.strip_prefix('#'));
        let labels = values(&page, "aria-labelledby")
            .into_iter()
            .flat_map(|labels| labels.split(' '));
        for id in own.chain(labels) {
            assert!(ids.contains(id), "{route}: there is no {id} in {all:?}");
        }
    }
    assert!(n_pages > 3, "pages were built");
}

#[test]
fn headings_do_not_meet_the_parts_of_a_page() {
    check_ids(
        "## Topics\n\nIt[^wire-example] fell.[^wire-2] So.[^x]\n\n[^x]: They say.\n\n## People\n\n## Organizations\n\n## Day\n\n## Main",
        expect![
            "top _main corrections topics _cite-wire-example-1 _cite-wire-2-1 _noteref-3-1 people organizations day main updates _updates-title sources _sources-title source-wire-example source-wire-2 _note-3 method _method-title _storyline _people _organizations _topics _backlinks"
        ],
    );
}

#[test]
fn headings_give_way_to_what_others_link_to() {
    check_ids(
        "## Sources\n\n## Source: wire example\n\n## Corrections\n\n## Top\n\n## Method {#method-2}\n\n## Method\n\n## Source: Ann\n\n## Note 3",
        expect![
            "top _main corrections sources-2 source-wire-example-2 corrections-2 top-2 method-2 method-3 source-ann note-3 updates _updates-title sources _sources-title source-wire-example source-wire-2 method _method-title _storyline _people _organizations _topics _backlinks"
        ],
    );
}

#[test]
fn ids_typed_in_a_text_are_never_those_of_the_theme() {
    let text = "## A {#_main}\n\n## B {#source-wire-example}\n\n## C {#source-ann}\n\n## D {#related}\n\n<b id=\"_cite-wire-example-1\">e</b>";
    let built = build(&format!("{BRIEF}{text}"));
    expect![[r#"
        content/briefs/a.md:17:1 error[anchor-taken]: ids that begin with `_`, such as `_main`, are reserved for the theme; hint: write another id, or none
        content/briefs/a.md:19:1 error[anchor-taken]: the page itself already has the anchor `#source-wire-example`; hint: write another id, or none
        content/briefs/a.md:25:1 error[anchor-taken]: ids that begin with `_`, such as `_cite-wire-example-1`, are reserved for the theme; hint: write another id, or none
    "#]].assert_eq(&built.findings);
}

#[test]
fn entity_things_may_have_places_of_any_name() {
    let built = build(
        "
//- content/topics/water.md
---
name: Water
---
## Briefs

## Parts

## Sources

[Down](#sources)
//- content/topics/dams.md
---
name: Dams
parent: water
---
//- content/briefs/a.md
---
title: A
date: 2026-03-01
topics: dams
source: https://wire.example/a
---
See [water](topic:water#parts).
",
    );
    assert_eq!(built.findings, "");
    let ids = values(built.text("/topics/water/"), "id").join(" ");
    expect!["top _main briefs parts sources _parts _briefs"].assert_eq(&ids);
    assert_sound(&built);
}

#[test]
fn every_page_has_each_id_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, now) in [
        (".", "2026-11-30T12:00:00Z"),
        ("tests/golden/site", "2026-03-05T12:00:00Z"),
    ] {
        let tree = disk::read_tree(&root.join(folder)).expect("the site can be read");
        let built = build_with(&tree.value, &Cache::off(), &options(now));
        assert_sound(&built);
    }
}

#[test]
fn templates_keep_out_of_the_way_of_texts() {
    for (path, bytes) in theme::FILES {
        if !path.ends_with(".html") {
            continue;
        }
        for id in values(&String::from_utf8_lossy(bytes), "id") {
            let is_promised = theme::BRIEF_PLACES.contains(&id);
            assert!(
                id.starts_with('_') || id.starts_with("{{") || is_promised,
                "{path}: {id}"
            );
        }
    }
}
