//! What readers may not see is nowhere: described things, links to hidden ones, the files in a brief's folder.

mod states;

use dateline::cache::Cache;
use dateline::pipeline::Options;
use dateline::site::Audience;
use dateline::source::SourceTree;
use expect_test::expect;

use crate::support::{Built, NOW, build, build_with, check, options};

/// A site with one described topic of these `fields`, the files in `more`, and a brief that says `body`.
fn entity(fields: &str, body: &str, more: &str) -> Built {
    let built = build(&format!(
        "//- content/topics/water.md\n---\nname: Water\n{fields}---\nSee [next](person:ada).\n\
         //- content/people/ada.md\n---\nname: Ada Canary\n---\n//- content/briefs/a.md\n---\ntitle: A\n\
         date: 2026-03-01\nsource: https://wire.example/a\n---\n{body}\n{more}"
    ));
    assert!(!built.findings.contains("error["), "{}", built.findings);
    built
}

#[test]
fn a_file_alone_gives_a_thing_no_page() {
    let has = |built: &Built, route: &str| built.outputs.contains_key(route);
    let water = |built: &Built| (has(built, "/topics/water/"), has(built, "/people/ada/"));
    assert_eq!(water(&entity("", "Text.", "")), (false, false));
    assert_eq!(
        water(&entity("publish: always\n", "Text.", "")),
        (true, true),
        "references are followed"
    );
    assert_eq!(
        water(&entity("", "See [it](topic:water).", "")),
        (true, true)
    );
    assert_eq!(water(&entity("", "See [[water]].", "")), (true, true));
    assert_eq!(
        water(&entity("", "See [it](../topics/water.md).", "")),
        (true, true)
    );
    assert_eq!(
        water(&entity("", "See [it](/topics/water/).", "")),
        (true, true)
    );
    assert_eq!(
        water(&entity(
            "",
            "Text.",
            "//- site.yaml\nnav: [{ title: W, link: \"topic:water\" }]\n"
        )),
        (true, true)
    );
    assert_eq!(
        water(&entity("", "Text.", "//- urls.lock\n/topics/water/\n")),
        (true, true)
    );
    let page = "//- content/pages/about.md\n---\ntitle: About\n---\nSee [[water]].\n";
    assert_eq!(water(&entity("", "Text.", page)), (true, true));
    let draft =
        "//- content/pages/about.md\n---\ntitle: About\nstatus: draft\n---\nSee [[water]].\n";
    assert_eq!(water(&entity("", "Text.", draft)), (false, false));
    let child =
        "//- content/topics/rivers.md\n---\nname: Rivers\nparent: water\npublish: always\n---\n";
    assert_eq!(water(&entity("", "Text.", child)), (true, true));
    let embargoed = "//- content/topics/rivers.md\n---\nname: Rivers\nparent: water\npublish: always\nembargo: 2026-07-01\n---\n";
    assert_eq!(water(&entity("", "Text.", embargoed)), (false, false));
}

#[test]
fn a_thing_that_is_never_or_not_yet_published_is_a_plain_name() {
    for fields in ["publish: never\n", "publish: always\nembargo: 2026-07-01\n"] {
        let tagged = "//- content/briefs/b.md\n---\ntitle: B\ndate: 2026-03-01\nsource: https://wire.example/a\ntopics: water\ncountries: NO\n---\nText, with [words](topic:water).\n";
        let built = entity(fields, "Text.", tagged);
        assert!(
            built.findings.contains("warning[link-unpublished]"),
            "{}",
            built.findings
        );
        assert!(
            !built.routes().contains("water") && !built.routes().contains("ada"),
            "{}",
            built.routes()
        );
        for (route, bytes) in &built.outputs {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains("/topics/water") && !text.contains("Canary"),
                "it is linked at {route}: {text}"
            );
        }
        let page = built.text("/2026/03/01/b/");
        assert!(
            page.contains("Text, with words.") && page.contains("Water"),
            "{page}"
        );
    }
}

