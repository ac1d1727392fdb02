//! Versions: one brief in several languages, told by its file's name (`SLUG.md`, `SLUG.ar.md`).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, catalog};
use crate::site::{Branch, BriefId, Placed, Tables};

/// Ties the versions of each brief to each other, and reports translations whose original is not there.
pub fn link(briefs: &mut [Placed], branches: &[Branch], tables: &Tables, found: &mut Vec<Diagnostic>) {
    if branches.len() == 1 {
        return;
    }
    let mut versions: BTreeMap<String, Vec<BriefId>> = BTreeMap::new();
    for (idx, linked) in briefs.iter().enumerate() {
        let original = original(linked.head.path.as_str(), branches);
        versions.entry(original.into_owned()).or_default().push(BriefId(idx as u32));
    }
    for (original, mut ids) in versions {
        ids.sort_by_key(|id| briefs[id.0 as usize].branch);
        let is_there = |id: &BriefId| briefs[id.0 as usize].head.path.as_str() == original;
        // An original that is hidden, or has a mistake, is there all the same.
        if !ids.iter().any(is_there) && !tables.files.contains_key(original.as_str()) {
            let paths = ids.iter().map(|id| &briefs[id.0 as usize].head.path);
            found.extend(paths.map(|path| catalog::site::translation_alone(Place::file(path), path)));
        }
        for id in &ids {
            briefs[id.0 as usize].versions = ids.iter().copied().filter(|other| other != id).collect();
        }
    }
}

/// Returns the path of the file that the one at `path` is a version of: its own, if it names no language.
fn original<'p>(path: &'p str, branches: &[Branch]) -> Cow<'p, str> {
    let suffix = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
    match suffix {
        Some((stem, tag)) if branches.iter().any(|branch| branch.language == tag) => {
            Cow::Owned(format!("{stem}.md"))
        }
        _ => Cow::Borrowed(path),
    }
}
