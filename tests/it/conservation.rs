//! Nothing that a brief says is lost in silence: every word is on its page, or a diagnostic names what was dropped.

use proptest::prelude::{
    BoxedStrategy, Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest,
};
use proptest::strategy::Union;

use dateline::body::{self, Body, Fill, LinkFill, Marks, Options, Style, Target, TaskLabels};
use dateline::diag::{At, Diagnostic};
use dateline::locale::Locale;
use dateline::source::{SourcePath, SourceTree};

use crate::support::{build, rounds};

/// A word, replaced by one of its own before the text is parsed.
const WORD: &str = "\u{1}";
/// A word within a comment, which is on no page.
const COMMENT: &str = "\u{2}";

/// Pieces of a line, in which `w` is a word and `c` one of a comment.
const INLINE: [&str; 66] = [
    "w",
    "w w",
    "w, w.",
    "**w**",
    "**w:**w",
    "w**“w”**",
    "*w*",
    "__w__",
    "__w:__w",
    "~~w~~",
    "`w`",
    "`w",
    "``w`` w",
    "\\*w\\*",
    "**w",
    "w**",
    "[w](brief:b)",
    "[w](https://a.example/w)",
    "[w](javascript:w)",
    "[w]()",
    "[w](a b)",
    "[[b|w]]",
    "[w][r]",
    "[w][nowhere]",
    "[w]",
    "![w](a.png)",
    "![w](https://a.example/b.png)",
    "![w](a.png \"w\")",
    "w[^afp]",
    "w[^n]",
    "w[^nothing]",
    "https://a.example/w",
    "(https://a.example/*w*_w)",
    "<https://a.example/w>",
    "w@a.example",
    "<b>w</b>",
    "<b>w",
    "w</b>",
    "<br>w",
    "w<br/>w",
    "Vec<w> <w w> </w>",
    "<script>w</script>",
    "<title> w",
    "<kbd title=\"w\">w</kbd>",
    "<!-- c -->",
    "<!-- c\nc -->",
    "<!— w —>",
    "<!-- w",
    "<! -- w -->",
    "<!w>",
    "<?w?>",
    "<a href=\"brief:b\">w</a>",
    "<a>w</a>",
    "1 < w > 2",
    "&lt;w&gt; &amp; w",
    "**为何重要：**下游 w",
    "水位\n上涨 w",
    "他说**“w”**。",
    "{{< w >}}",
    "{% w %}",
    "[caption w=\"w\"]",
    "{.w}",
    "%% w %%",
    "$w$ ^w^",
    "w\\\nw",
    "w  \nw",
];

/// Blocks; `i` is a line.
const BLOCKS: [&str; 46] = [
    "i",
    "i",
    "i",
    "i\ni",
    "# i",
    "## i {#x}",
    "## w {w}",
    "## w {.w}",
    "i\n===",
    "> i",
    "> i\n> — w, to w",
    "> [!NOTE]\n> i",
    "- i\n- i",
    "- i\n\n  i\n- [x] i",
    "1. i\n2. i",
    "    w",
    "```\nw\n```",
    "```w\nw\n```",
    "``` w w\nw\n```",
    "~~~\nw",
    "> ```\n> w\n\nw",
    "| w | w |\n|---|---|\n| i | w |",
    "| w |\n|---|\n| w | w |",
    "| w | w |\n| w | w |",
    "|---|\n| w |",
    "| w | w |\n|---|\n| w | w |",
    "[^n]: i",
    "[^n]: w",
    "[^m]: i",
    "[^afp]: w",
    "[r]: https://a.example/w \"w\"",
    "[r]: /w",
    "[w]: w",
    "[w]: /w",
    "<!-- c -->",
    "<!-- c\n\nc -->\ni",
    "<!-- w",
    "<div>\ni\n</div>",
    "<div>\ni",
    "<w>\ni",
    "<div title=\"\ni",
    "<p>i</p>\n\ni",
    "***",
    ":::w\ni\n:::",
    "![w](a.png \"w\")",
    "<script>\nw\n</script>",
];

