//! The law of fixes: one never changes code, nor a value of front matter or a word that its diagnostic does not name.

use std::collections::BTreeMap;

use dateline::cache::Cache;
use dateline::check;
use dateline::diag::{self, At, Diagnostic, Fix};
use dateline::source::{SourceFile, SourcePath, SourceTree};
use dateline::yaml::{self, Node};
use proptest::prelude::{
    ProptestConfig, Strategy, TestCaseError, any, prop, prop_assert, prop_assert_eq, proptest,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::support::{options, rounds};

const PATH: &str = "content/briefs/a.md";

/// What the brief in these tests may name.
const OTHERS: &str = "//- site.yaml\nurl: https://x.example/\n\
    //- content/people/pm.md\n---\nname: Ada Adams\nspellings: Adems\n---\n\
    //- content/people/bo.md\n---\nname: Bo Berg\n---\n";

fn tree(brief: &str) -> SourceTree {
    let file = SourceFile::new(SourcePath::new(PATH), brief.as_bytes().to_vec());
    let change = BTreeMap::from([(SourcePath::new(PATH), Some(file))]);
    SourceTree::from_fixture(OTHERS).with(change)
}

fn prepared(tree: &SourceTree) -> dateline::pipeline::SiteCheck {
    crate::support::assembled(tree, &options("2026-06-01T12:00:00Z"), &Cache::off())
}

/// The text of a brief with all fixes, made again and again until there are no more; how often, and what is then found.
fn fixed(brief: &str) -> (String, usize, Vec<Diagnostic>) {
    let (mut text, mut n_rounds) = (brief.to_owned(), 0);
    loop {
        let tree = tree(&text);
        let found = prepared(&tree).diagnostics;
        let edits = check::edits(&found, &tree);
        let Some(edit) = edits.iter().find(|edit| edit.path.as_str() == PATH) else {
            return (text, n_rounds, found);
        };
        text = String::from_utf8(edit.bytes.clone()).expect("UTF-8");
        n_rounds += 1;
        assert!(n_rounds < 20, "fixes never end: {text}");
    }
}

/// A brief with these lines of front matter more, and this text.
fn brief(front: &str, body: &str) -> String {
    format!("---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n{front}---\n{body}")
}

#[track_caller]
fn stays(front: &str, body: &str) {
    let text = brief(front, body);
    assert_eq!(fixed(&text).0, text);
}

#[track_caller]
fn becomes(body: &str, expected: &str) {
    assert_eq!(fixed(&brief("", body)).0, brief("", expected));
}

#[test]
fn code_stays() {
    for body in [
        "Text.\n\n```rust\n.iter() 12345 , x !! ( y ) - z 25000 people\n```\n",
        "Text.\n\n    .iter() 25000 people , x\n",
        "Text `25000 people , x` and ``( y ) - z``.\n",
        "- Text.\n\n      25000 people , x\n\n> ~~~\n> 25000 people ,\n> ~~~\n",
        "Text <code>25000 people , x</code> and <kbd>a , b</kbd>.\n",
        "<pre>\n25000 people , x\n</pre>\n\nText.\n",
        "<div>\n25000 people , x\n</div>\n\n<samp>\n\n25000 people , x\n\n</samp>\n",
        "> Words.\n> — Name `a , b` <code>x , y</code>, to [Wire , x](https://wire.example/25000)\n",
        "| `25000 people , x` | b |\n|---|---|\n| <var>x , y</var> | `!! ?` |\n",
    ] {
        stays("", body);
    }
}

#[test]
fn addresses_shortcodes_and_escapes_stay() {
    for body in [
        "See https://x.example/25000 people,,x and <https://x.example/a,,b>.\n",
        "See [a](https://x.example/a,,b \"25000 people , x\") and ![25000 people , x](a,,b.png).\n\n[b]: /a,,b '25000 people , x'\n",
        "{{< figure n=\"25000 people , x\" >}} {% x 25000 people , y %} {: .a , b }\n",
        "[caption n=\"25000\" x = \"a , b\"] and {#25000 people , x}\n",
        "An escape\\ , here, and \\!! there&#32;, too &amp;,, x.\n",
        "::: note 25000 people , x\n",
        "The file a,,b.txt and @a,,b and a_b,, and /var/25000 people.\n",
    ] {
        stays("", body);
    }
}

#[test]
fn what_takes_thought_stays() {
    for body in [
        "They released .NET 10 and .gitignore, pull request #14427, and PIN 48213.\n",
        "Write to 10115 Berlin, NJ 17302, 02139 Cambridge, ZIP 90210, ISO 27001, RFC 12345.\n",
        "Call 0301234567, +49301234567 or 555-12345; order 66000; flight 12345; version 12345.6.7.\n",
        "The score was 2 - 1, and 10 - 3 = 7. A - B.\n",
        "He saw 25000 Iraqis and 12345 of them.\n",
        "Er sagte ,,so nicht'' und ging. Nf3!! e4??\n",
        "So . . . it goes :( but no. x . y and ( a.\n",
        "¡¡Hola!! \"A , b\" «c , d»\n",
    ] {
        stays("", body);
    }
    stays("note: The #1 seed\nauthor: Bo #ask legal\n", "Text.\n");
    stays("", "# A\n\n## B\n\nText.\n");
    stays("", "## A\n\nText.\n\nB\n===\n\nText.\n");
}

#[test]
fn names_are_mended_only_where_they_stand_alone() {
    becomes(
        "Adems met Adems, and (Adems).\n",
        "Adams met Adams, and (Adams).\n",
    );
    stays(
        "",
        "The Adems-Straße, @Adems, #Adems, Adems.example, `Adems`, <code>Adems</code> and [Adems](/a/).\n",
    );
    becomes("**Adems** and *Adems*.\n", "**Adams** and *Adams*.\n");
}

#[test]
fn slips_are_mended() {
    becomes(
        "They came , saw - and won .\n",
        "They came, saw – and won.\n",
    );
    becomes(
        "He (so they said ) has $25000 and 25000 people.\n",
        "He (so they said) has $25,000 and 25,000 people.\n",
    );
    becomes(
        "# A\n\nText.\n\nB\n===\n\n### C\n",
        "## A\n\nText.\n\nB\n---\n\n### C\n",
    );
    becomes("> # A , b\n", "> ## A , b\n");
}

#[test]
fn front_matter_keeps_its_form() {
    let of =
        |front: &str| format!("---\ntitle: A\ndate: 2026-03-01\n{front}---\nText on Bo Berg.\n");
    for (front, expected) in [
        (
            "sources: [\"https://a.example/x?n=1,2&utm_source=z\"]\n",
            "sources: [\"https://a.example/x?n=1,2\"]\n",
        ),
        (
            "sources: ['https://a.example/x?n=1,2&fbclid=z']\n",
            "sources: ['https://a.example/x?n=1,2']\n",
        ),
        (
            "sources:\n  - url: \"https://a.example/?utm_a=1#x\" # c\n    id: q\n",
            "sources:\n  - url: \"https://a.example/#x\" # c\n    id: q\n",
        ),
        (
            "source: HTTPS://www.A.example?utm_a=1&b=ä|c\n",
            "source: HTTPS://www.A.example?b=ä|c\n",
        ),
        (
            "source: https://a.example/\npeople:\n  - pm\n",
            "source: https://a.example/\npeople:\n  - pm\n  - bo\n",
        ),
        (
            "source: https://a.example/\npeople: [\"pm\"] # c\n",
            "source: https://a.example/\npeople: [\"pm\", bo] # c\n",
        ),
        (
            "source: https://a.example/\npeople: 'pm'\n",
            "source: https://a.example/\npeople: 'pm, bo'\n",
        ),
        (
            "source: https://a.example/\nnote: a: b\n",
            "source: https://a.example/\nnote: \"a: b\"\n",
        ),
    ] {
        assert_eq!(fixed(&of(front)).0, of(expected));
    }
    for front in [
        "sources: https://a.example/?utm_a=1, https://b.example/\n",
        "source: https://a.example/\nnote: a: b # private\n",
        "source: https://a.example/\ntopics: \"a\", \"b\"\n",
        "source: https://a.example/\nextra: [\n  note: a: b, c\n  ]\n",
        "source: https://a.example/\nnote: a: b\n  and more\n",
    ] {
        assert_eq!(fixed(&of(front)).0, of(front));
    }
}

/// Pieces that a rule has an eye on, and what surrounds them: code, raw HTML, links, escapes, marks.
const PIECES: [&str; 64] = [
    "word",
    "Adems",
    "Ada Adams",
    "Bo Berg",
    "12345",
    "25000 people",
    "$25000",
    "#14427",
    " , ",
    " . ",
    " - ",
    "!!",
    "??",
    ",,",
    "( ",
    " )",
    "(",
    ")",
    " ",
    "\n",
    "\n\n",
    "\n# ",
    "\n## ",
    "\n### ",
    "\n===\n",
    "\n---\n",
    "`",
    "``",
    "\n```\n",
    "\n    ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "*",
    "**",
    "_",
    "<code>",
    "</code>",
    "<b>",
    "</b>",
    "<!-- ",
    " -->",
    "\n<pre>\n",
    "</pre>",
    "[",
    "](https://x.example/a,,b?utm_source=z)",
    "]",
    "![",
    "https://x.example/12345,,6 ",
    "\\",
    "&amp;",
    "&#44;",
    "{{< ",
    " >}}",
    "{%",
    "%}",
    "“",
    "”",
    "\"",
    "| a , b | c |\n|---|---|\n",
    "[^1]",
    "\n[^1]: ",
    ".NET ",
    "é ",
];

/// Values of front matter.
const FRONT: [&str; 20] = [
    "people: pm\n",
    "people: [pm]\n",
    "people:\n  - pm\n",
    "people:\n- \"pm\" # c\n",
    "note: a: b\n",
    "note: \"a\" b\n",
    "note: The #1\n",
    "note: [x] y\n",
    "method: 'a: b'\n",
    "author: \"x\n",
    "sources: [\"https://a.example/x?n=1,2&utm_source=z\"]\n",
    "sources:\n  - https://a.example/?utm_a=1\n",
    "sources:\n  - url: 'https://a.example/?gclid=1&b=2'\n    title: it''s\n",
    "extra: { a: [b: c: d, e] }\n",
    "extra:\n  a: |\n    x: y: z\n  b: x: y\n",
    "editor: @a\n",
    "editor: x # y\n",
    "caption: a: b # c\n",
    "# a: b: c\n",
    "summary: One\n  two: three\n",
];

fn documents() -> impl Strategy<Value = String> {
    let front = prop::collection::vec(prop::sample::select(FRONT.to_vec()), 0..4);
    let body = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40);
    (front, body, any::<bool>()).prop_map(|(front, body, is_windows)| {
        let text = format!(
            "---\ntitle: A\ndate: 2026-03-01\n{}---\n{}\n",
            front.concat(),
            body.concat()
        );
        if is_windows {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    })
}

/// What the parser makes of a body: its running text, and all else: code, raw HTML, addresses, marks.
fn parsed(body: &str) -> (String, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let (mut text, mut rest, mut in_code) = (String::new(), Vec::new(), false);
    for event in Parser::new_ext(body, options) {
        match &event {
            Event::Text(piece) if !in_code => {
                text.push_str(piece);
                continue;
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        // A heading of the first level is shown as one of the second.
        rest.push(format!("{event:?}").replace("H1", "H2"));
        text.push('\u{1}');
    }
    (text, rest)
}

/// Cuts a brief after its front matter.
fn cut(text: &str) -> (&str, &str) {
    let end = text[4..].find("\n---").expect("front matter ends") + 5;
    text.split_at(end)
}

/// The values of front matter by their place, each as text.
fn values(front: &str) -> BTreeMap<String, String> {
    fn add(node: &Node, at: &str, found: &mut BTreeMap<String, String>) {
        match node {
            Node::Null => drop(found.insert(at.to_owned(), String::new())),
            Node::Text(text) => drop(found.insert(at.to_owned(), text.clone())),
            Node::List(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(idx, item)| add(item, &format!("{at}/{idx}"), found));
            }
            Node::Map(entries) => {
                entries
                    .iter()
                    .for_each(|(name, value)| add(value, &format!("{at}/{name}"), found));
            }
        }
    }
    let front = front
        .trim_start_matches("---")
        .trim_start_matches(['\r', '\n']);
    let mut found = BTreeMap::new();
    if let Some(node) = yaml::parse(&SourcePath::new(PATH), front, 0).value {
        add(&node, "", &mut found);
    }
    found
}

/// Returns `marks` with those addresses as they are then that `fixes` of the file `old` replace, wherever they stand.
fn readdressed<'f>(
    mut marks: Vec<String>,
    old: &str,
    fixes: impl IntoIterator<Item = &'f Fix>,
) -> Vec<String> {
    for fix in fixes {
        let At::Span(span) = fix.place.at else {
            continue;
        };
        let typed = &old[span.start..span.end];
        // Code says what it says.
        let is_code = |mark: &str| mark.starts_with("Text(") || mark.starts_with("Code(");
        if typed.starts_with("http") {
            for mark in marks.iter_mut().filter(|mark| !is_code(mark)) {
                *mark = mark.replace(typed, &fix.text);
            }
        }
    }
    marks
}

/// Holds one fix, made alone, to the law.
fn hold_to_law(old: &str, new: &str, fix: &Fix) -> Result<(), TestCaseError> {
    let At::Span(span) = fix.place.at else {
        panic!("{fix:?} has no place")
    };
    let ((old_front, old_body), (new_front, new_body)) = (cut(old), cut(new));
    if span.start < old_front.len() {
        prop_assert_eq!(old_body, new_body);
        let (before, after) = (values(old_front), values(new_front));
        let n_changed = after
            .iter()
            .filter(|(at, value)| before.get(*at) != Some(value))
            .count();
        prop_assert!(
            n_changed <= 1 && before.keys().all(|at| after.contains_key(at)),
            "{before:?} {after:?}"
        );
        return Ok(());
    }
    prop_assert_eq!(old_front, new_front);
    let ((before, marks), (after, new_marks)) = (parsed(old_body), parsed(new_body));
    // An address without what tracks readers is that address, and no other one.
    prop_assert_eq!(
        readdressed(marks, old, [fix]),
        readdressed(new_marks, old, [fix])
    );
    // What differs of the text lies within what the fix replaces.
    let prefix = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_rest, new_rest): (String, String) = (
        before.chars().skip(prefix).collect(),
        after.chars().skip(prefix).collect(),
    );
    let same_end = old_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let replaced = old_rest.chars().count() - same_end;
    let written = new_rest.chars().count() - same_end;
    prop_assert!(
        replaced <= old[span.start..span.end].chars().count(),
        "{fix:?}: {before} {after}"
    );
    prop_assert!(
        written <= fix.text.chars().count(),
        "{fix:?}: {before} {after}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(64), ..ProptestConfig::default() })]

    #[test]
    fn a_fix_changes_what_it_names_and_nothing_else(old in documents()) {
        let tree = tree(&old);
        let found = prepared(&tree).diagnostics;
        for finding in &found {
            let alone = check::edits(std::slice::from_ref(finding), &tree);
            let fix = finding.fix.as_deref();
            if let (Some(edit), Some(fix)) = (alone.first(), fix.filter(|fix| fix.place.path.as_str() == PATH)) {
                hold_to_law(&old, std::str::from_utf8(&edit.bytes).expect("UTF-8"), fix)?;
            }
        }
        let (new, _, left) = fixed(&old);
        let fixes = found.iter().filter_map(|finding| finding.fix.as_deref());
        let fixes: Vec<&Fix> = fixes.filter(|fix| fix.place.path.as_str() == PATH).collect();
        let marks = |text: &str| readdressed(parsed(cut(text).1).1, &old, fixes.iter().copied());
        prop_assert_eq!(marks(&old), marks(&new));
        prop_assert_eq!(&fixed(&new).0, &new);
        // What is found of a file with an error is not all that is found once it is mended.
        if !diag::has_errors(&found) {
            let known = |code: &str| found.iter().any(|finding| finding.code == code);
            let added: Vec<&Diagnostic> = left.iter().filter(|finding| !known(finding.code)).collect();
            prop_assert!(added.is_empty(), "{added:?}");
        }
    }
}
