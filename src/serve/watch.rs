//! Tells when something in the site's folder may have changed, and where to look first. Knows not what changed:
//! whoever is told looks for themselves, so that an event that is lost or doubled makes no wrong site.
//! The only user of the watching library.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk;

/// How often the folder is looked through where the system tells nothing, in milliseconds.
const POLL_MS: u64 = 1_000;

/// What was noticed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum WatchEvent {
    /// Something is whole at this path: it was renamed to there, or its writer has closed it.
    Complete(PathBuf),
    /// Something happens at this path, and may not be over: it was made, written to, or taken away.
    InProgress(PathBuf),
    /// Something happened, and nobody knows where.
    Lost,
    /// The system has no room to watch more folders.
    Full,
}

/// How the folder is watched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WatchMode {
    /// The system tells.
    Native,
    /// The folder is looked through every second.
    Polling,
}

/// Watches a site's folder until it is dropped.
pub(super) struct FolderWatcher {
    watcher: Box<dyn Watcher + Send>,
    root: PathBuf,
    /// How it is done.
    pub manner: WatchMode,
}

/// Watches the site at `root`, which must be canonical, in the given manner; `tell` is called for what is noticed.
///
/// `None` where the system does not let us: then there is polling, which it always does.
pub(super) fn watch(
    root: &Path,
    manner: WatchMode,
    tell: impl Fn(Vec<WatchEvent>) + Send + 'static,
) -> Option<FolderWatcher> {
    let handler = move |event: notify::Result<Event>| {
        let sightings = match event {
            Ok(event) => sightings(event),
            Err(error) if is_full(&error) => vec![WatchEvent::Full],
            Err(_) => vec![WatchEvent::Lost],
        };
        if !sightings.is_empty() {
            tell(sightings);
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
    let mut watching = FolderWatcher {
        watcher,
        root: root.to_path_buf(),
        manner,
    };
    watching
        .watcher
        .watch(root, RecursiveMode::NonRecursive)
        .ok()?;
    watching.renew().then_some(watching)
}

impl FolderWatcher {
    /// Watches the folders of the site that there are now; those that came back are watched again.
    ///
    /// Returns whether there was room to.
    pub(super) fn renew(&mut self) -> bool {
        for name in disk::FOLDERS {
            let folder = self.root.join(name);
            // A folder that was replaced has another identity: the watch on the old one tells nothing more.
            let _ = self.watcher.unwatch(&folder);
            match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                Err(error) if is_full(&error) => return false,
                // A site need not have all of them.
                _ => {}
            }
        }
        true
    }
}

fn is_full(error: &notify::Error) -> bool {
    // Inotify says `no space left` when all watches of the user are taken.
    matches!(error.kind, notify::ErrorKind::MaxFilesWatch)
}

/// What an event says of the paths in it.
fn sightings(event: Event) -> Vec<WatchEvent> {
    if event.need_rescan() {
        return vec![WatchEvent::Lost];
    }
    let whole = |paths: Vec<PathBuf>| paths.into_iter().map(WatchEvent::Complete).collect();
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => whole(event.paths),
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
