//! Results by the hash of all that they were made from, in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::hash::Hash;

/// Values by the hash of their input, safe to share between threads.
///
/// Two generations bound the memory: a value that was not asked for since the last call of [`Store::end_generation`]
/// but one is dropped.
#[derive(Debug)]
pub struct Store<V> {
    generations: Option<Mutex<Generations<V>>>,
}

#[derive(Debug)]
struct Generations<V> {
    current: HashMap<Hash, Arc<V>>,
    previous: HashMap<Hash, Arc<V>>,
}

impl<V> Store<V> {
    /// A store that keeps what it is given.
    pub fn in_memory() -> Self {
        Store {
            generations: Some(Mutex::new(Generations {
                current: HashMap::new(),
                previous: HashMap::new(),
            })),
        }
    }

    /// A store that keeps nothing, for a run that will not be repeated: memory stays bounded.
    pub fn off() -> Self {
        Store { generations: None }
    }

    /// Returns the value made from the input whose hash `key` returns, making it if it is not there.
    ///
    /// `make` runs outside the lock; two threads that need the same value at once both make it. A store
    /// that is off asks for no key.
    pub fn get_or(&self, key: impl FnOnce() -> Hash, make: impl FnOnce() -> V) -> Arc<V> {
        if self.generations.is_none() {
            return Arc::new(make());
        }
        let key = key();
        self.get(key).unwrap_or_else(|| self.put(key, make()))
    }

    /// Returns the value made from the input with the hash `key`, if it is there.
    pub fn get(&self, key: Hash) -> Option<Arc<V>> {
        let lock = self.generations.as_ref()?.lock();
        let mut generations = lock.unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = generations.current.get(&key) {
            return Some(Arc::clone(value));
        }
        let value = generations.previous.remove(&key)?;
        generations.current.insert(key, Arc::clone(&value));
        Some(value)
    }

    /// Keeps `value` as made from the input with the hash `key`.
    pub fn put(&self, key: Hash, value: V) -> Arc<V> {
        let value = Arc::new(value);
        if let Some(generations) = &self.generations {
            let mut generations = generations.lock().unwrap_or_else(PoisonError::into_inner);
            generations.current.insert(key, Arc::clone(&value));
        }
        value
    }

    /// Ends a generation: what is not asked for before the end of the next one is dropped then.
    pub fn end_generation(&self) {
        let Some(generations) = &self.generations else {
            return;
        };
        let mut generations = generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.previous = std::mem::take(&mut generations.current);
    }
}

#[cfg(test)]
mod tests {
    use super::Store;
    use crate::hash::Hash;

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
