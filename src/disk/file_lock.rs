//! Locks on files: the kernel's, so that they end with their process. The file is only the name of the lock.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::sys;

/// Who holds the lock on a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LockHolder {
    /// This process, by the file that was asked about.
    Us,
    /// Another process, or another open file of this one.
    Others,
}

/// Locks `file` if nobody holds it.
pub(super) fn try_hold(file: &File) -> io::Result<LockHolder> {
    match file.try_lock() {
        Ok(()) => Ok(LockHolder::Us),
        Err(TryLockError::WouldBlock) => Ok(LockHolder::Others),
        // No locks on this file system: builds at the same time are then the user's own care.
        Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {
            Ok(LockHolder::Us)
        }
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}

/// Locks `file`; if somebody else holds it, calls `on_wait` and waits. Returns whether `path` still leads to it: the last
/// holder may have removed it, and a lock on it would shut out nobody.
pub(super) fn hold(file: &File, path: &Path, on_wait: impl FnOnce()) -> io::Result<bool> {
    if try_hold(file)? == LockHolder::Others {
        on_wait();
        while let Err(cause) = file.lock() {
            if cause.kind() != io::ErrorKind::Interrupted {
                return Err(cause);
            }
        }
    }
    Ok(is_named(file, path))
}

/// Returns whether `path` leads to `file`, which is open.
pub(super) fn is_named(file: &File, path: &Path) -> bool {
    match (fs::symlink_metadata(path), file.metadata()) {
        (Ok(named), Ok(open)) => sys::is_same_file(&named, &open),
        _ => false,
    }
}
