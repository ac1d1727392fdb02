//! The theme compiled ahead of time writes what the template engine writes, whatever a site has replaced.

#[allow(dead_code, reason = "the build script uses the rest")]
#[path = "../../build/theme/mod.rs"]
mod compiler;

use std::collections::BTreeMap;
use std::path::Path;

use dateline::cache::Cache;
use dateline::disk;
use dateline::site::Audience;
use dateline::source::{SourceFile, SourcePath, SourceTree};
use dateline::theme;
use expect_test::{Expect, expect};

use crate::support::{build, build_with, interpreted, options};

fn sites() -> Vec<(SourceTree, &'static str)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = |folder: &str| disk::read_tree(&root.join(folder)).expect("readable").value;
    vec![
        (site("tests/golden/site"), "2026-03-05T12:00:00Z"),
        (site("tests/golden/screens"), "2026-03-05T12:00:00Z"),
        (site("."), "2021-08-01T12:00:00Z"),
    ]
}

/// Returns `tree` with the theme's templates `names` in its own folder, each with a comment that outputs nothing.
fn with_own(tree: &SourceTree, names: &[&str]) -> SourceTree {
    let mut added = BTreeMap::new();
    for name in names {
        let path = SourcePath::new(&format!("templates/{name}"));
        let theme = theme::FILES
            .iter()
            .find(|(known, _)| *known == path.as_str());
        let (_, bytes) = theme.expect("a file of the theme");
        let bytes = [bytes, &b"{# mine #}"[..]].concat();
        added.insert(path.clone(), Some(SourceFile::new(path, bytes)));
    }
    tree.with(added)
}

fn outputs(tree: &SourceTree, now: &str) -> BTreeMap<String, Vec<u8>> {
    let mut options = options(now);
    // Drafts, too: their pages have marks that others lack.
    options.audience = Audience::Editors;
    let built = build_with(tree, &Cache::off(), &options);
    assert!(!built.outputs.is_empty(), "{}", built.findings);
    built.outputs
}

#[test]
fn every_page_has_the_same_bytes_compiled_and_interpreted() {
    let replaced: [&[&str]; 6] = [
        &["base.html"],
        &["parts/footer.html", "parts/nav.html"],
        &["parts/head.html", "parts/masthead.html", "brief.html"],
        &["components.html"],
        &["group.html", "home.html"],
        &["base.html", "brief.html", "parts/footer.html"],
    ];
    for (tree, now) in sites() {
        let compiled = outputs(&tree, now);
        let interpreted = outputs(&interpreted(&tree), now);
        assert_eq!(different(&compiled, &interpreted), Vec::<&str>::new());
        for names in replaced {
            let mixed = outputs(&with_own(&tree, names), now);
            assert_eq!(
                different(&compiled, &mixed),
                Vec::<&str>::new(),
                "{names:?}"
            );
        }
    }
}

fn different<'a>(
    one: &'a BTreeMap<String, Vec<u8>>,
    other: &'a BTreeMap<String, Vec<u8>>,
) -> Vec<&'a str> {
    let routes = one
        .keys()
        .chain(other.keys().filter(|route| !one.contains_key(*route)));
    routes
        .filter(|route| one.get(*route) != other.get(*route))
        .map(String::as_str)
        .collect()
}

const BRIEF: &str = "//- content/briefs/a.md
---
title: A & B
date: 2026-03-01
source: https://wire.example/a
---
Text.
";

#[test]
fn a_replaced_part_is_rendered_for_each_page_that_it_reads() {
    let built = build(&format!(
        "{BRIEF}//- templates/parts/footer.html\n<footer>{{{{ page.title }}}} of {{{{ page.kind }}}}</footer>\n"
    ));
    assert!(
        built
            .text("/2026/03/01/a/")
            .contains("<footer>A &amp; B of brief</footer>")
    );
    assert!(built.text("/").contains("<footer>Briefs of home</footer>"));
}

#[test]
fn what_a_replaced_part_includes_is_read_too_however_it_is_quoted() {
    let built = build(&format!(
        "{BRIEF}//- templates/parts/footer.html\n{{% include `own/title.html` %}}\n//- templates/own/title.html\n<i>{{{{ page.title }}}}</i>\n"
    ));
    assert!(built.text("/2026/03/01/a/").contains("<i>A &amp; B</i>"));
    assert!(built.text("/").contains("<i>Briefs</i>"));
}

