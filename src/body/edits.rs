//! A text that differs from the author's in single characters, for the Markdown parser alone.
//!
//! What the parser reads otherwise than Dateline does (emphasis beside Chinese, tags that HTML does not know,
//! underscores in addresses) is replaced by characters of the same length that it reads as is wanted. All places stay
//! the same, so the events are given the author's own text back.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::events::EventSpan;

/// Characters to replace, by position.
#[derive(Debug, Default)]
pub(super) struct Edits {
    at: BTreeMap<usize, char>,
}

impl Edits {
    /// Replaces the character at `at` by `letter`, which takes as many bytes. The first of two replacements holds.
    pub(super) fn replace(&mut self, at: usize, letter: char) {
        self.at.entry(at).or_insert(letter);
    }

    /// Returns how many characters are replaced.
    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    /// Returns `text` with its characters replaced.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut edited = String::with_capacity(text.len());
        let mut from = 0;
        for (at, letter) in &self.at {
            let len = text[*at..].chars().next().map_or(0, char::len_utf8);
            assert_eq!(
                len,
                letter.len_utf8(),
                "a replacement is as long as what it replaces"
            );
            edited.push_str(&text[from..*at]);
            edited.push(*letter);
            from = at + len;
        }
        edited.push_str(&text[from..]);
        edited
    }
}

/// Returns `items`, which were read from `edited`, with the words of `text`.
pub(super) fn restored<'t>(
    items: Vec<EventSpan<'_>>,
    edited: &str,
    text: &'t str,
) -> Vec<EventSpan<'t>> {
    let texts = EditedText { edited, text };
    let restore = |EventSpan { event, range, end }| EventSpan {
        event: texts.event(event),
        range,
        end,
    };
    items.into_iter().map(restore).collect()
}

struct EditedText<'e, 't> {
    edited: &'e str,
    text: &'t str,
}

impl<'t> EditedText<'_, 't> {
    fn event(&self, event: Event) -> Event<'t> {
        match event {
            Event::Text(piece) => Event::Text(self.piece(piece)),
            Event::Code(piece) => Event::Code(self.piece(piece)),
            Event::Html(piece) => Event::Html(self.piece(piece)),
            Event::InlineHtml(piece) => Event::InlineHtml(self.piece(piece)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.piece(label)),
            Event::Start(tag) => Event::Start(self.tag(tag)),
            other => other.into_static(),
        }
    }

    fn tag(&self, tag: Tag) -> Tag<'t> {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.piece(language)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.piece(label)),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let [dest_url, title, id] = [dest_url, title, id].map(|piece| self.piece(piece));
                Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let [dest_url, title, id] = [dest_url, title, id].map(|piece| self.piece(piece));
                Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }
            }
            other => other.into_static(),
        }
    }

    fn piece(&self, piece: CowStr) -> CowStr<'t> {
        match self.range(&piece) {
            Some(range) => CowStr::Borrowed(&self.text[range]),
            None => piece.into_static(),
        }
    }

    /// Returns where in the edited text `piece` lies, if it is a part of it.
    fn range(&self, piece: &CowStr) -> Option<Range<usize>> {
        let CowStr::Borrowed(piece) = piece else {
            return None;
        };
        let start = (piece.as_ptr() as usize).checked_sub(self.edited.as_ptr() as usize)?;
        let range = start..start + piece.len();
        (range.end <= self.edited.len()).then_some(range)
    }
}
