//! One input file: its path, its hash, and its bytes, in memory or on the disk.

use std::path::PathBuf;
use std::sync::Arc;

use crate::hash::Hash;
use crate::source::path::SourcePath;

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Contents {
    /// The bytes, in memory.
    Bytes(Arc<[u8]>),
    /// A file that is too large to hold: it is only copied.
    OnDisk {
        /// Absolute path of the file.
        path: PathBuf,
        /// Its length in bytes.
        len: u64,
        /// Its first bytes: at most [`HEAD`](crate::media::HEAD).
        head: Arc<[u8]>,
    },
    /// Bytes that were in memory and are no longer needed.
    Dropped {
        /// How many there were.
        len: u64,
    },
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
            Contents::OnDisk { len, .. } | Contents::Dropped { len } => *len,
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
            Contents::OnDisk { .. } | Contents::Dropped { .. } => &[],
        }
    }

    /// Returns its first bytes: at least [`HEAD`](crate::media::HEAD), if it has as many.
    pub fn head(&self) -> &[u8] {
        match &self.contents {
            Contents::OnDisk { head, .. } => head,
            Contents::Bytes(_) | Contents::Dropped { .. } => self.bytes(),
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
