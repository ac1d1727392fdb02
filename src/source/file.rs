//! One input file: its path, hash, and bytes, which are in memory, on the disk, or dropped after use.
//! Never reads the disk: `disk` makes these values, and copies the large files.

use std::path::PathBuf;
use std::sync::Arc;

use crate::hash::Hash;
use crate::source::path::SourcePath;

/// Contents of a file, or where to find them.
#[derive(Clone, Debug)]
pub enum Contents {
    /// All bytes, in memory.
    Bytes(Arc<[u8]>),
    /// A file too large to keep in memory, which is only copied.
    OnDisk {
        /// Absolute path of the file.
        path: PathBuf,
        /// Length of the file in bytes.
        len: u64,
        /// The first bytes, at most [`HEAD`](crate::media::HEAD).
        head: Arc<[u8]>,
    },
    /// Bytes that were in memory and are no longer needed.
    Dropped {
        /// Number of bytes that were dropped.
        len: u64,
    },
}

#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path relative to the site's root.
    pub path: SourcePath,
    pub contents: Contents,
    /// Hash of the contents; for a file on the disk, of its length and modification time.
    pub hash: Hash,
}

impl SourceFile {
    /// Makes a file held in memory and hashes its bytes.
    pub fn new(path: SourcePath, bytes: Vec<u8>) -> Self {
        let hash = Hash::of_bytes(&bytes);
        SourceFile {
            path,
            contents: Contents::Bytes(bytes.into()),
            hash,
        }
    }

    /// Returns the length in bytes, also of contents that are not in memory.
    pub fn len(&self) -> u64 {
        match &self.contents {
            Contents::Bytes(bytes) => bytes.len() as u64,
            Contents::OnDisk { len, .. } | Contents::Dropped { len } => *len,
        }
    }

    /// Returns whether the file has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bytes; empty if they are not in memory.
    pub fn bytes(&self) -> &[u8] {
        match &self.contents {
            Contents::Bytes(bytes) => bytes,
            Contents::OnDisk { .. } | Contents::Dropped { .. } => &[],
        }
    }

    /// Returns the first bytes: at least [`HEAD`](crate::media::HEAD), if the file has as many. Empty once dropped.
    pub fn head(&self) -> &[u8] {
        match &self.contents {
            Contents::OnDisk { head, .. } => head,
            Contents::Bytes(_) | Contents::Dropped { .. } => self.bytes(),
        }
    }

    /// Returns the file as text, up to the first byte that is not valid UTF-8.
    pub fn text(&self) -> &str {
        let bytes = self.bytes();
        str::from_utf8(bytes)
            .or_else(|error| str::from_utf8(&bytes[..error.valid_up_to()]))
            .unwrap_or_default()
    }
}
