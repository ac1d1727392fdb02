//! Tests of raw HTML that violates the content model of HTML: the page must be valid, with nothing lost.

use expect_test::{Expect, expect};

use super::{body_of, diagnostics_of, stitched};
use crate::body::html_repair::{TagForm, repair};
use crate::body::tree::nodes;
use crate::body::{Body, Marks};

/// Asserts that a repair of the HTML in `body` would change nothing.
pub(super) fn assert_valid(body: &Body, markdown: &str) {
    for html in std::iter::once(&body.main).chain(body.notes.iter().map(|note| &note.html)) {
        let repair = repair(&nodes(&html.text));
        let is_kept = repair.forms.iter().all(|form| *form == TagForm::Typed);
        assert!(
            is_kept && repair.inserted.is_empty(),
            "{markdown}: {repair:?} of {}",
            html.text
        );
    }
}

fn check_all(texts: &[&str], expected: &Expect) {
    let mut seen = String::new();
    for markdown in texts {
        let body = body_of(markdown).value;
        assert_valid(&body, markdown);
        seen += &format!(
            "> {}\n{}\n",
            markdown.replace('\n', "⏎"),
            stitched(&body, Marks::Page).trim_end()
        );
        let found = diagnostics_of(markdown);
        let found = found
            .lines()
            .map(|line| line.split("; hint").next().unwrap_or(line).to_owned() + "\n");
        seen.extend(found);
    }
    expected.assert_eq(&seen);
}

