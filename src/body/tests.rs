//! Markdown in, HTML out: what a text becomes on a page and in a feed.

use expect_test::{Expect, expect};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};

use crate::body::{Body, Fill, LinkFill, Marks, Options, parse, stitch};
use crate::diag::At;
use crate::locale::Locale;
use crate::source::SourcePath;

fn read(text: &str) -> (Body, Vec<String>) {
    let path = SourcePath::new("content/briefs/x.md");
    let options = Options {
        path: &path,
        base: 0,
        citations: &["afp".to_owned(), "wire".to_owned()],
        quotes: Locale::of("en").quotes(),
        lead_ins: &["Why it matters".to_owned()],
    };
    let checked = parse(text, &options);
    let said = checked.diagnostics.iter().map(|found| match found.place.at {
        At::Span(span) => format!("{} `{}`", found.code, text.get(span.start..span.end).unwrap_or("?")),
        _ => found.code.to_owned(),
    });
    let said = said.collect();
    (checked.value, said)
}

fn html(body: &Body, marks: Marks) -> String {
    let links: Vec<LinkFill> = body
        .links
        .iter()
        .map(|link| LinkFill::To {
            href: format!("/to/{}", link.target.written()),
            title: link.target.written(),
        })
        .collect();
    let images: Vec<String> = body.images.iter().map(|image| image.target.written()).collect();
    let fill = Fill { links: &links, images: &images, marks };
    let mut html = stitch(&body.main, body, &fill);
    for note in &body.notes {
        html.push_str(&format!("note: {}", stitch(&note.html, body, &fill)));
    }
    html
}

fn check(text: &str, expected: Expect) {
    let (body, said) = read(text);
    let said: String = said.iter().map(|line| format!("! {line}\n")).collect();
    expected.assert_eq(&(html(&body, Marks::Page) + &said));
}

