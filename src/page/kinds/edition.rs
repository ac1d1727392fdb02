//! An edition with its briefs.

use crate::diag::Place;
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::fill;
use crate::page::plan::{EditionIdx, Page, PageKind};
use crate::page::view::{EditionView, LinkView, Seen};
use crate::page::views::{Frame, describe, links, list};
use crate::site::{BranchId, LinkedEdition, Site, Texts};
use crate::words::Word;

impl PageFacts for EditionIdx {
    fn common(&self) -> Common {
        Common::page("edition")
    }

    fn origin(&self, site: &Site) -> Option<Place> {
        Some(Place::file(&site.editions[self.0].file.path))
    }

    fn places(&self, site: &Site, _: &Texts) -> Vec<String> {
        site.editions[self.0].file.body.anchors.clone()
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let site = context.site;
        let branch = BranchId(0);
        let linked = &site.editions[self.0];
        let file = &linked.file;
        let neighbour = |idx: Option<usize>| {
            let linked = idx.and_then(|idx| site.editions.get(idx));
            linked.map(|linked| link(context, linked))
        };
        let title = context.typeset(&linked.edition.title, branch);
        let mut frame = Frame {
            description: description(context, linked),
            ..Frame::new(context, branch, "edition", title.clone())
        };
        frame.trail.push(LinkView::new(
            links::index_title(context, branch, Kind::Edition),
            Some(context.href(&site.editions_route())),
        ));
        let briefs = linked.briefs.iter();
        let seen = Seen {
            edition: Some(EditionView {
                title,
                date: context.time(&linked.edition.date, branch),
                number: linked.number,
                html: fill::of_file(context, branch, file),
                briefs: briefs.map(|id| list::card(context, branch, *id)).collect(),
                newer: neighbour(self.0.checked_add(1)),
                older: neighbour(self.0.checked_sub(1)),
                extra: file.extra.clone(),
            }),
            ..frame.seen(context, page)
        };
        View::of(file.template.as_deref(), Kind::Edition.template(), seen)
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

/// The beginning of its text; without one, its headlines.
fn description(context: &Context, linked: &LinkedEdition) -> Option<String> {
    let (site, branch) = (context.site, BranchId(0));
    let headlines = || {
        let briefs = linked.briefs.iter().map(|id| site.placed(*id));
        let titles: Vec<String> = briefs
            .map(|brief| context.typeset(&brief.head.title, brief.branch))
            .collect();
        let title = context.typeset(&linked.edition.title, branch);
        describe::names(context, branch, &title, (&titles, Word::Semicolon))
    };
    describe::file(context, branch, &linked.file).or_else(headlines)
}

fn link(context: &Context, linked: &LinkedEdition) -> LinkView {
    let route = context.site.edition_route(linked);
    LinkView::new(
        context.typeset(&linked.edition.title, BranchId(0)),
        Some(context.href(&route)),
    )
}
