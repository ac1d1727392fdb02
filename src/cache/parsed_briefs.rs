//! Parsed briefs on disk, so that the next build parses only those that have changed.
//!
//! They are spread over [`N_SHARDS`] files by the hashes of their paths, and a build writes only the files whose briefs
//! have changed. Entity files and briefs with a diagnostic are left out: they are few, and parsed in every build.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::brief::Brief;
use crate::cache::{Cache, Rows};
use crate::content::ContentPath;
use crate::hash::Hash;
use crate::parse::{FileEntry, ParsedFile};

/// Number of files: few enough to open all of them, many enough that an edit rewrites little.
pub const N_SHARDS: usize = 64;

/// The parsed briefs of one file of the cache, in any order.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct BriefShard {
    briefs: Vec<(ContentPath, Arc<Brief>)>,
}

impl BriefShard {
    /// Decodes the bytes of [`encode`](BriefShard::encode); `None` if they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Encodes the briefs with postcard, which stores no field names: only the same program can decode them.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain values can be written")
    }

    /// Returns a hash of the keys of its briefs, whatever their order.
    fn digest(&self) -> u128 {
        self.briefs
            .iter()
            .fold(0, |sum, (_, brief)| sum ^ brief.hash.0)
    }
}

/// Returns the table of parsed files at the start of a build, with the briefs of `shards` in it, and the digest of
/// each shard.
pub(super) fn loaded(shards: Vec<BriefShard>) -> (Rows<Option<ParsedFile>>, Vec<u128>) {
    let digests = shards.iter().map(BriefShard::digest).collect();
    let briefs = shards.into_iter().flat_map(|shard| shard.briefs);
    let files =
        briefs.map(|(at, brief)| (brief.hash, Some(ParsedFile::without_diagnostics(at, brief))));
    (Rows::holding(files), digests)
}

impl Cache {
    /// Returns the shards of parsed briefs that differ from those on disk, each with its number. To be called when all
    /// files are parsed.
    pub fn changed_shards(&self) -> Vec<(usize, BriefShard)> {
        let mut shards: Vec<BriefShard> = Vec::new();
        shards.resize_with(N_SHARDS, BriefShard::default);
        for file in &*self.parsed.newest() {
            let Some(ParsedFile {
                at,
                entry: Some(FileEntry::Brief(brief)),
                diagnostics,
                ..
            }) = &**file
            else {
                continue;
            };
            if diagnostics.is_empty() {
                let path = Hash::of_bytes(brief.meta.path.as_str().as_bytes());
                let shard = &mut shards[(path.0 % N_SHARDS as u128) as usize];
                shard.briefs.push((at.clone(), Arc::clone(brief)));
            }
        }
        let on_disk = |number: usize| self.shard_digests.get(number).copied().unwrap_or(0);
        let numbered = shards.into_iter().enumerate();
        numbered
            .filter(|(number, shard)| shard.digest() != on_disk(*number))
            .collect()
    }
}
