//! Control characters in a body: typed ones, and numeric references (`&#27;`) where a parser decodes them. `out` keeps
//! them off the page; here they are found for a report.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::EventSpan;
use super::parsed_text::ParsedText;
use crate::text;

/// Maximum number that is reported in one body.
const MAX_REPORTED: usize = 20;

/// Finds the control characters from byte `skip` on, each with its range.
pub(super) fn controls(reading: &ParsedText, skip: usize) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    let (source, items) = (reading.text, &reading.events.items);
    let own = &source[skip..];
    if text::may_have_controls(own) {
        for (at, letter) in own.char_indices() {
            if text::is_control(letter) {
                found.push((skip + at..skip + at + letter.len_utf8(), letter));
            }
        }
    }
    if own.contains("&#") {
        let comments = &reading.html.comments;
        let mut cursor = EventCursor {
            items,
            next: 0,
            in_code_block: false,
        };
        for reference in references(source, skip) {
            let at = reference.range.start;
            // No page shows a comment. Binary search, since a text may be full of both.
            let next = comments.partition_point(|comment| comment.end <= at);
            let comment = comments.get(next);
            let in_comment = comment.is_some_and(|comment| comment.contains(&at));
            if !in_comment && cursor.is_decoded(source, &reference) {
                found.push((reference.range, reference.letter));
            }
        }
    }
    found.truncate(MAX_REPORTED);
    found
}

/// A numeric reference to a control character.
struct Reference {
    range: Range<usize>,
    letter: char,
    /// Whether it ends in `;`, which Markdown requires and HTML does not.
    is_closed: bool,
}

fn references(source: &str, skip: usize) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = skip;
    while let Some(offset) = source[at..].find("&#") {
        let start = at + offset;
        at = start + 2;
        let rest = &source[at..];
        let (digits, radix) = match rest.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (rest, 10),
        };
        let n_digits = digits
            .find(|letter: char| !letter.is_digit(radix))
            .unwrap_or(digits.len());
        let Ok(number) = u32::from_str_radix(&digits[..n_digits], radix) else {
            continue;
        };
        let end = source.len() - digits.len() + n_digits;
        let is_closed = source[end..].starts_with(';');
        // A typed carriage return ends a line, but one by number is printed. Parsers read `&#0;` as U+FFFD, but it is
        // reported too.
        let letter =
            char::from_u32(number).filter(|letter| text::is_control(*letter) || *letter == '\r');
        if let Some(letter) = letter {
            found.push(Reference {
                range: start..end + usize::from(is_closed),
                letter,
                is_closed,
            });
        }
    }
    found
}

/// Cursor over the events that tells how a position is read. Positions must be asked for in ascending order.
struct EventCursor<'a> {
    items: &'a [EventSpan<'a>],
    next: usize,
    in_code_block: bool,
}

impl EventCursor<'_> {
    /// Returns whether a parser decodes `reference`.
    fn is_decoded(&mut self, source: &str, reference: &Reference) -> bool {
        let at = reference.range.start;
        while let Some(item) = self.items.get(self.next) {
            let holds = item.range.contains(&at);
            match &item.event {
                Event::Start(Tag::CodeBlock(_)) => self.in_code_block = true,
                Event::End(TagEnd::CodeBlock) => self.in_code_block = false,
                Event::Code(_) if holds => return false,
                Event::Text(_) if holds && self.in_code_block => return false,
                Event::Html(html) | Event::InlineHtml(html) if holds => {
                    return is_decoded_in_html(html, reference);
                }
                _ => {}
            }
            if item.range.start > at {
                break;
            }
            self.next += 1;
        }
        // An odd number of backslashes escapes the `&`; an even number only escapes backslashes.
        let n_escapes = source[..at]
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\\')
            .count();
        reference.is_closed && n_escapes.is_multiple_of(2)
    }
}

/// Returns whether raw HTML decodes `reference`: comments are dropped, and numbers of C1 are read as Windows-1252.
fn is_decoded_in_html(html: &str, reference: &Reference) -> bool {
    !html.trim_start().starts_with("<!--") && !('\u{80}'..='\u{9F}').contains(&reference.letter)
}
