//! What the editors say of the rules: how bad a finding is on this site, and where one does not hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::{Diagnostic, Place, catalog, entry};
use crate::site::Site;
use crate::source::{FieldPath, SourcePath};

/// Rules that are asked once a page is rendered: before that nobody knows what their switches do.
const ASKED_LATER: [&str; 1] = ["page-weight"];

/// Gives every one of `found` the severity that `config` says, and drops what it switches off.
pub fn of_site(found: &mut Vec<Diagnostic>, config: &Config) {
    if config.check.is_empty() {
        return;
    }
    found.retain_mut(|diagnostic| {
        let is_rule = entry(diagnostic.code).is_some_and(|entry| entry.chapter.is_of_rules());
        match config.check.iter().find(|(code, _)| is_rule && code == diagnostic.code) {
            Some((_, Some(severity))) => diagnostic.severity = *severity,
            Some((_, None)) => return false,
            None => {}
        }
        true
    });
}

/// Drops what the briefs of `site` switch off for themselves; a switch that silences nothing is a note.
pub fn of_files(found: &mut Vec<Diagnostic>, site: &Site) {
    let used = silence(found, site);
    // Of a brief with a mistake in it not every rule has been asked.
    for (path, switches) in site.switches() {
        for (code, _) in switches {
            let is_used = used.contains(&(path.clone(), code.as_str().to_owned()));
            if !is_used && !ASKED_LATER.contains(&code.as_str()) {
                let place = Place::key(path, &FieldPath::key("check").at_key(code));
                found.push(catalog::fields::switch_unused(place, code));
            }
        }
    }
}

/// Drops what the briefs of `site` switch off for themselves, and returns which switches of which file did.
pub fn silence(found: &mut Vec<Diagnostic>, site: &Site) -> BTreeSet<(SourcePath, String)> {
    let faulty = site.faulty().iter().map(|brief| (&brief.head.path, brief.switches.as_slice()));
    let all = faulty.chain(site.switches()).filter(|(_, switches)| !switches.is_empty());
    let switches: BTreeMap<&SourcePath, &[(String, String)]> = all.collect();
    let mut used = BTreeSet::new();
    if switches.is_empty() {
        return used;
    }
    found.retain(|diagnostic| {
        let silent =
            switches.get(&diagnostic.place.path).is_some_and(|switches| is_silent(diagnostic, switches));
        if silent {
            used.insert((diagnostic.place.path.clone(), diagnostic.code.to_owned()));
        }
        !silent
    });
    used
}

/// Returns whether the brief that `diagnostic` is about has switched it off: its `switches`, each with the reason.
pub fn is_silent(diagnostic: &Diagnostic, switches: &[(String, String)]) -> bool {
    let is_rule = || entry(diagnostic.code).is_some_and(|entry| entry.chapter.is_of_rules());
    switches.iter().any(|(code, _)| code == diagnostic.code) && is_rule()
}
