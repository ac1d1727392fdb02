//! Outline of a body: its text as typed, block by block, without markup, each word with its place in the file. Rules
//! about prose read this. Pages are made from [`Body`](super::Body), whose text is already typeset and escaped.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cjk::joins;
use super::events::{Events, is_verbatim, next_letter};
use super::mapped_text::SourceMap;
use super::notes::preamble;
use super::paragraphs::begins_with_dash;
use super::parsed_text::read;
use super::quotations::quotations;
use super::{MAX_BODY, Quotes, html, verbatim};
use crate::source::Span;

/// Blocks and links of one body.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Paragraphs, headings, items, cells, quotations and code, in the order of the file.
    pub blocks: Vec<Block>,
    /// Links, in the order of the file.
    pub links: Vec<OutlineLink>,
    /// Block quotations that do not name their speaker: the indices of their last blocks.
    pub unattributed: Vec<usize>,
    /// The `===` underlines of headings of the first level, in the order of the file.
    pub underlines: Vec<Span>,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Text as typed, without markup and footnote marks; `\n` at its line breaks.
    pub text: String,
    /// Span of the block in the file.
    pub span: Span,
    /// Map of `text` to the file.
    places: SourceMap,
    /// Parts of `text` that are not the author's running prose, sorted; they may overlap.
    marks: Vec<(Range<usize>, InlineKind)>,
}

/// Kind of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A paragraph of the text or of a note.
    Paragraph,
    /// A heading of this level, as typed.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A paragraph of a block quotation.
    Quotation,
    /// The line below a quotation that names its speaker.
    Attribution,
    /// A block of code.
    Code,
}

/// Kind of a part of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InlineKind {
    /// A quotation, including its quotation marks.
    Quotation,
    /// The text of a link.
    Link,
    Code,
    /// Text that is not language: in raw elements such as `<code>` or in braces, addresses, names of files, marks such
    /// as `#14427`.
    Verbatim,
}

/// A link and its text.
#[derive(Clone, Debug)]
pub struct OutlineLink {
    /// Text of the link; empty if it has none of its own.
    pub text: String,
    /// Span of the link in the file.
    pub span: Span,
}

impl Block {
    /// Returns a headline, as plain text, in the form of a heading. It is in no body, so its places are those in
    /// `title`.
    pub fn headline(title: &str, quotes: Quotes) -> Self {
        let span = Span::new(0, title.len());
        let mut places = SourceMap::default();
        places.push(0..title.len(), 0..title.len());
        let mut marks = Vec::new();
        verbatim::mark(&mut marks, title);
        marks.extend(
            quotations(title, quotes, &[])
                .into_iter()
                .map(|range| (range, InlineKind::Quotation)),
        );
        sort(&mut marks);
        Block {
            kind: BlockKind::Heading(1),
            text: title.to_owned(),
            span,
            places,
            marks,
        }
    }

    /// Returns the span in the file of `range` in the text.
    pub fn place(&self, range: &Range<usize>) -> Span {
        let place = self.places.of(range);
        Span::new(place.start, place.end)
    }

    /// Returns the stretches of the text that are the author's own prose: no quotation, code, link or verbatim text.
    pub fn prose(&self) -> Vec<Range<usize>> {
        match self.kind {
            BlockKind::Code | BlockKind::Quotation => Vec::new(),
            _ => self.without(&[
                InlineKind::Quotation,
                InlineKind::Code,
                InlineKind::Link,
                InlineKind::Verbatim,
            ]),
        }
    }

    /// Returns the stretches of the text that are none of `marks`.
    pub fn without(&self, marks: &[InlineKind]) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut from = 0;
        for (range, mark) in &self.marks {
            if marks.contains(mark) {
                if from < range.start {
                    ranges.push(from..range.start);
                }
                // Parts overlap: an address may be in a quotation.
                from = from.max(range.end);
            }
        }
        if from < self.text.len() {
            ranges.push(from..self.text.len());
        }
        ranges
    }

    /// Returns the parts of the text of the kind `mark`.
    pub fn marked(&self, mark: InlineKind) -> impl Iterator<Item = &Range<usize>> {
        self.marks
            .iter()
            .filter(move |(_, known)| *known == mark)
            .map(|(range, _)| range)
    }
}

