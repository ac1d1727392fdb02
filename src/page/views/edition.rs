//! The views of editions: one with its briefs, and all of them.

use crate::body::Marks;
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::fill::{self, Links};
use crate::page::plan::Page;
use crate::page::view::{EditionCardView, EditionView, LinkView, Seen};
use crate::page::views::{Frame, Listed, View, beside, describe, frame, links, list, template};
use crate::site::{BranchId, From, LinkedEdition};
use crate::words::Word;

/// Editions of a list that are shown with the headline of their first brief.
const MAX_LEADS: usize = 30;

/// Whether the card of an edition has the headline of its first brief.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Shown,
    Left,
}

/// Makes the view of an edition.
pub fn edition(context: &Context, page: &Page, edition_idx: usize) -> View {
    let site = context.site;
    let branch = BranchId(0);
    let linked = &site.editions[edition_idx];
    let file = &linked.file;
    let body = Links::on_page(
        context,
        &file.body,
        From {
            path: &file.path,
            branch,
        },
    );
    let neighbour = |idx: Option<usize>| {
        idx.and_then(|idx| site.editions.get(idx))
            .map(|one| link(context, one))
    };
    let mut trail = links::trail_home(context, branch);
    let list = Some(context.href(&site.editions_route()));
    trail.push(LinkView::new(
        links::index_title(context, branch, Kind::Edition),
        list,
    ));
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "edition",
                title: context.typeset(&linked.edition.title, branch),
                description: description(context, linked),
                branch,
                feed: None,
                trail,
                listed: Listed::Yes,
            },
        )),
        edition: Some(EditionView {
            title: context.typeset(&linked.edition.title, BranchId(0)),
            date: context.time(&linked.edition.date, branch),
            number: linked.number,
            html: fill::stitched(&file.body, &body, Marks::Page),
            briefs: linked
                .briefs
                .iter()
                .map(|id| list::card(context, branch, *id))
                .collect(),
            newer: neighbour(edition_idx.checked_add(1)),
            older: neighbour(edition_idx.checked_sub(1)),
            extra: file.extra.clone(),
        }),
        ..Seen::default()
    };
    template(file.template.as_deref(), "edition.html", seen)
}

/// The beginning of its text; without one, its headlines.
fn description(context: &Context, linked: &LinkedEdition) -> Option<String> {
    let (site, branch) = (context.site, BranchId(0));
    let from = From {
        path: &linked.file.path,
        branch,
    };
    let headlines = || {
        let briefs = linked.briefs.iter().map(|id| site.brief(*id));
        let titles: Vec<String> = briefs
            .map(|brief| context.typeset(&brief.brief.title, brief.branch))
            .collect();
        let title = context.typeset(&linked.edition.title, branch);
        describe::names(context, branch, &title, (&titles, Word::Semicolon))
    };
    describe::text(context, branch, &fill::lead(site, &linked.file.body, from)).or_else(headlines)
}

/// Makes the view of the list of all editions, newest first.
pub fn index(context: &Context, page: &Page) -> View {
    let site = context.site;
    let branch = BranchId(0);
    let all = site.editions.len();
    let title = links::index_title(context, branch, Kind::Edition);
    let newest_first = site.editions.iter().rev();
    let titles: Vec<String> = newest_first
        .map(|linked| context.typeset(&linked.edition.title, branch))
        .collect();
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "index",
                description: describe::names(context, branch, &title, (&titles, Word::Comma)),
                title,
                branch,
                feed: None,
                trail: links::trail_home(context, branch),
                listed: Listed::Yes,
            },
        )),
        editions: Some(newest(context, all)),
        ..Seen::default()
    };
    template(None, "editions.html", seen)
}

/// The newest editions, at most `limit`.
pub fn newest(context: &Context, limit: usize) -> Vec<EditionCardView> {
    let newest = context.site.editions.iter().rev().take(limit);
    let leads = std::iter::repeat_n(Lead::Shown, MAX_LEADS).chain(std::iter::repeat(Lead::Left));
    newest
        .zip(leads)
        .map(|(linked, lead)| card(context, linked, lead))
        .collect()
}

fn card(context: &Context, linked: &LinkedEdition, lead: Lead) -> EditionCardView {
    let site = context.site;
    let first = linked.briefs.first().filter(|_| lead == Lead::Shown);
    EditionCardView {
        number: linked.number,
        title: context.typeset(&linked.edition.title, BranchId(0)),
        href: context.href(&site.edition_route(linked)),
        date: context.time(&linked.edition.date, BranchId(0)),
        count: linked.briefs.len(),
        lead: first.map(|id| beside::link(context, BranchId(0), *id)),
    }
}

fn link(context: &Context, linked: &LinkedEdition) -> LinkView {
    let route = context.site.edition_route(linked);
    LinkView::new(
        context.typeset(&linked.edition.title, BranchId(0)),
        Some(context.href(&route)),
    )
}
