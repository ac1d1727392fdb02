//! Tests of what Dateline reads otherwise than CommonMark: emphasis beside Chinese, line breaks in it, unknown
//! elements, addresses.

use expect_test::expect;

use super::{body_of, check, check_diagnostics, stitched};
use crate::body::{Marks, sentence};

/// Checks that `markdown` becomes one paragraph of `expected`, without diagnostics.
fn check_paragraph(markdown: &str, expected: &str) {
    check(markdown, &format!("<p>{expected}</p>"));
}

#[test]
fn bold_beside_chinese_and_japanese() {
    for (markdown, expected) in [
        (
            "**为何重要：**下游地区",
            "<strong>为何重要：</strong>下游地区",
        ),
        (
            "これは**私のやりたかったこと。**だからするの。",
            "これは<strong>私のやりたかったこと。</strong>だからするの。",
        ),
        (
            "太郎は**「こんにちわ」**といった",
            "太郎は<strong>「こんにちわ」</strong>といった",
        ),
        (
            "太郎は**“Hello”**といった",
            "太郎は<strong>“Hello”</strong>といった",
        ),
        (
            "税込**¥10,000**で入手",
            "税込<strong>¥10,000</strong>で入手",
        ),
        (
            "Go**「初心者」**を対象",
            "Go<strong>「初心者」</strong>を対象",
        ),
        (
            "**推荐几个框架：**React、Vue等",
            "<strong>推荐几个框架：</strong>React、Vue等",
        ),
        (
            "𰻞𰻞**(ビャンビャン)**麺",
            "𰻞𰻞<strong>(ビャンビャン)</strong>麺",
        ),
        (
            "大塚\u{FE00}**(U+585A)** x",
            "大塚\u{FE00}<strong>(U+585A)</strong> x",
        ),
        (
            "葛\u{E0100}**(x)**城市",
            "葛\u{E0100}<strong>(x)</strong>城市",
        ),
        (
            "이 **용어(This term)**를 강조",
            "이 <strong>용어(This term)</strong>를 강조",
        ),
        (
            "**A(x)**和**B**",
            "<strong>A(x)</strong>和<strong>B</strong>",
        ),
        (
            "**A：**B**C：**D",
            "<strong>A：</strong>B<strong>C：</strong>D",
        ),
        (
            "*为何重要：*下游 ~~错误。~~正确",
            "<em>为何重要：</em>下游 <del>错误。</del>正确",
        ),
        ("**真***她*", "<strong>真</strong><em>她</em>"),
        ("(**和**B)", "(<strong>和</strong>B)"),
    ] {
        check_paragraph(markdown, expected);
    }
    check(
        "**[b](brief:b)**と**[c](brief:c)**を",
        "<p><strong><a href=\"/b/\">b</a></strong>と<strong><a href=\"/c/\">c</a></strong>を</p>",
    );
}

#[test]
fn code_and_addresses_keep_their_letters_beside_marks() {
    check_paragraph(
        "`**为：**下` **为：**下",
        "<code>**为：**下</code> <strong>为：</strong>下",
    );
    check(
        "**为：**下\n\n```\n**为：**下\n```",
        "<p><strong>为：</strong>下</p>\n<pre><code>**为：**下\n</code></pre>",
    );
    check(
        "**为：**下[a](/为**：**下 \"为**：**下\")",
        "<p><strong>为：</strong>下<a href=\"/为**：**下\" title=\"为**：**下\">a</a></p>",
    );
    check(
        "**为：**下 <b title=\"为**：**下\">c</b>",
        "<p><strong>为：</strong>下 <b title=\"为**：**下\">c</b></p>",
    );
    check(
        "**为：**下 [[中**：**文]]",
        "<p><strong>为：</strong>下 <a href=\"/中**：**文/\">Title of 中**：**文</a></p>",
    );
}

#[test]
fn positions_are_those_of_the_file() {
    let text = "**为：**下[a](brief:b) **中（x）**c";
    let body = body_of(text).value;
    assert_eq!(
        &text[body.links[0].span.start..body.links[0].span.end],
        "brief:b"
    );
}

