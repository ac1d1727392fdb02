//! A site in several languages: what it calls itself in each, its menu, names, and the links between versions.

use expect_test::expect;

use crate::support::{build, check};

const SITE: &str = "
//- site.yaml
title: Two Rivers
description: Short briefs.
author: The desk
country_label: Nations
regions: { near-east: IQ }
nav:
  - { title: Floods, link: \"topic:floods\" }
  - { title: Iraq, link: \"country:IQ\" }
  - { title: About, link: /about/ }
  - { title: Elsewhere, link: \"https://elsewhere.example/\" }
languages:
  ar:
    title: الرافدان
    description: موجزات قصيرة.
    author: غرفة الأخبار
    country_label: الدول
    regions: { near-east: الشرق الأدنى }
  fr:
//- content/topics/floods.md
---
name: Floods
---
//- content/topics/floods.ar.md
---
name: الفيضانات
---
//- content/publishers/wire.md
---
name: The Wire
short: Wire
hosts: wire.example
---
//- content/publishers/wire.ar.md
---
name: وكالة السلك
---
//- content/pages/about.md
---
title: About us
---
//- content/pages/about.ar.md
---
title: من نحن
---
//- content/briefs/flood.md
---
title: Flood closes the valley road
date: 2026-03-01
topics: floods
countries: IQ
source: https://wire.example/flood
---
The road is closed.
//- content/briefs/flood.ar.md
---
title: فيضان يغلق طريق الوادي
date: 2026-03-01
topics: floods
countries: IQ
source: https://wire.example/flood
---
الطريق مغلق. انظر [[topic:floods]].
";

/// The lines of `page` with `part` in them.
fn lines<'a>(page: &'a str, part: &str) -> Vec<&'a str> {
    page.lines().filter(|line| line.contains(part)).collect()
}

#[test]
fn a_site_calls_itself_as_each_language_does() {
    let built = build(SITE);
    assert_eq!(built.findings, "");
    let arabic = built.text("/ar/");
    assert!(arabic.contains("<title>الرافدان</title>"), "{arabic}");
    assert!(arabic.contains("content=\"موجزات قصيرة.\""), "{arabic}");
    assert!(arabic.contains(">الدول<"), "{arabic}");
    assert!(built.text("/ar/2026/03/01/flood/").contains("غرفة الأخبار"));
    assert!(built.text("/").contains("<title>Two Rivers</title>"));
    assert!(built.text("/2026/03/01/flood/").contains("The desk"));
    assert!(
        built
            .text("/ar/feed.xml")
            .contains("<title>الرافدان</title>")
    );
    assert!(built.text("/ar/countries/iq/").contains("الشرق الأدنى"));
    assert!(built.text("/countries/iq/").contains("Near East"));
}

#[test]
fn the_menu_leads_to_pages_of_the_language_by_their_names() {
    let built = build(SITE);
    let menu = |page: &str| {
        let page = built.text(page);
        let menu = page
            .split("<nav")
            .nth(1)
            .and_then(|rest| rest.split("</nav>").next())
            .unwrap_or_default();
        lines(menu, "<a ").join("\n")
    };
    expect![[r#"
        <li><a href="/topics/floods/">Floods</a></li>
        <li><a href="/countries/iq/">Iraq</a></li>
        <li><a href="/about/">About</a></li>
        <li><a href="https://elsewhere.example/">Elsewhere</a></li>
        <li><a href="/topics/">Topics</a></li>
        <li><a href="/countries/">Nations</a></li>"#]]
    .assert_eq(&menu("/"));
    expect![[r#"
        <li><a href="/ar/topics/floods/">الفيضانات</a></li>
        <li><a href="/ar/countries/iq/">العراق</a></li>
        <li><a href="/ar/about/">من نحن</a></li>
        <li><a href="https://elsewhere.example/" lang="en" dir="ltr">Elsewhere</a></li>
        <li><a href="/ar/topics/">الموضوعات</a></li>
        <li><a href="/ar/countries/">الدول</a></li>"#]]
    .assert_eq(&menu("/ar/"));
}

#[test]
fn names_are_those_of_the_language_and_of_no_other() {
    let built = build(SITE);
    let (main, arabic) = (
        built.text("/2026/03/01/flood/"),
        built.text("/ar/2026/03/01/flood/"),
    );
    assert!(
        main.contains(">Wire</a>") && !main.contains("السلك"),
        "{main}"
    );
    assert!(arabic.contains(">وكالة السلك</a>"), "{arabic}");
    assert!(
        arabic.contains("انظر <a href=\"/ar/topics/floods/\">الفيضانات</a>"),
        "{arabic}"
    );
}

#[test]
fn versions_name_each_other() {
    let built = build(SITE);
    let versions = |page| lines(built.text(page), "hreflang").join("\n");
    assert_eq!(
        versions("/2026/03/01/flood/")
            .matches("rel=\"alternate\"")
            .count(),
        3
    );
    let heads = |page| lines(built.text(page), "rel=\"alternate\" hreflang").join("\n");
    assert_eq!(heads("/2026/03/01/flood/"), heads("/ar/2026/03/01/flood/"));
    assert_eq!(heads("/topics/floods/"), heads("/ar/topics/floods/"));
    expect![[r#"
        <link rel="alternate" hreflang="en" href="https://briefs.example/2026/03/01/flood/">
        <link rel="alternate" hreflang="ar" href="https://briefs.example/ar/2026/03/01/flood/">
        <link rel="alternate" hreflang="x-default" href="https://briefs.example/2026/03/01/flood/">"#]]
    .assert_eq(&heads("/2026/03/01/flood/"));
}

#[test]
fn mistakes_in_languages_are_told_where_they_are() {
    check(
        "
//- site.yaml
regions: { near-east: IQ }
languages:
  arr: { title: A }
  ar: { titel: A, regions: { near-eest: B } }
",
        expect![[r#"
            site.yaml:3:3 note[words-missing]: the theme has no strings in `arr` for `access_gone`, `access_paywall`, `access_registration`, `all_n_briefs`, `all_of` and 148 more; hint: add them to `templates/i18n/arr.yaml`
            site.yaml:4:9 error[unknown-key]: there is no key `titel` here; hint: did you mean `title`?; fix: `title`
            site.yaml:4:30 error[value-unknown]: `near-eest` is not one of near-east; hint: did you mean `near-east`?"#]],
    );
}

#[test]
fn what_runs_left_to_right_is_set_apart_on_pages_and_in_feeds() {
    let built = build(
        "
//- site.yaml
languages: { ar: { title: الرافدان } }
//- content/briefs/flood.md
---
title: Flood
date: 2026-03-01
source: https://a.example/1
---
Call +964 770 123 4567 or write `--flag`.
//- content/briefs/flood.ar.md
---
title: فيضان
date: 2026-03-01
sources:
  - { publisher: الوكالة, title: تقرير, url: \"https://24.example/1\" }
---
اتصل على +964 770 123 4567 أو اكتب `--flag` أو انظر https://a.example/.
",
    );
    let (apart, code) = (
        "<bdi dir=\"ltr\">+964 770 123 4567</bdi>",
        "<code dir=\"ltr\">--flag</code>",
    );
    let address = "<bdi dir=\"ltr\">https://a.example/</bdi></a>.";
    let page = built.text("/ar/2026/03/01/flood/");
    assert!(
        [apart, code, address]
            .iter()
            .all(|part| page.contains(part)),
        "{page}"
    );
    assert!(page.contains("<bdi dir=\"ltr\">24.example</bdi>"), "{page}");
    let feed = built.text("/ar/feed.json").replace("\\\"", "\"");
    assert!(
        [apart, code, address]
            .iter()
            .all(|part| feed.contains(part)),
        "{feed}"
    );
    let english = built.text("/2026/03/01/flood/");
    assert!(
        !english.contains("<bdi dir") && english.contains("<code>--flag</code>"),
        "{english}"
    );
}

#[test]
fn hebrew_names_are_found_with_either_gershayim() {
    for (named, written) in [("צה\"ל", "צה\"ל"), ("צה״ל", "צה\"ל"), ("צה\"ל", "צה״ל")]
    {
        let built = build(&format!(
            "
//- site.yaml
language: he
//- content/organizations/idf.md
---
name: '{named}'
---
//- content/briefs/a.md
---
title: דיווח
date: 2026-03-01
organizations: idf
source: https://a.example/1
---
אתמול {written} הודיע.
",
        ));
        let page = built.text("/2026/03/01/a/");
        assert!(
            page.contains("<a href=\"/organizations/idf/\">צה״ל</a> הודיע"),
            "{named} {written}: {page}"
        );
    }
}
