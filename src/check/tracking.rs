//! `tracking-parameters` in links of texts. Those of sources are looked at beside their other rules, in `editorial`.

use crate::body::{Body, Target};
use crate::check::CheckContext;
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::BriefId;
use crate::source::{SourcePath, Span};
use crate::url;

/// Checks the links in the text of a brief.
pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let brief = ctx.brief(id).brief;
    if !brief.meta.is_withdrawn() {
        links(ctx, &brief.meta.path, &brief.body, found);
    }
}

/// Checks the links in every other text.
pub(super) fn others(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    for (file, _) in ctx.site.entity_files() {
        links(ctx, &file.path, &file.body, found);
    }
}

/// Checks the links in `body`, that of the file at `path`.
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
        // Only where the file has the address as it is meant may a fix write another one.
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

/// Returns where the address stands in the link at `span`: all of it, or what is in its tag.
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