#[test]
fn line_ends_between_chinese_letters_are_nothing() {
    check_paragraph("水位上涨，\n道路关闭。", "水位上涨，道路关闭。");
    check_paragraph(
        "水位\n*道路*[^afp]\n关闭".replace("[^afp]", "").as_str(),
        "水位<em>道路</em>关闭",
    );
    check_paragraph("他说：\n“好。”\n她", "他说：“好。”她");
    check_paragraph(
        "カタカナ\nひらがな\n（全角）\nＡ",
        "カタカナひらがな（全角）Ａ",
    );
    check_paragraph("한국어\n문장", "한국어\n문장");
    check_paragraph("漢字\n한국어", "漢字\n한국어");
    check_paragraph("中文\nEnglish\n中文", "中文\nEnglish\n中文");
    check_paragraph("中文  \n中文", "中文<br>\n中文");
    let body = body_of("[水位\n上涨](brief:b)\n\n## 道路\n\n![水\n位](a.png)").value;
    assert_eq!(
        (body.lead.text.as_str(), body.links[0].text.as_str()),
        ("水位上涨", "水位上涨")
    );
    assert_eq!(body.images[0].alt, "水位");
}

#[test]
fn breaks_are_white_space_in_plain_text() {
    let body =
        body_of("From 2 March<br>Ferries [to<BR/>the\\\nisle](brief:b) run<wbr>s.\n\n## A<br />b")
            .value;
    assert_eq!(body.lead.text, "From 2 March Ferries to the isle runs.");
    assert_eq!(body.links[0].text, "to the isle");
    assert_eq!(body.headings[0].text, "A b");
    assert_eq!(body.headings[0].id, "a-b");
    let body =
        body_of("The ferries\nrun to [the\nisle](brief:b)\nagain<br>from May. And so on.").value;
    assert_eq!(
        sentence(&body, 0, &|_| String::new(), "en").as_deref(),
        Some("The ferries run to the isle again from May.")
    );
    assert_eq!(body_of("![a<br>b](c.png)").value.images[0].alt, "a b");
}

#[test]
fn unknown_elements_are_text() {
    check_paragraph(
        "A Vec<u64> from <buffer> and </buffer>.",
        "A Vec&lt;u64&gt; from &lt;buffer&gt; and &lt;/buffer&gt;.",
    );
    check_paragraph(
        "<b>a</b> <insert name here> <o:p>x</o:p>",
        "<b>a</b> &lt;insert name here&gt; &lt;o:p&gt;x&lt;/o:p&gt;",
    );
    check(
        "<buffer>\nis **big** <b>or</b> <not>",
        "<p>&lt;buffer&gt;\nis <strong>big</strong> <b>or</b> &lt;not&gt;</p>",
    );
    check(
        "<div>\nx <u64> 1 < 2 </3\n</div>",
        "<div>\nx &lt;u64&gt; 1 &lt; 2 &lt;/3\n</div>",
    );
    let body = body_of("A Vec<u64> is [a <b2>](brief:b).\n\n## The <x> of <y>").value;
    assert_eq!(
        (body.lead.text.as_str(), body.links[0].text.as_str()),
        ("A Vec<u64> is a <b2>.", "a <b2>")
    );
    assert_eq!(body.headings[0].text, "The <x> of <y>");
    check_paragraph(
        "**<x>** `<y>`",
        "<strong>&lt;x&gt;</strong> <code>&lt;y&gt;</code>",
    );
}

#[test]
fn comments_are_left_out() {
    check_paragraph("a<!-- ask -- the desk -> —> -->b", "ab");
    check_paragraph("a <!-- ask\nthe desk --> b", "a  b");
    check("<!-- ask\n\nthe desk -->\n\na", "<p>a</p>");
    check("<!-- ask -->\n<!-- again -->\na", "<p>a</p>");
    check_paragraph(
        "`<!-- a` `<!— b —>` \\<!— c 1 <! 2",
        "<code>&lt;!-- a</code> <code>&lt;!— b —&gt;</code> &lt;!— c 1 &lt;! 2",
    );
    check(
        "```\n<!-- a\n<!— b\n```",
        "<pre><code>&lt;!-- a\n&lt;!— b\n</code></pre>",
    );
    check_paragraph(
        "<code><!-- x --></code> a --> b <3 ->",
        "<code></code> a –&gt; b &lt;3 -&gt;",
    );
}

