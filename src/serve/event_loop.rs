//! Event loop of the preview: receives change events, reads the changed files, rebuilds the site, publishes a snapshot.
//!
//! What the preview knows of the folder and the site is changed here only, on one thread. The loop stays responsive by
//! leaving rules and unvisited pages to `background`. Start with [`EventLoop::run`].

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

/// Milliseconds to wait for the end of an unfinished change: a removed file comes back, a written one is closed, a new
/// one is renamed.
const HOLD_MS: f64 = 50.0;
/// Milliseconds after a rebuild in which further changes are gathered for one common rebuild.
const BURST_MS: f64 = 50.0;
/// Revisions in one generation of the cache: what two generations did not use is evicted.
const GENERATION_REVISIONS: u64 = 32;
/// Minimum milliseconds between two readings of the whole folder after lost events; losses in between are made up for.
const SCAN_REST_MS: f64 = 2_000.0;
/// Age in milliseconds of a revision's time at which an idle preview is rebuilt for the current time.
const STALE_MS: u64 = 10 * 60 * 1_000;

/// The loop's connections and settings. What changes from one turn to the next is in [`LoopState`].
pub(super) struct EventLoop {
    /// The canonical path of the site's folder.
    pub root: PathBuf,
    /// The options of the pipeline; their time advances with the clock.
    pub options: Options,
    /// The time given with `--now`; `None` follows the clock.
    pub now: Option<Timestamp>,
    /// The cache shared with the server and the background.
    pub cache: Arc<Cache>,
    /// The channel to which snapshots are published.
    pub publish: SnapshotSender,
    /// How changes in the folder are detected.
    pub watching: WatchMode,
    /// The observer of this preview's events.
    pub observer: Arc<dyn PreviewObserver>,
    /// The background thread, which runs rules and renders unvisited pages.
    pub background: Background,
    /// A sender of this loop's own channel, for new watchers.
    pub sender: Sender<LoopEvent>,
}

/// State of the loop from one turn to the next.
struct LoopState {
    tree: SourceTree,
    /// The problems of files that could not be read, sorted by path.
    unread: Vec<Diagnostic>,
    last_good: LastGood,
    watcher: Option<FolderWatcher>,
    pending: PendingChanges,
    since_rebuild: Stopwatch,
    /// When the whole folder was last read because of lost events, and how often in a row that found nothing.
    last_scan: Option<(Stopwatch, u32)>,
    /// Whether events were lost too soon after that reading for another one.
    rescan_pending: bool,
    /// Counts inspections, so that a background scan that began before the last one is recognised as stale.
    n_inspections: u64,
}

/// Changes that were noticed but not read yet.
#[derive(Default)]
struct PendingChanges {
    /// The paths to inspect, and whether the file there is known to be complete.
    paths: BTreeMap<PathBuf, bool>,
    lost: bool,
    since: Option<Stopwatch>,
}

impl EventLoop {
    /// Publishes the first snapshot, then one for each change, until all senders are gone.
    ///
    /// Fails if the folder cannot be read at the start; later the observer is notified instead.
    pub(super) fn run(mut self, receiver: &Receiver<LoopEvent>) -> Result<(), Error> {
        // Watching begins before reading: a change in between is then seen twice instead of missed.
        let mut watcher = self.start_watching(self.watching);
        let mut unread = Vec::new();
        let tree = theme::complete(&disk::read_tree(&self.root)?.take(&mut unread));
        if let Some(watcher) = &mut watcher {
            watcher.renew();
        }
        let mut state = LoopState {
            tree,
            unread,
            last_good: LastGood::default(),
            watcher,
            pending: PendingChanges::default(),
            since_rebuild: Stopwatch::start(),
            last_scan: None,
            rescan_pending: false,
            n_inspections: 0,
        };
        self.rebuild(&mut state, &[]);
        loop {
            let timeout = state.pending.timeout(&state.since_rebuild);
            let message = match receiver.recv_timeout(timeout) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let is_idle = message.is_none();
            // Everything that has queued up is taken in before anything is read: a save is often several events.
            for message in message.into_iter().chain(receiver.try_iter()) {
                self.receive(&mut state, message);
            }
            if state.pending.is_due(&state.since_rebuild) {
                self.inspect_pending(&mut state);
            } else if is_idle && state.pending.since.is_none() {
                self.on_idle(&mut state);
            }
        }
    }

