//! File locks: advisory locks of the kernel, which end with their process, even when it is killed.
//!
//! The file only names the lock and has no content. `lock` and `draft` decide what a lock protects.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::sys;

/// The holder of the lock on a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LockHolder {
    /// This process, through the given file handle.
    Us,
    /// Another process, or another handle of this one.
    Others,
}

/// Locks `file` if its lock is free; never waits.
pub(super) fn try_hold(file: &File) -> io::Result<LockHolder> {
    match file.try_lock() {
        Ok(()) => Ok(LockHolder::Us),
        Err(TryLockError::WouldBlock) => Ok(LockHolder::Others),
        // A file system without locks: refusing to build at all would be worse than simultaneous builds unprotected.
        Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {
            Ok(LockHolder::Us)
        }
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}

/// Locks `file`; if another process holds the lock, calls `on_wait` and waits.
///
/// Returns whether `path` still names the file. If not, the last holder has removed it, and the lock protects nothing:
/// others will create and lock a new file.
pub(super) fn hold(file: &File, path: &Path, on_wait: impl FnOnce()) -> io::Result<bool> {
    if try_hold(file)? == LockHolder::Others {
        on_wait();
        while let Err(cause) = file.lock() {
            // A signal has interrupted the wait, which is no failure.
            if cause.kind() != io::ErrorKind::Interrupted {
                return Err(cause);
            }
        }
    }
    Ok(is_named(file, path))
}

/// Returns whether `path` names the open `file`, and not one that has replaced it.
pub(super) fn is_named(file: &File, path: &Path) -> bool {
    match (fs::symlink_metadata(path), file.metadata()) {
        (Ok(named), Ok(open)) => sys::is_same_file(&named, &open),
        _ => false,
    }
}
