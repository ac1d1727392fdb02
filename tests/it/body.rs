//! Texts on their pages: what must not be printed, what must not be lost, and what stands in plain text elsewhere.

use expect_test::expect;

use crate::support::{build, check};

const FRONT: &str = "title: A\ndate: 2026-03-01\nsource: https://wire.example/a\n";

/// A site of one brief at `/2026/03/01/a/` with this text.
fn site(text: &str) -> String {
    format!("//- content/briefs/a.md\n---\n{FRONT}---\n{text}\n")
}

#[test]
fn a_private_note_reaches_no_output() {
    let config = "//- site.yaml\ncheck: { comment-mistyped: off, comment-unclosed: warning, comment-nested: off }\n";
    for text in [
        "Seen. <!— SECRET —>\n\nSECRET",
        "Seen. <!-- SECRET",
        "Seen.\n\n<!-- SECRET\n\nSECRET",
        "Seen. <!-- a <!-- b --> SECRET -->",
        "Seen. <!-- SECRET -->",
        "<!-- SECRET\n\nSECRET -->\n\nSeen.",
        "Seen.\n\n> Said. <!– SECRET –>",
    ] {
        let built = build(&format!("{config}{}", site(text)));
        let page = built.text("/2026/03/01/a/");
        assert!(page.contains("Seen."), "{page}");
        for (route, bytes) in &built.outputs {
            assert!(
                !String::from_utf8_lossy(bytes).contains("SECRET"),
                "{text}: {route}"
            );
        }
    }
}

