//! Brackets that the parser misreads: `[[text]](address)`, a link with brackets in its text; `[[ -z $x ]]`, which is
//! text; a footnote mark inside the text of a link; and an undefined label, which would become the text of the link
//! after it.
//!
//! The brackets are masked with `edits`. What is hidden by that is put back afterwards from [`MaskedText`].

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::edits::Edits;
use super::events::{EventSpan, Events, UnknownReference, cut, folded_label, is_verbatim, joined};

/// Distance in bytes from a footnote mark within which the brackets of its link are looked for.
const MAX_LINK_TEXT: usize = 1_000;

/// Distance in bytes after `[[…]]` within which the end of an address is looked for.
///
/// Limited, since a text of nothing but `[[a]](` would otherwise take quadratic time.
const MAX_ADDRESS: usize = 2_000;

/// Text that is hidden from the parser, but must be read all the same.
#[derive(Debug, Default)]
pub(super) struct MaskedText {
    /// Footnote marks inside the text of a link: their ranges and labels.
    notes: Vec<(Range<usize>, String)>,
    references: Vec<UnknownReference>,
}

/// Masks such brackets in `text`, of which `read` are the events so far.
pub(super) fn find(read: &Events, text: &str, edits: &mut Edits, hidden: &mut MaskedText) {
    let mut labels = DefinedLabels { read, folded: None };
    for item in &read.items {
        match &item.event {
            Event::Start(
                Tag::Link {
                    link_type: LinkType::WikiLink { .. },
                    dest_url,
                    ..
                }
                | Tag::Image {
                    link_type: LinkType::WikiLink { .. },
                    dest_url,
                    ..
                },
            ) => {
                if let Some(at) = text[item.range.clone()].find("[[") {
                    let range = item.range.start + at..item.range.end;
                    for at in wiki(range, text, dest_url, &mut labels) {
                        edits.replace(at, ',');
                    }
                }
            }
            // With the mark in its text the parser would not read the link.
            Event::FootnoteReference(label) if is_in_link(text, &item.range) => {
                edits.replace(item.range.start, ',');
                edits.replace(item.range.end - 1, ',');
                hidden.notes.push((item.range.clone(), label.to_string()));
            }
            _ => {}
        }
    }
    let mut end = 0;
    for unknown in &read.unknown_references {
        let UnknownReference { label, range } = unknown;
        let typed = &text[range.clone()];
        let (Some(open), Some(middle)) = (typed.find('['), typed.rfind("][")) else {
            continue;
        };
        if range.start < end || !text[range.end..].starts_with('[') || !typed.ends_with(']') {
            continue;
        }
        // `[A][a][B][b]` with `a` undefined: labels ignore case, so the parser would take `[a][B]` for the link.
        end = range.end;
        let brackets = [open, middle, middle + 1, typed.len() - 1];
        brackets
            .iter()
            .for_each(|at| edits.replace(range.start + at, ','));
        hidden.references.push(UnknownReference {
            label: label.clone(),
            range: range.clone(),
        });
    }
}

/// Returns the positions of the brackets of the `[[name]]` at `range` that are text. None if it links by name.
fn wiki(range: Range<usize>, text: &str, name: &str, labels: &mut DefinedLabels) -> Vec<usize> {
    if is_text_of_link(&text[range.end..], labels) {
        vec![range.start + 1, range.end - 2]
    } else if !may_be_name(name) {
        vec![range.start, range.start + 1]
    } else {
        Vec::new()
    }
}

/// Returns whether `rest`, which follows `[[…]]`, is the address of a link: `(https://…)`, or a defined label.
fn is_text_of_link(rest: &str, labels: &mut DefinedLabels) -> bool {
    if let Some(inner) = rest.strip_prefix('(') {
        let inner = &inner[..inner.floor_char_boundary(MAX_ADDRESS)];
        let inner = inner.trim_start_matches(' ');
        let len = inner
            .find(|letter: char| letter.is_whitespace() || letter == ')')
            .unwrap_or(inner.len());
        let address = &inner[..len];
        let is_address = address.contains(['/', ':', '#', '?']) || has_extension(address);
        // After an address comes the closing parenthesis, or a title.
        let after = inner[len..].trim_start_matches(' ');
        return is_address && after.starts_with([')', '"', '\'', '(']);
    }
    let label = rest
        .strip_prefix('[')
        .and_then(|inner| inner.split_once(']'))
        .map(|(label, _)| label);
    label.is_some_and(|label| label.len() < 1_000 && labels.define(label))
}

