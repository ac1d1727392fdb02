//! Lists of a site in several languages: each brief once, in the page's language where it is there; what is in another
//! says so.

use expect_test::expect;

use crate::support::{Built, build};

const SITE: &str = "
//- site.yaml
title: Two Rivers
description: Short briefs.
languages: ar, fr
nav:
  - { title: About, link: /about/ }
//- content/pages/about.md
---
title: About
---
We write of [[topic:rivers]].
//- content/topics/water.md
---
name: Water
---
All that flows.
//- content/topics/rivers.md
---
name: Rivers
parent: water
---
//- content/topics/rivers.ar.md
---
name: الأنهار
---
كل الأنهار.
//- content/people/ada.md
---
name: Ada Adams
roles: [\"Minister of Water, 2020..\"]
---
//- content/storylines/dam.md
---
title: The dam
timeline: { 2020: The plan. }
---
//- content/editions/morning.md
---
title: Morning
date: 2026-03-05
briefs: flood, crack
---
//- content/briefs/flood.md
---
title: Flood
date: 2026-03-01
topics: water, rivers
source: https://wire.example/flood
---
The road is closed.
//- content/briefs/flood.ar.md
---
title: فيضان
topics: water, rivers
people: ada
storyline: dam
source: https://wire.example/flood
---
الطريق مغلق.
//- content/briefs/both.md
---
title: Both
date: 2026-03-02
source: https://wire.example/both
---
It follows [the flood](brief:flood).
//- content/briefs/both.ar.md
---
title: كلاهما
source: https://wire.example/both
---
بعد [الفيضان](brief:flood).
//- content/briefs/main.md
---
title: Main only
date: 2026-03-03
source: https://wire.example/main
---
It recalls [the flood](brief:flood).
//- content/briefs/crack.ar.md
---
title: شق
date: 2026-03-04
topics: water
source: https://wire.example/crack
---
شق بعد [الفيضان](brief:flood).
";

fn lines(built: &Built, route: &str, part: &str) -> String {
    let page = built.text(route);
    let main = page
        .split_once("<main")
        .and_then(|(_, rest)| rest.split_once("</main>"))
        .expect("a page")
        .0;
    main.lines()
        .filter(|line| line.contains(part))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The part of the page at `route` that lists who mentions the brief.
fn mentions(built: &Built, route: &str) -> String {
    let page = built.text(route);
    let (_, part) = page
        .split_once("id=\"_backlinks\"")
        .expect("it is mentioned");
    let part = part.split("</section>").next().unwrap_or_default();
    part.lines()
        .filter(|line| line.starts_with("<li>"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_brief_is_mentioned_by_one_version_of_each() {
    let built = build(SITE);
    expect![[r#"
        <li><a href="/ar/2026/03/04/crack/" hreflang="ar" lang="ar" dir="rtl">شق</a> <span class="d-mark" lang="ar" dir="rtl">العربية</span> <small><span lang="ar" dir="rtl">شق بعد الفيضان.</span></small></li>
        <li><a href="/2026/03/03/main/">Main only</a> <small>It recalls the flood.</small></li>
        <li><a href="/2026/03/02/both/">Both</a> <small>It follows the flood.</small></li>"#]]
    .assert_eq(&mentions(&built, "/2026/03/01/flood/"));
    expect![[r#"
        <li><a href="/ar/2026/03/04/crack/">شق</a> <small>شق بعد الفيضان.</small></li>
        <li><a href="/2026/03/03/main/" hreflang="en" lang="en" dir="ltr">Main only</a> <span class="d-mark" lang="en" dir="ltr">English</span> <small><span lang="en" dir="ltr">It recalls the flood.</span></small></li>
        <li><a href="/ar/2026/03/02/both/">كلاهما</a> <small>بعد الفيضان.</small></li>"#]]
    .assert_eq(&mentions(&built, "/ar/2026/03/01/flood/"));
}

#[test]
fn an_edition_labels_what_is_in_another_language() {
    let built = build(SITE);
    expect![[r#"
        <h2><a href="/2026/03/01/flood/">Flood</a></h2>
        <h2><a href="/ar/2026/03/04/crack/" hreflang="ar" lang="ar" dir="rtl">شق</a></h2>"#]]
    .assert_eq(&lines(&built, "/editions/morning/", "<h2>"));
    let meta = lines(&built, "/editions/morning/", "العربية");
    assert!(
        meta.contains("<span class=\"d-mark\" lang=\"ar\" dir=\"rtl\">العربية</span>"),
        "{meta}"
    );
    assert!(
        lines(&built, "/editions/morning/", "lang=\"ar\"")
            .contains("<p><span lang=\"ar\" dir=\"rtl\">شق بعد")
    );
    // The card of the brief on pages of its own language says nothing of that.
    let day = lines(&built, "/ar/2026/03/04/", "card") + &lines(&built, "/ar/2026/03/04/", "شق");
    assert!(!day.contains("العربية") && !day.contains("lang="), "{day}");
}

#[test]
fn a_page_without_briefs_of_its_language_lists_those_of_another() {
    let page = "//- content/pages/more.md\n---\ntitle: More\n---\n[[topic:snow]]\n//- content/topics/snow.md\n---\nname: Snow\n---\n";
    let brief = |tag: &str, title: &str| {
        format!(
            "//- content/briefs/snow{tag}.md\n---\ntitle: {title}\ndate: 2026-03-06\ntopics: snow\nsource: https://wire.example/s\n---\n{title}.\n"
        )
    };
    let built = build(&format!(
        "{SITE}{page}{}{}",
        brief(".ar", "ثلج"),
        brief(".fr", "Neige")
    ));
    let main = lines(&built, "/topics/snow/", "<h3>");
    assert_eq!(
        main,
        "<h3><a href=\"/ar/2026/03/06/snow/\" hreflang=\"ar\" lang=\"ar\" dir=\"rtl\">ثلج</a></h3>"
    );
    assert!(!built.text("/topics/snow/").contains("No briefs yet."));
    assert!(!lines(&built, "/fr/topics/snow/", "Neige").contains("lang="));
    assert!(
        !lines(&built, "/topics/rivers/", "hreflang").contains("hreflang"),
        "it has its own"
    );
}

#[test]
fn names_and_texts_that_are_not_translated_say_their_language() {
    let built = build(SITE);
    let brief = built.text("/ar/2026/03/01/flood/");
    let water = "<a href=\"/ar/topics/water/\" lang=\"en\" dir=\"ltr\">Water</a>";
    assert!(brief.contains(water), "{brief}");
    assert!(
        brief.contains("<a href=\"/ar/topics/rivers/\">الأنهار</a>"),
        "{brief}"
    );
    assert!(brief.contains("<a href=\"/ar/people/ada/\" lang=\"en\" dir=\"ltr\">Ada Adams</a> <small><span lang=\"en\" dir=\"ltr\">Minister of Water</span></small>"));
    assert!(brief.contains("<li><a href=\"/about/\" lang=\"en\" dir=\"ltr\">About</a></li>"));
    assert!(brief.contains("<p><span lang=\"en\" dir=\"ltr\">Short briefs.</span></p>"));
    // The source's host is a proper name.
    assert!(!brief.contains("lang=\"en\" dir=\"ltr\">wire.example"));

    let topic = built.text("/ar/topics/water/");
    assert!(
        topic.contains("<h1><span lang=\"en\" dir=\"ltr\">Water</span></h1>"),
        "{topic}"
    );
    assert!(
        topic.contains("<div class=\"d-text\" lang=\"en\" dir=\"ltr\">"),
        "{topic}"
    );
    assert!(
        !topic.contains("content=\"All that flows.\""),
        "a description is in the page's language"
    );
    let translated = built.text("/ar/topics/rivers/");
    assert!(
        translated.contains("<h1>الأنهار</h1>") && translated.contains("<div class=\"d-text\">")
    );
    assert!(translated.contains("content=\"كل الأنهار.\""));

    let person = built.text("/ar/people/ada/");
    assert!(person.contains(
        "<p class=\"d-fact\"><span lang=\"en\" dir=\"ltr\">Minister of Water, since 2020</span></p>"
    ));
    assert!(
        built
            .text("/ar/storylines/dam/")
            .contains("<span lang=\"en\" dir=\"ltr\">The plan.</span>")
    );
    for list in ["/ar/topics/", "/ar/people/", "/ar/storylines/"] {
        assert!(
            built.text(list).contains("lang=\"en\" dir=\"ltr\""),
            "{list}"
        );
    }
    for (route, page) in built
        .outputs
        .iter()
        .filter(|(route, _)| route.ends_with('/'))
    {
        let page = String::from_utf8_lossy(page);
        let main = page.split_once("<body").map_or("", |(_, body)| body);
        let is_main = !route.starts_with("/ar/");
        let own = if is_main {
            " lang=\"en\""
        } else {
            " lang=\"ar\""
        };
        assert!(!main.contains(own), "{route} says its own language twice");
    }
}

/// Things that have a title in English only, named in a brief in Arabic.
const NAMED_IN_ARABIC: &str = "
//- site.yaml
url: https://x.example
languages: ar
//- content/topics/water.md
---
name: Water
---
//- content/topics/rivers.md
---
name: Rivers
---
//- content/topics/rivers.ar.md
---
name: الأنهار
---
//- content/pages/about.md
---
title: About
---
//- content/editions/morning.md
---
title: Morning
date: 2026-03-05
briefs: flood
---
//- content/briefs/flood.md
---
title: Flood of `x` & more
date: 2026-03-01
topics: water, rivers
source: https://wire.example/flood
---
[[topic:water]]
//- content/briefs/both.md
---
title: Both
date: 2026-03-02
source: https://wire.example/both
---
[[both]]
//- content/briefs/both.ar.md
---
title: كلاهما
topics: water, rivers
source: https://wire.example/both
---
عن [[topic:water]] و[[topic:rivers]] و[[flood]] و[[edition:morning]] و[[both]] و[النص](topic:water).[^n]

[^n]: عن [[topic:water]].
";

#[test]
fn the_title_that_fills_a_link_says_its_language() {
    let built = build(NAMED_IN_ARABIC);
    assert_eq!(built.findings, "");
    let page = built.text("/ar/2026/03/02/both/");
    let named = |href: &str, name: &str| {
        format!("<a href=\"{href}\"><bdi lang=\"en\" dir=\"ltr\">{name}</bdi></a>")
    };
    let flood = named("/2026/03/01/flood/", "Flood of x &amp; more");
    assert!(
        page.matches(&named("/ar/topics/water/", "Water")).count() == 2,
        "{page}"
    );
    assert!(
        page.contains(&flood) && page.contains(&named("/editions/morning/", "Morning")),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"/ar/topics/rivers/\">الأنهار</a>"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"/ar/topics/water/\">النص</a>"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"/ar/2026/03/02/both/\">كلاهما</a>"),
        "{page}"
    );
    assert!(!built.text("/2026/03/01/flood/").contains("<bdi lang"));
    let feed = built.text("/ar/feed.xml");
    assert!(feed.contains("label=\"Water\" xml:lang=\"en\""), "{feed}");
    assert!(feed.contains("label=\"الأنهار\"/>"), "{feed}");
    assert!(feed.contains("&gt;Water&lt;/bdi&gt;"), "{feed}");
    assert!(!built.text("/feed.xml").contains("xml:lang=\"ar\""));
}

#[test]
fn a_language_with_a_page_and_no_brief_has_what_its_frame_links_to() {
    let built = build(
        "
//- site.yaml
title: Briefs
languages: fr
//- content/pages/about.fr.md
---
title: À propos
---
Texte.
",
    );
    let page = built.text("/fr/about/");
    for route in ["/fr/", "/fr/corrections/"] {
        assert!(page.contains(&format!("href=\"{route}\"")), "{page}");
        assert!(built.outputs.contains_key(route), "{}", built.routes());
    }
}
