//! Tests of reports on markup that would be printed, or would hide what follows it.

use expect_test::expect;

use super::{body_of, check, check_diagnostics, diagnostics_of, stitched};
use crate::body::Marks;

/// Returns the HTML of `markdown`, whatever mistakes it has.
fn html_of(markdown: &str) -> String {
    stitched(&body_of(markdown).value, Marks::Page)
}

#[test]
fn nothing_behind_a_comment_that_is_none_is_shown() {
    for (markdown, code) in [
        ("Seen <!— SECRET —>\n\nSECRET", "comment-mistyped"),
        ("Seen <!– SECRET –> SECRET", "comment-mistyped"),
        ("Seen <! -- SECRET --> SECRET", "comment-mistyped"),
        ("Seen < !-- SECRET --> SECRET", "comment-mistyped"),
        ("Seen <!- SECRET ->\n\n- SECRET", "comment-mistyped"),
        ("Seen <！-- SECRET -->", "comment-mistyped"),
        ("Seen <-- SECRET -->", "comment-mistyped"),
        ("Seen <—SECRET—>", "comment-mistyped"),
        ("Seen !-- SECRET -->", "comment-mistyped"),
        ("Seen &lt;!-- SECRET --&gt;", "comment-mistyped"),
        ("Seen <!todo SECRET", "comment-mistyped"),
        ("Seen ![a <!— SECRET —>](b.png) SECRET", "comment-mistyped"),
        ("Seen\n\n## A <!— SECRET —>", "comment-mistyped"),
        (
            "Seen\n\n| a |\n|---|\n| <!— SECRET —> |",
            "comment-mistyped",
        ),
        (
            "Seen\n\n<div>\nx <!— SECRET —>\n</div>\n\nSECRET",
            "comment-mistyped",
        ),
        ("Seen\n\n<!— SECRET —>\n\nSECRET", "comment-mistyped"),
        ("Seen[^x]\n\n[^x]: a <!— SECRET —>", "comment-mistyped"),
        (
            "Seen [a][b] <!— c —>\n\n[b]: /x \"SECRET\"",
            "comment-mistyped",
        ),
        ("Seen <!-- SECRET", "comment-unclosed"),
        ("Seen <!-- SECRET\n\nSECRET -->", "comment-unclosed"),
        ("Seen\n\n<!-- SECRET\n\nSECRET", "comment-unclosed"),
        ("Seen\n\n> <!-- SECRET\n\nSECRET", "comment-unclosed"),
        (
            "Seen\n\n<div>\n<!-- SECRET\n\nSECRET -->\n</div>",
            "comment-unclosed",
        ),
        ("Seen\n\n<!-- SECRET --!> SECRET", "comment-unclosed"),
        ("Seen\n\n<!--> SECRET -->", "comment-unclosed"),
        ("Seen\n\n<?php SECRET", "comment-unclosed"),
        ("Seen <!-- a <!-- b --> SECRET -->", "comment-nested"),
        (
            "Seen\n\n<!-- todo\n\nlost\n\n<!-- b -->\n\nSECRET",
            "comment-nested",
        ),
        (
            "Seen\n\n<!-- todo —>\n\nlost a --> SECRET",
            "comment-nested",
        ),
    ] {
        let (html, diagnostics) = (html_of(markdown), diagnostics_of(markdown));
        assert!(
            html.contains("Seen") && !html.contains("SECRET"),
            "{markdown}: {html}"
        );
        let codes: Vec<&str> = diagnostics.lines().collect();
        assert!(
            codes.len() == 1 && codes[0].contains(&format!("error[{code}]")),
            "{markdown}: {diagnostics}"
        );
    }
}

