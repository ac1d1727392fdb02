//! The desk: what there is to do. Drafts, releases to come, stories past their review, what is wrong and where,
//! what changed last, storylines that have gone quiet.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::brief::Status;
use crate::diag::Diagnostic;
use crate::entity::{Entity, StorylineStatus};
use crate::kind::Kind;
use crate::pipeline::Assembly;
use crate::serve::findings::{self, FindingView, Viewer};
use crate::serve::snapshot::Snapshot;
use crate::serve::times::{self, Time};
use crate::serve::{inject, pages};
use crate::site::{Group, LanguageId, LinkedBrief, Site, Visibility};

/// Days without a brief after which an open storyline is quiet.
const QUIET_DAYS: i64 = 14;
/// Files with findings that are listed; the rest is counted.
const MAX_FILES: usize = 200;
/// Findings of one file that are listed; the rest is counted.
const MAX_OF_FILE: usize = 20;
/// Changes that are listed.
const MAX_CHANGES: usize = 20;

#[derive(Serialize)]
struct DeskView<'a> {
    title: &'a str,
    home: &'a str,
    script: String,
    now: Time,
    hidden: Vec<DeskEntry<'a>>,
    review: Vec<DeskEntry<'a>>,
    quiet: Vec<DeskEntry<'a>>,
    changes: Vec<DeskEntry<'a>>,
    files: Vec<FileFindings>,
    n_files: usize,
    n_errors: usize,
    n_others: usize,
}

/// A line of a list.
#[derive(Serialize)]
struct DeskEntry<'a> {
    title: &'a str,
    href: Option<String>,
    path: &'a str,
    /// Why it is listed.
    mark: &'a str,
    /// When it is due, or was.
    at: Option<Time>,
    note: Option<&'a str>,
}

/// What is wrong with one file.
#[derive(Serialize)]
struct FileFindings {
    path: String,
    found: Vec<FindingView>,
    n_more: usize,
}

/// Makes the page of the desk.
pub(super) fn page(snapshot: &Snapshot, revision: &str, reader: &Viewer) -> String {
    let shown = &snapshot.displayed;
    let (site, now) = (&*shown.site, shown.options.now);
    let by_file = by_file(snapshot);
    let n_errors = snapshot.findings.errors().count();
    let files = by_file
        .iter()
        .take(MAX_FILES)
        .map(|(path, found)| FileFindings {
            path: (*path).to_owned(),
            found: findings::show(snapshot, &found[..found.len().min(MAX_OF_FILE)], reader),
            n_more: found.len().saturating_sub(MAX_OF_FILE),
        });
    pages::pages().render(
        "desk.html",
        &DeskView {
            title: &site.config.title,
            home: site.config.base.path(),
            script: inject::tag(revision),
            now: times::time(site, now),
            hidden: hidden(shown),
            review: review(shown),
            quiet: quiet(site, now),
            changes: changes(snapshot),
            files: files.collect(),
            n_files: by_file.len(),
            n_errors,
            n_others: snapshot.findings.iter().count() - n_errors,
        },
    )
}

fn entry<'a>(site: &'a Site, linked: LinkedBrief<'a>, at: Option<Timestamp>) -> DeskEntry<'a> {
    DeskEntry {
        title: &linked.brief.meta.title,
        href: Some(site.config.base.href(&linked.node.route)),
        path: linked.brief.meta.path.as_str(),
        mark: linked.node.visibility.as_str(),
        at: at.map(|at| times::time(site, at)),
        note: linked.brief.note.as_deref(),
    }
}