#[test]
fn blocks() {
    check(
        "One *two* **three** `four` ~~five~~.\n\n- a\n- b\n\n3. c\n\n---\n\n```rust\nlet x = \"<&\";\n```\n",
        expect![[r#"
        <p>One <em>two</em> <strong>three</strong> <code>four</code> <del>five</del>.</p>
        <ul>
        <li>a</li>
        <li>b</li>
        </ul>
        <ol start="3">
        <li>c</li>
        </ol>
        <hr>
        <pre><code class="language-rust">let x = "&lt;&amp;";
        </code></pre>
    "#]],
    );
    check(
        "| a | b | c |\n|---|---:|:-:|\n| 1 | 2 | 3 |\n",
        expect![[r#"
        <div class="table"><table>
        <thead>
        <tr><th scope="col">a</th><th scope="col" class="right">b</th><th scope="col" class="center">c</th></tr>
        </thead>
        <tbody>
        <tr><td>1</td><td class="right">2</td><td class="center">3</td></tr>
        </tbody>
        </table></div>
    "#]],
    );
    check(
        "- [x] done\n- [ ] to do\n",
        expect![[r#"
        <ul>
        <li><input type="checkbox" aria-label="done" disabled checked> done</li>
        <li><input type="checkbox" aria-label="to do" disabled> to do</li>
        </ul>
    "#]],
    );
}

#[test]
fn headings_have_ids() {
    check(
        "# One\n\n## Two & three\n\n## Two & three\n\n### Own {#own}\n\n### Own {#own}\n\n## Sources\n",
        expect![[r#"
        <h2 id="one">One</h2>
        <h2 id="two-three">Two &amp; three</h2>
        <h2 id="two-three-2">Two &amp; three</h2>
        <h3 id="own">Own</h3>
        <h3 id="own">Own</h3>
        <h2 id="sources-2">Sources</h2>
        ! duplicate-anchor `### Own {#own}
        `
    "#]],
    );
}

#[test]
fn lead_ins_are_addresses() {
    check(
        "**Why it matters:** a\n\n**Why it matters**: b\n\n**Not known:** c\n\n> **Why it matters:** d\n",
        expect![[r#"
        <p id="why-it-matters"><strong>Why it matters:</strong> a</p>
        <p id="why-it-matters-2"><strong>Why it matters</strong>: b</p>
        <p><strong>Not known:</strong> c</p>
        <blockquote>
        <p><strong>Why it matters:</strong> d</p>
        </blockquote>
    "#]],
    );
}

#[test]
fn citations_and_footnotes_are_numbered_together() {
    check(
        "A[^afp], b[^AFP], c[^1], d[^wire], e[^1].\n\n[^1]: A *note*.\n",
        expect![[r##"
        <p>A<sup class="cite"><a id="cite-afp-1" href="#source-afp" role="doc-noteref">1</a></sup>, b<sup class="cite"><a id="cite-afp-2" href="#source-afp" role="doc-noteref">1</a></sup>, c<sup class="cite"><a id="noteref-3-1" href="#note-3" role="doc-noteref">3</a></sup>, d<sup class="cite"><a id="cite-wire-1" href="#source-wire" role="doc-noteref">2</a></sup>, e<sup class="cite"><a id="noteref-3-2" href="#note-3" role="doc-noteref">3</a></sup>.</p>
        note: <p>A <em>note</em>.</p>
    "##]],
    );
    check(
        "`[^afp]` \\[^afp] [^afq] [^x y]\n\n[^AFP]: conflict\n[^2]: unused\n\n```\n[^afp]\n",
        expect![[r#"
        <p><code>[^afp]</code> [^afp]  [^x y]</p>
        <pre><code>[^afp]
        </code></pre>
        ! footnote-unknown `[^afq]`
        ! footnote-conflict `[^AFP]`
        ! footnote-unused `[^2]`
    "#]],
    );
    let (body, _) = read("A[^afp] b[^1].\n\n## H\n\n[^1]: N.\n");
    expect![[r#"
        <p>A<sup>[1]</sup> b<sup>[3]</sup>.</p>
        <h2>H</h2>
        note: <p>N.</p>
    "#]]
    .assert_eq(&html(&body, Marks::Feed));
}

#[test]
fn links_by_the_way_they_are_written() {
    check(
        "[a](brief:b) [[c]] [[topic:d|e *f*]] [g](/h/#i) [j](k.md) [l](#m) <https://x.example/> <a@b.example>\n",
        expect![[r#"
            <p><a href="/to/brief:b">a</a> <a href="/to/[[c]]">[[c]]</a> <a href="/to/[[topic:d]]">e <em>f</em></a> <a href="/to//h/">g</a> <a href="/to/k.md">j</a> <a href="/to/#m">l</a> <a href="/to/https://x.example/">https://x.example/</a> <a href="/to/mailto:a@b.example">a@b.example</a></p>
        "#]],
    );
    let (body, _) = read("[a](https://x.example/) [b](mailto:a@b.example)");
    assert!(body.links.iter().all(|link| matches!(link.target, crate::body::Target::External(_))));
    check(
        "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](//x.example) [e](java&#10;script:x)\n",
        expect![[r#"
            <p>a b c d e</p>
            ! link-scheme `javascript:alert(1)`
            ! link-scheme `JaVaScRiPt:x`
            ! link-scheme `data:text/html,x`
            ! link-scheme `//x.example`
            ! link-scheme `[e](java&#10;script:x)`
        "#]],
    );
}

#[test]
fn pictures() {
    check(
        "![A *map*](map.png \"The map\")\n\ntext ![b](/c.png) text\n\n![d](https://x.example/d.png)\n",
        expect![[r#"
        <figure><img src="map.png" alt="A map"><figcaption>The map</figcaption></figure>
        <p>text <img src="/c.png" alt="b"> text</p>
        <figure>d</figure>
        ! image-foreign `https://x.example/d.png`
    "#]],
    );
}

#[test]
fn quotations() {
    check(
        "> Quoted.\n> — Name, to Publisher\n\n> Quoted.\n>\n> — Name\n\n> Plain.\n",
        expect![[r#"
        <figure class="quote"><blockquote>
        <p>Quoted.</p>
        </blockquote>
        <figcaption>— Name, to Publisher</figcaption></figure>
        <figure class="quote"><blockquote>
        <p>Quoted.</p>
        </blockquote>
        <figcaption>— Name</figcaption></figure>
        <blockquote>
        <p>Plain.</p>
        </blockquote>
    "#]],
    );
}

#[test]
fn punctuation_is_typographic() {
    check(
        "\"A 'b' c,\" it's 'd' -- e... \"*f*\" (\"g\") '90s 5 --- 6 `\"--\"`\n\nhe said \"h\nand i\"\n",
        expect![[r#"
            <p>“A ‘b’ c,” it’s ‘d’ – e… “<em>f</em>” (“g”) ’90s 5 — 6 <code>"--"</code></p>
            <p>he said “h
            and i”</p>
        "#]],
    );
}

#[test]
fn raw_html_is_cleaned() {
    check(
        "<div class=\"x\" onclick=\"y\"><b>bold</b></div>\n\n<script>alert(1)</script>\n\na <a href=\"brief:b\" id=\"q\">c</a> <img src=\"d.png\" onerror=\"x\"> <img src=\"https://x.example/\"> <iframe src=\"/\"></iframe> [e](/f/)\n\n## H\n\n| a |\n|--:|\n| <u>x</u> |\n",
        expect![[r#"
            <div><b>bold</b></div>

            <p>a <a href="/to/brief:b">c</a> <img src="d.png"> <img>  <a href="/to//f/">e</a></p>
            <h2 id="h">H</h2>
            <div class="table"><table>
            <thead>
            <tr><th scope="col" class="right">a</th></tr>
            </thead>
            <tbody>
            <tr><td class="right"><u>x</u></td></tr>
            </tbody>
            </table></div>
            ! html-removed `<script>alert(1)</script>
            `
            ! html-removed `<iframe src="/">`
            ! image-foreign `https://x.example/`
        "#]],
    );
    check(
        "<a href=\"javascript:x\">y</a> <style>p{}</style> <svg><script>x</script></svg>\n",
        expect![[r#"
        <p><a>y</a>  </p>
        ! html-removed `<style>`
        ! html-removed `<svg>`
        ! html-removed `<script>`
    "#]],
    );
}

#[test]
fn template_code_is_text() {
    check(
        "{{ site.title }} {% for x in y %}\n",
        expect![[r#"
        <p>{{ site.title }} {% for x in y %}</p>
    "#]],
    );
}

#[test]
fn the_lead_is_the_first_paragraph() {
    let (body, _) = read("## H\n\nThe *lead*[^afp]\ngoes \"on\".\n\nMore.\n");
    assert_eq!((body.lead.as_str(), body.words), ("The lead goes “on”.", 6));
}

#[test]
fn what_is_nested_too_deep_is_refused_at_once() {
    for text in ["> ".repeat(10_000), "<div>".repeat(100_000), "- ".repeat(10_000), "*a **b ".repeat(3_000)] {
        let (body, said) = read(&text);
        assert!(said.len() <= 1 && body.main.text.len() < 200_000, "{said:?}");
    }
    for mark in ["[", "![", "*", "_", "`", "<", "[^", "&", "~~", "|", "\\", "<a", "[a](", "\"", "'"] {
        let _ = read(&mark.repeat(100_000 / mark.len()));
    }
}

/// What no page may hold, whatever was typed.
fn is_safe(html: &str) -> bool {
    let lower = html.to_lowercase();
    if html.contains(['\u{e000}', '\u{e001}']) {
        return false;
    }
    html5gum::Tokenizer::new(lower.as_str()).flatten().all(|token| match token {
        html5gum::Token::StartTag(tag) => {
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            let bad_name =
                matches!(name.as_str(), "script" | "style" | "iframe" | "object" | "embed" | "form" | "svg");
            let bad_attribute = tag.attributes.iter().any(|(name, value)| {
                let value =
                    String::from_utf8_lossy(value).replace(|c: char| c.is_whitespace() || c.is_control(), "");
                name.starts_with(b"on")
                    || **name == *b"style"
                    || value.starts_with("javascript:")
                    || value.starts_with("data:")
            });
            !bad_name && !bad_attribute
        }
        _ => true,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_becomes_safe_html(text in any::<String>()) {
        let (body, _) = read(&text);
        prop_assert!(is_safe(&html(&body, Marks::Page)));
    }

    #[test]
    fn any_markup_becomes_safe_html(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", " ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "[", "]", "(", ")", "!", "<", ">", "/", "\"", "'",
                "[^afp]", "[^1]", "[^1]: ", "> ", "- ", "1. ", "# ", "## ", "| ", "|-|-|\n", "~~", "[[", "]]", "{#x}",
                "<script>", "</script>", "<a href=\"javascript:x\" onclick=\"y\">", "</a>", "<img src=x onerror=y>",
                "javascript:x", "brief:b", "https://x.example/", "<div>", "</div>", "<style>", "<svg onload=x>", "<!--",
                "-->", "\u{e000}0\u{e001}", "—", "&lt;", "&#106;", "<p id=\"\u{e000}", "\t", "    ",
            ]),
            0..60,
        )
    ) {
        let (body, _) = read(&parts.concat());
        prop_assert!(is_safe(&html(&body, Marks::Page)), "{}", html(&body, Marks::Page));
        prop_assert!(is_safe(&html(&body, Marks::Feed)));
    }
}
