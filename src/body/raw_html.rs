//! Raw HTML as Dateline takes it: what HTML does not know is text, comments and declarations are left out, elements end in
//! their block. Each tag that is kept is an event of its own.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::MAX_NESTING;
use super::edits::Edits;
use super::events::{EventSpan, TooDeep, cut, join, joined};
use super::html::{self, HtmlToken, tokens};
use super::mapped_text::MappedText;
use super::open_elements::{HtmlMistake, HtmlMistakeKind, OpenBlockKind, OpenElements};

/// Greatest product of depth and number of events: elements left open are opened again in every block.
const MAX_REOPENED: usize = 1_000_000;

/// What is found in raw HTML.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    /// What is wrong with it.
    pub mistakes: Vec<HtmlMistake>,
    /// Where its comments are, in order: they are on no page.
    pub comments: Vec<Range<usize>>,
}

/// Finds the tags of elements that HTML does not know where they would make what follows raw HTML.
pub(super) fn find(items: &[EventSpan], text: &str, edits: &mut Edits) {
    for (idx, item) in items.iter().enumerate() {
        if !matches!(item.event, Event::Start(Tag::HtmlBlock)) {
            continue;
        }
        let block = joined(&items[idx..item.end]);
        let tokens = tokens(&block.text);
        let begins = tokens.first().is_some_and(|(range, token)| {
            *token == HtmlToken::Text && block.text[..range.start].trim().is_empty()
        });
        for (range, token) in tokens.iter().filter(|_| begins) {
            let at = block.place(range).start;
            if *token == HtmlToken::Text && text[at..].starts_with('<') {
                // A sign that means nothing in Markdown.
                edits.replace(at, ',');
            }
        }
    }
}

/// Rewrites the raw HTML among `items`, which were read from `text`, and returns what was found in it.
pub(super) fn repair<'t>(
    items: &mut Vec<EventSpan<'t>>,
    text: &'t str,
) -> Result<RawHtml, TooDeep> {
    if !items.iter().any(|item| item.raw_html().is_some()) {
        return Ok(RawHtml::default());
    }
    let mut repair = RawHtmlPass {
        items: Vec::with_capacity(items.len() + 8),
        text,
        comments: Vec::new(),
        elements: OpenElements::default(),
        max_depth: MAX_NESTING.min(MAX_REOPENED / items.len()),
    };
    let mut block: Vec<EventSpan> = Vec::new();
    for item in std::mem::take(items) {
        match item.event {
            Event::Html(_) => block.push(item),
            Event::InlineHtml(html) => match tokens(&html).first() {
                Some((_, HtmlToken::Text)) => repair.push(Event::Text(html), item.range),
                _ => repair.html(&[EventSpan::new(Event::InlineHtml(html), item.range)])?,
            },
            _ => {
                repair.html(&block)?;
                block.clear();
                repair.markdown(item);
            }
        }
    }
    *items = repair.items;
    Ok(RawHtml {
        mistakes: repair.elements.finish(),
        comments: repair.comments,
    })
}

struct RawHtmlPass<'t> {
    items: Vec<EventSpan<'t>>,
    text: &'t str,
    comments: Vec<Range<usize>>,
    elements: OpenElements,
    max_depth: usize,
}

impl<'t> RawHtmlPass<'t> {
    /// Adds what is no raw HTML. What has begun in a block of Markdown ends in it.
    fn markdown(&mut self, item: EventSpan<'t>) {
        let at = item.range.end;
        let mut late = Vec::new();
        match &item.event {
            Event::Start(Tag::Link { .. }) => self.elements.start_link(),
            Event::End(TagEnd::Link) => self.elements.end_link(),
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => {
                self.elements.start_block(OpenBlockKind::Line);
            }
            Event::Start(tag) if is_block(&tag.to_end()) => {
                self.elements.start_block(OpenBlockKind::Container);
            }
            Event::End(tag) if is_block(tag) => {
                let end = self.elements.end_block();
                for name in end.unclosed {
                    let tag = CowStr::from(format!("</{name}>"));
                    self.push(Event::InlineHtml(tag), at..at);
                }
                late = end.late;
            }
            _ => {}
        }
        self.push(item.event, item.range);
        for name in late {
            let tag = CowStr::from(format!("</{name}>"));
            self.push(Event::Html(tag), at..at);
        }
    }

    /// Adds the raw HTML of one block, or of one tag in a line.
    fn html(&mut self, block: &[EventSpan<'t>]) -> Result<(), TooDeep> {
        let joined = joined(block);
        let n_items = self.items.len();
        let mut from = 0;
        for (range, token) in tokens(&joined.text) {
            let (typed, place) = (&joined.text[range.clone()], joined.place(&range));
            self.items.extend(cut(block, &joined, from..range.start));
            from = range.end;
            match token {
                HtmlToken::Tag(tag) if self.elements.read(tag, typed, &place) => {
                    self.tag(block, &joined, range);
                    if self.elements.depth > self.max_depth {
                        return Err(TooDeep(place));
                    }
                }
                // Words on either side of it stay apart.
                HtmlToken::Tag(_) if html::parts_words(typed) => {
                    self.push(Event::Text(CowStr::Borrowed(" ")), place.start..place.start);
                }
                HtmlToken::Tag(_) | HtmlToken::BadComment => {}
                HtmlToken::Comment => self.comments.push(place),
                HtmlToken::Declaration => {
                    let name = beginning(typed);
                    self.elements
                        .report(HtmlMistakeKind::Declaration, name, place);
                }
                HtmlToken::CutOff | HtmlToken::Text => {
                    if token == HtmlToken::CutOff {
                        let name = beginning(&joined.text[range.start..]);
                        self.elements.report(HtmlMistakeKind::CutOff, name, place);
                    }
                    for item in cut(block, &joined, range) {
                        if let Some(text) = item.text() {
                            self.push(Event::Text(text.clone()), item.range);
                        }
                    }
                }
            }
        }
        let rest = cut(block, &joined, from..joined.text.len());
        self.items.extend(rest);
        let is_blank =
            |item: &EventSpan| matches!(&item.event, Event::Html(html) if html.trim().is_empty());
        let added = self.items.get(n_items..);
        if added.is_some_and(|added| added.iter().all(is_blank)) {
            // Nothing but comments.
            self.items.truncate(n_items);
        }
        Ok(())
    }

    /// Adds the tag at `range` as one event, even if it goes on over several lines.
    fn tag(&mut self, block: &[EventSpan<'t>], joined: &MappedText, range: Range<usize>) {
        let mut parts = cut(block, joined, range.clone());
        if let [first, _, ..] = parts.as_mut_slice() {
            let tag = CowStr::from(joined.text[range.clone()].to_owned());
            first.event = Event::Html(tag);
            first.range = joined.place(&range);
            parts.truncate(1);
        }
        self.items.extend(parts);
    }

    fn push(&mut self, event: Event<'t>, range: Range<usize>) {
        let joins =
            matches!(&event, Event::Text(piece) if join(&mut self.items, piece, &range, self.text));
        if !joins {
            self.items.push(EventSpan::new(event, range));
        }
    }
}

/// Returns whether `tag` is one of a block of Markdown.
fn is_block(tag: &TagEnd) -> bool {
    let is_inline = matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::HtmlBlock
    );
    !is_inline
}

/// Returns how `html` begins, up to its first space.
fn beginning(html: &str) -> &str {
    let end = html
        .find(|letter: char| letter.is_whitespace() || letter == '>')
        .unwrap_or(html.len());
    html[..end].trim_start_matches('<')
}
