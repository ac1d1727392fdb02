//! `attribution-missing`: whether the text says who reported it.

use super::quotations::is_governed;
use super::speech;
use crate::body::{Block, BlockKind, InlineKind, Link, Target};
use crate::check::editorial::{BriefContext, ProseLanguage};
use crate::diag::{Diagnostic, catalog};
use crate::text::WordList;

/// Checks whether a brief says who said so.
pub(super) fn check(ctx: &BriefContext, found: &mut Vec<Diagnostic>) {
    if ctx.language == ProseLanguage::English {
        missing(ctx, found);
    }
}

/// A brief cites a source by footnote or by a link, names a publisher, or says who said so.
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
        // A wire is not the Wire.
        publishers
            .find(&block.text)
            .any(|(_, range)| !block.text[range].starts_with(char::is_lowercase))
    };
    if !blocks.iter().any(is_named) {
        found.push(catalog::sources::attribution_missing(ctx.at(first.span)));
    }
}
