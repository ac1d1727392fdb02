//! Diagnostics: how they are drawn.

use annotate_snippets::Renderer;
use dateline::diag::catalog;
use dateline::diag::{self, Place, Positions};
use dateline::source::{SourcePath, SourceTree, Span};
use expect_test::expect;

#[test]
fn an_excerpt_underlines_the_words() {
    let tree = SourceTree::from_fixture("//- content/briefs/a.md\nÉté [the dam](brief:dam-failur).\n");
    let path = SourcePath::new("content/briefs/a.md");
    let place = Place::span(&path, Span::new(23, 33));
    let found = catalog::site::dead_link(place, "brief", "dam-failur", Some("dam-failure"));
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
    let tree = SourceTree::from_fixture(&format!("//- a.md\nA\n{}é[the dam](brief:b)\n", "é".repeat(2_000)));
    let place = Place::span(&SourcePath::new("a.md"), Span::new(4_015, 4_022));
    let found = catalog::site::dead_link(place, "brief", "b", None);
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
        let found = catalog::files::file_has_nul(place);
        assert!(!diag::human(&found, &tree, &Renderer::plain()).is_empty());
        assert!(!diag::line(&found, &mut Positions::new(&tree)).is_empty());
    }
}

#[test]
fn positions_count_characters_from_one() {
    let tree = SourceTree::from_fixture("//- a.md\n\u{feff}a\r\nbé\nc");
    let at = |offset| {
        let place = Place::span(&SourcePath::new("a.md"), Span::new(offset, offset));
        Positions::new(&tree).of(&place).map(|range| (range.line, range.column))
    };
    assert_eq!([at(3), at(7), at(9), at(900)], [Some((1, 1)), Some((2, 2)), Some((2, 3)), Some((3, 2))]);
}
