//! What machines read: data for search engines, feeds, and the names in them that stay.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::cache::Cache;
use dateline::disk;
use expect_test::{expect, expect_file};
use serde_json::Value;

use crate::support::{Built, build, build_with, options};

const CANONICAL: &str = "/2021/07/25/kadhemi-washington-visit/";

fn site(folder: &str, now: &str) -> Built {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let tree = disk::read_tree(&root).expect("the site can be read").value;
    build_with(&tree, &Cache::off(), &options(now))
}

/// The data of a page, each block parsed.
fn data_of(page: &str) -> Vec<Value> {
    let blocks = page.split("<script type=\"application/ld+json\">").skip(1);
    let json = blocks.map(|block| block.split_once("</script>").expect("an end").0);
    json.map(|json| serde_json::from_str(json).expect("JSON"))
        .collect()
}

#[test]
fn the_canonical_brief_is_described_field_by_field() {
    let built = site("tests/golden/kadhemi", "2021-07-25T12:00:00+03:00");
    let data = data_of(built.text(CANONICAL));
    let article = data
        .iter()
        .find(|data| data["@type"] == "NewsArticle")
        .expect("an article");
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON") + "\n";
    expect_file!["../golden/kadhemi/expected/brief.jsonld"].assert_eq(&pretty(article));
    expect_file!["../golden/kadhemi/expected/feed.xml"].assert_eq(built.text("/feed.xml"));
    expect_file!["../golden/kadhemi/expected/feed.json"].assert_eq(built.text("/feed.json"));
    expect_file!["../golden/kadhemi/expected/sitemap-news.xml"]
        .assert_eq(built.text("/sitemap-news.xml"));
}

/// The table: each type of schema.org that we write, and its properties.
fn vocabulary() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let table = include_str!("../tables/schema-org.txt").lines();
    table
        .filter_map(|line| line.split_once(": "))
        .map(|(kind, terms)| (kind, terms.split(' ').collect()))
        .collect()
}

