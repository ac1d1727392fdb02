//! Long pieces: many sources, bare addresses, sources that are cited often, long descriptions.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use crate::support::build;

/// Checks the entries of the list of sources of a brief with these `sources` and this `text`.
fn check_sources(sources: &str, text: &str, expected: Expect) {
    let built = build(&format!(
        "//- site.yaml\nentities: open\n//- content/publishers/wire.md\n---\nname: The Wire\nshort: Wire\nhosts: wire.example\n---\n\
         //- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsources:\n{sources}---\n{text}\n"
    ));
    let lines = built
        .text("/2026/03/01/a/")
        .lines()
        .filter(|line| line.starts_with("<li id=\"source-"));
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_card_names_two_of_many_sources() {
    let card = |n_sources: usize| {
        let mut sources = String::new();
        for idx in 0..n_sources {
            writeln!(sources, "  - https://host{idx:02}.example/x").expect("memory");
        }
        let built = build(&format!(
            "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsources:\n{sources}---\nText.\n"
        ));
        let home = built.text("/");
        let line = home
            .lines()
            .find(|line| line.contains("Source"))
            .expect("a card")
            .to_owned();
        line.split("</p>").next().unwrap_or_default().to_owned()
    };
    assert!(card(1).ends_with("Source: host00.example"), "{}", card(1));
    assert!(
        card(2).ends_with("Sources: host00.example, host01.example"),
        "{}",
        card(2)
    );
    assert!(
        card(3).ends_with("Sources: host00.example, host01.example and 1 more"),
        "{}",
        card(3)
    );
    assert!(
        card(40).ends_with("Sources: host00.example, host01.example and 38 more"),
        "{}",
        card(40)
    );
}

#[test]
fn a_bare_source_is_called_by_the_last_part_of_its_address() {
    check_sources(
        "  - https://wire.example/2026/dam-reopens.html\n  - https://other.example/news/?id=5#top\n  - https://third.example/\n  \
         - https://fourth.example/index.php\n  - https://fifth.example/%D8%B3%D8%AF\n  - https://sixth.example/a%E2%80%AEb/\n",
        "Text.",
        expect![[r#"
            <li id="source-wire"><b><a href="/publishers/wire/">Wire</a></b>: <a rel="external" href="https://wire.example/2026/dam-reopens.html"><bdi>dam-reopens</bdi></a>, read at wire.example</li>
            <li id="source-other-example"><b><a href="/publishers/other-example/">other.example</a></b>: <a rel="external" href="https://other.example/news/?id=5#top"><bdi>news</bdi></a></li>
            <li id="source-third-example"><a rel="external" href="https://third.example/"><bdi>third.example</bdi></a></li>
            <li id="source-fourth-example"><a rel="external" href="https://fourth.example/index.php"><bdi>fourth.example</bdi></a></li>
            <li id="source-fifth-example"><b><a href="/publishers/fifth-example/">fifth.example</a></b>: <a rel="external" href="https://fifth.example/%D8%B3%D8%AF"><bdi>سد</bdi></a></li>
            <li id="source-sixth-example"><b><a href="/publishers/sixth-example/">sixth.example</a></b>: <a rel="external" href="https://sixth.example/a%E2%80%AEb/"><bdi>a%E2%80%AEb</bdi></a></li>"#]],
    );
}

#[test]
fn places_that_cite_a_source_have_letters_where_they_are_several() {
    check_sources(
        "  - { url: https://wire.example/x, id: x, title: X, language: fr }\n  - { url: https://wire.example/y, id: y, title: Y }\n",
        "One.[^x] Two.[^x] Three.[^y] Four.[^x]",
        expect![[r##"
            <li id="source-x"><b><a href="/publishers/wire/">Wire</a></b>: <a rel="external" href="https://wire.example/x" hreflang="fr" lang="fr" dir="ltr">X</a>, read at wire.example <a class="d-back d-letter" href="#_cite-x-1" role="doc-backlink" aria-label="Back to citation a of source 1">a</a> <a class="d-back d-letter" href="#_cite-x-2" role="doc-backlink" aria-label="Back to citation b of source 1">b</a> <a class="d-back d-letter" href="#_cite-x-3" role="doc-backlink" aria-label="Back to citation c of source 1">c</a></li>
            <li id="source-y"><b><a href="/publishers/wire/">Wire</a></b>: <a rel="external" href="https://wire.example/y">Y</a>, read at wire.example <a class="d-back" href="#_cite-y-1" role="doc-backlink" aria-label="Back to citation 1 of source 2">↩</a></li>"##]],
    );
}

#[test]
fn notes_of_pages_have_letters_too() {
    let built = build(
        "//- content/pages/about.md\n---\ntitle: About\n---\nOne.[^n] Two.[^n]\n\n[^n]: A note.\n",
    );
    let page = built.text("/about/");
    assert!(page.contains("<a class=\"d-back d-letter\" href=\"#_noteref-1-2\" role=\"doc-backlink\" aria-label=\"Back to mention b of note 1\">b</a>"), "{page}");
}

#[test]
fn descriptions_end_with_a_sentence_or_a_word() {
    let sentence = "The river rises in the hills and falls into the sea after a hundred and twenty miles of valley.";
    let built = build(&format!(
        "//- site.yaml\nnav: [{{ title: Water, link: \"topic:water\" }}, {{ title: Rain, link: \"topic:rain\" }}]\n\
         //- content/topics/water.md\n---\nname: Water\n---\n{sentence} {sentence} {sentence} {sentence} {sentence}\n\
         //- content/topics/rain.md\n---\nname: Rain\n---\n{}\n",
        "very wet ".repeat(60)
    ));
    let description = |route: &str| {
        let page = built.text(route);
        let (_, rest) = page
            .split_once("name=\"description\" content=\"")
            .expect("a description");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        description("/topics/water/"),
        format!("{sentence} {sentence}")
    );
    let rain = description("/topics/rain/");
    assert!(rain.ends_with("wet…") || rain.ends_with("very…"), "{rain}");
    assert!((160..=200).contains(&rain.chars().count()), "{rain}");
}