/// Outlines `text`, a body that begins at byte `base` of its file. `quotes` are those of its language; straight ones
/// are recognised in every language.
///
/// Never fails: a body that is too long or nests too deep has no blocks.
pub fn outline(text: &str, base: usize, quotes: Quotes) -> Outline {
    if text.len() > MAX_BODY {
        return Outline::default();
    }
    let preamble = preamble(text);
    let skip = preamble.len();
    let joined = preamble + text;
    match read(&joined, skip) {
        Ok(reading) => {
            let mut builder = OutlineBuilder {
                text: reading.text,
                shift: base as isize - skip as isize,
                quotes,
                outline: Outline::default(),
                open: None,
                containers: Vec::new(),
                spans: Vec::new(),
                raw: verbatim::Elements::default(),
            };
            builder.run(&reading.events);
            builder.outline
        }
        Err(_) => Outline::default(),
    }
}

struct OutlineBuilder<'a> {
    text: &'a str,
    /// Offset from positions in `text` to those in the file.
    shift: isize,
    quotes: Quotes,
    outline: Outline,
    open: Option<Block>,
    /// Kinds of the enclosing blocks, innermost last.
    containers: Vec<BlockKind>,
    /// Open links: the start of their text in the block, and their span.
    spans: Vec<(usize, Span)>,
    /// Open elements of raw HTML.
    raw: verbatim::Elements,
}

