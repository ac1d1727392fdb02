//! Results of a stage for each file or brief of a site: a table whose rows are reused by the hashes of their inputs.
//!
//! After an edit all rows but one are the same and in the same places. Comparing the keys of both tables in order finds
//! them without looking each one up in a map; see [`Store`](super::Store) for single results.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::hash::{Hash, HashedMap};

/// Number of tables that are kept: the preview assembles a site with errors twice, as it is and as it last was without.
const MAX_TABLES: usize = 2;

/// The rows of the last runs of one stage, safe to share between threads.
#[derive(Debug)]
pub struct Rows<V> {
    /// The tables of the last runs, newest first; `None` if nothing is kept.
    tables: Option<Mutex<VecDeque<Table<V>>>>,
    /// Values that were there before the first run.
    loaded: HashedMap<Arc<V>>,
}

/// The rows of one run: the hash of the input and the value of each item, in the order of the items.
#[derive(Debug)]
struct Table<V> {
    keys: Arc<[Hash]>,
    values: Arc<[Arc<V>]>,
}

impl<V> Rows<V> {
    /// Makes an empty table that is kept in memory.
    pub fn in_memory() -> Self {
        Rows::holding([])
    }

    /// Makes a table in memory that has `values` by their keys.
    pub fn holding(values: impl IntoIterator<Item = (Hash, V)>) -> Self {
        let values = values.into_iter();
        Rows {
            tables: Some(Mutex::default()),
            loaded: values.map(|(key, value)| (key, Arc::new(value))).collect(),
        }
    }

    /// Makes a table that keeps nothing, so that the memory of a single run stays bounded.
    pub fn off() -> Self {
        Rows {
            tables: None,
            loaded: HashedMap::default(),
        }
    }

    /// Returns the value for each of `keys`, all of them different, if it is known.
    pub fn find(&self, keys: &[Hash]) -> Vec<Option<Arc<V>>> {
        let mut found: Vec<Option<Arc<V>>> = keys.iter().map(|_| None).collect();
        for table in self.tables() {
            table.find(keys, &mut found);
        }
        if !self.loaded.is_empty() {
            for (key, value) in keys.iter().zip(&mut found) {
                if value.is_none() {
                    *value = self.loaded.get(key).map(Arc::clone);
                }
            }
        }
        found
    }

    /// Keeps `values`, each under the key at the same place, as the rows of the newest run, and returns them.
    pub fn keep(&self, keys: Vec<Hash>, values: Vec<Arc<V>>) -> Arc<[Arc<V>]> {
        let values: Arc<[Arc<V>]> = values.into();
        if let Some(tables) = &self.tables {
            let mut tables = tables.lock().unwrap_or_else(PoisonError::into_inner);
            let (keys, values) = (keys.into(), Arc::clone(&values));
            tables.push_front(Table { keys, values });
            tables.truncate(MAX_TABLES);
        }
        values
    }

    /// Returns the values of the newest run; none before the first and if nothing is kept.
    pub fn newest(&self) -> Arc<[Arc<V>]> {
        let mut tables = self.tables().into_iter();
        tables
            .next()
            .map_or_else(Arc::default, |table| table.values)
    }

    /// Drops the rows of all runs, for a run that will not ask for them again.
    pub fn clear(&self) {
        if let Some(tables) = &self.tables {
            tables
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clear();
        }
    }

    fn tables(&self) -> Vec<Table<V>> {
        let lock = self.tables.as_ref().map(|tables| tables.lock());
        // A thread that panicked here left whole tables, so poison is no obstacle.
        let tables = lock.map(|lock| lock.unwrap_or_else(PoisonError::into_inner));
        let tables = tables.iter().flat_map(|tables| tables.iter());
        tables
            .map(|Table { keys, values }| Table {
                keys: Arc::clone(keys),
                values: Arc::clone(values),
            })
            .collect()
    }
}

impl<V> Table<V> {
    /// Fills in the values of `keys` that are still missing in `found`, as far as this table has them.
    fn find(&self, keys: &[Hash], found: &mut [Option<Arc<V>>]) {
        let n_rows = keys.len().min(self.keys.len());
        let n_first = keys.iter().zip(&*self.keys);
        let n_first = n_first.take_while(|(a, b)| a == b).count();
        let n_last = keys.iter().rev().zip(self.keys.iter().rev());
        let n_last = n_last.take_while(|(a, b)| a == b).count();
        let n_last = n_last.min(n_rows - n_first);
        let (end, own_end) = (keys.len() - n_last, self.keys.len() - n_last);
        let own = self.keys[n_first..own_end].iter().zip(n_first..);
        let others: HashedMap<usize> = own.map(|(key, idx)| (*key, idx)).collect();
        for (idx, value) in found.iter_mut().enumerate() {
            if value.is_some() {
                continue;
            }
            let own_idx = if idx < n_first {
                Some(idx)
            } else if idx >= end {
                Some(idx - end + own_end)
            } else {
                others.get(&keys[idx]).copied()
            };
            *value = own_idx.map(|idx| Arc::clone(&self.values[idx]));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Rows;
    use crate::hash::Hash;

    /// Returns which of `keys` are found after runs with the keys in `runs`.
    fn found(runs: &[&[u128]], keys: &[u128]) -> Vec<Option<u128>> {
        let rows = Rows::in_memory();
        let hashes = |keys: &[u128]| -> Vec<Hash> { keys.iter().map(|key| Hash(*key)).collect() };
        for run in runs {
            rows.keep(hashes(run), run.iter().copied().map(Arc::new).collect());
        }
        let found = rows.find(&hashes(keys));
        found
            .into_iter()
            .map(|value| value.map(|value| *value))
            .collect()
    }

    #[test]
    fn rows_are_found_wherever_they_have_moved() {
        let before: &[u128] = &[1, 2, 3, 4];
        for keys in [
            &[1, 2, 3, 4][..],
            &[1, 9, 3, 4],
            &[9, 1, 2, 3, 4],
            &[1, 2, 3, 4, 9],
            &[1, 4],
            &[],
            &[4, 3, 9, 1],
            &[4, 1, 2, 3],
            &[9],
        ] {
            let expected: Vec<_> = keys.iter().map(|key| (*key != 9).then_some(*key)).collect();
            assert_eq!(found(&[before], keys), expected, "{keys:?}");
        }
        assert_eq!(found(&[&[]], &[1]), [None]);
    }

    #[test]
    fn two_runs_are_kept() {
        assert_eq!(
            found(&[&[1, 2], &[1, 3]], &[1, 2, 3]),
            [Some(1), Some(2), Some(3)]
        );
        assert_eq!(
            found(&[&[1], &[2], &[3]], &[1, 2, 3]),
            [None, Some(2), Some(3)]
        );
    }
}
