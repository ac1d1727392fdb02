//! The view of what a country and a topic share.

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::plan::{CrossingOf, Page};
use crate::page::view::{CrossingView, GroupCardView, Seen};
use crate::page::views::{Frame, Listed, View, beside, describe, frame, links, list, template};
use crate::site::{BranchId, GroupId};

/// Briefs that are shown with their summaries.
const MAX_CARDS: usize = 20;
/// Briefs before those that are linked. All there are have a place on the pages of the country and the topic.
const MAX_LINKS: usize = 100;

/// Makes the view of the page of a country and a topic.
pub fn crossing(context: &Context, page: &Page, of: &CrossingOf) -> View {
    let CrossingOf {
        branch,
        country,
        topic,
    } = *of;
    let briefs = context
        .site
        .crossing(branch, country, topic)
        .unwrap_or_default();
    let (newest, older) = briefs.split_at(briefs.len().min(MAX_CARDS));
    let mut trail = links::trail_group(context, branch, country);
    trail.push(links::link(context, branch, country));
    let country = links::link(context, branch, country);
    let topic = links::link(context, branch, topic);
    let title = format!("{}: {}", country.text, topic.text);
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "crossing",
                description: describe::briefs(context, branch, &title, briefs),
                title,
                branch,
                feed: None,
                trail,
                listed: Listed::Yes,
            },
        )),
        crossing: Some(CrossingView {
            country,
            topic,
            total: briefs.len(),
            briefs: newest
                .iter()
                .map(|id| list::card(context, branch, *id))
                .collect(),
            older: older
                .iter()
                .take(MAX_LINKS)
                .map(|id| beside::link(context, branch, *id))
                .collect(),
        }),
        ..Seen::default()
    };
    template(None, "crossing.html", seen)
}

/// Of a country the topics, of a topic the countries that it has a page together with, those with most first.
pub fn crossings(context: &Context, branch: BranchId, id: GroupId) -> Vec<GroupCardView> {
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
                native: None,
                href: context.href(&site.crossing_route(branch, country, topic)),
                count,
                latest: None,
                children: Vec::new(),
            }
        });
    found.collect()
}
