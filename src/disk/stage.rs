//! Takes the outputs into a staging folder, so that a build which fails has touched nothing.
//! How they then replace the old ones is in `whole` and `small`.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use super::guard::{Access, Location, OutputDir};
use super::lock::{Lock, is_no_entry};
use super::manifest::{self, Manifest};
use super::{journal, small, sys, whole};
use crate::error::Error;
use crate::hash::{Hash, Hasher};

/// Outputs on their way to the output folder, in a folder beside it.
///
/// Dropped without [`Staging::commit`], it is removed, and the output is as it was.
#[derive(Debug)]
pub struct Staging {
    pub(super) output: OutputDir,
    pub(super) folder: TempDir,
    /// What the last build wrote.
    pub(super) old: Manifest,
    /// Where the staging folder lies: beside the output if this could be exchanged for it.
    pub(super) location: Location,
    folders: Mutex<HashSet<String>>,
    written: Mutex<Vec<(String, Hash)>>,
    bytes: AtomicU64,
    /// Dropped last: nothing of ours is touched without it.
    _lock: Lock,
}

/// What a build has put in place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Committed {
    /// How many files it wrote.
    pub written: usize,
    /// How many bytes they have.
    pub bytes: u64,
}

/// Finishes what a killed build has left half done in `output`. Where nothing is, it does nothing.
///
/// While another build writes the same output it waits, having called `on_wait` once.
pub fn recover(output: &OutputDir, on_wait: &dyn Fn()) -> Result<(), Error> {
    if !journal::is_there(output) {
        return Ok(());
    }
    let _lock = Lock::take(output, on_wait)?;
    small::recover(output)
}

impl Staging {
    /// Begins to stage for `output`, making the folders above it that are missing.
    ///
    /// While another build writes the same output it waits, having called `on_wait` once. Finishes or
    /// removes what builds that were killed have left behind.
    pub fn begin(output: &OutputDir, on_wait: &dyn Fn()) -> Result<Staging, Error> {
        let parent = output.parent();
        sys::create_folders(parent).map_err(|cause| Error::io("cannot make the folder", parent, cause))?;
        let lock = Lock::take(output, on_wait)?;
        small::recover(output)?;
        whole::recover(output)?;
        let old = output.claim()?;
        let (folder, location) = staging_folder(output)?;
        Ok(Staging {
            output: output.clone(),
            folder,
            old,
            location,
            folders: Mutex::default(),
            written: Mutex::default(),
            bytes: AtomicU64::new(0),
            _lock: lock,
        })
    }

    /// Stages `bytes` at `path`, which is relative to the output and joined by `/`.
    ///
    /// Fails if something was staged at `path` before. Panics if `path` does not stay in the output.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self.create(path)?;
        file.write_all(bytes).map_err(|cause| self.cannot_write(path, cause))?;
        self.note(path, Hash::of_bytes(bytes), bytes.len() as u64);
        Ok(())
    }

    /// Stages a copy of the file `from` at `path`, without holding it in memory.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), Error> {
        let unreadable = |cause| Error::io("cannot read the file", from, cause);
        let Some((mut source, _)) = sys::open_regular(from).map_err(unreadable)? else {
            return Err(Error::refused("this is no longer a regular file:", from, "build again"));
        };
        let mut file = self.create(path)?;
        let mut hasher = Hasher::default();
        let mut buffer = vec![0; 1 << 18];
        let mut len = 0;
        loop {
            let n_read = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(n_read) => n_read,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                Err(cause) => return Err(unreadable(cause)),
            };
            hasher.update(&buffer[..n_read]);
            file.write_all(&buffer[..n_read]).map_err(|cause| self.cannot_write(path, cause))?;
            len += n_read as u64;
        }
        self.note(path, hasher.finish(), len);
        Ok(())
    }

    /// Puts the staged files in the place of those that the last build wrote.
    ///
    /// Foreign files in the output stay. On failure the output is as it was, unless a journal was begun:
    /// then the next run will complete it.
    pub fn commit(mut self) -> Result<Committed, Error> {
        let written = std::mem::take(&mut *lock(&self.written));
        let done = Committed { written: written.len(), bytes: *self.bytes.get_mut() };
        let new = Manifest { files: written.into_iter().collect() };
        new.write(self.folder.path(), manifest::NAME)?;
        if self.location == Location::Inside {
            let plan = small::plan(&self, &new)?;
            small::commit(&mut self, plan, &new)?;
        } else if small::is_small(&self.old, &new)
            // What speaks against it is for the other form to judge, which can do more.
            && let Ok(plan) = small::plan(&self, &new)
        {
            small::commit(&mut self, plan, &new)?;
        } else {
            whole::commit(&mut self, &new)?;
        }
        Ok(done)
    }

    fn create(&self, path: &str) -> Result<File, Error> {
        assert!(
            !path.split('/').any(|part| matches!(part, "" | "." | "..")),
            "an output path has plain parts only: {path:?}"
        );
        if !manifest::is_plain(path) {
            let hint = "rename the file that it is made from";
            return Err(Error::refused("nothing can be written under the name", Path::new(path), hint));
        }
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.create_folder(folder).map_err(|cause| self.cannot_write(path, cause))?;
        }
        sys::create_file(&self.folder.path().join(path)).map_err(|cause| self.cannot_write(path, cause))
    }

    fn create_folder(&self, folder: &str) -> io::Result<()> {
        if lock(&self.folders).contains(folder) {
            return Ok(());
        }
        if let Some((parent, _)) = folder.rsplit_once('/') {
            self.create_folder(parent)?;
        }
        // Outside the lock: two threads may make one folder at once, and the second finds it made.
        match sys::create_folder(&self.folder.path().join(folder)) {
            Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => return Err(cause),
            _ => {}
        }
        lock(&self.folders).insert(folder.to_owned());
        Ok(())
    }

    fn note(&self, path: &str, hash: Hash, len: u64) {
        self.bytes.fetch_add(len, Ordering::Relaxed);
        lock(&self.written).push((path.to_owned(), hash));
    }

    fn cannot_write(&self, path: &str, cause: io::Error) -> Error {
        let path = self.output.path().join(path);
        if cause.kind() == io::ErrorKind::AlreadyExists {
            return Error::io("two outputs have the same name", &path, cause);
        }
        Error::io("cannot write", &path, cause)
    }
}

/// Makes a staging folder on the output's file system.
fn staging_folder(output: &OutputDir) -> Result<(TempDir, Location), Error> {
    if output.access() == Access::Own && !sys::is_mount_point(output.path()) {
        match whole::staging_folder(output, Location::Beside) {
            Ok(folder) => return Ok((folder, Location::Beside)),
            Err(cause) if is_no_entry(&cause) && output.path().is_dir() => {}
            Err(cause) => return Err(Error::io("cannot write in", output.parent(), cause)),
        }
    }
    let folder = whole::staging_folder(output, Location::Inside)
        .map_err(|cause| Error::io("cannot write in", output.path(), cause))?;
    Ok((folder, Location::Inside))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
