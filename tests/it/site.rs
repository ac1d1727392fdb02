//! Linking: what belongs to what, what is public, what is named twice.

use dateline::cache::Cache;
use dateline::pipeline::Options;
use dateline::site::{Audience, paginate};
use dateline::source::SourceTree;
use expect_test::expect;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use crate::support::{NOW, build, build_with, check, options};

/// Briefs that are not public, each for another reason, and one that is.
const HIDDEN: &str = "//- site.yaml
url: https://briefs.example/
//- content/topics/water.md
---
name: Water
---
//- content/topics/secret.md
---
name: Secret
aliases: /old-secret/
---
//- content/briefs/public.md
---
title: Public
date: 2026-03-01
source: https://wire.example/a
topics: water
countries: NO
---
See [the next](brief:scheduled).
//- content/briefs/draft/index.md
---
title: Hidden draft
date: 2026-03-01
source: https://wire.example/a
status: draft
files: picture.png
topics: water
countries: SE
---
Text.
//- content/briefs/draft/picture.png
PNG
//- content/briefs/hold.md
---
title: Hidden hold
date: 2026-03-01
source: https://wire.example/a
status: hold
countries: DK
---
Text.
//- content/briefs/scheduled.md
---
title: Hidden scheduled
date: 2026-06-01 12:00:01
source: https://wire.example/a
countries: FI
aliases: /old/
---
Text.
//- content/briefs/embargoed.md
---
title: Hidden embargoed
date: 2026-03-01
source: https://wire.example/a
embargo: 2026-06-02 06:00
countries: IS
---
Text.
";

