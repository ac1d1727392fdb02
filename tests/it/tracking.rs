//! `tracking-parameters`: in sources and in links of texts, as they are written; and what the fix makes of them.

use dateline::cache::Cache;
use dateline::check;
use dateline::source::SourceTree;

use crate::support::options;

/// What `fixture` becomes at `path` with all fixes, and how often the rule is found before and after.
fn fixed(fixture: &str, path: &str) -> (String, usize, usize) {
    let found = |tree: &SourceTree| {
        let prepared =
            crate::support::assembled(tree, &options("2026-06-01T12:00:00Z"), &Cache::off());
        let mut of_rule = prepared.diagnostics.clone();
        of_rule.retain(|found| found.code == "tracking-parameters");
        of_rule
    };
    let tree = SourceTree::from_fixture(fixture);
    let before = found(&tree);
    let text = |tree: &SourceTree| {
        let file = tree.get(path).expect("it is there");
        String::from_utf8(file.bytes().to_vec()).expect("UTF-8")
    };
    let edits = check::edits(&before, &tree);
    let Some(edit) = edits.into_iter().find(|edit| edit.path.as_str() == path) else {
        return (text(&tree), before.len(), before.len());
    };
    let new = String::from_utf8(edit.bytes).expect("UTF-8");
    let again = fixture.replace(&text(&tree), &new);
    (
        new,
        before.len(),
        found(&SourceTree::from_fixture(&again)).len(),
    )
}

fn brief(source: &str, body: &str) -> String {
    format!("---\ntitle: A\ndate: 2026-03-01\nsource: {source}\n---\n{body}\n")
}

/// The text `body` becomes `expected`, with nothing left to find.
#[track_caller]
fn becomes(body: &str, expected: &str) {
    let path = "content/briefs/a.md";
    let (text, n_before, n_after) = fixed(
        &format!("//- {path}\n{}", brief("https://w.example/a", body)),
        path,
    );
    assert_eq!(text, brief("https://w.example/a", expected));
    assert!(
        n_before > 0 && n_after == 0,
        "{n_before} before, {n_after} after"
    );
}

/// Something is found in `body`, and no fix is proposed.
#[track_caller]
fn is_said(body: &str) {
    let path = "content/briefs/a.md";
    let (text, n_before, _) = fixed(
        &format!("//- {path}\n{}", brief("https://w.example/a", body)),
        path,
    );
    assert_eq!((text, n_before), (brief("https://w.example/a", body), 1));
}

#[test]
fn links_of_texts_are_made_plain() {
    becomes(
        "See [a](https://x.example/a?utm_source=b).",
        "See [a](https://x.example/a).",
    );
    becomes(
        "[a](<https://x.example/a?b=c&fbclid=d> \"T\")",
        "[a](<https://x.example/a?b=c> \"T\")",
    );
    becomes(
        "A *b* [*c* d](https://x.example/?e=1&gclid=2#f) g",
        "A *b* [*c* d](https://x.example/?e=1#f) g",
    );
    becomes(
        "<https://x.example/a?utm_source=b&id=2>",
        "<https://x.example/a?id=2>",
    );
    becomes(
        "Bare https://x.example/a_b?utm_source=b&id=2&utm_medium=d.",
        "Bare https://x.example/a_b?id=2.",
    );
    becomes(
        "| a |\n|---|\n| [b](https://x.example/?utm_id=1) |",
        "| a |\n|---|\n| [b](https://x.example/) |",
    );
    becomes(
        "- [b](https://x.example/a?mc_cid=1)\n- , c",
        "- [b](https://x.example/a)\n- , c",
    );
}

#[test]
fn addresses_written_for_html_are_read_as_they_are_meant() {
    becomes(
        "[a](https://x.example/?a=1&amp;utm_source=b&amp;c=2)",
        "[a](https://x.example/?a=1&amp;c=2)",
    );
    becomes(
        "[a](https://x.example/?utm_source=b&amp;c=2)",
        "[a](https://x.example/?c=2)",
    );
    becomes(
        "Text <a href=\"https://x.example/?a=1&amp;utm_source=b\">a</a>.",
        "Text <a href=\"https://x.example/?a=1\">a</a>.",
    );
    becomes(
        "<div><a title='t' href='https://x.example/?utm_source=b&a=1'>a</a></div>",
        "<div><a title='t' href='https://x.example/?a=1'>a</a></div>",
    );
    let path = "content/briefs/a.md";
    let yaml = |address: &str| brief(&format!("\"{address}\""), "Text.");
    for (written, expected) in [
        (
            "https://x.example/?a=1&amp;utm_source=b",
            "https://x.example/?a=1",
        ),
        (
            "https://x.example/?utm_source=b&amp;a=1",
            "https://x.example/?a=1",
        ),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Fa&amp;h=A",
            "https://x.example/a",
        ),
    ] {
        let (text, n_before, n_after) = fixed(&format!("//- {path}\n{}", yaml(written)), path);
        assert_eq!((text, n_before, n_after), (yaml(expected), 1, 0));
    }
}

#[test]
fn redirects_are_replaced_by_what_they_lead_to() {
    becomes(
        "[a](https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc%26fbclid%3Dd&h=AT0)",
        "[a](https://x.example/a?b=c)",
    );
    becomes(
        "<https://www.google.com/url?q=https%3A%2F%2Fx.example%2F%25D8%25A7&sa=D>",
        "<https://x.example/%D8%A7>",
    );
    // What Markdown would read otherwise is left to the editor.
    is_said("[a](https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Fa%29b)");
    is_said("[a][b] c\n\n[b]: https://x.example/a?utm_source=b");
}

#[test]
fn code_and_plain_links_are_left_alone() {
    let path = "content/briefs/a.md";
    for body in [
        "`https://x.example/?utm_source=a` [b](https://x.example/?page=2)",
        "    https://x.example/?utm_source=a\n\n[b](/about/?utm_source=c \"x\")",
        "The parameter utm_source=a, and ![p](p.jpg?utm_source=a).",
    ] {
        let (text, n_before, _) = fixed(
            &format!("//- {path}\n{}", brief("https://w.example/a", body)),
            path,
        );
        assert_eq!((text, n_before), (brief("https://w.example/a", body), 0));
    }
}

#[test]
fn other_texts_are_looked_at_too() {
    for path in [
        "content/editions/one.md",
        "content/pages/one.md",
        "content/topics/one.md",
    ] {
        let front = if path.contains("topics") {
            "name: One"
        } else {
            "title: One\ndate: 2026-03-01"
        };
        let front = if path.contains("pages") {
            "title: One"
        } else {
            front
        };
        let text = |address: &str| format!("---\n{front}\n---\nSee [a]({address}).\n");
        let other =
            brief("https://w.example/a", "Text.").replace("---\nText", "topics: one\n---\nText");
        let fixture = |address: &str| {
            format!(
                "//- content/topics/one.md\n---\nname: One\n---\n//- content/briefs/b.md\n{other}//- {path}\n{}",
                text(address)
            )
        };
        let fixture = fixture("https://x.example/?utm_source=a");
        let fixture = if path.contains("topics") {
            fixture.replacen("//- content/topics/one.md\n---\nname: One\n---\n", "", 1)
        } else {
            fixture
        };
        let (new, n_before, n_after) = fixed(&fixture, path);
        assert_eq!(
            (new.as_str(), n_before, n_after),
            (text("https://x.example/").as_str(), 1, 0),
            "{path}"
        );
    }
}
