//! What the editors say of the rules: how bad a finding is on this site, and where one does not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::brief::{Brief, BriefMeta};
use crate::check::Scope;
use crate::diag::{Diagnostic, Place, catalog, entry};
use crate::site::{BriefTexts, Site};
use crate::source::{FieldPath, SourcePath};

/// Rules that are asked once a page is rendered: before that nobody knows what their switches do.
const ASKED_LATER: [&str; 1] = ["page-weight"];

/// Drops what the briefs of `site` switch off for themselves and what the site does not want to know, and gives the
/// rest its severity. A switch that silences none of the rules of `scope` is a note.
pub(super) fn finish(found: &mut Vec<Diagnostic>, site: &Site, texts: &BriefTexts, scope: Scope) {
    let used = apply(found, site, texts);
    // Of a brief with a mistake in it not every rule has been asked.
    for brief in &texts.shown {
        let path = &brief.meta.path;
        for (code, _) in &brief.check {
            let is_used = used.contains(&(path.clone(), code.as_str().to_owned()));
            if !is_used && is_asked(code, scope) {
                let place = Place::key(path, &FieldPath::key("check").at_key(code));
                found.push(catalog::fields::switch_unused(place, code));
            }
        }
    }
}

/// Drops what the briefs of `site` switch off for themselves and what the site does not want to know, and gives the
/// rest its severity. Returns which switches of which file silence something.
pub(super) fn apply(
    found: &mut Vec<Diagnostic>,
    site: &Site,
    texts: &BriefTexts,
) -> BTreeSet<(SourcePath, String)> {
    // A file's own word comes first: its switch is used, whatever the site says of the rule.
    let used = suppress(found, texts);
    site.config.check.apply(found);
    if let Some(since) = site.config.check.since {
        spare(found, &older(site, texts, since));
    }
    used
}

fn is_asked(code: &str, scope: Scope) -> bool {
    let is_of_prose = || entry(code).is_some_and(|entry| entry.category.is_of_prose());
    !ASKED_LATER.contains(&code) && (scope == Scope::All || !is_of_prose())
}

fn suppress(found: &mut Vec<Diagnostic>, texts: &BriefTexts) -> BTreeSet<(SourcePath, String)> {
    let mut switching: BTreeMap<&SourcePath, &Brief> = BTreeMap::new();
    for brief in texts.faulty.iter().chain(&texts.shown) {
        if !brief.check.is_empty() {
            switching.insert(&brief.meta.path, brief);
        }
    }
    let mut used = BTreeSet::new();
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

/// Returns the files of the briefs of `site` with a date before `since`.
fn older<'a>(site: &'a Site, texts: &'a BriefTexts, since: Date) -> BTreeSet<&'a SourcePath> {
    let shown = site.briefs.iter().map(|node| &node.meta);
    let faulty = texts.faulty.iter().map(|brief| &brief.meta);
    let metas = shown.chain(faulty).chain(site.hidden());
    let is_older = |meta: &&Arc<BriefMeta>| meta.date.date(&site.config.timezone) < since;
    metas.filter(is_older).map(|meta| &meta.path).collect()
}

/// Drops what is said of sources and prose of the files `old`.
fn spare(found: &mut Vec<Diagnostic>, old: &BTreeSet<&SourcePath>) {
    found.retain(|diagnostic| {
        let is_of_prose = entry(diagnostic.code).is_some_and(|entry| entry.category.is_of_prose());
        !is_of_prose || !old.contains(&diagnostic.place.path)
    });
}