#[test]
fn blocks_in_lines() {
    check_all(
        &[
            "a <div>b</div> c",
            "a<p>b",
            "# a <ul><li>b</li></ul> c",
            "a <section>b</section> <hr> c",
            "> text <table><tr><td>a</td></tr></table>",
            "*a <h3>b</h3>*",
        ],
        &expect![[r#"
            > a <div>b</div> c
            <p>a  b  c</p>
            brief.md:1:3 warning[html-misplaced]: `<div>` is not allowed within a line of text, so its tags are removed
            > a<p>b
            <p>a b</p>
            brief.md:1:2 warning[html-misplaced]: `<p>` is not allowed within a line of text, so its tags are removed
            > # a <ul><li>b</li></ul> c
            <h2 id="a-b-c">a   b   c</h2>
            brief.md:1:5 warning[html-misplaced]: `<ul>` is not allowed within a line of text, so its tags are removed
            > a <section>b</section> <hr> c
            <p>a  b    c</p>
            brief.md:1:3 warning[html-removed]: `<section>` is not allowed in a brief and was removed
            brief.md:1:24 warning[html-misplaced]: `<hr>` is not allowed within a line of text, so its tags are removed
            > > text <table><tr><td>a</td></tr></table>
            <blockquote>
            <p>text    a   </p>
            </blockquote>
            brief.md:1:8 warning[html-misplaced]: `<table>` is not allowed within a line of text, so its tags are removed
            > *a <h3>b</h3>*
            <p><em>a  b </em></p>
            brief.md:1:4 warning[html-misplaced]: `<h3>` is not allowed within a line of text, so its tags are removed
        "#]],
    );
}

#[test]
fn elements_end_where_their_block_does() {
    check_all(
        &[
            "a <b>b\n\nc</b> d",
            "a <span>b\n\nc",
            "- a <div>b\n- c",
            "- a </ul> b\n- c",
            "> a </blockquote> b",
            "<blockquote>a\n\nb</blockquote>\n\nc",
            "<div>\n\nb</div> c\n\nd",
            "<div>\n\n- a</div>\n- b\n\n</div>",
            "a[^n]\n\n[^n]: b <b>c\n\nd",
            "<p>a\n\nb</p>",
        ],
        &expect![[r##"
            > a <b>b⏎⏎c</b> d
            <p>a <b>b</b></p>
            <p>c d</p>
            brief.md:1:3 error[html-unclosed]: `<b>` is not closed in the block that it begins in
            > a <span>b⏎⏎c
            <p>a <span>b</span></p>
            <p>c</p>
            brief.md:1:3 error[html-unclosed]: `<span>` is not closed
            > - a <div>b⏎- c
            <ul>
            <li>a <div>b</div></li>
            <li>c</li>
            </ul>
            brief.md:1:5 error[html-unclosed]: `<div>` is not closed
            > - a </ul> b⏎- c
            <ul>
            <li>a   b</li>
            <li>c</li>
            </ul>
            brief.md:1:5 warning[html-unopened]: `</ul>` closes nothing and was removed
            > > a </blockquote> b
            <blockquote>
            <p>a   b</p>
            </blockquote>
            brief.md:1:5 warning[html-unopened]: `</blockquote>` closes nothing and was removed
            > <blockquote>a⏎⏎b</blockquote>⏎⏎c
            <blockquote>a
            <p>b </p>
            </blockquote>
            <p>c</p>
            > <div>⏎⏎b</div> c⏎⏎d
            <div>
            <p>b  c</p>
            </div>
            <p>d</p>
            > <div>⏎⏎- a</div>⏎- b⏎⏎</div>
            <div>
            <ul>
            <li>a </li>
            <li>b</li>
            </ul>
            </div>
            brief.md:3:4 warning[html-unopened]: `</div>` closes nothing and was removed
            > a[^n]⏎⏎[^n]: b <b>c⏎⏎d
            <p>a<sup class="d-cite"><a id="_noteref-3-1" href="#_note-3" role="doc-noteref">3</a></sup></p>
            <p>d</p>
            [note 3 ×1] <p>b <b>c</b></p>
            brief.md:3:9 error[html-unclosed]: `<b>` is not closed
            > <p>a⏎⏎b</p>
            <p>a
            </p><p>b </p>
        "##]],
    );
}

#[test]
fn parts_without_their_whole() {
    check_all(
        &[
            "<li>a</li>\n<li>b</li>",
            "<dt>a</dt><dd>b</dd>",
            "<tr><td>a</td><td>b</td></tr>",
            "<caption>a</caption>",
            "<summary>a</summary>",
            "<figcaption>a</figcaption>",
            "| a |\n|---|\n| b <td>c |",
            "<rt>a</rt>",
            "<source src=\"a\">",
            "a</li> b",
            "- <dd>a</dd>",
        ],
        &expect![[r#"
            > <li>a</li>⏎<li>b</li>
            <div>a</div>
            <div>b</div>
            brief.md:1:1 warning[html-misplaced]: `<li>` is only allowed in `<ul>` or `<ol>`, so it is shown as plain text
            brief.md:2:1 warning[html-misplaced]: `<li>` is only allowed in `<ul>` or `<ol>`, so it is shown as plain text
            > <dt>a</dt><dd>b</dd>
            <div>a</div><div>b</div>
            brief.md:1:1 warning[html-misplaced]: `<dt>` is only allowed in `<dl>`, so it is shown as plain text
            brief.md:1:11 warning[html-misplaced]: `<dd>` is only allowed in `<dl>`, so it is shown as plain text
            > <tr><td>a</td><td>b</td></tr>
              a  b
            brief.md:1:1 warning[html-misplaced]: `<tr>` is only allowed in `<table>`, so it is shown as plain text
            > <caption>a</caption>
             a
            brief.md:1:1 warning[html-misplaced]: `<caption>` is only allowed at the beginning of `<table>`, so it is shown as plain text
            > <summary>a</summary>
            <div>a</div>
            brief.md:1:1 warning[html-misplaced]: `<summary>` is only allowed at the beginning of `<details>`, so it is shown as plain text
            > <figcaption>a</figcaption>
            <div>a</div>
            brief.md:1:1 warning[html-misplaced]: `<figcaption>` is only allowed at the beginning or the end of `<figure>`, so it is shown as plain text
            > | a |⏎|---|⏎| b <td>c |
            <table>
            <thead>
            <tr><th scope="col">a</th></tr>
            </thead>
            <tbody>
            <tr><td>b  c</td></tr>
            </tbody>
            </table>
            brief.md:3:5 warning[html-misplaced]: `<td>` is only allowed in `<table>`, so it is shown as plain text
            > <rt>a</rt>
            <p><span>a</span></p>
            brief.md:1:1 warning[html-misplaced]: `<rt>` is only allowed in `<ruby>`, so it is shown as plain text
            > <source src="a">

            brief.md:1:1 warning[html-removed]: `<source>` is not allowed in a brief and was removed
            > a</li> b
            <p>a  b</p>
            brief.md:1:2 warning[html-unopened]: `</li>` closes nothing and was removed
            > - <dd>a</dd>
            <ul>
            <li>
            <div>a</div>
            </li>
            </ul>
            brief.md:1:3 warning[html-misplaced]: `<dd>` is only allowed in `<dl>`, so it is shown as plain text
        "#]],
    );
}

#[test]
fn wholes_with_other_parts() {
    check_all(
        &[
            "<ul>a<li>b</li><p>c</p>d</ul>",
            "<ul><ul><li>a</li></ul></ul>",
            "<dl>a<dt>b</dt><dd>c</dd></dl>",
            "<dl><dt>a</dt></dl>",
            "<dl><div><dt>a</dt><dd>b</dd></div><dt>c</dt><dd>d</dd></dl>",
            "<details>a</details>",
            "<details><summary>a</summary>\n\nb\n\n</details>",
            "<details><summary><p>a</p></summary>b</details>",
            "<figure>a<figcaption>b</figcaption>c</figure>",
            "<figure><img src=\"a.png\"><figcaption>b</figcaption></figure>",
            "<table><tr></tr><tfoot><tr><td>a</td></tr></tfoot><tr><th><h3>b</h3></th></tr></table>",
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table><caption>a</caption><caption>b</caption><tr><td>c</td></tr></table>",
        ],
        &expect![[r#"
            > <ul>a<li>b</li><p>c</p>d</ul>
            <ul><li>a</li><li>b</li><li><p>c</p>d</li></ul>
            brief.md:1:1 warning[html-misplaced]: `<ul>` can only contain `<li>`, which is added
            > <ul><ul><li>a</li></ul></ul>
            <ul><li><ul><li>a</li></ul></li></ul>
            brief.md:1:1 warning[html-misplaced]: `<ul>` can only contain `<li>`, which is added
            > <dl>a<dt>b</dt><dd>c</dd></dl>
            <dl><dt></dt><dd>a</dd><dt>b</dt><dd>c</dd></dl>
            brief.md:1:1 warning[html-misplaced]: `<dl>` can only contain `<dd>`, which is added
            > <dl><dt>a</dt></dl>
            <dl><dt>a</dt><dd></dd></dl>
            > <dl><div><dt>a</dt><dd>b</dd></div><dt>c</dt><dd>d</dd></dl>
            <dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd>d</dd></div></dl>
            brief.md:1:1 warning[html-misplaced]: `<dl>` can only contain `<div>`, which is added
            > <details>a</details>
            <div>a</div>
            brief.md:1:1 warning[html-misplaced]: `<details>` does not begin with `<summary>`, so all its content is shown
            > <details><summary>a</summary>⏎⏎b⏎⏎</details>
            <details><summary>a</summary>
            <p>b</p>
            </details>
            > <details><summary><p>a</p></summary>b</details>
            <details><summary> a </summary>b</details>
            brief.md:1:19 warning[html-misplaced]: `<p>` is not allowed in `<summary>`, so its tags are removed
            > <figure>a<figcaption>b</figcaption>c</figure>
            <figure>a<div>b</div>c</figure>
            brief.md:1:10 warning[html-misplaced]: `<figcaption>` is only allowed at the beginning or the end of `<figure>`, so it is shown as plain text
            > <figure><img src="a.png"><figcaption>b</figcaption></figure>
            <figure><img src="/img/a.png" alt=""><figcaption>b</figcaption></figure>
            > <table><tr></tr><tfoot><tr><td>a</td></tr></tfoot><tr><th><h3>b</h3></th></tr></table>
            <table><tbody><tr><td></td></tr></tbody><tbody><tr><td>a</td></tr></tbody><tbody><tr><th><div>b</div></th></tr></tbody></table>
            brief.md:1:59 warning[html-misplaced]: `<h3>` is not allowed in `<th>`, so its tags are removed
            > <table><tr><td>a<td>b<tr><td>c</table>
            <table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>
            > <table><caption>a</caption><caption>b</caption><tr><td>c</td></tr></table>
            <table><caption>a</caption><tbody><tr><td><div>b</div></td></tr></tbody><tbody><tr><td>c</td></tr></tbody></table>
            brief.md:1:1 warning[html-misplaced]: `<table>` can only contain `<tbody>`, which is added
            brief.md:1:28 warning[html-misplaced]: `<caption>` is only allowed at the beginning of `<table>`, so it is shown as plain text
        "#]],
    );
}

#[test]
fn lines_that_hold_blocks() {
    check_all(
        &[
            "<b>\n\na\n\nb\n\n</b>",
            "<span lang=\"fr\">\n<p>a</p>\n</span>",
            "<h3>a <div>b</div></h3>",
            "<pre>a <div>b</div></pre>",
            "<h3>a<h4>b</h4></h3>",
            "<del>\n\na\n\n</del>",
            "<dfn>a <dfn>b</dfn></dfn>",
        ],
        &expect![[r#"
            > <b>⏎⏎a⏎⏎b⏎⏎</b>
            <div>
            <p>a</p>
            <p>b</p>
            </div>
            brief.md:1:1 warning[html-misplaced]: `<b>` cannot contain paragraphs or other blocks, so its tags are removed
            > <span lang="fr">⏎<p>a</p>⏎</span>
            <div lang="fr">
            <p>a</p>
            </div>
            brief.md:1:1 warning[html-misplaced]: `<span>` cannot contain paragraphs or other blocks, so its tags are removed
            > <h3>a <div>b</div></h3>
            <h3>a  b </h3>
            brief.md:1:7 warning[html-misplaced]: `<div>` is not allowed in `<h3>`, so its tags are removed
            > <pre>a <div>b</div></pre>
            <pre>a  b </pre>
            brief.md:1:8 warning[html-misplaced]: `<div>` is not allowed in `<pre>`, so its tags are removed
            > <h3>a<h4>b</h4></h3>
            <h3>a</h3><h4>b</h4>
            > <del>⏎⏎a⏎⏎</del>
            <del>
            <p>a</p>
            </del>
            > <dfn>a <dfn>b</dfn></dfn>
            <p><dfn>a <span>b</span></dfn></p>
            brief.md:1:8 warning[html-misplaced]: `<dfn>` is not allowed in `<dfn>`, so its tags are removed
        "#]],
    );
}

#[test]
fn links_in_links() {
    check_all(
        &[
            "<a href=\"brief:b\">a <a href=\"brief:c\">d</a> e</a>",
            "[a <a href=\"brief:c\">d</a> e](brief:b)",
            "<a href=\"brief:b\">a [d](brief:c) e</a>",
            "<a href=\"brief:b\"><table><tr><td><a href=\"brief:c\">d</a></td></tr></table></a>",
            "<a href=\"brief:b\"><details><summary>a</summary>b</details></a>",
            "<a name=\"x\"><a href=\"brief:b\">a</a></a>",
        ],
        &expect![[r#"
            > <a href="brief:b">a <a href="brief:c">d</a> e</a>
            <p><a href="/b/">a d e</a></p>
            brief.md:1:21 warning[html-misplaced]: links cannot contain links, so one of them is removed
            > [a <a href="brief:c">d</a> e](brief:b)
            <p><a href="/b/">a d e</a></p>
            brief.md:1:4 warning[html-misplaced]: links cannot contain links, so one of them is removed
            > <a href="brief:b">a [d](brief:c) e</a>
            <p><a href="/b/">a </a><a href="/c/">d</a> e</p>
            brief.md:1:1 warning[html-misplaced]: links cannot contain links, so one of them is removed
            > <a href="brief:b"><table><tr><td><a href="brief:c">d</a></td></tr></table></a>
            <p><a href="/b/">   d   </a></p>
            brief.md:1:19 warning[html-misplaced]: `<table>` is not allowed within a line of text, so its tags are removed
            brief.md:1:34 warning[html-misplaced]: links cannot contain links, so one of them is removed
            > <a href="brief:b"><details><summary>a</summary>b</details></a>
            <p><a href="/b/">  a b </a></p>
            brief.md:1:19 warning[html-misplaced]: `<details>` is not allowed within a line of text, so its tags are removed
            > <a name="x"><a href="brief:b">a</a></a>
            <p><span id="x"></span><a href="/b/">a</a></p>
        "#]],
    );
}

#[test]
fn what_an_element_must_have() {
    check_all(
        &[
            "a <time>yesterday</time> b",
            "a <time datetime=\"25 July\">so</time> b",
            "a <time datetime=\"2021-07-25\">so</time>, <time>14:30</time>",
            "a <time><b>2021</b></time>",
            "<ruby>漢</ruby>",
            "<ruby>漢<rp>(</rp><rp>)</rp></ruby>",
            "<ruby><b>漢<rt>kan</rt></b></ruby>",
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
            "<table><colgroup></colgroup><tr><td>a</td></tr></table>",
            "<table><colgroup span=\"2\"><col></colgroup><colgroup span=\"2\"></colgroup><tr><td>a</td></tr></table>",
            "<details><summary>a <hr id=\"b\"></summary>c</details>",
            "a <bdo>b</bdo> <bdo dir=\"rtl\">c</bdo> <data>d</data> <data value=\"5\">e</data>",
        ],
        &expect![[r#"
            > a <time>yesterday</time> b
            <p>a <span>yesterday</span> b</p>
            brief.md:1:3 warning[html-misplaced]: `<time>` has no machine-readable date or time, so its tags are removed
            > a <time datetime="25 July">so</time> b
            <p>a <span>so</span> b</p>
            brief.md:1:3 warning[html-misplaced]: `<time>` has no machine-readable date or time, so its tags are removed
            > a <time datetime="2021-07-25">so</time>, <time>14:30</time>
            <p>a <time datetime="2021-07-25">so</time>, <time>14:30</time></p>
            > a <time><b>2021</b></time>
            <p>a <span><b>2021</b></span></p>
            brief.md:1:3 warning[html-misplaced]: `<time>` has no machine-readable date or time, so its tags are removed
            > <ruby>漢</ruby>
            <p><span>漢</span></p>
            brief.md:1:1 warning[html-misplaced]: `<ruby>` contains no `<rt>`, so its tags are removed
            > <ruby>漢<rp>(</rp><rp>)</rp></ruby>
            <p><span>漢<span>(</span><span>)</span></span></p>
            brief.md:1:1 warning[html-misplaced]: `<ruby>` contains no `<rt>`, so its tags are removed
            brief.md:1:8 warning[html-misplaced]: `<rp>` is only allowed in `<ruby>`, so it is shown as plain text
            brief.md:1:18 warning[html-misplaced]: `<rp>` is only allowed in `<ruby>`, so it is shown as plain text
            > <ruby><b>漢<rt>kan</rt></b></ruby>
            <p><span><b>漢<span>kan</span></b></span></p>
            brief.md:1:1 warning[html-misplaced]: `<ruby>` contains no `<rt>`, so its tags are removed
            brief.md:1:11 warning[html-misplaced]: `<rt>` is only allowed in `<ruby>`, so it is shown as plain text
            > <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>
            <p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>
            > <table><colgroup></colgroup><tr><td>a</td></tr></table>
            <table>  <tbody><tr><td>a</td></tr></tbody></table>
            > <table><colgroup span="2"><col></colgroup><colgroup span="2"></colgroup><tr><td>a</td></tr></table>
            <table><colgroup><col></colgroup><colgroup span="2"></colgroup><tbody><tr><td>a</td></tr></tbody></table>
            > <details><summary>a <hr id="b"></summary>c</details>
            <details><summary>a  </summary>c</details>
            brief.md:1:21 warning[html-misplaced]: `<hr>` is not allowed in `<summary>`, so its tags are removed
            > a <bdo>b</bdo> <bdo dir="rtl">c</bdo> <data>d</data> <data value="5">e</data>
            <p>a <span>b</span> <bdo dir="rtl">c</bdo> <span>d</span> <data value="5">e</data></p>
            brief.md:1:3 warning[html-misplaced]: `<bdo>` has no `dir`, so its tags are removed
            brief.md:1:39 warning[html-misplaced]: `<data>` has no `value`, so its tags are removed
        "#]],
    );
}
