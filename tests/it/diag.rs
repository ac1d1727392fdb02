//! Diagnostics: how they are drawn.

use annotate_snippets::Renderer;
use dateline::diag::{self, Diagnostic, Finding, Place, Positions, Severity};
use dateline::source::{SourcePath, SourceTree, Span};
use expect_test::expect;

/// A finding about a link.
fn dead_link(place: Place, message: &str) -> Diagnostic {
    Diagnostic::from(Finding {
        code: "dead-link",
        severity: Severity::Error,
        message: message.to_owned(),
        place,
        hint: None,
        related: Vec::new(),
        fix: None,
    })
}

#[test]
fn an_excerpt_underlines_the_words() {
    let tree =
        SourceTree::from_fixture("//- content/briefs/a.md\nÉté [the dam](brief:dam-failur).\n");
    let path = SourcePath::new("content/briefs/a.md");
    let place = Place::span(&path, Span::new(23, 33));
    let found =
        dead_link(place, "there is no brief `dam-failur`").hint("did you mean `dam-failure`?");
    expect![[r#"
        error[dead-link]: there is no brief `dam-failur`
         --> content/briefs/a.md:1:22
          |
        1 | Été [the dam](brief:dam-failur).
          |                      ^^^^^^^^^^
          |
          = help: did you mean `dam-failure`?"#]]
    .assert_eq(&diag::human(&found, &tree, &Renderer::plain()));
    expect!["content/briefs/a.md:1:22 error[dead-link]: there is no brief `dam-failur`; hint: did you mean `dam-failure`?"].assert_eq(&diag::line(&found, &mut Positions::new(&tree)));
}

#[test]
fn a_line_that_is_too_long_to_be_shown_is_named() {
    let tree = SourceTree::from_fixture(&format!(
        "//- a.md\nA\n{}é[the dam](brief:b)\n",
        "é".repeat(2_000)
    ));
    let place = Place::span(&SourcePath::new("a.md"), Span::new(4_015, 4_022));
    let found = dead_link(place, "there is no brief `b`");
    expect![[r#"
        error[dead-link]: there is no brief `b`
        --> a.md:2:2013"#]]
    .assert_eq(&diag::human(&found, &tree, &Renderer::plain()));
}

#[test]
fn a_place_outside_its_file_is_no_panic() {
    let tree = SourceTree::from_fixture("//- a.md\né\n");
    for (start, end) in [(0, 1), (1, 1), (1, 2), (2, 900), (900, 901), (3, 1)] {
        let place = Place::span(&SourcePath::new("a.md"), Span::new(start, end));
        let found = dead_link(place, "there is no brief `b`");
        assert!(!diag::human(&found, &tree, &Renderer::plain()).is_empty());
        assert!(!diag::line(&found, &mut Positions::new(&tree)).is_empty());
    }
}

#[test]
fn positions_count_characters_from_one() {
    let tree = SourceTree::from_fixture("//- a.md\n\u{feff}a\r\nbé\nc");
    let at = |offset| {
        let place = Place::span(&SourcePath::new("a.md"), Span::new(offset, offset));
        Positions::new(&tree)
            .of(&place)
            .map(|range| (range.line, range.column))
    };
    assert_eq!(
        [at(3), at(7), at(9), at(900)],
        [Some((1, 1)), Some((2, 2)), Some((2, 3)), Some((3, 2))]
    );
}

/// Says everything there is to say about a site where each thing is as long as `long`.
fn said_of(long: &str) -> Vec<(&'static str, String)> {
    let site = tempfile::tempdir().expect("a folder");
    let brief = format!(
        "---\ntitle: {long}\ndate: {long}\nsource: {long}\ntopics: {long}\nkey{long}: x\n---\n[a](brief:{long}) [b](x{long}:y) \
         [[{long}]] [c](/{long}/) [d]({long}.md) [e][{long}] a[^{long}] ![f](https://x.example/{long}.jpg) [g](#{long}) <x{long}>\n\n\
         > {long}\n\n<p {long}\n"
    );
    for (path, text) in [
        ("content/briefs/a.md", brief),
        (
            "site.yaml",
            format!("check: {{ x{long}: off }}\nlanguage: {long}\n"),
        ),
    ] {
        let path = site.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let of = |format: &'static str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["check", "--all", "--format", format, "--root"])
            .arg(site.path());
        let output = command.output().expect("it runs");
        (format, String::from_utf8(output.stdout).expect("UTF-8"))
    };
    ["human", "json", "sarif", "github"].map(of).to_vec()
}

#[test]
fn whatever_a_message_quotes_it_is_short() {
    let short: Vec<usize> = said_of("word").iter().map(|(_, said)| said.len()).collect();
    for long in [
        "é".repeat(5_000),
        "a".repeat(900),
        "`".repeat(5_000),
        "a`é b".repeat(1_000),
    ] {
        for ((format, said), short) in said_of(&long).iter().zip(&short) {
            assert!(
                !said.is_empty() && said.len() < 4 * short,
                "{format}: {} of {short} bytes: {said:.3000}",
                said.len()
            );
        }
    }
}
