//! What stands beside a brief, against a recomputation that looks at every brief.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use dateline::cache::Cache;
use dateline::kind::Kind;
use dateline::site::{BriefId, GroupId, LanguageId, NEAREST, Site};
use dateline::source::SourceTree;
use expect_test::expect;
use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};

use crate::support::{build, check, options, rounds};

/// What a made-up brief has: its day, its topic, its people, its storyline and day in it, the brief it links to.
type Made = (
    u16,
    u8,
    BTreeSet<u8>,
    Option<(u8, Option<u16>)>,
    Option<usize>,
);

fn day_of(number: u16) -> jiff::civil::Date {
    jiff::civil::date(2020, 1, 1) + jiff::Span::new().days(i64::from(number))
}

fn site_of(briefs: &[Made]) -> dateline::pipeline::SiteCheck {
    let mut site = "//- site.yaml\nentities: open\n".to_owned();
    for (idx, (day, topic, people, storyline, link)) in briefs.iter().enumerate() {
        let date = day_of(*day);
        let people: Vec<String> = people.iter().map(|person| format!("p{person}")).collect();
        write!(
            site,
            "//- content/briefs/b{idx}.md\n---\ntitle: B{idx}\ndate: {date}\n"
        )
        .expect("memory");
        write!(
            site,
            "source: https://wire.example/{idx}\ntopics: t{topic}\n"
        )
        .expect("memory");
        if !people.is_empty() {
            writeln!(site, "people: {}", people.join(", ")).expect("memory");
        }
        if let Some((storyline, event)) = storyline {
            writeln!(site, "storyline: s{storyline}").expect("memory");
            if let Some(event) = event {
                writeln!(site, "event: {}", day_of(*event)).expect("memory");
            }
        }
        let link = link.map(|to| format!("See [it](brief:b{}).", to % briefs.len()));
        write!(site, "---\nA text. {}\n", link.unwrap_or_default()).expect("memory");
    }
    let tree = SourceTree::from_fixture(&site);
    crate::support::assembled(&tree, &options("2026-01-01T00:00:00Z"), &Cache::off())
}

/// The briefs that share a tag with `id` and are among the nearest of that tag, and what they share.
fn related_naively(site: &Site, id: BriefId, limit: usize) -> Vec<(BriefId, Vec<GroupId>)> {
    let main = LanguageId(0);
    let at = |id: BriefId| site.node(id).meta.public_from();
    let mut shared: Vec<(BriefId, Vec<GroupId>)> =
        site.brief_ids().map(|id| (id, Vec::new())).collect();
    for tag in &site.node(id).tags {
        let listed: Vec<BriefId> = site
            .brief_ids()
            .filter(|id| site.node(*id).tags.contains(tag))
            .collect();
        let own = listed
            .iter()
            .position(|other| *other == id)
            .expect("it has the tag") as i64;
        let mut others: Vec<(usize, BriefId)> = listed
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, other)| *other != id)
            .collect();
        others.sort_by_key(|(place, other)| {
            (
                at(*other).duration_since(at(id)).abs(),
                (*place as i64 - own).abs(),
                *other,
            )
        });
        others.truncate(NEAREST);
        others
            .into_iter()
            .for_each(|(_, other)| shared[other.0 as usize].1.push(*tag));
    }
    shared
        .iter_mut()
        .for_each(|(_, tags)| tags.retain(|tag| site.weight(main, *tag) > 0));
    shared.retain(|(_, tags)| !tags.is_empty());
    let score = |tags: &[GroupId]| tags.iter().map(|tag| site.weight(main, *tag)).sum::<u32>();
    shared.sort_by_key(|(other, tags)| (Reverse(score(tags)), *other));
    shared.truncate(limit);
    for (_, tags) in &mut shared {
        tags.sort_by_key(|tag| (Reverse(site.weight(main, *tag)), *tag));
    }
    shared
}

