//! A small site with one of everything, and the site of this repository: every output as it should be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dateline::cache::Cache;
use dateline::disk;
use dateline::site::Audience;

use crate::support::{Built, build_with, options};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn build(folder: &Path, now: &str) -> Built {
    let tree = disk::read_tree(folder).expect("the site can be read");
    assert!(tree.diagnostics.is_empty(), "{:?}", tree.diagnostics);
    build_with(&tree.value, &Cache::off(), &options(now))
}

#[test]
fn every_output_of_the_golden_site_is_as_expected() {
    let folder = root().join("tests/golden");
    let built = build(&folder.join("site"), "2026-03-05T12:00:00Z");
    let found: BTreeMap<String, String> = built
        .outputs
        .iter()
        .filter(|(route, _)| !route.ends_with(".css") && !route.ends_with(".svg"))
        .map(|(route, bytes)| {
            let name = if route.ends_with('/') {
                format!("{route}index.html")
            } else {
                route.clone()
            };
            (
                name[1..].to_owned(),
                unhashed(&String::from_utf8_lossy(bytes)),
            )
        })
        .chain([(
            "findings.txt".to_owned(),
            built.findings.clone() + &built.prose,
        )])
        .collect();
    let expected = folder.join("expected");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::remove_dir_all(&expected).ok();
        for (name, text) in &found {
            let path = expected.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
    }
    let mut known = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&expected) {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let name = entry
                .path()
                .strip_prefix(&expected)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(entry.path()).expect("UTF-8");
            assert_eq!(
                found.get(&name),
                Some(&text),
                "{name} differs; UPDATE_EXPECT=1 accepts what is there now"
            );
            known.insert(name);
        }
    }
    assert_eq!(known, found.keys().cloned().collect(), "the same files");
}

/// The stylesheet's hash changes with every stroke of design: not what this test is about.
fn unhashed(text: &str) -> String {
    let Some((before, rest)) = text.split_once("style.") else {
        return text.to_owned();
    };
    let hash_end = rest.find(".css").unwrap_or(0);
    format!("{before}style.HASH{}", &rest[hash_end..])
}

#[test]
fn the_site_of_this_repository_is_whole() {
    let built = build(&root(), "2026-06-01T12:00:00Z");
    let serious: Vec<&str> = built
        .prose
        .lines()
        .filter(|line| !line.contains(" note["))
        .collect();
    assert_eq!((built.findings.as_str(), serious), ("", Vec::<&str>::new()));
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        if route.ends_with('/') || route.ends_with(".html") {
            check_page(&built, route, &text);
        }
        if route.ends_with("feed.json") {
            check_json_feed(&built, route, &text);
        }
        if route.ends_with("feed.xml") {
            check_atom_feed(route, &text);
        }
    }
}

/// Asserts that a page is whole, and that all its links lead somewhere.
fn check_page(built: &Built, route: &str, text: &str) {
    let page = Page::of(text);
    assert_eq!(page.errors, Vec::<String>::new(), "{route}");
    for href in &page.links {
        let href = href
            .strip_prefix("https://two-rivers.example")
            .unwrap_or(href);
        if let Some(target) = href.strip_prefix('#') {
            assert!(
                page.ids.contains(target),
                "{route} links to its place {href}"
            );
        } else if href.starts_with('/') {
            let (path, place) = href.split_once('#').unwrap_or((href, ""));
            let there = built
                .outputs
                .get(path)
                .unwrap_or_else(|| panic!("{route} links to {href}"));
            let ids = Page::of(&String::from_utf8_lossy(there)).ids;
            assert!(
                place.is_empty() || ids.contains(place),
                "{route} links to {href}"
            );
        } else {
            let external = ["https://", "mailto:"]
                .iter()
                .any(|scheme| href.starts_with(scheme));
            assert!(external, "{route} links to {href}");
        }
    }
    assert!(
        text.contains("<link rel=\"canonical\"") || route == "/404.html",
        "{route}"
    );
}

/// Asserts that a JSON feed has the items of the Atom feed beside it.
fn check_json_feed(built: &Built, route: &str, text: &str) {
    let feed: serde_json::Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let atom = built.text(&route.replace("feed.json", "feed.xml"));
    let atom = atom.parse::<atom_syndication::Feed>().expect("Atom");
    let ids: Vec<&str> = atom.entries.iter().map(|entry| entry.id.as_str()).collect();
    let items = feed["items"].as_array().expect("items");
    assert_eq!(
        items
            .iter()
            .filter_map(|item| item["id"].as_str())
            .collect::<Vec<_>>(),
        ids,
        "{route}"
    );
}

