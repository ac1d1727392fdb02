//! The exact way: a parser that keeps positions, and scalars as they were typed.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use crate::source::{FieldPath, Span, Step};
use crate::yaml::Node;

/// A value with its place; spans count from the beginning of the text.
#[derive(Clone, Debug)]
pub(super) struct Exact {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// A text that is not quoted.
    Plain(String),
    /// A text in quotes, or a block.
    Quoted(String),
    /// A list.
    List(Vec<Exact>),
    /// A mapping: keys, their places, values.
    Map(Vec<(String, Span, Exact)>),
}

/// Why a text is not a document of ours.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// It is not YAML: what the parser says, and where.
    Syntax(String, usize),
    /// It uses anchors, aliases, tags or keys that are not texts, which the format has no use for.
    Feature(&'static str, Span),
    /// It holds a second document.
    Documents(Span),
}

/// Where a value and its key stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The key; the value itself if it has none.
    pub key: Span,
    /// The value.
    pub value: Span,
}

/// Returns whether `text` holds something that the fast way would read in silence and should not.
pub(super) fn is_needed(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(2).any(|pair| pair == b" #")
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
pub(super) fn parse(text: &str) -> Result<Exact, Failure> {
    let offsets = Offsets::of(text);
    let mut parser = Parser::new_from_str(text);
    let mut builder = Builder {
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
                    return Err(Failure::Documents(span));
                }
            }
            event => builder.take(event, span, text)?,
        }
    }
    let empty = || Exact {
        kind: Kind::Map(Vec::new()),
        span: Span::new(0, 0),
    };
    let done = builder.done.unwrap_or_else(empty);
    Ok(if matches!(done.kind, Kind::Null) {
        empty()
    } else {
        done
    })
}

fn syntax(error: &ScanError, offsets: &Offsets) -> Failure {
    Failure::Syntax(
        error.info().to_owned(),
        offsets.byte(error.marker().index()),
    )
}

/// Byte offsets of characters; the parser counts characters.
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

/// Values in the making, from events.
struct Builder {
    stack: Vec<Open>,
    done: Option<Exact>,
}

enum Open {
    List(usize, Vec<Exact>),
    Map(usize, Vec<(String, Span, Exact)>, Option<(String, Span)>),
}

