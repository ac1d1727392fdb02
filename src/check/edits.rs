//! Applies the fixes of diagnostics to the texts they are of, and holds them to their law: a fix changes what its
//! diagnostic names and nothing else. Whatever a rule proposes, what breaks the law is left out. Touches no file.

use std::collections::BTreeMap;

use crate::body;
use crate::diag::{At, Diagnostic, Fix};
use crate::i18n;
use crate::source::{self, FieldPath, SourcePath, SourceTree, Span};
use crate::text;
use crate::yaml::{self, FrontMatterSpans, Node, Places};

/// Most times that one file is parsed to find the fixes that break the law; what is undecided then is left out.
const MAX_TRIALS: usize = 200;

/// A file with its fixes applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEdit {
    /// The file.
    pub path: SourcePath,
    /// What it holds then.
    pub bytes: Vec<u8>,
    /// How many mistakes that mends.
    pub n_fixes: usize,
}

/// Applies the fixes of `diagnostics` to the files of `tree`, by path.
///
/// Of two fixes that touch the same bytes the first is applied; the other is left for another run. Every byte that no
/// fix names stays as it is. A file with control characters is not touched: what it is meant to be nobody knows.
pub fn edits(diagnostics: &[Diagnostic], tree: &SourceTree) -> Vec<FileEdit> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Fix>> = BTreeMap::new();
    for fix in diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.as_deref())
    {
        by_file.entry(&fix.place.path).or_default().push(fix);
    }
    by_file
        .into_iter()
        .filter_map(|(path, fixes)| edit(path, fixes, tree))
        .collect()
}

fn edit(path: &SourcePath, mut fixes: Vec<&Fix>, tree: &SourceTree) -> Option<FileEdit> {
    let old = str::from_utf8(tree.get(path.as_str())?.bytes()).ok()?;
    if old.contains(text::is_control) || path.as_str().contains(char::is_control) {
        return None;
    }
    fixes.sort();
    fixes.dedup();
    let mut edits: Vec<(Span, &str)> = Vec::new();
    for fix in fixes {
        let At::Span(span) = fix.place.at else {
            continue;
        };
        let is_of_text = span.start <= span.end && old.get(span.start..span.end).is_some();
        let clashes = edits
            .last()
            .is_some_and(|(last, _)| span.start < last.end || span.start == last.start);
        if is_of_text && !clashes {
            edits.push((span, &fix.text));
        }
    }
    let mut trial = Trial {
        path,
        old,
        n_left: MAX_TRIALS,
    };
    let lawful = trial.lawful(&edits);
    let bytes = applied(old, &lawful).into_bytes();
    (!lawful.is_empty()).then(|| FileEdit {
        path: path.clone(),
        bytes,
        n_fixes: lawful.len(),
    })
}

fn applied(old: &str, edits: &[(Span, &str)]) -> String {
    let mut new = String::with_capacity(old.len());
    let mut done = 0;
    for (span, text) in edits {
        new.push_str(&old[done..span.start]);
        new.push_str(text);
        done = span.end;
    }
    new + &old[done..]
}

/// A file whose fixes are tried.
struct Trial<'a> {
    path: &'a SourcePath,
    old: &'a str,
    n_left: usize,
}

impl Trial<'_> {
    /// Returns those of `edits` that keep to the law, all together.
    fn lawful<'e>(&mut self, edits: &[(Span, &'e str)]) -> Vec<(Span, &'e str)> {
        if edits.is_empty() || self.is_lawful(edits) {
            return edits.to_vec();
        }
        let (first, second) = edits.split_at(edits.len() / 2);
        if first.is_empty() {
            return Vec::new();
        }
        let (first, second) = (self.lawful(first), self.lawful(second));
        let both = [first.clone(), second].concat();
        if self.is_lawful(&both) { both } else { first }
    }

    /// Returns whether `edits` change nothing but what they name.
    fn is_lawful(&mut self, edits: &[(Span, &str)]) -> bool {
        let Some(n_left) = self.n_left.checked_sub(1) else {
            return false;
        };
        self.n_left = n_left;
        let new = applied(self.old, edits);
        let (old, new) = (self.old, new.as_str());
        let (Some(was), Some(is)) = (parts(self.path, old), parts(self.path, new)) else {
            return false;
        };
        let of_front = edits.iter().filter(|(span, _)| span.end <= was.front.end);
        let of_front: Vec<(Span, &str)> = of_front
            .map(|(span, text)| {
                (
                    Span::new(span.start - was.front.start, span.end - was.front.start),
                    *text,
                )
            })
            .collect();
        let of_body = edits[of_front.len()..].iter().map(|(span, text)| {
            let start = span.start.checked_sub(was.body.start)?;
            Some(body::TextEdit {
                range: start..span.end - was.body.start,
                text,
            })
        });
        let Some(of_body) = of_body.collect::<Option<Vec<_>>>() else {
            return false;
        };
        let (old_front, new_front) = (&old[was.front], &new[is.front]);
        let front_is_lawful = of_front.is_empty() && old_front == new_front
            || !of_front.is_empty() && changes_only(self.path, (old_front, new_front), &of_front);
        let (old_body, new_body) = (&old[was.body], &new[is.body]);
        let body_is_lawful = of_body.is_empty() && old_body == new_body
            || !of_body.is_empty() && body::changes_only(old_body, new_body, &of_body);
        front_is_lawful && body_is_lawful
    }
}

/// Cuts a file into front matter and body; what is YAML throughout has no body.
fn parts(path: &SourcePath, text: &str) -> Option<FrontMatterSpans> {
    if source::CONFIG_NAMES.contains(&path.as_str()) || path.as_str().starts_with(i18n::FOLDER) {
        return Some(FrontMatterSpans {
            front: 0..text.len(),
            body: text.len()..text.len(),
        });
    }
    yaml::split(path, text).ok()
}

/// Returns whether front matter says after `edits` what it said before, but for the values that they write.
fn changes_only(path: &SourcePath, (old, new): (&str, &str), edits: &[(Span, &str)]) -> bool {
    let [before, after] = [old, new].map(|text| yaml::parse(path, text, 0).value);
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let (mut old_values, mut new_values) = (BTreeMap::new(), BTreeMap::new());
    values(&before, &FieldPath::default(), &mut old_values);
    values(&after, &FieldPath::default(), &mut new_values);
    let mut shift = 0_isize;
    let written = edits.iter().map(|(span, text)| {
        let start = span.start.saturating_add_signed(shift);
        shift += text.len() as isize - (span.end - span.start) as isize;
        start..start + text.len()
    });
    let written: Vec<_> = written.collect();
    let places = Places::new(new);
    let is_written = |field: &FieldPath| {
        let span = places.value(field);
        span.is_some_and(|span| {
            written
                .iter()
                .any(|range| range.start < span.end && span.start < range.end)
        })
    };
    let keeps_all = old_values
        .keys()
        .all(|field| new_values.contains_key(field));
    keeps_all
        && new_values
            .iter()
            .all(|(field, value)| old_values.get(field) == Some(value) || is_written(field))
}

/// Adds the values that are texts or nothing, by their place.
fn values<'n>(node: &'n Node, at: &FieldPath, found: &mut BTreeMap<FieldPath, &'n Node>) {
    match node {
        Node::Null | Node::Text(_) => drop(found.insert(at.clone(), node)),
        Node::List(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(idx, item)| values(item, &at.at_item(idx), found));
        }
        Node::Map(entries) => entries
            .iter()
            .for_each(|(name, value)| values(value, &at.at_key(name), found)),
    }
}
