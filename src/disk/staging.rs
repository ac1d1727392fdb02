//! Staging: the outputs of a build are written into a hidden folder first, so that a build which fails has touched nothing.
//! When all are there, `swap` or `journaled` puts them in the place of the old ones.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use super::background_sync::BackgroundSync;
use super::guard::{Location, OutputAccess, OutputDir};
use super::lock::{Lock, is_no_entry};
use super::manifest::{self, Manifest};
use super::new_output::{self, FileOrigin, NewOutput, StagedFile};
use super::recover::recover_locked;
use super::swap::{self, Swap};
use super::{journaled, sys, written};
use crate::cache::{FileRecord, WrittenFile};
use crate::error::Error;
use crate::hash::{Hash, Hasher};

/// Outputs on their way to the output folder, in a folder beside it.
///
/// Dropped without [`Staging::commit`], it is removed, and the output is as it was.
#[derive(Debug)]
pub struct Staging {
    pub(super) folder: TempDir,
    output: OutputDir,
    location: Location,
    /// What the last build wrote.
    old: Manifest,
    files: Mutex<BTreeMap<String, StagedFile>>,
    background_sync: BackgroundSync,
    /// Dropped last: nothing of ours is touched without it.
    lock: Lock,
}

/// What a build has put in place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Committed {
    /// The files there are now, by their path in the output.
    pub files: Vec<FileRecord>,
    /// How many of them it has written.
    pub n_written: usize,
}

impl Staging {
    /// Begins to stage for `output`, making the folders above it that are missing.
    ///
    /// While another build writes the same output it waits, having called `on_wait` once. Completes or
    /// removes what builds that were killed have left behind.
    pub fn begin(output: &OutputDir, on_wait: &dyn Fn()) -> Result<Staging, Error> {
        let parent = output.parent();
        sys::create_folders(parent)
            .map_err(|cause| Error::io("cannot make the folder", parent, cause))?;
        let lock = Lock::take(output, on_wait)?;
        recover_locked(output, &lock)?;
        let old = output.claim()?;
        let (folder, location) = staging_folder(output)?;
        Ok(Staging {
            background_sync: BackgroundSync::new(folder.path()),
            folder,
            output: output.clone(),
            location,
            old,
            files: Mutex::default(),
            lock,
        })
    }

