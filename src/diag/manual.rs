//! The manual of the codes: read from the catalog's own doc comments, so that the two cannot differ.

use std::sync::LazyLock;

use crate::diag::Severity;

/// What the manual says of one code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The code.
    pub code: &'static str,
    /// How bad it is unless `site.yaml` says otherwise.
    pub severity: Severity,
    /// Whether `site.yaml` may say otherwise.
    pub standing: Standing,
    /// What it means and what to do: the doc comment of its constructor.
    pub text: String,
}

/// Whether a site may change how bad something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It may not: what cannot be read cannot be built.
    Fixed,
    /// It may: `check: { CODE: off }`.
    Rule,
}

/// The catalog's sources, and what may be done with the codes in each.
const SOURCES: [(&str, Standing); 7] = [
    (include_str!("catalog/build.rs"), Standing::Fixed),
    (include_str!("catalog/editorial.rs"), Standing::Rule),
    (include_str!("catalog/fields.rs"), Standing::Fixed),
    (include_str!("catalog/files.rs"), Standing::Fixed),
    (include_str!("catalog/front.rs"), Standing::Fixed),
    (include_str!("catalog/links.rs"), Standing::Rule),
    (include_str!("catalog/site.rs"), Standing::Rule),
];

static MANUAL: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let of = |(source, standing): &(&'static str, Standing)| entries_of(source, *standing);
    let mut entries: Vec<Entry> = SOURCES.iter().flat_map(of).collect();
    entries.sort_by(|a, b| a.code.cmp(b.code));
    // A code with several constructors is described by the first.
    entries.dedup_by(|later, first| later.code == first.code);
    entries
});

/// Returns the manual: every code that the catalog has, sorted.
pub fn manual() -> &'static [Entry] {
    &MANUAL
}

/// Returns what the manual says of `code`.
pub fn entry(code: &str) -> Option<&'static Entry> {
    let idx = MANUAL.binary_search_by(|entry| entry.code.cmp(code)).ok()?;
    MANUAL.get(idx)
}

/// Reads one source of the catalog: a doc comment, then a function that names its codes.
fn entries_of(source: &'static str, standing: Standing) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut text = String::new();
    for item in source.split("\n}\n") {
        text.clear();
        for line in item.lines() {
            match line.strip_prefix("///") {
                Some(line) => text = text + line.trim() + "\n",
                None if line.starts_with("pub fn") => break,
                None => {}
            }
        }
        let Some((_, body)) = item.split_once("pub fn ") else { continue };
        let severity = match [body.find(" error("), body.find(" warning("), body.find(" note(")] {
            [_, Some(_), _] => Severity::Warning,
            [_, _, Some(_)] => Severity::Note,
            _ => Severity::Error,
        };
        let text = text.trim().to_owned();
        entries.extend(codes_of(body).map(|code| Entry { code, severity, standing, text: text.clone() }));
    }
    entries
}

/// The codes in the text of a function: string literals in kebab case, of two words at least.
fn codes_of(body: &'static str) -> impl Iterator<Item = &'static str> {
    let literals = body.split('"').skip(1).step_by(2);
    literals.filter(|literal| {
        let mut words = literal.split('-');
        let kebab = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
        literal.contains('-') && words.all(kebab)
    })
}