    fn receive(&mut self, state: &mut LoopState, message: LoopEvent) {
        match message {
            LoopEvent::Seen(events) => {
                for event in events {
                    self.note_event(state, event);
                }
            }
            // A scan that began before the last inspection may have read older files; the next revision's scan follows.
            LoopEvent::Scanned(scan)
                if scan.looks == state.n_inspections && state.pending.since.is_none() =>
            {
                self.adopt(state, scan.tree, scan.unread);
            }
            LoopEvent::Scanned(_) => {}
            LoopEvent::Checked(result) => self.publish_check(result),
            LoopEvent::Failed(revision, error) => self.publish_page_error(revision, error),
        }
    }

    /// Adds an event to the pending changes. Reads nothing yet.
    fn note_event(&mut self, state: &mut LoopState, event: WatchEvent) {
        let (path, is_complete) = match event {
            WatchEvent::Complete(path) => (path, true),
            WatchEvent::InProgress(path) => (path, false),
            // Reading a very large folder may itself overflow the system's event queue, which would go on for ever.
            WatchEvent::Lost if state.last_scan.as_ref().is_some_and(is_too_soon) => {
                state.rescan_pending = true;
                return;
            }
            WatchEvent::Lost => {
                state.last_scan = Some((
                    Stopwatch::start(),
                    state.last_scan.map_or(0, |(_, n_vain)| n_vain + 1),
                ));
                state.pending.lost = true;
                return state.pending.start();
            }
            WatchEvent::Full => return self.switch_to_polling(state),
        };
        let Some(at) = disk::path_in_site(&self.root, &path) else {
            return;
        };
        // A new file may be a temporary one, about to be renamed: many editors save like that. So it has to wait.
        let is_known = state.tree.get(at.as_str()).is_some();
        *state.pending.paths.entry(path).or_default() |= is_complete && is_known;
        state.pending.start();
    }

