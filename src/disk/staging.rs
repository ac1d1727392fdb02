//! Staging: writes the outputs of a build into a hidden folder first, so that a failed build has changed nothing.
//!
//! When all outputs are staged, [`Staging::commit`] chooses between the two ways to commit, `swap` and `journaled`.

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

/// The staging area of one build: a hidden folder with its outputs, and the lock of the output folder.
///
/// Dropping it without [`Staging::commit`] removes the folder and leaves the output untouched.
#[derive(Debug)]
pub struct Staging {
    pub(super) folder: TempDir,
    output: OutputDir,
    location: Location,
    /// The manifest of the last build.
    old: Manifest,
    /// When that manifest was written, after all files on it, in nanoseconds of Unix time.
    committed: i64,
    files: Mutex<BTreeMap<String, StagedFile>>,
    background_sync: BackgroundSync,
    /// The lock of the output. The last field, so that the staging folder is removed while it is still held.
    lock: Lock,
}

/// The result of a commit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Committed {
    /// All files in the output, sorted by path.
    pub files: Vec<FileRecord>,
    /// The number of files that the commit wrote; the others were kept.
    pub n_written: usize,
}

impl Staging {
    /// Creates the staging area for `output`, with the missing folders above the output.
    ///
    /// If another build writes the same output, calls `on_wait` once and waits. Then completes the commit of a killed
    /// build, if there is one, and removes its files.
    pub fn begin(output: &OutputDir, on_wait: &dyn Fn()) -> Result<Staging, Error> {
        let parent = output.parent();
        sys::create_folders(parent)
            .map_err(|cause| Error::io("cannot create the folder", parent, cause))?;
        let lock = Lock::take(output, on_wait)?;
        // Before `claim`, because recovery may put another manifest in place.
        recover_locked(output, &lock)?;
        let old = output.claim()?;
        let manifest = written::look(&output.path().join(manifest::NAME), Hash(0));
        let (folder, location) = staging_folder(output)?;
        Ok(Staging {
            background_sync: BackgroundSync::new(folder.path()),
            folder,
            output: output.clone(),
            location,
            old,
            committed: manifest.map_or(i64::MIN, |manifest| manifest.modified),
            files: Mutex::default(),
            lock,
        })
    }

    /// Stages `bytes` at `path`, which is relative to the output and joined by `/`. Keeps the file in the output
    /// instead if the last build wrote the same bytes there.
    ///
    /// Fails if something was staged at `path` before. Panics if `path` leaves the output.
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

    /// Keeps the file at `path` in the output if its stat data are still those of `written`; returns whether it did.
    pub fn keep(&self, path: &str, written: &WrittenFile) -> bool {
        let is_ours = self.old.files.get(path) == Some(&written.hash);
        let is_kept = is_ours && written::is_unchanged(&self.output.path().join(path), written);
        if is_kept {
            self.insert(path, *written, FileOrigin::Unchanged);
        }
        is_kept
    }

    /// Stages a copy of the file `from` at `path`, like [`write`](Staging::write), but without holding it in memory.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), Error> {
        let unreadable = |cause| Error::io("cannot read the file", from, cause);
        let Some((mut source, _)) = sys::open_regular(from).map_err(unreadable)? else {
            return Err(Error::refused(
                "this is no longer a regular file:",
                from,
                "build again",
            ));
        };
        // Hashed while it is copied, so that a large file is read once: whether the copy is needed shows at the end.
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
            // Removed at once: a sync would otherwise write the useless copy to disk.
            return fs::remove_file(self.staged(path))
                .map_err(|cause| self.cannot_write(path, cause));
        }
        self.add(path, hash, &file)
    }

    /// Commits: replaces the files of the last build by the staged ones. Unmanaged files in the output stay.
    ///
    /// On failure the output is untouched, unless a journal was begun: then the next run completes it.
    pub fn commit(self) -> Result<Committed, Error> {
        let mut new = self.finish();
        // A failed check is no error yet: the swap may still succeed, for example if a single folder in the output is
        // read-only.
        let is_in_place = new.location == Location::Beside
            && journaled::is_small(&new)
            && journaled::check(&new).is_ok();
        if is_in_place {
            journaled::commit(&mut new)?;
        } else if new.location == Location::Inside || swap::commit(&mut new)? == Swap::Impossible {
            // The last resort, so the reason against it is reported now.
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

    /// Ends staging, and returns the new output with everything staged so far.
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

    /// Creates the staged file at `path`, with its folders.
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
        // The file first: its folder exists already for all but the first file in it.
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

    /// Keeps the file at `path` if the last build wrote the same bytes there. Returns whether it did.
    ///
    /// Compares the hash with the manifest, and the length with the disk. The bytes are read only where something else may
    /// have changed the file since.
    fn has(&self, path: &str, hash: Hash, len: u64) -> bool {
        if self.old.files.get(path) != Some(&hash) {
            return false;
        }
        let old = self.output.path().join(path);
        let Some(written) = written::look(&old, hash).filter(|written| written.len == len) else {
            return false;
        };
        // Every file on a manifest is older than the manifest: a newer one was edited in place.
        let is_as_left = written.modified < self.committed
            || matches!(written::hash_of(&old), Ok(Some(found)) if found == hash);
        if is_as_left {
            self.insert(path, written, FileOrigin::Unchanged);
        }
        is_as_left
    }

    /// Records the `file` staged at `path`, with its fingerprint. Must follow the last write, which sets the times.
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

/// Creates a staging folder on the file system of the output: beside it if the two may be exchanged, else inside.
fn staging_folder(output: &OutputDir) -> Result<(TempDir, Location), Error> {
    if output.access() == OutputAccess::Own && !sys::is_mount_point(output.path()) {
        match new_output::staging_folder(output, Location::Beside) {
            Ok(folder) => return Ok((folder, Location::Beside)),
            // An existing output in a parent that is not writable: stage inside.
            Err(cause) if is_no_entry(&cause) && output.path().is_dir() => {}
            Err(cause) => return Err(Error::io("cannot write in", output.parent(), cause)),
        }
    }
    let folder = new_output::staging_folder(output, Location::Inside)
        .map_err(|cause| Error::io("cannot write in", output.path(), cause))?;
    Ok((folder, Location::Inside))
}
