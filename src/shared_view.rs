//! Views shared by many pages, made once: a value with its hash and, where templates are interpreted, in the form that
//! the template engine reads.
//!
//! Depends on Tera for its `Value` type only; which views are shared is decided in `page`.

use std::hash::{Hash as StdHash, Hasher};
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::hash::Hash;

/// A view with its hash. Clones share it.
#[derive(Debug)]
pub struct SharedView<T> {
    hash: Hash,
    view: Arc<T>,
    /// The view as the template engine's value: what each page that shows it would otherwise convert again.
    value: Option<Value>,
}

impl<T: StdHash + Serialize> SharedView<T> {
    pub fn new(view: T) -> Self {
        SharedView {
            hash: Hash::of(&view),
            view: Arc::new(view),
            value: None,
        }
    }

    /// Adds the form that the template engine reads. Worth its memory only where templates are interpreted.
    #[must_use]
    pub fn with_value(self) -> Self {
        SharedView {
            value: Some(Value::from_serializable(&*self.view)),
            ..self
        }
    }
}

impl<T> SharedView<T> {
    pub fn view(&self) -> &T {
        &self.view
    }

    pub fn hash(&self) -> Hash {
        self.hash
    }
}

impl<T> Clone for SharedView<T> {
    fn clone(&self) -> Self {
        SharedView {
            hash: self.hash,
            view: Arc::clone(&self.view),
            value: self.value.clone(),
        }
    }
}

impl<T> StdHash for SharedView<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The hash computed once: hashing a page's view does not visit the cards on it again.
        self.hash.hash(state);
    }
}

impl<T: Serialize> Serialize for SharedView<T> {
    /// Serializes like the view. The template engine receives its own form, where there is one, without a copy.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Some(value) => value.serialize(serializer),
            None => self.view.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SharedView;
    use crate::hash::Hash;

    #[test]
    fn with_and_without_the_engine_s_form_it_hashes_and_serializes_alike() {
        let plain = SharedView::new(vec!["Dam", "Ferry"]);
        let converted = SharedView::new(vec!["Dam", "Ferry"]).with_value();
        assert_eq!(Hash::of(&plain), Hash::of(&converted));
        assert_ne!(Hash::of(&plain), Hash::of(&SharedView::new(vec!["Dam"])));
        for shared in [plain.clone(), plain, converted] {
            assert_eq!(
                serde_json::to_string(&shared).expect("texts"),
                r#"["Dam","Ferry"]"#
            );
        }
    }
}
