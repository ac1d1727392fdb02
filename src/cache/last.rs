//! Build record: what one build leaves on disk for the next build of the same output.
//!
//! Plain data and its encoding. `pipeline::last_build` fills it in, `disk` keeps the bytes, and
//! [`Cache::freshness`](super::Cache::freshness) compares it with the current build.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::check::Scope;
use crate::diag::{Counts, Diagnostic, Severity};
use crate::hash::Hash;
use crate::time::Validity;

/// Record of a finished build: the hashes of its inputs, and the files it left in the output.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LastBuild {
    /// The hash of all inputs except the time.
    pub inputs: Hash,
    /// The period in which the same inputs give the same output.
    pub validity: Validity,
    /// The hash of what every page depends on: site, plan, templates. Texts are in `texts`.
    pub base: Hash,
    /// The hash of each brief, by id: its file and settings. Comparable only if `base` is equal: ids depend on it.
    pub texts: Vec<Hash>,
    /// The files in the output, sorted by path.
    pub files: Vec<FileRecord>,
    /// The page record of each of `files`, in the same order; `None` if it has none.
    pub pages: Vec<Option<PageRecord>>,
    /// The identities of all reported diagnostics except errors, sorted for binary search.
    pub known: Vec<Hash>,
    /// The number of diagnostics of each severity.
    pub counts: Counts,
    /// The figures for the last lines of the report.
    pub summary: BuildSummary,
}

/// A file in the output, with its fingerprint.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct FileRecord {
    /// The path relative to the output, joined by `/`.
    pub path: String,
    /// The file's hash and stat data right after it was written.
    pub written: WrittenFile,
}

/// The inputs of a rendered page, and its weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct PageRecord {
    /// The hash of the view and the templates, or of the bytes of a copied file; `None` if it was never computed.
    pub view: Option<Hash>,
    /// The compressed size in bytes, including stylesheets, if it exceeds the page's weight budget.
    pub overweight: Option<u64>,
}

/// Fingerprint of an output file: shows without reading it whether it is still as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct WrittenFile {
    pub hash: Hash,
    /// The length in bytes.
    pub len: u64,
    /// The modification time, in nanoseconds since 1970.
    pub modified: i64,
    /// The inode number; 0 where the system has none.
    pub inode: u64,
}

/// The figures that a build reports when it ends.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct BuildSummary {
    /// The number of briefs that readers see.
    pub n_briefs: usize,
    /// The number of files in the output.
    pub n_files: usize,
    /// The moment when the next scheduled brief becomes public, in RFC 3339; `None` if none is scheduled.
    pub next_release: Option<String>,
    /// The briefs that readers do not see yet, scheduled ones first.
    pub withheld: WithheldBriefs,
    /// The set of rules that the build ran.
    pub scope: Scope,
}

/// Briefs that readers do not see yet: drafts, held briefs, and scheduled ones.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct WithheldBriefs {
    pub n_briefs: usize,
    /// Descriptions of the first few: `flood-talks appears 2026-09-20 06:00 Asia/Baghdad`, `river-levels is a draft`.
    pub first: Vec<String>,
}

impl LastBuild {
    /// Decodes the bytes of [`encode`](LastBuild::encode); `None` if they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Encodes the record with postcard, which stores no field names: only the same program can decode it.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain values can be written")
    }

    /// Returns whether a build of `inputs` at `now` would repeat this one. The caller must still check that nobody has
    /// changed the output.
    pub fn is_same(&self, inputs: Hash, now: Timestamp) -> bool {
        self.inputs == inputs && self.validity.contains(now)
    }

    /// Returns whether this build has already reported `found`. Always `false` for errors, which are repeated.
    pub fn has_reported(&self, found: &Diagnostic) -> bool {
        let is_known = || self.known.binary_search(&identity(found)).is_ok();
        found.severity != Severity::Error && is_known()
    }

    /// Returns the identities of those of `found` that the next build need not repeat, sorted and without duplicates.
    pub fn reported(found: &[Diagnostic]) -> Vec<Hash> {
        let others = found
            .iter()
            .filter(|found| found.severity != Severity::Error);
        let mut known: Vec<Hash> = others.map(identity).collect();
        known.sort_unstable();
        known.dedup();
        known
    }
}

/// Returns a hash that identifies a diagnostic across builds.
fn identity(found: &Diagnostic) -> Hash {
    // Without the line: an edit above it moves the place, and the same mistake would be reported as a new one.
    Hash::of(&(found.code, &found.place.path, &found.message))
}