/// Adds what in `value` is not of the vocabulary to `unknown`; counts the objects.
fn look_up(value: &Value, unknown: &mut BTreeSet<String>) -> usize {
    match value {
        Value::Array(values) => values.iter().map(|value| look_up(value, unknown)).sum(),
        Value::Object(fields) => {
            let kind = fields["@type"].as_str().expect("every object has a type");
            let vocabulary = vocabulary();
            let terms = vocabulary
                .get(kind)
                .unwrap_or_else(|| panic!("`{kind}` is in the table"));
            let own = fields
                .keys()
                .filter(|key| !key.starts_with('@') && !terms.contains(key.as_str()));
            unknown.extend(own.map(|key| format!("{kind}.{key}")));
            1 + fields
                .values()
                .map(|value| look_up(value, unknown))
                .sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn every_term_of_the_data_is_of_schema_org() {
    let (mut unknown, mut n_objects) = (BTreeSet::new(), 0);
    for (folder, now) in [
        ("tests/golden/site", "2026-03-05T12:00:00Z"),
        (".", "2026-06-01T12:00:00Z"),
    ] {
        let built = site(folder, now);
        for (route, bytes) in built
            .outputs
            .iter()
            .filter(|(route, _)| route.ends_with('/'))
        {
            for data in data_of(std::str::from_utf8(bytes).expect("UTF-8")) {
                assert_eq!(data["@context"], "https://schema.org", "{route}");
                n_objects += look_up(&data, &mut unknown);
            }
        }
    }
    assert_eq!(unknown, BTreeSet::new());
    assert!(n_objects > 500, "{n_objects} objects were looked at");
}

/// The ids of the entries of every feed of `built`, by the feed's own id.
fn ids(built: &Built) -> BTreeMap<String, Vec<String>> {
    let feeds = built
        .outputs
        .keys()
        .filter(|route| route.ends_with("feed.xml"));
    let parsed = feeds.map(|route| {
        built
            .text(route)
            .parse::<atom_syndication::Feed>()
            .expect("Atom")
    });
    parsed
        .map(|feed| {
            (
                feed.id,
                feed.entries.into_iter().map(|entry| entry.id).collect(),
            )
        })
        .collect()
}

#[test]
fn ids_survive_another_title_folder_slug_and_address() {
    let site = |head: &str, path: &str, fields: &str| {
        build(&format!(
            "//- site.yaml\n{head}\nid_domain: briefs.example\nid_date: 2021\nlanguages: ar\n\
             //- content/topics/water.md\n---\nname: Water\n---\n\
             //- content/briefs/{path}.md\n---\n{fields}\ndate: 2021-07-25\nsource: https://a.example/\ntopics: water\n---\n\
             //- content/briefs/{path}.ar.md\n---\n{fields}\ndate: 2021-07-25\nsource: https://a.example/\n---\n"
        ))
    };
    let before = site("url: https://briefs.example/", "flood", "title: Flood");
    let after = site(
        "url: https://other.example/news/",
        "2021/07/deluge",
        "title: Deluge\nid: flood",
    );
    assert_ne!(before.routes(), after.routes());
    assert_eq!(ids(&before), ids(&after));
    expect![[r#"
        {
            "tag:briefs.example,2021:feed/all": [
                "tag:briefs.example,2021-07-25:flood",
            ],
            "tag:briefs.example,2021:feed/all:ar": [
                "tag:briefs.example,2021-07-25:flood:ar",
            ],
            "tag:briefs.example,2021:feed/corrections": [],
            "tag:briefs.example,2021:feed/corrections:ar": [],
            "tag:briefs.example,2021:feed/topics/water": [
                "tag:briefs.example,2021-07-25:flood",
            ],
        }
    "#]]
    .assert_debug_eq(&ids(&before));
}

/// A site with two briefs of one day, and what else `files` say.
fn described(files: &str) -> Built {
    build(&format!(
        "//- site.yaml\ntitle: Two Rivers\npage_size: 1\nentities: open\n{files}\n\
         //- content/briefs/a.md\n---\ntitle: Dam reopens\ndate: 2026-03-01\nsource: https://wire.example/a\ntopics: water, trade\ncountries: IQ\n---\nThe dam is open.\n\
         //- content/briefs/b.md\n---\ntitle: Ferry stops\ndate: 2026-03-01 10:00\nsource: https://wire.example/b\ntopics: water\ncountries: IQ\n---\n- one\n"
    ))
}

/// The first text between `before` and a quotation mark or a tag on a page.
fn found<'a>(page: &'a str, before: &str) -> &'a str {
    let rest = page.split_once(before).map_or("", |(_, rest)| rest);
    rest.split(['"', '<']).next().unwrap_or_default()
}

#[test]
fn every_page_has_a_title_and_a_description_of_its_own() {
    let files = "//- content/pages/about.md\n---\ntitle: About\n---\n| a |\n|---|\n| b |\n\n//- content/pages/list.md\n---\ntitle: List\n---\n\
                 //- content/editions/one.md\n---\ntitle: One\ndate: 2026-03-02\nbriefs: auto\n---\n";
    for languages in ["", "languages: ar\n"] {
        let built = described(&format!("{languages}{files}"));
        let mut known: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for (route, bytes) in built
            .outputs
            .iter()
            .filter(|(route, _)| route.ends_with('/'))
        {
            let page = std::str::from_utf8(bytes).expect("UTF-8");
            for part in [
                "<title>",
                "name=\"description\" content=\"",
                "rel=\"canonical\" href=\"",
            ] {
                let said = found(page, part);
                assert!(
                    !said.is_empty() && said.chars().count() < 220,
                    "{route}: {part}: {said}"
                );
                let other = known.insert((part, said), route);
                // What two groups are called may be the same; the fixture has none of those.
                assert_eq!(other, None, "{route}: {part}: {said}");
            }
        }
        assert!(
            built
                .text("/2026/03/01/page/1/")
                .contains("<h1>March 1, 2026, page 1</h1>")
        );
        assert!(!known.is_empty());
    }
}

#[test]
fn regions_are_reached_from_countries_and_from_each_of_them() {
    let built = described("");
    assert!(
        built
            .text("/countries/")
            .contains("<a href=\"/regions/\">Regions</a>")
    );
    assert!(
        built
            .text("/regions/western-asia/")
            .contains("<li><a href=\"/regions/\">Regions</a></li>")
    );
}

#[test]
fn a_group_has_a_feed_once_there_is_something_in_it() {
    let topic = |files: &str| {
        let built = build(&format!(
            "//- content/topics/water.md\n---\nname: Water\npublish: always\n---\n{files}"
        ));
        built.outputs.contains_key("/topics/water/")
            && built.outputs.contains_key("/topics/water/feed.xml")
    };
    let brief = |more: &str| {
        format!(
            "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\ntopics: water\n{more}---\nText.\n"
        )
    };
    assert!(!topic(""));
    assert!(
        !topic("//- urls.lock\n/topics/water/\n"),
        "it was never more than a page"
    );
    let locked = "//- urls.lock\n/topics/water/\n/topics/water/feed.json\n/topics/water/feed.xml\n";
    assert!(topic(locked), "its feed was published");
    let menu = "//- site.yaml\nnav: [{ title: Water, link: \"topic:water\" }]\n";
    let named = build(&format!(
        "{menu}{locked}//- content/topics/water.md\n---\nname: Water\n---\n"
    ));
    assert!(
        named.outputs.contains_key("/topics/water/feed.xml"),
        "{}",
        named.routes()
    );
    assert_eq!(named.findings, "");
    let gone = build(locked).findings;
    assert!(
        gone.contains("/topics/water/") && !gone.contains("feed.xml"),
        "lost with its page: {gone}"
    );
    assert!(!topic(&brief("status: draft\n")));
    assert!(topic(&brief("")));
    assert!(topic(&brief(
        "status: withdrawn\nwithdrawn: 2026-03-02\nreason: Wrong.\n"
    )));
    // Nothing but the list keeps the page: it had briefs, and its feed has readers.
    let kept = build(
        "//- urls.lock\n/topics/water/\n//- content/topics/water.md\n---\nname: Water\n---\n",
    );
    assert!(
        kept.outputs.contains_key("/topics/water/feed.xml"),
        "{}",
        kept.routes()
    );
    assert!(!kept.text("/feeds.opml").is_empty());
}

/// The data of the brief at `/2026/03/01/a/` with these `fields`.
fn article(head: &str, fields: &str) -> Value {
    let built = build(&format!(
        "//- site.yaml\nentities: open\n{head}//- static/a.jpg\nx\n//- static/logo.png\nx\n//- static/logo.ico\nx\n//- content/topics/water.md\n---\nname: Fresh water\n---\n\
         //- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\n{fields}\n---\nText.\n"
    ));
    let data = data_of(built.text("/2026/03/01/a/"));
    data.into_iter()
        .find(|data| data["@type"] == "NewsArticle")
        .unwrap_or_else(|| panic!("{}", built.findings))
}

#[test]
fn an_article_says_what_search_engines_ask_for() {
    let fields = "source: https://wire.example/a\ntopics: water, trade\nimage: /a.jpg\nalt: A dam\nlicense: CC BY 4.0\n\
                  corrections: { 2026-03-03: Second. }\nclarifications: { 2026-03-02: First., 2099-01-01: Not yet. }";
    let data = article("icon: logo.png\n", fields);
    assert_eq!(data["image"], "https://briefs.example/a.jpg");
    assert_eq!(data["articleSection"], "Fresh water");
    assert_eq!(
        data["keywords"],
        serde_json::json!(["Fresh water", "Trade"])
    );
    assert_eq!(
        data["publisher"]["logo"]["url"],
        "https://briefs.example/logo.png"
    );
    assert!(
        data.get("license").is_none(),
        "the picture's licence is not the article's"
    );
    let texts: Vec<&str> = data["correction"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["text"].as_str())
        .collect();
    assert_eq!(texts, ["First.", "Second."]);
    let plain = article("icon: logo.ico\n", "source: https://wire.example/a");
    assert!(
        ["image", "articleSection", "keywords"]
            .iter()
            .all(|key| plain.get(key).is_none()),
        "{plain}"
    );
    assert!(
        plain["publisher"].get("logo").is_none(),
        "no search engine shows such a file"
    );
}

#[test]
fn dates_of_data_are_of_iso_8601() {
    for (event, coverage) in [
        ("2021-10", Some("2021-10")),
        ("2021", Some("2021")),
        ("2021-10~", None),
        ("2021?", None),
        ("2021-10-05%", None),
    ] {
        let data = article(
            "",
            &format!("event: {event}\nsources: [{{ url: https://wire.example/a, date: {event} }}]"),
        );
        assert_eq!(
            data.get("temporalCoverage").and_then(Value::as_str),
            coverage,
            "{event}"
        );
        assert_eq!(
            data["citation"][0]
                .get("datePublished")
                .and_then(Value::as_str),
            coverage,
            "{event}"
        );
    }
}

#[test]
fn a_brief_has_the_licence_of_the_site() {
    let by = "https://creativecommons.org/licenses/by/4.0/";
    let source = "source: https://wire.example/a";
    assert_eq!(article("", source)["license"], Value::Null);
    assert_eq!(article(&format!("license: {by}\n"), source)["license"], by);
    let of_picture = format!("{source}\nimage: /a.jpg\nalt: A\nlicense: CC0");
    assert_eq!(
        article(&format!("license: {by}\n"), &of_picture)["license"],
        by
    );
    let wrong = build("//- site.yaml\nlicense: CC BY 4.0\n").findings;
    assert!(
        wrong.contains("site.yaml:1:10 error[value-invalid]"),
        "{wrong}"
    );
}
