//! YAML parsing tests: inputs that authors get wrong, and the diagnostics reported for them.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};

use crate::diag::{At, Positions};
use crate::source::{FieldPath, SourcePath, SourceTree};
use crate::yaml::{Node, Places, exact, fast, parse, plain};

fn path() -> SourcePath {
    SourcePath::new("content/briefs/x.md")
}

/// Returns the diagnostics of `text` as `line:column code`.
fn reported(text: &str) -> Vec<String> {
    let tree = SourceTree::from_fixture(&format!("//- {}\n{text}", path()));
    let mut positions = Positions::new(&tree);
    let found = parse(&path(), text, 0).diagnostics;
    let line = |found: &crate::diag::Diagnostic| {
        let range = positions.of(&found.place).expect("it has a place");
        format!("{}:{} {}", range.line, range.column, found.code)
    };
    found.iter().map(line).collect()
}

fn value(text: &str) -> Node {
    match parse(&path(), text, 0).value {
        Some(Node::Map(entries)) => entries[0].1.clone(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn text_stays_text() {
    let texts = [
        "NO",
        "no",
        "off",
        "y",
        "Yes",
        "True",
        "false",
        "1984",
        "01000000",
        "12:30",
        "1e3",
        "0x1F",
        "1.10",
        "+5",
        "2021-07-25",
        "2021-07-25 09:00",
        "-",
        "1_000",
        ".5",
        "0o17",
    ];
    for text in texts.into_iter().filter(|text| *text != "-") {
        assert_eq!(value(&format!("a: {text}\n")), Node::Text(text.to_owned()));
        assert_eq!(
            value(&format!("a: \"{text}\"\n")),
            Node::Text(text.to_owned())
        );
        assert_eq!(
            value(&format!("a: [{text}, x]\n")),
            Node::List(vec![text.into(), "x".into()])
        );
        assert_eq!(
            value(&format!("a:\n  - {text}\n  - x\n")),
            Node::List(vec![text.into(), "x".into()])
        );
        let keyed = value(&format!("a:\n  {text}: x\n"));
        assert_eq!(
            keyed,
            Node::Map(vec![(text.to_owned(), "x".into())]),
            "{text}"
        );
    }
    for text in ["", "~", "null"] {
        assert_eq!(value(&format!("a: {text}\n")), Node::Null);
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Node::Text(text.to_owned())
    }
}

#[test]
fn mistakes_of_headlines_have_names() {
    assert_eq!(
        reported("title: Iraq: PM meets\ndate: x\n"),
        ["1:8 yaml-colon"]
    );
    assert_eq!(
        reported("title: \"Redefinition\" of mission\n"),
        ["1:8 yaml-quote"]
    );
    assert_eq!(
        reported("a: b\ntitle: \"Redefinition\nc: d\n"),
        ["2:8 yaml-unclosed-quote"]
    );
    assert_eq!(reported("title: The #1 seed\n"), ["1:12 text-cut"]);
    assert_eq!(
        reported("title: x   # a comment\n# another\n"),
        Vec::<String>::new()
    );
    assert_eq!(reported("title: \"x\" # a comment\n"), Vec::<String>::new());
    assert_eq!(reported("a:\n\t- x\n"), ["2:1 yaml-tab"]);
    assert_eq!(reported("title: @home\n"), ["1:8 yaml-sign"]);
    assert_eq!(
        reported("title: [Update] Dam holds\na: [b, [c]] # d\n"),
        ["1:8 yaml-sign"]
    );
    assert_eq!(
        reported("title: {x} Dam holds\na: [b,\n c]\n"),
        ["1:8 yaml-sign"]
    );
}

#[test]
fn several_mistakes_are_said_at_once() {
    let text = "title: Iraq: PM meets\nsummary: \"Now\" and then\nmethod: one: two\n";
    assert_eq!(
        reported(text),
        ["1:8 yaml-colon", "2:10 yaml-quote", "3:9 yaml-colon"]
    );
    assert_eq!(
        reported("a: x\na: y\nb: x\nb: z\n"),
        ["2:1 duplicate-key", "4:1 duplicate-key"]
    );
}

#[test]
fn what_the_format_has_no_use_for_is_refused() {
    assert_eq!(reported("a: &x 1\nb: *x\n"), ["1:4 yaml-feature"]);
    assert_eq!(reported("a: !!int 1\n"), ["1:4 yaml-feature"]);
    assert_eq!(
        reported("a: !!str 1\nb: ! 'x'\nc: [! y, !!str null]\n"),
        [""; 0]
    );
    assert_eq!(reported("- a\n- b\n"), ["1:1 yaml-no-mapping"]);
    assert_eq!(reported("a: b\n---\nc: d\n"), ["2:1 yaml-documents"]);
    assert_eq!(
        reported(&format!("a: {}\n", "[".repeat(1000))),
        ["1:20 yaml-too-deep"]
    );
    let nested: String = (0..40)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert_eq!(reported(&nested), ["17:17 yaml-too-deep"]);
    assert_eq!(reported(&format!("a: {}\n", "- ".repeat(40))).len(), 1);
}

#[test]
fn places_are_found() {
    let text = "title: تجربة\ntopics: a, bc, d\nsources:\n  - url: x\n    id: y\n";
    let places = Places::new(text);
    let at = |span: Option<crate::source::Span>| span.map(|span| &text[span.start..span.end]);
    assert_eq!(at(places.value(&FieldPath::key("title"))), Some("تجربة"));
    assert_eq!(at(places.key(&FieldPath::key("topics"))), Some("topics"));
    assert_eq!(
        at(places.value(&FieldPath::key("topics").at_item(1))),
        Some("bc")
    );
    let nested = FieldPath::key("sources").at_item(0).at_key("id");
    assert_eq!(at(places.value(&nested)), Some("y"));
    assert_eq!(at(places.key(&FieldPath::key("gone"))), Some("title"));
}

/// Returns what the YAML parsers read in `text`, without the reader of plain documents.
fn by_parsers(text: &str) -> Option<Node> {
    let exact = exact::parse(text).ok()?.to_node();
    matches!(exact, Node::Map(_)).then_some(exact)
}

#[test]
fn plain_documents_are_read_without_a_parser() {
    let text = "title: Kadhemi in Washington\ndate: 2026-03-01 09:00\ntopics: [a, \"b-c\"]\ndek: \"He said: no\"\nnote: 'x: y'\nsources:\n  - url: https://wire.example/a?b=1#c\n    title: A & B\n  - https://wire.example/b\nextra:\n  colour: red\nlist:\n- one\n- two: 2\n  three: 3\n";
    let node = plain::parse(text);
    assert!(node.is_some());
    assert_eq!(node, by_parsers(text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn what_the_line_reader_accepts_the_parsers_read_alike(
        lines in prop::collection::vec(
            (
                prop::sample::select(vec!["", "  ", "    ", " ", "\t"]),
                prop::sample::select(vec!["", "- ", "- - ", "-  ", "? "]),
                prop::sample::select(vec!["", "a: ", "b:", "title: ", "c:  ", "null: ", "k-1: ", "\"q\": ", "1: ", "a.b: "]),
                prop::sample::select(vec![
                    "", "text", "two words", "x: y", "x:y", "https://w.example/?a=1#b", "[a, b]", "[a,b ]", "[]", "[a, [b]]",
                    "[a: b]", "{a: b}", "\"q: r\"", "'it''s'", "'s'", "\"\\n\"", "null", "~", "True", "12", "1.5", "# c", "v # c",
                    "|", "> x", "&a x", "*a", "!t x", "AT&T", "é", "«x»", "نص", "a\u{A0}b", "a\u{2028}b", "@x", "%x", "x,", "x]", "- y",
                    "...", "---", "2026-03-01", "\"a\" b", "'a", "a'", "x ", "x:", ",", "[,]", "[a,]", "[ ]", "[a b, 'c']", "[\"a, b\", 'c: d']", "[\"a\"b]", "['a' , b]", "['it''s']", "[\"\\u00e9\"]", "[\"]", "y=\"1\"",
                ]),
            ),
            0..7,
        ),
    ) {
        let lines = lines.iter().map(|(indent, dash, key, value)| format!("{indent}{dash}{key}{value}\n"));
        let text: String = lines.collect();
        if let Some(node) = plain::parse(&text) {
            prop_assert_eq!(Some(node), by_parsers(&text), "{:?}", text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let checked = parse(&path(), &text, 0);
        prop_assert!(checked.value.is_some() || !checked.diagnostics.is_empty());
    }

    #[test]
    fn both_ways_agree(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "b: ", "- ", "\n", "  ", ": ", "#", " #", "\"", "'", "[", "]", "{", "}", ",", "|", ">", "é", "1", "~",
                "NO", "&x", "*x", "!", "---", "\t", "? ", "\r\n",
            ]),
            0..40,
        )
    ) {
        let text = parts.concat();
        let checked = parse(&path(), &text, 0);
        prop_assert!(checked.value.is_some() || !checked.diagnostics.is_empty());
        for found in &checked.diagnostics {
            if let At::Span(span) = found.place.at {
                prop_assert!(span.end <= text.len() && text.is_char_boundary(span.start));
            }
        }
        if !exact::is_needed(&text)
            && let Some(node) = fast::parse(&text)
            && let Ok(exact) = exact::parse(&text)
        {
            prop_assert_eq!(node, exact.to_node());
        }
    }
}
