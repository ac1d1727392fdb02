//! Versions: the files of one brief in several languages, matched by name (`SLUG.md`, `SLUG.ar.md`). Inheritance from
//! the original is in `brief`.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::brief::BriefMeta;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::tables::Tables;
use crate::site::{BriefId, BriefNode, SiteLanguage};
use crate::source::{FieldPath, SourcePath};

/// Inputs for linking versions.
#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    /// Languages of the site, the main one first.
    pub languages: &'a [SiteLanguage],
    /// Tables with the files of hidden and broken briefs.
    pub tables: &'a Tables,
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Time zone of the site.
    pub zone: &'a TimeZone,
}

/// Links the versions of each brief to each other; reports translations without an original, or without its latest
/// correction.
pub(super) fn link(briefs: &mut [BriefNode], context: &Versions, found: &mut Vec<Diagnostic>) {
    let Versions {
        languages, tables, ..
    } = *context;
    // With one language, no brief has a version.
    if languages.len() == 1 {
        return;
    }
    // By path without extension: `SLUG.ar.markdown` is a version of `SLUG.md`.
    let mut versions: BTreeMap<String, Vec<BriefId>> = BTreeMap::new();
    for (idx, node) in briefs.iter().enumerate() {
        let original = original(&node.meta.path, languages);
        versions
            .entry(original.to_owned())
            .or_default()
            .push(BriefId(idx as u32));
    }
    // So far the table holds hidden and broken files only: a translation of one of these is not alone.
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
                    .filter_map(|id| context.missed_correction(original, &briefs[id.0 as usize])),
            );
        }
        for id in &ids {
            briefs[id.0 as usize].versions =
                ids.iter().copied().filter(|other| other != id).collect();
        }
    }
}

impl Versions<'_> {
    /// Reports a version that lacks the last correction of its original, unless it was written or changed later.
    fn missed_correction(&self, original: &BriefNode, version: &BriefNode) -> Option<Diagnostic> {
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
        // Any entry since then may be the translated correction.
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

/// Returns the path, without extension, of the file that `path` is a version of: its own, if it names no language.
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
