//! Tests of the body parser: Markdown in, HTML with its holes filled and diagnostics out.

mod hostile;
mod languages;
mod mistakes;
mod punctuation;
mod raw_html;
mod reading;
mod valid;

use expect_test::{Expect, expect};

use super::{
    Body, Direction, Fill, LinkFill, Marks, Options, Quotes, Style, Target, TaskLabels, fill_holes,
    parse,
};
use crate::diag::{self, Checked};
use crate::locale::Locale;
use crate::source::{SourcePath, SourceTree};

/// Parses `markdown` as the body of `brief.md`, which has the sources `afp` and `reuters`.
fn body_of(markdown: &str) -> Checked<Body> {
    body_with(markdown, Some(Quotes::ENGLISH))
}

fn body_with(markdown: &str, quotes: Option<Quotes>) -> Checked<Body> {
    let locale = Locale::of("en");
    body_as(
        markdown,
        Style {
            quotes,
            ..Style::of(locale)
        },
        locale.direction(),
    )
}

/// Parses `markdown` as a body in `language`.
fn body_in(markdown: &str, language: &str) -> Checked<Body> {
    let locale = Locale::of(language);
    body_as(markdown, Style::of(locale), locale.direction())
}

fn body_as(markdown: &str, style: Style, direction: Direction) -> Checked<Body> {
    let path = SourcePath::new("brief.md");
    let citations = ["afp".to_owned(), "reuters".to_owned()];
    let lead_ins = ["Why it matters".to_owned(), "What’s next".to_owned()];
    let options = Options {
        path: &path,
        base: 0,
        citations: &citations,
        other_ids: &[("afp-example".to_owned(), 0)],
        style,
        direction,
        lead_ins: &lead_ins,
        page_ids: &["top", "sources"],
        link_schemes: &[],
    };
    parse(markdown, &options)
}

/// Fills the holes of `body`: links with `/SLUG/`, pictures with `/img/PATH`.
fn stitched(body: &Body, marks: Marks) -> String {
    let links: Vec<LinkFill> = body
        .links
        .iter()
        .map(|link| match &link.target {
            Target::External(href) => LinkFill::External(href.clone()),
            Target::Scheme { slug, .. } | Target::Wiki { slug, .. } if slug == "hidden" => {
                LinkFill::Plain {
                    title: "Hidden".to_owned(),
                }
            }
            Target::Scheme { slug, .. } | Target::Wiki { slug, .. } => LinkFill::To {
                href: format!("/{slug}/"),
                title: format!("Title of {slug}"),
                language: None,
            },
            Target::Absolute { path, .. } | Target::Relative { path, .. } => LinkFill::To {
                href: path.clone(),
                title: String::new(),
                language: None,
            },
            Target::Fragment(id) => LinkFill::To {
                href: format!("#{id}"),
                title: String::new(),
                language: None,
            },
        })
        .collect();
    let images: Vec<String> = body
        .images
        .iter()
        .map(|image| match &image.target {
            Target::Absolute { path, .. } | Target::Relative { path, .. } => format!("/img/{path}"),
            target => panic!("a picture lies on the site: {target:?}"),
        })
        .collect();
    let tasks = TaskLabels {
        done: "done".to_owned(),
        open: "to do".to_owned(),
    };
    let fill = Fill {
        links: &links,
        images: &images,
        mentions: &[],
        marks,
        tasks: &tasks,
    };
    let mut html = fill_holes(&body.main, body, &fill);
    for (idx, note) in body.notes.iter().enumerate() {
        let note_html = fill_holes(&note.html, body, &fill);
        html.push_str(&format!(
            "[note {} ×{}] {note_html}",
            body.note_number(idx),
            note.n_refs
        ));
    }
    html
}

fn check(markdown: &str, expected: &str) {
    let Checked { value, diagnostics } = body_of(markdown);
    assert_eq!(
        stitched(&value, Marks::Page).trim_end(),
        expected.trim(),
        "of {markdown}"
    );
    assert!(diagnostics.is_empty(), "{markdown}: {diagnostics:?}");
}

fn check_diagnostics(markdown: &str, expected: &Expect) {
    expected.assert_eq(&diagnostics_of(markdown));
}

