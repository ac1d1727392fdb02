//! `quote-not-in-source`: what stands in quotation marks stands in a source.

use crate::body::{Block, BlockKind, InlineKind};
use crate::check::claims::clip::LooseText;
use crate::check::claims::{Claim, ClaimContext, ClaimKind, ClaimVerdict};
use crate::diag::{Diagnostic, catalog};

/// Most quotations of a brief that are looked up: each may have to be sought in a whole clip.
const MAX_QUOTATIONS: usize = 200;

/// Looks the quotations of the brief up.
pub(super) fn check(checking: &ClaimContext, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    for block in &checking.outline.blocks {
        if block.kind == BlockKind::Quotation {
            one(checking, block, &(0..block.text.len()), claims, found);
        } else {
            for range in block.marked(InlineKind::Quotation) {
                one(checking, block, range, claims, found);
            }
        }
    }
}

fn one(
    checking: &ClaimContext,
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
    let place = checking.at(block.place(range));
    let seen = checking.clips.iter().find_map(|clip| {
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
        None if checking.is_translated() => ClaimVerdict::Translated,
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

/// The parts of a quotation that were said in one go: between ellipses and what the editor put in brackets.
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
    // Marks of the quotation itself, and the comma that typography puts inside them, are not what was said.
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
