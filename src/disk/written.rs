//! Written files: how a file of the output looked when it was written, and whether it still does.

use std::fs::{self, Metadata};
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use super::guard::OutputDir;
use super::manifest::{self, Manifest};
use super::stamps::FileStamp;
use crate::cache::{FileRecord, WrittenFile};
use crate::hash::Hash;

/// Returns whether `files` are still in `output` as a build has left them, and are all that it has.
pub fn is_as_left(output: &OutputDir, files: &[FileRecord]) -> bool {
    let Ok(Some(manifest)) = Manifest::read(output.path(), manifest::NAME) else {
        return false;
    };
    let listed = manifest.files.iter().map(|(path, hash)| (path, *hash));
    if !listed.eq(files.iter().map(|file| (&file.path, file.written.hash))) {
        return false;
    }
    let n_cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        let mut checks = Vec::new();
        for part in files.chunks(files.len().div_ceil(n_cores).max(1)) {
            checks.push(scope.spawn(|| {
                part.iter()
                    .all(|file| is_unchanged(&output.path().join(&file.path), &file.written))
            }));
        }
        checks
            .into_iter()
            .all(|check| check.join().unwrap_or(false))
    })
}

/// Returns whether the file at `path` looks as it did when it was `written`.
pub(super) fn is_unchanged(path: &Path, written: &WrittenFile) -> bool {
    look(path, written.hash).as_ref() == Some(written)
}

/// Returns how the regular file at `path` looks. The `hash` of its bytes is taken on trust.
pub(super) fn look(path: &Path, hash: Hash) -> Option<WrittenFile> {
    let metadata = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
    Some(of(&metadata, hash))
}

/// Returns how a file with this `metadata` looks.
pub(super) fn of(metadata: &Metadata, hash: Hash) -> WrittenFile {
    let stamp = FileStamp::of(metadata);
    WrittenFile {
        hash,
        len: stamp.len,
        modified: stamp.modified,
        inode: stamp.inode,
    }
}
