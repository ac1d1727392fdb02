//! Sanitized HTML as a sequence of nodes, each with what has been made of it in the end.

use super::elements::{is_phrasing, is_void};
use super::html::{HtmlToken, attributes, tokens};

/// The attribute that names where an element comes from: see [`NodeOrigin`].
pub(super) const ORIGIN: &str = "data-n";

/// Where an element comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NodeOrigin {
    /// The event at this position, a start tag of raw HTML.
    Event(usize),
    /// The hole with this index.
    Hole(usize),
}

/// A piece of sanitized HTML.
#[derive(Debug)]
pub(super) enum Node<'c> {
    Text(&'c str),
    /// The hole with this index, between tags.
    Hole(usize),
    Start(Element<'c>),
    /// The end tag of the innermost element that is open.
    End,
}

#[derive(Debug)]
pub(super) struct Element<'c> {
    pub name: &'static str,
    /// Values are escaped.
    pub attributes: Vec<(&'c str, &'c str)>,
    pub origin: Option<NodeOrigin>,
    /// Position of its end tag; its own if it has none.
    pub end: usize,
    /// Whether a block is among what it holds.
    pub holds_blocks: bool,
}

impl Element<'_> {
    /// Returns the value of the attribute `name`, escaped.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    /// Returns the event that it comes from.
    pub(super) fn event(&self) -> Option<usize> {
        match self.origin {
            Some(NodeOrigin::Event(idx)) => Some(idx),
            _ => None,
        }
    }

    pub(super) fn is_link(&self) -> bool {
        let is_hole = matches!(self.origin, Some(NodeOrigin::Hole(_)));
        self.name == "a" && (is_hole || self.attribute("href").is_some())
    }

    /// Returns whether it has an id, a language or a direction.
    pub(super) fn has_meaning(&self) -> bool {
        let is_hole = matches!(self.origin, Some(NodeOrigin::Hole(_)));
        is_hole
            || ["id", "lang", "dir"]
                .iter()
                .any(|name| self.attribute(name).is_some())
    }
}

/// Reads `html`, which is well formed.
pub(super) fn nodes(html: &str) -> Vec<Node<'_>> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut from = 0;
    for (range, token) in tokens(html) {
        let HtmlToken::Tag(tag) = token else { continue };
        if from < range.start {
            nodes.push(Node::Text(&html[from..range.start]));
        }
        from = range.end;
        let idx = nodes.len();
        if tag.closes {
            if let Some(start) = open.pop() {
                close(&mut nodes, start, open.last().copied());
            }
            nodes.push(Node::End);
            continue;
        }
        let mut attributes = attributes(&html[range]);
        let marked = attributes.iter().position(|(name, _)| *name == ORIGIN);
        let origin = marked.and_then(|at| parse_origin(attributes.remove(at).1));
        if let (Some(NodeOrigin::Hole(hole)), "wbr") = (origin, tag.name) {
            nodes.push(Node::Hole(hole));
            continue;
        }
        let around = open.last().map(|around| &mut nodes[*around]);
        if let (Some(Node::Start(group)), "col") = (around, tag.name) {
            // Columns count themselves.
            group.attributes.retain(|(name, _)| *name != "span");
        }
        if !is_void(tag.name) {
            open.push(idx);
        }
        nodes.push(Node::Start(Element {
            name: tag.name,
            attributes,
            origin,
            end: idx,
            holds_blocks: false,
        }));
    }
    if from < html.len() {
        nodes.push(Node::Text(&html[from..]));
    }
    nodes
}

fn parse_origin(value: &str) -> Option<NodeOrigin> {
    match value.strip_prefix('h') {
        Some(hole) => hole.parse().ok().map(NodeOrigin::Hole),
        None => value.parse().ok().map(NodeOrigin::Event),
    }
}

/// Ends the element at `start`, and notes in the one `around` it whether that holds a block.
fn close(nodes: &mut [Node], start: usize, around: Option<usize>) {
    let end = nodes.len();
    let mut is_or_holds_block = false;
    if let Node::Start(element) = &mut nodes[start] {
        element.end = end;
        is_or_holds_block = element.holds_blocks || !is_phrasing(element.name);
    }
    if let Some(Node::Start(element)) = around.map(|around| &mut nodes[around]) {
        element.holds_blocks |= is_or_holds_block;
    }
}
