//! The text of each block as one string, for those who look for patterns in it: what is code or escaped stands there
//! as a sign that fits no pattern.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::events::{Item, is_verbatim};
use super::html::{self, Token};

/// Stands for code, marks of notes, raw tags and escaped signs.
pub(super) const HIDDEN: char = '\u{FFFC}';

/// Elements whose text is code.
const CODE: [&str; 9] = [
    "code", "kbd", "pre", "samp", "script", "style", "textarea", "tt", "xmp",
];

/// The text of one block.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A part of a run.
#[derive(Debug)]
struct Piece {
    /// Where it begins in the run.
    at: usize,
    /// Its place in the text that was parsed.
    range: Range<usize>,
    /// Whether it is that text letter for letter.
    exact: bool,
}

impl Run {
    /// Returns where in the text that was parsed `range` of the run is.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.letter(range.start).start;
        let end = self.letter(range.end.max(range.start + 1) - 1).end;
        start..end.max(start)
    }

    fn letter(&self, at: usize) -> Range<usize> {
        let idx = self
            .pieces
            .partition_point(|piece| piece.at <= at)
            .saturating_sub(1);
        let Some(piece) = self.pieces.get(idx) else {
            return 0..0;
        };
        if !piece.exact {
            return piece.range.clone();
        }
        let start = (piece.range.start + (at - piece.at)).min(piece.range.end);
        start..(start + 1).min(piece.range.end)
    }

    /// Adds `text`, which is typed at `range`.
    fn push(&mut self, text: &str, range: Range<usize>) {
        self.pieces.push(Piece {
            at: self.text.len(),
            range,
            exact: true,
        });
        self.text.push_str(text);
    }

    /// Adds `text`, which stands for what is typed at `range`.
    fn push_for(&mut self, text: &str, range: Range<usize>) {
        self.pieces.push(Piece {
            at: self.text.len(),
            range,
            exact: false,
        });
        self.text.push_str(text);
    }

    fn hide(&mut self, range: Range<usize>) {
        self.push_for("\u{FFFC}", range);
    }

    fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }
}

/// Whether blocks of raw HTML are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RawHtml {
    Read,
    Skip,
}

/// Calls `look` with the text of each block among `items`, which were read from `text`. Code has none.
pub(super) fn each(items: &[Item], text: &str, raw_html: RawHtml, mut look: impl FnMut(&Run)) {
    let mut maker = Maker {
        run: Run::default(),
        text,
        code_depth: 0,
    };
    let mut idx = 0;
    while let Some(item) = items.get(idx) {
        match &item.event {
            Event::Start(Tag::CodeBlock(_)) => idx = item.end,
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole: false },
                ..
            }) => {
                maker.run.hide(item.range.clone());
                idx = item.end;
            }
            Event::Start(Tag::HtmlBlock) if raw_html == RawHtml::Skip => idx = item.end,
            Event::Start(tag) if !is_inline(tag) => maker.finish(&mut look),
            Event::End(tag) if !is_inline_end(tag) => maker.finish(&mut look),
            _ => maker.add(item),
        }
        idx += 1;
    }
    maker.finish(&mut look);
}

struct Maker<'t> {
    run: Run,
    text: &'t str,
    /// How many raw elements are open whose text is code.
    code_depth: usize,
}

impl Maker<'_> {
    fn finish(&mut self, look: &mut impl FnMut(&Run)) {
        if !self.run.text.is_empty() {
            look(&self.run);
        }
        self.run.clear();
    }

    fn add(&mut self, item: &Item) {
        let range = item.range.clone();
        match &item.event {
            Event::Text(_) if self.code_depth > 0 => self.run.hide(range),
            Event::Text(piece) => self.text(piece, range),
            Event::SoftBreak | Event::HardBreak => {
                self.run.push("\n", range.start..range.start + 1)
            }
            Event::Html(html) => self.html(html, &range),
            Event::InlineHtml(html) => {
                self.run.hide(range);
                self.tags(html);
            }
            Event::Code(_) | Event::FootnoteReference(_) => self.run.hide(range),
            // Their brackets, if they have any.
            Event::Start(Tag::Link { .. } | Tag::Image { .. })
                if self.text[range.clone()].starts_with(['[', '!', '<']) =>
            {
                self.run.hide(range.start..range.start + 1);
            }
            Event::End(TagEnd::Link | TagEnd::Image)
                if self.text[range.clone()].ends_with([')', ']', '>']) =>
            {
                self.run.hide(range.end - 1..range.end);
            }
            _ => {}
        }
    }

    fn text(&mut self, piece: &str, range: Range<usize>) {
        if !is_verbatim(piece, &range, self.text) {
            // What an entity stands for is meant as it is, but for what should have been a comment.
            let shown = matches!(piece, "<" | ">") || piece.chars().all(char::is_alphanumeric);
            return if shown {
                self.run.push_for(piece, range)
            } else {
                self.run.hide(range)
            };
        }
        let escaped = range.start > 0
            && self.text.as_bytes()[range.start - 1] == b'\\'
            && piece.starts_with(|letter: char| letter.is_ascii_punctuation());
        if escaped {
            self.run.hide(range.start..range.start + 1);
            self.run.push(&piece[1..], range.start + 1..range.end);
        } else {
            self.run.push(piece, range);
        }
    }

    /// Adds the text between the tags of a block of raw HTML.
    fn html(&mut self, html: &str, range: &Range<usize>) {
        let exact = html.len() == range.len();
        let mut from = 0;
        for (tag_range, token) in html::tokens(html) {
            let Token::Tag(tag) = token else { continue };
            self.html_text(html, from..tag_range.start, (range, exact));
            self.tag(tag);
            self.run.hide(range.clone());
            from = tag_range.end;
        }
        self.html_text(html, from..html.len(), (range, exact));
    }

    fn html_text(&mut self, html: &str, part: Range<usize>, (range, exact): (&Range<usize>, bool)) {
        if self.code_depth > 0 || part.is_empty() {
            return;
        }
        let text = &html[part.clone()];
        if exact {
            self.run
                .push(text, range.start + part.start..range.start + part.end);
        } else {
            self.run.push_for(text, range.clone());
        }
    }

    fn tags(&mut self, html: &str) {
        for (_, token) in html::tokens(html) {
            if let Token::Tag(tag) = token {
                self.tag(tag);
            }
        }
    }

    fn tag(&mut self, tag: html::Tag) {
        if CODE.iter().any(|name| tag.is(name)) {
            self.code_depth = if tag.closes {
                self.code_depth.saturating_sub(1)
            } else {
                self.code_depth + 1
            };
        }
    }
}

fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn is_inline_end(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
