//! What many pages show, made once: a value with its hash, and as the template engine sees it.
//! Beside `render` the only user of that engine, for its type of values; knows no page.

use std::hash::{Hash as StdHash, Hasher};
use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::hash::Hash;

/// A value that many pages show: its hash, and what templates see of it. Copies share what they see.
#[derive(Debug)]
pub struct SharedView<T> {
    hash: Hash,
    seen: Value,
    of: PhantomData<T>,
}

impl<T: StdHash + Serialize> SharedView<T> {
    /// Shows `value`, which is of a view: texts, numbers, lists and structures.
    pub fn new(value: &T) -> Self {
        SharedView {
            hash: Hash::of(value),
            seen: Value::from_serializable(value),
            of: PhantomData,
        }
    }
}

impl<T> Clone for SharedView<T> {
    fn clone(&self) -> Self {
        SharedView {
            hash: self.hash,
            seen: self.seen.clone(),
            of: PhantomData,
        }
    }
}

impl<T> StdHash for SharedView<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

impl<T> Serialize for SharedView<T> {
    /// Serializes as the value does. The template engine is handed the one made before, uncopied.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.seen.serialize(serializer)
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
