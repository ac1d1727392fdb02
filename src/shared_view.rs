//! Views shared by many pages, made once: a value with its hash, in the form that the template engine reads.
//!
//! Depends on Tera for its `Value` type only; which views are shared is decided in `page`.

use std::hash::{Hash as StdHash, Hasher};
use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::hash::Hash;

/// A view with its hash, stored as the template engine's value. Clones share that value.
#[derive(Debug)]
pub struct SharedView<T> {
    hash: Hash,
    value: Value,
    marker: PhantomData<T>,
}

impl<T: StdHash + Serialize> SharedView<T> {
    /// Converts `value`, which may hold texts, numbers, lists and structures.
    pub fn new(value: &T) -> Self {
        SharedView {
            hash: Hash::of(value),
            value: Value::from_serializable(value),
            marker: PhantomData,
        }
    }
}

impl<T> Clone for SharedView<T> {
    fn clone(&self) -> Self {
        SharedView {
            hash: self.hash,
            value: self.value.clone(),
            marker: PhantomData,
        }
    }
}

impl<T> StdHash for SharedView<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The hash computed once: hashing a page's view does not visit the cards on it again.
        self.hash.hash(state);
    }
}

impl<T> Serialize for SharedView<T> {
    /// Serializes like the original value. The template engine receives the stored one without a copy.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::SharedView;
    use crate::hash::Hash;

    #[test]
    fn what_is_shown_hashes_and_serializes_as_often_as_asked() {
        let shown = SharedView::new(&vec!["Dam", "Ferry"]);
        let copies = [shown.clone(), SharedView::new(&vec!["Dam", "Ferry"])];
        assert_eq!(Hash::of(&copies[0]), Hash::of(&copies[1]));
        assert_ne!(Hash::of(&shown), Hash::of(&SharedView::new(&vec!["Dam"])));
        for _ in 0..2 {
            assert_eq!(
                serde_json::to_string(&shown).expect("texts"),
                r#"["Dam","Ferry"]"#
            );
        }
    }
}
