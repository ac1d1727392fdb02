//! Takes the outputs into a staging folder, so that a build which fails has touched nothing.
//! How they then replace the old ones is in `whole` and `small`.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

use tempfile::TempDir;

use super::early::Early;
use super::guard::{Access, Location, OutputDir};
use super::lock::{Lock, is_no_entry};
use super::manifest::{self, Manifest};
use super::next::{NewFile, Next, Origin};
use super::stamps::FileStamp;
use super::{journal, small, sys, whole};
use crate::cache::{FileRecord, Written};
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
    files: Mutex<BTreeMap<String, NewFile>>,
    early: Early,
    /// Dropped last: nothing of ours is touched without it.
    _lock: Lock,
}

/// What a build has put in place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Committed {
    /// The files there are now, by their path in the output.
    pub files: Vec<(String, Written)>,
    /// How many of them it has written.
    pub n_written: usize,
}

/// Returns whether `files` are still in `output` as a build has left them, and are all that it has.
pub fn is_as_left(output: &OutputDir, files: &[FileRecord]) -> bool {
    let Ok(Some(manifest)) = Manifest::read(output.path()) else {
        return false;
    };
    let is_left = |file: &FileRecord| {
        let written = looks_of(&output.path().join(&file.path), file.written.hash);
        written.as_ref() == Some(&file.written)
    };
    let is_listed = manifest.files.iter().map(|(path, hash)| (path, *hash));
    if !is_listed.eq(files.iter().map(|file| (&file.path, file.written.hash))) {
        return false;
    }
    let n_cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        let parts = files.chunks(files.len().div_ceil(n_cores).max(1));
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().all(is_left)))
            .collect();
        parts.into_iter().all(|part| part.join().unwrap_or(false))
    })
}

/// Finishes what a killed build has left half done in `output`, and clears away its files. Where nothing is, it does
/// nothing.
///
/// While another build writes the same output it waits, having called `on_wait` once.
pub fn recover(output: &OutputDir, on_wait: &dyn Fn()) -> Result<(), Error> {
    let left = if journal::is_there(output) {
        Some(Lock::take(output, on_wait)?)
    } else {
        Lock::take_over(output)
    };
    match left {
        Some(_lock) => small::recover(output).and_then(|()| whole::recover(output)),
        None => Ok(()),
    }
}

impl Staging {
    /// Begins to stage for `output`, making the folders above it that are missing.
    ///
    /// While another build writes the same output it waits, having called `on_wait` once. Finishes or
    /// removes what builds that were killed have left behind.
    pub fn begin(output: &OutputDir, on_wait: &dyn Fn()) -> Result<Staging, Error> {
        let parent = output.parent();
        sys::create_folders(parent)
            .map_err(|cause| Error::io("cannot make the folder", parent, cause))?;
        let lock = Lock::take(output, on_wait)?;
        small::recover(output)?;
        whole::recover(output)?;
        let old = output.claim()?;
        let (folder, location) = staging_folder(output)?;
        Ok(Staging {
            output: output.clone(),
            early: Early::new(folder.path()),
            folder,
            old,
            location,
            folders: Mutex::default(),
            files: Mutex::default(),
            _lock: lock,
        })
    }

