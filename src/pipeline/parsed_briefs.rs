//! Parsed briefs between two builds: decodes and encodes the shards of the cache, all cores at once. The files are in
//! `disk`, what is kept in `cache`.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::cache::{BriefShard, Cache, N_SHARDS};
use crate::error::Error;

/// Loads the parsed briefs of the last build; `get` reads the shard of a number, if there is a usable one.
pub fn load_briefs(get: impl Fn(usize) -> Option<Vec<u8>> + Sync) -> Vec<BriefShard> {
    let load = |shard| BriefShard::decode(&get(shard)?);
    let shards = (0..N_SHARDS).into_par_iter();
    shards
        .map(|shard| load(shard).unwrap_or_default())
        .collect()
}

/// Saves the parsed briefs of this build for the next one, and drops them from `cache`: a build parses once. `put` writes
/// a shard; shards without a change are left.
pub fn save_briefs(
    cache: &Cache,
    put: impl Fn(usize, &[u8]) -> Result<(), Error> + Sync,
) -> Result<(), Error> {
    let shards = cache.changed_shards();
    cache.parsed.clear();
    let shards = shards.into_par_iter();
    shards.try_for_each(|(number, shard)| put(number, &shard.encode()))
}
