//! What ammonia writes, cut into tags and texts.

use std::ops::Range;

use super::fit::{Element, Node};
use super::model::is_block;

/// The attribute that says which start tag of the raw HTML an element is.
pub(super) const TYPED: &str = "data-n";

/// A tag as ammonia writes it.
pub(super) struct Tag<'c> {
    /// With `/` before it in an end tag.
    pub(super) name: &'c str,
    pub(super) attributes: Vec<(&'c str, &'c str)>,
    pub(super) len: usize,
}

impl<'c> Tag<'c> {
    /// Reads the tag that `text` begins with.
    pub(super) fn read(text: &'c str) -> Option<Tag<'c>> {
        let inner = text.strip_prefix('<')?;
        let name_len = inner.find([' ', '>'])?;
        let name = &inner[..name_len];
        let mut rest = &inner[name_len..];
        let mut attributes = Vec::new();
        while let Some(attribute) = rest.strip_prefix(' ') {
            let (name, value) = attribute.split_once("=\"")?;
            let (value, after) = value.split_once('"')?;
            attributes.push((name, value));
            rest = after;
        }
        let rest = rest.strip_prefix('>')?;
        Some(Tag {
            name,
            attributes,
            len: text.len() - rest.len(),
        })
    }

    /// Returns the value of the attribute `name`, escaped.
    pub(super) fn attribute(&self, name: &str) -> Option<&'c str> {
        self.attributes
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| *value)
    }

    /// Returns which start tag of the raw HTML it is.
    pub(super) fn typed(&self) -> Option<usize> {
        self.attribute(TYPED)?.parse().ok()
    }
}

/// A piece of cleaned HTML.
pub(super) enum Piece<'c> {
    Text(&'c str),
    Tag(Tag<'c>),
}

/// Cuts `cleaned`, which is well formed.
pub(super) fn pieces(cleaned: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = cleaned;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        if at > 0 {
            pieces.push(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        if rest.is_empty() {
            break;
        }
        let Some(tag) = Tag::read(rest) else { break };
        rest = &rest[tag.len..];
        pieces.push(Piece::Tag(tag));
    }
    pieces
}

/// Returns `pieces` as the nodes of a tree.
pub(super) fn nodes<'c>(pieces: &[Piece<'c>]) -> Vec<Node<'c>> {
    let mut nodes: Vec<Node> = Vec::with_capacity(pieces.len());
    let mut open: Vec<usize> = Vec::new();
    for (idx, piece) in pieces.iter().enumerate() {
        let node = match piece {
            Piece::Text(text) => Node::Text(text),
            Piece::Tag(tag) if tag.name.starts_with('/') => {
                if let Some(start) = open.pop() {
                    close(&mut nodes, start..idx, open.last().copied());
                }
                Node::End
            }
            Piece::Tag(tag) => {
                if !matches!(tag.name, "br" | "col" | "hr" | "img" | "wbr") {
                    open.push(idx);
                }
                let has = |name| tag.attribute(name).is_some();
                Node::Start(Element {
                    name: tag.name,
                    end: idx,
                    typed: tag.typed(),
                    matters: has("id") || has("lang") || has("dir"),
                    is_link: tag.name == "a" && has("href"),
                    holds_blocks: false,
                })
            }
        };
        nodes.push(node);
    }
    nodes
}

/// Notes where the element at the start of `range` ends, and in the one around it what it is and holds.
fn close(nodes: &mut [Node], range: Range<usize>, around: Option<usize>) {
    let mut is_or_holds_block = false;
    if let Node::Start(element) = &mut nodes[range.start] {
        element.end = range.end;
        is_or_holds_block = element.holds_blocks || is_block(element.name);
    }
    if let Some(Node::Start(element)) = around.map(|around| &mut nodes[around]) {
        element.holds_blocks |= is_or_holds_block;
    }
}
