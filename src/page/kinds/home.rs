//! The home page: the newest day by section, running storylines, what was corrected, the editions.
//! Reads the texts of the newest corrections.

use jiff::Timestamp;

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::json_ld;
use crate::page::kinds::{corrections, editions};
use crate::page::plan::{FeedOf, HomePart, Page, PageKind};
use crate::page::routes;
use crate::page::view::{CardView, HomeSectionView, HomeView, ListView, Seen};
use crate::page::views::list::newest_change;
use crate::page::views::{Frame, activity, describe, links, list, storyline};
use crate::shown::Shown;
use crate::site::{self, BranchId, BriefId, GroupId, Site};
use crate::url::Route;

/// Storylines that the front shows.
const MAX_STORYLINES: usize = 6;
/// Corrections that the front shows.
const MAX_CORRECTIONS: usize = 3;
/// Editions that the front shows.
const MAX_EDITIONS: usize = 3;

/// Most bytes of the home page, which has a day's briefs: two round trips.
const BUDGET: usize = 25 * 1024;

impl PageFacts for HomePart {
    fn common(&self) -> Common {
        Common::page("home").with_budget(BUDGET)
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        newest_change(site, &site.branch(self.branch).all.listed, &self.part.range)
    }

    /// Those of the newest corrections, on the front.
    fn texts(&self, site: &Site) -> Vec<BriefId> {
        let newest = site.branch(self.branch).corrections.iter();
        let shown = newest.take(MAX_CORRECTIONS).map(|of| of.brief);
        shown.filter(|_| self.part.number.is_none()).collect()
    }

    fn is_in_all_languages(&self) -> bool {
        self.part.number.is_none()
    }

    fn data(&self, context: &Context, _: &Route, frame: &Frame) -> Option<String> {
        Some(json_ld::web_site(context, frame.branch))
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let HomePart { branch, ref part } = *self;
        let site = context.site;
        let briefs = &site.branch(branch).all.listed;
        let mut list = list::list(context, (branch, briefs), part, &|number| {
            routes::home(site, branch, number)
        });
        let front = if part.number.is_none() {
            front(context, branch, &mut list)
        } else {
            HomeView::default()
        };
        let title = context.numbered(context.title(branch), part.number, branch);
        let own = context
            .description(branch)
            .filter(|_| part.number.is_none() && describes_itself(context, branch));
        let own = own.and_then(|own| describe::text(context, branch, &own));
        let shown = part.of_page(briefs);
        let mut frame = Frame {
            description: own.or_else(|| describe::briefs(context, branch, &title, shown)),
            feed: Some(FeedOf::Site),
            ..Frame::new(context, branch, "home", title)
        };
        if part.number.is_none() {
            frame.trail.clear();
        }
        let seen = Seen {
            home: Some(front),
            list: Some(list),
            ..frame.seen(context, page)
        };
        View::of(None, "home.html", seen)
    }
}

/// Returns the pages of the list of all briefs.
pub(crate) fn pages(site: &Site, branch: BranchId) -> Vec<Page> {
    let all = &site.branch(branch).all.listed;
    let parts = site::parts(all.len(), site.config.page_size);
    let pages = parts.into_iter().map(|part| Page {
        route: routes::home(site, branch, part.number),
        kind: PageKind::Home(HomePart { branch, part }),
    });
    pages.collect()
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
            editions::newest(context, MAX_EDITIONS)
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
