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
const SIGNS: [(&str, &str); 8] = [
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
    for (written, instead) in SIGNS {
        let mut done = 0;
        for (at, _) in text.match_indices(written) {
            if at < done {
                continue;
            }
            let after = text[at + written.len()..].chars().next();
            // ` .5` and ` ...` are meant; French has its own spaces.
            if written == " ." && after.is_some_and(|letter| letter.is_ascii_digit() || letter == '.') {
                continue;
            }
            done = at + written.len();
            if written == instead.repeat(2) {
                let rest = &text[done..];
                done += rest.len() - rest.trim_start_matches(instead).len();
            }
            let place = reading.at(block.place(&(prose.start + at..prose.start + done)));
            found.push(catalog::prose::typography(place.clone(), written, instead).fix(place, instead));
        }
    }
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
