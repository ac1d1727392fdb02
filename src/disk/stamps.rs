//! Stat cache: skips reading the input files if the size, times and inode of all of them are unchanged.
//!
//! The stamps only; `read` compares them with the files, and `cache_folder` keeps them.

use std::collections::HashMap;
use std::fs::Metadata;

use serde::{Deserialize, Serialize};

use crate::hash::Hash;
use crate::source::SourcePath;

/// Time in nanoseconds within which two writes may get the same timestamp: a few ticks of the kernel's clock.
const TICK: i64 = 50_000_000;
/// The same for file systems whose timestamps have no fractions of a second (FAT: two seconds).
const COARSE_TICK: i64 = 2_000_000_000;

/// The stamps and hashes of all input files of a site at one moment.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct FileStamps {
    /// The time before the files were listed, in nanoseconds since 1970.
    pub at: i64,
    /// The stamp of each file by its path, and the hash of its bytes.
    pub files: HashMap<String, (FileStamp, Hash)>,
}

/// Stat data of a file, which change when it is written: size, times and inode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct FileStamp {
    /// The length in bytes.
    pub len: u64,
    /// The modification time (`mtime`) in nanoseconds since 1970.
    pub modified: i64,
    /// The change time (`ctime`) in nanoseconds since 1970, which programs cannot set back; 0 where it is not known.
    pub changed: i64,
    /// The inode number; 0 where the system has none.
    pub inode: u64,
}

impl FileStamp {
    /// Makes the stamp of a file with this `metadata`. Times out of range are 0 or the nearest possible.
    pub fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let nanos = |seconds: i64, nanos: i64| {
                seconds.saturating_mul(1_000_000_000).saturating_add(nanos)
            };
            FileStamp {
                len: metadata.len(),
                modified: nanos(metadata.mtime(), metadata.mtime_nsec()),
                changed: nanos(metadata.ctime(), metadata.ctime_nsec()),
                inode: metadata.ino(),
            }
        }
        #[cfg(not(unix))]
        {
            let modified = metadata.modified().ok();
            let since = modified.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
            let modified = since
                .and_then(|since| i64::try_from(since.as_nanos()).ok())
                .unwrap_or_default();
            FileStamp {
                len: metadata.len(),
                modified,
                changed: 0,
                inode: 0,
            }
        }
    }

    /// Returns whether the stamp, taken at the time `at`, is old enough to be trusted.
    ///
    /// A file written within a clock tick of `at` may change again without changing its stamp (git calls such entries
    /// *racy*). A stamp in the future is never trusted.
    pub fn is_reliable(self, at: i64) -> bool {
        let last = self.modified.max(self.changed);
        // A whole second may be chance, but then the longer wait costs one more reading at most.
        let is_coarse = self.modified % 1_000_000_000 == 0;
        last.saturating_add(if is_coarse { COARSE_TICK } else { TICK }) < at
    }
}

impl FileStamps {
    /// Returns the hash of the file at `path`, if `stamp` is the recorded one and reliable.
    pub fn hash(&self, path: &SourcePath, stamp: FileStamp) -> Option<Hash> {
        let (known, hash) = self.files.get(path.as_str())?;
        (*known == stamp && stamp.is_reliable(self.at)).then_some(*hash)
    }

    /// Decodes the bytes of [`encode`](FileStamps::encode); `None` if they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Encodes the stamps with postcard, which stores no field names: only the same program can decode them.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain values can be written")
    }
}

#[cfg(test)]
mod tests {
    use super::FileStamp;

    const SECOND: i64 = 1_000_000_000;

    /// Checks that a file with these times becomes reliable after `reliable_after` nanoseconds, and not before.
    fn check(modified: i64, changed: i64, reliable_after: i64) {
        let stamp = FileStamp {
            len: 3,
            modified,
            changed,
            inode: 7,
        };
        let last = modified.max(changed);
        assert!(!stamp.is_reliable(last + reliable_after), "{stamp:?}");
        assert!(stamp.is_reliable(last + reliable_after + 1), "{stamp:?}");
    }

    #[test]
    fn stamps_are_trusted_when_the_tick_of_the_last_write_is_over() {
        check(60 * SECOND + 1, 60 * SECOND + 1, 50_000_000);
        // Times in whole seconds may come from a file system that stores no fractions, or even seconds only.
        check(60 * SECOND, 0, 2 * SECOND);
        check(60 * SECOND, 60 * SECOND, 2 * SECOND);
        // The modification time was set back; the change time cannot be.
        check(20 * SECOND + 1, 60 * SECOND + 1, 50_000_000);
    }

    #[test]
    fn a_time_that_lies_ahead_is_never_trusted() {
        let ahead = FileStamp {
            len: 3,
            modified: i64::MAX,
            changed: 0,
            inode: 7,
        };
        assert!(!ahead.is_reliable(60 * SECOND));
    }
}