#[test]
fn a_frame_of_the_site_s_own_holds_the_theme_s_pages() {
    let built = build(&format!(
        "{BRIEF}//- templates/base.html\n<title>{{{{ page.title }}}}{{% if brief %}}!{{% endif %}}</title>{{% block main %}}{{% endblock main %}}|\n"
    ));
    let page = built.text("/2026/03/01/a/");
    assert!(
        page.starts_with("<title>A &amp; B!</title>\n<article"),
        "{page}"
    );
    assert!(page.ends_with("|\n"), "{page}");
}

#[test]
fn a_frame_with_blocks_inside_main_gets_them_from_the_theme_s_pages() {
    let built = build(&format!(
        "{BRIEF}topics: [water]\n//- content/topics/water.md\n---\nname: Water\n---\n//- templates/base.html\n{{% block main %}}{{% endblock main %}}<aside>{{% block briefs %}}own{{% endblock briefs %}}</aside>\n"
    ));
    assert!(
        built.text("/").contains("<aside>own</aside>"),
        "{}",
        built.text("/")
    );
}

#[test]
fn errors_in_frames_and_parts_are_at_their_lines() {
    for (path, text) in [
        ("base.html", "{% extends \"nope.html\" %}"),
        (
            "base.html",
            "{% block main %}{% endblock main %}\n{{ page.nope.more }}",
        ),
        ("parts/footer.html", "\n{{ page.nope.more }}"),
    ] {
        let built = build(&format!("{BRIEF}//- templates/{path}\n{text}\n"));
        let first = built.findings.lines().next().unwrap_or_default();
        assert!(
            first.starts_with(&format!("templates/{path}:")),
            "{}",
            built.findings
        );
        assert!(!built.findings.contains(".framed"), "{}", built.findings);
    }
}

/// Compiles a theme of a frame and the page `text`, and returns what is wrong with it.
fn refused(text: &str, expected: Expect) {
    let frame = "<p>{% block main %}{% endblock main %}";
    let templates = [
        ("base.html".to_owned(), frame.to_owned()),
        (
            "page.html".to_owned(),
            format!("{{% extends \"base.html\" %}}\n{text}"),
        ),
    ];
    let views = "pub struct TemplateContext {\n    pub page: Option<PageView>,\n}\npub struct PageView {\n    pub title: String,\n    pub tags: Vec<String>,\n    pub extra: Node,\n}\n";
    let compiled = compiler::compile(&templates, &[views.to_owned()]);
    expected.assert_eq(&compiled.err().unwrap_or_default());
}

#[test]
fn what_cannot_be_compiled_is_named_at_its_place() {
    refused(
        "{% block main %}{{ page.title }}{% endblock %}",
        expect![""],
    );
    refused(
        "{% block main %}\n<b>{{ page.title | upper }}</b>{% endblock %}",
        expect!["templates/page.html:3:18: the filter `upper` is not supported here"],
    );
    refused(
        "{% block main %}{{ page.name }}{% endblock %}",
        expect!["templates/page.html:2:20: this cannot be output"],
    );
    refused(
        "{% block main %}{{ brief.title }}{% endblock %}",
        expect!["templates/page.html:2:20: there is no variable `brief` here"],
    );
    refused(
        "{% block main %}{% filter upper %}x{% endfilter %}{% endblock %}",
        expect!["templates/page.html:2:20: the tag `filter` is not supported"],
    );
    refused(
        "{% block main %}{{ <Name link={page} /> }}{% endblock %}",
        expect!["templates/page.html:2:21: there is no component `Name`"],
    );
    refused(
        "{% block main %}{% if page.title %}",
        expect!["templates/page.html:2:36: `elif` or `else` or `endif` is missing"],
    );
    refused("{% block aside %}x{% endblock %}", expect![""]);
    refused(
        "{% block main %}{% if page.extra %}x{% endif %}{% endblock %}",
        expect!["templates/page.html:2:23: the type of `extra` is not supported"],
    );
    refused(
        "{% block main %}{% include \"other.html\" %}{% endblock %}",
        expect!["templates/page.html:2:20: only templates include, and only parts"],
    );
    refused(
        "{% block main %}{% for tag in page.title %}{% endfor %}{% endblock %}",
        expect!["templates/page.html:2:31: a list is expected"],
    );
}