#[test]
fn a_tag_that_lost_its_page_is_a_note() {
    let gone = "//- urls.lock\n/ar/topics/water/\n/topics/water/\n/topics/wine/\n";
    let site = format!(
        "//- site.yaml\nlanguages: ar\n//- content/topics/water.md\n---\nname: Water\npublish: never\n---\n\
         //- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n{gone}"
    );
    check(
        &site,
        expect![[r#"
            urls.lock:1:1 note[listing-lost]: the topic at `/ar/topics/water/` no longer has a page; hint: it returns with the next brief that names it, or with `publish: always` in its file
            urls.lock:2:1 note[listing-lost]: the topic at `/topics/water/` no longer has a page; hint: it returns with the next brief that names it, or with `publish: always` in its file
            urls.lock:3:1 error[url-lost]: no page exists at `/topics/wine/` any more; hint: add `aliases: /topics/wine/` to the file that replaced it, or build with --accept-url-loss"#]],
    );
}

/// A site on which only one brief, of this status, names anything that is described.
fn canary_site(status: &str) -> String {
    format!(
        "
//- site.yaml
url: https://briefs.example/
//- content/storylines/canary-talks.md
---
title: Canary talks
topics: canary-topic
countries: SE
next: {{ 2026-08-01: A canary treaty }}
---
//- content/topics/canary-topic.md
---
name: Canary topic
parent: canary-parent
---
//- content/topics/canary-parent.md
---
name: Canary parent
---
//- content/people/canary.md
---
name: Canary Person
roles: Head of Canary Works
---
//- content/organizations/canary-works.md
---
name: Canary Works
---
//- content/publishers/canary-wire.md
---
name: Canary Wire
hosts: canary.example
---
//- content/briefs/hidden.md
---
title: A canary
date: 2026-03-01
{status}
source: https://canary.example/a
storyline: canary-talks
people: canary
---
Text.
//- content/briefs/open.md
---
title: Open
date: 2026-03-01
source: https://wire.example/a
---
Text.
"
    )
}

#[test]
fn what_only_hidden_briefs_name_is_nowhere() {
    for status in ["status: draft", "status: hold", "embargo: 2026-07-01"] {
        let built = build(&canary_site(status));
        assert_eq!(built.findings, "", "{status}");
        for (route, bytes) in &built.outputs {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            assert!(
                !text.contains("canary") && !route.contains("canary"),
                "{status}: {route}"
            );
        }
    }
    let gone = "status: withdrawn\nwithdrawn: 2026-03-02\nreason: It was false.";
    let named = [
        "/storylines/canary-talks/",
        "/topics/canary-topic/",
        "/topics/canary-parent/",
        "/people/canary/",
        "/organizations/canary-works/",
        "/publishers/canary-wire/",
        "/countries/se/",
    ];
    for status in ["status: final", gone] {
        let built = build(&canary_site(status));
        named
            .iter()
            .for_each(|route| assert!(built.outputs.contains_key(*route), "{route} for {status}"));
    }
}

#[test]
fn a_page_has_a_status_a_date_and_an_embargo() {
    let page = |fields: &str| {
        format!(
            "//- content/pages/plans.md\n---\ntitle: Canary plans\n{fields}---\nText.\n//- content/briefs/a.md\n---\n\
             title: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nSee [the plans](/plans/) and [them](../pages/plans.md).\n"
        )
    };
    for fields in [
        "status: draft\n",
        "date: 2026-07-01\n",
        "embargo: 2026-07-01\n",
    ] {
        let built = build(&page(fields));
        assert_eq!(
            built.findings.matches("warning[link-unpublished]").count(),
            2,
            "{}",
            built.findings
        );
        for (route, bytes) in &built.outputs {
            assert!(
                !String::from_utf8_lossy(bytes).contains("Canary"),
                "{route}"
            );
        }
        let all = Options {
            audience: Audience::Editors,
            ..options(NOW)
        };
        let tree = SourceTree::from_fixture(&page(fields));
        assert!(
            build_with(&tree, &Cache::off(), &all)
                .outputs
                .contains_key("/plans/")
        );
    }
    check(&page("status: final\ndate: 2026-03-01\n"), expect![""]);
}

#[test]
fn a_translation_of_a_thing_is_held_to_its_original() {
    let site = |topic: &str, translation: &str, page: &str, page_translation: &str| {
        format!(
            "//- site.yaml\nlanguages: ar\n//- content/topics/water.md\n---\nname: Water\n{topic}---\n\
             //- content/topics/water.ar.md\n---\nname: Canary\n{translation}---\nText.\n\
             //- content/pages/about.md\n---\ntitle: About\n{page}---\n//- content/pages/about.ar.md\n---\ntitle: Canary\n\
             {page_translation}---\n//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\n\
             source: https://wire.example/a\ntopics: water\n---\nText.\n//- content/briefs/a.ar.md\n---\ntitle: B\n\
             source: https://wire.example/a\ntopics: water\n---\nText.\n"
        )
    };
    let hidden = build(&site("embargo: 2026-07-01\n", "", "status: draft\n", ""));
    assert_eq!(hidden.findings, "");
    let shown = |built: &Built| {
        built
            .outputs
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("Canary"))
    };
    assert!(
        !hidden.outputs.contains_key("/ar/topics/water/")
            && !hidden.outputs.contains_key("/ar/about/")
    );
    assert!(
        !shown(&build(&site(
            "",
            "publish: never\n",
            "",
            "embargo: 2026-07-01\n"
        ))),
        "stricter is allowed"
    );
    check(
        &site(
            "publish: never\n",
            "publish: always\n",
            "date: 2026-07-01\n",
            "date: 2026-03-01\n",
        ),
        expect![[r#"
            content/pages/about.ar.md:3:7 warning[translation-ahead]: `date` would publish this version before `content/pages/about.md` does, so it is ignored; hint: delete `date`: a version inherits it from its original, and can only be stricter
            content/topics/water.ar.md:3:10 warning[translation-ahead]: `publish` would publish this version before `content/topics/water.md` does, so it is ignored; hint: delete `publish`: a version inherits it from its original, and can only be stricter"#]],
    );
}

#[test]
fn a_link_without_words_to_something_hidden_has_none_to_show() {
    let site = |link: &str| {
        format!(
            "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nSee {link}.\n\
             //- content/briefs/canary-raid.md\n---\ntitle: Raid\ndate: 2026-07-01\nsource: https://wire.example/a\n---\nText.\n\
             //- content/topics/canary-plans.md\n---\nname: Plans\npublish: never\n---\n"
        )
    };
    for slug in ["canary-raid", "canary-plans"] {
        let bare = build(&site(&format!("[[{slug}]]"))).findings;
        assert_eq!(
            bare,
            format!(
                "content/briefs/a.md:6:5 error[link-nameless]: `{slug}` has no public page, so the link has no words to show; hint: write the words: `[[{slug}|words]]`\n"
            )
        );
        let built = build(&site(&format!("[[{slug}|the words]]")));
        assert!(
            built.findings.contains("warning[link-unpublished]"),
            "{}",
            built.findings
        );
        assert!(built.text("/2026/03/01/a/").contains("See the words."));
        // Where a site calls the error a warning, still nothing is printed.
        let lax = build(&format!(
            "//- site.yaml\ncheck: {{ link-nameless: warning }}\n{}",
            site(&format!("[[{slug}]]"))
        ));
        for (route, bytes) in &lax.outputs {
            assert!(
                !String::from_utf8_lossy(bytes).contains("canary"),
                "{route}"
            );
        }
    }
}

#[test]
fn a_summary_says_the_title_where_the_page_does() {
    let built = build(
        "
//- site.yaml
url: https://briefs.example/
//- content/briefs/a.md
---
title: A
date: 2026-03-02
source: https://wire.example/a
---
After [[talks-in-oslo]]  and
*before* [[topic:water]], see [[b]].
//- content/briefs/b.md
---
title: The day after
date: 2026-03-01
source: https://wire.example/a
---
Since [[a]], nothing has happened in [[talks-in-oslo]].
//- content/briefs/talks-in-oslo.md
---
title: Talks in Oslo end
date: 2026-03-01
source: https://wire.example/a
---
See [[topic:water]].
//- content/topics/water.md
---
name: Water rights
---
About [[a]].
",
    );
    assert_eq!(built.findings, "");
    let said = "After Talks in Oslo end and before Water rights, see The day after.";
    for route in ["/", "/2026/03/02/a/", "/feed.xml", "/feed.json"] {
        assert!(
            built.text(route).contains(said),
            "{route}: {}",
            built.text(route)
        );
    }
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        let typed = ["[talks-in-oslo", " talks-in-oslo", "topic:water"];
        assert!(
            typed.iter().all(|typed| !text.contains(typed)),
            "{route}: {text}"
        );
    }
    assert!(
        built
            .text("/topics/water/")
            .contains("content=\"About A.\""),
        "{}",
        built.text("/topics/water/")
    );
}

#[test]
fn only_what_a_public_version_names_is_published_of_a_folder() {
    let site = |front: &str, version: &str| {
        format!(
            "//- site.yaml\nlanguages: ar\n//- content/briefs/flood/index.md\n---\ntitle: Flood\ndate: 2026-03-01\n\
             source: https://wire.example/a\nimage: front.png\nalt: A\ncredit: B\n{front}---\nA ![map](map.png), a [report](report.pdf) and\n\
             <img src=\"raw.png\" alt=\"x\">.\n//- content/briefs/flood/index.ar.md\n---\ntitle: F\n\
             source: https://wire.example/a\n{version}---\n![x](arabic.png)\n//- content/briefs/flood/front.png\nx\n\
             //- content/briefs/flood/map.png\nx\n//- content/briefs/flood/raw.png\nx\n//- content/briefs/flood/report.pdf\nx\n\
             //- content/briefs/flood/arabic.png\nx\n//- content/briefs/flood/data/table.csv\nx\n\
             //- content/briefs/flood/interview-notes.txt\nx\n"
        )
    };
    let files = |built: &Built| {
        let routes = built.routes();
        let lines = routes
            .lines()
            .filter(|route| route.contains("/flood/") && !route.ends_with('/'));
        lines
            .map(|route| {
                route
                    .rsplit_once("/flood/")
                    .expect("it is there")
                    .1
                    .to_owned()
                    + "\n"
            })
            .collect::<String>()
    };
    let all = build(&site("files: data/table.csv\n", ""));
    expect!["arabic.png\ndata/table.csv\nfront.png\nmap.png\nraw.png\nreport.pdf\n"]
        .assert_eq(&files(&all));
    expect![[r#"
        content/briefs/flood/interview-notes.txt warning[file-unused]: no version of the brief names `interview-notes.txt`, so it is not published; hint: add `files: interview-notes.txt` to the brief, or move the file out of its folder
    "#]]
    .assert_eq(&all.findings);
    let original = build(&site("", "status: draft\n"));
    expect!["front.png\nmap.png\nraw.png\nreport.pdf\n"].assert_eq(&files(&original));
    assert_eq!(
        original.findings.matches("file-unused").count(),
        2,
        "{}",
        original.findings
    );
    assert_eq!(
        files(&build(&site("status: draft\n", "status: final\n"))),
        ""
    );
    check(
        "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\nfiles: x.pdf\n---\nText.\n",
        expect![[r#"
            content/briefs/a.md:5:8 error[file-missing]: there is no file `x.pdf` beside the brief; hint: make the brief a folder, `SLUG/index.md`, and put the file beside it"#]],
    );
}
