//! What the editors say of the rules: how bad a finding is on this site, and where one does not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::brief::Head;
use crate::check::Scope;
use crate::config::Config;
use crate::diag::{Diagnostic, Place, catalog, entry};
use crate::site::Site;
use crate::source::{FieldPath, SourcePath};

/// Rules that are asked once a page is rendered: before that nobody knows what their switches do.
const ASKED_LATER: [&str; 1] = ["page-weight"];

/// Gives every one of `found` the severity that `config` says, and drops what it switches off.
pub fn of_site(found: &mut Vec<Diagnostic>, config: &Config) {
    if config.check.are_usual() {
        return;
    }
    found.retain_mut(|diagnostic| {
        let Some(entry) = entry(diagnostic.code) else {
            return true;
        };
        let severity = config.check.severity(entry, diagnostic.severity);
        // What is not changed is shared with those who remember it.
        if let Some(severity) = severity.filter(|severity| *severity != diagnostic.severity) {
            diagnostic.severity = severity;
        }
        severity.is_some()
    });
}

/// Drops what the briefs of `site` switch off for themselves and what the site does not want to know, and gives the
/// rest its severity. A switch that silences none of the rules of `scope` is a note.
pub fn settle(found: &mut Vec<Diagnostic>, site: &Site, scope: Scope) {
    let used = apply(found, site);
    // Of a brief with a mistake in it not every rule has been asked.
    for (path, switches) in site.switches() {
        for (code, _) in switches {
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
pub fn apply(found: &mut Vec<Diagnostic>, site: &Site) -> BTreeSet<(SourcePath, String)> {
    // A file's own word comes first: its switch is used, whatever the site says of the rule.
    let used = silence(found, site);
    of_site(found, &site.config);
    if let Some(since) = site.config.check.since {
        spare(found, &older(site, since));
    }
    used
}

fn is_asked(code: &str, scope: Scope) -> bool {
    let is_of_prose = || entry(code).is_some_and(|entry| entry.chapter.is_of_prose());
    !ASKED_LATER.contains(&code) && (scope == Scope::All || !is_of_prose())
}

fn silence(found: &mut Vec<Diagnostic>, site: &Site) -> BTreeSet<(SourcePath, String)> {
    let faulty = site
        .faulty()
        .iter()
        .map(|brief| (&brief.head.path, brief.switches.as_slice()));
    let all = faulty
        .chain(site.switches())
        .filter(|(_, switches)| !switches.is_empty());
    let switches: BTreeMap<&SourcePath, &[(String, String)]> = all.collect();
    let mut used = BTreeSet::new();
    if switches.is_empty() {
        return used;
    }
    found.retain(|diagnostic| {
        let silent = switches
            .get(&diagnostic.place.path)
            .is_some_and(|switches| is_silent(diagnostic, switches));
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

/// Returns the files of the briefs of `site` with a date before `since`.
fn older(site: &Site, since: Date) -> BTreeSet<&SourcePath> {
    let shown = site.briefs.iter().map(|placed| &placed.head);
    let faulty = site.faulty().iter().map(|known| &known.head);
    let heads = shown.chain(faulty).chain(site.hidden());
    let is_older = |head: &&Arc<Head>| head.date.date(&site.config.timezone) < since;
    heads.filter(is_older).map(|head| &head.path).collect()
}

/// Drops what is said of sources and prose of the files `old`.
fn spare(found: &mut Vec<Diagnostic>, old: &BTreeSet<&SourcePath>) {
    found.retain(|diagnostic| {
        let is_of_prose = entry(diagnostic.code).is_some_and(|entry| entry.chapter.is_of_prose());
        !is_of_prose || !old.contains(&diagnostic.place.path)
    });
}