    /// Stages `bytes` at `path`, which is relative to the output and joined by `/`.
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
        self.note(path, hash, &file)
    }

    /// Leaves the file at `path` in the output as it is, if it is as it was `written`. Returns whether it is.
    pub fn keep(&self, path: &str, written: &Written) -> bool {
        let is_ours = self.old.files.get(path) == Some(&written.hash);
        if !is_ours
            || looks_of(&self.output.path().join(path), written.hash).as_ref() != Some(written)
        {
            return false;
        }
        self.take(path, *written, Origin::Kept);
        true
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
        }
        self.note(path, hasher.finish(), &file)
    }

    /// Puts the staged files in the place of those that the last build wrote.
    ///
    /// Foreign files in the output stay. On failure the output is as it was, unless a journal was begun:
    /// then the next run will complete it.
    pub fn commit(mut self) -> Result<Committed, Error> {
        let next = self.finish()?;
        let n_written = next.from(Origin::Staged).count();
        let mut known = Vec::new();
        if self.location == Location::Inside {
            let plan = small::plan(&self, &next)?;
            known = self.look_again(&plan, &next);
            small::commit(&mut self, plan, &next)?;
        } else if small::is_small(&self.old, &next.manifest)
            // What speaks against it is for the other form to judge, which can do more.
            && let Ok(plan) = small::plan(&self, &next)
        {
            known = self.look_again(&plan, &next);
            small::commit(&mut self, plan, &next)?;
        } else {
            self.stage_kept(&next)?;
            whole::commit(&mut self, &next)?;
        }
        Ok(Committed {
            files: next.into_files(known),
            n_written,
        })
    }

    /// Returns the looks of the files that are in the output already: what was staged in their place is dropped.
    fn look_again(&self, plan: &small::Plan, next: &Next) -> Vec<(String, Written)> {
        let looks = |path: &str| {
            let hash = next.manifest.files.get(path)?;
            Some((
                path.to_owned(),
                looks_of(&self.output.path().join(path), *hash)?,
            ))
        };
        plan.unchanged
            .iter()
            .filter_map(|path| looks(path))
            .collect()
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
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.create_folder(folder)
                .map_err(|cause| self.cannot_write(path, cause))?;
        }
        sys::create_file(&self.folder.path().join(path))
            .map_err(|cause| self.cannot_write(path, cause))
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

    /// Keeps the file at `path` if the last build has written the same there: the same bytes are not written again.
    fn has(&self, path: &str, hash: Hash, len: u64) -> bool {
        if self.old.files.get(path) != Some(&hash) {
            return false;
        }
        let Some(looks) =
            looks_of(&self.output.path().join(path), hash).filter(|looks| looks.len == len)
        else {
            return false;
        };
        self.take(path, looks, Origin::Kept);
        true
    }

    fn note(&self, path: &str, hash: Hash, file: &File) -> Result<(), Error> {
        let metadata = file
            .metadata()
            .map_err(|cause| self.cannot_write(path, cause))?;
        self.take(path, written(hash, &metadata), Origin::Staged);
        self.early.note(metadata.len());
        Ok(())
    }

    fn take(&self, path: &str, written: Written, origin: Origin) {
        lock(&self.files).insert(path.to_owned(), NewFile { written, origin });
    }

    /// Takes all that was staged so far as the new site, and stages its manifest.
    pub(super) fn finish(&self) -> Result<Next, Error> {
        Next::of(std::mem::take(&mut *lock(&self.files)), self.folder.path())
    }

    /// Stages what was kept too, for a tree that takes the place of the old one: each file itself, under a second
    /// name.
    fn stage_kept(&self, next: &Next) -> Result<(), Error> {
        for path in next.from(Origin::Kept) {
            if let Some((folder, _)) = path.rsplit_once('/') {
                self.create_folder(folder)
                    .map_err(|cause| self.cannot_write(path, cause))?;
            }
            let (old, staged) = (self.output.path().join(path), self.folder.path().join(path));
            let linked = fs::hard_link(&old, &staged);
            linked
                .or_else(|_| fs::copy(&old, &staged).map(drop))
                .map_err(|cause| self.cannot_write(path, cause))?;
        }
        Ok(())
    }

    fn cannot_write(&self, path: &str, cause: io::Error) -> Error {
        let path = self.output.path().join(path);
        if cause.kind() == io::ErrorKind::AlreadyExists {
            return Error::io("two outputs have the same name", &path, cause);
        }
        Error::io("cannot write", &path, cause)
    }
}

/// What is to be known of a written file.
fn written(hash: Hash, metadata: &Metadata) -> Written {
    let FileStamp {
        len,
        modified,
        inode,
        ..
    } = FileStamp::of(metadata);
    Written {
        hash,
        len,
        modified,
        inode,
    }
}

/// What there is to know of the file at `path`, whose bytes are said to have this `hash`.
fn looks_of(path: &Path, hash: Hash) -> Option<Written> {
    let metadata = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
    Some(written(hash, &metadata))
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
