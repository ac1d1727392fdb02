//! Many results of one stage at once: what the cache has is taken under one lock, the rest is made in parallel.

use std::sync::Arc;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use crate::cache::Store;
use crate::hash::Hash;

/// Returns the result of each of `items`, in their order: from `store` under its `key`, or made.
///
/// After a save in the preview nearly all of ten thousand results are in the store: a lock for each of them costs more
/// than the lookups.
pub(super) fn all<T: Sync, V: Send + Sync>(
    items: &[T],
    store: &Store<V>,
    key: impl Fn(&T) -> Hash + Sync,
    make: impl Fn(&T, Hash) -> V + Sync,
) -> Vec<Arc<V>> {
    let keys: Vec<Hash> = items.par_iter().map(&key).collect();
    let known = store.get_all(&keys);
    let all = items.par_iter().zip(keys).zip(known.into_par_iter());
    all.map(|((item, key), known)| known.unwrap_or_else(|| store.put(key, make(item, key))))
        .collect()
}
