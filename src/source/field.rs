//! Places in a file: a range of its bytes, or the way to a value in its YAML.

/// A range of bytes in a file, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
}

/// One step from a YAML value into a part of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PathStep {
    /// The value under a key of a mapping. Of a key that occurs twice, the position among its like.
    Key(Box<str>, usize),
    /// An item of a list, counted from 0; also of a list written `a, b, c`.
    Item(usize),
}

/// The way to a value in a YAML document: `sources`, item 0, `url`.
///
/// Diagnostics carry it instead of a span; the span is looked up when one is printed, so that files
/// without mistakes never pay for positions.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FieldPath(pub Vec<PathStep>);

impl FieldPath {
    /// The path of a top-level key.
    pub fn key(name: &str) -> Self {
        FieldPath::default().at_key(name)
    }

    /// This path and one key more.
    pub fn at_key(&self, name: &str) -> Self {
        self.with(PathStep::Key(name.into(), 0))
    }

    /// This path and one list item more.
    pub fn at_item(&self, idx: usize) -> Self {
        self.with(PathStep::Item(idx))
    }

    /// The place behind the last item of the list at this path: a fix there adds an item.
    pub fn at_end(&self) -> Self {
        self.with(PathStep::Item(usize::MAX))
    }

    /// The top-level key that the path begins with.
    pub fn first_key(&self) -> Option<&str> {
        match self.0.first() {
            Some(PathStep::Key(key, _)) => Some(key),
            _ => None,
        }
    }

    /// This path and one step more.
    pub fn with(&self, step: PathStep) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        FieldPath(steps)
    }
}