#[test]
fn bare_addresses_are_links() {
    let link = |address: &str| format!("<a rel=\"external\" href=\"{address}\">{address}</a>");
    let a = link("https://a.example/b");
    check_paragraph("See https://a.example/b.", &format!("See {a}."));
    check_paragraph(
        "(https://a.example/b), **https://a.example/b**",
        &format!("({a}), <strong>{a}</strong>"),
    );
    check_paragraph("参见https://a.example/b。下文", &format!("参见{a}。下文"));
    check_paragraph(
        "在https://a.example网站",
        &format!("在{}网站", link("https://a.example")),
    );
    check_paragraph(
        "http://a.example/b_(c)--d",
        &link("http://a.example/b_(c)--d"),
    );
    check_paragraph(
        "https://a.example/*b*/_c_/~~d~~ *e*",
        &format!("{}~~d~~ <em>e</em>", link("https://a.example/*b*/_c_/"))
            .replace("~~d~~", "<del>d</del>"),
    );
    check_paragraph(
        "https://a.example/?b=c&amp;d=e&copy",
        &link("https://a.example/?b=c&amp;d=e&amp;copy"),
    );
    check_paragraph(
        "https://a.example/b\\_c_d",
        &link("https://a.example/b_c_d"),
    );
    check_paragraph(
        "`https://a.example/b` <code>https://a.example/b</code>",
        "<code>https://a.example/b</code> <code>https://a.example/b</code>",
    );
    check_paragraph(
        "[https://a.example/b](brief:b)",
        "<a href=\"/b/\">https://a.example/b</a>",
    );
    check_paragraph(
        "<a href=\"brief:b\">https://a.example/b</a> https://a.example/b",
        &format!("<a href=\"/b/\">https://a.example/b</a> {a}"),
    );
    check_paragraph(
        "https:// xhttps://a.example ftp://a.example http:",
        "https:// xhttps://a.example ftp://a.example http:",
    );
    let body = body_of("x https://a.example/b y").value;
    assert_eq!((body.links[0].span.start, body.links[0].span.end), (2, 21));
    assert_eq!(body.lead.text, "x https://a.example/b y");
    assert!(
        stitched(
            &body_of("| a |\n|---|\n| https://a.example/b |").value,
            Marks::Page
        )
        .contains(&a)
    );
}

#[test]
fn braces_of_headings_are_text_but_for_the_id() {
    check("## A {b} {c}", "<h2 id=\"a-b-c\">A {b} {c}</h2>");
    check(
        "## A {{ x }}\n\nB {y=1}\n===",
        "<h2 id=\"a-x\">A {{ x }}</h2>\n<h2 id=\"b-y-1\">B {y=1}</h2>",
    );
    check("## A { #b }", "<h2 id=\"b\">A</h2>");
    check("## {c}", "<h2 id=\"c\">{c}</h2>");
}

#[test]
fn a_link_may_have_brackets_in_its_text() {
    let link = |text: &str| format!("<a rel=\"external\" href=\"https://x.example/\">{text}</a>");
    check_paragraph("[[transcript]](https://x.example/)", &link("[transcript]"));
    check_paragraph(
        "a [[*b*|c]](<https://x.example/> \"t\") d",
        &format!(
            "a {} d",
            link("[<em>b</em>|c]").replace("/\">", "/\" title=\"t\">")
        ),
    );
    check(
        "[[1]][x]\n\n[x]: https://x.example/",
        &format!("<p>{}</p>", link("[1]")),
    );
    check(
        "![[a]](b.png)",
        "<figure>\n<img src=\"/img/b.png\" alt=\"[a]\">\n</figure>",
    );
    check_paragraph(
        "[[brief]](s) [[brief]] (https)",
        "<a href=\"/brief/\">Title of brief</a>(s) <a href=\"/brief/\">Title of brief</a> (https)",
    );
    check_paragraph("[[a]](see: b)", "<a href=\"/a/\">Title of a</a>(see: b)");
}

#[test]
fn doubled_brackets_around_code_are_text() {
    for text in [
        "[[ -z $x ]]",
        "if [[ $a == b ]]; then",
        "[[ -f x.txt || -d y ]]",
        "[[$x]]",
        "[[ ! -e a ]]",
        "[[...]]",
        "[[ two words ]]",
        "[[gnu::packed]]",
    ] {
        check_paragraph(text, &text.replace("...", "…"));
    }
    check_paragraph(
        "[[a]] [[topic:b | c d]]",
        "<a href=\"/a/\">Title of a</a> <a href=\"/b/\"> c d</a>",
    );
    check_paragraph(
        "[[2021-07-25]] [[عراق]]",
        "<a href=\"/2021-07-25/\">Title of 2021-07-25</a> <a href=\"/عراق/\">Title of عراق</a>",
    );
}