#[test]
fn what_is_not_public_leaks_nowhere() {
    let built = build(HIDDEN);
    expect![[r#"
        content/briefs/public.md:8:16 warning[link-unpublished]: `scheduled` has no public page, so the link is plain text; hint: it becomes a link once the page is public; a country without a file needs a brief tagged with it
    "#]].assert_eq(&built.findings);
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        for word in [
            "Hidden",
            "scheduled",
            "embargoed",
            "picture.png",
            "secret",
            "Secret",
            "Sweden",
            "/se/",
            "Denmark",
            "Iceland",
            "/old/",
        ] {
            assert!(
                !text.contains(word) && !route.contains(word),
                "{word} leaks at {route}"
            );
        }
    }
    expect![[r#"
        /
        /2026/
        /2026/03/
        /2026/03/01/
        /2026/03/01/public/
        /404.html
        /_headers
        /corrections/
        /corrections/feed.json
        /corrections/feed.xml
        /countries/
        /countries/no/
        /countries/no/feed.json
        /countries/no/feed.xml
        /favicon.svg
        /feed.json
        /feed.xml
        /feeds.opml
        /publishers/
        /publishers/wire-example/
        /regions/
        /regions/europe/
        /regions/northern-europe/
        /robots.txt
        /sitemap.xml
        /style.HASH.css
        /topics/
        /topics/water/
        /topics/water/feed.json
        /topics/water/feed.xml
    "#]]
    .assert_eq(&built.routes());
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let tree = SourceTree::from_fixture(HIDDEN);
    let built = build_with(
        &tree,
        &Cache::off(),
        &Options {
            audience: Audience::Editors,
            ..options(NOW)
        },
    );
    assert_eq!(built.findings, "");
    assert!(built.outputs.contains_key("/2026/03/01/draft/"));
    assert!(built.outputs.contains_key("/2026/03/01/draft/picture.png"));
    assert!(built.outputs.contains_key("/countries/is/"));
}

#[test]
fn a_brief_is_public_from_its_moment_on() {
    let tree = SourceTree::from_fixture(HIDDEN);
    let at = |now: &str| build_with(&tree, &Cache::off(), &options(now)).routes();
    assert!(!at("2026-06-01T12:00:00Z").contains("/scheduled/"));
    assert!(at("2026-06-01T12:00:01Z").contains("/scheduled/"));
    assert!(!at("2026-06-02T05:59:59Z").contains("/embargoed/"));
    assert!(at("2026-06-02T06:00:00Z").contains("/2026/03/01/embargoed/"));
}

#[test]
fn what_no_file_describes_is_unknown() {
    check(
        "
//- content/topics/armed-groups.md
---
name: Armed groups
---
//- content/people/kadhemi.md
---
name: Mustafa al-Kadhemi
---
//- content/countries/iq.md
---
regions: middle-east
---
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
topics: armed-group
people: [kadhimi, biden]
organizations: pmf
storyline: troops
countries: BU
---
Text.
",
        expect![[r#"
            content/briefs/a.md:5:9 error[unknown-topic]: no topic has the slug `armed-group`; hint: did you mean `armed-groups`? otherwise create `content/topics/armed-group.md`; fix: `armed-groups`
            content/briefs/a.md:6:10 error[unknown-person]: no person has the slug `kadhimi`; hint: did you mean `kadhemi`? otherwise create `content/people/kadhimi.md`; fix: `kadhemi`
            content/briefs/a.md:6:19 error[unknown-person]: no person has the slug `biden`; hint: create `content/people/biden.md`
            content/briefs/a.md:7:16 error[unknown-organization]: no organization has the slug `pmf`; hint: create `content/organizations/pmf.md`
            content/briefs/a.md:8:12 error[unknown-storyline]: no storyline has the slug `troops`; hint: create `content/storylines/troops.md`
            content/briefs/a.md:9:12 error[unknown-country]: no country has the code `BU`; hint: did you mean `MM` (Myanmar (Burma))?
            content/countries/iq.md:2:10 error[unknown-region]: no region has the slug `middle-east`; hint: add it to `regions` in the site's settings"#]],
    );
}

#[test]
fn an_open_site_takes_every_slug() {
    let built = build(
        "
//- site.yaml
entities: open
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
topics: armed-groups
---
Text.
",
    );
    assert_eq!(
        built
            .findings
            .lines()
            .filter(|line| line.contains("error"))
            .count(),
        0
    );
    assert!(built.outputs.contains_key("/topics/armed-groups/"));
}

#[test]
fn topics_are_a_tree() {
    check(
        "
//- content/topics/a.md
---
name: A
parent: b
---
//- content/topics/b.md
---
name: B
parent: c
---
//- content/topics/c.md
---
name: C
parent: a
---
//- content/topics/d.md
---
name: D
parent: gone
---
//- content/topics/e.md
---
name: E
parent: a
---
",
        expect![[r#"
            content/topics/a.md:3:9 error[topic-cycle]: the topic is its own ancestor: a → b → c → a; hint: delete one `parent`
            content/topics/d.md:3:9 error[unknown-topic]: no topic has the slug `gone`; hint: create `content/topics/gone.md`"#]],
    );
}

#[test]
fn two_things_at_one_address_are_named_both() {
    check(
        "
//- content/briefs/one/flood.md
---
title: One
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/briefs/two/flood.md
---
title: Two
date: 2026-03-01
source: https://wire.example/a
---
Text.
//- content/pages/about.md
---
title: About
---
Text.
//- static/ABOUT/index.html
x
//- static/index.html
x
//- static/topics
x
//- content/topics/water.md
---
name: Water
publish: always
---
//- static/caf\u{e9}.txt
x
//- static/CAF\u{c9}.txt
x
",
        expect![[r#"
            content/briefs/two/flood.md error[route-collision]: the address `/2026/03/01/flood/` is used twice; also used here: content/briefs/one/flood.md; hint: rename one of them
            content/pages/about.md error[route-collision]: the addresses `/about/` and `/ABOUT/index.html` are the same on some machines; also used here: static/ABOUT/index.html; hint: rename one of them
            static/café.txt error[route-collision]: the addresses `/café.txt` and `/CAFÉ.txt` are the same on some machines; also used here: static/CAFÉ.txt; hint: rename one of them
            static/index.html error[route-collision]: the addresses `/index.html` and `/` are the same file; hint: rename it: Dateline needs the address itself
            static/topics error[route-collision]: the addresses `/topics` and `/topics/` are the same on some machines; hint: rename it: Dateline needs the address itself"#]],
    );
}

#[test]
fn a_brief_is_listed_once_under_each_publisher() {
    let built = build(
        "
//- content/publishers/wire.md
---
name: The Valley Wire
short: Wire
hosts: wire.example, www.valley-wire.example
---
//- content/briefs/a.md
---
title: A
date: 2026-03-01
sources:
  - https://wire.example/a
  - https://valley-wire.example/b
  - { publisher: wire, url: \"https://copies.example/c\" }
  - { publisher: Radio Nord, title: Broadcast }
---
Text.
",
    );
    let cards = |route: &str| {
        built
            .text(route)
            .matches("<article class=\"d-card\">")
            .count()
    };
    assert_eq!(
        (cards("/publishers/wire/"), cards("/publishers/radio-nord/")),
        (1, 1)
    );
    assert!(!built.outputs.contains_key("/publishers/copies-example/"));
}

#[test]
fn one_thing_is_described_once() {
    check(
        "
//- content/topics/water.md
---
name: Water
---
//- content/topics/rivers.md
---
name: Rivers
slug: water
---
//- content/countries/norway.md
---
code: NO
---
",
        expect![[r#"
            content/countries/norway.md error[country-file-name]: the file `norway.md` describes `NO`; hint: rename it to `no.md`
            content/topics/water.md error[described-twice]: the topic `water` is described twice; first description: content/topics/rivers.md; hint: delete or rename one of the files"#]],
    );
}

proptest! {
    #[test]
    fn every_brief_is_on_one_page_of_a_list(n_briefs in 0usize..500, size in 1usize..60) {
        let parts = paginate(n_briefs, size);
        let mut at = 0;
        for part in &parts {
            prop_assert_eq!(part.range.start, at);
            at = part.range.end;
            if part.number.is_some() {
                prop_assert_eq!(part.range.len(), size);
            }
        }
        prop_assert_eq!(at, n_briefs);
        prop_assert!(parts[0].range.len() < 2 * size);
        prop_assert!(n_briefs < size || parts[0].range.len() >= size);
    }

    #[test]
    fn a_numbered_page_never_changes(n_briefs in 0usize..300, more in 0usize..100, size in 1usize..40) {
        let from_oldest = |n_briefs: usize| -> Vec<(usize, usize, usize)> {
            let numbered = paginate(n_briefs, size).into_iter().filter_map(|part| {
                Some((part.number?, n_briefs - part.range.end, n_briefs - part.range.start))
            });
            numbered.collect()
        };
        let later = from_oldest(n_briefs + more);
        for page in from_oldest(n_briefs) {
            prop_assert!(later.contains(&page));
        }
    }
}

#[test]
fn an_edition_lists_a_brief_in_the_language_of_the_site() {
    let brief = |title| {
        format!(
            "---\ntitle: {title}\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n"
        )
    };
    let built = build(&format!(
        "//- site.yaml\nlanguages: ar\n//- content/editions/e.md\n---\ntitle: E\ndate: 2026-03-02\nbriefs: a\n---\n\
         //- content/briefs/a.ar.md\n{}//- content/briefs/a.md\n{}",
        brief("خبر"),
        brief("A flood")
    ));
    let page = built.text("/editions/e/");
    assert!(page.contains("A flood") && !page.contains("خبر"), "{page}");
}

#[test]
fn an_edition_lists_what_is_public() {
    check(
        "
//- content/editions/e.md
---
title: E
date: 2026-03-02
briefs: draft, a, gone, ab
---
See [a](brief:a) and [[f]].
//- content/editions/f.md
---
title: F
date: 2027-01-01
---
See [the first](edition:e) and [none](edition:x).
//- content/briefs/a.md
---
title: A
date: 2026-03-01
source: https://wire.example/a
---
See [E](edition:e), [F](edition:f) and [E](../editions/e.md).
//- content/briefs/draft.md
---
title: D
date: 2026-03-01
source: https://wire.example/a
status: draft
---
Text.
",
        expect![[r#"
            content/briefs/a.md:6:25 warning[link-unpublished]: `f` has no public page, so the link is plain text; hint: it becomes a link once the page is public; a country without a file needs a brief tagged with it
            content/editions/e.md:4:9 warning[edition-unpublished]: `draft` is not public, so the edition leaves it out; hint: nothing to do: it joins the edition once it is public
            content/editions/e.md:4:19 error[dead-link]: there is no brief `gone`
            content/editions/e.md:4:25 error[dead-link]: there is no brief `ab`; hint: did you mean `a`?
            content/editions/e.md:6:22 error[link-nameless]: `f` has no public page, so the link has no words to show; hint: write the words: `[[f|words]]`"#]],
    );
}
