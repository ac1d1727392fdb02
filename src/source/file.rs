//! One input file: its path, its hash, and its bytes, in memory or to be read when somebody asks for them.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::hash::Hash;
use crate::source::path::SourcePath;

/// What a file holds: its bytes, or for a large file that is only copied, where it lies.
#[derive(Clone, Debug)]
pub enum Contents {
    /// The bytes, in memory.
    Bytes(Arc<[u8]>),
    /// A file too large to hold: its place on the disk and its length in bytes.
    OnDisk {
        /// Absolute path of the file.
        path: PathBuf,
        /// Its length in bytes.
        len: u64,
        /// Reads its first bytes, so many; `None` if it cannot be read any more.
        head: fn(&Path, usize) -> Option<Vec<u8>>,
    },
    /// A file whose bytes are known by their hash: it is read again if somebody asks for them.
    OnCall(Arc<OnCall>),
}

/// A file whose bytes need not be in memory, until somebody asks for them.
pub struct OnCall {
    /// Absolute path of the file.
    pub place: PathBuf,
    /// Its length in bytes.
    pub len: u64,
    /// The hash of its bytes.
    pub hash: Hash,
    /// Reads a file; `None` if it cannot be read any more.
    pub read: fn(&Path) -> Option<Vec<u8>>,
    bytes: OnceLock<(Box<[u8]>, Found)>,
}

/// Whether a file was as it was expected to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Found {
    AsKnown,
    Other,
}

impl OnCall {
    /// A file of `len` bytes with this `hash`, at `place`.
    pub fn new(place: PathBuf, len: u64, hash: Hash, read: fn(&Path) -> Option<Vec<u8>>) -> Self {
        OnCall {
            place,
            len,
            hash,
            read,
            bytes: OnceLock::new(),
        }
    }

    /// The file at `place`, which holds these `bytes`.
    pub fn loaded(place: PathBuf, bytes: Vec<u8>, read: fn(&Path) -> Option<Vec<u8>>) -> Self {
        let (len, hash) = (bytes.len() as u64, Hash::of_bytes(&bytes));
        OnCall {
            bytes: OnceLock::from((bytes.into(), Found::AsKnown)),
            ..OnCall::new(place, len, hash, read)
        }
    }

    fn load(&self) -> &(Box<[u8]>, Found) {
        self.bytes.get_or_init(|| match (self.read)(&self.place) {
            Some(bytes) if Hash::of_bytes(&bytes) == self.hash => (bytes.into(), Found::AsKnown),
            other => (other.unwrap_or_default().into(), Found::Other),
        })
    }
}

impl fmt::Debug for OnCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnCall")
            .field("place", &self.place)
            .field("hash", &self.hash)
            .finish_non_exhaustive()
    }
}

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies, relative to the root.
    pub path: SourcePath,
    /// What it holds.
    pub contents: Contents,
    /// Hash of the contents; of length and modification time for a file that is not in memory.
    pub hash: Hash,
}

impl SourceFile {
    /// A file held in memory.
    pub fn new(path: SourcePath, bytes: Vec<u8>) -> Self {
        let hash = Hash::of_bytes(&bytes);
        SourceFile {
            path,
            contents: Contents::Bytes(bytes.into()),
            hash,
        }
    }

    /// Returns its length in bytes.
    pub fn len(&self) -> u64 {
        match &self.contents {
            Contents::Bytes(bytes) => bytes.len() as u64,
            Contents::OnDisk { len, .. } => *len,
            Contents::OnCall(file) => file.len,
        }
    }

    /// Returns whether it was found to be other than it was known to be: what was made of the tree is then of
    /// two states of the site.
    pub fn has_changed(&self) -> bool {
        match &self.contents {
            Contents::OnCall(file) => file
                .bytes
                .get()
                .is_some_and(|(_, found)| *found == Found::Other),
            Contents::Bytes(_) | Contents::OnDisk { .. } => false,
        }
    }

    /// Returns whether its bytes are in memory.
    pub fn is_loaded(&self) -> bool {
        match &self.contents {
            Contents::Bytes(_) => true,
            Contents::OnCall(file) => file.bytes.get().is_some(),
            Contents::OnDisk { .. } => false,
        }
    }

    /// Returns it without the bytes that can be read again.
    pub(super) fn released(&self) -> Self {
        match &self.contents {
            Contents::OnCall(file) if self.is_loaded() => {
                let file = OnCall::new(file.place.clone(), file.len, file.hash, file.read);
                SourceFile {
                    contents: Contents::OnCall(Arc::new(file)),
                    ..self.clone()
                }
            }
            _ => self.clone(),
        }
    }

    /// Returns whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bytes, or nothing for a file that is not held in memory.
    pub fn bytes(&self) -> &[u8] {
        match &self.contents {
            Contents::Bytes(bytes) => bytes,
            Contents::OnDisk { .. } => &[],
            Contents::OnCall(file) => &file.load().0,
        }
    }

    /// Returns its first bytes: at least `len`, if it has as many.
    pub fn head(&self, len: usize) -> Cow<'_, [u8]> {
        match &self.contents {
            Contents::OnDisk { path, head, .. } => head(path, len).unwrap_or_default().into(),
            Contents::Bytes(_) | Contents::OnCall(_) => self.bytes().into(),
        }
    }

    /// Returns the file as text: of one that is not UTF-8, what comes before the first byte that is not.
    pub fn text(&self) -> &str {
        let bytes = self.bytes();
        str::from_utf8(bytes)
            .or_else(|error| str::from_utf8(&bytes[..error.valid_up_to()]))
            .unwrap_or_default()
    }
}
