//! Parser of sanitized HTML: a flat sequence of nodes, each element with its origin and the position of its end tag.
//! `html_repair` decides how each node is written, `sanitize` writes it.

use super::elements::{is_phrasing, is_void};
use super::html::{HtmlToken, attributes, tokens};

/// Attribute that names the origin of an element: see [`NodeOrigin`].
pub(super) const ORIGIN: &str = "data-n";

/// Origin of an element: raw HTML of the author, or a hole of the writer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NodeOrigin {
    /// Event at this position, a start tag of raw HTML.
    Event(usize),
    /// Hole with this index, of which the element is a part.
    Hole(usize),
}

/// A piece of sanitized HTML.
#[derive(Debug)]
pub(super) enum Node<'c> {
    Text(&'c str),
    /// Hole with this index, between tags.
    Hole(usize),
    Start(Element<'c>),
    /// End tag of the innermost open element.
    End,
}

#[derive(Debug)]
pub(super) struct Element<'c> {
    pub name: &'static str,
    /// Names and values in order, the values escaped, without [`ORIGIN`].
    pub attributes: Vec<(&'c str, &'c str)>,
    pub origin: Option<NodeOrigin>,
    /// Index of the node with its end tag; its own index if it is void.
    pub end: usize,
    /// Whether any descendant is a block.
    pub holds_blocks: bool,
}

impl Element<'_> {
    /// Returns the escaped value of the attribute `name`.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    /// Returns the raw HTML event that it comes from.
    pub(super) fn event(&self) -> Option<usize> {
        match self.origin {
            Some(NodeOrigin::Event(idx)) => Some(idx),
            _ => None,
        }
    }

    pub(super) fn is_link(&self) -> bool {
        // The address of a Markdown link is not known yet: it has a hole where others have a `href`.
        let is_hole = matches!(self.origin, Some(NodeOrigin::Hole(_)));
        self.name == "a" && (is_hole || self.attribute("href").is_some())
    }

    /// Returns whether it has an id, a language or a direction, which another element must take over.
    pub(super) fn has_meaning(&self) -> bool {
        let is_hole = matches!(self.origin, Some(NodeOrigin::Hole(_)));
        is_hole
            || ["id", "lang", "dir"]
                .iter()
                .any(|name| self.attribute(name).is_some())
    }
}

/// Parses `html`, which must be well-formed.
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
        // A `<wbr>` with a hole is the writer's own: the origin of a typed tag is its event.
        if let (Some(NodeOrigin::Hole(hole)), "wbr") = (origin, tag.name) {
            nodes.push(Node::Hole(hole));
            continue;
        }
        let around = open.last().map(|around| &mut nodes[*around]);
        if let (Some(Node::Start(group)), "col") = (around, tag.name) {
            // HTML forbids `span` on a `<colgroup>` with columns in it, which count themselves.
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

/// Ends the element at `start`, and passes on to the one `around` it that it is or holds a block.
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
