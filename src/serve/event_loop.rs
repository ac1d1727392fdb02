//! The loop of the preview: hears that something changed, looks, assembles the site anew, and puts it out.
//! All that changes in a preview changes here. Rules are asked, and pages that nobody looks at are made, in `behind`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use jiff::Timestamp;

use crate::cache::Cache;
use crate::check::{Scope, UrlLock};
use crate::clock::{self, Stopwatch};
use crate::diag::{self, Diagnostic};
use crate::disk::{self, PathState};
use crate::error::Error;
use crate::pipeline::{self, Assembly, Extent, Options};
use crate::serve::background::{Background, Task};
use crate::serve::last_good::LastGood;
use crate::serve::loop_event::{CheckResult, LoopEvent};
use crate::serve::snapshot::{self, ChangedFile, Findings, PageError, Snapshot, SnapshotSender};
use crate::serve::watch::{self, FolderWatcher, WatchEvent, WatchMode};
use crate::serve::{PreviewObserver, Silent};
use crate::source::{SourcePath, SourceTree};
use crate::theme;

/// Milliseconds for which something that may not be over is waited for: a file that was taken away comes back,
/// one that is written is closed, a new one is renamed.
const HOLD_MS: f64 = 50.0;
/// Milliseconds after a change for which further ones are gathered.
const BURST_MS: f64 = 50.0;
/// Revisions after which what none of the last so many has asked for is forgotten.
const TURN_EVERY: u64 = 32;
/// Milliseconds between two searches of the whole folder for what the system has lost, at least; what is lost in between is owed.
const SEARCH_REST_MS: f64 = 2_000.0;
/// Milliseconds that a moment may be old before the site is assembled for a newer one, when nothing else happens.
const STALE_MS: u64 = 10 * 60 * 1_000;

/// Keeps the preview true to the folder.
pub(super) struct EventLoop {
    /// The site's folder, canonical.
    pub root: PathBuf,
    /// How the site is assembled; its moment is moved on.
    pub options: Options,
    /// The moment that was asked for, if one was.
    pub now: Option<Timestamp>,
    /// What is kept from one revision to the next.
    pub cache: Arc<Cache>,
    /// Where snapshots are put.
    pub publish: SnapshotSender,
    /// How changes are noticed.
    pub watching: WatchMode,
    /// Is told what happens.
    pub observer: Arc<dyn PreviewObserver>,
    /// Makes the rest in the background.
    pub behind: Background,
    /// Hands to the watching library, to be told of what it notices.
    pub sender: Sender<LoopEvent>,
}

/// What the loop knows from turn to turn.
struct LoopState {
    tree: SourceTree,
    /// What is wrong with files that could not be read, by path.
    unread: Vec<Diagnostic>,
    good: LastGood,
    watching: Option<FolderWatcher>,
    pending: PendingChanges,
    since_turn: Stopwatch,
    /// When the folder was last read through because something was lost, and how often in vain since.
    searched: Option<(Stopwatch, u32)>,
    /// Whether something was lost since.
    owes_search: bool,
    /// Counts the times that files were looked at, so that an older reading of the folder is known as such.
    looks: u64,
}

/// What was noticed and not looked at yet.
#[derive(Default)]
struct PendingChanges {
    /// Whether something is whole, by path.
    paths: BTreeMap<PathBuf, bool>,
    lost: bool,
    since: Option<Stopwatch>,
}

impl EventLoop {
    /// Assembles the site, then keeps it true until nobody listens any more. Fails if the folder cannot be read.
    pub(super) fn run(mut self, sender: &Receiver<LoopEvent>) -> Result<(), Error> {
        let mut watching = self.begin_watching(self.watching);
        let mut unread = Vec::new();
        let tree = theme::complete(&disk::read_tree(&self.root)?.take(&mut unread));
        if let Some(watching) = &mut watching {
            watching.renew();
        }
        let mut state = LoopState {
            tree,
            unread,
            good: LastGood::default(),
            watching,
            pending: PendingChanges::default(),
            since_turn: Stopwatch::start(),
            searched: None,
            owes_search: false,
            looks: 0,
        };
        self.rebuild(&mut state, &[]);
        loop {
            let message = match sender.recv_timeout(state.pending.patience(&state.since_turn)) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let waited_in_vain = message.is_none();
            for message in message.into_iter().chain(sender.try_iter()) {
                self.receive(&mut state, message);
            }
            if state.pending.is_due(&state.since_turn) {
                self.look(&mut state);
            } else if waited_in_vain && state.pending.since.is_none() {
                self.move_on(&mut state);
            }
        }
    }

