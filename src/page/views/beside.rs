//! What stands beside a brief: its steps in the storyline, related briefs, backlinks, other languages.

use crate::body;
use crate::page::context::Context;
use crate::page::fill;
use crate::page::view::{
    BacklinkView, BriefLinkView, LanguageView, LinkView, RelatedView, VersionView,
};
use crate::page::views::{links, list};
use crate::site::{BranchId, BriefId, From, LinkedBrief};

/// Related briefs that a brief shows.
const MAX_RELATED: usize = 5;
/// Names of what a related brief shares that are shown.
const MAX_SHARED: usize = 3;
/// Briefs that link to it that a brief shows.
pub(crate) const MAX_BACKLINKS: usize = 20;

/// A link to a brief, with the day of its event, on a page of `branch`.
pub(crate) fn link(context: &Context, branch: BranchId, id: BriefId) -> BriefLinkView {
    let linked = context.site.placed(id);
    let brief = &linked.head;
    let event = brief
        .event
        .as_ref()
        .map(|event| context.edtf(event, branch));
    let day = || context.day(brief.date.date(&context.site.config.timezone), branch);
    BriefLinkView {
        title: context.typeset(&brief.title, linked.branch),
        title_html: context.title_html(brief, linked.branch),
        href: context.href(&linked.route),
        date: event.unwrap_or_else(day),
        marks: list::marks(context, linked),
        language: links::language(context, branch, linked.branch),
    }
}

/// The briefs that share most with `id`, without those in `shown`.
pub(crate) fn related(context: &Context, id: BriefId, shown: &[BriefId]) -> Vec<RelatedView> {
    let site = context.site;
    let branch = site.placed(id).branch;
    let found = site
        .related(id, shown, MAX_RELATED)
        .into_iter()
        .map(|related| {
            let names = related.shared.iter().take(MAX_SHARED);
            let names = names.map(|tag| LinkView {
                href: None,
                ..links::link(context, branch, *tag)
            });
            RelatedView {
                brief: list::card(context, branch, related.brief),
                shared: names.collect(),
            }
        });
    found.collect()
}

/// The briefs that link to `id` or to one of its versions, each with the sentence that does.
pub(crate) fn backlinks(context: &Context, id: BriefId) -> Vec<BacklinkView> {
    let site = context.site;
    let branch = site.placed(id).branch;
    let found = site
        .backlinks_for(id)
        .into_iter()
        .take(MAX_BACKLINKS)
        .filter_map(|backlink| {
            let linked = context.brief(backlink.from);
            let (body, from) = (
                &linked.brief.body,
                From {
                    path: &linked.placed.head.path,
                    branch: linked.placed.branch,
                },
            );
            let title = |link_idx: usize| fill::title(site, &body.links[link_idx].target, from);
            let language = &site.branch(linked.placed.branch).language;
            let sentence = body::sentence(body, backlink.link_idx, &title, language)?;
            Some(BacklinkView {
                brief: list::card(context, branch, backlink.from),
                sentence,
            })
        });
    found.collect()
}

/// The same brief in other languages.
pub(crate) fn versions(context: &Context, linked: &LinkedBrief) -> Vec<VersionView> {
    let site = context.site;
    let versions = linked
        .placed
        .versions
        .iter()
        .map(|id| site.placed(*id))
        .map(|version| VersionView {
            language: LanguageView::of(&site.branch(version.branch).language),
            title: context.typeset(&version.head.title, version.branch),
            href: context.href(&version.route),
            marks: list::marks(context, version),
        });
    versions.collect()
}