impl OutlineBuilder<'_> {
    fn run(&mut self, events: &Events) {
        let mut idx = 0;
        while let Some(item) = events.items.get(idx) {
            let span = self.span(&item.range);
            match &item.event {
                // The description of a picture is no running text.
                Event::Start(Tag::Image { .. }) => idx = item.end,
                Event::Start(tag) => {
                    if matches!(tag, Tag::Heading { .. }) {
                        self.outline.underlines.extend(self.underline(&item.range));
                    }
                    self.start(tag, span);
                }
                Event::End(tag) => self.end(tag),
                Event::Text(piece) => {
                    let exact = is_verbatim(piece, &item.range, self.text);
                    self.push(piece, span, exact.then_some(span.start));
                }
                Event::Code(code) => {
                    let from = self.open_block(span).text.len();
                    // As many signs before it as after it: backticks, and perhaps a space.
                    let ticks = (span.end - span.start).saturating_sub(code.len()) / 2;
                    self.push(code, span, Some(span.start + ticks));
                    self.mark(from, InlineKind::Code);
                }
                Event::SoftBreak if joins(self.last_letter(), next_letter(&events.items, idx)) => {}
                Event::InlineHtml(tag) if html::parts_words(tag) => self.push("\n", span, None),
                Event::SoftBreak => self.push("\n", span, Some(span.start)),
                Event::HardBreak => self.push("\n", span, None),
                Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html),
                _ => {}
            }
            idx += 1;
        }
        self.close();
    }

    fn last_letter(&self) -> Option<char> {
        self.open.as_ref()?.text.chars().next_back()
    }

    fn raw_html(&mut self, html: &str) {
        let at = self.open.as_ref().map_or(0, |block| block.text.len());
        if let Some(from) = self.raw.read(html, at) {
            self.mark(from, InlineKind::Verbatim);
        }
    }

    /// Returns the span of the `=` signs under the heading at `range`, if it has any.
    fn underline(&self, range: &Range<usize>) -> Option<Span> {
        let typed = self.text.get(range.clone())?.trim_end();
        let start = range.start + typed.trim_end_matches('=').len();
        let end = range.start + typed.len();
        (start < end && !typed.starts_with('#')).then(|| self.span(&(start..end)))
    }

    fn start(&mut self, tag: &Tag, span: Span) {
        let kind = match tag {
            Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
            Tag::BlockQuote(_) => BlockKind::Quotation,
            Tag::Item => BlockKind::Item,
            Tag::TableCell => BlockKind::Cell,
            Tag::CodeBlock(_) => BlockKind::Code,
            Tag::FootnoteDefinition(_) => BlockKind::Paragraph,
            Tag::Paragraph => {
                self.close();
                self.open_block(span);
                return;
            }
            Tag::Link { .. } => {
                let from = self.open_block(span).text.len();
                self.spans.push((from, span));
                return;
            }
            _ => return,
        };
        self.close();
        self.containers.push(kind);
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Link => {
                if let Some((from, span)) = self.spans.pop() {
                    let text = self
                        .open
                        .as_ref()
                        .and_then(|block| block.text.get(from..))
                        .unwrap_or_default();
                    self.outline.links.push(OutlineLink {
                        text: text.to_owned(),
                        span,
                    });
                    self.mark(from, InlineKind::Link);
                }
            }
            TagEnd::Paragraph => self.close(),
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::CodeBlock
            | TagEnd::FootnoteDefinition => {
                self.close();
                self.containers.pop();
                let last = self.outline.blocks.last().map(|block| block.kind);
                let outermost = !self.containers.contains(&BlockKind::Quotation);
                // A quotation with an attribution ends in that; one inside another belongs to the outer speaker.
                if matches!(tag, TagEnd::BlockQuote(_))
                    && outermost
                    && last == Some(BlockKind::Quotation)
                {
                    self.outline
                        .unattributed
                        .push(self.outline.blocks.len() - 1);
                }
            }
            _ => {}
        }
    }

    fn open_block(&mut self, span: Span) -> &mut Block {
        let quoted = self.containers.contains(&BlockKind::Quotation);
        let inner = self
            .containers
            .last()
            .copied()
            .unwrap_or(BlockKind::Paragraph);
        // Lists and headings in a quotation are quoted words too.
        let kind = if quoted && inner != BlockKind::Code {
            BlockKind::Quotation
        } else {
            inner
        };
        self.open.get_or_insert_with(|| Block {
            kind,
            text: String::new(),
            span,
            places: SourceMap::default(),
            marks: Vec::new(),
        })
    }

    /// Adds `piece`, typed at `span`; byte for byte from `exact` on, if that is known.
    fn push(&mut self, piece: &str, span: Span, exact: Option<usize>) {
        let block = self.open_block(span);
        let place = exact.map_or(span.start..span.end, |start| start..start + piece.len());
        let at = block.text.len();
        block.text.push_str(piece);
        block.places.push(at..block.text.len(), place);
        block.span.start = block.span.start.min(span.start);
        block.span.end = block.span.end.max(span.end);
    }

    fn mark(&mut self, from: usize, mark: InlineKind) {
        if let Some(block) = self.open.as_mut().filter(|block| from < block.text.len()) {
            block.marks.push((from..block.text.len(), mark));
        }
    }

    fn close(&mut self) {
        self.spans.clear();
        if let Some(from) = self.raw.end_block() {
            self.mark(from, InlineKind::Verbatim);
        }
        let Some(mut block) = self.open.take() else {
            return;
        };
        verbatim::mark(&mut block.marks, &block.text);
        if block.text.trim().is_empty() {
            return;
        }
        if block.kind == BlockKind::Quotation
            && let Some(at) = attribution(&block.text)
        {
            // The line becomes a block of its own, and takes its parts along.
            let (before, after): (Vec<_>, Vec<_>) = std::mem::take(&mut block.marks)
                .into_iter()
                .partition(|(range, _)| range.end <= at);
            let mut marks: Vec<_> = after
                .into_iter()
                .map(|(range, mark)| (range.start.saturating_sub(at)..range.end - at, mark))
                .collect();
            sort(&mut marks);
            block.marks = before;
            sort(&mut block.marks);
            let line = Block {
                kind: BlockKind::Attribution,
                text: block.text.split_off(at),
                span: block.span,
                places: block.places.split_off(at),
                marks,
            };
            if !block.text.trim().is_empty() {
                self.outline.blocks.push(block);
            }
            self.outline.blocks.push(line);
            return;
        }
        let code: Vec<Range<usize>> = block.marked(InlineKind::Code).cloned().collect();
        let quotations = quotations(&block.text, self.quotes, &code);
        block.marks.extend(
            quotations
                .into_iter()
                .map(|range| (range, InlineKind::Quotation)),
        );
        sort(&mut block.marks);
        self.outline.blocks.push(block);
    }

    fn span(&self, range: &Range<usize>) -> Span {
        let in_file = |at: usize| (at as isize + self.shift).max(0) as usize;
        Span::new(in_file(range.start), in_file(range.end))
    }
}

fn sort(marks: &mut [(Range<usize>, InlineKind)]) {
    marks.sort_by_key(|(range, _)| (range.start, range.end));
}

/// Returns the start of the last line of a quotation, if that line names the speaker.
fn attribution(text: &str) -> Option<usize> {
    let at = text.trim_end().rfind('\n').map_or(0, |idx| idx + 1);
    begins_with_dash(&text[at..]).then_some(at)
}
