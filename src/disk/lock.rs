//! Lets one build at a time write an output; a second one waits.
//! The lock is the kernel's, so that it ends with its process; the file is only its name.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::guard::{Location, OutputDir};
use super::sys;
use crate::error::Error;

/// The right to write an output, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock of `output`; if another build holds it, calls `on_wait` once and waits.
    ///
    /// The lock file lies beside the output, or in it where nothing can be written beside it.
    pub fn take(output: &OutputDir, on_wait: &dyn Fn()) -> Result<Lock, Error> {
        let beside = output.path_at(Location::Beside, "lock");
        match take(&beside, on_wait) {
            Err(cause) if is_no_entry(&cause) && output.path().is_dir() => {
                let inside = output.path_at(Location::Inside, "lock");
                take(&inside, on_wait)
                    .map_err(|cause| Error::io("cannot lock the output with", &inside, cause))
            }
            taken => {
                taken.map_err(|cause| Error::io("cannot lock the output with", &beside, cause))
            }
        }
    }
}

impl Lock {
    /// Takes the lock that a build of `output` has left behind, if one has; `None` if there is none, or if it is held.
    pub fn take_over(output: &OutputDir) -> Option<Lock> {
        let paths =
            [Location::Beside, Location::Inside].map(|location| output.path_at(location, "lock"));
        paths.into_iter().find_map(|path| {
            let (file, _) = sys::open_regular(&path).ok()??;
            let is_ours =
                try_hold(&file).is_ok_and(|held| held == Held::ByUs) && is_named(&file, &path);
            // Not made before it is known: dropped, a lock removes its file.
            is_ours.then(|| Lock { path, _file: file })
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Still locked here: whoever waits finds that the file is gone and makes a new one.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Returns whether a folder may not be written.
pub fn is_no_entry(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Locks `file`, waiting while somebody else holds it. Returns whether `path` still is its name: the last holder may
/// have removed it, and a lock on it would shut out nobody.
pub fn hold(file: &File, path: &Path) -> io::Result<bool> {
    if try_hold(file)? == Held::ByOthers {
        wait(file)?;
    }
    Ok(is_named(file, path))
}

/// Returns whether `path` leads to `file`, which is open.
pub fn is_named(file: &File, path: &Path) -> bool {
    let named = fs::symlink_metadata(path);
    named.is_ok_and(|named| {
        file.metadata()
            .is_ok_and(|ours| sys::is_same_file(&named, &ours))
    })
}

/// Who holds the lock on a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    ByUs,
    ByOthers,
}

fn try_hold(file: &File) -> io::Result<Held> {
    match file.try_lock() {
        Ok(()) => Ok(Held::ByUs),
        Err(TryLockError::WouldBlock) => Ok(Held::ByOthers),
        // No locks on this file system: builds at the same time are then the user's own care.
        Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {
            Ok(Held::ByUs)
        }
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}

fn take(path: &Path, on_wait: &dyn Fn()) -> io::Result<Lock> {
    let mut has_waited = false;
    loop {
        let file = match open(path) {
            Ok(file) => file,
            // Removed by its holder between the two ways to open it.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound && parent_is_there(path) => {
                continue;
            }
            Err(cause) => return Err(cause),
        };
        if try_hold(&file)? == Held::ByOthers {
            if !has_waited {
                on_wait();
                has_waited = true;
            }
            wait(&file)?;
        }
        if is_named(&file, path) {
            return Ok(Lock {
                path: path.to_path_buf(),
                _file: file,
            });
        }
    }
}

fn wait(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            waited => return waited,
        }
    }
}

/// Opens the lock file, making it if need be. A file that is there is never opened for writing:
/// another user may have made it.
fn open(path: &Path) -> io::Result<File> {
    match sys::create_file(path) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            match sys::open_regular(path)? {
                Some((file, _)) => Ok(file),
                None => Err(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "it is not a regular file",
                )),
            }
        }
        made => made,
    }
}

fn parent_is_there(path: &Path) -> bool {
    path.parent().is_some_and(Path::is_dir)
}
