//! Severities: applies the editors' settings to diagnostics, from `check:` in a brief and in `site.yaml`.
//!
//! Switches in briefs suppress; the site's settings change severities and spare old briefs. Parsing these settings is
//! in `brief` and `config`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::brief::{Brief, BriefMeta};
use crate::check::Scope;
use crate::diag::{Diagnostic, Place, catalog, entry};
use crate::site::{BriefTexts, Site};
use crate::source::{FieldPath, SourcePath};

/// Rules that run after rendering: at the time of a check it is not known whether their switches suppress anything.
const AFTER_RENDERING: [&str; 1] = ["page-weight"];

/// Applies the settings as [`apply`] does, and adds a note for each switch in a brief that suppresses nothing.
pub(super) fn finish(found: &mut Vec<Diagnostic>, site: &Site, texts: &BriefTexts, scope: Scope) {
    let used = apply(found, site, texts);
    // Only of shown briefs: some rules do not run on a faulty one, so that its switches seem unused.
    for brief in &texts.shown {
        let path = &brief.meta.path;
        for (code, _) in &brief.check {
            let is_used = used.contains(&(path.clone(), code.as_str().to_owned()));
            if !is_used && runs(code, scope) {
                let place = Place::key(path, &FieldPath::key("check").at_key(code));
                found.push(catalog::fields::switch_unused(place, code));
            }
        }
    }
}

/// Drops the diagnostics that briefs of `site` suppress or the site turns off, and sets the severity of the rest.
/// Returns the switches that suppressed something, each as its file and rule code.
pub(super) fn apply(
    found: &mut Vec<Diagnostic>,
    site: &Site,
    texts: &BriefTexts,
) -> BTreeSet<(SourcePath, String)> {
    // Switches of briefs come first, so that one counts as used even if the site turns the whole rule off.
    let used = suppress(found, texts);
    site.config.check.apply(found);
    if let Some(since) = site.config.check.since {
        drop_prose(found, &older(site, texts, since));
    }
    used
}

/// Returns whether the rule `code` runs in a check of `scope`.
fn runs(code: &str, scope: Scope) -> bool {
    let is_of_prose = || entry(code).is_some_and(|entry| entry.category.is_of_prose());
    !AFTER_RENDERING.contains(&code) && (scope == Scope::All || !is_of_prose())
}

fn suppress(found: &mut Vec<Diagnostic>, texts: &BriefTexts) -> BTreeSet<(SourcePath, String)> {
    let mut switching: BTreeMap<&SourcePath, &Brief> = BTreeMap::new();
    for brief in texts.faulty.iter().chain(&texts.shown) {
        if !brief.check.is_empty() {
            switching.insert(&brief.meta.path, brief);
        }
    }
    let mut used = BTreeSet::new();
    // Without switches there is nothing to look up for each of perhaps tens of thousands of diagnostics.
    if switching.is_empty() {
        return used;
    }
    found.retain(|diagnostic| {
        let brief = switching.get(&diagnostic.place.path);
        let is_silent = brief.is_some_and(|brief| brief.silences(diagnostic));
        if is_silent {
            used.insert((diagnostic.place.path.clone(), diagnostic.code.to_owned()));
        }
        !is_silent
    });
    used
}

/// Returns the files of all briefs dated before `since`: shown, faulty and hidden ones.
fn older<'a>(site: &'a Site, texts: &'a BriefTexts, since: Date) -> BTreeSet<&'a SourcePath> {
    let shown = site.briefs.iter().map(|node| &node.meta);
    let faulty = texts.faulty.iter().map(|brief| &brief.meta);
    let metas = shown.chain(faulty).chain(site.hidden());
    let is_older = |meta: &&Arc<BriefMeta>| meta.date.date(&site.config.timezone) < since;
    metas.filter(is_older).map(|meta| &meta.path).collect()
}

/// Drops the diagnostics of rules about sources and prose in the files `old`.
fn drop_prose(found: &mut Vec<Diagnostic>, old: &BTreeSet<&SourcePath>) {
    found.retain(|diagnostic| {
        let is_of_prose = entry(diagnostic.code).is_some_and(|entry| entry.category.is_of_prose());
        !is_of_prose || !old.contains(&diagnostic.place.path)
    });
}