impl Builder {
    fn take(&mut self, event: Event, span: Span, text: &str) -> Result<(), Failure> {
        match event {
            Event::Alias(_) => return Err(Failure::Feature("an alias (`*name`)", span)),
            Event::Scalar(value, style, anchor, tag) => {
                let is_text = tag.as_deref().is_some_and(says_text);
                plain_only(anchor, tag.is_some() && !is_text, span)?;
                let kind = match style {
                    ScalarStyle::Plain if is_null(&value) && !is_text => Kind::Null,
                    ScalarStyle::Plain => Kind::Plain(value.into_owned()),
                    _ => Kind::Quoted(value.into_owned()),
                };
                let span = if is_text {
                    behind_tag(text, span)
                } else {
                    span
                };
                self.put(Exact { kind, span }, text)?;
            }
            Event::SequenceStart(anchor, tag) => {
                plain_only(anchor, tag.is_some(), span)?;
                self.open(Open::List(span.start, Vec::new()), span)?;
            }
            Event::MappingStart(anchor, tag) => {
                plain_only(anchor, tag.is_some(), span)?;
                self.open(Open::Map(span.start, Vec::new(), None), span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (start, kind) = match self.stack.pop() {
                    Some(Open::List(start, items)) => (start, Kind::List(items)),
                    Some(Open::Map(start, entries, _)) => (start, Kind::Map(entries)),
                    None => return Ok(()),
                };
                self.put(
                    Exact {
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

    fn open(&mut self, open: Open, span: Span) -> Result<(), Failure> {
        if let Some(Open::Map(_, _, None)) = self.stack.last() {
            return Err(Failure::Feature("a key that is a list or a mapping", span));
        }
        self.stack.push(open);
        Ok(())
    }

    fn put(&mut self, value: Exact, text: &str) -> Result<(), Failure> {
        match self.stack.last_mut() {
            None => self.done = Some(value),
            Some(Open::List(_, items)) => items.push(value),
            Some(Open::Map(_, entries, key)) => match key.take() {
                Some((name, at)) => entries.push((name, at, value)),
                None => {
                    let name = match value.kind {
                        Kind::Plain(name) | Kind::Quoted(name) => name,
                        Kind::Null => text
                            .get(value.span.start..value.span.end)
                            .unwrap_or_default()
                            .to_owned(),
                        _ => {
                            return Err(Failure::Feature(
                                "a key that is a list or a mapping",
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

fn plain_only(anchor: usize, tagged: impl Into<Option<bool>>, span: Span) -> Result<(), Failure> {
    if anchor > 0 {
        return Err(Failure::Feature("an anchor (`&name`)", span));
    }
    match tagged.into() {
        Some(true) => Err(Failure::Feature("a tag (`!name`)", span)),
        _ => Ok(()),
    }
}

/// Returns whether a tag says that a scalar is a text, which all of them are: `! 'x'` as some programs write it, `!!str`.
fn says_text(tag: &Tag) -> bool {
    (tag.handle.is_empty() && tag.suffix == "!")
        || (tag.is_yaml_core_schema() && tag.suffix == "str")
}

/// Returns the part of `span` behind the tag that it begins with.
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

impl Exact {
    /// Returns the value without places.
    pub(super) fn to_node(&self) -> Node {
        match &self.kind {
            Kind::Null => Node::Null,
            Kind::Plain(text) | Kind::Quoted(text) => Node::Text(text.clone()),
            Kind::List(items) => Node::List(items.iter().map(Exact::to_node).collect()),
            Kind::Map(entries) => Node::Map(
                entries
                    .iter()
                    .map(|(name, _, value)| (name.clone(), value.to_node()))
                    .collect(),
            ),
        }
    }

    /// Puts texts back that were blotted out before the parsing: `meant` has them by their beginning.
    pub(super) fn put_back(&mut self, meant: &BTreeMap<usize, String>) {
        match &mut self.kind {
            Kind::List(items) => items.iter_mut().for_each(|item| item.put_back(meant)),
            Kind::Map(entries) => entries
                .iter_mut()
                .for_each(|(_, _, value)| value.put_back(meant)),
            Kind::Plain(text) => {
                if let Some(meant) = meant.get(&self.span.start) {
                    text.clone_from(meant);
                }
            }
            Kind::Null | Kind::Quoted(_) => {}
        }
    }

    /// Calls `visit` on every value, those inside before those around them.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(&Exact)) {
        match &self.kind {
            Kind::List(items) => items.iter().for_each(|item| item.walk(visit)),
            Kind::Map(entries) => entries.iter().for_each(|(_, _, value)| value.walk(visit)),
            _ => {}
        }
        visit(self);
    }

    /// Returns whether the byte `at` of `text` lies in a list or a mapping in brackets.
    pub(super) fn is_in_flow(&self, text: &str, at: usize) -> bool {
        if !(self.span.start..self.span.end).contains(&at) {
            return false;
        }
        match &self.kind {
            Kind::List(_) | Kind::Map(_) if text[self.span.start..].starts_with(['[', '{']) => true,
            Kind::List(items) => items.iter().any(|item| item.is_in_flow(text, at)),
            Kind::Map(entries) => entries
                .iter()
                .any(|(_, _, value)| value.is_in_flow(text, at)),
            _ => false,
        }
    }

    /// Returns whether this is a mapping that has the key `key`.
    pub(super) fn has_key(&self, key: &str) -> bool {
        matches!(&self.kind, Kind::Map(entries) if entries.iter().any(|(known, _, _)| **known == *key))
    }

    /// Returns the text at `field`.
    pub(super) fn text(&self, field: &FieldPath) -> Option<&str> {
        let mut at = self;
        for step in &field.0 {
            at = match (step, &at.kind) {
                (Step::Key(name, nth), Kind::Map(entries)) => {
                    &entries
                        .iter()
                        .filter(|(known, _, _)| **known == **name)
                        .nth(*nth)?
                        .2
                }
                (Step::Item(idx), Kind::List(items)) => items.get(*idx)?,
                _ => return None,
            };
        }
        match &at.kind {
            Kind::Plain(text) | Kind::Quoted(text) => Some(text),
            _ => None,
        }
    }

    /// Finds the value at `field`, or the nearest thing above it.
    pub(super) fn locate(&self, text: &str, field: &FieldPath) -> Option<Found> {
        let mut at = self;
        let mut found = Found {
            key: first_key(self),
            value: first_key(self),
        };
        for step in &field.0 {
            match (step, &at.kind) {
                (Step::Key(name, nth), Kind::Map(entries)) => {
                    let mut same = entries.iter().filter(|(known, _, _)| **known == **name);
                    let Some((_, key, value)) = same.nth(*nth) else {
                        break;
                    };
                    let empty = value.span.start >= value.span.end;
                    found = Found {
                        key: *key,
                        value: if empty {
                            *key
                        } else {
                            trimmed(text, value.span)
                        },
                    };
                    at = value;
                }
                (Step::Item(idx), Kind::List(items)) => {
                    let Some(item) = items.get(*idx) else { break };
                    let span = trimmed(text, item.span);
                    found = Found {
                        key: span,
                        value: span,
                    };
                    at = item;
                }
                (Step::Item(idx), Kind::Plain(_) | Kind::Quoted(_)) => {
                    let span = part(text, at.span, *idx).unwrap_or(found.value);
                    found = Found {
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

/// Where a mapping begins: its first key.
fn first_key(exact: &Exact) -> Span {
    match &exact.kind {
        Kind::Map(entries) => entries.first().map_or(exact.span, |(_, key, _)| *key),
        _ => exact.span,
    }
}

/// `span` without the white space and line ends that block values carry behind them.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = text.get(span.start..span.end).unwrap_or_default();
    Span::new(span.start, span.start + inner.trim_end().len())
}

/// The part of this index of a text written `a, b, c`.
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
