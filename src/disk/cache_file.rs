//! One file of the cache: magic, the program that wrote it, the hash of the rest, the bytes.

use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::draft::Draft;
use super::sys;
use crate::hash::Hash;

/// The first bytes; the number is that of the format.
const MAGIC: [u8; 8] = *b"dtline\x004";

/// Why a file cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CacheFileError {
    /// It is not there, or out of reach.
    Missing,
    /// Another program, or another version of this one, has written it.
    Foreign,
    /// It is not what was written.
    Damaged,
}

impl CacheFileError {
    /// Returns what is told of it, if it is worth telling.
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

/// Bytes that say whose a file is: magic, the program that wrote it.
const OWNER: usize = 8 + 16;
/// Bytes before the value: those, and the hash of the rest.
const HEAD: usize = OWNER + 16;

/// Returns what was written to the file at `path`, if this `program` has done so.
pub(super) fn read(path: &Path, program: Hash) -> Result<Vec<u8>, CacheFileError> {
    let (mut file, metadata) = match sys::open_regular(path) {
        Ok(Some(opened)) => opened,
        // A file in the folder's place, and a folder that is another's, are said when nothing can be kept there.
        Err(cause) if is_out_of_reach(&cause) => return Err(CacheFileError::Missing),
        _ => return Err(CacheFileError::Damaged),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    let read = file.read_to_end(&mut bytes);
    read.map_err(|_| CacheFileError::Damaged)?;
    let (start, rest) = bytes
        .split_first_chunk::<HEAD>()
        .ok_or(CacheFileError::Damaged)?;
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

/// Writes `bytes` to the file `name` in `folder` in one step: a reader finds the old file or the new one.
pub(super) fn write(folder: &Path, name: &str, program: Hash, bytes: &[u8]) -> io::Result<()> {
    let target = folder.join(name);
    let mut draft = Draft::of(&target)?;
    // It knows of briefs that are not public yet.
    #[cfg(unix)]
    draft
        .file
        .set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    draft.write_all(&head(program, Hash::of_bytes(bytes)))?;
    draft.write_all(bytes)?;
    draft.persist(&target)
}
