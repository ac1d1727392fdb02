//! Desk page: the editor's work list. Drafts and coming releases, developing briefs past their review, quiet
//! storylines, recent changes, and all findings by file.
//!
//! Every list is computed from the snapshot on request; nothing is stored. The markup is `assets/desk.html`.

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

/// Days without a brief after which an ongoing storyline is listed as quiet.
const QUIET_DAYS: i64 = 14;
/// Most files with findings that are listed; the rest is counted.
const MAX_FILES: usize = 200;
/// Most findings of one file that are listed; the rest is counted.
const MAX_OF_FILE: usize = 20;
/// Most recent changes that are listed.
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

/// An entry of a list.
#[derive(Serialize)]
struct DeskEntry<'a> {
    title: &'a str,
    href: Option<String>,
    path: &'a str,
    /// A word that says why it is listed, such as `draft`; may be empty.
    mark: &'a str,
    /// The release or the due date, or the time of a storyline's last brief.
    at: Option<Time>,
    note: Option<&'a str>,
}

/// The findings about one file.
#[derive(Serialize)]
struct FileFindings {
    path: String,
    found: Vec<FindingView>,
    n_more: usize,
}

/// Renders the desk.
///
/// All times are those of the previewed moment, so `--now` shows the desk of another day.
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

/// Lists briefs that are not public: by release, those without one last.
fn hidden(shown: &Assembly) -> Vec<DeskEntry<'_>> {
    let site = &*shown.site;
    let release = |linked: &LinkedBrief<'_>| match linked.node.visibility {
        Visibility::Scheduled | Visibility::Embargoed => Some(linked.brief.meta.public_from()),
        _ => None,
    };
    let all = site.brief_ids().map(|id| shown.texts.linked(site, id));
    let hidden = all.filter(|linked| !linked.node.visibility.is_public());
    let mut hidden: Vec<_> = hidden.map(|linked| (release(&linked), linked)).collect();
    // Drafts and held briefs have no release and come last.
    hidden.sort_by_key(|(at, _)| at.unwrap_or(Timestamp::MAX));
    hidden
        .into_iter()
        .map(|(at, linked)| entry(site, linked, at))
        .collect()
}

/// Lists public developing briefs whose review is due, the longest overdue first.
fn review(shown: &Assembly) -> Vec<DeskEntry<'_>> {
    let (site, now) = (&*shown.site, shown.options.now);
    let all = site.brief_ids().map(|id| shown.texts.linked(site, id));
    let developing = all.filter(|linked| linked.node.meta.status == Status::Developing);
    let due =
        developing.map(|linked| (linked.brief.meta.review_due(&site.config.timezone), linked));
    // A brief that is not public is in the first list already, whatever its review.
    let mut due: Vec<_> = due
        .filter(|(at, linked)| *at <= now && linked.node.visibility.is_public())
        .collect();
    due.sort_by_key(|(at, _)| *at);
    due.into_iter()
        .map(|(at, linked)| entry(site, linked, Some(at)))
        .collect()
}

/// Lists ongoing storylines without a brief for [`QUIET_DAYS`], the quietest first.
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
        let Some(newest) = newest.filter(|at| *at < limit && is_ongoing(group)) else {
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

/// Returns whether a storyline is ongoing: by the status in its file, or because it has no file.
fn is_ongoing(group: &Group) -> bool {
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

/// Groups all findings by file, files with errors first.
fn by_file(snapshot: &Snapshot) -> Vec<(&str, Vec<&Diagnostic>)> {
    let mut files: BTreeMap<(bool, &str), Vec<&Diagnostic>> = BTreeMap::new();
    let broken: BTreeSet<&str> = snapshot
        .findings
        .errors()
        .map(|found| found.place.path.as_str())
        .collect();
    for found in snapshot.findings.iter() {
        let path = found.place.path.as_str();
        // `false` sorts before `true`, so files with errors come first.
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
