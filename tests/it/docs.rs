//! The documentation tells the truth: generated pages are current, every command runs, every example
//! builds.

use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::expect_file;

use crate::support::build;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fenced blocks of `language` in a Markdown text.
fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let parts = markdown.split(&fence).skip(1);
    parts
        .filter_map(|part| Some(part.split_once("```")?.0.to_owned()))
        .collect()
}

#[test]
fn the_manual_of_the_templates_is_made_from_the_views() {
    expect_file![root().join("docs/templates.md")].assert_eq(&templates_manual());
}

/// Turns the doc comments of `src/page/view.rs` into the manual of the templates.
fn templates_manual() -> String {
    let source = read("src/page/view.rs")
        + &read("src/page/view/brief.rs")
        + &read("src/page/view/lists.rs");
    let head = read("docs/templates.head.md");
    let mut manual = head;
    let mut comment = String::new();
    for line in source.lines() {
        let line = line.trim();
        if let Some(text) = line.strip_prefix("/// ") {
            if !comment.is_empty() {
                comment.push(' ');
            }
            comment.push_str(text);
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let name = record(name.trim_end_matches(" {"));
            manual.push_str(&format!(
                "\n## {name}\n\n{comment}\n\n| field | is | meaning |\n|---|---|---|\n"
            ));
            comment.clear();
        } else if let Some((name, kind)) = line
            .strip_prefix("pub ")
            .and_then(|field| field.split_once(": "))
        {
            manual.push_str(&format!(
                "| `{name}` | {} | {comment} |\n",
                kind_in_words(kind.trim_end_matches(','))
            ));
            comment.clear();
        } else if !line.starts_with('#') {
            comment.clear();
        }
    }
    manual
}

fn kind_in_words(kind: &str) -> String {
    let inner = |kind: &str, wrapper: &str| {
        kind.strip_prefix(wrapper)
            .and_then(|rest| rest.strip_suffix('>'))
            .map(str::to_owned)
    };
    if let Some(kind) = inner(kind, "Option<") {
        return format!("{}, or nothing", kind_in_words(&kind));
    }
    if let Some(kind) = inner(kind, "Vec<(String, ") {
        return format!("by name: {}", kind_in_words(kind.trim_end_matches(')')));
    }
    if let Some(kind) = inner(kind, "Vec<") {
        return format!("list of {}", kind_in_words(&kind));
    }
    if let Some(kind) = inner(kind, "SharedView<") {
        return kind_in_words(&kind);
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u32" => "number".to_owned(),
        "Node" => "anything".to_owned(),
        kind => {
            let name = record(kind);
            format!("[{}](#{})", name.to_lowercase(), anchor(&name))
        }
    }
}

/// Names the record that the view `name` is, for authors who know no Rust: `BriefLinkView` is a *Brief link*.
fn record(name: &str) -> String {
    let name = match name {
        "TemplateContext" => "Variables",
        name => name.trim_end_matches("View"),
    };
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

/// Returns the fragment under which GitHub and others show the heading `name`.
fn anchor(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Commands of the README that no test runs as they are: they install, run for ever, or need the network.
const NOT_RUN: [&str; 4] = [
    "./test",
    "cargo install --path .",
    "python3 -m http.server --directory public",
    // The preview ends only when it is told to; its own tests run it.
    "cargo run --release -- serve",
];

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_runs() {
    let mut n_run = 0;
    for block in blocks(&read("README.md"), "sh") {
        // A block that makes a site begins in an empty folder, the others in the demonstration site.
        let site = tempfile::tempdir().expect("a folder");
        if !block.contains("dateline init") {
            for folder in ["content", "templates", "static"] {
                copy(&root().join(folder), &site.path().join(folder));
            }
            fs::copy(root().join("site.yaml"), site.path().join("site.yaml")).expect("copied");
        }
        let mut script = String::from("set -e\ndateline() { \"$DATELINE\" \"$@\"; }\n");
        for line in block
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
        {
            let line = line.split(" #").next().unwrap_or_default().trim();
            if NOT_RUN.contains(&line) {
                continue;
            }
            let ours = line
                .strip_prefix("cargo run --release -- ")
                .map(|args| format!("dateline {args}"));
            let line = ours.unwrap_or_else(|| line.to_owned());
            let is_known = line.starts_with("dateline ") || line.starts_with("cd ");
            assert!(
                is_known,
                "the README has a command that no test runs: {line}"
            );
            script += &format!("echo 'running: {}' >&2\n{line}\n", line.replace('\'', "’"));
            n_run += 1;
        }
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &script])
            .current_dir(site.path())
            .env("DATELINE", env!("CARGO_BIN_EXE_dateline"));
        let output = shell
            .env_remove("VISUAL")
            .env("EDITOR", "true")
            .output()
            .expect("runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert!(n_run >= 10, "the README shows how Dateline is used");
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("readable");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("made");
        } else {
            fs::copy(entry.path(), &target).expect("copied");
        }
    }
}