/// Fills `template`: `i` by lines, everything else as it is.
fn filled(template: &'static str) -> BoxedStrategy<String> {
    let parts: Vec<&str> = template.split('i').collect();
    // Only templates of blocks have lines; `i` stands alone there.
    let lines = prop::collection::vec(line(), parts.len() - 1);
    lines
        .prop_map(move |lines| {
            let mut text = parts[0].to_owned();
            for (line, part) in lines.iter().zip(&parts[1..]) {
                text += line;
                text += part;
            }
            text
        })
        .boxed()
}

fn line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&INLINE[..]).prop_map(marked);
    prop::collection::vec((piece, prop_oneof![4 => Just(" "), 1 => Just("")]), 1..5).prop_map(
        |pieces| {
            pieces
                .into_iter()
                .map(|(piece, space)| piece + space)
                .collect()
        },
    )
}

/// Puts marks in the place of `w` and `c`, where they are words of their own.
fn marked(piece: &str) -> String {
    let letters: Vec<char> = piece.chars().collect();
    let is_letter = |idx: Option<usize>| {
        idx.and_then(|idx| letters.get(idx))
            .is_some_and(char::is_ascii_alphanumeric)
    };
    letters
        .iter()
        .enumerate()
        .map(|(idx, letter)| match letter {
            'w' | 'c' if is_letter(idx.checked_sub(1)) || is_letter(Some(idx + 1)) => {
                letter.to_string()
            }
            'w' => WORD.to_owned(),
            'c' => COMMENT.to_owned(),
            letter => letter.to_string(),
        })
        .collect()
}

/// A text, and its words with their places.
fn brief() -> impl Strategy<Value = (String, Vec<(String, usize)>)> {
    let blocks = BLOCKS
        .iter()
        .map(|template| filled_block(template))
        .collect::<Vec<_>>();
    prop::collection::vec((Union::new(blocks), any::<bool>()), 1..7).prop_map(|blocks| {
        let mut text = String::new();
        for (block, tight) in blocks {
            text += &block;
            text += if tight { "\n" } else { "\n\n" };
        }
        numbered(&text)
    })
}

fn filled_block(template: &'static str) -> BoxedStrategy<String> {
    // `i` within a word is no line: none of the templates has one but in names of elements.
    let guarded: &'static str = Box::leak(
        marked(
            &template
                .replace("div", "d\u{3}v")
                .replace("script", "scr\u{3}pt")
                .replace("title", "t\u{3}tle"),
        )
        .into_boxed_str(),
    );
    filled(guarded)
        .prop_map(|text| text.replace('\u{3}', "i"))
        .boxed()
}

/// Gives each word of `text` a name of its own.
fn numbered(text: &str) -> (String, Vec<(String, usize)>) {
    let (mut numbered, mut words) = (String::new(), Vec::new());
    for letter in text.chars() {
        match letter {
            '\u{1}' => {
                let word = format!("word{}x", words.len());
                words.push((word.clone(), numbered.len()));
                numbered += &word;
            }
            '\u{2}' => numbered += "secret",
            letter => numbered.push(letter),
        }
    }
    (numbered, words)
}

fn parsed(text: &str) -> (Body, Vec<Diagnostic>) {
    let path = SourcePath::new("brief.md");
    let citations = ["afp".to_owned()];
    let english = Locale::of("en");
    let options = Options {
        path: &path,
        base: 0,
        citations: &citations,
        other_ids: &[],
        style: Style::of(english),
        direction: english.direction(),
        lead_ins: &[],
        page_ids: &[],
        link_schemes: &[],
    };
    let parsed = body::parse(text, &options);
    (parsed.value, parsed.diagnostics)
}