    /// Reads the files at the pending paths, and rebuilds if any of them differs.
    fn inspect_pending(&mut self, state: &mut LoopState) {
        let PendingChanges {
            paths, mut lost, ..
        } = std::mem::take(&mut state.pending);
        state.n_inspections += 1;
        if paths
            .keys()
            .any(|path| disk::is_folder_of_site(&self.root, path))
            && let Some(watcher) = &mut state.watcher
        {
            // The folder itself was created or replaced, and the old watch is on what was there before.
            watcher.renew();
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
                    // A removed or renamed folder is a single event, whatever was in it.
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
                // The folder is gone, by a checkout or a pulled disk. The last snapshot stays until it is back.
                Err(error) => self.observer.failed(&error),
            }
        } else {
            diag::sort(&mut unread);
            self.adopt(state, state.tree.with(changes), unread);
        }
    }

    /// Makes `tree` the current state of the folder; rebuilds only if it differs.
    ///
    /// This is what makes doubled events harmless: files whose bytes are the same cause no revision.
    fn adopt(&mut self, state: &mut LoopState, tree: SourceTree, unread: Vec<Diagnostic>) {
        // Completed once here, so that the trees derived from it need not add the theme's files again.
        let tree = theme::complete(&tree);
        let changed = tree.differences(&state.tree);
        if changed.is_empty() && unread == state.unread {
            return;
        }
        state.tree = tree;
        state.unread = unread;
        // The reading was not in vain, so the next one need not wait longer.
        state.last_scan = None;
        self.rebuild(state, &changed);
    }

    /// Assembles the site and publishes a new revision, with the findings that are quick to get.
    fn rebuild(&mut self, state: &mut LoopState, changed: &[SourcePath]) {
        let watch = Stopwatch::start();
        let before = self.publish.borrow().clone();
        let revision = before.as_ref().map_or(0, |before| before.revision) + 1;
        self.background.cancel(revision);
        let (latest, displayed) = self.assemble(state);
        let fresh = pipeline::check(&latest, Extent::Assembled, &self.cache, &Silent);
        let mut fresh = fresh.unwrap_or_default();
        fresh.extend(state.unread.iter().cloned());
        diag::sort(&mut fresh);
        // Findings about unchanged files stay valid until the rules have run again.
        let findings = before
            .as_ref()
            .map(|before| before.findings.after(changed, fresh.clone()));
        let findings = findings.unwrap_or(Findings {
            fresh,
            ..Findings::default()
        });
        // Pages that failed before are rendered again now, so that their errors neither vanish and return nor outlive a
        // fix.
        let failed = before
            .iter()
            .flat_map(|before| before.findings.of_pages.iter());
        let failed = failed
            .filter_map(|error| PageError::at(&error.route, (&displayed, &latest), &self.cache));
        let findings = findings.with_page_errors(failed).unwrap_or(findings);
        let changes: Vec<ChangedFile> = snapshot::changes(&displayed, revision, changed);
        let known = before.as_ref().map_or(&[][..], |before| &before.changes);
        // Where the linked site is the same, so is the map of hidden briefs: an edited text alone need not pay for it.
        let same_site = before
            .as_ref()
            .filter(|before| displayed.keys.site == before.displayed.keys.site);
        let hidden = same_site.map_or_else(
            || Arc::new(snapshot::hidden(&displayed)),
            |before| Arc::clone(&before.hidden),
        );
        let next = Arc::new(Snapshot {
            revision,
            check_revision: before.as_ref().map_or(0, |before| before.check_revision) + 1,
            findings: Arc::new(findings),
            hidden,
            changes: snapshot::remember(known, changes),
            displayed,
            latest: Arc::clone(&latest),
        });
        self.publish.send_replace(Some(Arc::clone(&next)));
        self.observer.rebuilt(&next, changed, watch.elapsed_ms());
        // Sites and plans are large and may change at every save, so they are evicted by revision; small results live
        // for a whole generation.
        self.cache.end_revision();
        if revision.is_multiple_of(GENERATION_REVISIONS) {
            self.cache.end_generation();
        }
        self.background.start_task(Task {
            snapshot: next,
            before,
            tree: state.tree.clone(),
            unread: state.unread.clone(),
            looks: state.n_inspections,
            options: self.options.clone(),
            changed: changed.to_vec(),
        });
        state.since_rebuild = Stopwatch::start();
    }

    /// Assembles the site as it is in the folder, and as it is displayed: with the last good versions of files that an
    /// error hides. Without such files both are the same value.
    fn assemble(&mut self, state: &mut LoopState) -> (Arc<Assembly>, Arc<Assembly>) {
        let assemble = |tree: &SourceTree, options: &Options| {
            Arc::new(pipeline::assemble(tree, options, &self.cache, &Silent))
        };
        let mut latest = assemble(&state.tree, &self.options);
        // A brief has been released since the time of the options: only then do they need a newer one.
        if self.is_released(&latest) {
            self.options.now = self.current_time();
            latest = assemble(&state.tree, &self.options);
        }
        let displayed = match state
            .last_good
            .stand_in(&state.tree, &latest.hidden_by_mistakes())
        {
            Some(tree) => assemble(&tree, &self.options),
            None => Arc::clone(&latest),
        };
        (latest, displayed)
    }

    /// Publishes the findings of rules, unless they are about an older revision.
    fn publish_check(&self, result: CheckResult) {
        let Some(now) = self.publish.borrow().clone() else {
            return;
        };
        if now.revision == result.revision {
            // Errors of visited pages came in while the rules ran; the result does not have them.
            let of_pages = now.findings.of_pages.iter().cloned();
            let findings = result
                .findings
                .with_page_errors(of_pages)
                .unwrap_or(result.findings);
            self.publish_findings(&now, findings);
        }
    }

    /// Publishes the error of a page, if it is of the current revision and not known yet.
    fn publish_page_error(&self, revision: u64, error: PageError) {
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

    /// Publishes the site of `now` with other findings: open pages fetch those, and not themselves.
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

    /// Does what time alone calls for: a postponed reading of the folder, a release, a refresh of the time.
    fn on_idle(&mut self, state: &mut LoopState) {
        if state.rescan_pending && !state.last_scan.as_ref().is_some_and(is_too_soon) {
            state.rescan_pending = false;
            return self.note_event(state, WatchEvent::Lost);
        }
        let Some(now) = self.publish.borrow().clone() else {
            return;
        };
        let time = self.current_time();
        let age = time.duration_since(self.options.now).as_millis();
        if self.is_released(&now.latest) || age > i128::from(STALE_MS) {
            self.options.now = time;
            self.rebuild(state, &[]);
        }
    }

    /// Returns whether a brief has become public since the time that `assembly` was assembled for.
    fn is_released(&self, assembly: &Assembly) -> bool {
        assembly
            .site
            .next_release
            .is_some_and(|at| at <= self.current_time())
    }

    fn current_time(&self) -> Timestamp {
        clock::resolve(self.now).unwrap_or(self.options.now)
    }

    /// Starts a watcher in the given mode, or in polling mode if the system cannot watch the folder.
    fn start_watching(&self, mode: WatchMode) -> Option<FolderWatcher> {
        let sender = self.sender.clone();
        let tell = move |events| drop(sender.send(LoopEvent::Seen(events)));
        let watcher = watch::watch(&self.root, mode, tell);
        if watcher.is_none() && mode == WatchMode::Native {
            self.observer.polling();
            return self.start_watching(WatchMode::Polling);
        }
        watcher
    }

    fn switch_to_polling(&mut self, state: &mut LoopState) {
        if state
            .watcher
            .as_ref()
            .is_some_and(|watcher| watcher.mode == WatchMode::Polling)
        {
            return;
        }
        self.observer.polling();
        state.watcher = self.start_watching(WatchMode::Polling);
        state.pending.lost = true;
        state.pending.start();
    }
}

