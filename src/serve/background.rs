//! Low-priority background work of the preview: rescans the folder, runs the rules, renders unvisited pages.
//!
//! One thread, which a new revision interrupts. It changes nothing itself: results are sent to the event loop, which
//! drops them if they are stale.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{path::PathBuf, thread};

use crate::cache::Cache;
use crate::clock::Stopwatch;
use crate::diag::{self, Diagnostic, Severity};
use crate::disk::{self, FileStamps};
use crate::pipeline::{self, Extent, Options, Progress, Renderer};
use crate::render::Templates;
use crate::serve::loop_event::{CheckResult, FolderScan, LoopEvent};
use crate::serve::snapshot::{Findings, PageError, Snapshot};
use crate::source::{SourcePath, SourceTree};

/// Milliseconds without a save after which every rule is run, and the whole folder is looked through if that is due.
const QUIET_MS: u64 = 300;
/// Further milliseconds without a save after which every page is rendered.
const IDLE_MS: u64 = 1_500;
/// Milliseconds from one look through the whole folder to the next. It finds changes that no event reported, which are
/// rare, and costs a large site more than all else that follows a save.
const SCAN_PAUSE_MS: f64 = 5_000.0;

/// The background work for one revision.
pub(super) struct Task {
    /// The snapshot of the revision.
    pub snapshot: Arc<Snapshot>,
    /// The previous snapshot, moved here to be dropped: freeing a large site takes a while, and here nobody waits.
    pub before: Option<Arc<Snapshot>>,
    /// The files of the revision.
    pub tree: SourceTree,
    /// The problems of files that could not be read.
    pub unread: Vec<Diagnostic>,
    /// The loop's count of inspections, returned with the scan to show whether it is stale.
    pub looks: u64,
    /// The options of the revision.
    pub options: Options,
    /// The files that differ from the previous revision.
    pub changed: Vec<SourcePath>,
}

/// Handle of the background thread, held by the event loop.
pub(super) struct Background {
    pending: Arc<Mutex<Option<Task>>>,
    wake: Sender<()>,
    newest: Arc<AtomicU64>,
}

/// State of the background thread.
struct Worker {
    root: PathBuf,
    cache: Arc<Cache>,
    newest: Arc<AtomicU64>,
    sender: Sender<LoopEvent>,
}

/// What is known of earlier looks through the folder.
#[derive(Default)]
struct Scans {
    /// The stat cache of the last one: the next opens only files that have changed since.
    stamps: FileStamps,
    /// The time since the last one.
    last: Option<Stopwatch>,
}

impl Scans {
    /// Returns the milliseconds until the next one is due.
    fn rest_ms(&self) -> u64 {
        let rest = |last: &Stopwatch| SCAN_PAUSE_MS - last.elapsed_ms();
        // A cast from a negative number gives 0.
        self.last.as_ref().map_or(0.0, rest).ceil() as u64
    }
}

impl Background {
    /// Starts the thread, which ends when this handle is dropped.
    pub(super) fn start(root: PathBuf, cache: Arc<Cache>, sender: Sender<LoopEvent>) -> Self {
        let (wake, receiver) = mpsc::channel();
        let pending = Arc::new(Mutex::new(None));
        let inbox = Inbox {
            pending: Arc::clone(&pending),
            wake: receiver,
        };
        let newest = Arc::new(AtomicU64::new(0));
        let worker = Worker {
            root,
            cache,
            newest: Arc::clone(&newest),
            sender,
        };
        thread::spawn(move || pipeline::in_background(move || worker.run(&inbox)));
        Background {
            pending,
            wake,
            newest,
        }
    }

    /// Cancels the work on every revision before `revision`, so that assembling it has the processors to itself.
    pub(super) fn cancel(&self, revision: u64) {
        self.newest.store(revision, Ordering::Relaxed);
    }

    /// Starts the work on a new revision, in place of one that was not started yet.
    pub(super) fn start_task(&self, task: Task) {
        *self.pending.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
        // Sending fails only if the thread has ended, which it does with the preview.
        let _ = self.wake.send(());
    }
}

impl Worker {
    fn run(&self, inbox: &Inbox) {
        let mut scans = Scans::default();
        let mut next = inbox.wait();
        while let Some(task) = next {
            next = self.work(task, inbox, &mut scans).or_else(|| inbox.wait());
        }
    }

