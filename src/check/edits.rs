//! Applies the fixes of diagnostics to the texts of their files, and verifies them: a fix may change what its
//! diagnostic names and nothing else. A fix that fails the check is dropped, whatever rule proposed it.
//!
//! Works on text in memory; `cli` writes the files or prints the patch. Which fixes exist is decided by the rules.

use std::collections::BTreeMap;

use crate::body;
use crate::diag::{At, Diagnostic, Fix};
use crate::i18n;
use crate::source::{self, FieldPath, SourcePath, SourceTree, Span};
use crate::text;
use crate::yaml::{self, FrontMatterSpans, Node, Places};

/// Most parses per file while searching for unsafe fixes. Fixes still undecided after that are dropped, so that a
/// file with thousands of bad fixes cannot stall a run.
const MAX_TRIALS: usize = 200;

/// A file after its fixes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEdit {
    pub path: SourcePath,
    /// The new content of the whole file.
    pub bytes: Vec<u8>,
    /// Number of fixes applied, at least 1.
    pub n_fixes: usize,
}

/// Applies the fixes of `diagnostics` to the files of `tree`; returns changed files only, sorted by path.
///
/// Of two fixes that touch the same bytes the first is applied; the other is left to the next run. Bytes that no fix
/// names are unchanged. Files with control characters are skipped: their intended content is unknown.
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
    // Several rules may propose the same fix; sorted by place, duplicates meet and overlaps are with the last one.
    fixes.sort();
    fixes.dedup();
    let mut edits: Vec<(Span, &str)> = Vec::new();
    for fix in fixes {
        let At::Span(span) = fix.place.at else {
            continue;
        };
        // `get` also rejects a span that splits a letter of several bytes.
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
    let safe_edits = trial.safe_edits(&edits);
    let bytes = applied(old, &safe_edits).into_bytes();
    (!safe_edits.is_empty()).then(|| FileEdit {
        path: path.clone(),
        bytes,
        n_fixes: safe_edits.len(),
    })
}

/// Returns `old` with `edits`, which are sorted and do not overlap.
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

/// Search for the fixes of one file that are safe together.
struct Trial<'a> {
    path: &'a SourcePath,
    old: &'a str,
    /// Parses left of [`MAX_TRIALS`].
    n_left: usize,
}

impl Trial<'_> {
    /// Returns a subset of `edits` that is safe as a whole.
    ///
    /// Halves the list at each failure: the usual case, all fixes safe, costs one parse, and one bad fix among *n*
    /// costs about 2 log *n*.
    fn safe_edits<'e>(&mut self, edits: &[(Span, &'e str)]) -> Vec<(Span, &'e str)> {
        if edits.is_empty() || self.is_safe(edits) {
            return edits.to_vec();
        }
        let (first, second) = edits.split_at(edits.len() / 2);
        if first.is_empty() {
            return Vec::new();
        }
        let (first, second) = (self.safe_edits(first), self.safe_edits(second));
        // Halves that are safe alone need not be safe together.
        let both = [first.clone(), second].concat();
        if self.is_safe(&both) { both } else { first }
    }

    /// Returns whether `edits` change nothing but what they name. Front matter and body are compared apart, since one
    /// is YAML and the other Markdown; a part without edits must stay byte for byte.
    fn is_safe(&mut self, edits: &[(Span, &str)]) -> bool {
        let Some(n_left) = self.n_left.checked_sub(1) else {
            return false;
        };
        self.n_left = n_left;
        let new = applied(self.old, edits);
        let (old, new) = (self.old, new.as_str());
        let (Some(old_parts), Some(new_parts)) = (parts(self.path, old), parts(self.path, new))
        else {
            return false;
        };
        let of_front = edits
            .iter()
            .filter(|(span, _)| span.end <= old_parts.front.end);
        let of_front: Vec<(Span, &str)> = of_front
            .map(|(span, text)| {
                (
                    Span::new(
                        span.start - old_parts.front.start,
                        span.end - old_parts.front.start,
                    ),
                    *text,
                )
            })
            .collect();
        // An edit across the border of front matter and body starts before the body: no part can vouch for it.
        let of_body = edits[of_front.len()..].iter().map(|(span, text)| {
            let start = span.start.checked_sub(old_parts.body.start)?;
            Some(body::TextEdit {
                range: start..span.end - old_parts.body.start,
                text,
            })
        });
        let Some(of_body) = of_body.collect::<Option<Vec<_>>>() else {
            return false;
        };
        let (old_front, new_front) = (&old[old_parts.front], &new[new_parts.front]);
        let front_is_safe = of_front.is_empty() && old_front == new_front
            || !of_front.is_empty() && changes_only(self.path, (old_front, new_front), &of_front);
        let (old_body, new_body) = (&old[old_parts.body], &new[new_parts.body]);
        let body_is_safe = of_body.is_empty() && old_body == new_body
            || !of_body.is_empty() && body::changes_only(old_body, new_body, &of_body);
        front_is_safe && body_is_safe
    }
}

/// Splits a file into front matter and body. Settings and message catalogs are YAML throughout and have no body.
fn parts(path: &SourcePath, text: &str) -> Option<FrontMatterSpans> {
    if source::CONFIG_NAMES.contains(&path.as_str()) || path.as_str().starts_with(i18n::FOLDER) {
        return Some(FrontMatterSpans {
            front: 0..text.len(),
            body: text.len()..text.len(),
        });
    }
    yaml::split(path, text).ok()
}

/// Returns whether front matter after `edits` has the same fields and values as before, apart from the values that
/// the edits write. New fields are allowed where an edit wrote them.
fn changes_only(path: &SourcePath, (old, new): (&str, &str), edits: &[(Span, &str)]) -> bool {
    let [before, after] = [old, new].map(|text| yaml::parse(path, text, 0).value);
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let (mut old_values, mut new_values) = (BTreeMap::new(), BTreeMap::new());
    values(&before, &FieldPath::default(), &mut old_values);
    values(&after, &FieldPath::default(), &mut new_values);
    // Spans are those of the old text; each edit moves everything behind it.
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

/// Collects the scalar values below `node`, each by its path.
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
