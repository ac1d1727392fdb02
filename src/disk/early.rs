//! Brings staged files to the disk while others are still made: the end of a build then waits for the last of them only.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use super::sys;

/// Bytes after which the disk is set to work.
const PORTION: u64 = 32 << 20;

/// Counts what was written to a folder, and has the system bring it to the disk.
#[derive(Debug)]
pub struct Early {
    folder: PathBuf,
    n_bytes: AtomicU64,
    /// Whether the system is at it.
    busy: Arc<AtomicBool>,
}

impl Early {
    /// Nothing was written to `folder` so far.
    pub fn new(folder: &Path) -> Self {
        Early {
            folder: folder.to_owned(),
            n_bytes: AtomicU64::new(0),
            busy: Arc::default(),
        }
    }

    /// Notes that `len` bytes were written. Never waits.
    pub fn note(&self, len: u64) {
        let before = self.n_bytes.fetch_add(len, Ordering::Relaxed);
        let is_due = before / PORTION < (before + len) / PORTION;
        if !is_due || self.busy.swap(true, Ordering::AcqRel) {
            return;
        }
        let (folder, busy) = (self.folder.clone(), Arc::clone(&self.busy));
        let sync = move || {
            // What fails here fails at the end too, where it is told.
            let _ = sys::sync_file_system(&folder);
            busy.store(false, Ordering::Release);
        };
        // Without a thread to spare everything waits until the end.
        let _ = thread::Builder::new().spawn(sync);
    }
}