/// Returns whether `address` ends like the name of a file: `transcript.md`.
fn has_extension(address: &str) -> bool {
    address.rsplit_once('.').is_some_and(|(name, extension)| {
        !name.is_empty()
            && (2..=5).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && extension.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}

/// Returns whether `name`, the text in `[[…]]` before any `|`, may be the name of something, rather than a shell test,
/// an expression or other code.
fn may_be_name(name: &str) -> bool {
    let is_sign = |letter: char| "$=<>{}\"`;".contains(letter);
    let starts_well = name
        .trim_start()
        .starts_with(|letter: char| letter.is_alphanumeric());
    // `[[ two words ]]` is a shell test; spaces around the bar in `[[name | text]]` are usual.
    let is_spaced =
        name.starts_with(char::is_whitespace) && name.trim().contains(char::is_whitespace);
    starts_well && !is_spaced && !name.contains(is_sign) && !name.contains("::")
}

/// Returns whether the footnote mark at `range` is between the brackets of a link's text.
fn is_in_link(text: &str, range: &Range<usize>) -> bool {
    // Only in one paragraph: a blank line ends any link.
    let to = text.floor_char_boundary(range.end.saturating_add(MAX_LINK_TEXT).min(text.len()));
    let after = &text[range.end..to];
    let Some(close) = unmatched(after.bytes().enumerate(), after, b'[') else {
        return false;
    };
    if !after[close + 1..].starts_with(['(', '[']) || after[..close].contains("\n\n") {
        return false;
    }
    let from = text.floor_char_boundary(range.start.saturating_sub(MAX_LINK_TEXT));
    let before = &text[from..range.start];
    let Some(open) = unmatched(before.bytes().enumerate().rev(), before, b']') else {
        return false;
    };
    // With a `!` it is a picture, whose description is no link.
    !before[open..].contains("\n\n") && !before[..open].ends_with('!')
}

/// Returns the position of the first bracket without a partner, going through `text` in the order of `bytes`. In that
/// order `opens` comes before its partner.
fn unmatched(bytes: impl Iterator<Item = (usize, u8)>, text: &str, opens: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes {
        let is_escaped = at > 0 && text.as_bytes()[at - 1] == b'\\';
        match byte {
            b'[' | b']' if is_escaped => {}
            b'[' | b']' if byte == opens => depth += 1,
            b'[' | b']' if depth == 0 => return Some(at),
            b'[' | b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Labels that the text defines.
struct DefinedLabels<'r, 't> {
    read: &'r Events<'t>,
    /// Labels as they are compared, computed when the first is looked up.
    folded: Option<HashSet<String>>,
}

impl DefinedLabels<'_, '_> {
    fn define(&mut self, label: &str) -> bool {
        let definitions = self.read.definitions.iter();
        let all = || {
            definitions
                .map(|known| folded_label(&known.label))
                .collect()
        };
        let folded = self.folded.get_or_insert_with(all);
        folded.contains(&folded_label(label))
    }
}

impl MaskedText {
    /// Puts the hidden marks and references back into `read`, the events of `text`.
    pub(super) fn restore(self, read: &mut Events<'_>, text: &str) {
        let MaskedText {
            mut notes,
            references,
        } = self;
        if !references.is_empty() {
            read.unknown_references.extend(references);
            read.unknown_references
                .sort_by_key(|unknown| (unknown.range.start, unknown.range.end));
            read.unknown_references
                .dedup_by(|later, first| later.range == first.range);
        }
        if notes.is_empty() {
            return;
        }
        notes.sort_by_key(|(range, _)| range.start);
        notes.dedup();
        let mut items = Vec::with_capacity(read.items.len() + notes.len() * 2);
        for item in std::mem::take(&mut read.items) {
            match &item.event {
                Event::Text(piece) if is_verbatim(piece, &item.range, text) => {
                    split(item, &notes, &mut items);
                }
                _ => items.push(item),
            }
        }
        super::events::index_ends(&mut items);
        read.items = items;
    }
}

/// Adds the text `item` to `items`, split at the marks of `notes` inside it.
fn split<'t>(
    item: EventSpan<'t>,
    notes: &[(Range<usize>, String)],
    items: &mut Vec<EventSpan<'t>>,
) {
    let Range { start, end } = item.range;
    let first = notes.partition_point(|(note, _)| note.start < start);
    let item = [item];
    let text = joined(&item);
    let mut from = 0;
    for (note, label) in notes[first..]
        .iter()
        .take_while(|(note, _)| note.end <= end)
    {
        items.extend(cut(&item, &text, from..note.start - start));
        let event = Event::FootnoteReference(CowStr::from(label.clone()));
        items.push(EventSpan::new(event, note.clone()));
        from = note.end - start;
    }
    items.extend(cut(&item, &text, from..end - start));
}
