//! What machines read: data for search engines, feeds, and the names in them that stay.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::disk;
use dateline::pipeline::Memos;
use expect_test::{expect, expect_file};
use serde_json::Value;

use crate::support::{Built, build, build_with, options};

const CANONICAL: &str = "/2021/07/25/kadhemi-washington-visit/";

fn site(folder: &str, now: &str) -> Built {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let tree = disk::read_tree(&root).expect("the site can be read").value;
    build_with(&tree, &Memos::off(), &options(now))
}

/// The data of a page, each block parsed.
fn data_of(page: &str) -> Vec<Value> {
    let blocks = page.split("<script type=\"application/ld+json\">").skip(1);
    let json = blocks.map(|block| block.split_once("</script>").expect("an end").0);
    json.map(|json| serde_json::from_str(json).expect("JSON")).collect()
}

#[test]
fn the_canonical_brief_is_described_field_by_field() {
    let built = site("tests/golden/kadhemi", "2021-07-25T12:00:00+03:00");
    let data = data_of(built.text(CANONICAL));
    let article = data.iter().find(|data| data["@type"] == "NewsArticle").expect("an article");
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON") + "\n";
    expect_file!["../golden/kadhemi/expected/brief.jsonld"].assert_eq(&pretty(article));
    expect_file!["../golden/kadhemi/expected/feed.xml"].assert_eq(built.text("/feed.xml"));
    expect_file!["../golden/kadhemi/expected/feed.json"].assert_eq(built.text("/feed.json"));
    expect_file!["../golden/kadhemi/expected/sitemap-news.xml"].assert_eq(built.text("/sitemap-news.xml"));
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
            let terms = vocabulary.get(kind).unwrap_or_else(|| panic!("`{kind}` is in the table"));
            let own = fields.keys().filter(|key| !key.starts_with('@') && !terms.contains(key.as_str()));
            unknown.extend(own.map(|key| format!("{kind}.{key}")));
            1 + fields.values().map(|value| look_up(value, unknown)).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn every_term_of_the_data_is_of_schema_org() {
    let (mut unknown, mut n_objects) = (BTreeSet::new(), 0);
    for (folder, now) in [("tests/golden/site", "2026-03-05T12:00:00Z"), (".", "2026-06-01T12:00:00Z")] {
        let built = site(folder, now);
        for (route, bytes) in built.outputs.iter().filter(|(route, _)| route.ends_with('/')) {
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
    let feeds = built.outputs.keys().filter(|route| route.ends_with("feed.xml"));
    let parsed = feeds.map(|route| built.text(route).parse::<atom_syndication::Feed>().expect("Atom"));
    parsed.map(|feed| (feed.id, feed.entries.into_iter().map(|entry| entry.id).collect())).collect()
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
    let after = site("url: https://other.example/news/", "2021/07/deluge", "title: Deluge\nid: flood");
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
