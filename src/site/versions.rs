//! Versions: one brief in several languages, told by its file's name (`SLUG.md`, `SLUG.ar.md`).
//! What a version inherits from its original is in `brief`.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::brief::BriefMeta;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::tables::Tables;
use crate::site::{BriefId, BriefNode, SiteLanguage};
use crate::source::{FieldPath, SourcePath};

/// What versions are told by.
#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    /// The languages of the site.
    pub languages: &'a [SiteLanguage],
    /// What became of each file.
    pub tables: &'a Tables,
    /// The moment the site is built for.
    pub now: Timestamp,
    /// The zone of the site.
    pub zone: &'a TimeZone,
}

/// Ties the versions of each brief to each other, and reports translations whose original is not there.
pub(super) fn link(briefs: &mut [BriefNode], linked: &Versions, found: &mut Vec<Diagnostic>) {
    let Versions {
        languages, tables, ..
    } = *linked;
    if languages.len() == 1 {
        return;
    }
    // By path without ending: `SLUG.ar.markdown` is a version of `SLUG.md`.
    let mut versions: BTreeMap<String, Vec<BriefId>> = BTreeMap::new();
    for (idx, linked) in briefs.iter().enumerate() {
        let original = original(&linked.meta.path, languages);
        versions
            .entry(original.to_owned())
            .or_default()
            .push(BriefId(idx as u32));
    }
    // Files that are hidden, or have a mistake.
    let others: HashSet<&str> = tables.files.keys().map(stem).collect();
    for (original, mut ids) in versions {
        ids.sort_by_key(|id| briefs[id.0 as usize].lang);
        let is_there = |id: &BriefId| stem(&briefs[id.0 as usize].meta.path) == original;
        if !ids.iter().any(is_there) && !others.contains(original.as_str()) {
            let paths = ids.iter().map(|id| &briefs[id.0 as usize].meta.path);
            found.extend(
                paths.map(|path| catalog::site::translation_alone(Place::file(path), path)),
            );
        }
        if let Some(first) = ids.first().filter(|id| is_there(id)) {
            let original = &briefs[first.0 as usize];
            found.extend(
                ids[1..]
                    .iter()
                    .filter_map(|id| linked.behind(original, &briefs[id.0 as usize])),
            );
        }
        for id in &ids {
            briefs[id.0 as usize].versions =
                ids.iter().copied().filter(|other| other != id).collect();
        }
    }
}

impl Versions<'_> {
    /// Reports a version that says nothing of the last correction of its original, unless it was written later.
    fn behind(&self, original: &BriefNode, version: &BriefNode) -> Option<Diagnostic> {
        let corrected = original
            .meta
            .corrected
            .iter()
            .rev()
            .find(|at| **at <= self.now)?;
        let BriefMeta {
            corrected: own,
            clarified,
            updated,
            ..
        } = version.meta.as_ref();
        let mut amended = own.iter().chain(clarified).chain(updated);
        if version.released >= *corrected || amended.any(|at| at >= corrected) {
            return None;
        }
        let day = corrected.to_zoned_datetime(self.zone.clone()).date();
        let at = Place::key(&original.meta.path, &FieldPath::key("corrections"));
        Some(catalog::site::translation_behind(
            Place::file(&version.meta.path),
            at,
            &day.to_string(),
        ))
    }
}

/// Returns the path without its ending of the file that the one at `path` is a version of: its own, if it names no
/// language.
fn original<'p>(path: &'p SourcePath, languages: &[SiteLanguage]) -> &'p str {
    let own = stem(path);
    match own.rsplit_once('.') {
        Some((original, tag)) if languages.iter().any(|lang| lang.language == tag) => original,
        _ => own,
    }
}

fn stem(path: &SourcePath) -> &str {
    path.markdown_stem().unwrap_or(path.as_str())
}