    fn receive(&mut self, state: &mut LoopState, message: LoopEvent) {
        match message {
            LoopEvent::Seen(sightings) => {
                for sighting in sightings {
                    self.notice(state, sighting);
                }
            }
            // One that began before the last look may be older than it; another one follows.
            LoopEvent::Scanned(scan)
                if scan.looks == state.looks && state.pending.since.is_none() =>
            {
                self.adopt(state, scan.tree, scan.unread);
            }
            LoopEvent::Scanned(_) => {}
            LoopEvent::Judged(verdict) => self.publish_check(verdict),
            LoopEvent::Failed(revision, error) => self.fail(revision, error),
        }
    }

    fn notice(&mut self, state: &mut LoopState, sighting: WatchEvent) {
        let (path, is_whole) = match sighting {
            WatchEvent::Complete(path) => (path, true),
            WatchEvent::InProgress(path) => (path, false),
            // Reading through a very large folder may itself be more than the system can tell of.
            WatchEvent::Lost if state.searched.as_ref().is_some_and(is_too_soon) => {
                state.owes_search = true;
                return;
            }
            WatchEvent::Lost => {
                state.searched = Some((
                    Stopwatch::start(),
                    state.searched.map_or(0, |(_, n_vain)| n_vain + 1),
                ));
                state.pending.lost = true;
                return state.pending.begin();
            }
            WatchEvent::Full => return self.poll(state),
        };
        let Some(at) = disk::path_in_site(&self.root, &path) else {
            return;
        };
        // One that is new may be on its way to another name: many editors save so.
        let is_known = state.tree.get(at.as_str()).is_some();
        *state.pending.paths.entry(path).or_default() |= is_whole && is_known;
        state.pending.begin();
    }

    /// Looks at what was noticed, and turns to what there is now.
    fn look(&mut self, state: &mut LoopState) {
        let PendingChanges {
            paths, mut lost, ..
        } = std::mem::take(&mut state.pending);
        state.looks += 1;
        if paths
            .keys()
            .any(|path| disk::is_folder_of_site(&self.root, path))
            && let Some(watching) = &mut state.watching
        {
            watching.renew();
        }
        let mut changes = BTreeMap::new();
        let mut unread = state.unread.clone();
        for path in paths.into_keys() {
            match disk::inspect(&self.root, &path) {
                PathState::File(file) => {
                    unread.retain(|found| found.place.path != file.path);
                    changes.insert(file.path.clone(), Some(*file));
                }
                PathState::Invalid(found) => {
                    unread.retain(|known| known.place.path != found.place.path);
                    changes.insert(found.place.path.clone(), None);
                    unread.push(found);
                }
                PathState::Missing(path) => {
                    unread.retain(|found| found.place.path != path);
                    lost |= state.tree.has_folder(&path);
                    changes.insert(path, None);
                }
                PathState::Ignored => {}
                PathState::Unknown => lost = true,
            }
        }
        if lost {
            match disk::read_tree(&self.root) {
                Ok(read) => self.adopt(state, read.value, read.diagnostics),
                // The whole folder is away: an editor at work, or a disk that was pulled. It is said by the pages.
                Err(error) => self.observer.failed(&error),
            }
        } else {
            diag::sort(&mut unread);
            self.adopt(state, state.tree.with(changes), unread);
        }
    }

    /// Takes `tree` as what is in the folder; turns only if something in it differs.
    fn adopt(&mut self, state: &mut LoopState, tree: SourceTree, unread: Vec<Diagnostic>) {
        // With the theme's files in it once, none of the trees that are made of it needs them again.
        let tree = theme::complete(&tree);
        let changed = tree.differences(&state.tree);
        if changed.is_empty() && unread == state.unread {
            return;
        }
        state.tree = tree;
        state.unread = unread;
        state.searched = None;
        self.rebuild(state, &changed);
    }

