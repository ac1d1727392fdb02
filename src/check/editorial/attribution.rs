//! `attribution-missing`, `loaded-verb`: who says so, and in which words.

use std::sync::LazyLock;

use super::quotations::is_governed;
use super::speech;
use crate::body::{Block, BlockKind, Link, Mark, Target};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, catalog};
use crate::text::WordList;

/// Verbs of speech that take sides.
const LOADED: [&str; 18] = [
    "admitted that",
    "admits that",
    "boasted",
    "boasts",
    "slammed",
    "slams",
    "blasted",
    "blasts",
    "lashed out",
    "ranted",
    "rants",
    "refuted",
    "gushed",
    "whined",
    "fumed",
    "scoffed",
    "claimed that",
    "claims that",
];

static LOADED_WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::new(LOADED));

/// Checks who says what in a brief.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    if reading.language == Language::English {
        loaded(reading, found);
        missing(reading, found);
    }
}

fn loaded(reading: &Reading, found: &mut Vec<Diagnostic>) {
    for block in reading.outline.blocks.iter().filter(|block| block.kind != BlockKind::Attribution) {
        for prose in block.prose() {
            for (_, range) in LOADED_WORDS.find(&block.text[prose.clone()]) {
                let whole = prose.start + range.start..prose.start + range.end;
                let place = reading.at(block.place(&whole));
                found.push(catalog::editorial::loaded_verb(place, &block.text[whole]));
            }
        }
    }
}

/// A brief cites a source by footnote or by a link, names a publisher, or says who said so.
fn missing(reading: &Reading, found: &mut Vec<Diagnostic>) {
    let blocks = reading.outline.blocks.as_slice();
    let Some(first) = blocks.first() else { return };
    let body = &reading.brief.body;
    let leads_out = |link: &Link| matches!(link.target, Target::External(_));
    if !body.citations.is_empty() || body.links.iter().any(leads_out) {
        return;
    }
    let says = |block: &Block| {
        block.kind == BlockKind::Attribution
            || speech::attributes(&block.text)
            || block.marked(Mark::Quotation).any(|range| is_governed(&block.text, range))
    };
    if blocks.iter().any(says) {
        return;
    }
    let names =
        reading.brief.citations.iter().filter_map(|citation| reading.site.publishers.name(citation, ""));
    let names: Vec<&str> = names.collect();
    let publishers = WordList::new(names.iter().copied());
    let is_named = |block: &Block| {
        // A wire is not the Wire.
        publishers.find(&block.text).any(|(_, range)| !block.text[range].starts_with(char::is_lowercase))
    };
    if !blocks.iter().any(is_named) {
        found.push(catalog::editorial::attribution_missing(reading.at(first.span)));
    }
}
