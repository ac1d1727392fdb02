//! Many findings as one screenful: errors last, where the eye is, what the rules only note folded to a line for each
//! file, and a table of what is not shown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use annotate_snippets::Renderer;

use crate::diag::{Counts, Diagnostic, Positions, Severity, drawn, is_rule_note, line};
use crate::source::SourcePath;
use crate::text::visible;

/// Findings of one rule that are shown where there are too many to show them all.
const MAX_OF_RULE: usize = 3;
/// Files whose notes are listed.
const MAX_FOLDED: usize = 10;
/// Errors that are drawn with their excerpt; further ones have a line each.
const MAX_DRAWN: usize = 20;
/// Words of a rule's findings that the table names: of a hundred unknown keys, the most frequent.
const MAX_SUBJECTS: usize = 4;

/// How much is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// How many errors at most.
    pub errors: usize,
    /// How many other findings at most; beyond that, the first of each rule and file.
    pub others: usize,
}

impl Limits {
    /// Nothing is left out.
    pub const NONE: Limits = Limits {
        errors: usize::MAX,
        others: usize::MAX,
    };
    /// What a check shows.
    pub const CHECK: Limits = Limits {
        errors: 20,
        others: 20,
    };
    /// What a build shows: the errors that stop it in full.
    pub const BUILD: Limits = Limits {
        errors: usize::MAX,
        others: 20,
    };
    /// What a quiet build shows.
    pub const QUIET: Limits = Limits {
        errors: usize::MAX,
        others: 0,
    };
}

/// What is shown of many findings, and what is counted.
#[derive(Debug)]
pub struct Digest<'a> {
    /// Warnings and notes that are shown, by place.
    others: Vec<&'a Diagnostic>,
    /// Errors that are shown, by place.
    errors: Vec<&'a Diagnostic>,
    /// The notes of each file: how many of each code.
    folded: BTreeMap<&'a SourcePath, BTreeMap<&'static str, usize>>,
    /// The codes with findings that are not shown, the worst and most frequent first.
    rows: Vec<DigestRow<'a>>,
    /// How many findings there are.
    pub counts: Counts,
}

/// All findings of one code.
#[derive(Debug, Default)]
struct DigestRow<'a> {
    code: &'static str,
    severity: Option<Severity>,
    n_found: usize,
    n_shown: usize,
    files: BTreeSet<&'a SourcePath>,
    /// What they are about, the first word in backticks of their messages, and how often.
    subjects: BTreeMap<&'a str, usize>,
}

impl<'a> Digest<'a> {
    /// Chooses from `found`, which is by place and whose places are resolved, what is shown within `limits`.
    pub fn of(found: &'a [Diagnostic], limits: Limits) -> Self {
        let mut folded: BTreeMap<&SourcePath, BTreeMap<&'static str, usize>> = BTreeMap::new();
        let (mut errors, mut others) = (Vec::new(), Vec::new());
        for finding in found {
            if finding.severity == Severity::Error {
                errors.push(finding);
            } else if limits != Limits::NONE && is_rule_note(finding) {
                *folded
                    .entry(&finding.place.path)
                    .or_default()
                    .entry(finding.code)
                    .or_default() += 1;
            } else {
                others.push(finding);
            }
        }
        let (errors, others) = (first(errors, limits.errors), first(others, limits.others));
        let mut rows = rows(found);
        for finding in errors.iter().chain(&others) {
            rows.entry(finding.code).or_default().n_shown += 1;
        }
        let n_listed: usize = folded.len().min(MAX_FOLDED);
        for code in folded.values().take(n_listed).flat_map(BTreeMap::iter) {
            rows.entry(code.0).or_default().n_shown += code.1;
        }
        let mut rows: Vec<DigestRow> = rows
            .into_values()
            .filter(|row| row.n_shown < row.n_found)
            .collect();
        rows.sort_by(|a, b| (b.severity, b.n_found, a.code).cmp(&(a.severity, a.n_found, b.code)));
        Digest {
            others,
            errors,
            folded,
            rows,
            counts: Counts::of(found),
        }
    }

