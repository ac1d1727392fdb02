//! The keys that a reader asks for, each with what it takes: noted by the readers themselves while they
//! read nothing. `schema` turns them into a schema for editors.

/// The keys of one kind of mapping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keys {
    /// What the mapping describes: `brief`, `source`.
    pub name: String,
    /// In the order they are asked for.
    pub keys: Vec<Key>,
    /// Keys of which one must be there, and one only; empty if there are none.
    pub one_of: Vec<&'static str>,
}

/// One key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Of a key that must be there, how it is written: `title: What happened`.
    pub required: Option<String>,
}

/// What a value may be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Anything.
    Any,
    /// A text.
    Text,
    /// A text that must read as something: what, in words.
    Parsed(String),
    /// One of a few words.
    Words(Vec<&'static str>),
    /// A whole number, from the first to the second.
    Number(u32, u32),
    /// A slug.
    Slug,
    /// A date or a moment.
    Moment,
    /// The code of a country.
    Country,
    /// A whole http or https address.
    WebAddress,
    /// A list of such texts: a YAML list, or `a, b, c`.
    List(Box<Shape>),
    /// A YAML list of such values.
    Items(Box<Shape>),
    /// A mapping with keys of the author's own, each with such a value.
    MapOf(Box<Shape>),
    /// A mapping with these keys.
    Map(Keys),
    /// Any of these.
    AnyOf(Vec<Shape>),
}

impl Keys {
    /// Returns the same keys, but that `key` takes `shape`: for what a higher floor reads.
    #[must_use]
    pub fn with(mut self, key: &str, shape: Shape) -> Self {
        let known = self.keys.iter_mut().find(|known| known.name == key);
        known.expect("the reader asks for the key").shape = shape;
        self
    }
}

impl Shape {
    /// A list of such texts.
    pub fn list(shape: Shape) -> Self {
        Shape::List(Box::new(shape))
    }

    /// A YAML list of such values.
    pub fn items(shape: Shape) -> Self {
        Shape::Items(Box::new(shape))
    }

    /// A mapping of the author's own keys to such values.
    pub fn map_of(shape: Shape) -> Self {
        Shape::MapOf(Box::new(shape))
    }

    /// Pairs of texts, as [`Fields::pairs`](crate::yaml::Fields::pairs) reads them.
    pub fn pairs() -> Self {
        Shape::pairs_of(Shape::Text)
    }

    /// Pairs of a text and such a value, as [`Fields::entries`](crate::yaml::Fields::entries) reads them.
    pub fn pairs_of(value: Shape) -> Self {
        let map = Shape::map_of(value);
        Shape::AnyOf(vec![map.clone(), Shape::items(map)])
    }
}
