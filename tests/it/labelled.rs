//! Rules about prose, measured on labelled sentences: `tests/tables/prose/CODE.txt`, whose form `README.md` there tells.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::cache::Cache;
use dateline::check::UrlLock;
use dateline::diag::{self, At, Severity};
use dateline::pipeline::Options;
use dateline::source::SourceTree;
use dateline::url::Base;
use expect_test::expect_file;

use crate::support::{NOW, options};

/// Cases that a rule is measured on, at least, and how many of them it must not flag.
const MIN_CASES: usize = 60;
const MIN_TRAPS: usize = 25;
/// What a rule that warns reaches, at least.
const MIN_PRECISION: f64 = 0.9;
const MIN_RECALL: f64 = 0.7;

/// The head of the table of results.
const HEAD: &str = "# Rules about prose on their labelled sentences

| code | cases | flagged right | flagged wrong | missed | precision | recall | severity |
|---|--:|--:|--:|--:|--:|--:|---|
";

/// A labelled text, as one line of a table.
struct Case {
    line: String,
    /// The path of the brief that it is made into.
    path: String,
    is_wrong: bool,
}

/// The labelled texts for one rule.
struct Table {
    code: String,
    cases: Vec<Case>,
}

/// How a rule did on its table.
#[derive(Default)]
struct Score {
    n_right: usize,
    false_alarms: Vec<String>,
    misses: Vec<String>,
}

impl Score {
    fn precision(&self) -> f64 {
        share(self.n_right, self.n_right + self.false_alarms.len())
    }

    fn recall(&self) -> f64 {
        share(self.n_right, self.n_right + self.misses.len())
    }
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 {
        1.0
    } else {
        part as f64 / all as f64
    }
}

#[test]
fn labelled() {
    let tables = tables();
    let flagged = flagged(&tables);
    let mut rows = String::new();
    let mut wrong = String::new();
    let mut failed = String::new();
    for table in &tables {
        let score = score(table, &flagged);
        let (precision, recall) = (score.precision(), score.recall());
        let severity = diag::entry(&table.code)
            .expect("the table is named after a code")
            .severity;
        rows += &format!(
            "| {} | {} | {} | {} | {} | {precision:.2} | {recall:.2} | {severity} |\n",
            table.code,
            table.cases.len(),
            score.n_right,
            score.false_alarms.len(),
            score.misses.len(),
        );
        for (what, lines) in [
            ("flagged wrong", &score.false_alarms),
            ("missed", &score.misses),
        ] {
            wrong.extend(
                lines
                    .iter()
                    .map(|line| format!("    {}, {what}: {line}\n", table.code)),
            );
        }
        let n_traps = table.cases.iter().filter(|case| !case.is_wrong).count();
        assert!(
            table.cases.len() >= MIN_CASES && n_traps >= MIN_TRAPS,
            "{}: too few cases",
            table.code
        );
        if severity != Severity::Note && (precision < MIN_PRECISION || recall < MIN_RECALL) {
            failed += &format!(
                "{}: precision {precision:.2}, recall {recall:.2}\n",
                table.code
            );
        }
    }
    let shown = format!("{HEAD}{rows}\nCases that a rule gets wrong:\n\n{wrong}");
    expect_file!["../tables/prose/table.md"].assert_eq(&shown);
    assert!(
        failed.is_empty(),
        "rules that warn must be right more often:\n{failed}{wrong}"
    );
}

/// All tables, by code.
fn tables() -> Vec<Table> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables/prose");
    let files = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| {
            path.extension().is_some_and(|end| end == "txt") && !path.ends_with("site.txt")
        })
        .collect();
    files.sort();
    files.iter().map(|path| table(path)).collect()
}

fn table(path: &Path) -> Table {
    let code = path
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let text = fs::read_to_string(path).expect("UTF-8");
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut cases = Vec::new();
    for (idx, line) in lines.enumerate() {
        let (sign, text) = line.split_once(' ').expect("a sign, then a text");
        let ending =
            language_of(text).map_or(String::new(), |(language, _)| format!(".{language}"));
        assert!(
            matches!(sign, "+" | "-"),
            "{code}: `{line}` begins with neither `+` nor `-`"
        );
        let path = format!("content/briefs/{code}-{idx:03}{ending}.md");
        cases.push(Case {
            line: line.to_owned(),
            path,
            is_wrong: sign == "+",
        });
    }
    Table { code, cases }
}

/// Splits `[fr] text`.
fn language_of(text: &str) -> Option<(&str, &str)> {
    let (tag, rest) = text.strip_prefix('[')?.split_once("] ")?;
    let is_tag = (2..=5).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_tag.then_some((tag, rest))
}

/// The brief that a case is made into: `field: value; field: value || text`, `title: headline` or text alone.
fn brief(text: &str, idx: usize) -> String {
    let text = language_of(text).map_or(text, |(_, rest)| rest);
    let (fields, text) = text.split_once(" || ").unwrap_or(("", text));
    let (title, text) = match text.strip_prefix("title: ") {
        Some(title) => (title, "Text."),
        None => ("Case", text),
    };
    let mut front: BTreeMap<&str, String> = BTreeMap::new();
    front.insert("title", format!("'{}'", title.replace('\'', "''")));
    front.insert("date", "2021-07-25".to_owned());
    front.insert("source", format!("https://wire.example/{idx}"));
    for field in fields.split("; ").filter(|field| !field.is_empty()) {
        let (key, value) = field.split_once(": ").expect("a field and its value");
        if key == "sources" {
            front.remove("source");
        }
        front.insert(key, value.to_owned());
    }
    let front: String = front
        .iter()
        .map(|(key, value)| format!("{key}: {value}\n"))
        .collect();
    format!("---\n{front}---\n{}\n", text.replace("\\n", "\n"))
}

/// Checks one site with a brief for each case, every rule that has a table being on. Returns, for each brief, the codes
/// that were found in it.
fn flagged(tables: &[Table]) -> BTreeMap<String, Vec<&'static str>> {
    let rules: Vec<String> = tables
        .iter()
        .map(|table| format!("{}: warning", table.code))
        .collect();
    let mut site = include_str!("../tables/prose/site.txt").replace("CHECK", &rules.join(", "));
    for table in tables {
        for (idx, case) in table.cases.iter().enumerate() {
            let text = brief(&case.line[2..], idx);
            write!(site, "//- {}\n{text}", case.path).expect("memory");
        }
    }
    let base = Base::parse("https://briefs.example/");
    let options = Options {
        base,
        locked: UrlLock::Enforce,
        ..options(NOW)
    };
    let prepared =
        crate::support::assembled(&SourceTree::from_fixture(&site), &options, &Cache::off());
    let mut flagged: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for found in &prepared.diagnostics {
        let is_error = found.severity == Severity::Error;
        assert!(
            !is_error,
            "{}: {}, at {:?}",
            found.code,
            found.message,
            At::clone(&found.place.at)
        );
        flagged
            .entry(found.place.path.as_str().to_owned())
            .or_default()
            .push(found.code);
    }
    flagged
}

fn score(table: &Table, flagged: &BTreeMap<String, Vec<&'static str>>) -> Score {
    let mut score = Score::default();
    for case in &table.cases {
        let is_flagged = flagged
            .get(&case.path)
            .is_some_and(|codes| codes.contains(&table.code.as_str()));
        match (is_flagged, case.is_wrong) {
            (true, true) => score.n_right += 1,
            (true, false) => score.false_alarms.push(case.line.clone()),
            (false, true) => score.misses.push(case.line.clone()),
            (false, false) => {}
        }
    }
    score
}
