//! Versions: one brief in several languages, told by its file's name (`SLUG.md`, `SLUG.ar.md`).

use std::collections::{BTreeMap, HashSet};

use crate::diag::{Diagnostic, Place, catalog};
use crate::site::{Branch, BriefId, Placed, Tables};
use crate::source::SourcePath;

/// Ties the versions of each brief to each other, and reports translations whose original is not there.
pub fn link(briefs: &mut [Placed], branches: &[Branch], tables: &Tables, found: &mut Vec<Diagnostic>) {
    if branches.len() == 1 {
        return;
    }
    // By path without ending: `SLUG.ar.markdown` is a version of `SLUG.md`.
    let mut versions: BTreeMap<String, Vec<BriefId>> = BTreeMap::new();
    for (idx, linked) in briefs.iter().enumerate() {
        let original = original(&linked.head.path, branches);
        versions.entry(original.to_owned()).or_default().push(BriefId(idx as u32));
    }
    // Files that are hidden, or have a mistake.
    let others: HashSet<&str> = tables.files.keys().map(stem).collect();
    for (original, mut ids) in versions {
        ids.sort_by_key(|id| briefs[id.0 as usize].branch);
        let is_there = |id: &BriefId| stem(&briefs[id.0 as usize].head.path) == original;
        if !ids.iter().any(is_there) && !others.contains(original.as_str()) {
            let paths = ids.iter().map(|id| &briefs[id.0 as usize].head.path);
            found.extend(paths.map(|path| catalog::site::translation_alone(Place::file(path), path)));
        }
        for id in &ids {
            briefs[id.0 as usize].versions = ids.iter().copied().filter(|other| other != id).collect();
        }
    }
}

/// Returns the path without its ending of the file that the one at `path` is a version of: its own, if it names no
/// language.
fn original<'p>(path: &'p SourcePath, branches: &[Branch]) -> &'p str {
    let own = stem(path);
    match own.rsplit_once('.') {
        Some((original, tag)) if branches.iter().any(|branch| branch.language == tag) => original,
        _ => own,
    }
}

fn stem(path: &SourcePath) -> &str {
    path.markdown_stem().unwrap_or(path.as_str())
}
