//! `quote-not-in-source`: reports words in quotation marks that no clip has.
//!
//! Words must match to the letter, but typography (quotation marks, dashes, ellipses, white space) and the case of
//! the first letter may differ. Parts left out with `…` and `[insertions]` are skipped; the parts must be found in
//! order in one clip. Single letters are left alone, and nothing is reported of a brief with a source in another
//! language.

use crate::body::{Block, BlockKind, InlineKind};
use crate::check::claims::clip::LooseText;
use crate::check::claims::{Claim, ClaimContext, ClaimKind, ClaimVerdict};
use crate::diag::{Diagnostic, catalog};

/// Most quotations of a brief that are looked up, since each may search a whole clip.
const MAX_QUOTATIONS: usize = 200;

/// Looks up block quotations and those inside other blocks.
pub(super) fn check(ctx: &ClaimContext, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    for block in &ctx.outline.blocks {
        if block.kind == BlockKind::Quotation {
            one(ctx, block, &(0..block.text.len()), claims, found);
        } else {
            for range in block.marked(InlineKind::Quotation) {
                one(ctx, block, range, claims, found);
            }
        }
    }
}

fn one(
    ctx: &ClaimContext,
    block: &Block,
    range: &std::ops::Range<usize>,
    claims: &mut Vec<Claim>,
    found: &mut Vec<Diagnostic>,
) {
    let written = block.text[range.clone()].trim();
    let parts = parts(written);
    // `rock 'n' roll`
    let is_letter = written
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .nth(1)
        .is_none();
    if parts.is_empty() || is_letter || claims.len() >= MAX_QUOTATIONS {
        return;
    }
    let place = ctx.at(block.place(range));
    let seen = ctx.clips.iter().find_map(|clip| {
        // Each part is searched behind the one before: words in another order are another statement.
        let mut from = 0;
        let mut first = None;
        for part in &parts {
            let (place, before) = clip.loose.find(part, from)?;
            from = place.end;
            first = first.or(Some(before));
        }
        Some((clip.path.clone(), clip.line(first?)))
    });
    let verdict = match &seen {
        Some(_) => ClaimVerdict::Found,
        None if ctx.is_translated() => ClaimVerdict::Translated,
        None => ClaimVerdict::Missing,
    };
    if verdict == ClaimVerdict::Missing {
        found.push(catalog::claims::quote_not_in_source(place.clone(), written));
    }
    claims.push(Claim {
        kind: ClaimKind::Quotation,
        text: written.to_owned(),
        place,
        verdict,
        seen,
    });
}

/// Splits a quotation into the parts spoken in one go, at ellipses and at the editor's insertions in brackets.
fn parts(written: &str) -> Vec<String> {
    let loose = LooseText::new(written).text;
    let mut plain = String::new();
    let mut depth = 0;
    for letter in loose.chars() {
        match letter {
            '[' => {
                depth += 1;
                plain.push('\n');
            }
            ']' => depth -= i32::from(depth > 0),
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    // The quotation's own marks, and the comma that typography puts inside them, are not part of what was said.
    let edge = |letter: char| {
        letter.is_whitespace() || matches!(letter, '\'' | ',' | '.' | ';' | ':' | '!' | '?' | '-')
    };
    let parts = plain
        .split('\n')
        .flat_map(|part| part.split("..."))
        .map(|part| part.trim_matches(edge));
    parts
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}
