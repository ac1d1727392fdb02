//! The Markdown parser's output as one slice, so that whoever writes it can look ahead.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{MAX_NESTING, html};

/// One event.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) event: Event<'a>,
    /// Its place in the text that was parsed.
    pub(super) range: Range<usize>,
    /// Of a start, the position of its end; of others, their own position.
    pub(super) end: usize,
}

/// A `[text][label]` whose label nothing defines.
#[derive(Debug)]
pub(super) struct UnknownReference {
    pub(super) label: String,
    pub(super) range: Range<usize>,
}

/// All events of a text.
#[derive(Debug)]
pub(super) struct Events<'a> {
    pub(super) items: Vec<Item<'a>>,
    pub(super) unknown_references: Vec<UnknownReference>,
    /// Labels of the link definitions there are, sorted; only where one is unknown.
    pub(super) references: Vec<String>,
    /// The link definitions there are, in order.
    pub(super) definitions: Vec<LinkDefinition>,
}

/// A definition `[label]: address`.
#[derive(Debug)]
pub(super) struct LinkDefinition {
    /// As it is typed there.
    pub(super) label: String,
    pub(super) address: String,
    pub(super) range: Range<usize>,
}

/// Most labels that one is suggested from, and most mistakes in a body that get a suggestion.
pub(super) const MAX_SUGGESTIONS: usize = 200;

/// More is open at once than [`MAX_NESTING`], here.
#[derive(Debug)]
pub(super) struct TooDeep(pub(super) Range<usize>);

/// Parses `text`, leaving out what begins before `skip`. Adjoining pieces of text come as one.
pub(super) fn events(text: &str, skip: usize) -> Result<Events<'_>, TooDeep> {
    let mut unknown_references = Vec::new();
    let on_broken_link = |link: BrokenLink| {
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
    let mut items: Vec<Item> = Vec::with_capacity(text.len() / 16);
    let mut open: Vec<usize> = Vec::new();
    for (event, range) in parser.by_ref() {
        if range.start < skip {
            continue;
        }
        if let Event::Text(piece) = &event
            && join(&mut items, piece, &range, text)
        {
            continue;
        }
        let idx = items.len();
        match event {
            Event::Start(_) if open.len() == MAX_NESTING => return Err(TooDeep(range)),
            Event::Start(_) => open.push(idx),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    items[start].end = idx;
                }
            }
            _ => {}
        }
        items.push(Item {
            event,
            range,
            end: idx,
        });
    }
    let mut references: Vec<String> = parser
        .reference_definitions()
        .iter()
        .take(MAX_SUGGESTIONS)
        .map(|(label, _)| label.to_owned())
        .collect();
    references.sort();
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
    drop(parser);
    Ok(Events {
        items,
        unknown_references,
        references,
        definitions,
    })
}

/// Finds the end of each start among `items` anew.
pub(super) fn index_ends(items: &mut [Item]) {
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

/// Adds `piece` to the last item if that is the text just before it, both as typed.
pub(super) fn join<'a>(
    items: &mut [Item<'a>],
    piece: &str,
    range: &Range<usize>,
    source: &'a str,
) -> bool {
    let Some(Item {
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

/// Returns whether `piece` is the text at `range` itself, not what an entity there stands for.
pub(super) fn is_verbatim(piece: &str, range: &Range<usize>, source: &str) -> bool {
    piece.len() == range.len() && std::ptr::eq(piece.as_ptr(), source[range.start..].as_ptr())
}

/// Returns the character that follows the event at `idx` on the page, if any does in its block.
pub(super) fn next_letter(items: &[Item], idx: usize) -> Option<char> {
    for item in &items[idx + 1..] {
        match &item.event {
            Event::Text(text) => return text.chars().next(),
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