fn diagnostics_of(markdown: &str) -> String {
    let tree = SourceTree::from_fixture(&format!("//- brief.md\n{markdown}"));
    let mut diagnostics = body_of(markdown).diagnostics;
    diag::sort(&mut diagnostics);
    let mut positions = diag::Positions::new(&tree);
    diagnostics
        .iter()
        .map(|diagnostic| diag::line(diagnostic, &mut positions))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn blocks() {
    check("One\ntwo\\\nthree", "<p>One\ntwo<br>\nthree</p>");
    check("a\n\n***\n\nb", "<p>a</p>\n<hr>\n<p>b</p>");
    check(
        "- a\n- b\n  - c",
        "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>",
    );
    check(
        "3. a\n4. b",
        "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>",
    );
    check("> a", "<blockquote>\n<p>a</p>\n</blockquote>");
    check(
        "*a* **b** ~~c~~ `d<`",
        "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code></p>",
    );
    check(
        "```rust\n\"a\" -- <b>\n```",
        "<pre><code class=\"language-rust\">&quot;a&quot; -- &lt;b&gt;\n</code></pre>",
    );
    check("{{ x }} {y}", "<p>{{ x }} {y}</p>");
}

#[test]
fn tasks() {
    check(
        "- [x] a\n- [ ] b",
        "<ul>\n<li><input type=\"checkbox\" checked disabled aria-label=\"done\"> a</li>\n<li><input type=\"checkbox\" disabled aria-label=\"to do\"> b</li>\n</ul>",
    );
}

#[test]
fn tables() {
    check(
        "| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |",
        "<table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"d-end\">b</th><th scope=\"col\" class=\"d-center\">c</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td class=\"d-end\">2</td><td class=\"d-center\">3</td></tr>\n</tbody>\n</table>",
    );
    check(
        "| a |\n|---|",
        "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n</table>",
    );
}

#[test]
fn headings_have_ids() {
    check(
        "# Iraq's *debt*",
        "<h2 id=\"iraqs-debt\">Iraq’s <em>debt</em></h2>",
    );
    check(
        "### A {#b}\n### B",
        "<h3 id=\"b\">A</h3>\n<h3 id=\"b-2\">B</h3>",
    );
    check(
        "## A\n## A\n## A-2",
        "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A</h2>\n<h2 id=\"a-2-2\">A-2</h2>",
    );
    check("## الفصائل", "<h2 id=\"الفصائل\">الفصائل</h2>");
    check("## ???", "<h2 id=\"section\">???</h2>");
    check("## Sources", "<h2 id=\"sources-2\">Sources</h2>");
    check("## Note 3", "<h2 id=\"note-3\">Note 3</h2>");
    check(
        "## A[^afp]",
        "<h2 id=\"a\">A<sup class=\"d-cite\"><a id=\"_cite-afp-1\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup></h2>",
    );
    let headings = body_of("# A\n#### B").value.headings;
    let levels: Vec<(u8, u8)> = headings
        .iter()
        .map(|heading| (heading.level, heading.typed_level))
        .collect();
    assert_eq!(levels, [(2, 1), (4, 4)]);
}

#[test]
fn known_lead_ins_have_ids() {
    check(
        "**Why it matters:** x",
        "<p id=\"why-it-matters\"><strong>Why it matters:</strong> x</p>",
    );
    check(
        "**why it Matters**: x",
        "<p id=\"why-it-matters\"><strong>why it Matters</strong>: x</p>",
    );
    check(
        "**What's next:** x",
        "<p id=\"whats-next\"><strong>What’s next:</strong> x</p>",
    );
    check(
        "**Also on the table:** x",
        "<p><strong>Also on the table:</strong> x</p>",
    );
    check(
        "**Why it matters** x",
        "<p><strong>Why it matters</strong> x</p>",
    );
    assert_eq!(
        body_of("# Z\n\n**Why it matters:** x").value.anchors,
        ["why-it-matters", "z"]
    );
}

#[test]
fn citations_and_notes_are_numbered_together() {
    check(
        "a[^AFP] b[^x] c[^afp][^x]\n\n[^x]: *Note*[^reuters].",
        "<p>a<sup class=\"d-cite\"><a id=\"_cite-afp-1\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup> b<sup class=\"d-cite\"><a id=\"_noteref-3-1\" href=\"#_note-3\" role=\"doc-noteref\">3</a></sup> c<sup class=\"d-cite\"><a id=\"_cite-afp-2\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup><sup class=\"d-cite\"><a id=\"_noteref-3-2\" href=\"#_note-3\" role=\"doc-noteref\">3</a></sup></p>\n[note 3 ×2] <p><em>Note</em><sup class=\"d-cite\"><a id=\"_cite-reuters-1\" href=\"#source-reuters\" role=\"doc-noteref\">2</a></sup>.</p>",
    );
    assert_eq!(
        body_of("[^reuters] [^afp] [^afp]").value.citations,
        [1, 0, 0]
    );
}

#[test]
fn feeds_have_no_ids() {
    let body = body_of("# A\n\n**Why it matters:** b[^afp] [[x]] [y](brief:hidden)").value;
    let expected = "<h2>A</h2>\n<p><strong>Why it matters:</strong> b<sup>[1]</sup> <a href=\"/x/\">Title of x</a> y</p>\n";
    assert_eq!(stitched(&body, Marks::Feed), expected);
}

#[test]
fn citations_are_found_only_in_text() {
    let mark = "<sup class=\"d-cite\"><a id=\"_cite-afp-1\" href=\"#source-afp\" role=\"doc-noteref\">1</a></sup>";
    check("`[^afp]` \\[^afp]", "<p><code>[^afp]</code> [^afp]</p>");
    check(
        "a[^afp]\n\n```\n[^afp]\n```",
        &format!("<p>a{mark}</p>\n<pre><code>[^afp]\n</code></pre>"),
    );
    check("    [^afp]", "<pre><code>[^afp]</code></pre>");
}

#[test]
fn links() {
    check(
        "[a](https://b.example/?x=1&y \"T\")",
        "<p><a rel=\"external\" href=\"https://b.example/?x=1&amp;y\" title=\"T\">a</a></p>",
    );
    check(
        "<https://b.example/a--b>",
        "<p><a rel=\"external\" href=\"https://b.example/a--b\">https://b.example/a--b</a></p>",
    );
    check(
        "<a@b.example>",
        "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>",
    );
    check("[a][b]\n\n[b]: topic:c", "<p><a href=\"/c/\">a</a></p>");
    check(
        "[[a]] [[topic:a|*b*]]",
        "<p><a href=\"/a/\">Title of a</a> <a href=\"/a/\"><em>b</em></a></p>",
    );
    check(
        "[*a*](person:hidden) [[hidden]]",
        "<p><em>a</em> Hidden</p>",
    );
    check("[like this] and [that]", "<p>[like this] and [that]</p>");
    check(
        "| a |\n|---|\n| [[a\\|b]] |",
        "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td><a href=\"/a/\">b</a></td></tr>\n</tbody>\n</table>",
    );
}

#[test]
fn targets_and_their_places() {
    let text = "[a](brief:2021-07-25/b%20c#d) [[topic:e#f|g]] [h](</i j>) [k](#l) [m *n*](o.md?p#q) [^afp]";
    let links = body_of(text).value.links;
    let found: String = links
        .iter()
        .map(|link| {
            format!(
                "{:?} | {} | {}\n",
                link.target,
                &text[link.span.start..link.span.end],
                link.text
            )
        })
        .collect();
    expect![[r##"
        Scheme { kind: Brief, slug: "2021-07-25/b c", fragment: Some("d") } | brief:2021-07-25/b%20c#d | a
        Wiki { slug: "e", kind: Some(Topic), fragment: Some("f") } | [[topic:e#f|g]] | g
        Absolute { path: "/i j", query: None, fragment: None } | /i j | h
        Fragment("l") | #l | k
        Relative { path: "o.md", query: Some("p"), fragment: Some("q") } | o.md?p#q | m n
    "##]]
    .assert_eq(&found);
}

#[test]
fn pictures() {
    check(
        "![a \"b\"](c.jpg)",
        "<figure>\n<img src=\"/img/c.jpg\" alt=\"a “b”\">\n</figure>",
    );
    check(
        "![a](c.jpg \"It's\")",
        "<figure>\n<img src=\"/img/c.jpg\" alt=\"a\">\n<figcaption>It’s</figcaption>\n</figure>",
    );
    check(
        "x ![a](c.jpg \"t\")",
        "<p>x <img src=\"/img/c.jpg\" alt=\"a\" title=\"t\"></p>",
    );
}

#[test]
fn quotations_name_their_speaker() {
    check(
        "> \"We *go*.\"\n> — Jiyad, to [AFP](publisher:afp)",
        "<figure class=\"d-quote\">\n<blockquote>\n<p>“We <em>go</em>.”</p>\n</blockquote>\n<figcaption>— Jiyad, to <a href=\"/afp/\">AFP</a></figcaption>\n</figure>",
    );
    check(
        "> We go.\n>\n> --- Jiyad",
        "<figure class=\"d-quote\">\n<blockquote>\n<p>We go.</p>\n</blockquote>\n<figcaption>— Jiyad</figcaption>\n</figure>",
    );
    check("> — Jiyad", "<blockquote>\n<p>— Jiyad</p>\n</blockquote>");
}

#[test]
fn lead_and_words() {
    let body = body_of(
        "# T\n\n![x](y.jpg)\n\nIraq's *first*[^afp]\npara. \n\nMore words here.\n\n[^z]: not",
    )
    .value;
    assert_eq!(body.lead.text, "Iraq’s first para.");
    assert_eq!(body.words, 7);
}

#[test]
fn mistakes_in_notes() {
    check_diagnostics(
        "a[^reutres] b[^x]\n\n[^x]: x\n\n[^afp]: y\n\n[^X]: z\n\n[^w]: w",
        &expect![[r#"
            brief.md:1:2 error[footnote-unknown]: `reutres` is neither a source nor a footnote; hint: did you mean `reuters`?
            brief.md:5:1 error[footnote-conflict]: the footnote `[^afp]` has the id of a source; hint: rename the footnote: `[^afp-note]`
            brief.md:7:1 error[footnote-duplicate]: the footnote `X` is defined twice; first occurrence: brief.md:3:1; hint: rename one of them
            brief.md:9:1 warning[footnote-unused]: nothing refers to the footnote `w`, so it is not shown; hint: write `[^w]` where it belongs, or delete it"#]],
    );
}

#[test]
fn mistakes_in_links() {
    check_diagnostics(
        "[a][terms] [b](java&#10;script:x) [c](topik:d) [e](//f.example) [g]()\n\n<javascript:h> ![i](https://j.example/k) ![l](data:m)\n\n[term]: /n\n\n## o {#p}\n## q {#p}",
        &expect![[r#"
            brief.md:1:1 error[link-reference-unknown]: no line defines the address of `terms`; hint: did you mean `term`?
            brief.md:1:16 error[link-scheme]: links may not begin with `javascript:`; hint: write `https://…`, a path, or one of `brief:` `topic:` `country:` `person:` and the like
            brief.md:1:39 error[link-scheme]: links may not begin with `topik:`; hint: did you mean `topic:`?
            brief.md:1:52 error[link-scheme]: `//f.example` is not the complete address of a page; hint: write `https://f.example`
            brief.md:1:65 error[link-empty]: the link has no address; hint: write it between the parentheses: `[text](https://…)`
            brief.md:3:2 error[link-scheme]: links may not begin with `javascript:`; hint: write `https://…`, a path, or one of `brief:` `topic:` `country:` `person:` and the like
            brief.md:3:21 error[image-foreign]: the picture `https://j.example/k` is not on this site; hint: save it beside the brief or in `static/`, and write its path: `![…](picture.jpg)`
            brief.md:3:47 error[image-foreign]: the picture `data:m` is not on this site; hint: save it beside the brief or in `static/`, and write its path: `![…](picture.jpg)`
            brief.md:5:1 warning[link-definition-unused]: no link refers to `[term]:`, so the line is not shown; hint: write `[text][term]` where it belongs, `\[` if it is meant as text, or delete it
            brief.md:8:1 error[duplicate-anchor]: the id `p` is given twice; first occurrence: brief.md:7:1; hint: write another id: `p-2`"#]],
    );
}
