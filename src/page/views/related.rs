//! What stands beside a brief: its steps in the storyline, related briefs, backlinks, other languages.

use crate::body;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::view::{
    BacklinkView, BriefLinkView, LanguageView, LinkView, RelatedView, VersionView,
};
use crate::page::views::{links, list};
use crate::site::{BriefId, LanguageId, LinkOrigin, LinkedBrief};

/// Related briefs that a brief shows.
const MAX_RELATED: usize = 5;
/// Names of what a related brief shares that are shown.
const MAX_SHARED: usize = 3;
/// Briefs that link to it that a brief shows.
pub(crate) const MAX_BACKLINKS: usize = 20;

/// A link to a brief, with the day of its event, on a page of `lang`.
pub(crate) fn link(context: &Context, lang: LanguageId, id: BriefId) -> BriefLinkView {
    let linked = context.site.node(id);
    let brief = &linked.meta;
    let event = brief.event.as_ref().map(|event| context.edtf(event, lang));
    let day = || context.day(brief.date.date(&context.site.config.timezone), lang);
    BriefLinkView {
        title: context.typeset(&brief.title, linked.lang),
        title_html: context.title_html(brief, linked.lang),
        href: context.href(&linked.route),
        date: event.unwrap_or_else(day),
        marks: list::marks(context, linked),
        language: links::language(context, lang, linked.lang),
    }
}

/// The briefs that share most with `id`, without those in `shown`.
pub(crate) fn related(context: &Context, id: BriefId, shown: &[BriefId]) -> Vec<RelatedView> {
    let site = context.site;
    let lang = site.node(id).lang;
    let found = site
        .related(id, shown, MAX_RELATED)
        .into_iter()
        .map(|related| {
            let names = related.shared.iter().take(MAX_SHARED);
            let names = names.map(|tag| LinkView {
                href: None,
                ..links::link(context, lang, *tag)
            });
            RelatedView {
                brief: list::card(context, lang, related.brief),
                shared: names.collect(),
            }
        });
    found.collect()
}

/// The briefs that link to `id` or to one of its versions, each with the sentence that does.
pub(crate) fn backlinks(context: &Context, id: BriefId) -> Vec<BacklinkView> {
    let site = context.site;
    let lang = site.node(id).lang;
    let found = site
        .backlinks_for(id)
        .into_iter()
        .take(MAX_BACKLINKS)
        .filter_map(|backlink| {
            let linked = context.brief(backlink.from);
            let (body, from) = (
                &linked.brief.body,
                LinkOrigin {
                    path: &linked.node.meta.path,
                    lang: linked.node.lang,
                },
            );
            let title =
                |link_idx: usize| body_html::title(site, &body.links[link_idx].target, from);
            let language = &site.lang(linked.node.lang).language;
            let sentence = body::sentence(body, backlink.link_idx, &title, language)?;
            Some(BacklinkView {
                brief: list::card(context, lang, backlink.from),
                sentence,
            })
        });
    found.collect()
}

/// The same brief in other languages.
pub(crate) fn versions(context: &Context, linked: &LinkedBrief) -> Vec<VersionView> {
    let site = context.site;
    let versions = linked
        .node
        .versions
        .iter()
        .map(|id| site.node(*id))
        .map(|version| VersionView {
            language: LanguageView::of(&site.lang(version.lang).language),
            title: context.typeset(&version.meta.title, version.lang),
            href: context.href(&version.route),
            marks: list::marks(context, version),
        });
    versions.collect()
}
