//! Exact parser: keeps the position of every key and value, and scalars as typed. Built on the events of saphyr-parser.
//! Slower than `fast`, so it runs only for doubtful documents and when a position is needed; `repair` recovers from
//! errors.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use crate::source::{FieldPath, PathStep, Span};
use crate::yaml::Node;

/// A value with its span, in bytes from the start of the text.
#[derive(Clone, Debug)]
pub(super) struct SpannedNode {
    pub kind: NodeKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    /// An empty value, `~` or `null`.
    Null,
    /// A scalar without quotes.
    Plain(String),
    /// A scalar in quotes, or a block scalar.
    Quoted(String),
    List(Vec<SpannedNode>),
    /// A mapping: keys, their spans, values.
    Map(Vec<(String, Span, SpannedNode)>),
}

/// Reasons why a text is no valid document.
#[derive(Clone, Debug)]
pub(super) enum YamlFailure {
    /// Invalid YAML: the parser's message and the byte offset.
    Syntax(String, usize),
    /// Valid YAML that the format does not support: anchors, aliases, tags, keys that are not scalars.
    Feature(&'static str, Span),
    /// A second document in the text.
    Documents(Span),
}

/// Spans of a value and its key.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntrySpans {
    /// Span of the key; of the value itself if it has no key.
    pub key: Span,
    pub value: Span,
}

/// Returns whether `text` may hold something that the fast parser accepts silently but that must be reported: text cut
/// off by ` #`, an anchor, an alias, a tag.
pub(super) fn is_needed(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(2).any(|pair| pair == b" #")
        // Only where a value can begin; elsewhere these are text, as in `AT&T`.
        || bytes.iter().enumerate().any(|(idx, byte)| {
            matches!(byte, b'&' | b'*' | b'!') && {
                let before = text.as_bytes()[..idx]
                    .iter()
                    .rev()
                    .find(|byte| **byte != b' ');
                matches!(
                    before,
                    None | Some(b':' | b'-' | b'[' | b',' | b'{' | b'\n')
                )
            }
        })
}

/// Parses `text`; an empty document is an empty mapping.
pub(super) fn parse(text: &str) -> Result<SpannedNode, YamlFailure> {
    let offsets = Offsets::of(text);
    let mut parser = Parser::new_from_str(text);
    let mut builder = NodeBuilder {
        stack: Vec::new(),
        done: None,
    };
    let mut n_documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| syntax(&error, &offsets))?;
        let span = Span::new(
            offsets.byte(span.start.index()),
            offsets.byte(span.end.index()),
        );
        match event {
            Event::StreamEnd => break,
            Event::DocumentStart(_) => {
                n_documents += 1;
                if n_documents > 1 {
                    return Err(YamlFailure::Documents(span));
                }
            }
            event => builder.handle(event, span, text)?,
        }
    }
    let empty = || SpannedNode {
        kind: NodeKind::Map(Vec::new()),
        span: Span::new(0, 0),
    };
    let done = builder.done.unwrap_or_else(empty);
    Ok(if matches!(done.kind, NodeKind::Null) {
        empty()
    } else {
        done
    })
}

fn syntax(error: &ScanError, offsets: &Offsets) -> YamlFailure {
    YamlFailure::Syntax(
        error.info().to_owned(),
        offsets.byte(error.marker().index()),
    )
}

/// Converts character indices, which the parser reports, into byte offsets. `None` for ASCII text, where both are
/// equal.
struct Offsets {
    bytes: Option<Vec<usize>>,
    len: usize,
}

impl Offsets {
    fn of(text: &str) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(idx, _)| idx).collect());
        Offsets {
            bytes,
            len: text.len(),
        }
    }

    fn byte(&self, index: usize) -> usize {
        match &self.bytes {
            Some(bytes) => bytes.get(index).copied().unwrap_or(self.len),
            None => index.min(self.len),
        }
    }
}

/// Builds nodes from parser events.
struct NodeBuilder {
    /// Lists and mappings that are not closed yet, the innermost last.
    stack: Vec<OpenNode>,
    /// The root, once complete.
    done: Option<SpannedNode>,
}

/// A list or mapping that is not closed yet, with its start offset.
enum OpenNode {
    List(usize, Vec<SpannedNode>),
    /// The last field is the key that awaits its value.
    Map(
        usize,
        Vec<(String, Span, SpannedNode)>,
        Option<(String, Span)>,
    ),
}

