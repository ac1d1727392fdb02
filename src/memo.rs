//! Results kept by the hash of what they were made from, so that warm is cold with hits.
//! A [`Memo`] keeps many values, a [`Latest`] one. Neither knows what it keeps; `pipeline` owns every one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::hash::Hash;

/// Values by the hash of their input, safe to share between threads.
///
/// Two generations bound the memory: a value that no build has asked for since the last call of
/// [`Memo::turn`] but one is dropped.
#[derive(Debug)]
pub struct Memo<V> {
    kept: Option<Mutex<Generations<V>>>,
}

#[derive(Debug)]
struct Generations<V> {
    current: HashMap<Hash, Arc<V>>,
    previous: HashMap<Hash, Arc<V>>,
}

impl<V> Memo<V> {
    /// A memo that keeps what it is given.
    pub fn keeping() -> Self {
        Memo { kept: Some(Mutex::new(Generations { current: HashMap::new(), previous: HashMap::new() })) }
    }

    /// A memo that keeps nothing, for a run that will not be repeated: memory stays bounded.
    pub fn off() -> Self {
        Memo { kept: None }
    }

    /// Returns the value made from the input whose hash `key` returns, making it if it is not known.
    ///
    /// `make` runs outside the lock; two threads that need the same value at once both make it. A memo
    /// that is off asks for no key.
    pub fn get_or(&self, key: impl FnOnce() -> Hash, make: impl FnOnce() -> V) -> Arc<V> {
        let Some(kept) = &self.kept else { return Arc::new(make()) };
        let key = key();
        let known = {
            let mut generations = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let known = generations.current.get(&key).cloned();
            known.or_else(|| {
                let value = generations.previous.remove(&key)?;
                generations.current.insert(key, Arc::clone(&value));
                Some(value)
            })
        };
        known.unwrap_or_else(|| {
            let value = Arc::new(make());
            let mut generations = kept.lock().unwrap_or_else(PoisonError::into_inner);
            generations.current.insert(key, Arc::clone(&value));
            value
        })
    }

    /// Ends a build: what it did not ask for is dropped at the end of the next one.
    pub fn turn(&self) {
        let Some(kept) = &self.kept else { return };
        let mut generations = kept.lock().unwrap_or_else(PoisonError::into_inner);
        generations.previous = std::mem::take(&mut generations.current);
    }
}

/// The value that was made last, for what there is only one of at a time.
#[derive(Debug)]
pub struct Latest<V> {
    kept: Option<Mutex<Slot<V>>>,
}

type Slot<V> = Option<(Hash, Arc<V>)>;

impl<V> Latest<V> {
    /// One that keeps what it is given.
    pub fn keeping() -> Self {
        Latest { kept: Some(Mutex::new(None)) }
    }

    /// One that keeps nothing.
    pub fn off() -> Self {
        Latest { kept: None }
    }

    /// Returns the last value if it was made from the input with the hash `key` and still `holds`; else makes it.
    pub fn get_or(&self, key: Hash, holds: impl FnOnce(&V) -> bool, make: impl FnOnce() -> V) -> Arc<V> {
        let Some(kept) = &self.kept else { return Arc::new(make()) };
        let last = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((known, value)) = last
            && known == key
            && holds(&value)
        {
            return value;
        }
        let value = Arc::new(make());
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, Arc::clone(&value)));
        value
    }
}
