//! Output lock: lets one build at a time write an output; a second one waits.
//!
//! A lock file beside the output, removed when the lock is released. Locking a file is in `file_lock`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::file_lock::{self, LockHolder};
use super::guard::{Location, OutputDir};
use super::sys;
use crate::error::Error;

/// The part of the lock file's name that tells its purpose.
const NAME: &str = "lock";

/// The exclusive right to write an output, released on drop.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Acquires the lock of `output`. If another build holds it, calls `on_wait` once and waits.
    ///
    /// The lock file is beside the output, or inside where its parent is not writable.
    pub(super) fn take(output: &OutputDir, on_wait: &dyn Fn()) -> Result<Lock, Error> {
        let mut path = output.path_at(Location::Beside, NAME);
        let mut taken = take(&path, on_wait);
        if taken.as_ref().is_err_and(is_no_entry) && output.path().is_dir() {
            path = output.path_at(Location::Inside, NAME);
            taken = take(&path, on_wait);
        }
        taken.map_err(|cause| Error::io("cannot lock the output with", &path, cause))
    }

    /// Acquires the lock file that a killed build of `output` has left behind; `None` if there is none, or if it is
    /// held. Never creates one, so a first look at an output leaves no trace.
    pub(super) fn take_over(output: &OutputDir) -> Option<Lock> {
        for location in [Location::Beside, Location::Inside] {
            let path = output.path_at(location, NAME);
            let Ok(Some((file, _))) = sys::open_regular(&path) else {
                continue;
            };
            let is_free = file_lock::try_hold(&file).is_ok_and(|holder| holder == LockHolder::Us);
            // `Lock` is constructed only now, because dropping one removes the file: that of a running build, if held.
            if is_free && file_lock::is_named(&file, &path) {
                return Some(Lock { path, _file: file });
            }
        }
        None
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked: a waiting build then holds a lock on a file without a name, notices, and makes a
        // new one. Elsewhere `is_named` cannot tell the two files apart, so the file stays.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Returns whether `cause` means that a folder is not writable.
pub(super) fn is_no_entry(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Acquires the lock file at `path`, starting over while its holders remove it.
fn take(path: &Path, on_wait: &dyn Fn()) -> io::Result<Lock> {
    let mut has_waited = false;
    let mut wait = || {
        if !has_waited {
            on_wait();
            has_waited = true;
        }
    };
    loop {
        let file = match open(path) {
            Ok(file) => file,
            // Its holder removed it after the attempt to create it and before the one to open it.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound && has_folder(path) => continue,
            Err(cause) => return Err(cause),
        };
        if file_lock::hold(&file, path, &mut wait)? {
            return Ok(Lock {
                path: path.to_path_buf(),
                _file: file,
            });
        }
    }
}

/// Opens the lock file, creating it if necessary. An existing file is opened for reading only, because it may belong to
/// another user.
fn open(path: &Path) -> io::Result<File> {
    match sys::create_file(path) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            let opened = sys::open_regular(path)?;
            let irregular =
                || io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file");
            opened.map(|(file, _)| file).ok_or_else(irregular)
        }
        created => created,
    }
}

fn has_folder(path: &Path) -> bool {
    path.parent().is_some_and(Path::is_dir)
}
