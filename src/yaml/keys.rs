//! The keys that a reader asks for, each with what it takes: noted by the readers themselves while they
//! read nothing. `schema` turns them into a schema for editors.

/// The keys of one kind of mapping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MappingSchema {
    /// What the mapping describes: `brief`, `source`.
    pub name: String,
    /// In the order they are asked for.
    pub keys: Vec<FieldSchema>,
    /// Keys of which one must be there, and one only; empty if there are none.
    pub one_of: Vec<&'static str>,
}

/// One key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldSchema {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub shape: FieldType,
    /// Of a key that must be there, how it is written: `title: What happened`.
    pub required: Option<String>,
}

/// What a value may be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldType {
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
    List(Box<FieldType>),
    /// A YAML list of such values.
    Items(Box<FieldType>),
    /// A mapping with keys of the author's own, each with such a value.
    MapOf(Box<FieldType>),
    /// A mapping with these keys.
    Map(MappingSchema),
    /// Any of these.
    AnyOf(Vec<FieldType>),
}

impl MappingSchema {
    /// Returns the same keys, but that `key` takes `shape`: for what a higher floor reads.
    #[must_use]
    pub fn with(mut self, key: &str, shape: FieldType) -> Self {
        let known = self.keys.iter_mut().find(|known| known.name == key);
        known.expect("the reader asks for the key").shape = shape;
        self
    }
}

impl FieldType {
    /// A list of such texts.
    pub fn list(shape: FieldType) -> Self {
        FieldType::List(Box::new(shape))
    }

    /// A YAML list of such values.
    pub fn items(shape: FieldType) -> Self {
        FieldType::Items(Box::new(shape))
    }

    /// A mapping of the author's own keys to such values.
    pub fn map_of(shape: FieldType) -> Self {
        FieldType::MapOf(Box::new(shape))
    }

    /// Pairs of texts, as [`Fields::pairs`](crate::yaml::Fields::pairs) reads them.
    pub fn pairs() -> Self {
        FieldType::pairs_of(FieldType::Text)
    }

    /// Pairs of a text and such a value, as [`Fields::entries`](crate::yaml::Fields::entries) reads them.
    pub fn pairs_of(value: FieldType) -> Self {
        let map = FieldType::map_of(value);
        FieldType::AnyOf(vec![map.clone(), FieldType::items(map)])
    }
}
