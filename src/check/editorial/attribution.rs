//! `attribution-missing` (English): reports a text that never says who reported what, so that it reads as the site's
//! own knowledge.
//!
//! One attribution anywhere is enough: a footnote, a link to another site, a verb of saying, a governed quotation, an
//! attribution line, or the name of a cited publisher. The verbs are in `speech`; single quotations are checked in
//! `quotations`.

use super::quotations::is_governed;
use super::speech;
use crate::body::{Block, BlockKind, InlineKind, Link, Target};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::text::WordList;

pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::English {
        missing(ctx, found);
    }
}

/// Reports the first block of a text that attributes nothing.
fn missing(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    let blocks = ctx.outline.blocks.as_slice();
    let Some(first) = blocks.first() else { return };
    let body = &ctx.brief.body;
    let leads_out = |link: &Link| matches!(link.target, Target::External(_));
    if !body.citations.is_empty() || body.links.iter().any(leads_out) {
        return;
    }
    let says = |block: &Block| {
        block.kind == BlockKind::Attribution
            || speech::attributes(&block.text)
            || block
                .marked(InlineKind::Quotation)
                .any(|range| is_governed(&block.text, range))
    };
    if blocks.iter().any(says) {
        return;
    }
    let names = ctx
        .brief
        .citations
        .iter()
        .filter_map(|citation| ctx.site.publishers.name(citation, ""));
    let names: Vec<&str> = names.collect();
    let publishers = WordList::new(names.iter().copied());
    let is_named = |block: &Block| {
        // `a wire` is not the *Wire*: publishers are proper names.
        publishers
            .find(&block.text)
            .any(|(_, range)| !block.text[range].starts_with(char::is_lowercase))
    };
    if !blocks.iter().any(is_named) {
        found.push(catalog::sources::attribution_missing(ctx.at(first.span)));
    }
}
