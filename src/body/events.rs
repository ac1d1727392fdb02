//! Markdown parser: pulldown-cmark's events as one slice, so that the writer can look ahead. `parsed_text` corrects
//! them where Dateline reads otherwise.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::mapped_text::MappedText;
use super::{MAX_NESTING, html};

/// An event with its place.
#[derive(Clone, Debug)]
pub(super) struct EventSpan<'a> {
    pub event: Event<'a>,
    /// Range in the text that was parsed.
    pub range: Range<usize>,
    /// Index of the matching end; its own index unless it is a start.
    pub end: usize,
}

impl<'a> EventSpan<'a> {
    /// Makes an item whose end [`index_ends`] will set.
    pub(super) fn new(event: Event<'a>, range: Range<usize>) -> Self {
        EventSpan {
            event,
            range,
            end: 0,
        }
    }

    /// Returns its text or raw HTML.
    pub(super) fn text(&self) -> Option<&CowStr<'a>> {
        match &self.event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => Some(text),
            _ => None,
        }
    }

    /// Returns whether it begins with a sign that a backslash before it in `source` escapes.
    pub(super) fn is_escaped(&self, source: &str) -> bool {
        let begins = |text: &CowStr| text.starts_with(|sign: char| sign.is_ascii_punctuation());
        source.as_bytes()[..self.range.start].last() == Some(&b'\\')
            && self.text().is_some_and(begins)
    }

    pub(super) fn raw_html(&self) -> Option<&CowStr<'a>> {
        self.text()
            .filter(|_| !matches!(self.event, Event::Text(_)))
    }
}

/// A `[text][label]` whose label is not defined.
#[derive(Debug)]
pub(super) struct UnknownReference {
    pub label: String,
    pub range: Range<usize>,
}

/// All events of a text.
#[derive(Debug)]
pub(super) struct Events<'a> {
    pub items: Vec<EventSpan<'a>>,
    pub unknown_references: Vec<UnknownReference>,
    /// Link definitions in text order; of repeated labels only the first.
    pub definitions: Vec<LinkDefinition>,
}

/// A definition `[label]: address`.
#[derive(Debug)]
pub(super) struct LinkDefinition {
    /// Label as typed in the definition.
    pub label: String,
    pub address: String,
    pub range: Range<usize>,
}

/// Returns `label` in the form in which labels are compared.
pub(super) fn folded_label(label: &str) -> String {
    crate::text::one_line(label).to_lowercase()
}

/// Maximum number of labels that are searched for a suggestion, and of mistakes in a body that get one.
pub(super) const MAX_SUGGESTIONS: usize = 200;

/// Error: at this range, more than [`MAX_NESTING`] blocks and inlines are open.
#[derive(Debug)]
pub(super) struct TooDeep(pub(super) Range<usize>);

/// Parses `text` and drops events that begin before `skip`. Adjacent pieces of text are joined.
pub(super) fn events(text: &str, skip: usize) -> Result<Events<'_>, TooDeep> {
    let mut unknown_references = Vec::new();
    let on_broken_link = |link: BrokenLink| {
        // Not a shortcut, `[label]`: prose is full of brackets.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            unknown_references.push(UnknownReference {
                label: link.reference.to_string(),
                range: link.span,
            });
        }
        None
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let mut parser = Parser::new_with_broken_link_callback(text, options, Some(on_broken_link))
        .into_offset_iter();
    let mut items: Vec<EventSpan> = Vec::with_capacity(text.len() / 16);
    let mut depth = 0;
    for (event, range) in parser.by_ref().filter(|(_, range)| range.start >= skip) {
        match &event {
            Event::Text(piece) if join(&mut items, piece, &range, text) => continue,
            // The writer recurses into some blocks and inlines, so it must not be given more.
            Event::Start(_) if depth == MAX_NESTING => return Err(TooDeep(range)),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = usize::saturating_sub(depth, 1),
            _ => {}
        }
        items.push(EventSpan::new(event, range));
    }
    index_ends(&mut items);
    let mut definitions: Vec<LinkDefinition> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| LinkDefinition {
            label: label.to_owned(),
            address: definition.dest.to_string(),
            range: definition.span.clone(),
        })
        .collect();
    definitions.sort_by_key(|definition| definition.range.start);
    // Its callback borrows `unknown_references`.
    drop(parser);
    Ok(Events {
        items,
        unknown_references,
        definitions,
    })
}

