//! Stat cache: where no input file has another size, time or inode than in the last build, none is read.

use std::collections::HashMap;
use std::fs::Metadata;

use serde::{Deserialize, Serialize};

use crate::hash::Hash;
use crate::source::SourcePath;

/// Nanoseconds within which two writes of a file may bear the same time: some ticks of a kernel's clock.
const TICK: i64 = 50_000_000;
/// The same where times of files have no parts of a second (FAT: two seconds).
const COARSE_TICK: i64 = 2_000_000_000;

/// The files of a site as they were when they were listed.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct FileStamps {
    /// When the listing began, in nanoseconds since 1970.
    pub at: i64,
    /// The stamp of each file by its path, and the hash of its bytes.
    pub files: HashMap<String, (FileStamp, Hash)>,
}

/// What tells that a file was written: its size, times and inode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct FileStamp {
    /// Its length in bytes.
    pub len: u64,
    /// When its bytes were last written, in nanoseconds since 1970.
    pub modified: i64,
    /// When anything about it was last changed, in the same way; 0 where that is not known.
    pub changed: i64,
    /// Its number on the file system; 0 where there is none.
    pub inode: u64,
}

impl FileStamp {
    /// The stamp of the file that `metadata` is of.
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

    /// Returns whether the stamp, taken at the moment `at`, is old enough to be trusted. A file that was written within
    /// a tick of the clock of `at` may change without changing its stamp (git calls such entries *racy*); a stamp in the
    /// future is never trusted.
    pub fn is_reliable(self, at: i64) -> bool {
        let last = self.modified.max(self.changed);
        let is_coarse = self.modified % 1_000_000_000 == 0;
        last.saturating_add(if is_coarse { COARSE_TICK } else { TICK }) < at
    }
}

impl FileStamps {
    /// Returns the hash of the bytes of the file at `path`, if its stamp is still `stamp`.
    pub fn hash(&self, path: &SourcePath, stamp: FileStamp) -> Option<Hash> {
        let (known, hash) = self.files.get(path.as_str())?;
        (*known == stamp && stamp.is_reliable(self.at)).then_some(*hash)
    }

    /// Reads what [`encode`](FileStamps::encode) has written; `None` if that is not what `bytes` are.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Returns them as bytes.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain values can be written")
    }
}

#[cfg(test)]
mod tests {
    use super::FileStamp;

    const SECOND: i64 = 1_000_000_000;

    /// Says after how many nanoseconds a file that was last written and changed at these moments is reliable: not a
    /// nanosecond before.
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
        // Times without parts of a second may be those of a file system that has none, or has every second one.
        check(60 * SECOND, 0, 2 * SECOND);
        check(60 * SECOND, 60 * SECOND, 2 * SECOND);
        // The time of the bytes was set back; that of the change cannot be.
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
