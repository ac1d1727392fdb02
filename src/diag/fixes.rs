//! Applies the fixes of diagnostics to the texts they are of. Touches no file.

use std::collections::BTreeMap;

use crate::diag::{At, Diagnostic, Fix};
use crate::source::{SourcePath, SourceTree};

/// A file with its fixes applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixed {
    /// The file.
    pub path: SourcePath,
    /// What it holds then.
    pub bytes: Vec<u8>,
    /// How many mistakes that mends.
    pub n_fixes: usize,
}

/// Applies the fixes of `diagnostics` to the files of `tree`, by path.
///
/// Of two fixes that touch the same bytes the first is applied; the other is left for another run. Every
/// byte that no fix names stays as it is.
pub fn fixed(diagnostics: &[Diagnostic], tree: &SourceTree) -> Vec<Fixed> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Fix>> = BTreeMap::new();
    for fix in diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_deref()) {
        by_file.entry(&fix.place.path).or_default().push(fix);
    }
    let files = by_file.into_iter().filter_map(|(path, mut fixes)| {
        fixes.sort();
        fixes.dedup();
        let (bytes, n_fixes) = apply(tree.get(path.as_str())?.bytes(), &fixes);
        (n_fixes > 0).then(|| Fixed { path: path.clone(), bytes, n_fixes })
    });
    files.collect()
}

fn apply(old: &[u8], fixes: &[&Fix]) -> (Vec<u8>, usize) {
    let mut new = Vec::with_capacity(old.len());
    let (mut done, mut n_fixes) = (0, 0);
    let mut last_insertion = None;
    for fix in fixes {
        let At::Span(span) = fix.place.at else { continue };
        let inserts = span.start == span.end;
        let clashes = span.start < done || (inserts && last_insertion == Some(span.start));
        if clashes || span.end < span.start || span.end > old.len() {
            continue;
        }
        new.extend_from_slice(&old[done..span.start]);
        new.extend_from_slice(fix.text.as_bytes());
        done = span.end;
        last_insertion = inserts.then_some(span.start);
        n_fixes += 1;
    }
    new.extend_from_slice(&old[done..]);
    (new, n_fixes)
}
