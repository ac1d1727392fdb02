//! An edition with its briefs. Editions exist in the main language only.

use crate::diag::Place;
use crate::i18n::MessageKey;
use crate::kind::Kind;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{EditionIdx, Page, PageKind};
use crate::page::view::{EditionView, LinkView, TemplateContext};
use crate::page::views::{Frame, describe, links, list};
use crate::site::{BriefTexts, LanguageId, LinkedEdition, Site};

impl PageFacts for EditionIdx {
    fn common(&self) -> Common {
        Common::page("edition")
    }

    fn origin(&self, site: &Site) -> Option<Place> {
        Some(Place::file(&site.editions[self.0].file.path))
    }

    fn places(&self, site: &Site, _: &BriefTexts) -> Vec<String> {
        site.editions[self.0].file.body.anchors.clone()
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let site = context.site;
        let lang = LanguageId(0);
        let linked = &site.editions[self.0];
        let file = &linked.file;
        let neighbour = |idx: Option<usize>| {
            let linked = idx.and_then(|idx| site.editions.get(idx));
            linked.map(|linked| link(context, linked))
        };
        let title = context.typeset(&linked.edition.title, lang);
        let mut frame = Frame {
            description: description(context, linked),
            ..Frame::new(context, lang, "edition", title.clone())
        };
        frame.trail.push(LinkView::new(
            links::index_title(context, lang, Kind::Edition),
            Some(context.href(&site.editions_route())),
        ));
        let briefs = linked.briefs.iter();
        let template_context = TemplateContext {
            edition: Some(EditionView {
                title,
                date: context.time(&linked.edition.date, lang),
                number: linked.number,
                html: body_html::of_file(context, lang, file),
                briefs: briefs.map(|id| list::card(context, lang, *id)).collect(),
                // Editions are stored oldest first.
                newer: neighbour(self.0.checked_add(1)),
                older: neighbour(self.0.checked_sub(1)),
                extra: file.extra.clone(),
            }),
            ..frame.seen(context, page)
        };
        View::of(
            file.template.as_deref(),
            Kind::Edition.template(),
            template_context,
        )
    }
}

/// Returns the pages of all editions.
pub(crate) fn pages(site: &Site) -> Vec<Page> {
    let editions = site.editions.iter().enumerate();
    let pages = editions.map(|(idx, edition)| Page {
        route: site.edition_route(edition),
        kind: PageKind::Edition(EditionIdx(idx)),
    });
    pages.collect()
}

/// Describes an edition by the beginning of its text, or else by its headlines.
fn description(context: &Context, linked: &LinkedEdition) -> Option<String> {
    let (site, lang) = (context.site, LanguageId(0));
    let headlines = || {
        let briefs = linked.briefs.iter().map(|id| site.node(*id));
        let titles: Vec<String> = briefs
            .map(|brief| context.typeset(&brief.meta.title, brief.lang))
            .collect();
        let title = context.typeset(&linked.edition.title, lang);
        describe::names(context, lang, &title, (&titles, MessageKey::Semicolon))
    };
    describe::file(context, lang, &linked.file).or_else(headlines)
}

fn link(context: &Context, linked: &LinkedEdition) -> LinkView {
    let route = context.site.edition_route(linked);
    LinkView::new(
        context.typeset(&linked.edition.title, LanguageId(0)),
        Some(context.href(&route)),
    )
}
