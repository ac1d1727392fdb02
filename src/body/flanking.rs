//! Emphasis beside Chinese, Japanese and Korean: `**为何重要：**下游` is bold.
//!
//! CommonMark tells opening from closing marks by the spaces around them, and these languages have none. The
//! [CJK-friendly amendments](https://github.com/tats-u/markdown-cjk-friendly) say what is meant; the parser does not
//! have them yet. They come to this: a CJK character inside a mark counts as a letter, outside it as a sign. So it is
//! replaced by a letter or a sign where that makes a difference.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::cjk::{is_cjk, is_sign, is_variation_selector};
use super::edits::Edits;
use super::events::{EventSpan, is_verbatim};

/// Letters and signs of three and four bytes.
const LETTERS: [char; 2] = ['一', '\u{20000}'];
const SIGNS: [char; 2] = ['。', '\u{10100}'];

/// Signs after which no mark closes, and before which none opens: there, CommonMark is right.
const OPENING: &str = "([{“‘«‹";
const CLOSING: &str = ")]}”’»›,.;:!?";

/// What a neighbour of a mark is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NeighbourClass {
    /// White space, or the end of the text.
    Space,
    Letter,
    /// A sign that is not CJK.
    Sign,
    Cjk,
}

/// A character beside a mark that the parser must take for another one.
struct Replacement {
    at: usize,
    letter: char,
    /// The mark beside it.
    mark: Range<usize>,
}

/// Finds the characters of `text` beside marks of emphasis that the parser would misjudge. `items` are what it reads.
pub(super) fn find(items: &[EventSpan], text: &str, edits: &mut Edits) {
    // Most texts are told apart by a glance.
    if text.is_ascii() || !(text.contains('*') || text.contains('~')) {
        return;
    }
    let replacements = replacements(text);
    if replacements.is_empty() {
        return;
    }
    let marks = marks(items, text);
    for Replacement { at, letter, mark } in replacements {
        let idx = marks.partition_point(|range| range.end <= mark.start);
        if marks.get(idx).is_some_and(|range| range.start < mark.end) {
            edits.replace(at, letter);
        }
    }
}

/// Returns where in `items` marks of emphasis may stand, sorted: in text, and around emphasis. Not in code.
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
        let wanted = match (neighbours.0.side, neighbours.1.side) {
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
        for (neighbour, wanted) in [(neighbours.0, wanted.0), (neighbours.1, wanted.1)] {
            let (Some(letter), Some(wanted)) = (neighbour.letter, wanted) else {
                continue;
            };
            let fits = is_sign(letter) == is_sign(wanted[0]);
            if let (false, Some(replacement)) = (
                fits,
                wanted
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
        // With U+FE01, quotation marks have the form that Chinese gives them.
        let of_cjk = letters.next().is_some_and(|(_, base)| {
            is_cjk(base) || (letter == '\u{FE01}' && "“”‘’".contains(base))
        });
        if of_cjk || letter >= '\u{E0100}' {
            NeighbourClass::Cjk
        } else {
            NeighbourClass::Letter
        }
    } else {
        side(letter)
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
        side: letter.map_or(NeighbourClass::Space, side),
    }
}

fn is_one_of(neighbour: Neighbour, signs: &str) -> bool {
    neighbour
        .letter
        .is_some_and(|letter| signs.contains(letter))
}

fn side(letter: char) -> NeighbourClass {
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