    /// Assembles the site as it is now, and puts it out.
    fn rebuild(&mut self, state: &mut LoopState, changed: &[SourcePath]) {
        let watch = Stopwatch::start();
        let before = self.publish.borrow().clone();
        let revision = before.as_ref().map_or(0, |before| before.revision) + 1;
        self.behind.cancel(revision);
        let (truth, shown) = self.assemble(state);
        let fresh = pipeline::check(&truth, Extent::Assembled, &self.cache, &Silent);
        let mut fresh = fresh.unwrap_or_default();
        fresh.extend(state.unread.iter().cloned());
        diag::sort(&mut fresh);
        // What the rules said of files that are as they were holds until they have been asked anew.
        let findings = before
            .as_ref()
            .map(|before| before.findings.after(changed, fresh.clone()));
        let findings = findings.unwrap_or(Findings {
            fresh,
            ..Findings::default()
        });
        // Nor does an error of a page go away for the moment that it takes to ask for the page again.
        let failed = before
            .iter()
            .flat_map(|before| before.findings.of_pages.iter());
        let failed =
            failed.filter_map(|error| PageError::at(&error.route, (&shown, &truth), &self.cache));
        let findings = findings.with_page_errors(failed).unwrap_or(findings);
        let changes: Vec<ChangedFile> = snapshot::changes(&shown, revision, changed);
        let known = before.as_ref().map_or(&[][..], |before| &before.changes);
        let node = before
            .as_ref()
            .filter(|before| shown.keys.site == before.displayed.keys.site);
        let hidden = node.map_or_else(
            || Arc::new(snapshot::hidden(&shown)),
            |before| Arc::clone(&before.hidden),
        );
        let next = Arc::new(Snapshot {
            revision,
            check_revision: before.as_ref().map_or(0, |before| before.check_revision) + 1,
            findings: Arc::new(findings),
            hidden,
            changes: snapshot::remember(known, changes),
            displayed: shown,
            latest: Arc::clone(&truth),
        });
        self.publish.send_replace(Some(Arc::clone(&next)));
        self.observer.rebuilt(&next, changed, watch.elapsed_ms());
        self.cache.end_revision();
        if revision.is_multiple_of(TURN_EVERY) {
            self.cache.end_generation();
        }
        self.behind.start_task(Task {
            snapshot: next,
            before,
            tree: state.tree.clone(),
            unread: state.unread.clone(),
            looks: state.looks,
            options: self.options.clone(),
            changed: changed.to_vec(),
        });
        state.since_turn = Stopwatch::start();
    }

    /// Assembles what is there, and what is shown: the same, but where a mistake hides a file.
    fn assemble(&mut self, state: &mut LoopState) -> (Arc<Assembly>, Arc<Assembly>) {
        let assemble = |tree: &SourceTree, options: &Options| {
            Arc::new(pipeline::assemble(tree, options, &self.cache, &Silent))
        };
        let mut truth = assemble(&state.tree, &self.options);
        if self.is_released(&truth) {
            self.options.now = self.moment();
            truth = assemble(&state.tree, &self.options);
        }
        let shown = match state
            .good
            .stand_in(&state.tree, &truth.hidden_by_mistakes())
        {
            Some(tree) => assemble(&tree, &self.options),
            None => Arc::clone(&truth),
        };
        (truth, shown)
    }

    /// Puts out what the rules say, if they were asked about what is there now.
    fn publish_check(&self, verdict: CheckResult) {
        let Some(now) = self.publish.borrow().clone() else {
            return;
        };
        if now.revision == verdict.revision {
            let of_pages = now.findings.of_pages.iter().cloned();
            let findings = verdict
                .findings
                .with_page_errors(of_pages)
                .unwrap_or(verdict.findings);
            self.publish_findings(&now, findings);
        }
    }

    /// Puts out that a page could not be rendered, if that is news about what is there now.
    fn fail(&self, revision: u64, error: PageError) {
        let Some(now) = self
            .publish
            .borrow()
            .clone()
            .filter(|now| now.revision == revision)
        else {
            return;
        };
        if let Some(findings) = now.findings.with_page_errors([error]) {
            self.publish_findings(&now, findings);
        }
    }

