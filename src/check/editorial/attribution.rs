//! `quote-unattributed`, `attribution-missing`, `anonymous-source`: who says so.

use std::ops::Range;
use std::sync::LazyLock;

use crate::body::{Block, BlockKind, Mark};
use crate::check::editorial::{Language, Reading};
use crate::diag::{Diagnostic, catalog};
use crate::text::{self, WordList};

/// Words of a quotation in a paragraph from which on its speaker must be named: fewer are a term, not a statement.
const MIN_QUOTED_WORDS: usize = 5;

/// Words that say who says so.
static ATTRIBUTIONS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "said",
        "says",
        "say",
        "saying",
        "told",
        "tells",
        "tell",
        "according to",
        "asked",
        "asks",
        "wrote",
        "writes",
        "announced",
        "announces",
        "reported",
        "reports",
        "reporting",
        "stated",
        "added",
        "adds",
        "argued",
        "argues",
        "warned",
        "warns",
        "called",
        "calls",
        "denied",
        "denies",
        "tweeted",
        "posted",
        "testified",
        "explained",
        "replied",
        "insisted",
        "noted",
        "declared",
        "vowed",
        "predicts",
        "predicted",
        "quoted",
    ])
});

/// Ways to let somebody speak without a name.
const ANONYMOUS: [&str; 14] = [
    "sources said",
    "sources say",
    "a source said",
    "sources close to",
    "a source close to",
    "sources familiar with",
    "officials said",
    "an official said",
    "some say",
    "critics say",
    "observers say",
    "experts say",
    "on condition of anonymity",
    "it is believed",
];

static UNNAMED: LazyLock<WordList> = LazyLock::new(|| WordList::new(ANONYMOUS));

/// Checks who says what in a brief.
pub fn check(reading: &Reading, found: &mut Vec<Diagnostic>) {
    blocks(reading, found);
    if reading.language == Language::English {
        paragraphs(reading, found);
        words(reading, found);
    }
    missing(reading, found);
}

/// A block quotation ends in the line that says whose it is.
fn blocks(reading: &Reading, found: &mut Vec<Diagnostic>) {
    for idx in &reading.outline.unattributed {
        found.push(catalog::editorial::quote_unattributed(reading.at(reading.outline.blocks[*idx].span)));
    }
}

/// A quotation in a paragraph has a word of attribution, or the name of somebody tagged, beside it.
fn paragraphs(reading: &Reading, found: &mut Vec<Diagnostic>) {
    let is_prose = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
    for block in reading.outline.blocks.iter().filter(is_prose) {
        let quoted: Vec<&Range<usize>> = block.marked(Mark::Quotation).collect();
        let long =
            |range: &&&Range<usize>| text::count_words(&block.text[(**range).clone()]) >= MIN_QUOTED_WORDS;
        let Some(first) = quoted.iter().find(long) else { continue };
        let around = block.without(&[Mark::Quotation]);
        if !around.iter().any(|range| attributes(&block.text[range.clone()])) {
            found.push(catalog::editorial::quote_unattributed(reading.at(block.place(first))));
        }
    }
}

fn attributes(text: &str) -> bool {
    ATTRIBUTIONS.is_in(text)
}

fn words(reading: &Reading, found: &mut Vec<Diagnostic>) {
    for block in reading.outline.blocks.iter().filter(|block| block.kind != BlockKind::Attribution) {
        for prose in block.prose() {
            let text = &block.text[prose.clone()];
            let at = |range: &Range<usize>| prose.start + range.start..prose.start + range.end;
            for (_, range) in UNNAMED.find(text) {
                let place = reading.at(block.place(&at(&range)));
                found.push(catalog::editorial::anonymous_source(place, &text[range]));
            }
        }
    }
}

/// A brief cites a source by footnote, names a publisher, or says who said so.
fn missing(reading: &Reading, found: &mut Vec<Diagnostic>) {
    let Some(first) = reading.outline.blocks.first() else { return };
    if !reading.brief.body.citations.is_empty() {
        return;
    }
    let blocks = reading.outline.blocks.as_slice();
    let says = |block: &Block| block.kind == BlockKind::Attribution || attributes(&block.text);
    if reading.language == Language::Other || blocks.iter().any(says) {
        return;
    }
    let names =
        reading.brief.citations.iter().filter_map(|citation| reading.site.publishers.name(citation, ""));
    let publishers = WordList::new(names);
    if !blocks.iter().any(|block| publishers.is_in(&block.text)) {
        found.push(catalog::editorial::attribution_missing(reading.at(first.span)));
    }
}
