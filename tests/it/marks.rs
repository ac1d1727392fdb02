//! What became of a brief is said wherever it is named: corrected, clarified, withdrawn, developing.

use expect_test::expect;

use crate::support::{Built, build};

const SITE: &str = "
//- site.yaml
title: Two Rivers
//- content/topics/water.md
---
name: Water
---
//- content/storylines/dam.md
---
title: The dam
---
//- content/editions/morning.md
---
title: Morning
date: 2026-03-05
briefs: corrected, clarified, plain
---
//- content/briefs/corrected.md
---
title: First step
date: 2026-03-01
topics: water
storyline: dam
source: https://wire.example/a
corrections: { 2026-03-02: It was the bridge. }
---
One.
//- content/briefs/clarified.md
---
title: Second step
date: 2026-03-02
topics: water
storyline: dam
source: https://wire.example/b
clarifications: { 2026-03-03: The old bridge is meant. }
status: developing
---
Two follows on [[corrected]].
//- content/briefs/plain.md
---
title: Third step
date: 2026-03-03
topics: water
storyline: dam
source: https://wire.example/c
corrections: { 2099-01-01: Not yet. }
clarifications: { 2099-01-01: Not yet. }
---
Three follows on [[clarified]].
//- content/briefs/taken.md
---
title: Fourth step
date: 2026-03-04
topics: water
storyline: dam
source: https://wire.example/d
status: withdrawn
withdrawn: 2026-03-05
reason: The source was wrong.
corrections: { 2026-03-04 12:00: Goes with the text. }
---
";

/// The lines of the page at `route` that name the brief called `title`, without what is not the brief's.
fn named(built: &Built, route: &str, title: &str) -> Vec<String> {
    let page = built.text(route);
    let (_, main) = page.split_once("<main").expect("a page");
    let is_list = |line: &&str| !line.starts_with("<p>") && !line.starts_with("<h1>");
    let has = |line: &&str| {
        line.contains(&format!(">{title}<")) || line.contains(&format!("> {title} <"))
    };
    let lines = main.lines().filter(is_list).filter(has);
    lines.map(str::to_owned).collect()
}

#[test]
fn every_list_that_names_a_brief_says_what_became_of_it() {
    let built = build(SITE);
    assert_eq!(built.findings, "");
    let lists = [
        ("/2026/03/", "First step", "Corrected"),
        ("/2026/03/03/plain/", "First step", "Corrected"),
        ("/2026/03/03/plain/", "Second step", "Clarified"),
        ("/2026/03/03/plain/", "Second step", "Developing"),
        ("/2026/03/01/corrected/", "Second step", "Clarified"),
        ("/corrections/", "First step", ""),
    ];
    for (route, title, mark) in lists {
        let lines = named(&built, route, title);
        let is_marked = |line: &String| line.contains(&format!("<b class=\"d-mark\">{mark}</b>"));
        assert!(!lines.is_empty(), "{route} names `{title}`");
        assert!(
            mark.is_empty() || lines.iter().all(is_marked),
            "{route}: {mark}: {lines:#?}"
        );
    }
    for route in [
        "/",
        "/topics/water/",
        "/2026/03/01/",
        "/storylines/dam/",
        "/editions/morning/",
    ] {
        assert!(
            built
                .text(route)
                .contains("<b class=\"d-mark\">Corrected</b>"),
            "{route}"
        );
    }
    let home = built.text("/");
    assert!(
        home.contains(">Fourth step</a> <b class=\"d-mark\">Withdrawn</b>"),
        "{home}"
    );
    assert!(
        built
            .text("/editions/")
            .contains("First step <b class=\"d-mark\">Corrected</b>")
    );
}

#[test]
fn what_lies_in_the_future_is_not_said_yet() {
    let built = build(SITE);
    assert!(!built.text("/corrections/").contains("Not yet."));
    let day = built.text("/2026/03/03/");
    assert!(
        day.contains("Third step") && !day.contains("class=\"d-mark\""),
        "{day}"
    );
}

#[test]
fn corrections_have_clarifications_and_withdrawals_among_them() {
    let built = build(SITE);
    let page = built.text("/corrections/");
    let lines = page.lines().filter(|line| {
        ["<h2>", "class=\"d-mark\"", "<p>The", "<p>It was"]
            .iter()
            .any(|part| line.contains(part))
    });
    expect![[r#"
        <div class="d-card"><h2><a href="/2026/03/04/taken/">Fourth step</a></h2>
        <p>The source was wrong.</p>
        <p class="d-meta"> <b class="d-mark">Withdrawn</b></p></div>
        <div class="d-card"><h2><a href="/2026/03/02/clarified/">Second step</a></h2>
        <p>The old bridge is meant.</p>
        <p class="d-meta"> <b class="d-mark">Clarified</b></p></div>
        <div class="d-card"><h2><a href="/2026/03/01/corrected/">First step</a></h2>
        <p>It was the bridge.</p>
        <p class="d-meta"> <b class="d-mark">Corrected</b></p></div>"#]]
    .assert_eq(&lines.collect::<Vec<_>>().join("\n"));
    let feed = built
        .text("/corrections/feed.xml")
        .parse::<atom_syndication::Feed>()
        .expect("Atom");
    let titles: Vec<&str> = feed
        .entries
        .iter()
        .map(|entry| entry.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["Withdrawn: Fourth step", "Second step", "First step"]
    );
    assert!(!page.contains("Goes with the text."));
}

#[test]
fn an_inherited_withdrawal_is_told_in_its_own_language() {
    let built = build(&format!(
        "{}//- content/briefs/taken.ar.md\n---\ntitle: الخطوة الرابعة\nsource: https://wire.example/d\n---\n",
        SITE.replace("title: Two Rivers", "title: Two Rivers\nlanguages: ar")
            .replace(
                "corrections: { 2026-03-04 12:00: Goes with the text. }\n",
                ""
            )
    ));
    assert_eq!(built.findings, "");
    let page = built.text("/ar/corrections/");
    assert!(
        page.contains("<p><span lang=\"en\" dir=\"ltr\">The source was wrong.</span></p>"),
        "{page}"
    );
    assert!(page.contains("<b class=\"d-mark\">مسحوب</b>"), "{page}");
}
