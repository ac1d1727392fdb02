//! What the loop of the preview hears.

use crate::diag::Diagnostic;
use crate::serve::snapshot::{Findings, PageError};
use crate::serve::watch::WatchEvent;
use crate::source::SourceTree;

/// News for the loop.
pub(super) enum LoopEvent {
    /// Something was noticed in the folder.
    Seen(Vec<WatchEvent>),
    /// The folder was read through.
    Scanned(FolderScan),
    /// The rules have been asked, or some of them.
    Judged(CheckResult),
    /// A page of this revision was asked for, and could not be rendered.
    Failed(u64, PageError),
}

/// The folder, read through.
pub(super) struct FolderScan {
    /// How often files had been looked at before.
    pub looks: u64,
    /// What is there.
    pub tree: SourceTree,
    /// What could not be read.
    pub unread: Vec<Diagnostic>,
}

/// What the rules say.
pub(super) struct CheckResult {
    /// Of which revision.
    pub revision: u64,
    /// All that is wrong.
    pub findings: Findings,
}
