//! `quote-unattributed`: reports quotations that do not say whose words they are.
//!
//! A quotation is attributed if its paragraph has a verb of saying, a colon, a link or a footnote, or a neighbouring
//! one a verb of saying or a colon; if a sentence governs it (`Haugen demands “…”`); or if it is the title of a work.
//! What remains are whole sentences between quotation marks that nobody says, and predicates (`the plan is “…”`).
//! Quotations of fewer than five words are terms and left alone, as are those inside paragraphs in languages other
//! than English.

use std::ops::{Range, RangeInclusive};

use super::speech::{attributes_quotation, attributes_within, is_any, last_word};
use crate::body::{Block, BlockKind, InlineKind};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::kind::Kind;
use crate::text::{self, TokenizedText};

/// Words of a quotation inside a paragraph from which its speaker must be named: fewer are a term, not a statement.
const MIN_QUOTED_WORDS: usize = 5;

/// Most words of a signature behind a quotation.
const MAX_SIGNATURE: usize = 10;

/// Checks block quotations in any language, then quotations in English paragraphs.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let blocks = &ctx.outline.blocks;
    // Last block of the previous quotation, if that was attributed: one directly below continues it.
    let mut attributed = None;
    // Each quotation looks back no further than the one before, so that a long row of them stays linear.
    let mut from = 0;
    for last in ctx.outline.unattributed.iter().copied() {
        let is_quoted = |idx: &usize| blocks[*idx].kind == BlockKind::Quotation;
        let first = (from..last)
            .rev()
            .take_while(is_quoted)
            .last()
            .unwrap_or(last);
        if (attributed.is_some() && attributed == first.checked_sub(1))
            || is_block_attributed(ctx, first..=last)
        {
            attributed = Some(last);
        } else {
            found.push(catalog::sources::quote_unattributed(
                ctx.at(blocks[last].span),
            ));
        }
        from = last + 1;
    }
    if ctx.language == ProseLanguage::Other {
        return;
    }
    for (idx, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let is_long = |range: &&Range<usize>| {
            text::count_words(&block.text[(*range).clone()]) >= MIN_QUOTED_WORDS
        };
        let mut long = block
            .marked(InlineKind::Quotation)
            .filter(is_long)
            .peekable();
        if long.peek().is_none() || is_attributed(ctx, idx) {
            continue;
        }
        if let Some(range) = long.find(|range| !names_owner(block, range)) {
            found.push(catalog::sources::quote_unattributed(
                ctx.at(block.place(range)),
            ));
        }
    }
}

/// Returns whether the block quotation `own` names its speaker, or the block before or after does.
fn is_block_attributed(ctx: &BriefContext, own: RangeInclusive<usize>) -> bool {
    let blocks = &ctx.outline.blocks;
    let (first, last) = (*own.start(), *own.end());
    let before = first.checked_sub(1).map(|idx| &blocks[idx]);
    let introduces = |block: &Block| block.text.trim_end().ends_with(':') || says_so(ctx, block);
    // `> Note: …` is a callout without a speaker, `> Haugen: …` names one: neither lacks attribution.
    let is_labelled = blocks[first]
        .text
        .split_once(": ")
        .is_some_and(|(head, _)| text::count_words(head) <= 3 && !head.contains(['.', ',']));
    before.is_some_and(introduces)
        || is_labelled
        || blocks[own.clone()].iter().any(is_signed)
        || blocks[own]
            .iter()
            .any(|block| is_cited(ctx, block) || says_so(ctx, block))
        || blocks.get(last + 1).is_some_and(|block| {
            block.text.starts_with(['—', '–'])
                || (block.kind == BlockKind::Paragraph && says_so(ctx, block))
        })
}

/// Returns whether a block ends in a name behind a dash: `We were not asked. — Ali Hasan, farmer`.
fn is_signed(block: &Block) -> bool {
    let signature = block
        .text
        .rsplit_once(['—', '–'])
        .map(|(words, name)| (words.trim_end(), name.trim()));
    signature.is_some_and(|(words, name)| {
        words.ends_with(['.', '!', '?', '”', '"', '…'])
            && name.starts_with(char::is_uppercase)
            && text::count_words(name) <= MAX_SIGNATURE
    })
}

/// Returns whether the paragraph at `idx` or a neighbour names who speaks.
fn is_attributed(ctx: &BriefContext, idx: usize) -> bool {
    let blocks = &ctx.outline.blocks;
    let block = &blocks[idx];
    let is_prose = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
    let before = idx
        .checked_sub(1)
        .and_then(|idx| blocks.get(idx))
        .filter(is_prose);
    let after = blocks.get(idx + 1).filter(is_prose);
    is_cited(ctx, block)
        || says_so(ctx, block)
        || names_person(ctx, block)
        || before
            .into_iter()
            .chain(after)
            .any(|block| says_so(ctx, block))
}

