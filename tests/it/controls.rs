//! Control characters: an error at their place, wherever they are typed, and none in what is printed.

use std::fs;
use std::process::{Command, Output};

use expect_test::expect;

use crate::support::{build, check};

/// A brief of this title line and text.
fn brief(title: &str, text: &str) -> String {
    format!(
        "//- content/briefs/a.md\n---\n{title}\ndate: 2026-03-01\nsource: https://wire.example/a\n---\n{text}\n"
    )
}

#[test]
fn escapes_of_yaml_are_errors_at_their_place() {
    check(
        &brief("title: \"Dam\\0 \\x1b[31m holds\\u0085\"", "Text."),
        expect![[r#"
            content/briefs/a.md:2:12 error[control-character]: the control character U+0000 (NUL) is not allowed; hint: delete it
            content/briefs/a.md:2:15 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/briefs/a.md:2:29 error[control-character]: the control character U+0085 (next line) is not allowed; hint: write `…`, or delete it"#]],
    );
    check(
        &brief(
            "title: A\nextra: { \"k\\e\": [a, \"b\\rc\", \"\\U0000009b\"] }\nnote: \"\\a\\v\"",
            "Text.",
        ),
        expect![[r#"
            content/briefs/a.md:3:12 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/briefs/a.md:3:23 error[control-character]: the control character U+000D (carriage return) is not allowed; hint: delete it
            content/briefs/a.md:3:30 error[control-character]: the control character U+009B is not allowed; hint: write `›`, or delete it
            content/briefs/a.md:4:8 error[control-character]: the control character U+0007 (bell) is not allowed; hint: delete it
            content/briefs/a.md:4:10 error[control-character]: the control character U+000B (vertical tab) is not allowed; hint: delete it"#]],
    );
}

#[test]
fn tabs_line_ends_and_marks_of_direction_are_text() {
    check(
        &brief(
            "title: \"Dam\\tholds\\n\\u200f\\u202b\\\\e\"\nnote: 'a\\e \\x1b'",
            "A\ttab.\r\n\r\nText.",
        ),
        expect![""],
    );
}

#[test]
fn raw_ones_are_errors_wherever_they_stand() {
    check(
        &brief(
            "title: Dam \u{1b}[31mholds\u{9b}\ntopcs: x",
            "Te\u{7}xt `\u{1b}` and\u{c}.\n",
        ),
        expect![[r#"
            content/briefs/a.md:2:12 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/briefs/a.md:2:22 error[control-character]: the control character U+009B is not allowed; hint: write `›`, or delete it
            content/briefs/a.md:3:1 error[unknown-key]: there is no key `topcs` here; hint: did you mean `topics`?; fix: `topics`
            content/briefs/a.md:7:3 error[control-character]: the control character U+0007 (bell) is not allowed; hint: delete it
            content/briefs/a.md:7:8 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/briefs/a.md:7:14 error[control-character]: the control character U+000C (form feed) is not allowed; hint: delete it"#]],
    );
    check(
        "//- site.yaml\ntitle: \"A\\e\"\nextra: { a: \u{7f} }\n//- templates/i18n/en.yaml\nhome: \"H\\0\"\n",
        expect![[r#"
            site.yaml:1:10 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            site.yaml:2:13 error[control-character]: the control character U+007F (delete) is not allowed; hint: delete it
            templates/i18n/en.yaml:1:1 warning[word-unused]: no template uses the string `home`; hint: delete it
            templates/i18n/en.yaml:1:9 error[control-character]: the control character U+0000 (NUL) is not allowed; hint: delete it"#]],
    );
}

#[test]
fn references_by_number_are_errors_where_they_are_characters() {
    check(
        &brief(
            "title: A",
            "A &#27; b &#x1B; c &#150; [d](https://x.example \"&#8;\")\n\n<b title=\"&#27\">e</b> f&#13;\n",
        ),
        expect![[r#"
            content/briefs/a.md:6:3 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/briefs/a.md:6:11 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/briefs/a.md:6:20 error[control-character]: the control character U+0096 is not allowed; hint: write `–`, or delete it
            content/briefs/a.md:6:50 error[control-character]: the control character U+0008 (backspace) is not allowed; hint: delete it
            content/briefs/a.md:8:11 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/briefs/a.md:8:24 error[control-character]: the control character U+000D (carriage return) is not allowed; hint: delete it"#]],
    );
    let code = "`&#27;` \\&#27; &#27 &#9; &#10; &#8211;\n\n    &#27;\n\n```\n&#27;\n```\n\n<!-- &#27; -->\n";
    check(&brief("title: A", code), expect![""]);
}

#[test]
fn entities_and_pages_are_looked_at_too() {
    check(
        "//- content/people/a.md\n---\nname: \"A\\e\"\n---\n//- content/pages/b.md\n---\ntitle: B\n---\nX &#27;\n",
        expect![[r#"
            content/pages/b.md:4:3 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it
            content/people/a.md:2:9 error[control-character]: the control character U+001B (escape) is not allowed; hint: delete it"#]],
    );
}

#[test]
fn no_finding_holds_one() {
    let built = build(
        "//- content/briefs/a\u{1b}[31m.md\n---\ntitle: A\ndate: 2026-03-01\n\u{1b}k: v\nsource: x\u{9b}\n---\n\
         [\u{1b}](brief:%1b) ![](%07.png)\n",
    );
    assert!(built.findings.lines().count() > 5, "{}", built.findings);
    assert!(
        !built
            .findings
            .contains(|letter: char| letter.is_control() && letter != '\n'),
        "{}",
        built.findings
    );
}

#[cfg(unix)]
#[test]
fn nothing_printed_holds_one() {
    let site = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("site.yaml", "title: \"A\\e[2J\"\ntimezone: \"\\u009b\"\n");
    write(
        "content/briefs/\u{1b}[31m\nb.md",
        "---\ntitle: \u{1b}B\u{9b}\n---\n\u{7f}[x](brief:%1b) \u{202e}\n",
    );
    write("content/odd\u{9b}.txt", "");
    write("static/\u{7}.svg", "");
    write("templates/i18n/x\u{1b}.yaml", "home: H\n");
    write("urls.lock", "/a\u{1b}[31m/ x\n");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(args)
            .args(["--root"])
            .arg(site.path())
            .env_remove("SOURCE_DATE_EPOCH");
        command.output().expect("it runs")
    };
    let checks = ["human", "json", "github", "sarif"]
        .map(|format| run(&["check", "--all", "--format", format]));
    let others = [
        run(&["build"]),
        run(&["check", "--claims", "\u{1b}x"]),
        run(&["check", "--only", "\u{1b}"]),
    ];
    for Output { stdout, stderr, .. } in checks.into_iter().chain(others) {
        let text = [stdout, stderr]
            .map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
            .concat();
        assert!(!text.is_empty());
        let bad = text
            .lines()
            .find(|line| line.contains(|letter: char| letter.is_control() && letter != '\t'));
        assert_eq!(bad, None);
        assert!(
            !text.contains('\u{202e}') || text.starts_with('{'),
            "{text}"
        );
    }
}