    /// Stages `bytes` at `path`, which is relative to the output and joined by `/`. Writes nothing if the output has the
    /// same bytes there.
    ///
    /// Fails if something was staged at `path` before. Panics if `path` does not stay in the output.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let hash = Hash::of_bytes(bytes);
        if self.has(path, hash, bytes.len() as u64) {
            return Ok(());
        }
        let mut file = self.create(path)?;
        file.write_all(bytes)
            .map_err(|cause| self.cannot_write(path, cause))?;
        self.add(path, hash, &file)
    }

    /// Leaves the file at `path` in the output as it is, if it is as it was `written`. Returns whether it is.
    pub fn keep(&self, path: &str, written: &WrittenFile) -> bool {
        let is_ours = self.old.files.get(path) == Some(&written.hash);
        let is_kept = is_ours && written::is_unchanged(&self.output.path().join(path), written);
        if is_kept {
            self.insert(path, *written, FileOrigin::Unchanged);
        }
        is_kept
    }

    /// Stages a copy of the file `from` at `path`, without holding it in memory.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), Error> {
        let unreadable = |cause| Error::io("cannot read the file", from, cause);
        let Some((mut source, _)) = sys::open_regular(from).map_err(unreadable)? else {
            return Err(Error::refused(
                "this is no longer a regular file:",
                from,
                "build again",
            ));
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
            file.write_all(&buffer[..n_read])
                .map_err(|cause| self.cannot_write(path, cause))?;
            len += n_read as u64;
        }
        let hash = hasher.finish();
        if self.has(path, hash, len) {
            // What is not there need not go to the disk.
            return fs::remove_file(self.staged(path))
                .map_err(|cause| self.cannot_write(path, cause));
        }
        self.add(path, hash, &file)
    }

    /// Puts the staged files in the place of those that the last build wrote.
    ///
    /// Unmanaged files in the output stay. On failure the output is as it was, unless a journal was begun:
    /// then the next run completes it.
    pub fn commit(self) -> Result<Committed, Error> {
        let mut new = self.finish();
        // What speaks against a commit in place is for the exchange to judge, which can do more.
        let is_in_place = new.location == Location::Beside
            && journaled::is_small(&new)
            && journaled::check(&new).is_ok();
        if is_in_place {
            journaled::commit(&mut new)?;
        } else if new.location == Location::Inside || swap::commit(&mut new)? == Swap::Impossible {
            journaled::check(&new)?;
            journaled::commit(&mut new)?;
        }
        let n_written = new.paths(FileOrigin::Staged).count();
        let mut files = Vec::with_capacity(new.files.len());
        for (path, file) in new.files {
            files.push(FileRecord {
                path,
                written: file.written,
            });
        }
        Ok(Committed { files, n_written })
    }

    /// Ends the staging: what was staged so far is the new output.
    pub(super) fn finish(self) -> NewOutput {
        let files = self.files.into_inner();
        NewOutput {
            output: self.output,
            folder: self.folder,
            location: self.location,
            old: self.old,
            files: files.unwrap_or_else(PoisonError::into_inner),
            _lock: self.lock,
        }
    }

    fn create(&self, path: &str) -> Result<File, Error> {
        assert!(
            !path.split('/').any(|part| matches!(part, "" | "." | "..")),
            "an output path has plain parts only: {path:?}"
        );
        if !manifest::is_plain(path) {
            let hint = "rename the file that it is made from";
            return Err(Error::refused(
                "nothing can be written under the name",
                Path::new(path),
                hint,
            ));
        }
        let staged = self.staged(path);
        let created = match (sys::create_file(&staged), path.rsplit_once('/')) {
            (Err(cause), Some((folder, _))) if cause.kind() == io::ErrorKind::NotFound => {
                sys::create_folders_in(self.folder.path(), folder)
                    .and_then(|()| sys::create_file(&staged))
            }
            (created, _) => created,
        };
        created.map_err(|cause| self.cannot_write(path, cause))
    }

    /// Leaves the file at `path` as it is if the last build has written the same there.
    fn has(&self, path: &str, hash: Hash, len: u64) -> bool {
        if self.old.files.get(path) != Some(&hash) {
            return false;
        }
        match written::look(&self.output.path().join(path), hash) {
            Some(written) if written.len == len => {
                self.insert(path, written, FileOrigin::Unchanged);
                true
            }
            _ => false,
        }
    }

    /// Adds the `file` that was staged at `path`.
    fn add(&self, path: &str, hash: Hash, file: &File) -> Result<(), Error> {
        let metadata = file
            .metadata()
            .map_err(|cause| self.cannot_write(path, cause))?;
        self.insert(path, written::of(&metadata, hash), FileOrigin::Staged);
        self.background_sync.add(metadata.len());
        Ok(())
    }

    fn insert(&self, path: &str, written: WrittenFile, origin: FileOrigin) {
        let mut files: MutexGuard<_> = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), StagedFile { written, origin });
    }

    fn staged(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
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
    if output.access() == OutputAccess::Own && !sys::is_mount_point(output.path()) {
        match new_output::staging_folder(output, Location::Beside) {
            Ok(folder) => return Ok((folder, Location::Beside)),
            Err(cause) if is_no_entry(&cause) && output.path().is_dir() => {}
            Err(cause) => return Err(Error::io("cannot write in", output.parent(), cause)),
        }
    }
    let folder = new_output::staging_folder(output, Location::Inside)
        .map_err(|cause| Error::io("cannot write in", output.path(), cause))?;
    Ok((folder, Location::Inside))
}
