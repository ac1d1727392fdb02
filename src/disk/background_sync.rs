//! Background sync: writes staged files to disk while others are still being rendered, so that the commit waits for the
//! last of them only.
//!
//! An optimization: the commit syncs everything again, and reports errors.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use super::sys;

/// Number of bytes written between two syncs.
const INTERVAL: u64 = 32 << 20;

/// Counts the bytes written to a folder, and syncs its file system after every [`INTERVAL`] of them.
#[derive(Debug)]
pub(super) struct BackgroundSync {
    folder: PathBuf,
    n_bytes: AtomicU64,
    is_running: Arc<AtomicBool>,
}

impl BackgroundSync {
    /// Starts counting the bytes written to `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        BackgroundSync {
            folder: folder.to_owned(),
            n_bytes: AtomicU64::new(0),
            is_running: Arc::default(),
        }
    }

    /// Counts `len` more bytes, and starts a sync in a thread of its own if one is due. Never waits.
    pub(super) fn add(&self, len: u64) {
        let before = self.n_bytes.fetch_add(len, Ordering::Relaxed);
        // Whichever thread crosses a multiple of the interval starts the sync; none if one is still running.
        let is_due = before / INTERVAL < (before + len) / INTERVAL;
        if !is_due || self.is_running.swap(true, Ordering::AcqRel) {
            return;
        }
        let (folder, is_running) = (self.folder.clone(), Arc::clone(&self.is_running));
        let sync = move || {
            // The sync before the commit reports errors; this one only saves it time.
            let _ = sys::sync_file_system(&folder, &[]);
            is_running.store(false, Ordering::Release);
        };
        // If no thread can be started, the commit syncs everything.
        let _ = thread::Builder::new().spawn(sync);
    }
}
