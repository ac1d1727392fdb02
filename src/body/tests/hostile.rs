//! Hostile bodies, written by an adversary or a cat on the keyboard: the HTML must stay harmless and well-formed.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};
use proptest::prelude::{Strategy, any, prop, proptest};

use super::{body_of, diagnostics_of, stitched};
use crate::body::{MAX_BODY, Marks};
use crate::diag::Checked;

/// Reads all tags in `html` as a browser would, and fails on anything that could run or make a request elsewhere, and
/// on HTML that is not well-formed.
fn assert_harmless(html: &str) {
    assert!(!html.contains('\0'), "{html:?}");
    let mut open = Vec::new();
    let mut ids = BTreeSet::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        if let Token::EndTag(tag) = &token {
            assert_eq!(
                open.pop().as_deref(),
                Some(&*String::from_utf8_lossy(&tag.name)),
                "{html:?}"
            );
        }
        let Token::StartTag(tag) = token else {
            continue;
        };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if !["br", "hr", "img", "input", "wbr", "col"].contains(&name.as_str()) {
            open.push(name.clone());
        }
        if let Some(id) = tag.attributes.get(&b"id"[..]) {
            assert!(ids.insert(id.to_vec()), "an id is there twice: {html:?}");
        }
        assert!(
            !["script", "style", "iframe", "svg", "form", "object"].contains(&name.as_str()),
            "{html:?}"
        );
        for (key, value) in &tag.attributes {
            let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
            assert!(!key.starts_with("on") && key != "style", "{html:?}");
            assert!(!key.starts_with("data-"), "an origin leaks: {html:?}");
            if key == "href" || key == "src" {
                let value: String = value
                    .to_lowercase()
                    .chars()
                    .filter(|letter| *letter > ' ')
                    .collect();
                assert!(
                    !value.starts_with("javascript:") && !value.starts_with("data:"),
                    "{html:?}"
                );
            }
        }
    }
    assert!(open.is_empty(), "{open:?} left open: {html:?}");
}

fn assert_safe(markdown: &str) {
    let body = body_of(markdown).value;
    for marks in [Marks::Page, Marks::Feed] {
        assert_harmless(&stitched(&body, marks));
    }
    super::valid::assert_valid(&body, markdown);
    for html in std::iter::once(&body.main).chain(body.notes.iter().map(|note| &note.html)) {
        assert!(
            html.holes.windows(2).all(|pair| pair[0].0 <= pair[1].0),
            "holes are in order"
        );
    }
}

/// Pieces that mean something to one of the parsers.
const PIECES: [&str; 92] = [
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "![",
    "](",
    "<",
    ">",
    "\"",
    "'",
    "-",
    "--",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n# ",
    "\n| a | b |\n|---|--:|\n| ",
    " | ",
    "[^afp]",
    "[^x]",
    "\n[^x]: ",
    "[a](brief:b)",
    "[a](javascript:b)",
    "[a]: ",
    "<b>",
    "</b>",
    "<a href=\"javascript:x\">",
    "<a href=x>",
    "</a>",
    "<img src=x onerror=y>",
    "<div title=\"",
    "\">",
    "<script>",
    "</script>",
    "<svg>",
    "<!--",
    "-->",
    "<table><tr><td>",
    "</table>",
    "&#27;",
    "<wbr data-n=h0>",
    "<a data-n=h1>",
    "<b data-n='h0'",
    "\0",
    "\\",
    "&lt;",
    "{#id}",
    "**Why it matters:** ",
    "![a](b.png \"t\")",
    "— a",
    "<p id=x class=right>",
    "word",
    "中",
    "：",
    "<u64>",
    "<!—",
    "https://a.example/b",
    "<?",
    "</b",
    "[a]: ",
    "\n<div>\n",
    "\n</div>\n",
    "<ul>",
    "</ul>",
    "\n<li>",
    "</li>",
    "\n<dl>",
    "<dd>",
    "<dt>",
    "<h3>",
    "</h3>",
    "<tr>",
    "<td>",
    "\n<caption>",
    "<tfoot>",
    "\n<details>",
    "<summary>",
    "\n<figure>",
    "<figcaption>",
    "</p>",
    "<ruby>",
    "<hr>",
];

proptest! {
    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        assert_safe(&text);
    }

    #[test]
    fn any_markup_is_safe(text in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())) {
        assert_safe(&text);
    }
}

#[test]
fn holes_cannot_be_forged() {
    for forged in [
        "[^afp] <wbr data-n=\"h0\">",
        "[^afp] <WBR DATA-N=h0>",
        "[^afp] <b data-n='h0'>a</b> <a data-n=h0>b</a>",
        "[^afp]\n\n<p data-n=h0\n  data-n=h0>\n\n<wbr\ndata-n=h0>",
        "[^afp] <div title=\"\n\n[^afp] <img onerror=x>\n\n\">",
        "# A\n\n<b data-n=\"h0\">a</b> <p data-n=h0>",
        "[^afp]\n<div>\n<svg><script>\n<dl><wbr data-n=h0>",
        "[^afp]\n<div>\n<svg><style><wbr DATA-N=h0></style>",
    ] {
        assert_safe(forged);
        let html = stitched(&body_of(forged).value, Marks::Page);
        let n_marks = forged.matches("[^afp]").count();
        assert!(html.matches("<sup").count() <= n_marks, "{html}");
    }
}

#[test]
fn no_text_holds_control_characters() {
    let Checked { value, diagnostics } =
        body_of("a \u{E000}0\u{E001} &#1; \u{1} \0\n\n<p>&#1; \u{1}</p>");
    assert_eq!(
        stitched(&value, Marks::Page).trim_end(),
        "<p>a \u{E000}0\u{E001} \u{FFFD} \u{FFFD} \u{FFFD}</p>\n<p>\u{FFFD} \u{FFFD}</p>"
    );
    assert!(
        diagnostics
            .iter()
            .all(|found| found.code == "control-character"),
        "{diagnostics:?}"
    );
}

#[test]
fn deep_nesting_is_refused() {
    for markdown in [
        ">".repeat(10_000),
        "<div>".repeat(100_000),
        format!("a {}", "<b>".repeat(100_000)),
    ] {
        let diagnostics = diagnostics_of(&markdown);
        assert!(
            diagnostics.contains("error[nested-too-deep]"),
            "{diagnostics}"
        );
        assert!(body_of(&markdown).value.main.text.is_empty());
    }
}

#[test]
fn long_bodies_are_refused() {
    assert!(diagnostics_of(&"a".repeat(MAX_BODY + 1)).contains("error[body-too-long]"));
}
