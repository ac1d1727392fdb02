//! Edits for the Markdown parser: a text that differs from the author's in single characters.
//!
//! Where the parser reads otherwise than Dateline does (emphasis beside Chinese, unknown tags, underscores in
//! addresses), characters are replaced by others of the same length that give the intended reading. All positions stay
//! the same, so that the events can be given the author's own text back.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::events::EventSpan;

/// Replacement characters by position.
#[derive(Debug, Default)]
pub(super) struct Edits {
    at: BTreeMap<usize, char>,
}

impl Edits {
    /// Replaces the character at `at` by `letter`, of the same length in bytes. The first of two replacements wins.
    pub(super) fn replace(&mut self, at: usize, letter: char) {
        self.at.entry(at).or_insert(letter);
    }

    /// Returns the number of replaced characters.
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

/// Returns `items`, parsed from `edited`, with the original characters of `text`.
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
        // A piece that the parser itself has decoded is not a part of the text, so its origin is unknown.
        match self.range(&piece) {
            Some(range) => CowStr::Borrowed(&self.text[range]),
            None => piece.into_static(),
        }
    }

    /// Returns the range of `piece` in the edited text, if it is a part of that text.
    fn range(&self, piece: &CowStr) -> Option<Range<usize>> {
        let CowStr::Borrowed(piece) = piece else {
            return None;
        };
        // By address: a borrowed piece points into the text that was parsed.
        let start = (piece.as_ptr() as usize).checked_sub(self.edited.as_ptr() as usize)?;
        let range = start..start + piece.len();
        (range.end <= self.edited.len()).then_some(range)
    }
}