/// Returns whether `block` has a link or a footnote.
fn is_cited(ctx: &BriefContext, block: &Block) -> bool {
    block.marked(InlineKind::Link).next().is_some()
        || ctx.source.get(block.span.start..block.span.end).is_some_and(|typed| typed.contains("[^"))
        // A footnote behind the last word is outside the block's span.
        || ctx.source.get(block.span.end..).is_some_and(|rest| rest.starts_with("[^"))
}

/// Returns whether the words of `block` around its quotations say who speaks (English).
fn says_so(ctx: &BriefContext, block: &Block) -> bool {
    ctx.language == ProseLanguage::English
        && block
            .without(&[InlineKind::Quotation, InlineKind::Code])
            .into_iter()
            .any(|range| {
                let text = &block.text[range];
                // In `> We warned them` the verb is part of the quotation, and *we* is the unnamed speaker.
                let is_inside = block.kind == BlockKind::Quotation
                    && block.marked(InlineKind::Quotation).next().is_none();
                let says = if is_inside {
                    attributes_within(text)
                } else {
                    attributes_quotation(text)
                };
                says || text.trim_end().ends_with(':')
            })
}

/// Returns whether `block` outside its quotations has a personal pronoun or a person that the site knows.
fn names_person(ctx: &BriefContext, block: &Block) -> bool {
    const PRONOUNS: &str = "he she him her";
    let around = || {
        block
            .without(&[InlineKind::Quotation, InlineKind::Code])
            .into_iter()
    };
    let mut words =
        around().flat_map(|range| block.text[range].split(|letter: char| !letter.is_alphabetic()));
    words.any(|word| is_any(PRONOUNS, word))
        || around().any(|range| {
            let groups = ctx
                .lexicon
                .groups(ctx.tagging.lang, &TokenizedText::new(&block.text[range]));
            groups
                .iter()
                .any(|(id, _)| ctx.site.group(*id).kind == Kind::Person)
        })
}

/// Returns whether the sentence around the quotation at `range` says whose it is, or that it is a title. Any sentence
/// that embeds it (`demands “…”`) does; a whole sentence of its own and a predicate do not.
fn names_owner(block: &Block, range: &Range<usize>) -> bool {
    let text = &block.text;
    let before = text[..range.start].trim_end();
    let stands_alone = before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', '’']);
    is_governed(text, range) || is_title(text, range) || !(stands_alone || follows_copula(before))
}

/// Returns whether a clause governs the quotation at `range` of `text`: `Haugen: “…”`, `“…,” grinned Haugen`,
/// `“…” — Haugen`.
pub(super) fn is_governed(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let after = text[range.end..].trim_start_matches([' ', '\n']);
    let inside = text[range.clone()].trim_end_matches(['”', '"', '’', '\'', '»']);
    let goes_on = after.starts_with(char::is_alphanumeric);
    before.ends_with([':', ','])
        || inside.ends_with(',') && goes_on
        || inside.ends_with(['!', '?']) && after.starts_with(char::is_lowercase)
        || after
            .strip_prefix(['—', '–', '('])
            .is_some_and(|rest| rest.contains(char::is_uppercase))
        || after
            .strip_prefix(',')
            .is_some_and(|rest| rest.trim_start().starts_with(char::is_alphanumeric))
}

/// Returns whether a form of *to be* directly precedes the quotation that follows `before`: the quotation then
/// describes something, and nobody is named as saying it.
fn follows_copula(before: &str) -> bool {
    const COPULAS: &str = "is was are were be been remains became becomes remained seems being";
    const BETWEEN: &str = "a an the not just only still now also simply clearly no";
    let mut rest = before;
    while let Some(word) = last_word(rest).filter(|word| is_any(BETWEEN, word)) {
        rest = rest.trim_end().strip_suffix(word).unwrap_or_default();
    }
    last_word(rest).is_some_and(|word| is_any(COPULAS, word))
}

/// Returns whether the quotation at `range` is the title of a work: a noun for a work precedes it, or most of its
/// long words have capitals.
fn is_title(text: &str, range: &Range<usize>) -> bool {
    const WORKS: &str = "album article banner banners bill book campaign chapter column documentary entitled episode essay \
        exhibition film headline headlined hashtag message motto movie musical named novel opera painting \
        paper phrase play podcast poem poster report sculpture section series show sign single slogan song \
        study titled track";
    let noun = last_word(&text[..range.start]).unwrap_or_default();
    let words = text[range.clone()]
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    // The first word is skipped, since any sentence begins with a capital, and so are short ones: titles write `of`
    // small.
    let long = words
        .filter(|word| !word.is_empty())
        .skip(1)
        .filter(|word| word.chars().count() > 3);
    let (capitals, small): (Vec<&str>, Vec<&str>) =
        long.partition(|word| word.starts_with(char::is_uppercase));
    is_any(WORKS, noun) || capitals.len() > small.len().max(1)
}
