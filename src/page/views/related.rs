//! Other briefs around a brief: related ones, backlinks, translations, and links to single briefs. Which briefs are
//! related is decided in `site`.

use crate::body;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::view::{
    BacklinkView, BriefLinkView, LanguageView, LinkView, RelatedView, VersionView,
};
use crate::page::views::{links, list};
use crate::site::{BriefId, LanguageId, LinkOrigin, LinkedBrief};

/// Maximum number of related briefs on a page.
const MAX_RELATED: usize = 5;
/// Maximum number of shared names shown for a related brief.
const MAX_SHARED: usize = 3;
/// Maximum number of backlinks on a page.
pub(crate) const MAX_BACKLINKS: usize = 20;

/// Links to a brief from a page of `lang`, with the date of its event.
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

/// Returns the briefs that share most with `id`, except those in `shown`.
pub(crate) fn related(context: &Context, id: BriefId, shown: &[BriefId]) -> Vec<RelatedView> {
    let site = context.site;
    let lang = site.node(id).lang;
    let found = site
        .related(id, shown, MAX_RELATED)
        .into_iter()
        .map(|related| {
            let names = related.shared.iter().take(MAX_SHARED);
            // Plain names: the page links to all of its own tags already.
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

/// Returns the briefs that link to `id` or to one of its versions, each with the sentence that contains the link.
pub(crate) fn backlinks(context: &Context, id: BriefId) -> Vec<BacklinkView> {
    let site = context.site;
    let lang = site.node(id).lang;
    let found = site
        .backlinks_for(id)
        .into_iter()
        // The same limit as for the texts that the page declares.
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