fn neighbours_naively(site: &Site, id: BriefId) -> (Vec<BriefId>, Vec<BriefId>) {
    let brief = |id: BriefId| &site.node(id).meta;
    let key = |id: BriefId| {
        let day = brief(id).date.date(&site.config.timezone);
        let event = brief(id)
            .event
            .as_ref()
            .map_or((day, day), |event| (event.first(), event.last()));
        (event, brief(id).public_from(), Reverse(id))
    };
    let of = |other: &BriefId| {
        brief(id).storyline.is_some() && brief(*other).storyline == brief(id).storyline
    };
    let mut before: Vec<BriefId> = site
        .brief_ids()
        .filter(|other| of(other) && key(*other) < key(id))
        .collect();
    let mut after: Vec<BriefId> = site
        .brief_ids()
        .filter(|other| of(other) && key(*other) > key(id))
        .collect();
    before.sort_by_key(|other| Reverse(key(*other)));
    after.sort_by_key(|other| key(*other));
    (
        before.into_iter().take(2).collect(),
        after.into_iter().take(2).collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(24)))]
    #[test]
    fn what_stands_beside_a_brief_is_what_a_look_at_every_brief_finds(
        briefs in prop::collection::vec(
            (0u16..40, 0u8..2, prop::collection::btree_set(0u8..6, 0..3), prop::option::of((0u8..3, prop::option::of(0u16..40))), prop::option::of(0usize..400)),
            1..260,
        ),
    ) {
        let prepared = site_of(&briefs);
        prop_assert_eq!(dateline::diag::has_errors(&prepared.diagnostics), false);
        let site = &prepared.assembly.site;
        for id in site.brief_ids() {
            let related: Vec<_> =
                site.related(id, &[], 5).into_iter().map(|related| (related.brief, related.shared)).collect();
            prop_assert_eq!(related, related_naively(site, id, 5));
            prop_assert_eq!(site.storyline_neighbours(id, 2), neighbours_naively(site, id));
            let number = |id: BriefId| site.node(id).meta.slug.as_str()[1..].parse::<usize>().expect("a number");
            let links = |from: &BriefId| {
                *from != id && briefs[number(*from)].4.map(|to| to % briefs.len()) == Some(number(id))
            };
            let from: Vec<BriefId> = site.brief_ids().filter(links).collect();
            let backlinks: Vec<BriefId> = site.backlinks[id.0 as usize].iter().map(|link| link.from).collect();
            prop_assert_eq!(backlinks, from);
        }
    }
}

#[test]
fn a_tag_counts_by_how_rare_it_is() {
    let briefs: Vec<Made> = (0..64)
        .map(|day| {
            (
                day,
                0,
                BTreeSet::from([u8::from(day > 31)]),
                Some((0, None)),
                None,
            )
        })
        .collect();
    let prepared = site_of(&briefs);
    let site = &prepared.assembly.site;
    let weight = |kind, slug| {
        site.weight(
            LanguageId(0),
            site.group_of(kind, slug).expect("it is there"),
        )
    };
    assert_eq!(
        (weight(Kind::Topic, "t0"), weight(Kind::Person, "p1")),
        (0, 1)
    );
}

const TALKS: &str = "
//- content/people/pm.md
---
name: Ada Adams
roles:
  - Minister, ..2019
  - Prime Minister, 2019..2022
  - Party leader
---
//- content/briefs/talks.md
---
title: Talks
date: 2021-03-02
source: https://wire.example/talks
people: pm
---
Talks.
//- content/briefs/before.md
---
title: Before
date: 2021-03-01
event: 2018
source: https://wire.example/before
people: pm
---
A first sentence. Then come \"the *great* [talks](brief:talks)\" & more![^1] A last one.

- See [[brief:talks]] too.

[^1]: A note.
";