/// What readers do not see yet: the next release first, then what has none.
fn hidden(shown: &Assembly) -> Vec<DeskEntry<'_>> {
    let site = &*shown.site;
    let release = |linked: &LinkedBrief<'_>| match linked.node.visibility {
        Visibility::Scheduled | Visibility::Embargoed => Some(linked.brief.meta.public_from()),
        _ => None,
    };
    let all = site.brief_ids().map(|id| shown.texts.linked(site, id));
    let hidden = all.filter(|linked| !linked.node.visibility.is_public());
    let mut hidden: Vec<_> = hidden.map(|linked| (release(&linked), linked)).collect();
    hidden.sort_by_key(|(at, _)| at.unwrap_or(Timestamp::MAX));
    hidden
        .into_iter()
        .map(|(at, linked)| entry(site, linked, at))
        .collect()
}

/// Developing briefs whose review is due, the longest overdue first.
fn review(shown: &Assembly) -> Vec<DeskEntry<'_>> {
    let (site, now) = (&*shown.site, shown.options.now);
    let all = site.brief_ids().map(|id| shown.texts.linked(site, id));
    let developing = all.filter(|linked| linked.node.meta.status == Status::Developing);
    let due =
        developing.map(|linked| (linked.brief.meta.review_due(&site.config.timezone), linked));
    let mut due: Vec<_> = due
        .filter(|(at, linked)| *at <= now && linked.node.visibility.is_public())
        .collect();
    due.sort_by_key(|(at, _)| *at);
    due.into_iter()
        .map(|(at, linked)| entry(site, linked, Some(at)))
        .collect()
}

/// Storylines that are open and have had no brief for a while, the quietest first.
fn quiet(site: &Site, now: Timestamp) -> Vec<DeskEntry<'_>> {
    let limit = now
        .checked_sub(SignedDuration::from_hours(24 * QUIET_DAYS))
        .unwrap_or(now);
    let main = LanguageId(0);
    let mut quiet: Vec<(Timestamp, DeskEntry)> = Vec::new();
    for id in site
        .group_ids()
        .filter(|id| site.group(*id).kind == Kind::Storyline)
    {
        let group = site.group(id);
        let newest = site
            .members(main, id)
            .listed
            .first()
            .map(|id| site.node(*id).released);
        let Some(newest) = newest.filter(|at| *at < limit && runs(group)) else {
            continue;
        };
        let path = group.file.as_ref().map_or("", |file| file.path.as_str());
        let href = Some(site.config.base.href(&site.group_route(main, id, None)));
        let at = Some(times::time(site, newest));
        quiet.push((
            newest,
            DeskEntry {
                title: &group.name,
                href,
                path,
                mark: "quiet",
                at,
                note: None,
            },
        ));
    }
    quiet.sort_by_key(|(at, _)| *at);
    quiet.into_iter().map(|(_, entry)| entry).collect()
}

/// Returns whether a storyline runs: its file says so, or nothing else.
fn runs(group: &Group) -> bool {
    group.file.as_ref().is_none_or(|file| match &file.entity {
        Entity::Storyline(storyline) => storyline.status == StorylineStatus::Ongoing,
        _ => false,
    })
}

fn changes(snapshot: &Snapshot) -> Vec<DeskEntry<'_>> {
    let newest = snapshot.changes.iter().rev().take(MAX_CHANGES);
    newest
        .map(|change| DeskEntry {
            title: change
                .page
                .as_ref()
                .map_or(change.path.as_str(), |(_, title)| title.as_str()),
            href: change.page.as_ref().map(|(href, _)| href.clone()),
            path: change.path.as_str(),
            mark: "",
            at: None,
            note: None,
        })
        .collect()
}

/// All findings by file: those with errors first.
fn by_file(snapshot: &Snapshot) -> Vec<(&str, Vec<&Diagnostic>)> {
    let mut files: BTreeMap<(bool, &str), Vec<&Diagnostic>> = BTreeMap::new();
    let broken: BTreeSet<&str> = snapshot
        .findings
        .errors()
        .map(|found| found.place.path.as_str())
        .collect();
    for found in snapshot.findings.iter() {
        let path = found.place.path.as_str();
        files
            .entry((!broken.contains(path), path))
            .or_default()
            .push(found);
    }
    files
        .into_iter()
        .map(|((_, path), found)| (path, found))
        .collect()
}
