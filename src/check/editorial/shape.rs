//! `lead-length`, `wall-of-text`, `brief-length`, `h1-in-body`, `heading-skip`, `text-missing`: the shape of the text.

use crate::body::BlockKind;
use crate::check::editorial::BriefContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::Span;
use crate::text;

/// Words of a first paragraph. Two or three sentences: the longest lead that the wire services' stylebooks allow is
/// about 40 words for one sentence.
const MAX_LEAD: usize = 60;
/// Words of any other paragraph.
const MAX_PARAGRAPH: usize = 120;
/// Words of a brief: what is read in two minutes at 238 words a minute (Brysbaert 2019).
const MAX_BRIEF: usize = 475;

/// Returns the count of words from which on a text of at most `limit` is told to be longer. A limit is a rule of thumb: what is
/// little longer passes.
const fn told_from(limit: usize) -> usize {
    limit + limit / 5 + 1
}

/// Checks the shape of a brief.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let mut is_lead = true;
    for block in ctx
        .outline
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
    {
        let n_words = text::count_words(&block.text);
        let place = ctx.at(block.span);
        if is_lead && n_words >= told_from(MAX_LEAD) {
            found.push(catalog::shape::lead_length(place, n_words, MAX_LEAD));
        } else if n_words >= told_from(MAX_PARAGRAPH) {
            found.push(catalog::shape::wall_of_text(place, n_words, MAX_PARAGRAPH));
        }
        is_lead = false;
    }
    let n_words = ctx.brief.body.words;
    if n_words >= told_from(MAX_BRIEF)
        && let Some(first) = ctx.outline.blocks.first()
    {
        found.push(catalog::shape::brief_length(
            ctx.at(first.span),
            n_words,
            MAX_BRIEF,
        ));
    }
    let body = &ctx.brief.body;
    if body.words == 0 && body.images.is_empty() && ctx.brief.meta.summary.is_empty() {
        found.push(catalog::shape::text_missing(Place::file(
            &ctx.brief.meta.path,
        )));
    }
    headings(ctx, found);
}

/// Adds the fix that makes the heading at `span`, of the first level, one of the second.
fn lowered(ctx: &BriefContext, span: Span, diagnostic: Diagnostic) -> Diagnostic {
    let underlines = &ctx.outline.underlines;
    let next = underlines.partition_point(|signs| signs.start < span.start);
    match underlines.get(next).filter(|signs| signs.end <= span.end) {
        Some(signs) => diagnostic.fix(ctx.at(*signs), "-".repeat(signs.end - signs.start)),
        None if ctx.source[span.start..].starts_with('#') => {
            diagnostic.fix(ctx.at(Span::new(span.start, span.start)), "#")
        }
        None => diagnostic,
    }
}

fn headings(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let headings = &ctx.brief.body.headings;
    // One level down they would be level with those, and the order of the text would be lost.
    let has_second = headings.iter().any(|heading| heading.typed_level == 2);
    // The headline is the heading above them all.
    let mut above = 1;
    for heading in headings {
        let place = ctx.at(heading.span);
        if heading.typed_level == 1 {
            let diagnostic = catalog::shape::h1_in_body(place);
            found.push(if has_second {
                diagnostic
            } else {
                lowered(ctx, heading.span, diagnostic)
            });
        } else if heading.typed_level > above + 1 {
            found.push(catalog::shape::heading_skip(
                place,
                heading.typed_level,
                above,
            ));
        }
        above = heading.typed_level.max(2);
    }
}
