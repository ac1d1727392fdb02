//! Fast parser for documents without mistakes: deserialises directly into nodes with serde_yaml, without positions.
//! Gives up on anything doubtful, which `exact` then parses.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::yaml::Node;

/// Parses `text` into a mapping.
///
/// `None` if it is no mapping, has a mistake or a repeated key, or holds a scalar that YAML reads as a number or
/// boolean, whose text would be lost.
pub(super) fn parse(text: &str) -> Option<Node> {
    let document = serde_yaml::Deserializer::from_str(text);
    match NodeVisitor.deserialize(document).ok()? {
        Node::Null => Some(Node::Map(Vec::new())),
        node @ Node::Map(_) => Some(node),
        _ => None,
    }
}

/// Accepts strings, lists, mappings and null. The missing methods for numbers and booleans make parsing fail on
/// purpose.
struct NodeVisitor;

impl<'de> DeserializeSeed<'de> for NodeVisitor {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text, a list or a mapping")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(NodeVisitor)? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        while let Some(key) = items.next_key::<String>()? {
            // Rejected without a position: `exact` finds the key again and reports both.
            if entries.iter().any(|(known, _)| *known == key) {
                return Err(de::Error::custom("a key twice"));
            }
            entries.push((key, items.next_value_seed(NodeVisitor)?));
        }
        Ok(Node::Map(entries))
    }
}