impl NodeBuilder {
    fn handle(&mut self, event: Event, span: Span, text: &str) -> Result<(), YamlFailure> {
        match event {
            Event::Alias(_) => return Err(YamlFailure::Feature("aliases (`*name`)", span)),
            Event::Scalar(value, style, anchor, tag) => {
                let is_text = tag.as_deref().is_some_and(is_text_tag);
                plain_only(anchor, tag.is_some() && !is_text, span)?;
                let kind = match style {
                    ScalarStyle::Plain if is_null(&value) && !is_text => NodeKind::Null,
                    ScalarStyle::Plain => NodeKind::Plain(value.into_owned()),
                    _ => NodeKind::Quoted(value.into_owned()),
                };
                let span = if is_text {
                    behind_tag(text, span)
                } else {
                    span
                };
                self.put(SpannedNode { kind, span }, text)?;
            }
            Event::SequenceStart(anchor, tag) => {
                plain_only(anchor, tag.is_some(), span)?;
                self.open(OpenNode::List(span.start, Vec::new()), span)?;
            }
            Event::MappingStart(anchor, tag) => {
                plain_only(anchor, tag.is_some(), span)?;
                self.open(OpenNode::Map(span.start, Vec::new(), None), span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (start, kind) = match self.stack.pop() {
                    Some(OpenNode::List(start, items)) => (start, NodeKind::List(items)),
                    Some(OpenNode::Map(start, entries, _)) => (start, NodeKind::Map(entries)),
                    None => return Ok(()),
                };
                self.put(
                    SpannedNode {
                        kind,
                        span: Span::new(start, span.end.max(start)),
                    },
                    text,
                )?;
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, open: OpenNode, span: Span) -> Result<(), YamlFailure> {
        // A mapping without a pending key expects one.
        if let Some(OpenNode::Map(_, _, None)) = self.stack.last() {
            return Err(YamlFailure::Feature(
                "keys that are lists or mappings",
                span,
            ));
        }
        self.stack.push(open);
        Ok(())
    }

    fn put(&mut self, value: SpannedNode, text: &str) -> Result<(), YamlFailure> {
        match self.stack.last_mut() {
            None => self.done = Some(value),
            Some(OpenNode::List(_, items)) => items.push(value),
            Some(OpenNode::Map(_, entries, key)) => match key.take() {
                Some((name, at)) => entries.push((name, at, value)),
                None => {
                    let name = match value.kind {
                        NodeKind::Plain(name) | NodeKind::Quoted(name) => name,
                        // A key `null` or `~` is text like any other.
                        NodeKind::Null => text
                            .get(value.span.start..value.span.end)
                            .unwrap_or_default()
                            .to_owned(),
                        _ => {
                            return Err(YamlFailure::Feature(
                                "keys that are lists or mappings",
                                value.span,
                            ));
                        }
                    };
                    *key = Some((name, value.span));
                }
            },
        }
        Ok(())
    }
}

fn plain_only(
    anchor: usize,
    tagged: impl Into<Option<bool>>,
    span: Span,
) -> Result<(), YamlFailure> {
    if anchor > 0 {
        return Err(YamlFailure::Feature("anchors (`&name`)", span));
    }
    match tagged.into() {
        Some(true) => Err(YamlFailure::Feature("tags (`!name`)", span)),
        _ => Ok(()),
    }
}

/// Returns whether a tag declares a scalar to be a string, as all are here: `!!str`, or `! 'x'` as some programs write
/// it.
fn is_text_tag(tag: &Tag) -> bool {
    (tag.handle.is_empty() && tag.suffix == "!")
        || (tag.is_yaml_core_schema() && tag.suffix == "str")
}

/// Returns `span` without the tag with which it begins.
fn behind_tag(text: &str, span: Span) -> Span {
    let whole = text.get(span.start..span.end).unwrap_or_default();
    let rest = whole
        .trim_start_matches(|letter: char| !letter.is_whitespace())
        .trim_start();
    if whole.starts_with('!') {
        Span::new(span.end - rest.len(), span.end)
    } else {
        span
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

impl SpannedNode {
    /// Returns the value without spans.
    pub(super) fn to_node(&self) -> Node {
        match &self.kind {
            NodeKind::Null => Node::Null,
            NodeKind::Plain(text) | NodeKind::Quoted(text) => Node::Text(text.clone()),
            NodeKind::List(items) => Node::List(items.iter().map(SpannedNode::to_node).collect()),
            NodeKind::Map(entries) => Node::Map(
                entries
                    .iter()
                    .map(|(name, _, value)| (name.clone(), value.to_node()))
                    .collect(),
            ),
        }
    }

    /// Restores scalars that were masked before parsing; `intended` maps their start offsets to the intended texts.
    pub(super) fn put_back(&mut self, intended: &BTreeMap<usize, String>) {
        match &mut self.kind {
            NodeKind::List(items) => items.iter_mut().for_each(|item| item.put_back(intended)),
            NodeKind::Map(entries) => entries
                .iter_mut()
                .for_each(|(_, _, value)| value.put_back(intended)),
            NodeKind::Plain(text) => {
                if let Some(intended) = intended.get(&self.span.start) {
                    text.clone_from(intended);
                }
            }
            NodeKind::Null | NodeKind::Quoted(_) => {}
        }
    }

    /// Calls `visit` on every value, children before their parents.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(&SpannedNode)) {
        match &self.kind {
            NodeKind::List(items) => items.iter().for_each(|item| item.walk(visit)),
            NodeKind::Map(entries) => entries.iter().for_each(|(_, _, value)| value.walk(visit)),
            _ => {}
        }
        visit(self);
    }

    /// Returns whether byte `at` of `text` is inside a list or mapping in brackets (flow style).
    pub(super) fn is_in_flow(&self, text: &str, at: usize) -> bool {
        if !(self.span.start..self.span.end).contains(&at) {
            return false;
        }
        match &self.kind {
            NodeKind::List(_) | NodeKind::Map(_)
                if text[self.span.start..].starts_with(['[', '{']) =>
            {
                true
            }
            NodeKind::List(items) => items.iter().any(|item| item.is_in_flow(text, at)),
            NodeKind::Map(entries) => entries
                .iter()
                .any(|(_, _, value)| value.is_in_flow(text, at)),
            _ => false,
        }
    }

    /// Returns whether this is a mapping with the key `key`.
    pub(super) fn has_key(&self, key: &str) -> bool {
        matches!(&self.kind, NodeKind::Map(entries) if entries.iter().any(|(known, _, _)| **known == *key))
    }

    /// Returns the scalar at `field`, if there is one.
    pub(super) fn text(&self, field: &FieldPath) -> Option<&str> {
        let mut at = self;
        for step in &field.0 {
            at = match (step, &at.kind) {
                (PathStep::Key(name, nth), NodeKind::Map(entries)) => {
                    &entries
                        .iter()
                        .filter(|(known, _, _)| **known == **name)
                        .nth(*nth)?
                        .2
                }
                (PathStep::Item(idx), NodeKind::List(items)) => items.get(*idx)?,
                _ => return None,
            };
        }
        match &at.kind {
            NodeKind::Plain(text) | NodeKind::Quoted(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the spans of the value at `field`, or of its nearest existing ancestor.
    pub(super) fn locate(&self, text: &str, field: &FieldPath) -> Option<EntrySpans> {
        let mut at = self;
        let mut found = EntrySpans {
            key: first_key(self),
            value: first_key(self),
        };
        for step in &field.0 {
            match (step, &at.kind) {
                (PathStep::Key(name, nth), NodeKind::Map(entries)) => {
                    let mut same = entries.iter().filter(|(known, _, _)| **known == **name);
                    let Some((_, key, value)) = same.nth(*nth) else {
                        break;
                    };
                    // An empty value has no text to point at.
                    let empty = value.span.start >= value.span.end;
                    found = EntrySpans {
                        key: *key,
                        value: if empty {
                            *key
                        } else {
                            trimmed(text, value.span)
                        },
                    };
                    at = value;
                }
                (PathStep::Item(idx), NodeKind::List(items)) => {
                    let Some(item) = items.get(*idx) else { break };
                    let span = trimmed(text, item.span);
                    found = EntrySpans {
                        key: span,
                        value: span,
                    };
                    at = item;
                }
                (PathStep::Item(idx), NodeKind::Plain(_) | NodeKind::Quoted(_)) => {
                    let span = part(text, at.span, *idx).unwrap_or(found.value);
                    found = EntrySpans {
                        key: span,
                        value: span,
                    };
                    break;
                }
                _ => break,
            }
        }
        (found.value.end <= text.len()).then_some(found)
    }
}

/// Returns the span of the first key of a mapping, which marks the mapping; of another value, its own span.
fn first_key(exact: &SpannedNode) -> Span {
    match &exact.kind {
        NodeKind::Map(entries) => entries.first().map_or(exact.span, |(_, key, _)| *key),
        _ => exact.span,
    }
}

/// Returns `span` without the trailing white space and line ends that the spans of block values include.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = text.get(span.start..span.end).unwrap_or_default();
    Span::new(span.start, span.start + inner.trim_end().len())
}

/// Returns the span of item `idx` of a list written `a, b, c`, without white space and quotes.
fn part(text: &str, span: Span, idx: usize) -> Option<Span> {
    let inner = text.get(span.start..span.end)?;
    let mut start = span.start;
    for (at, piece) in inner.split(',').enumerate() {
        if at == idx {
            let cut = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'');
            let lead = piece.len() - piece.trim_start_matches(cut).len();
            let kept = piece.trim_matches(cut).len();
            return Some(Span::new(start + lead, start + lead + kept));
        }
        start += piece.len() + 1;
    }
    None
}