#[test]
fn a_link_holds_no_link() {
    let link = |text: &str| format!("<a rel=\"external\" href=\"https://x.example/\">{text}</a>");
    check_paragraph(
        "[a <https://y.example/> b](https://x.example/)",
        &link("a https://y.example/ b"),
    );
    check_paragraph(
        "[a <b@y.example> c](https://x.example/)",
        &link("a b@y.example c"),
    );
    check_paragraph(
        "[a https://y.example/ b](https://x.example/)",
        &link("a https://y.example/ b"),
    );
    check(
        "[a <https://y.example/>][b] <i>c</i>\n\n[b]: https://x.example/",
        &format!("<p>{} <i>c</i></p>", link("a https://y.example/")),
    );
    let body = body_of("[a <https://y.example/> b](https://x.example/)").value;
    assert_eq!(
        (body.links.len(), body.links[0].text.as_str()),
        (1, "a https://y.example/ b")
    );
}

#[test]
fn marks_of_notes_in_the_text_of_a_link_stand_behind_it() {
    let mark = |id: &str, number: u8| {
        format!(
            "<sup class=\"d-cite\"><a id=\"_cite-{id}-1\" href=\"#source-{id}\" role=\"doc-noteref\">{number}</a></sup>"
        )
    };
    let (afp, reuters) = (mark("afp", 1), mark("reuters", 2));
    check_paragraph("[a[^afp]](brief:b)", &format!("<a href=\"/b/\">a</a>{afp}"));
    check_paragraph(
        "[a[^afp] *c*[^reuters]](brief:b) d",
        &format!("<a href=\"/b/\">a <em>c</em></a>{afp}{reuters} d"),
    );
    check(
        "[a[^afp]][x] <i>c</i>\n\n[x]: brief:b",
        &format!("<p><a href=\"/b/\">a</a>{afp} <i>c</i></p>"),
    );
    check_paragraph(
        "[a [b][^afp] c](brief:d)",
        &format!("<a href=\"/d/\">a [b] c</a>{afp}"),
    );
    check_paragraph(
        "[a[^afp]] (b) [c][^reuters] [d](brief:e)",
        &format!("[a{afp}] (b) [c]{reuters} <a href=\"/e/\">d</a>"),
    );
    check_paragraph(
        "[a[^afp]](not an address)",
        &format!("[a{afp}](not an address)"),
    );
    let body = body_of("[a[^1] b](brief:c)\n\n[^1]: d").value;
    assert_eq!((body.notes.len(), body.lead.text.as_str()), (1, "a b"));
}

#[test]
fn an_unknown_label_leaves_the_link_behind_it() {
    let parsed = body_of("[A][a][B][b] [C][c][B][b]\n\n[b]: brief:x");
    assert_eq!(
        stitched(&parsed.value, Marks::Page),
        "<p>[A][a]<a href=\"/x/\">B</a> [C][c]<a href=\"/x/\">B</a></p>\n"
    );
    check_diagnostics(
        "[A][a][B][b] [C][c][B][b]\n\n[b]: brief:x",
        &expect![[r#"
        brief.md:1:1 error[link-reference-unknown]: no line defines the address of `a`; hint: add a line `[a]: https://…`, or write `\[` for a bracket
        brief.md:1:14 error[link-reference-unknown]: no line defines the address of `c`; hint: add a line `[c]: https://…`, or write `\[` for a bracket"#]],
    );
    check_diagnostics(
        "[A][a][B][b][C][c]",
        &expect![[r#"
        brief.md:1:1 error[link-reference-unknown]: no line defines the address of `a`; hint: add a line `[a]: https://…`, or write `\[` for a bracket
        brief.md:1:7 error[link-reference-unknown]: no line defines the address of `b`; hint: add a line `[b]: https://…`, or write `\[` for a bracket
        brief.md:1:13 error[link-reference-unknown]: no line defines the address of `c`; hint: add a line `[c]: https://…`, or write `\[` for a bracket"#]],
    );
    let parsed = body_of("[A][a](brief:b)");
    assert_eq!(
        stitched(&parsed.value, Marks::Page),
        "<p>[A]<a href=\"/b/\">a</a></p>\n"
    );
}
