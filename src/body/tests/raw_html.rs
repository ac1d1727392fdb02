//! Tests of raw HTML: what is kept, its ids and links, and the reports on everything else.

use expect_test::expect;

use super::{body_of, check, check_diagnostics, stitched};
use crate::body::Marks;

#[test]
fn raw_html_keeps_what_is_allowed() {
    check(
        "a <kbd title=\"x\" class=\"y\" id=\"z\">b</kbd>[^afp]<br>",
        "<p>a <kbd title=\"x\" id=\"z\">b</kbd><sup class=\"d-cite\"><a id=\"_cite-afp-1\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup><br></p>",
    );
    check(
        "# A\n\n<details>\n<summary>s</summary>\n\n- [x] [b](brief:c)\n\n</details>",
        "<h2 id=\"a\">A</h2>\n<details>\n<summary>s</summary>\n<ul>\n<li><input type=\"checkbox\" checked disabled aria-label=\"done\"> <a href=\"/c/\">b</a></li>\n</ul>\n</details>",
    );
    check(
        "<a href=\"brief:b\" title=\"t\">c</a> <img src=\"d.png\" width=\"3\">",
        "<p><a href=\"/b/\" title=\"t\">c</a> <img src=\"/img/d.png\" alt=\"\" width=\"3\"></p>",
    );
    check(
        "<b>x</b>\n\n| a |\n|--:|\n| 1 |",
        "<p><b>x</b></p>\n<table>\n<thead>\n<tr><th scope=\"col\" class=\"d-end\">a</th></tr>\n</thead>\n<tbody>\n<tr><td class=\"d-end\">1</td></tr>\n</tbody>\n</table>",
    );
    check(
        "<a href=\"brief:b\">c[^afp]</a>",
        "<p><a href=\"/b/\">c</a><sup class=\"d-cite\"><a id=\"_cite-afp-1\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup></p>",
    );
    check(
        "```x-y\na\n```\n<wbr>",
        "<pre><code class=\"language-x-y\">a\n</code></pre>\n<wbr>",
    );
}

#[test]
fn raw_html_names_places() {
    check(
        "<a name=\"x\"></a>\n\n## X",
        "<p><span id=\"x\"></span></p>\n<h2 id=\"x-2\">X</h2>",
    );
    check(
        "<h3 id=\"y\">Y</h3>\n\n[t](#y)",
        "<h3 id=\"y\">Y</h3>\n<p><a href=\"#y\">t</a></p>",
    );
    check(
        "<a id=a name=b href='brief:c'>d</a> <span ID = 'e'>f</span> <b title=\"id=g\">h</b>",
        "<p><span id=\"a\"></span><span id=\"b\"></span><a href=\"/c/\">d</a> <span id=\"e\">f</span> <b title=\"id=g\">h</b></p>",
    );
    check(
        "<img src=a.png id=dam>",
        "<img src=\"/img/a.png\" alt=\"\" id=\"dam\">",
    );
    let body = body_of("<i id=b>x</i> <b id=a>y</b>\n\n## C").value;
    assert_eq!(body.anchors, ["a", "b", "c"]);
    assert_eq!(
        stitched(&body, Marks::Feed),
        "<p><i>x</i> <b>y</b></p>\n<h2>C</h2>\n"
    );
    check_diagnostics(
        "<i id=top>a</i> <b id=\"source-afp\">b</b> <u id=\"c d\">e</u>\n\n## F {#f}\n\n<i id=f>g</i> <b id=h>i</b> <a name=h></a>\n\nJ {#k}\n===\n\n<section id=l></section>",
        &expect![[r#"
            brief.md:1:1 error[anchor-taken]: the page itself already has the anchor `#top`; hint: write another id, or none
            brief.md:1:17 error[anchor-taken]: the page itself already has the anchor `#source-afp`; hint: write another id, or none
            brief.md:1:42 warning[anchor-invalid]: `c d` is not a valid id and was removed; hint: use letters, digits and hyphens: `id="the-dam"`
            brief.md:5:1 error[duplicate-anchor]: the id `f` is given twice; first occurrence: brief.md:3:1; hint: write another id: `f-2`
            brief.md:5:29 error[duplicate-anchor]: the id `h` is given twice; first occurrence: brief.md:5:15; hint: write another id: `h-2`
            brief.md:10:1 warning[html-removed]: `<section>` is not allowed in a brief and was removed; hint: write it in Markdown, or move it to a template"#]],
    );
    let body = body_of("<i id=a>x</i> <b id=a>y</b> <u id=top>z</u> <s id=\"b c\">t</s>").value;
    assert_eq!(body.anchors, ["a"]);
    let page = "<p><i id=\"a\">x</i> <b>y</b> <u>z</u> <s>t</s></p>\n";
    assert_eq!(stitched(&body, Marks::Page), page);
}

#[test]
fn mistakes_in_raw_html() {
    check_diagnostics(
        "a <b>\n\n<script>x</script>\n\n<a href=\"java&#9;script:y\">z</a> <img src=//w.example> <a href='foo:x'>",
        &expect![[r#"
            brief.md:1:3 error[html-unclosed]: `<b>` is not closed; hint: write `</b>` where it ends, or `\<b>` if it is meant as text
            brief.md:3:1 warning[html-removed]: `<script>` is not allowed in a brief and was removed; hint: write it in Markdown, or move it to a template
            brief.md:5:1 error[link-scheme]: links may not begin with `javascript:`; hint: write `https://…`, a path, or one of `brief:` `topic:` `country:` `person:` and the like
            brief.md:5:34 error[image-foreign]: the picture `//w.example` is not on this site; hint: save it beside the brief or in `static/`, and write its path: `![…](picture.jpg)`
            brief.md:5:56 warning[html-removed]: `<a>` is not allowed in a brief and was removed; hint: write it in Markdown, or move it to a template
            brief.md:5:56 error[html-unclosed]: `<a>` is not closed; hint: write `</a>` where it ends, or `\<a>` if it is meant as text"#]],
    );
}
