//! What one build leaves for the next one of the same output.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::check::Scope;
use crate::diag::{Counts, Diagnostic, Severity};
use crate::hash::Hash;
use crate::time::Validity;

/// What a build was made from, and what it has left.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LastBuild {
    /// The hash of all that it was made from but the time.
    pub inputs: Hash,
    /// The stretch of time within which it would have been the same.
    pub validity: Validity,
    /// The hash of what all its pages were made from.
    pub base: Hash,
    /// The hash of each brief, by id.
    pub texts: Vec<Hash>,
    /// The files that it has left in the output, by path.
    pub files: Vec<FileRecord>,
    /// Of each of those, what it was made from, if it is a page.
    pub pages: Vec<Option<PageRecord>>,
    /// What was found besides errors: the identity of each finding, sorted.
    pub known: Vec<Hash>,
    /// How much was found.
    pub counts: Counts,
    /// What there is now.
    pub summary: BuildSummary,
}

/// A file in the output.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct FileRecord {
    /// Its path in the output.
    pub path: String,
    /// As it was written.
    pub written: WrittenFile,
}

/// What a page was made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct PageRecord {
    /// The hash of its view and of the templates; of a copied file, that of its bytes. `None` if nobody has asked.
    pub view: Option<Hash>,
    /// Its bytes when compressed, with those of its stylesheets, if that is more than a page should have.
    pub overweight: Option<u64>,
}

/// A file as it was written, by which it is known again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct WrittenFile {
    /// The hash of its bytes.
    pub hash: Hash,
    /// How many it has.
    pub len: u64,
    /// When it was written, in nanoseconds since 1970.
    pub modified: i64,
    /// Its number on the file system; 0 where there is none.
    pub inode: u64,
}

/// What there is when a build has ended.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct BuildSummary {
    /// How many briefs readers see.
    pub n_briefs: usize,
    /// How many files there are.
    pub n_files: usize,
    /// When the next brief becomes public by itself, RFC 3339.
    pub next_release: Option<String>,
    /// The briefs that readers do not see yet, those that appear by themselves first.
    pub withheld: WithheldBriefs,
    /// Which rules were asked.
    pub scope: Scope,
}

/// Briefs that readers do not see yet.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct WithheldBriefs {
    /// How many there are.
    pub n_briefs: usize,
    /// What is said of the first: `flood-talks appears 2026-09-20 06:00 Asia/Baghdad`, `river-levels is a draft`.
    pub first: Vec<String>,
}

impl LastBuild {
    /// Reads what [`encode`](LastBuild::encode) has written; `None` if that is not what `bytes` are.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Returns it as bytes.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain values can be written")
    }

    /// Returns whether a build at `now` from what has the hash `inputs` would be the same, as long as the output is as
    /// this one has left it.
    pub fn is_same(&self, inputs: Hash, now: Timestamp) -> bool {
        self.inputs == inputs && self.validity.contains(now)
    }

    /// Returns whether this build has reported `found`, too.
    pub fn has_reported(&self, found: &Diagnostic) -> bool {
        let is_known = || self.known.binary_search(&identity(found)).is_ok();
        found.severity != Severity::Error && is_known()
    }

    /// Returns the identities of those of `found` that a next build need not repeat, sorted.
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

/// Returns what makes a finding the same in another build: its lines may have moved.
fn identity(found: &Diagnostic) -> Hash {
    Hash::of(&(found.code, &found.place.path, &found.message))
}