#[test]
fn mistyped_comments_stop_a_build() {
    check(
        &site("Seen. <!— ask the desk —>\n\nMore. <!-- ask"),
        expect![[r#"
            content/briefs/a.md:6:7 error[comment-mistyped]: `<!—` does not begin a comment, so nothing after it is shown; hint: write `<!-- … -->` with two hyphens on either side, or `\<` if it is meant as text
            content/briefs/a.md:8:7 error[comment-unclosed]: the comment is not closed, so nothing after it is shown; hint: close it with `-->`, in the same paragraph"#]],
    );
}

#[test]
fn titles_and_captions_say_what_was_typed() {
    let built = build(&format!(
        "//- content/briefs/a/index.md\n---\ntitle: 'A <!— b —> <!-- c -->'\nsummary: 'D <!-- e --> **f** {{{{< g >}}}}'\n{}---\n![h](h.png \"<!-- i -->\")\n//- content/briefs/a/h.png\nx\n",
        FRONT.trim_start_matches("title: A\n")
    ));
    let page = built.text("/2026/03/01/a/");
    assert!(
        page.contains("<h1>A &lt;!— b —&gt; &lt;!– c –&gt;</h1>"),
        "{page}"
    );
    assert!(
        page.contains("D &lt;!-- e --&gt; **f** {{&lt; g &gt;}}"),
        "{page}"
    );
}

#[test]
fn breaks_are_white_space_in_descriptions_and_mentions() {
    let built = build(&format!(
        "{}//- content/briefs/b.md\n---\ntitle: B\ndate: 2026-03-02\nsource: https://wire.example/b\n---\n\
         The road is closed. From 2 March<br>ferries run\nto [the\nisle](brief:a) again,\nit was said. More.\n",
        site("From 2 March<br>Ferries run.\n\n## Part<br>two")
    ));
    let page = built.text("/2026/03/01/a/");
    assert!(
        page.contains("<meta name=\"description\" content=\"From 2 March Ferries run.\">"),
        "{page}"
    );
    assert!(
        page.contains("From 2 March ferries run to the isle again, it was said."),
        "{page}"
    );
    assert!(page.contains("id=\"part-two\""), "{page}");
}

#[test]
fn chinese_text_has_sections_and_no_spaces() {
    let built = build(&format!(
        "//- site.yaml\nlanguage: zh\nlead_ins: {{ zh: [为何重要] }}\n{}",
        site("水位上涨，\n道路关闭。\n\n**为何重要：**下游\n居民")
    ));
    let page = built.text("/2026/03/01/a/");
    assert!(page.contains("<p>水位上涨，道路关闭。</p>"), "{page}");
    assert!(
        page.contains("<p id=\"为何重要\"><strong>为何重要：</strong>下游居民</p>"),
        "{page}"
    );
    assert!(page.contains("content=\"水位上涨，道路关闭。\""), "{page}");
}

#[test]
fn words_in_angle_brackets_and_bare_addresses_are_shown() {
    let built = build(&site(
        "A Vec<u64> from <buffer>, see https://a.example/x_y_(z).",
    ));
    let page = built.text("/2026/03/01/a/");
    let link =
        "<a rel=\"external\" href=\"https://a.example/x_y_(z)\">https://a.example/x_y_(z)</a>";
    assert!(
        page.contains(&format!(
            "<p>A Vec&lt;u64&gt; from &lt;buffer&gt;, see {link}.</p>"
        )),
        "{page}"
    );
    assert!(
        page.contains(
            "content=\"A Vec&lt;u64&gt; from &lt;buffer&gt;, see https://a.example/x_y_(z).\""
        ),
        "{page}"
    );
}

#[test]
fn what_would_be_lost_stops_a_build() {
    check(
        &site(
            "**Note:**Text {{< youtube x >}}\n\n| a |\n|---|\n| b | c |\n\n<b>d\n\n[Update]: Corrected\n\n```\nrest",
        ),
        expect![[r#"
            content/briefs/a.md:6:8 error[mark-literal]: `**` is printed literally; hint: write a space after `**`, or move it before the punctuation mark; fix: ` `
            content/briefs/a.md:6:15 error[template-leftover]: `{{< youtube x >}}` is markup for Hugo, and is printed literally; hint: write a picture as `![what it shows](picture.jpg)`, a film as a link: `[title](https://…)`; if it is meant as text, write it as code
            content/briefs/a.md:10:7 error[table-cells]: the row has more cells than its table has columns (1): `c` is not shown; hint: add a column to the first row, or write `\|` for a bar that is meant as text
            content/briefs/a.md:12:1 error[html-unclosed]: `<b>` is not closed; hint: write `</b>` where it ends, or `\<b>` if it is meant as text
            content/briefs/a.md:14:1 warning[link-definition-unused]: no link refers to `[Update]:`, so the line is not shown; hint: write `[text][Update]` where it belongs, `\[` if it is meant as text, or delete it
            content/briefs/a.md:16:1 error[fence-unclosed]: the code block is not closed, so everything after it is code; hint: close it with a line `````"#]],
    );
}

#[test]
fn headlines_mark_code_and_emphasis_on_pages_alone() {
    let brief = |name: &str, title: &str| {
        format!(
            "//- content/briefs/{name}.md\n---\ntitle: '{title}'\ndate: 2026-03-01\nstoryline: s\ntopics: t\n\
             source: https://wire.example/{name}\ncorrections: {{ 2026-03-02: Yes. }}\n---\nText.\n"
        )
    };
    let built = build(&format!(
        "//- site.yaml\nurl: https://x.example\nentities: open\n//- content/storylines/s.md\n---\ntitle: S\n---\n//- content/editions/e.md\n---\n\
         title: E\ndate: 2026-03-05\nbriefs: [a, b]\n---\n{}{}",
        brief("a", "How `rm -rf` broke *The Wire*"),
        brief("b", "The 5* hotel is 2 * 3 * 4 of snake_case_name")
    ));
    let marked = "How <code>rm -rf</code> broke <em>The Wire</em>";
    let page = built.text("/2026/03/01/a/");
    assert!(page.contains(&format!("<h1>{marked}</h1>")), "{page}");
    assert!(page.contains("<title>How rm -rf broke The Wire"), "{page}");
    assert!(
        page.contains("\"headline\":\"How rm -rf broke The Wire\""),
        "{page}"
    );
    for route in [
        "/",
        "/2026/03/01/b/",
        "/topics/t/",
        "/2026/03/01/",
        "/corrections/",
        "/editions/e/",
        "/editions/",
    ] {
        assert!(built.text(route).contains(marked), "{route}");
    }
    assert!(
        built
            .text("/2026/03/01/b/")
            .contains("<h1>The 5* hotel is 2 * 3 * 4 of snake_case_name</h1>")
    );
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("`rm") && !text.contains("*The Wire"),
            "{route}"
        );
        if !route.ends_with('/') && !route.ends_with(".html") {
            assert!(
                !text.contains("<code>rm") && !text.contains("&lt;code&gt;rm"),
                "{route}"
            );
        }
    }
}
