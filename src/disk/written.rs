//! Written files: takes the fingerprints of output files, and compares them with the files later.
//!
//! The type is [`WrittenFile`] in `cache`. Input files have stamps of their own; see `stamps`.

use std::fs::{self, Metadata};
use std::io::{self, BufRead as _, BufReader};
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use super::guard::OutputDir;
use super::manifest::{self, Manifest};
use super::stamps::FileStamp;
use super::sys;
use crate::cache::{FileRecord, WrittenFile};
use crate::hash::{Hash, Hasher};

/// Returns whether `output` still has exactly these `files` on its manifest, each unchanged since the build wrote it.
///
/// Reads no file but the manifest.
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

/// Returns whether the stat data of the file at `path` are still those of `written`.
pub(super) fn is_unchanged(path: &Path, written: &WrittenFile) -> bool {
    look(path, written.hash).as_ref() == Some(written)
}

/// Returns the fingerprint of the regular file at `path`; `None` if there is none. The given `hash` is not verified.
pub(super) fn look(path: &Path, hash: Hash) -> Option<WrittenFile> {
    let metadata = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
    Some(of(&metadata, hash))
}

/// Returns the fingerprint of a file with this `metadata` and `hash`.
pub(super) fn of(metadata: &Metadata, hash: Hash) -> WrittenFile {
    let stamp = FileStamp::of(metadata);
    // Without the change time, which the commit itself changes by its renames and hard links.
    WrittenFile {
        hash,
        len: stamp.len,
        modified: stamp.modified,
        inode: stamp.inode,
    }
}

/// Returns the hash of a regular file, read in pieces; `None` if it is no regular file.
pub(super) fn hash_of(path: &Path) -> io::Result<Option<Hash>> {
    let Some((file, _)) = sys::open_regular(path)? else {
        return Ok(None);
    };
    let mut reader = BufReader::new(file);
    let mut hasher = Hasher::default();
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(Some(hasher.finish()));
        }
        hasher.update(bytes);
        let len = bytes.len();
        reader.consume(len);
    }
}
