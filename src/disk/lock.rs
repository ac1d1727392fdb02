//! The lock of an output: lets one build at a time write it; a second one waits.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::file_lock::{self, LockHolder};
use super::guard::{Location, OutputDir};
use super::sys;
use crate::error::Error;

/// What the lock file is for, in its name.
const NAME: &str = "lock";

/// The right to write an output, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock of `output`; if another build holds it, calls `on_wait` once and waits.
    ///
    /// The lock file is beside the output, or in it where nothing can be written beside it.
    pub(super) fn take(output: &OutputDir, on_wait: &dyn Fn()) -> Result<Lock, Error> {
        let mut path = output.path_at(Location::Beside, NAME);
        let mut taken = take(&path, on_wait);
        if taken.as_ref().is_err_and(is_no_entry) && output.path().is_dir() {
            path = output.path_at(Location::Inside, NAME);
            taken = take(&path, on_wait);
        }
        taken.map_err(|cause| Error::io("cannot lock the output with", &path, cause))
    }

    /// Takes the lock that a killed build of `output` has left behind; `None` if there is none, or if it is held.
    pub(super) fn take_over(output: &OutputDir) -> Option<Lock> {
        for location in [Location::Beside, Location::Inside] {
            let path = output.path_at(location, NAME);
            let Ok(Some((file, _))) = sys::open_regular(&path) else {
                continue;
            };
            let is_free = file_lock::try_hold(&file).is_ok_and(|holder| holder == LockHolder::Us);
            // Not made before that is known: dropped, a lock removes its file.
            if is_free && file_lock::is_named(&file, &path) {
                return Some(Lock { path, _file: file });
            }
        }
        None
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Still locked here: a build that waits finds that the file is gone and makes a new one.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Returns whether a folder may not be written.
pub(super) fn is_no_entry(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

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
            // Removed by its holder between the two ways to open it.
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

/// Opens the lock file, making it if need be. A file that is there is never opened for writing:
/// another user may have made it.
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
