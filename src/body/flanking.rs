//! Emphasis beside Chinese, Japanese and Korean: `**为何重要：**下游` is bold.
//!
//! CommonMark tells opening from closing marks by the spaces around them, and these languages have none. The
//! [CJK-friendly amendments](https://github.com/tats-u/markdown-cjk-friendly) define the intended reading, but the
//! parser does not implement them yet. Their effect: a CJK character inside a mark counts as a letter, outside it as a
//! sign of punctuation. So the character is replaced (see `edits`) by a letter or a sign where that makes a difference.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::cjk::{is_cjk, is_sign, is_variation_selector};
use super::edits::Edits;
use super::events::{EventSpan, is_verbatim};

/// Letters of three and four bytes in UTF-8, since a replacement must be as long as the original.
const LETTERS: [char; 2] = ['一', '\u{20000}'];
/// Signs of three and four bytes in UTF-8.
const SIGNS: [char; 2] = ['。', '\u{10100}'];

/// Signs after which no mark closes: CommonMark's own reading is right there.
const OPENING: &str = "([{“‘«‹";
/// Signs before which no mark opens, for the same reason.
const CLOSING: &str = ")]}”’»›,.;:!?";

/// Class of a character beside a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NeighbourClass {
    /// White space, or an edge of the text.
    Space,
    Letter,
    /// A sign that is not CJK.
    Sign,
    Cjk,
}

/// A character beside a mark that the parser must read as another one.
struct Replacement {
    at: usize,
    letter: char,
    /// Range of the mark beside it.
    mark: Range<usize>,
}

/// Replaces the characters of `text` beside marks of emphasis that the parser misreads. `items` are its events so far.
pub(super) fn find(items: &[EventSpan], text: &str, edits: &mut Edits) {
    // A cheap test that most texts end at.
    if text.is_ascii() || !(text.contains('*') || text.contains('~')) {
        return;
    }
    let replacements = replacements(text);
    if replacements.is_empty() {
        return;
    }
    // A mark in code or in an address is none, whatever is beside it.
    let marks = marks(items, text);
    for Replacement { at, letter, mark } in replacements {
        let idx = marks.partition_point(|range| range.end <= mark.start);
        if marks.get(idx).is_some_and(|range| range.start < mark.end) {
            edits.replace(at, letter);
        }
    }
}

/// Returns the ranges in `items` that may contain marks of emphasis, sorted: text, and the marks of known emphasis.
fn marks(items: &[EventSpan], text: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut idx = 0;
    while let Some(item) = items.get(idx) {
        let range = &item.range;
        match &item.event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole: false },
                ..
            }) => idx = item.end,
            // A sign typed as an entity marks nothing.
            Event::Text(piece) if is_verbatim(piece, range, text) => marks.push(range.clone()),
            Event::Start(Tag::Emphasis) => {
                marks.extend([range.start..range.start + 1, range.end - 1..range.end])
            }
            Event::Start(Tag::Strong | Tag::Strikethrough) => {
                marks.extend([range.start..range.start + 2, range.end - 2..range.end]);
            }
            _ => {}
        }
        idx += 1;
    }
    marks.sort_unstable_by_key(|range| (range.start, range.end));
    marks
}

fn replacements(text: &str) -> Vec<Replacement> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(offset) = text[from..].find(['*', '~']) {
        let start = from + offset;
        let len = bytes[start..]
            .iter()
            .take_while(|byte| **byte == bytes[start])
            .count();
        from = start + len;
        let neighbours = (before(text, start), after(text, from));
        let substitutes = match (neighbours.0.side, neighbours.1.side) {
            (NeighbourClass::Cjk, NeighbourClass::Cjk) => (Some(&LETTERS), Some(&LETTERS)),
            (NeighbourClass::Cjk, NeighbourClass::Letter) => (Some(&LETTERS), None),
            (NeighbourClass::Letter, NeighbourClass::Cjk) => (None, Some(&LETTERS)),
            (NeighbourClass::Cjk, NeighbourClass::Sign) if !is_one_of(neighbours.1, CLOSING) => {
                (Some(&SIGNS), None)
            }
            (NeighbourClass::Sign, NeighbourClass::Cjk) if !is_one_of(neighbours.0, OPENING) => {
                (None, Some(&SIGNS))
            }
            _ => continue,
        };
        for (neighbour, substitutes) in
            [(neighbours.0, substitutes.0), (neighbours.1, substitutes.1)]
        {
            let (Some(letter), Some(substitutes)) = (neighbour.letter, substitutes) else {
                continue;
            };
            // Of the right class already: an edit would change nothing.
            let fits = is_sign(letter) == is_sign(substitutes[0]);
            if let (false, Some(replacement)) = (
                fits,
                substitutes
                    .iter()
                    .find(|new| new.len_utf8() == letter.len_utf8()),
            ) {
                found.push(Replacement {
                    at: neighbour.at,
                    letter: *replacement,
                    mark: start..from,
                });
            }
        }
    }
    found
}

/// A character beside a mark.
#[derive(Clone, Copy)]
struct Neighbour {
    at: usize,
    letter: Option<char>,
    side: NeighbourClass,
}

fn before(text: &str, end: usize) -> Neighbour {
    let mut letters = text[..end].char_indices().rev();
    let Some((at, letter)) = letters.next() else {
        return Neighbour {
            at: 0,
            letter: None,
            side: NeighbourClass::Space,
        };
    };
    let side = if is_variation_selector(letter) {
        // U+FE01 selects the form of quotation marks that Chinese uses.
        let of_cjk = letters.next().is_some_and(|(_, base)| {
            is_cjk(base) || (letter == '\u{FE01}' && "“”‘’".contains(base))
        });
        // The selectors from U+E0100 on exist for ideographs only.
        if of_cjk || letter >= '\u{E0100}' {
            NeighbourClass::Cjk
        } else {
            NeighbourClass::Letter
        }
    } else {
        class_of(letter)
    };
    Neighbour {
        at,
        letter: Some(letter),
        side,
    }
}

fn after(text: &str, at: usize) -> Neighbour {
    let letter = text[at..].chars().next();
    Neighbour {
        at,
        letter,
        side: letter.map_or(NeighbourClass::Space, class_of),
    }
}

fn is_one_of(neighbour: Neighbour, signs: &str) -> bool {
    neighbour
        .letter
        .is_some_and(|letter| signs.contains(letter))
}

fn class_of(letter: char) -> NeighbourClass {
    if letter.is_whitespace() {
        NeighbourClass::Space
    } else if is_cjk(letter) {
        NeighbourClass::Cjk
    } else if is_sign(letter) {
        NeighbourClass::Sign
    } else {
        NeighbourClass::Letter
    }
}
