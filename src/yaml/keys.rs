//! Schemas of mappings: the keys that a reader accepts, each with its type.
//!
//! The readers declare them themselves while they read an empty mapping, so that schema and reader cannot diverge.
//! `schema` turns them into JSON Schemas for editors.

/// Schema of one kind of mapping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MappingSchema {
    /// Name of the kind of mapping: `brief`, `source`.
    pub name: String,
    /// Keys in the order in which the reader asks for them.
    pub keys: Vec<FieldSchema>,
    /// Keys of which exactly one is required; empty if there is no such group.
    pub one_of: Vec<&'static str>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldSchema {
    pub name: &'static str,
    pub shape: FieldType,
    /// For a required key, an example: `title: What happened`.
    pub required: Option<String>,
}

/// Type of the value of a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldType {
    Any,
    Text,
    /// A text with a syntax of its own, described in words.
    Parsed(String),
    /// One of a fixed set of words.
    Words(Vec<&'static str>),
    /// A whole number between both bounds, inclusive.
    Number(u32, u32),
    Slug,
    /// A date or a moment.
    Moment,
    /// The code of a country.
    Country,
    /// An absolute http or https address.
    WebAddress,
    /// A list of texts of this type: a YAML list, or `a, b, c`.
    List(Box<FieldType>),
    /// A YAML list of values of this type.
    Items(Box<FieldType>),
    /// A mapping with keys chosen by the author and values of this type.
    MapOf(Box<FieldType>),
    /// A mapping with the keys of this schema.
    Map(MappingSchema),
    /// A value of any of these types.
    AnyOf(Vec<FieldType>),
}

impl MappingSchema {
    /// Returns this schema with the type of `key` replaced, for values that a module of a higher layer reads.
    #[must_use]
    pub fn with(mut self, key: &str, shape: FieldType) -> Self {
        let known = self.keys.iter_mut().find(|known| known.name == key);
        known.expect("the reader asks for the key").shape = shape;
        self
    }
}

impl FieldType {
    /// Returns the type of lists of texts of type `shape`.
    pub fn list(shape: FieldType) -> Self {
        FieldType::List(Box::new(shape))
    }

    /// Returns the type of YAML lists of values of type `shape`.
    pub fn items(shape: FieldType) -> Self {
        FieldType::Items(Box::new(shape))
    }

    /// Returns the type of mappings from keys chosen by the author to values of type `shape`.
    pub fn map_of(shape: FieldType) -> Self {
        FieldType::MapOf(Box::new(shape))
    }

    /// Returns the type of pairs of texts, as [`Fields::pairs`](crate::yaml::Fields::pairs) reads them.
    pub fn pairs() -> Self {
        FieldType::pairs_of(FieldType::Text)
    }

    /// Returns the type of pairs of a text and a value, as [`Fields::entries`](crate::yaml::Fields::entries) reads
    /// them.
    pub fn pairs_of(value: FieldType) -> Self {
        let map = FieldType::map_of(value);
        FieldType::AnyOf(vec![map.clone(), FieldType::items(map)])
    }
}
