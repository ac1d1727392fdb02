//! `tracking-parameters` in links of texts: reports addresses with parameters that follow readers, or that lead
//! through a redirector which counts them. What counts as tracking is decided in `url::untracked`.
//!
//! Addresses of sources are checked in `editorial::sourcing`, since they are written in front matter. Withdrawn
//! briefs are skipped.

use crate::body::{Body, Target};
use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::BriefId;
use crate::source::{SourcePath, Span};
use crate::url;

pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let brief = ctx.brief(id).brief;
    if !brief.meta.is_withdrawn() {
        links(ctx, &brief.meta.path, &brief.body, found);
    }
}

/// Checks the links in the texts of entity files.
pub(super) fn others(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    for (file, _) in ctx.site.entity_files() {
        links(ctx, &file.path, &file.body, found);
    }
}

/// Checks the links in `body`, the text of the file at `path`.
pub(super) fn links(
    ctx: &CheckContext,
    path: &SourcePath,
    body: &Body,
    found: &mut Vec<Diagnostic>,
) {
    for link in &body.links {
        let Target::External(address) = &link.target else {
            continue;
        };
        let Some((tracker, clean)) = url::untracked(address) else {
            continue;
        };
        let source = ctx
            .tree
            .get(path.as_str())
            .and_then(|file| str::from_utf8(file.bytes()).ok());
        let typed = source.and_then(|source| Some((source, typed_address(source, link.span)?)));
        // The span may cover a reference (`[a][1]`) or an escaped address. A fix is offered only where the typed
        // address, cleaned, is the parsed address, cleaned: anything else would rewrite the wrong bytes.
        let typed = typed.and_then(|(source, span)| {
            let (_, typed_clean) = url::untracked(&source[span.start..span.end])?;
            (typed_clean.replace("&amp;", "&") == clean).then_some((span, typed_clean))
        });
        found.push(match typed {
            Some((span, clean)) => {
                let place = Place::span(path, span);
                catalog::sources::tracked(place.clone(), tracker, &clean).fix(place, clean)
            }
            None => catalog::sources::tracked(Place::span(path, link.span), tracker, &clean),
        });
    }
}

/// Returns the span of the address inside the link at `span`: an autolink, a bare address, or the first address of an
/// HTML tag; `None` for the rest.
fn typed_address(source: &str, span: Span) -> Option<Span> {
    let typed = source.get(span.start..span.end)?;
    let start = match typed.as_bytes().first()? {
        b'<' => typed.find("http")?,
        _ => 0,
    };
    let address = &typed[start..];
    if !address.starts_with("http") {
        return None;
    }
    let len = address
        .find(['"', '\'', '<', '>', ' ', '\t', '\n', '\r'])
        .unwrap_or(address.len());
    Some(Span::new(span.start + start, span.start + start + len))
}
