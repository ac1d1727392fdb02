//! `banned-word`, `typography`, `link-text`: words and signs.

use std::ops::Range;

use crate::body::{Block, BlockKind};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, catalog};

/// Words of links that say nothing, in lower case (English).
const EMPTY_LINKS: [&str; 14] = [
    "here",
    "click here",
    "this",
    "this link",
    "link",
    "more",
    "read more",
    "this article",
    "this page",
    "there",
    "see here",
    "article",
    "source",
    "page",
];

/// Signs that typewriters made do with, and the right ones. Spaces belong to them; one that is doubled may stand there
/// any number of times.
static SIGNS: [(&str, &str); 8] = [
    (" - ", " – "),
    (" ,", ","),
    (" .", "."),
    (",,", ","),
    ("!!", "!"),
    ("??", "?"),
    ("( ", "("),
    (" )", ")"),
];

/// Checks the words and signs of a brief.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    for block in reading.outline.blocks.iter().filter(|block| block.kind != BlockKind::Quotation) {
        for prose in block.prose() {
            banned(reading, block, &prose, found);
            signs(reading, block, &prose, found);
        }
    }
    if reading.language == Language::English {
        links(reading, found);
    }
}

/// The site's own list: plain words, never patterns.
fn banned(reading: &Reading, block: &Block, prose: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = &block.text[prose.clone()];
    for (_, range) in reading.lexicon.banned.find(text) {
        let whole = prose.start + range.start..prose.start + range.end;
        found.push(catalog::prose::banned_word(reading.at(block.place(&whole)), &text[range]));
    }
}

fn signs(reading: &Reading, block: &Block, prose: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = &block.text[prose.clone()];
    for (range, written, instead) in find_signs(text) {
        let place = reading.at(block.place(&(prose.start + range.start..prose.start + range.end)));
        found.push(catalog::prose::typography(place.clone(), written, instead).fix(place, instead));
    }
}

/// Finds all signs in one pass: where each stands, itself, and the right one. A mark that is there many times is
/// one find.
fn find_signs(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str, &'static str)> {
    let bytes = text.as_bytes();
    let mut done = [0; SIGNS.len()];
    let may_be = |pair: &[u8]| match pair[0] {
        b' ' => matches!(pair[1], b'-' | b',' | b'.' | b')'),
        b',' | b'!' | b'?' => pair[1] == pair[0],
        first => first == b'(' && pair[1] == b' ',
    };
    let starts = bytes.windows(2).enumerate().filter(move |(_, pair)| may_be(pair));
    starts.filter_map(move |(at, _)| {
        let is_here = |idx: &usize| at >= done[*idx] && bytes[at..].starts_with(SIGNS[*idx].0.as_bytes());
        let idx = (0..SIGNS.len()).find(is_here)?;
        let (written, instead) = SIGNS[idx];
        let mut rest = &text[at + written.len()..];
        // ` .5` and ` ...` are meant; French has its own spaces.
        if written == " ." && rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
            return None;
        }
        if written == instead.repeat(2) {
            rest = rest.trim_start_matches(instead);
        }
        done[idx] = text.len() - rest.len();
        Some((at..done[idx], written, instead))
    })
}

fn links(reading: &Reading, found: &mut Vec<Diagnostic>) {
    for link in &reading.outline.links {
        let plain = link.text.trim().to_ascii_lowercase();
        let bare = plain.starts_with("http://") || plain.starts_with("https://") || plain.starts_with("www.");
        if EMPTY_LINKS.contains(&plain.trim_end_matches(['.', ':', '…'])) || bare {
            found.push(catalog::prose::link_text(reading.at(link.span), link.text.trim()));
        }
    }
}
