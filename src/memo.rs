//! Results kept by the hash of what they were made from, so that warm is cold with hits.
//! A [`Memo`] keeps many values, a [`Latest`] one. Neither knows what it keeps; `pipeline` owns every one.

use std::collections::{HashMap, VecDeque};
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

impl<V> Generations<V> {
    fn get(&mut self, key: Hash) -> Option<Arc<V>> {
        let known = self.current.get(&key).cloned();
        known.or_else(|| {
            let value = self.previous.remove(&key)?;
            self.current.insert(key, Arc::clone(&value));
            Some(value)
        })
    }
}

impl<V> Memo<V> {
    /// A memo that keeps what it is given.
    pub fn keeping() -> Self {
        Memo {
            kept: Some(Mutex::new(Generations {
                current: HashMap::new(),
                previous: HashMap::new(),
            })),
        }
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
        let Some(kept) = &self.kept else {
            return Arc::new(make());
        };
        let key = key();
        let known = kept.lock().unwrap_or_else(PoisonError::into_inner).get(key);
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

/// The value that was made last, for one that is made from it: what in it still holds is taken over.
#[derive(Debug)]
pub struct Last<V>(Option<Mutex<Option<Arc<V>>>>);

impl<V> Last<V> {
    /// One that keeps what it is given.
    pub fn keeping() -> Self {
        Last(Some(Mutex::default()))
    }

    /// One that keeps nothing.
    pub fn off() -> Self {
        Last(None)
    }

    /// Returns what was made last.
    pub fn get(&self) -> Option<Arc<V>> {
        self.0
            .as_ref()?
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Keeps `value` instead of what was made before.
    pub fn put(&self, value: &Arc<V>) {
        if let Some(kept) = &self.0 {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(value));
        }
    }
}

/// The values that were made last, for what there are only a few of at a time.
#[derive(Debug)]
pub struct Latest<V> {
    kept: Option<Mutex<Slots<V>>>,
}

/// Newest first.
type Slots<V> = VecDeque<(Hash, Arc<V>)>;

/// Values that are kept. A preview has three sites at a time: what the folder holds, what is shown while a mistake
/// hides some of it, and what readers would see.
const MAX_LATEST: usize = 3;

impl<V> Latest<V> {
    /// One that keeps what it is given.
    pub fn keeping() -> Self {
        Latest {
            kept: Some(Mutex::new(VecDeque::new())),
        }
    }

    /// One that keeps nothing.
    pub fn off() -> Self {
        Latest { kept: None }
    }

    /// Returns one of the last values if it was made from the input with the hash `key` and still `holds`; else makes it.
    pub fn get_or(
        &self,
        key: Hash,
        holds: impl Fn(&V) -> bool,
        make: impl FnOnce() -> V,
    ) -> Arc<V> {
        let Some(kept) = &self.kept else {
            return Arc::new(make());
        };
        let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut slots = lock();
        if let Some(idx) = slots
            .iter()
            .position(|(known, value)| *known == key && holds(value))
            && let Some((key, value)) = slots.remove(idx)
        {
            slots.push_front((key, Arc::clone(&value)));
            return value;
        }
        drop(slots);
        let value = Arc::new(make());
        let mut slots = lock();
        slots.retain(|(known, _)| *known != key);
        slots.push_front((key, Arc::clone(&value)));
        slots.truncate(MAX_LATEST);
        value
    }
}