/// Returns whether the folder was read too recently to read it again.
///
/// The pause doubles, up to 32-fold, with each reading that found nothing.
fn is_too_soon((since, n_vain): &(Stopwatch, u32)) -> bool {
    since.elapsed_ms() < SCAN_REST_MS * f64::from(2_u32.pow((*n_vain).min(5)))
}

impl PendingChanges {
    fn start(&mut self) {
        self.since.get_or_insert_with(Stopwatch::start);
    }

    /// Returns the milliseconds until the pending changes are due; `None` if there are none.
    fn wait_ms(&self, since_rebuild: &Stopwatch) -> Option<f64> {
        let waited = self.since.as_ref()?.elapsed_ms();
        let is_complete = self.lost || self.paths.values().any(|is_complete| *is_complete);
        let burst = (BURST_MS - since_rebuild.elapsed_ms()).max(0.0);
        // The first complete change is due at once, for the shortest wait after a save. Those right after it are
        // gathered.
        let wait = if is_complete { burst } else { HOLD_MS };
        Some((wait - if is_complete { 0.0 } else { waited }).max(0.0))
    }

    fn is_due(&self, since_rebuild: &Stopwatch) -> bool {
        self.wait_ms(since_rebuild).is_some_and(|ms| ms <= 0.0)
    }

    /// Returns how long to wait for the next event; one second if nothing is pending, for [`EventLoop::on_idle`].
    fn timeout(&self, since_rebuild: &Stopwatch) -> Duration {
        let ms = self.wait_ms(since_rebuild).unwrap_or(1_000.0);
        // Half a millisecond more, so that the changes are surely due when the wait ends.
        Duration::from_micros((ms * 1_000.0) as u64 + 500)
    }
}

/// Returns the pipeline options of a preview.
pub(super) fn options(now: Timestamp, show: crate::site::Audience) -> Options {
    // As in a plain `build`, so that the preview reports the same errors, lost addresses included.
    Options {
        now,
        audience: show,
        base: None,
        locked: UrlLock::Enforce,
        scope: Scope::All,
    }
}
