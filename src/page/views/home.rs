//! The home page: the newest day by section, running storylines, what was corrected, the editions.

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::plan::{FeedOf, Page};
use crate::page::view::{CardView, HomeSectionView, HomeView, ListView, Seen};
use crate::page::views::{
    Frame, Listed, View, activity, corrections, describe, edition, frame, links, list, storyline,
    template,
};
use crate::shown::Shown;
use crate::site::{BranchId, BriefId, GroupId, Part};

/// Storylines that the front shows.
const MAX_STORYLINES: usize = 6;
/// Corrections that the front shows.
const MAX_CORRECTIONS: usize = 3;
/// Editions that the front shows.
const MAX_EDITIONS: usize = 3;

/// Makes the view of the home page, or of one of its further pages.
pub fn home(context: &Context, page: &Page, branch: BranchId, part: &Part) -> View {
    let site = context.site;
    let briefs = &site.branch(branch).all.listed;
    let mut list = list::list(context, (branch, briefs), part, &|number| {
        site.home_route(branch, number)
    });
    let front = if part.number.is_none() {
        front(context, branch, &mut list)
    } else {
        HomeView::default()
    };
    let title = context.numbered(context.title(branch), part.number, branch);
    let shown = if part.number.is_some() {
        briefs.get(part.range.clone()).unwrap_or_default()
    } else {
        briefs
    };
    let own = context
        .description(branch)
        .filter(|_| part.number.is_none() && describes_itself(context, branch));
    let own = own.and_then(|own| describe::text(context, branch, &own));
    let description = own.or_else(|| describe::briefs(context, branch, &title, shown));
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "home",
                title,
                description,
                branch,
                feed: Some(FeedOf::Site),
                trail: if part.number.is_some() {
                    links::trail_home(context, branch)
                } else {
                    Vec::new()
                },
                listed: Listed::Yes,
            },
        )),
        home: Some(front),
        list: Some(list),
        ..Seen::default()
    };
    template(None, "home.html", seen)
}

/// Whether the site says in the language of `branch` what it is.
fn describes_itself(context: &Context, branch: BranchId) -> bool {
    branch.0 == 0
        || context
            .site
            .config
            .describes_itself_in(&context.site.branch(branch).language)
}

/// The front of the home page. Takes the briefs of the newest day out of `list`.
fn front(context: &Context, branch: BranchId, list: &mut ListView) -> HomeView {
    let site = context.site;
    let all = &site.branch(branch).all.listed;
    let day = |id: &BriefId| activity::published(context, site.placed(*id).released);
    let newest = all.first().map(day);
    let n_today = all
        .iter()
        .take(list.briefs.len())
        .take_while(|id| Some(day(id)) == newest)
        .count();
    let cards: Vec<Shown<CardView>> = list.briefs.drain(..n_today).collect();
    HomeView {
        day: newest.map(|date| context.weekday(date, branch)),
        sections: sections(context, branch, &all[..n_today], cards),
        storylines: storyline::running(context, branch, MAX_STORYLINES),
        corrections: corrections::newest(context, branch, MAX_CORRECTIONS),
        editions: if branch.0 == 0 {
            edition::newest(context, MAX_EDITIONS)
        } else {
            Vec::new()
        },
    }
}

/// Puts the cards of briefs under their sections, in the order of the first brief of each.
fn sections(
    context: &Context,
    branch: BranchId,
    ids: &[BriefId],
    cards: Vec<Shown<CardView>>,
) -> Vec<HomeSectionView> {
    let mut sections: Vec<(Option<GroupId>, Vec<Shown<CardView>>)> = Vec::new();
    for (id, card) in ids.iter().zip(cards) {
        let section = section(context, *id);
        match sections.iter_mut().find(|(known, _)| *known == section) {
            Some((_, cards)) => cards.push(card),
            None => sections.push((section, vec![card])),
        }
    }
    // Sorting is stable: only what has no section moves, to the end.
    sections.sort_by_key(|(section, _)| section.is_none());
    let view = |(section, briefs): (Option<GroupId>, Vec<Shown<CardView>>)| HomeSectionView {
        title: section.map(|section| links::link(context, branch, section)),
        briefs,
    };
    sections.into_iter().map(view).collect()
}

/// The topic at the top of the tree above the first topic of a brief.
fn section(context: &Context, id: BriefId) -> Option<GroupId> {
    let site = context.site;
    let first = site.placed(id).head.topics.first()?;
    let mut topic = site.tagged(Kind::Topic, first)?;
    while let Some(above) = site.group(topic).parent {
        topic = above;
    }
    Some(topic)
}