    /// Writes what is shown, each finding as [`drawn`] draws it, without what is counted.
    pub fn findings(&self, positions: &mut Positions, renderer: &Renderer) -> String {
        let mut text = String::new();
        let mut draw = |text: &mut String, found: &Diagnostic| {
            text.push_str(&drawn(found, positions, renderer));
            text.push_str("\n\n");
        };
        self.others.iter().for_each(|found| draw(&mut text, found));
        self.write_folded(&mut text);
        self.errors
            .iter()
            .take(MAX_DRAWN)
            .for_each(|found| draw(&mut text, found));
        for found in self.errors.iter().skip(MAX_DRAWN) {
            text.push_str(&visible(&line(found, positions)));
            text.push('\n');
        }
        text
    }

    fn write_folded(&self, text: &mut String) {
        for (path, codes) in self.folded.iter().take(MAX_FOLDED) {
            let n_notes: usize = codes.values().sum();
            let notes = if n_notes == 1 { "note" } else { "notes" };
            let codes: Vec<String> = codes
                .iter()
                .map(|(code, n_found)| {
                    if *n_found == 1 {
                        (*code).to_owned()
                    } else {
                        format!("{code} ×{n_found}")
                    }
                })
                .collect();
            let _ = writeln!(
                text,
                "{}: {n_notes} {notes}: {}",
                visible(path.as_str()),
                codes.join(", ")
            );
        }
        if let Some(n_more) = self
            .folded
            .len()
            .checked_sub(MAX_FOLDED)
            .filter(|n_more| *n_more > 0)
        {
            let _ = writeln!(text, "… and notes on {n_more} other files");
        }
        if !self.folded.is_empty() {
            text.push('\n');
        }
    }

    /// Writes the table of what is not shown, with a line at its head that says how to see it, which is `how`; nothing
    /// where everything is shown.
    pub fn table(&self, how: &str) -> String {
        let mut text = String::new();
        if self.rows.is_empty() {
            return text;
        }
        let _ = writeln!(text, "not everything is shown ({how}):");
        let width = self
            .rows
            .iter()
            .map(|row| row.code.len())
            .max()
            .unwrap_or_default();
        for row in &self.rows {
            let severity = row.severity.unwrap_or(Severity::Note).to_string();
            let files = if row.files.len() == 1 {
                "file"
            } else {
                "files"
            };
            let (n_found, n_files) = (row.n_found, row.files.len());
            let subjects = row.subjects();
            let _ = writeln!(
                text,
                "  {severity:<7}  {:<width$}  {n_found:>6} in {n_files} {files}{subjects}",
                row.code
            );
        }
        text
    }
}

impl DigestRow<'_> {
    /// What the findings are about, where some of them are about the same: `: \`layout\` 298, \`tags\` 12`.
    fn subjects(&self) -> String {
        let mut subjects: Vec<(&str, usize)> = self
            .subjects
            .iter()
            .map(|(subject, n_found)| (*subject, *n_found))
            .collect();
        subjects.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        if subjects.first().is_none_or(|(_, n_found)| *n_found < 2) {
            return String::new();
        }
        let n_more = subjects.len().saturating_sub(MAX_SUBJECTS);
        subjects.truncate(MAX_SUBJECTS);
        let named: Vec<String> = subjects
            .iter()
            .map(|(subject, n_found)| format!("`{}` {n_found}", visible(subject)))
            .collect();
        let more = if n_more > 0 {
            format!(" and {n_more} others")
        } else {
            String::new()
        };
        format!(": {}{more}", named.join(", "))
    }
}

/// All of `found` if they are not more than `limit`; else the first of each rule and file, not many of one rule.
fn first(found: Vec<&Diagnostic>, limit: usize) -> Vec<&Diagnostic> {
    if found.len() <= limit {
        return found;
    }
    let mut seen = BTreeSet::new();
    let mut n_of_rule: BTreeMap<&str, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for finding in found {
        let n_shown = n_of_rule.entry(finding.code).or_default();
        if *n_shown < MAX_OF_RULE && seen.insert((finding.code, &finding.place.path)) {
            *n_shown += 1;
            chosen.push(finding);
        }
    }
    chosen.truncate(limit);
    chosen
}

fn rows(found: &[Diagnostic]) -> BTreeMap<&'static str, DigestRow<'_>> {
    let mut rows: BTreeMap<&'static str, DigestRow> = BTreeMap::new();
    for finding in found {
        let row = rows.entry(finding.code).or_default();
        row.code = finding.code;
        row.severity = row.severity.max(Some(finding.severity));
        row.n_found += 1;
        row.files.insert(&finding.place.path);
        if let Some(subject) = finding.message.split('`').nth(1) {
            *row.subjects.entry(subject).or_default() += 1;
        }
    }
    rows
}
