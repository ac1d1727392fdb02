//! Rewriting of raw HTML among the events: unknown elements become text, comments and declarations are dropped, and
//! each element ends in the block of Markdown that it begins in. Each tag that is kept is one event.
//!
//! `html` provides the tokens, `open_elements` decides which tags are kept. Whether the result is valid HTML is left to
//! `html_repair`.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::MAX_NESTING;
use super::edits::Edits;
use super::events::{EventSpan, TooDeep, cut, join, joined};
use super::html::{self, HtmlToken, tokens};
use super::mapped_text::MappedText;
use super::open_elements::{HtmlMistake, HtmlMistakeKind, OpenBlockKind, OpenElements};

/// Maximum product of depth and number of events.
///
/// The sanitizer reopens unclosed elements in every block, so its output grows with this product.
const MAX_REOPENED: usize = 1_000_000;

/// Findings in the raw HTML of a text.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    pub mistakes: Vec<HtmlMistake>,
    /// Ranges of its comments, in order: no page shows them.
    pub comments: Vec<Range<usize>>,
}

/// Masks the tags of unknown elements that would turn the lines after them into raw HTML.
pub(super) fn find(items: &[EventSpan], text: &str, edits: &mut Edits) {
    for (idx, item) in items.iter().enumerate() {
        if !matches!(item.event, Event::Start(Tag::HtmlBlock)) {
            continue;
        }
        let block = joined(&items[idx..item.end]);
        let tokens = tokens(&block.text);
        // CommonMark begins a block of HTML at any tag alone on its line. For `<buffer>`, which is text here, that
        // would be wrong: the Markdown in the lines after it would not be read.
        let begins = tokens.first().is_some_and(|(range, token)| {
            *token == HtmlToken::Text && block.text[..range.start].trim().is_empty()
        });
        for (range, token) in tokens.iter().filter(|_| begins) {
            let at = block.place(range).start;
            if *token == HtmlToken::Text && text[at..].starts_with('<') {
                // A comma means nothing in Markdown.
                edits.replace(at, ',');
            }
        }
    }
}

/// Rewrites the raw HTML among `items`, parsed from `text`, and returns the findings in it.
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
                // A tag or comment may span several events of a block, so all of them are read as one.
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
    /// Adds an event that is not raw HTML. Raw elements that begin in a block of Markdown end in it.
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
        // These began outside the block, so they end behind it; inside they would be misnested.
        for name in late {
            let tag = CowStr::from(format!("</{name}>"));
            self.push(Event::Html(tag), at..at);
        }
    }

    /// Adds the raw HTML of one block, or of one tag in a line of text.
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
                // The tag is dropped, but the words on both sides of it stay apart.
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
            // Nothing but comments: without this, an empty block would be left.
            self.items.truncate(n_items);
        }
        Ok(())
    }

    /// Adds the tag at `range` as one event, even if it spans several lines.
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
        // Text of dropped tags joins its neighbours, as it would have if the parser had read it as text.
        let joins =
            matches!(&event, Event::Text(piece) if join(&mut self.items, piece, &range, self.text));
        if !joins {
            self.items.push(EventSpan::new(event, range));
        }
    }
}

/// Returns whether `tag` belongs to a block of Markdown.
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

/// Returns the beginning of `html` up to the first space or `>`, without its `<`.
fn beginning(html: &str) -> &str {
    let end = html
        .find(|letter: char| letter.is_whitespace() || letter == '>')
        .unwrap_or(html.len());
    html[..end].trim_start_matches('<')
}
