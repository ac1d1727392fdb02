//! One file of what is remembered: magic, the program that wrote it, the hash of the rest, a value.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, Write as _};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::draft::Draft;
use super::sys;
use crate::hash::{Hash, Hasher};

/// The first bytes; the number is that of the format.
const MAGIC: [u8; 8] = *b"dtline\x003";
/// Bytes that are hashed and written at once.
const BUFFER: usize = 1 << 16;

/// Why a file cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unusable {
    /// It is not there, or out of reach.
    Missing,
    /// Another program, or another version of this one, has written it.
    Foreign,
    /// It is not what was written.
    Damaged,
}

impl Unusable {
    /// Returns what is told of it, if it is worth telling.
    pub fn notice(self) -> Option<&'static str> {
        match self {
            Unusable::Missing => None,
            Unusable::Foreign => Some(
                "what is remembered in `.dateline` is another version's: everything is built anew",
            ),
            Unusable::Damaged => {
                Some("what is remembered in `.dateline` is damaged: everything is built anew")
            }
        }
    }
}

fn is_out_of_reach(cause: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(cause.kind(), NotFound | NotADirectory | PermissionDenied)
}

/// A file of ours, whole and undamaged.
pub struct Kept(Vec<u8>);

impl Kept {
    /// Bytes that say whose it is: magic, the program that wrote it.
    const WHOSE: usize = 8 + 16;
    /// Bytes before the value: those, and the hash of the rest.
    const HEAD: usize = Self::WHOSE + 16;

    /// Reads the file at `path`, if this `program` has written it.
    pub fn read(path: &Path, program: Hash) -> Result<Self, Unusable> {
        let (mut file, metadata) = match sys::open_regular(path) {
            Ok(Some(opened)) => opened,
            // A file in the folder's place, and a folder that is another's, are said when nothing can be kept there.
            Err(cause) if is_out_of_reach(&cause) => return Err(Unusable::Missing),
            _ => return Err(Unusable::Damaged),
        };
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
        file.read_to_end(&mut bytes)
            .map_err(|_| Unusable::Damaged)?;
        let (head, rest) = bytes
            .split_first_chunk::<{ Self::HEAD }>()
            .ok_or(Unusable::Damaged)?;
        if head[..Self::WHOSE] != Self::head(program, Hash(0))[..Self::WHOSE] {
            return Err(Unusable::Foreign);
        }
        if *head != Self::head(program, Hash::of_bytes(rest)) {
            return Err(Unusable::Damaged);
        }
        Ok(Kept(bytes))
    }

    fn head(program: Hash, rest: Hash) -> [u8; Self::HEAD] {
        let mut head = [0; Self::HEAD];
        head[..8].copy_from_slice(&MAGIC);
        head[8..Self::WHOSE].copy_from_slice(&program.0.to_le_bytes());
        head[Self::WHOSE..].copy_from_slice(&rest.0.to_le_bytes());
        head
    }

    /// Returns the value in it.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Unusable> {
        postcard::from_bytes(&self.0[Self::HEAD..]).map_err(|_| Unusable::Damaged)
    }
}

/// A file, and the hash of what is written to it.
struct Hashing<'a> {
    file: &'a File,
    hasher: Hasher,
    /// Why it could not be written: who serializes into it does not say.
    failed: &'a mut Option<io::Error>,
}

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes).map_err(|cause| {
            let kind = cause.kind();
            *self.failed = Some(cause);
            kind
        })?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes `value` to the file `name` in `folder` in one step: whoever reads it finds the old one or the new one.
pub fn write(folder: &Path, name: &str, program: Hash, value: &impl Serialize) -> io::Result<()> {
    let target = folder.join(name);
    let mut draft = Draft::of(&target)?;
    // It knows of briefs that are not public yet.
    #[cfg(unix)]
    draft
        .file
        .set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    draft.write_all(&[0; Kept::HEAD])?;
    let mut failed = None;
    let hashing = Hashing {
        file: &draft.file,
        hasher: Hasher::default(),
        failed: &mut failed,
    };
    let written = postcard::to_io(value, BufWriter::with_capacity(BUFFER, hashing))
        .map_err(io::Error::other)
        .and_then(|buffer| buffer.into_inner().map_err(io::IntoInnerError::into_error));
    let hash = written.map(|hashing| hashing.hasher.finish());
    let hash = hash.map_err(|cause| failed.unwrap_or(cause))?;
    draft.file.rewind()?;
    draft.write_all(&Kept::head(program, hash))?;
    draft.persist(&target)
}
