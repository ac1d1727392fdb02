//! YAML as authors write it: text stays text, every mistake has its place. The only user of the YAML
//! crates; what the keys mean is for `config`, `brief` and `entity`.

mod controls;
mod exact;
mod fast;
mod fields;
mod front;
mod habits;
mod keys;
mod limits;
mod repair;
mod rewrite;
mod values;

#[cfg(test)]
mod tests;

pub use fields::{Field, Fields, ListItem, value_unknown};
pub use front::{FrontMatterSpans, split};
pub use keys::{FieldSchema, FieldType, MappingSchema};
pub use values::slug_reason;

use crate::diag::{Checked, Place, catalog};
use crate::source::{FieldPath, SourcePath, Span};

/// Most bytes of a content file's front matter: some forty times what a brief with everything needs.
pub const MAX_FRONT_MATTER: usize = 16 * 1024;
/// Most bytes of `site.yaml`.
pub const MAX_CONFIG: usize = 256 * 1024;
/// Deepest nesting of lists and mappings: four times what the format uses.
pub const MAX_DEPTH: usize = 16;

/// A YAML value whose scalars are text as it was typed: never numbers, booleans or dates.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Node {
    /// Nothing, `~` or `null`.
    Null,
    /// A text, without its quotes.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<(String, Node)>),
}

impl Default for Node {
    fn default() -> Self {
        Node::Map(Vec::new())
    }
}

impl Node {
    /// Names the shape of the value, for a message.
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
    /// Serializes texts as texts: a template sees what the author typed.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
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

/// Parses `text`, the YAML document of the file `path` that begins at its byte `base`.
///
/// The value is a [`Node::Map`], or `None` if the document cannot be read. What parses at once and holds
/// nothing that YAML would take for other than text goes no further; the rest is parsed again, by a
/// parser that keeps positions and the text as it was typed.
pub fn parse(path: &SourcePath, text: &str, base: usize) -> Checked<Option<Node>> {
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
        // What is left over may be the consequence.
        checked.diagnostics.clear();
    }
    checked.diagnostics.extend(found);
    checked
}

/// Parses a document in which no control character stands as it is.
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

/// Returns the line `key: value` of a mapping, the value in quotes if it needs them.
///
/// `None` if no line can hold it: it has a line break or a control character.
pub fn line(key: &str, value: &str) -> Option<String> {
    rewrite::line(key, value)
}

/// Where everything stands in one document: parsed once, asked as often as there is something to report.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    document: Option<exact::SpannedNode>,
}

impl<'t> Places<'t> {
    /// Parses `text` once more, keeping positions.
    pub fn new(text: &'t str) -> Self {
        Places {
            text,
            document: repair::exact(text),
        }
    }

    /// Finds where the value at `field` stands; the nearest thing above it if it does not exist.
    ///
    /// The span counts from the beginning of the text. `None` if that cannot be read or holds nothing.
    pub fn value(&self, field: &FieldPath) -> Option<Span> {
        self.document
            .as_ref()?
            .locate(self.text, field)
            .map(|found| found.value)
    }

    /// Returns the text at `field`, without its quotes.
    pub fn text(&self, field: &FieldPath) -> Option<&str> {
        self.document.as_ref()?.text(field)
    }

    /// Returns what to write, and where, so that the value at `field` becomes `value`: in the quotes that it has, or in
    /// those that it needs. Of a [`FieldPath::at_end`], so that the list has one item more.
    ///
    /// `None` if the document has mistakes, or anything else would become another value.
    pub fn rewrite(&self, field: &FieldPath, value: &str) -> Option<(Span, String)> {
        rewrite::rewrite(self.text, field, value)
    }

    /// Returns whether the document gives the top-level key `key`.
    pub fn has_key(&self, key: &str) -> bool {
        self.document
            .as_ref()
            .is_some_and(|document| document.has_key(key))
    }

    /// Finds where the key of the value at `field` stands, as [`Places::value`] does.
    pub fn key(&self, field: &FieldPath) -> Option<Span> {
        self.document
            .as_ref()?
            .locate(self.text, field)
            .map(|found| found.key)
    }
}