/// Sets the end of each start among `items`.
pub(super) fn index_ends(items: &mut [EventSpan]) {
    let mut open: Vec<usize> = Vec::new();
    for idx in 0..items.len() {
        items[idx].end = idx;
        match items[idx].event {
            Event::Start(_) => open.push(idx),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    items[start].end = idx;
                }
            }
            _ => {}
        }
    }
}

/// Returns the texts of `items` as one: an address or a tag may span several of them.
pub(super) fn joined(items: &[EventSpan]) -> MappedText {
    let mut joined = MappedText::default();
    for item in items {
        joined.push(item.text().map_or("", |text| text), item.range.clone());
    }
    joined
}

/// Returns the parts of `items` that `range` of their `joined` texts covers.
pub(super) fn cut<'t>(
    items: &[EventSpan<'t>],
    joined: &MappedText,
    range: Range<usize>,
) -> Vec<EventSpan<'t>> {
    let (first, mut at) = joined.places.piece(range.start);
    let mut parts = Vec::new();
    for item in &items[first..] {
        if at >= range.end {
            break;
        }
        let Some(text) = item.text() else { continue };
        let (from, to) = (range.start.max(at) - at, (range.end - at).min(text.len()));
        at += text.len();
        if from >= to {
            continue;
        }
        let part = match text {
            CowStr::Borrowed(text) => CowStr::Borrowed(&text[from..to]),
            text => CowStr::from(text[from..to].to_owned()),
        };
        let start = item.range.start;
        // The expansion of an entity has no parts in the source.
        let place = if text.len() == item.range.len() {
            start + from..start + to
        } else {
            item.range.clone()
        };
        let event = match &item.event {
            Event::Html(_) => Event::Html(part),
            Event::InlineHtml(_) => Event::InlineHtml(part),
            _ => Event::Text(part),
        };
        parts.push(EventSpan::new(event, place));
    }
    parts
}

/// Extends the last item by `piece` if both are text as typed and adjacent. Returns whether it did.
pub(super) fn join<'a>(
    items: &mut [EventSpan<'a>],
    piece: &str,
    range: &Range<usize>,
    source: &'a str,
) -> bool {
    let Some(EventSpan {
        event: Event::Text(last),
        range: last_range,
        ..
    }) = items.last_mut()
    else {
        return false;
    };
    if last_range.end != range.start
        || !is_verbatim(piece, range, source)
        || !is_verbatim(last, last_range, source)
    {
        return false;
    }
    last_range.end = range.end;
    *last = CowStr::Borrowed(&source[last_range.clone()]);
    true
}

/// Returns whether `piece` is the text at `range` itself, not the expansion of an entity there.
pub(super) fn is_verbatim(piece: &str, range: &Range<usize>, source: &str) -> bool {
    piece.len() == range.len() && std::ptr::eq(piece.as_ptr(), source[range.start..].as_ptr())
}

/// Returns the character after the event at `idx` as the page shows it, or `None` at the end of the block.
pub(super) fn next_letter(items: &[EventSpan], idx: usize) -> Option<char> {
    for item in &items[idx + 1..] {
        match &item.event {
            Event::Text(text) => return text.chars().next(),
            // Like a word to the punctuation before them.
            Event::Code(_) | Event::Start(Tag::Image { .. }) => return Some('x'),
            Event::SoftBreak | Event::HardBreak => return Some(' '),
            Event::InlineHtml(tag) if html::parts_words(tag) => return Some(' '),
            Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            ) => {}
            _ => return None,
        }
    }
    None
}
