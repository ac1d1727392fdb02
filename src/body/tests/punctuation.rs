//! Tests of quotation marks and dashes, as each language sets them.

use super::{body_with, check, stitched};
use crate::body::{Marks, Quotes};

#[test]
fn punctuation() {
    check(
        "\"*word*\" 'a' Iraq's '90s -- a --- b...",
        "<p>“<em>word</em>” ‘a’ Iraq’s ’90s – a — b…</p>",
    );
    check("\"He said 'yes'\".", "<p>“He said ‘yes’”.</p>");
    check("\"(\"quoted\")\"", "<p>“(“quoted”)”</p>");
    check(
        "5'10\" \\\"a\\\" &quot;b&quot;",
        "<p>5'10&quot; &quot;a&quot; &quot;b&quot;</p>",
    );
    check(
        "\"a\"[^afp], \"b\"",
        "<p>“a”<sup class=\"d-cite\"><a id=\"_cite-afp-1\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup>, “b”</p>",
    );
    check(
        "'Tis the troops' `\"x\"`'s",
        "<p>’Tis the troops’ <code>&quot;x&quot;</code>’s</p>",
    );
}

#[test]
fn punctuation_follows_the_language() {
    let german = Quotes {
        open: "„",
        close: "“",
        alt_open: "‚",
        alt_close: "‘",
    };
    let body = body_with("\"Ich 'geh's an',\" so", Some(german)).value;
    assert_eq!(
        stitched(&body, Marks::Page),
        "<p>„Ich ‚geh’s an‘,“ so</p>\n"
    );
    let body = body_with("\"it's\" -- a", None).value;
    assert_eq!(
        stitched(&body, Marks::Page),
        "<p>&quot;it's&quot; – a</p>\n"
    );
}