fn page(body: &Body) -> String {
    let fill_of = |target: &Target| match target {
        Target::External(href) => LinkFill::External(href.clone()),
        target => LinkFill::To {
            href: target.written(),
            title: String::new(),
            language: None,
        },
    };
    let links: Vec<LinkFill> = body
        .links
        .iter()
        .map(|link| fill_of(&link.target))
        .collect();
    let images: Vec<String> = body
        .images
        .iter()
        .map(|image| image.target.written())
        .collect();
    let tasks = TaskLabels {
        done: "done".to_owned(),
        open: "open".to_owned(),
    };
    let fill = Fill {
        links: &links,
        images: &images,
        mentions: &[],
        marks: Marks::Page,
        tasks: &tasks,
    };
    let notes = body
        .notes
        .iter()
        .map(|note| body::fill_holes(&note.html, body, &fill));
    body::fill_holes(&body.main, body, &fill) + &notes.collect::<String>()
}

/// Whether the word at `at` is in a comment, well formed.
fn is_in_comment(text: &str, at: usize) -> bool {
    let begins = text[..at]
        .rfind("<!--")
        .is_some_and(|begin| !text[begin..at].contains("-->"));
    begins && text[at..].contains("-->")
}

/// Whether `found` says that the word at `at` is not shown.
fn names(found: &Diagnostic, text: &str, at: usize) -> bool {
    let At::Span(span) = &found.place.at else {
        return false;
    };
    match found.code {
        "comment-mistyped" | "comment-unclosed" | "comment-nested" | "nested-too-deep" => true,
        // The address of a link in a note that is not shown.
        "footnote-unused" | "footnote-conflict" | "footnote-duplicate"
            if text[..at]
                .lines()
                .next_back()
                .is_some_and(|line| line.contains("]: ")) =>
        {
            true
        }
        // A definition of a link that stands in what is left out.
        "html-unclosed" | "html-removed"
            if text[..at]
                .lines()
                .next_back()
                .is_some_and(|line| line.starts_with("[r]: ")) =>
        {
            true
        }
        // What is in an element that may not be there is left out with it.
        "html-unclosed" => span.start <= at,
        "html-removed" => span.start <= at && !text[span.start..at].contains("</script>"),
        _ => {
            let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
            let span_end = span.start + text[span.start..span.end].trim_end().len();
            let line_end = text[span_end..]
                .find('\n')
                .map_or(text.len(), |at| span_end + at);
            (line_start..=line_end).contains(&at)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(800)))]

    #[test]
    fn every_word_is_on_the_page_or_named((text, words) in brief()) {
        let (body, diagnostics) = parsed(&text);
        let html = page(&body);
        // In code, a comment is code.
        let has_code = text.contains(['`', '~']) || text.contains("    ");
        assert!(has_code || !html.contains("secret"), "a comment is printed: {text:?}\n{html}");
        for (word, at) in &words {
            if is_in_comment(&text, *at) {
                continue;
            }
            let is_named = || diagnostics.iter().any(|found| names(found, &text, *at));
            assert!(html.contains(word.as_str()) || is_named(), "{word} is lost of {text:?}\n{html}\n{diagnostics:#?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(rounds(25)))]

    #[test]
    fn whole_sites_keep_their_words((text, words) in brief()) {
        let built = build(&format!(
            "//- content/briefs/a.md\n---\ntitle: A\ndate: 2026-03-01\nsources:\n  - id: afp\n    url: https://wire.example/a\n---\n{}",
            text.replace("//-", "")
        ));
        let all: String = built.outputs.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        let has_code = text.contains(['`', '~']) || text.contains("    ");
        assert!(has_code || !all.contains("secret"), "a comment is printed: {text:?}");
        let Some(page) = built.outputs.get("/2026/03/01/a/") else { return Ok(()) };
        let page = String::from_utf8_lossy(page);
        let tree = SourceTree::from_fixture(&format!("//- brief.md\n{text}"));
        assert!(tree.get("brief.md").is_some());
        for (word, at) in words {
            let is_shown = page.contains(&word) || is_in_comment(&text, at);
            assert!(is_shown || !built.findings.is_empty(), "{word} is lost of {text:?}");
        }
    }
}
