//! Cache file format: magic number, hash of the program that wrote the file, hash of the content, content.
//!
//! Reading checks all three, so that a foreign, truncated or damaged file is never decoded. Which files there are is in
//! `cache_folder`.

use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::draft::Draft;
use super::sys;
use crate::hash::Hash;

/// The magic number: the first bytes, with the version of the format in the last.
const MAGIC: [u8; 8] = *b"dtline\x004";

/// The reason why a cache file cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CacheFileError {
    /// The file does not exist or cannot be reached.
    Missing,
    /// Another version of the program has written it.
    Foreign,
    /// The bytes are not those that were written.
    Damaged,
}

impl CacheFileError {
    /// Returns the message for the user; `None` if there is nothing to worry about, as in a first build.
    pub fn notice(self) -> Option<&'static str> {
        match self {
            CacheFileError::Missing => None,
            CacheFileError::Foreign => Some(
                "the cache in `.dateline` was written by another version: rebuilding everything",
            ),
            CacheFileError::Damaged => {
                Some("the cache in `.dateline` is damaged: rebuilding everything")
            }
        }
    }
}

fn is_out_of_reach(cause: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(cause.kind(), NotFound | NotADirectory | PermissionDenied)
}

/// Length of the part that identifies the writer: magic number and hash of the program.
const OWNER: usize = 8 + 16;
/// Length of the header: identification of the writer and hash of the content.
const HEAD: usize = OWNER + 16;

/// Reads the content of the file at `path`, if this `program` has written it and it is undamaged.
pub(super) fn read(path: &Path, program: Hash) -> Result<Vec<u8>, CacheFileError> {
    let (mut file, metadata) = match sys::open_regular(path) {
        Ok(Some(opened)) => opened,
        // A file in place of the folder, or a folder of another user, is reported when the entry cannot be written.
        Err(cause) if is_out_of_reach(&cause) => return Err(CacheFileError::Missing),
        _ => return Err(CacheFileError::Damaged),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    let read = file.read_to_end(&mut bytes);
    read.map_err(|_| CacheFileError::Damaged)?;
    let (start, rest) = bytes
        .split_first_chunk::<HEAD>()
        .ok_or(CacheFileError::Damaged)?;
    // The writer first: a file of another version is not damaged, and the user gets another message.
    if start[..OWNER] != head(program, Hash(0))[..OWNER] {
        return Err(CacheFileError::Foreign);
    }
    if *start != head(program, Hash::of_bytes(rest)) {
        return Err(CacheFileError::Damaged);
    }
    Ok(bytes.split_off(HEAD))
}

fn head(program: Hash, rest: Hash) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..8].copy_from_slice(&MAGIC);
    head[8..OWNER].copy_from_slice(&program.0.to_le_bytes());
    head[OWNER..].copy_from_slice(&rest.0.to_le_bytes());
    head
}

/// Writes `bytes` to the file `name` in `folder` in one step, so that a reader finds the old file or the new one.
///
/// Not synced: after a power failure the hash tells a damaged file, which only costs a full build.
pub(super) fn write(folder: &Path, name: &str, program: Hash, bytes: &[u8]) -> io::Result<()> {
    let target = folder.join(name);
    let mut draft = Draft::of(&target)?;
    // For the user's eyes only: the cache names briefs that are not public yet.
    #[cfg(unix)]
    draft
        .file
        .set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    draft.write_all(&head(program, Hash::of_bytes(bytes)))?;
    draft.write_all(bytes)?;
    draft.persist(&target)
}
