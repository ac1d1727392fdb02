//! Messages to the event loop, from the watcher, the background thread and the HTTP server.
//!
//! Only data: what each of them causes is decided in `event_loop`.

use crate::diag::Diagnostic;
use crate::serve::snapshot::{Findings, PageError};
use crate::serve::watch::WatchEvent;
use crate::source::SourceTree;

/// A message to the event loop.
pub(super) enum LoopEvent {
    /// The watcher noticed something in the folder.
    Seen(Vec<WatchEvent>),
    /// The background read the whole folder.
    Scanned(FolderScan),
    /// The background ran all rules, or some of them.
    Checked(CheckResult),
    /// A page of this revision was requested and could not be rendered.
    Failed(u64, PageError),
}

/// A full reading of the site's folder.
pub(super) struct FolderScan {
    /// The loop's count of inspections when the scan was requested; a scan with an older count is stale.
    pub looks: u64,
    /// The files that were read.
    pub tree: SourceTree,
    /// The problems of files that could not be read.
    pub unread: Vec<Diagnostic>,
}

/// The findings of the rules about one revision.
pub(super) struct CheckResult {
    /// The revision that was checked.
    pub revision: u64,
    /// All known findings, including those that were not checked again.
    pub findings: Findings,
}