    fn publish_findings(&self, now: &Snapshot, findings: Findings) {
        let next = Arc::new(Snapshot {
            revision: now.revision,
            check_revision: now.check_revision + 1,
            findings: Arc::new(findings),
            displayed: Arc::clone(&now.displayed),
            latest: Arc::clone(&now.latest),
            changes: Arc::clone(&now.changes),
            hidden: Arc::clone(&now.hidden),
        });
        self.observer.checked(&next);
        self.publish.send_replace(Some(next));
    }

    /// Nothing happens: time does.
    fn move_on(&mut self, state: &mut LoopState) {
        if state.owes_search && !state.searched.as_ref().is_some_and(is_too_soon) {
            state.owes_search = false;
            return self.notice(state, WatchEvent::Lost);
        }
        let Some(now) = self.publish.borrow().clone() else {
            return;
        };
        let moment = self.moment();
        let old = moment.duration_since(self.options.now).as_millis();
        if self.is_released(&now.latest) || old > i128::from(STALE_MS) {
            self.options.now = moment;
            self.rebuild(state, &[]);
        }
    }

    /// Returns whether a brief became public since the moment that `assembly` was assembled for.
    fn is_released(&self, assembly: &Assembly) -> bool {
        assembly
            .site
            .next_release
            .is_some_and(|at| at <= self.moment())
    }

    fn moment(&self) -> Timestamp {
        clock::resolve(self.now).unwrap_or(self.options.now)
    }

    fn begin_watching(&self, manner: WatchMode) -> Option<FolderWatcher> {
        let sender = self.sender.clone();
        let tell = move |sightings| drop(sender.send(LoopEvent::Seen(sightings)));
        let watching = watch::watch(&self.root, manner, tell);
        if watching.is_none() && manner == WatchMode::Native {
            self.observer.polling();
            return self.begin_watching(WatchMode::Polling);
        }
        watching
    }

    fn poll(&mut self, state: &mut LoopState) {
        if state
            .watching
            .as_ref()
            .is_some_and(|watching| watching.manner == WatchMode::Polling)
        {
            return;
        }
        self.observer.polling();
        state.watching = self.begin_watching(WatchMode::Polling);
        state.pending.lost = true;
        state.pending.begin();
    }
}

/// Returns whether the folder was read through a moment ago: the longer, the more often in vain.
fn is_too_soon((since, n_vain): &(Stopwatch, u32)) -> bool {
    since.elapsed_ms() < SEARCH_REST_MS * f64::from(2_u32.pow((*n_vain).min(5)))
}

impl PendingChanges {
    fn begin(&mut self) {
        self.since.get_or_insert_with(Stopwatch::start);
    }

    /// Milliseconds until what is pending is looked at; `None` if nothing is.
    fn wait_ms(&self, since_turn: &Stopwatch) -> Option<f64> {
        let waited = self.since.as_ref()?.elapsed_ms();
        let is_whole = self.lost || self.paths.values().any(|whole| *whole);
        let burst = (BURST_MS - since_turn.elapsed_ms()).max(0.0);
        // Whatever is whole is looked at now; in a burst, with all that comes in the meantime.
        let wait = if is_whole { burst } else { HOLD_MS };
        Some((wait - if is_whole { 0.0 } else { waited }).max(0.0))
    }

    fn is_due(&self, since_turn: &Stopwatch) -> bool {
        self.wait_ms(since_turn).is_some_and(|ms| ms <= 0.0)
    }

    fn patience(&self, since_turn: &Stopwatch) -> Duration {
        let ms = self.wait_ms(since_turn).unwrap_or(1_000.0);
        // Half a millisecond more, so that the wait is over when it ends.
        Duration::from_micros((ms * 1_000.0) as u64 + 500)
    }
}

/// Returns the options that a preview begins with.
pub(super) fn options(now: Timestamp, show: crate::site::Audience) -> Options {
    // What is previewed is what a build of the site itself would be.
    Options {
        now,
        audience: show,
        base: None,
        locked: UrlLock::Enforce,
        scope: Scope::All,
    }
}
