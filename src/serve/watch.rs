//! Folder watcher: reports that something in the site's folder may have changed, and where to look first.
//!
//! It never reports what changed. The event loop reads the files itself, so a lost, doubled or reordered event cannot
//! lead to a wrong site. The only user of the `notify` crate.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk;

/// Milliseconds between two scans of the folder in polling mode.
const POLL_MS: u64 = 1_000;

/// A hint from the file system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum WatchEvent {
    /// The file at this path is complete: it was renamed into place, or its writer closed it.
    Complete(PathBuf),
    /// Something at this path was created, written to or removed, and more may follow.
    InProgress(PathBuf),
    /// Events were lost: anything may have changed.
    Lost,
    /// The system's limit on watched folders is reached.
    Full,
}

/// How changes in the folder are detected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WatchMode {
    /// By change events of the operating system.
    Native,
    /// By scanning the folder every second.
    Polling,
}

/// Watches a site's folder until it is dropped.
pub(super) struct FolderWatcher {
    watcher: Box<dyn Watcher + Send>,
    root: PathBuf,
    /// How changes are detected.
    pub mode: WatchMode,
}

/// Watches the site at `root`, a canonical path, and calls `tell` with every batch of hints.
///
/// `None` if the system cannot watch the folder; polling then still works.
pub(super) fn watch(
    root: &Path,
    manner: WatchMode,
    tell: impl Fn(Vec<WatchEvent>) + Send + 'static,
) -> Option<FolderWatcher> {
    let handler = move |event: notify::Result<Event>| {
        let events = match event {
            Ok(event) => watch_events(event),
            Err(error) if is_full(&error) => vec![WatchEvent::Full],
            Err(_) => vec![WatchEvent::Lost],
        };
        if !events.is_empty() {
            tell(events);
        }
    };
    let config = Config::default();
    let watcher: Box<dyn Watcher + Send> = match manner {
        WatchMode::Native => Box::new(RecommendedWatcher::new(handler, config).ok()?),
        WatchMode::Polling => {
            let config = config.with_poll_interval(Duration::from_millis(POLL_MS));
            Box::new(PollWatcher::new(handler, config).ok()?)
        }
    };
    let mut folder_watcher = FolderWatcher {
        watcher,
        root: root.to_path_buf(),
        mode: manner,
    };
    // Not recursive: `public/` and `.git/` are in this folder too, and a build writes thousands of files there.
    folder_watcher
        .watcher
        .watch(root, RecursiveMode::NonRecursive)
        .ok()?;
    folder_watcher.renew().then_some(folder_watcher)
}

impl FolderWatcher {
    /// Watches the site's folders that exist now, including those that were replaced.
    ///
    /// Returns `false` if the system's limit on watched folders is reached.
    pub(super) fn renew(&mut self) -> bool {
        for name in disk::FOLDERS {
            let folder = self.root.join(name);
            // A watch belongs to an inode. After a folder was replaced, the old watch stays silent for ever.
            let _ = self.watcher.unwatch(&folder);
            match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                Err(error) if is_full(&error) => return false,
                // Most sites lack one of the folders; a missing one is no failure.
                _ => {}
            }
        }
        true
    }
}

fn is_full(error: &notify::Error) -> bool {
    // Inotify reports `no space left on device` when the user has no watches left; notify maps that to this kind.
    matches!(error.kind, notify::ErrorKind::MaxFilesWatch)
}

/// Translates an event of the library into hints about its paths.
fn watch_events(event: Event) -> Vec<WatchEvent> {
    if event.need_rescan() {
        return vec![WatchEvent::Lost];
    }
    let complete = |paths: Vec<PathBuf>| paths.into_iter().map(WatchEvent::Complete).collect();
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => complete(event.paths),
        // Opening and reading change nothing, and the preview's own reading causes such events too.
        EventKind::Access(_) => Vec::new(),
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => {
            let mut paths = event.paths.into_iter();
            let from = paths.next().map(WatchEvent::InProgress);
            from.into_iter()
                .chain(paths.map(WatchEvent::Complete))
                .collect()
        }
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => {
            event
                .paths
                .into_iter()
                .map(WatchEvent::InProgress)
                .collect()
        }
        EventKind::Other => vec![WatchEvent::Lost],
    }
}
