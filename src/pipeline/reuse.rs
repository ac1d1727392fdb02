//! The results of one stage for a whole site: what the cache has is taken, the rest is made in parallel.

use std::sync::Arc;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use crate::cache::Rows;
use crate::hash::Hash;

/// Returns the result of each of `items`, in their order: from `rows` under its `key`, or made.
pub(super) fn all<T: Sync, V: Send + Sync>(
    items: &[T],
    rows: &Rows<V>,
    key: impl Fn(&T) -> Hash + Sync,
    make: impl Fn(&T, Hash) -> V + Sync,
) -> Arc<[Arc<V>]> {
    let keys: Vec<Hash> = items.par_iter().map(&key).collect();
    let known = rows.find(&keys).into_par_iter();
    let all = items.par_iter().zip(&keys).zip(known);
    let all = all.map(|((item, key), known)| known.unwrap_or_else(|| Arc::new(make(item, *key))));
    let all = all.collect();
    rows.keep(keys, all)
}