#[test]
fn comments_that_are_none() {
    check_diagnostics(
        "a <!— b —>\n\nc[^afp] <!– d –>\n\ne <!-- f\n\n**g:**h",
        &expect![[r#"
            brief.md:1:3 error[comment-mistyped]: `<!—` does not begin a comment, so nothing after it is shown; hint: write `<!-- … -->` with two hyphens on either side, or `\<` if it is meant as text
            brief.md:3:9 error[comment-mistyped]: `<!–` does not begin a comment, so nothing after it is shown; hint: write `<!-- … -->` with two hyphens on either side, or `\<` if it is meant as text
            brief.md:5:3 error[comment-unclosed]: the comment is not closed, so nothing after it is shown; hint: close it with `-->`, in the same paragraph"#]],
    );
    check_diagnostics(
        "<!-- a\n\nb[^x]\n\n[^x]: c",
        &expect![
            "brief.md:1:1 error[comment-unclosed]: the comment is not closed, so nothing after it is shown; hint: close it with `-->`, in the same paragraph"
        ],
    );
    check_diagnostics(
        "a <!-- b <!-- c --> d -->",
        &expect![
            "brief.md:1:3 error[comment-nested]: the comment contains another one, so nothing after it is shown; hint: close it with `-->` before the next one begins"
        ],
    );
}

#[test]
fn code_that_does_not_end() {
    check_diagnostics(
        "```rust\na\n\nb",
        &expect![
            "brief.md:1:1 error[fence-unclosed]: the code block is not closed, so everything after it is code; hint: close it with a line `````"
        ],
    );
    check_diagnostics(
        "> ~~~~\n> a\n> ~~~\n\nb\n\n- ```\n  c\n\nd",
        &expect![[r#"
            brief.md:1:3 error[fence-unclosed]: the code block is not closed, so everything after it is code; hint: close it with a line `~~~~`
            brief.md:7:3 error[fence-unclosed]: the code block is not closed, so everything after it is code; hint: close it with a line `````"#]],
    );
    check(
        "> ```\n> a\n> ```\n\n- ~~~\n  b\n  ~~~~",
        "<blockquote>\n<pre><code>a\n</code></pre>\n</blockquote>\n<ul>\n<li>\n<pre><code>b\n</code></pre>\n</li>\n</ul>",
    );
}

#[test]
fn raw_html_that_does_not_end() {
    check_diagnostics(
        "a <b>c\n\nd</i> <br/> <p>e\n\n<div title=\"\nf\n\ng <video> h",
        &expect![[r#"
            brief.md:1:3 error[html-unclosed]: `<b>` is not closed; hint: write `</b>` where it ends, or `\<b>` if it is meant as text
            brief.md:3:2 warning[html-unopened]: `</i>` closes nothing and was removed; hint: delete it, or write `<i>` where it begins
            brief.md:3:13 warning[html-misplaced]: `<p>` is not allowed within a line of text, so its tags are removed; hint: begin a line with it, after an empty one, or write `\<p>` if it is meant as text
            brief.md:5:1 error[html-unclosed]: the tag `<div` is not closed; hint: write `>` after it, and before that the closing quotation mark if one is missing; or write `\<` if it is meant as text
            brief.md:8:3 warning[html-removed]: `<video>` is not allowed in a brief and was removed; hint: write it in Markdown, or move it to a template
            brief.md:8:3 error[html-unclosed]: `<video>` is not closed, so everything after it is removed; hint: delete it, or write `\<video>` if it is meant as text"#]],
    );
    check_diagnostics(
        "<!DOCTYPE html> <?php echo 1 ?> a <title> b\n\n<script>\nc",
        &expect![[r#"
            brief.md:1:1 warning[html-removed]: `<!DOCTYPE>` is not allowed in a brief and was removed; hint: write it in Markdown, or move it to a template
            brief.md:1:17 error[template-leftover]: `<?php` is markup for PHP, and is printed literally; hint: write out what it stands for; if it is meant as text, write it as code
            brief.md:1:35 warning[html-removed]: `<title>` is not allowed in a brief and was removed; hint: write it in Markdown, or move it to a template
            brief.md:1:35 error[html-unclosed]: `<title>` is not closed, so everything after it is removed; hint: delete it, or write `\<title>` if it is meant as text"#]],
    );
    assert!(html_of("<div title=\"\nwords\n\nmore").contains("words"));
}

#[test]
fn tables_that_lose_something() {
    check_diagnostics(
        "| a | b |\n|---|---|\n| 1 | 2 | three | 4 |\n| 1 | 2 | |\n| [[a|b]] | 2 |",
        &expect![[r#"
            brief.md:3:11 error[table-cells]: the row has more cells than its table has columns (2): `three | 4` is not shown; hint: add a column to the first row, or write `\|` for a bar that is meant as text
            brief.md:5:13 error[table-cells]: the row has more cells than its table has columns (2): `2` is not shown; hint: add a column to the first row, or write `\|` for a bar that is meant as text"#]],
    );
    check_diagnostics(
        "| a | b |\n| c | d |\n\n|---|---|\n| a | b |\n\n| a | b |\n|---|\n| c | d |",
        &expect![[r#"
            brief.md:1:1 error[table-without-head]: these lines are not a table: the row of headings is missing; hint: begin with a row of headings, then one of dashes: `| Name | Age |`, `|---|---|`
            brief.md:4:1 error[table-without-head]: these lines are not a table: the row of headings is missing; hint: begin with a row of headings, then one of dashes: `| Name | Age |`, `|---|---|`
            brief.md:7:1 error[table-without-head]: these lines are not a table: the row of headings has 2 cells, the row of dashes 1; hint: write dashes below each heading: `|---|---|`"#]],
    );
    check(
        "|x| + |y|\nis | than\n\n`| a |`",
        "<p>|x| + |y|\nis | than</p>\n<p><code>| a |</code></p>",
    );
}

#[test]
fn bold_that_is_printed() {
    check_diagnostics(
        "**Note:**Text\n\nو**«اللجنة»**\n\nthe**\"Foo\"** bar\n\n** a** b, **c **d\n\n**e f\n\nPrices** rose",
        &expect![[r#"
            brief.md:1:8 error[mark-literal]: `**` is printed literally; hint: write a space after `**`, or move it before the punctuation mark; fix: ` `
            brief.md:3:2 error[mark-literal]: `**` is printed literally; hint: write a space before `**`, or move it before the word
            brief.md:5:4 error[mark-literal]: `**` is printed literally; hint: write a space before `**`, or move it before the word; fix: ` `
            brief.md:7:1 error[mark-literal]: `**` is printed literally; hint: delete the space after `**`; fix: ``
            brief.md:7:15 error[mark-literal]: `**` is printed literally; hint: delete the space before `**`; fix: ``
            brief.md:9:1 error[mark-literal]: `**` is printed literally; hint: write `**` on both sides of the bold words, or `\*\*` for the characters themselves
            brief.md:11:7 error[mark-literal]: `**` is printed literally; hint: write `**` on both sides of the bold words, or `\*\*` for the characters themselves"#]],
    );
    check_diagnostics(
        "__Note:__Text 这是__重要__的 <b>x</b>\n\n<div>**a**</div>\n\n| **a:**b |\n|---|",
        &expect![[r#"
            brief.md:1:8 error[mark-literal]: `__` is printed literally; hint: write a space after `__`, or move it before the punctuation mark; fix: ` `
            brief.md:1:17 error[mark-literal]: `__` is printed literally; hint: write `<strong>…</strong>` here, or `\_\_` for the characters themselves
            brief.md:3:6 error[mark-literal]: `**` is printed literally; hint: write `<strong>…</strong>` here, or `\*\*` for the characters themselves
            brief.md:5:7 error[mark-literal]: `**` is printed literally; hint: write a space after `**`, or move it before the punctuation mark; fix: ` `"#]],
    );
    check(
        "s\\*\\* \\_\\_a\\_\\_ 2**10 **** Name: ____ a__b `**`\n\nsh**",
        "<p>s** __a__ 2**10 **** Name: ____ a__b <code>**</code></p>\n<p>sh**</p>",
    );
}

#[test]
fn leftovers_of_templates() {
    let leftovers = [
        "{{< youtube id=\"x_y_z\" >}}",
        "{{<tweet 1>}}",
        "{{% notice %}}",
        "{% include a.html %}",
        "{%- raw -%}",
        "{# a note #}",
        "{{ youtube(id=\"x\") }}",
        "{{#if a}}",
        "{{> b}}",
        "[caption id=\"a\" align=\"left\"]",
        "[caption]",
        "[/caption]",
        "[gallery ids=\"1,2\"]",
        "[embed]",
        "[contact-form-7 id=\"1\"]",
        "[/b]",
        "[url=https://a.example]",
        ":::note",
        "::: {.x}",
        ":::{note} A",
        "!!! note \"A\"",
        "[!NOTE]",
        "{: .lead}",
        "{:.lead #x}",
        "{:toc}",
        "{::comment}",
        "{.lead}",
        "{#here}",
        "%% a note %%",
        "import X from '../x'",
        "export const a = 1",
        "<Tweet id=\"1\" />",
        "</Tabs>",
        "<%= a %>",
        ".. note::",
        "image::a.png[b]",
        "![a](b.png){width=50%}",
    ];
    for leftover in leftovers {
        let diagnostics = diagnostics_of(leftover);
        assert!(
            diagnostics.contains("error[template-leftover]"),
            "{leftover}: {diagnostics}"
        );
        let code = diagnostics_of(&format!(
            "`{}`\n\n```\n{leftover}\n```\n\n<pre>\n{leftover}\n</pre>",
            leftover.replace('`', "")
        ));
        assert!(!code.contains("template-leftover"), "{code}");
    }
    check_diagnostics(
        "a {{< youtube id=\"x_y\" >}}\n\n{: .lead}\n\n[caption id=\"a\"]![b](c.png)[/caption]\n\n:::note\nd\n:::",
        &expect![[r#"
            brief.md:1:3 error[template-leftover]: `{{< youtube id="x_y" >}}` is markup for Hugo, and is printed literally; hint: write a picture as `![what it shows](picture.jpg)`, a film as a link: `[title](https://…)`; if it is meant as text, write it as code
            brief.md:3:1 error[template-leftover]: `{: .lead}` is markup for kramdown (Jekyll) or Pandoc, and is printed literally; hint: delete it: texts have no classes; headings may have an id, `## Title {#id}`; if it is meant as text, write it as code
            brief.md:5:1 error[template-leftover]: `[caption id="a"]` is markup for WordPress, and is printed literally; hint: write a picture and its caption as `![what it shows](picture.jpg "caption")`, a film or a post as a link; if it is meant as text, write it as code
            brief.md:5:28 error[template-leftover]: `[/caption]` is markup for WordPress, and is printed literally; hint: write a picture and its caption as `![what it shows](picture.jpg "caption")`, a film or a post as a link; if it is meant as text, write it as code
            brief.md:7:1 error[template-leftover]: `:::note` is markup for Docusaurus, VuePress or MyST, and is printed literally; hint: write a note as a paragraph with a bold lead-in, `**Note:** …`; if it is meant as text, write it as code"#]],
    );
}

#[test]
fn brackets_and_braces_of_prose() {
    let prose = "[sic] [Photo] [video] [a, b] [1] {x} {{ x }} {x=1} {} {{x}} 50% {a: b} <3 [...] [the caption] ::: x::y \
        %% 5 %, [quote] {1, 2} Jakarta::Post 100%% [v. 2] [a=b] [is=\"x] !!! Note ... :: import duties from \"abroad\" \
        [/] {.5} {#1} [x]: y {{ page.title }} {{ .a }} {{ a | b }}";
    let diagnostics = diagnostics_of(prose);
    assert_eq!(diagnostics, "");
    check_diagnostics(
        "import duties rose\n\nexport prices = high\n\n!!! Breaking\n\n.. and so on\n\n:: a\n\nnote::",
        &expect![[r#""#]],
    );
}

#[test]
fn definitions_that_nothing_uses() {
    check_diagnostics(
        "[Update]: Corrected\n[a]: /b\n[//]: # (a comment)\n\n[A] c",
        &expect![[
            r#"brief.md:1:1 warning[link-definition-unused]: no link refers to `[Update]:`, so the line is not shown; hint: write `[text][Update]` where it belongs, `\[` if it is meant as text, or delete it"#
        ]],
    );
}

#[test]
fn words_behind_a_fence() {
    check_diagnostics(
        "```rust the rest\na\n```",
        &expect![
            "brief.md:1:1 warning[fence-words]: `the rest` follows the language of the code block and is not shown; hint: start the code on its own line, or delete the words"
        ],
    );
}