#[test]
fn a_person_is_shown_with_the_role_of_the_day() {
    let built = build(TALKS);
    let people = |route: &str| {
        let line = built
            .text(route)
            .lines()
            .find(|line| line.contains("Ada Adams</a> <small>"));
        line.expect("people are shown").to_owned() + "\n"
    };
    expect![[r#"
        <li><a href="/people/pm/">Ada Adams</a> <small>Prime Minister, Party leader</small></li>
        <li><a href="/people/pm/">Ada Adams</a> <small>Minister, Party leader</small></li>
    "#]]
    .assert_eq(&(people("/2021/03/02/talks/") + &people("/2021/03/01/before/")));
}

#[test]
fn a_backlink_shows_the_sentence_that_links() {
    let built = build(TALKS);
    let page = built.text("/2021/03/02/talks/");
    let line = page
        .lines()
        .find(|line| line.contains("great"))
        .expect("the sentence is there");
    expect![[r#"<li><a href="/2021/03/01/before/">Before</a> <small>Then come “the great talks” &amp; more!</small></li>"#]]
        .assert_eq(line);
}

const VERSIONS: &str = "
//- site.yaml
languages: ar, fr
//- content/topics/water.md
---
name: Water
---
//- content/topics/water.ar.md
---
name: مياه
---
نص.
//- content/briefs/flood.md
---
title: Flood
date: 2021-03-02
source: https://wire.example/flood
topics: water
---
A flood.
//- content/briefs/flood.ar.md
---
title: فيضان
date: 2021-03-02
source: https://wire.example/flood
topics: water
slug: fayadan
---
فيضان.
";

#[test]
fn versions_of_a_page_name_each_other() {
    let built = build(VERSIONS);
    let mut shown = String::new();
    for route in [
        "/2021/03/02/flood/",
        "/ar/2021/03/02/fayadan/",
        "/",
        "/ar/topics/water/",
        "/ar/",
    ] {
        writeln!(shown, "{route}").expect("memory");
        let lines = built
            .text(route)
            .lines()
            .filter(|line| line.contains("hreflang") || line.contains("<h1>"));
        lines.for_each(|line| writeln!(shown, "  {line}").expect("memory"));
    }
    expect![[r#"
        /2021/03/02/flood/
          <link rel="alternate" hreflang="en" href="https://briefs.example/2021/03/02/flood/">
          <link rel="alternate" hreflang="ar" href="https://briefs.example/ar/2021/03/02/fayadan/">
          <link rel="alternate" hreflang="x-default" href="https://briefs.example/2021/03/02/flood/">
          <h1>Flood</h1>
          <li><a href="/ar/2021/03/02/fayadan/" hreflang="ar" lang="ar" dir="rtl">فيضان</a> <span class="d-mark" lang="ar" dir="rtl">العربية</span></li>
        /ar/2021/03/02/fayadan/
          <link rel="alternate" hreflang="en" href="https://briefs.example/2021/03/02/flood/">
          <link rel="alternate" hreflang="ar" href="https://briefs.example/ar/2021/03/02/fayadan/">
          <link rel="alternate" hreflang="x-default" href="https://briefs.example/2021/03/02/flood/">
          <h1>فيضان</h1>
          <li><a href="/2021/03/02/flood/" hreflang="en" lang="en" dir="ltr">Flood</a> <span class="d-mark" lang="en" dir="ltr">English</span></li>
        /
          <link rel="alternate" hreflang="en" href="https://briefs.example/">
          <link rel="alternate" hreflang="ar" href="https://briefs.example/ar/">
          <link rel="alternate" hreflang="x-default" href="https://briefs.example/">
        /ar/topics/water/
          <link rel="alternate" hreflang="en" href="https://briefs.example/topics/water/">
          <link rel="alternate" hreflang="ar" href="https://briefs.example/ar/topics/water/">
          <link rel="alternate" hreflang="x-default" href="https://briefs.example/topics/water/">
          <h1>مياه</h1>
        /ar/
          <link rel="alternate" hreflang="en" href="https://briefs.example/">
          <link rel="alternate" hreflang="ar" href="https://briefs.example/ar/">
          <link rel="alternate" hreflang="x-default" href="https://briefs.example/">
    "#]]
    .assert_eq(&shown);
}

#[test]
fn a_file_of_two_languages_is_said() {
    check(
        "
//- site.yaml
languages: ar, fr
//- content/briefs/flood.md
---
title: Flood
date: 2021-03-02
source: https://wire.example/flood
---
//- content/briefs/flood.ar.md
---
title: Crue
date: 2021-03-02
source: https://wire.example/flood
language: fr
---
",
        expect![
            "content/briefs/flood.ar.md:5:11 error[value-invalid]: `fr` is not `ar`, the language in the file's name"
        ],
    );
}

#[test]
fn a_translation_without_an_original_is_said() {
    check(
        "
//- site.yaml
languages: ar
//- content/topics/water.ar.md
---
name: مياه
---
//- content/briefs/flood.ar.md
---
title: فيضان
date: 2021-03-02
source: https://wire.example/flood
---
//- content/briefs/draft.md
---
title: Draft
date: 2021-03-02
source: https://wire.example/flood
status: draft
---
//- content/briefs/draft.ar.md
---
title: فيضان
date: 2021-03-02
source: https://wire.example/flood
---
",
        expect![[r#"
            content/briefs/flood.ar.md warning[translation-alone]: this is a translation of a file that does not exist; hint: create `flood.md` beside it; if this is the original, rename it to that and add its `language`
            content/topics/water.ar.md warning[translation-alone]: this is a translation of a file that does not exist; hint: create `water.md` beside it; if this is the original, rename it to that and add its `language`"#]],
    );
}
