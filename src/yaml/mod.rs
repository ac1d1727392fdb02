//! YAML front matter and settings: scalars stay the text that was typed, and every mistake has a position.
//! The only module that uses the YAML crates; the meaning of keys belongs to `config`, `brief` and `entity`.
//!
//! [`parse`] reads `plain` documents line by line. For others it checks `limits` and `controls`, tries the `fast` parser,
//! and falls back to `exact` through `repair`, which names common mistakes. [`Fields`] reads typed values from the result; `rewrite` applies fixes to the source.

mod controls;
mod exact;
mod fast;
mod fields;
mod front;
mod habits;
mod keys;
mod limits;
mod plain;
mod repair;
mod rewrite;
mod values;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use fields::{Field, Fields, ListItem, value_unknown};
pub use front::{FrontMatterSpans, split};
pub use keys::{FieldSchema, FieldType, MappingSchema};
pub use values::slug_reason;
pub(crate) use vocabulary::vocabulary;

use crate::diag::{Checked, Place, catalog};
use crate::source::{FieldPath, SourcePath, Span};

/// Most bytes of front matter: about forty times as much as a brief with every field needs.
pub const MAX_FRONT_MATTER: usize = 16 * 1024;
/// Most bytes of the settings file.
pub const MAX_CONFIG: usize = 256 * 1024;
/// Deepest nesting of lists and mappings: four times as deep as the format uses.
pub const MAX_DEPTH: usize = 16;

/// A YAML value whose scalars are text as typed, never numbers, booleans or dates.
#[derive(Clone, PartialEq, Eq, Debug, Hash, serde::Deserialize)]
pub enum Node {
    /// An empty value, `~` or `null`.
    Null,
    /// A scalar without its quotes.
    Text(String),
    List(Vec<Node>),
    /// A mapping in file order. A repeated key is kept, besides being reported.
    Map(Vec<(String, Node)>),
}

impl Default for Node {
    fn default() -> Self {
        Node::Map(Vec::new())
    }
}

impl Node {
    /// Names the kind of the value for a message.
    pub fn kind(&self) -> &'static str {
        match self {
            Node::Null => "empty",
            Node::Text(_) => "text",
            Node::List(_) => "a list",
            Node::Map(_) => "a mapping",
        }
    }
}

impl serde::Serialize for Node {
    /// Serializes scalars as strings, so that a template sees them as typed. For a binary format, which the cache has,
    /// variants are numbered as `Deserialize` expects them.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return match self {
                Node::Null => serializer.serialize_unit_variant("Node", 0, "Null"),
                Node::Text(text) => serializer.serialize_newtype_variant("Node", 1, "Text", text),
                Node::List(nodes) => serializer.serialize_newtype_variant("Node", 2, "List", nodes),
                Node::Map(entries) => {
                    serializer.serialize_newtype_variant("Node", 3, "Map", entries)
                }
            };
        }
        match self {
            Node::Null => serializer.serialize_none(),
            Node::Text(text) => serializer.serialize_str(text),
            Node::List(nodes) => serializer.collect_seq(nodes),
            Node::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(name, node)| (name, node)))
            }
        }
    }
}

/// Parses the YAML document `text`, which begins at byte `base` of the file `path`.
///
/// The value is a [`Node::Map`], or `None` if the document cannot be read. A plain document, or one that the fast parser
/// accepts and that holds only strings for it, is done; any other is parsed again by a slower parser that keeps positions
/// and the text as typed.
pub fn parse(path: &SourcePath, text: &str, base: usize) -> Checked<Option<Node>> {
    if let Some(node) = plain::parse(text) {
        return Checked::ok(Some(node));
    }
    if let Err(diagnostic) = limits::check(path, text, base) {
        return Checked {
            value: None,
            diagnostics: vec![diagnostic],
        };
    }
    let mut found = Vec::new();
    let copy = controls::raw(path, text, base).take(&mut found);
    let text = copy.as_deref().unwrap_or(text);
    let mut checked = parse_plain(path, text, base);
    if let Some(node) = &mut checked.value {
        found.extend(controls::escaped(path, text, base, node));
    } else if copy.is_some() {
        // Syntax errors left over may be a consequence of the control characters, so only those are reported.
        checked.diagnostics.clear();
    }
    checked.diagnostics.extend(found);
    checked
}

/// Parses a document without literal control characters.
fn parse_plain(path: &SourcePath, text: &str, base: usize) -> Checked<Option<Node>> {
    if !exact::is_needed(text)
        && let Some(node) = fast::parse(text)
    {
        return Checked::ok(Some(node));
    }
    let mut checked = repair::parse(path, text, base);
    if let Some(node) = &checked.value
        && !matches!(node, Node::Map(_))
    {
        let place = Place::span(path, Span::new(base, base + text.trim_end().len()));
        checked
            .diagnostics
            .push(catalog::front::yaml_no_mapping(place));
        checked.value = None;
    }
    checked
}

/// Returns the line `key: value`, with the value in quotes if it needs them.
///
/// `None` if no line can hold the value, since it has a line break or a control character.
pub fn line(key: &str, value: &str) -> Option<String> {
    rewrite::line(key, value)
}

/// Positions of all keys and values of one document. Parsed once, then queried for every diagnostic of the file.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    document: Option<exact::SpannedNode>,
}

impl<'t> Places<'t> {
    /// Parses `text` with positions. A document with mistakes has positions as far as `repair` can read it.
    pub fn new(text: &'t str) -> Self {
        Places {
            text,
            document: repair::exact(text),
        }
    }

    /// Returns the span of the value at `field`, or of its nearest existing ancestor.
    ///
    /// Offsets count from the start of the text. `None` if the document cannot be read or is empty.
    pub fn value(&self, field: &FieldPath) -> Option<Span> {
        self.document
            .as_ref()?
            .locate(self.text, field)
            .map(|found| found.value)
    }

    /// Returns the scalar at `field` without its quotes; `None` if it does not exist or is no scalar.
    pub fn text(&self, field: &FieldPath) -> Option<&str> {
        self.document.as_ref()?.text(field)
    }

    /// Returns the edit that changes the value at `field` to `value`: the span to replace and the new text.
    ///
    /// Keeps the quotes of the old value, or adds those that the new one needs. For [`FieldPath::at_end`] the edit
    /// appends an item. `None` if the document has mistakes, or if the edit would change any other value.
    pub fn rewrite(&self, field: &FieldPath, value: &str) -> Option<(Span, String)> {
        rewrite::rewrite(self.text, field, value)
    }

    /// Returns whether the document has the top-level key `key`.
    pub fn has_key(&self, key: &str) -> bool {
        self.document
            .as_ref()
            .is_some_and(|document| document.has_key(key))
    }

    /// Returns the span of the key of the value at `field`, or of the nearest ancestor, as [`Places::value`] does.
    pub fn key(&self, field: &FieldPath) -> Option<Span> {
        self.document
            .as_ref()?
            .locate(self.text, field)
            .map(|found| found.key)
    }
}
