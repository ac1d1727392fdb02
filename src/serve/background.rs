//! What is done when nothing else is to do: looking whether the folder is as it is thought to be, asking the
//! rules, making the pages that nobody has asked for. One thread of low priority; a newer revision ends its work.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{path::PathBuf, thread};

use crate::cache::Cache;
use crate::diag::{self, Diagnostic, Severity};
use crate::disk;
use crate::pipeline::{self, Extent, Options, Progress, Renderer};
use crate::serve::loop_event::{CheckResult, FolderScan, LoopEvent};
use crate::serve::snapshot::{Findings, PageError, Snapshot};
use crate::source::{SourcePath, SourceTree};

/// Milliseconds of quiet after which the whole folder is looked at, and every rule asked.
const QUIET_MS: u64 = 300;
/// Milliseconds of quiet more after which every page is made.
const IDLE_MS: u64 = 1_500;

/// What there is to do about a new revision.
pub(super) struct Task {
    /// The revision.
    pub snapshot: Arc<Snapshot>,
    /// The one before, to be given up here: that takes a while, and nobody waits.
    pub before: Option<Arc<Snapshot>>,
    /// The files it was assembled from.
    pub tree: SourceTree,
    /// What is wrong with those that could not be read.
    pub unread: Vec<Diagnostic>,
    /// How often files had been looked at.
    pub looks: u64,
    /// How it was assembled.
    pub options: Options,
    /// The files that differ from the revision before.
    pub changed: Vec<SourcePath>,
}

/// The background, as the loop sees it.
pub(super) struct Background {
    waiting: Arc<Mutex<Option<Task>>>,
    wake: Sender<()>,
    wanted: Arc<AtomicU64>,
}

/// The background, as it sees itself.
struct Worker {
    root: PathBuf,
    cache: Arc<Cache>,
    wanted: Arc<AtomicU64>,
    tell: Sender<LoopEvent>,
}

impl Background {
    /// Starts the thread.
    pub(super) fn start(root: PathBuf, cache: Arc<Cache>, tell: Sender<LoopEvent>) -> Self {
        let (wake, heard) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(None));
        let inbox = Inbox {
            waiting: Arc::clone(&waiting),
            wake: heard,
        };
        let wanted = Arc::new(AtomicU64::new(0));
        let worker = Worker {
            root,
            cache,
            wanted: Arc::clone(&wanted),
            tell,
        };
        thread::spawn(move || pipeline::in_background(move || worker.run(&inbox)));
        Background {
            waiting,
            wake,
            wanted,
        }
    }

    /// Ends the work on every revision before `revision`.
    pub(super) fn cancel(&self, revision: u64) {
        self.wanted.store(revision, Ordering::Relaxed);
    }

    /// Begins the work on a new revision; one that still waits is given up for it.
    pub(super) fn start_task(&self, task: Task) {
        *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
        // If the thread is gone, so is the preview.
        let _ = self.wake.send(());
    }
}

impl Worker {
    fn run(&self, inbox: &Inbox) {
        let mut next = inbox.wait();
        while let Some(task) = next {
            next = self.work(task, inbox).or_else(|| inbox.wait());
        }
    }

    /// Works on `task` until it is done or there is a newer one, which is returned.
    fn work(&self, mut task: Task, inbox: &Inbox) -> Option<Task> {
        drop(task.before.take());
        let going = CancelToken {
            wanted: &self.wanted,
            revision: task.snapshot.revision,
        };
        let truth = &task.snapshot.latest;
        let check = |extent| pipeline::check(truth, extent, &self.cache, &going);
        let mut so_far = check(Extent::Assembled)?;
        so_far.extend(task.unread.iter().cloned());
        if let Some(quick) = check(Extent::Files(&task.changed)) {
            let mut fresh: Vec<Diagnostic> = so_far.iter().cloned().chain(quick).collect();
            diag::sort(&mut fresh);
            self.check(
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
        if let Ok(read) = disk::read_tree(&self.root) {
            let scan = FolderScan {
                looks: task.looks,
                tree: read.value,
                unread: read.diagnostics,
            };
            drop(self.tell.send(LoopEvent::Scanned(scan)));
        }
        let mut known =
            pipeline::survey(&task.tree, &task.options, &self.cache, &going)?.diagnostics;
        // What assembling finds is found again at each turn.
        known.retain(|found| found.severity != Severity::Error || !so_far.contains(found));
        let findings = Findings::combined(so_far, known);
        self.check(&task, findings.clone());
        if let Some(newer) = inbox.wait_for(IDLE_MS) {
            return Some(newer);
        }
        if truth.templates.is_some() {
            let of_pages = Renderer::new(truth, &self.cache)
                .failing(&going)?
                .into_iter();
            let errors = of_pages.map(|(route, found)| PageError { route, found });
            if let Some(findings) = findings.with_page_errors(errors) {
                self.check(&task, findings);
            }
        }
        None
    }

    fn check(&self, task: &Task, findings: Findings) {
        let verdict = CheckResult {
            revision: task.snapshot.revision,
            findings,
        };
        drop(self.tell.send(LoopEvent::Judged(verdict)));
    }
}

/// The task that waits: one at most, since the newest is all that is wanted. A queue would hold a site for each save
/// that the background is behind.
struct Inbox {
    waiting: Arc<Mutex<Option<Task>>>,
    wake: Receiver<()>,
}

impl Inbox {
    /// Waits for a task; `None` when there will be no more.
    fn wait(&self) -> Option<Task> {
        loop {
            if let Some(task) = self.take() {
                return Some(task);
            }
            self.wake.recv().ok()?;
        }
    }

    /// Waits so many milliseconds for a task.
    fn wait_for(&self, ms: u64) -> Option<Task> {
        // The wake may still ring of a task that was taken.
        self.wake.try_iter().for_each(drop);
        self.take().or_else(|| {
            self.wake.recv_timeout(Duration::from_millis(ms)).ok()?;
            self.take()
        })
    }

    fn take(&self) -> Option<Task> {
        self.waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

/// Goes on while no newer revision is wanted.
struct CancelToken<'a> {
    wanted: &'a AtomicU64,
    revision: u64,
}

impl Progress for CancelToken<'_> {
    fn stage(&self, _: pipeline::Stage, _: usize) {}
    fn step(&self) {}
    fn should_continue(&self) -> bool {
        self.wanted.load(Ordering::Relaxed) == self.revision
    }
}
