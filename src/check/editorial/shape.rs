//! `lead-length`, `wall-of-text`, `brief-length`, `h1-in-body`, `heading-skip`, `text-missing`: reports texts that
//! are too long, empty, or whose headings skip levels.
//!
//! Lengths are words of plain text; every limit is a rule of thumb that a fifth more may exceed. Only paragraphs have
//! a limit of their own: lists, tables and quotations may be as long as they need. A brief without text but with a
//! summary or a picture is not empty.

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

/// Returns the fewest words that are reported for a limit: a fifth more than the limit passes, since it is a rule of
/// thumb.
const fn reported_from(limit: usize) -> usize {
    limit + limit / 5 + 1
}

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
        if is_lead && n_words >= reported_from(MAX_LEAD) {
            found.push(catalog::shape::lead_length(place, n_words, MAX_LEAD));
        } else if n_words >= reported_from(MAX_PARAGRAPH) {
            found.push(catalog::shape::wall_of_text(place, n_words, MAX_PARAGRAPH));
        }
        is_lead = false;
    }
    let n_words = ctx.brief.body.words;
    if n_words >= reported_from(MAX_BRIEF)
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

/// Adds a fix that lowers the first-level heading at `span` to the second level: another `#`, or `---` instead of
/// `===`.
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
    // Lowered, first-level headings would be on a level with existing second-level ones, and the outline would be
    // lost: only the author can tell what belongs under what. No fix then.
    let has_second = headings.iter().any(|heading| heading.typed_level == 2);
    // The headline is the level 1 heading of the page.
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
        // A first-level heading is shown as second, so that what follows it is compared with that.
        above = heading.typed_level.max(2);
    }
}
