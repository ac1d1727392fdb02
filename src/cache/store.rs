//! In-memory store: values keyed by the hash of their complete input, evicted by generation.
//!
//! Knows nothing of what the values are; [`Cache`](super::Cache) has one store for each stage.

use std::sync::{Arc, Mutex, PoisonError};

use crate::hash::{Hash, HashedMap};

/// Values keyed by the hash of their input, safe to share between threads.
///
/// Two generations bound the memory: a value that nobody read between two calls of [`Store::end_generation`] is
/// evicted by the second.
#[derive(Debug)]
pub struct Store<V> {
    generations: Option<Mutex<Generations<V>>>,
}

#[derive(Debug)]
struct Generations<V> {
    current: HashedMap<Arc<V>>,
    previous: HashedMap<Arc<V>>,
    /// Number of values from which on a generation ends by itself.
    limit: usize,
}

impl<V> Store<V> {
    /// Makes a store that keeps its values in memory.
    pub fn in_memory() -> Self {
        Store::of_at_most(usize::MAX)
    }

    /// Makes a store whose generation ends by itself when it has `limit` values, so that it never has more than twice
    /// as many: for values that are asked for again soon or not at all.
    pub fn of_at_most(limit: usize) -> Self {
        Store {
            generations: Some(Mutex::new(Generations {
                current: HashedMap::default(),
                previous: HashedMap::default(),
                limit,
            })),
        }
    }

    /// Makes a store that keeps nothing, so that the memory of a single run stays bounded.
    pub fn off() -> Self {
        Store { generations: None }
    }

    /// Returns the cached value for `key`, or makes and caches it.
    ///
    /// `make` runs outside the lock; two threads that need the same value at once both make it. A store
    /// that is off never calls `key`.
    pub fn get_or(&self, key: impl FnOnce() -> Hash, make: impl FnOnce() -> V) -> Arc<V> {
        // `key` is a closure so that a store that is off does not pay for hashing, say, a whole view.
        if self.generations.is_none() {
            return Arc::new(make());
        }
        let key = key();
        self.get(key).unwrap_or_else(|| self.put(key, make()))
    }

    /// Returns the cached value for `key`, and moves it to the current generation.
    pub fn get(&self, key: Hash) -> Option<Arc<V>> {
        let lock = self.generations.as_ref()?.lock();
        // A thread that panicked here left two valid maps: at worst an entry is missing, so poison is no obstacle.
        let mut generations = lock.unwrap_or_else(PoisonError::into_inner);
        generations.get(key)
    }

    /// Caches `value` under `key`, replacing an earlier one.
    pub fn put(&self, key: Hash, value: V) -> Arc<V> {
        let value = Arc::new(value);
        if let Some(generations) = &self.generations {
            let mut generations = generations.lock().unwrap_or_else(PoisonError::into_inner);
            if generations.current.len() >= generations.limit {
                generations.previous = std::mem::take(&mut generations.current);
            }
            generations.current.insert(key, Arc::clone(&value));
        }
        value
    }

    /// Ends a generation: evicts the values of the previous one that were not read since.
    pub fn end_generation(&self) {
        let Some(generations) = &self.generations else {
            return;
        };
        let mut generations = generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.previous = std::mem::take(&mut generations.current);
    }
}

impl<V> Generations<V> {
    fn get(&mut self, key: Hash) -> Option<Arc<V>> {
        if let Some(value) = self.current.get(&key) {
            return Some(Arc::clone(value));
        }
        let value = self.previous.remove(&key)?;
        self.current.insert(key, Arc::clone(&value));
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Store;
    use crate::hash::Hash;

    #[test]
    fn a_store_with_a_limit_evicts_by_itself() {
        let store = Store::of_at_most(2);
        for key in 0..5 {
            store.put(Hash(key), key);
        }
        let kept: Vec<u128> = (0..5)
            .filter(|key| store.get(Hash(*key)).is_some())
            .collect();
        assert_eq!(kept, [2, 3, 4]);
    }

    #[test]
    fn a_value_outlives_one_generation_without_a_question() {
        let store = Store::in_memory();
        store.put(Hash(1), "kept");
        store.put(Hash(2), "dropped");
        store.end_generation();
        assert!(store.get(Hash(1)).is_some());
        store.end_generation();
        assert!(store.get(Hash(1)).is_some() && store.get(Hash(2)).is_none());
        store.end_generation();
        store.end_generation();
        assert!(store.get(Hash(1)).is_none());
    }
}
