//! What many pages show, made once: a value with its hash, and as the template engine sees it.
//! Beside `render` the only user of that engine, for its type of values; knows no page.

use std::fmt;
use std::hash::{Hash as StdHash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use tera::Value;

use crate::hash::Hash;

/// A value that many pages show. Copies share it, and what it costs to hash it and to hand it to a template.
pub struct Shown<T>(Arc<Inner<T>>);

struct Inner<T> {
    value: T,
    hash: OnceLock<Hash>,
    /// As templates see it.
    seen: OnceLock<Value>,
}

impl<T> Shown<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Shown(Arc::new(Inner { value, hash: OnceLock::new(), seen: OnceLock::new() }))
    }
}

impl<T> Clone for Shown<T> {
    fn clone(&self) -> Self {
        Shown(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shown<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.value.fmt(f)
    }
}

impl<T: StdHash> StdHash for Shown<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash.get_or_init(|| Hash::of(&self.0.value)).hash(state);
    }
}

impl<T: Serialize> Serialize for Shown<T> {
    /// Serializes as the value does. The template engine is handed the one made before, uncopied.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(seen) = self.0.seen.get() {
            return seen.serialize(serializer);
        }
        let seen = Value::try_from_serializable(&self.0.value).map_err(S::Error::custom)?;
        self.0.seen.get_or_init(|| seen).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;
    use crate::hash::Hash;

    #[test]
    fn what_is_shown_hashes_and_serializes_as_often_as_asked() {
        let shown = Shown::new(vec!["Dam", "Ferry"]);
        let copies = [shown.clone(), Shown::new(vec!["Dam", "Ferry"])];
        assert_eq!(Hash::of(&copies[0]), Hash::of(&copies[1]));
        assert_ne!(Hash::of(&shown), Hash::of(&Shown::new(vec!["Dam"])));
        for _ in 0..2 {
            assert_eq!(serde_json::to_string(&shown).expect("texts"), r#"["Dam","Ferry"]"#);
        }
    }
}
