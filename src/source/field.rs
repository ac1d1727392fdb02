//! Positions in a file: a byte range, or the path to a value in its YAML front matter.
//! `yaml::Places` maps paths to ranges when a diagnostic is printed.

use serde::{Deserialize, Serialize};

/// A range of bytes in a file, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
}

/// One step from a YAML value to a value inside it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub enum PathStep {
    /// The value of a key in a mapping, and its index among equal keys: 0, or 1 for the second of two.
    Key(Box<str>, usize),
    /// An item of a list, counted from 0; also of a list written `a, b, c`.
    Item(usize),
}

/// Path to a value in a YAML document: `sources`, item 0, `url`.
///
/// Diagnostics carry paths instead of spans; a span is computed only when a diagnostic is printed, so that files
/// without mistakes never pay for positions.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize)]
pub struct FieldPath(pub Vec<PathStep>);

impl FieldPath {
    /// Returns the path of the top-level key `name`.
    pub fn key(name: &str) -> Self {
        FieldPath::default().at_key(name)
    }

    /// Returns this path extended by a key.
    pub fn at_key(&self, name: &str) -> Self {
        self.with(PathStep::Key(name.into(), 0))
    }

    /// Returns this path extended by a list item.
    pub fn at_item(&self, idx: usize) -> Self {
        self.with(PathStep::Item(idx))
    }

    /// Returns the position after the last item of the list at this path, where a fix adds an item.
    pub fn at_end(&self) -> Self {
        self.with(PathStep::Item(usize::MAX))
    }

    /// Returns the top-level key with which the path begins.
    pub fn first_key(&self) -> Option<&str> {
        match self.0.first() {
            Some(PathStep::Key(key, _)) => Some(key),
            _ => None,
        }
    }

    /// Returns this path extended by `step`.
    pub fn with(&self, step: PathStep) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        FieldPath(steps)
    }
}