    /// Works on `task`, the most useful steps first, until it is done; returns a newer task if one arrives meanwhile.
    fn work(&self, mut task: Task, inbox: &Inbox, scans: &mut Scans) -> Option<Task> {
        drop(task.before.take());
        let cancel = CancelToken {
            newest: &self.newest,
            revision: task.snapshot.revision,
        };
        let latest = &task.snapshot.latest;
        let check = |extent| pipeline::check(latest, extent, &self.cache, &cancel);
        let mut assembled = check(Extent::Assembled)?;
        assembled.extend(task.unread.iter().cloned());
        // The changed files first, without waiting for quiet: their findings are what the editor is looking for.
        if let Some(quick) = check(Extent::Files(&task.changed)) {
            let mut fresh: Vec<Diagnostic> = assembled.iter().cloned().chain(quick).collect();
            diag::sort(&mut fresh);
            self.send_findings(
                &task,
                Findings {
                    fresh,
                    ..(*task.snapshot.findings).clone()
                },
            );
        }
        if let Some(newer) = inbox.wait_for(QUIET_MS) {
            return Some(newer);
        }
        let is_scanned = scans.rest_ms() == 0;
        if is_scanned {
            self.scan(&task, scans);
        }
        let mut known =
            pipeline::survey(&task.tree, &task.options, &self.cache, &cancel)?.diagnostics;
        // Errors of assembling are found at every revision anyway. Kept in `known`, a fixed one would stay until the
        // next full check.
        known.retain(|found| found.severity != Severity::Error || !assembled.contains(found));
        let findings = Findings::combined(assembled, known);
        self.send_findings(&task, findings.clone());
        if let Some(newer) = inbox.wait_for(IDLE_MS) {
            return Some(newer);
        }
        if latest.templates.as_ref().is_some_and(Templates::can_fail) {
            let of_pages = Renderer::new(latest, &self.cache)
                .failing(&cancel)?
                .into_iter();
            let errors = of_pages.map(|(route, found)| PageError { route, found });
            if let Some(findings) = findings.with_page_errors(errors) {
                self.send_findings(&task, findings);
            }
        }
        if !is_scanned {
            if let Some(newer) = inbox.wait_for(scans.rest_ms()) {
                return Some(newer);
            }
            self.scan(&task, scans);
        }
        None
    }

    /// Looks through the folder for changes that no event reported.
    fn scan(&self, task: &Task, scans: &mut Scans) {
        // If the folder cannot be read, the loop reports that at the next event.
        if let Ok(read) = disk::read_since(&self.root, &task.tree, &scans.stamps) {
            scans.stamps = read.stamps;
            let scan = FolderScan {
                looks: task.looks,
                tree: read.tree.value,
                unread: read.tree.diagnostics,
            };
            drop(self.sender.send(LoopEvent::Scanned(scan)));
        }
        scans.last = Some(Stopwatch::start());
    }

    fn send_findings(&self, task: &Task, findings: Findings) {
        let result = CheckResult {
            revision: task.snapshot.revision,
            findings,
        };
        drop(self.sender.send(LoopEvent::Checked(result)));
    }
}

/// Slot for the next task. Not a queue: only the newest revision matters, and a queue would keep a whole site in memory
/// for each save that the background has not caught up with.
struct Inbox {
    pending: Arc<Mutex<Option<Task>>>,
    wake: Receiver<()>,
}

impl Inbox {
    /// Waits for a task; `None` once the handle is dropped.
    fn wait(&self) -> Option<Task> {
        loop {
            if let Some(task) = self.take() {
                return Some(task);
            }
            self.wake.recv().ok()?;
        }
    }

    /// Waits at most `ms` milliseconds for a task.
    fn wait_for(&self, ms: u64) -> Option<Task> {
        // Wake-ups may be left over from tasks that were taken already, and would end the wait at once.
        self.wake.try_iter().for_each(drop);
        self.take().or_else(|| {
            self.wake.recv_timeout(Duration::from_millis(ms)).ok()?;
            self.take()
        })
    }

    fn take(&self) -> Option<Task> {
        self.pending
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

/// Progress that stops the work as soon as there is a newer revision.
struct CancelToken<'a> {
    newest: &'a AtomicU64,
    revision: u64,
}

impl Progress for CancelToken<'_> {
    fn stage(&self, _: pipeline::Stage, _: usize) {}
    fn step(&self) {}
    fn should_continue(&self) -> bool {
        self.newest.load(Ordering::Relaxed) == self.revision
    }
}