#[test]
fn the_briefs_of_the_readme_build_as_it_says() {
    let read_me = read("README.md");
    let briefs = blocks(&read_me, "markdown");
    let run = |folder: &Path, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = command
            .args(args)
            .current_dir(folder)
            .output()
            .expect("runs");
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    // The first in an empty folder, the second where its topic was made before.
    for (idx, brief) in briefs.iter().enumerate() {
        let site = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(site.path().join("content/briefs")).expect("made");
        fs::write(site.path().join("content/briefs/troops.md"), brief).expect("written");
        if idx > 0 {
            run(site.path(), &["new", "topic", "Energy"]);
        }
        run(site.path(), &["build"]);
    }
    assert!(briefs.len() == 2 && read_me.contains("`dateline new topic Energy`"));
}

#[test]
fn every_brief_in_the_documentation_builds() {
    let mut n_briefs = 0;
    for page in ["README.md", "docs/format.md"] {
        for block in blocks(&read(page), "markdown") {
            let fixture =
                format!("//- site.yaml\nentities: open\n//- content/briefs/example.md\n{block}");
            let built = build(&fixture);
            assert!(
                !built.outputs.is_empty(),
                "{page}:\n{block}\n{}",
                built.findings
            );
            n_briefs += 1;
        }
    }
    assert!(n_briefs >= 2, "the documentation shows briefs");
}

/// All texts that may name a command: the sources, with the messages in them, and the documentation.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for folder in [
        "src",
        "docs",
        "templates",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name() {
            let entry = entry.expect("readable");
            if let Some("rs" | "md" | "html" | "js" | "txt") =
                entry.path().extension().and_then(|name| name.to_str())
            {
                let text = fs::read_to_string(entry.path()).expect("UTF-8");
                texts.push((entry.path().display().to_string(), text));
            }
        }
    }
    texts
}

/// The words that follow `dateline ` where a command is written: behind a backtick, or at the beginning of a line of code.
fn commands_in(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("dateline ").filter_map(|(at, name)| {
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        let is_command = line.ends_with('`')
            || line.trim_matches([' ', '$']).is_empty()
            || line.ends_with("-- ");
        let word = text[at + name.len()..]
            .split(|letter: char| !letter.is_ascii_lowercase())
            .next()?;
        (is_command && !word.is_empty()).then_some(word)
    })
}

#[test]
fn every_command_that_is_named_exists() {
    let help = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("--help")
        .output()
        .expect("it runs");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let list = help
        .split("Commands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .expect("a list");
    let known: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(known.contains(&"build"), "{help}");
    let mut n_named = 0;
    for (path, text) in texts() {
        for word in commands_in(&text) {
            assert!(
                known.contains(&word),
                "{path} names `dateline {word}`, which is no command"
            );
            n_named += 1;
        }
    }
    assert!(n_named > 20, "{n_named} commands are named");
}

#[test]
fn no_manual_speaks_rust() {
    let mut manuals: Vec<(String, String)> = dateline::diag::manual()
        .iter()
        .map(|entry| (format!("check --explain {}", entry.code), entry.text()))
        .collect();
    manuals.extend(
        [
            "docs/templates.md",
            "docs/diagnostics.md",
            "src/schema/meanings.txt",
        ]
        .map(|path| (path.to_owned(), read(path))),
    );
    for (path, text) in manuals {
        for rust in [
            "::", "Option<", "Vec<", "Shown<", "&str", "[`", "](crate", "](self", "](super",
            "`usize`", "`None`", "`bool`", "`Some",
        ] {
            let line = text.lines().find(|line| line.contains(rust));
            assert_eq!(line, None, "{path} has `{rust}`");
        }
    }
}