/// Asserts that an Atom feed can stand by itself.
fn check_atom_feed(route: &str, text: &str) {
    let feed = text
        .parse::<atom_syndication::Feed>()
        .unwrap_or_else(|error| panic!("{route}: {error}"));
    assert!(
        !feed.entries.is_empty() && feed.id.starts_with("tag:two-rivers.example,2021:feed/"),
        "{route}"
    );
    for entry in &feed.entries {
        assert!(
            entry.id.starts_with("tag:two-rivers.example,2021-07-2"),
            "{route}"
        );
        let html = entry
            .content
            .as_ref()
            .and_then(|content| content.value.clone())
            .expect("content");
        let page = Page::of(&html);
        assert!(
            page.ids.is_empty() && page.errors.is_empty(),
            "{route}: {html}"
        );
        assert!(
            page.links.iter().all(|href| href.starts_with("https://")),
            "{route}: {html}"
        );
    }
}

/// What an HTML text links to and can be linked to at, by a tokenizer that follows the standard.
struct Page {
    links: Vec<String>,
    ids: BTreeSet<String>,
    errors: Vec<String>,
}

impl Page {
    fn of(html: &str) -> Self {
        let mut page = Page {
            links: Vec::new(),
            ids: BTreeSet::new(),
            errors: Vec::new(),
        };
        for token in html5gum::Tokenizer::new(html).flatten() {
            match token {
                html5gum::Token::StartTag(tag) => {
                    for (name, value) in &tag.attributes {
                        let value = String::from_utf8_lossy(value).into_owned();
                        match &name[..] {
                            b"href" | b"src" => page.links.push(value),
                            b"id" if !page.ids.insert(value.clone()) => {
                                page.errors.push(format!("the id {value} is given twice"));
                            }
                            _ => {}
                        }
                    }
                }
                html5gum::Token::Error(error) => page.errors.push(format!("{error:?}")),
                _ => {}
            }
        }
        page
    }
}

#[test]
fn the_folder_and_the_order_on_the_disk_change_nothing() {
    let source = disk::read_tree(&root()).expect("readable").value;
    let usual = build(&root(), "2026-06-01T12:00:00Z");
    let other = tempfile::tempdir().expect("a folder");
    for file in source.files().iter().rev() {
        let path = other.path().join(file.path.as_str());
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, file.bytes()).expect("written");
    }
    let moved = build(other.path(), "2026-06-01T12:00:00Z");
    assert_eq!(usual.routes(), moved.routes());
    assert!(usual.outputs == moved.outputs, "the same bytes");
}

#[test]
fn a_preview_of_drafts_marks_them() {
    let tree = disk::read_tree(&root().join("tests/golden/site"))
        .expect("readable")
        .value;
    let everything = dateline::pipeline::Options {
        audience: Audience::Editors,
        ..options("2026-03-05T12:00:00Z")
    };
    let built = build_with(&tree, &Cache::off(), &everything);
    let draft = built.text("/2026/03/03/draft/");
    assert!(
        draft.contains("Not public: draft")
            && !built.text("/2026/03/01/flood/").contains("Never shown")
    );
}

#[test]
fn news_are_new_for_two_days() {
    let folder = root().join("tests/golden/site");
    let built = build(&folder, "2026-03-03T07:59:59Z");
    let news = built.text("/sitemap-news.xml");
    assert_eq!(news.matches("<url>").count(), 1);
    let expected = "<loc>https://valley.example/news/2026/03/01/flood/</loc>";
    assert!(
        news.contains(expected) && news.contains("<news:language>en</news:language>"),
        "{news}"
    );
    assert!(
        built
            .text("/robots.txt")
            .contains("Sitemap: https://valley.example/news/sitemap-news.xml")
    );
    let later = build(&folder, "2026-03-03T08:00:00Z");
    assert!(
        !later.outputs.contains_key("/sitemap-news.xml")
            && !later.text("/robots.txt").contains("news.xml")
    );
}

#[test]
fn nothing_in_a_title_ends_the_data_of_a_page() {
    let built = crate::support::build(
        "
//- site.yaml
url: https://x.example/
title: '</script><b>'
//- content/briefs/a.md
---
title: 'A </script><script>alert(1)</script> <!-- &amp; \u{2028} B'
date: 2026-03-01
source: https://wire.example/a
---
Text.
",
    );
    for route in ["/", "/2026/03/01/a/"] {
        let page = built.text(route);
        let data: Vec<&str> = page
            .split("<script type=\"application/ld+json\">")
            .skip(1)
            .collect();
        assert!(
            !data.is_empty() && page.matches("<script").count() == data.len(),
            "{route}: {page}"
        );
        for data in data {
            let (json, _) = data.split_once("</script>").expect("an end");
            let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
            assert_eq!(value["@context"], "https://schema.org");
        }
    }
}
