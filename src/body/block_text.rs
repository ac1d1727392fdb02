//! Text of each block as one string, in which `comments`, `marks` and `template_syntax` look for patterns. Code and
//! escaped signs are replaced by a character that fits no pattern.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::elements::is_code;
use super::events::{EventSpan, is_verbatim};
use super::html;
use super::mapped_text::MappedText;

/// Replacement for code, note marks, raw tags and escaped signs.
pub(super) const HIDDEN: char = '\u{FFFC}';

/// Treatment of blocks of raw HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HtmlBlocks {
    Read,
    Skip,
}

/// Returns the text of each block among `items`, parsed from `text`. Blocks of code have none.
pub(super) fn blocks(items: &[EventSpan], text: &str, html_blocks: HtmlBlocks) -> Vec<MappedText> {
    let mut builder = BlockTextBuilder {
        blocks: vec![MappedText::default()],
        text,
        code: html::ElementDepth::default(),
    };
    let mut idx = 0;
    while let Some(item) = items.get(idx) {
        match &item.event {
            Event::Start(Tag::CodeBlock(_)) => idx = item.end,
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole: false },
                ..
            }) => {
                builder.hide(item.range.clone());
                idx = item.end;
            }
            Event::Start(Tag::HtmlBlock) if html_blocks == HtmlBlocks::Skip => idx = item.end,
            Event::Start(tag) if !is_inline(&tag.to_end()) => builder.finish(),
            Event::End(tag) if !is_inline(tag) => builder.finish(),
            _ => builder.add(item),
        }
        idx += 1;
    }
    builder.blocks
}

struct BlockTextBuilder<'t> {
    /// Blocks so far, the last of them still open.
    blocks: Vec<MappedText>,
    text: &'t str,
    /// Open raw elements whose text is code.
    code: html::ElementDepth,
}

impl BlockTextBuilder<'_> {
    fn push(&mut self, piece: &str, range: Range<usize>) {
        if let Some(block) = self.blocks.last_mut() {
            block.push(piece, range);
        }
    }

    fn hide(&mut self, range: Range<usize>) {
        self.push("\u{FFFC}", range);
    }

    fn finish(&mut self) {
        if self
            .blocks
            .last()
            .is_some_and(|block| !block.text.is_empty())
        {
            self.blocks.push(MappedText::default());
        }
    }

    fn add(&mut self, item: &EventSpan) {
        let range = item.range.clone();
        match &item.event {
            Event::Text(_) if self.code.0 > 0 => self.hide(range),
            Event::Text(piece) => self.text(item, piece),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range.start..range.start + 1),
            Event::Html(html) | Event::InlineHtml(html) => self.html(item, html),
            Event::Code(_) | Event::FootnoteReference(_) => self.hide(range),
            // Only the brackets, so that no pattern matches across them; a bare address has none.
            Event::Start(Tag::Link { .. } | Tag::Image { .. })
                if self.text[range.clone()].starts_with(['[', '!', '<']) =>
            {
                self.hide(range.start..range.start + 1);
            }
            Event::End(TagEnd::Link | TagEnd::Image)
                if self.text[range.clone()].ends_with([')', ']', '>']) =>
            {
                self.hide(range.end - 1..range.end);
            }
            _ => {}
        }
    }

    fn text(&mut self, item: &EventSpan, piece: &str) {
        let range = item.range.clone();
        if !is_verbatim(piece, &range, self.text) {
            // A sign typed as an entity is meant literally, except in what should have been a comment:
            // `&lt;!-- … --&gt;`.
            let shown = matches!(piece, "<" | ">") || piece.chars().all(char::is_alphanumeric);
            return if shown {
                self.push(piece, range)
            } else {
                self.hide(range)
            };
        }
        if item.is_escaped(self.text) {
            self.hide(range.start..range.start + 1);
            self.push(&piece[1..], range.start + 1..range.end);
        } else {
            self.push(piece, range);
        }
    }

    /// Hides a tag, or adds the text between two tags.
    fn html(&mut self, item: &EventSpan, html: &str) {
        self.code.pass(html, |name| {
            is_code(name) || matches!(name, "script" | "style" | "textarea" | "xmp")
        });
        let is_tag =
            matches!(item.event, Event::InlineHtml(_)) || html::tags(html).next().is_some();
        if is_tag {
            self.hide(item.range.clone());
        } else if self.code.0 == 0 {
            self.push(html, item.range.clone());
        }
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
