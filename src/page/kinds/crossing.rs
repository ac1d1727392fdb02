//! What a country and a topic share.

use jiff::Timestamp;

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{CrossingOf, Page, PageKind};
use crate::page::view::{CrossingView, GroupCardView, Seen};
use crate::page::views::list::newest_change;
use crate::page::views::{Frame, beside, describe, links, list};
use crate::site::{BranchId, BriefId, GroupId, Site};
use crate::url::Route;

/// Briefs that are shown with their summaries.
const MAX_CARDS: usize = 20;
/// Briefs before those that are linked. All there are have a place on the pages of the country and the topic.
const MAX_LINKS: usize = 100;

impl PageFacts for CrossingOf {
    fn common(&self) -> Common {
        Common::page("crossing")
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        let briefs = self.briefs(site);
        newest_change(site, briefs, &(0..briefs.len()))
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let branch = self.branch;
        let briefs = self.briefs(context.site);
        let (newest, older) = briefs.split_at(briefs.len().min(MAX_CARDS));
        let country = links::link(context, branch, self.country);
        let topic = links::link(context, branch, self.topic);
        let title = format!("{}: {}", country.text, topic.text);
        let mut trail = links::trail_group(context, branch, self.country);
        trail.push(country.clone());
        let frame = Frame {
            description: describe::briefs(context, branch, &title, briefs),
            trail,
            ..Frame::new(context, branch, "crossing", title)
        };
        let newest = newest.iter().map(|id| list::card(context, branch, *id));
        let older = older.iter().take(MAX_LINKS);
        let seen = Seen {
            crossing: Some(CrossingView {
                country,
                topic,
                total: briefs.len(),
                briefs: newest.collect(),
                older: older.map(|id| beside::link(context, branch, *id)).collect(),
            }),
            ..frame.seen(context, page)
        };
        View::of(None, "crossing.html", seen)
    }
}

impl CrossingOf {
    fn briefs<'a>(&self, site: &'a Site) -> &'a [BriefId] {
        site.crossing(self.branch, self.country, self.topic)
            .unwrap_or_default()
    }
}

/// Returns the pages of all countries and topics that have one together.
pub(crate) fn pages(site: &Site, branch: BranchId) -> Vec<Page> {
    let crossings = site.branch(branch).crossings.keys();
    let pages = crossings.map(|(country, topic)| Page {
        route: route(site, branch, *country, *topic),
        kind: PageKind::Crossing(CrossingOf {
            branch,
            country: *country,
            topic: *topic,
        }),
    });
    pages.collect()
}

/// Returns the address of what a country and a topic share: `/countries/iq/energy/`.
fn route(site: &Site, branch: BranchId, country: GroupId, topic: GroupId) -> Route {
    site.group_route(branch, country, None)
        .page(&site.group(topic).slug)
}

/// Of a country the topics, of a topic the countries that it has a page together with, those with most first.
pub(crate) fn crossings(context: &Context, branch: BranchId, id: GroupId) -> Vec<GroupCardView> {
    let site = context.site;
    let is_country = site.group(id).kind == Kind::Country;
    let found = site
        .crossings_of(branch, id)
        .into_iter()
        .map(|(other, count)| {
            let (country, topic) = if is_country { (id, other) } else { (other, id) };
            GroupCardView {
                name: links::name(context, branch, other),
                language: links::name_language(context, branch, other),
                href: context.href(&route(site, branch, country, topic)),
                count,
                ..GroupCardView::default()
            }
        });
    found.collect()
}
