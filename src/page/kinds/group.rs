//! A group with its briefs: a topic, a country, a person, …; and its card in lists of groups.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::country::Country;
use crate::diag::Place;
use crate::entity::{Described, Entity, Role};
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::feeds::has_feed;
use crate::page::fill;
use crate::page::kinds::crossing;
use crate::page::plan::{FeedOf, GroupPart, Page, PageKind};
use crate::page::view::{FactView, GroupCardView, GroupView, LinkView, ListView, Seen};
use crate::page::views::list::newest_change;
use crate::page::views::{Frame, activity, describe, links, list, storyline};
use crate::site::{self, BranchId, BriefId, Group, GroupId, Part, Site, Texts};
use crate::time::Edtf;
use crate::words::Word;

impl PageFacts for GroupPart {
    fn common(&self) -> Common {
        Common::page("group")
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        let listed = &site.members(self.branch, self.group).listed;
        newest_change(site, listed, &self.part.range)
    }

    fn origin(&self, site: &Site) -> Option<Place> {
        let file = site.group(self.group).described.as_ref()?;
        Some(Place::file(&file.path))
    }

    fn places(&self, site: &Site, _: &Texts) -> Vec<String> {
        let file = site
            .group(self.group)
            .file(&site.branch(self.branch).language);
        file.map(|file| file.body.anchors.clone())
            .unwrap_or_default()
    }

    fn is_in_all_languages(&self) -> bool {
        self.part.number.is_none()
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let site = context.site;
        let GroupPart {
            branch, group: id, ..
        } = *self;
        let group = site.group(id);
        let file = group.file(&site.branch(branch).language);
        let (briefs, part) = listed(context, self);
        let mut list = list::list(context, (branch, &briefs), &part, &|number| {
            site.group_route(branch, id, number)
        });
        if let Some(country) = group.country {
            primary_first(site, country, &briefs[part.range.clone()], &mut list);
        }
        let mut facts = facts(context, branch, id, &part);
        if let Some(Entity::Storyline(storyline)) =
            group.described.as_ref().map(|file| &file.entity)
        {
            list.briefs = Vec::new();
            facts.timeline =
                storyline::timeline(context, branch, (file, storyline), &briefs, &part);
        }
        if part.number.is_none() && matches!(group.kind, Kind::Country | Kind::Topic) {
            facts.activity = activity::activity(context, branch, &briefs);
            facts.crossings = crossing::crossings(context, branch, id);
        }
        let name = links::name(context, branch, id);
        let title = context.numbered(&name, part.number, branch);
        let own = file.filter(|_| part.number.is_none());
        let own = own.and_then(|file| describe_file(context, branch, file));
        let mut frame = Frame {
            description: own
                .or_else(|| describe::briefs(context, branch, &title, part.of_page(&briefs))),
            feed: has_feed(site, branch, id).then_some(FeedOf::Group(id)),
            trail: links::trail_group(context, branch, id),
            ..Frame::new(context, branch, group.kind.as_str(), title)
        };
        if part.number.is_some() {
            frame.trail.push(links::link(context, branch, id));
        }
        let seen = Seen {
            group: Some(facts),
            list: Some(list),
            ..frame.seen(context, page)
        };
        let own = file.and_then(|file| file.template.as_deref());
        View::of(own, group.kind.template(), seen)
    }
}

/// Returns the pages of all groups.
pub(crate) fn pages(site: &Site, branch: BranchId) -> Vec<Page> {
    let groups = site
        .group_ids()
        .filter(|group| site.has_page(branch, *group));
    let pages = groups.flat_map(|group| {
        let n_briefs = site.members(branch, group).listed.len();
        let parts = site::parts(n_briefs, site.config.page_size).into_iter();
        parts.map(move |part| Page {
            route: site.group_route(branch, group, part.number),
            kind: PageKind::Group(GroupPart {
                branch,
                group,
                part,
            }),
        })
    });
    pages.collect()
}

/// The briefs on the pages of a group, and which of them are on this one. A group that has none in its language shows
/// some in others.
fn listed<'a>(context: &Context<'a>, of: &GroupPart) -> (Cow<'a, [BriefId]>, Part) {
    let own = &context.site.members(of.branch, of.group).listed;
    if !own.is_empty() {
        return (Cow::Borrowed(own), of.part.clone());
    }
    let others = in_other_languages(context, of.group);
    let all_of_them = Part {
        range: 0..others.len(),
        ..of.part.clone()
    };
    (Cow::Owned(others), all_of_them)
}

/// Parts the briefs `ids` of `list` into those that `country` is primary in and those that only mention it. A numbered
/// page never changes, so this is done on each page by itself.
fn primary_first(site: &Site, country: Country, ids: &[BriefId], list: &mut ListView) {
    let cards = std::mem::take(&mut list.briefs);
    for (id, card) in ids.iter().zip(cards) {
        if site.placed(*id).head.countries.first() == Some(&country) {
            list.briefs.push(card);
        } else {
            list.mentioned.push(card);
        }
    }
}

/// The beginning of what its file says of a group, if that is in the page's language.
fn describe_file(context: &Context, branch: BranchId, file: &Described) -> Option<String> {
    if links::file_language(context, branch, file.language.as_deref()).is_some() {
        return None;
    }
    describe::file(context, branch, file)
}

/// The newest briefs of a group that has none in the page's language: one version of each, that in the first language.
fn in_other_languages(context: &Context, id: GroupId) -> Vec<BriefId> {
    let site = context.site;
    if site.branches.len() == 1 {
        return Vec::new();
    }
    let mut ids: Vec<BriefId> = site
        .branch_ids()
        .flat_map(|branch| site.members(branch, id).listed.iter().copied())
        .collect();
    ids.sort_unstable();
    let is_tagged = |other: &BriefId| ids.binary_search(other).is_ok();
    let is_first = |id: &&BriefId| {
        let placed = site.placed(**id);
        let others = placed.versions.iter().filter(|other| is_tagged(other));
        others
            .map(|other| site.placed(*other).branch)
            .all(|other| placed.branch < other)
    };
    ids.iter()
        .filter(is_first)
        .take(site.config.page_size)
        .copied()
        .collect()
}

/// What the page of a group shows besides its briefs.
fn facts(context: &Context, branch: BranchId, id: GroupId, part: &Part) -> GroupView {
    let site = context.site;
    let group = site.group(id);
    let is_own_page = part.number.is_none();
    let file = group
        .file(&site.branch(branch).language)
        .map(|file| file.as_ref());
    // What is below a group stands on its own page, not on those with its older briefs.
    let html = file
        .filter(|_| is_own_page)
        .map(|file| fill::of_file(context, branch, file));
    let entity = file.map(|file| &file.entity);
    let (status, countries, topics): (_, &[Country], &[String]) = match entity {
        Some(Entity::Storyline(of)) => (Some(of.status.word()), &of.countries, &of.topics),
        Some(Entity::Organization(of)) => (None, &[], &of.topics),
        _ => (None, &[], &[]),
    };
    let topics = topics.iter().map(String::as_str);
    let parts = |kind| {
        if is_own_page {
            parts(context, branch, (group, kind))
        } else {
            Vec::new()
        }
    };
    GroupView {
        kind: group.kind.to_string(),
        name: links::name(context, branch, id),
        name_language: links::name_language(context, branch, id),
        native: native(context, branch, id),
        html: html.unwrap_or_default(),
        html_language: file
            .and_then(|file| links::file_language(context, branch, file.language.as_deref())),
        facts: file
            .map(|file| lines(context, branch, file))
            .unwrap_or_default(),
        children: if is_own_page {
            children(context, branch, group)
        } else {
            Vec::new()
        },
        regions: regions(context, branch, id),
        parent: group
            .parent
            .map(|parent| links::link(context, branch, parent)),
        storylines: parts(Kind::Storyline),
        people: parts(Kind::Person),
        organizations: parts(Kind::Organization),
        status,
        countries: links::countries(context, branch, countries),
        topics: links::tagged(context, branch, Kind::Topic, topics),
        extra: file.map(|file| file.extra.clone()).unwrap_or_default(),
        ..GroupView::default()
    }
}

/// The name of a person or an organization in its own script.
pub(crate) fn native(context: &Context, branch: BranchId, id: GroupId) -> Option<String> {
    let site = context.site;
    let file = site.group(id).file(&site.branch(branch).language)?;
    file.entity.profile()?.native.clone()
}

/// What stands below the name of a person or an organization.
fn lines(context: &Context, branch: BranchId, file: &Described) -> Vec<FactView> {
    let own = |text| FactView {
        text,
        language: None,
    };
    let line = match &file.entity {
        Entity::Person(person) => {
            // What stands around a role is in its language, too: half a line in another helps nobody.
            let of = context.site.branch_of(file.language.as_deref());
            let language = links::language(context, branch, of);
            let role = |held| FactView {
                text: role(context, of, held),
                language: language.clone(),
            };
            let country = kind_and_country(context, branch, None, person.profile.country);
            return person
                .roles
                .iter()
                .map(role)
                .chain(country.map(own))
                .collect();
        }
        Entity::Organization(of) => {
            let kind = of.kind.map(|kind| ("organization", kind.word()));
            kind_and_country(context, branch, kind, of.profile.country)
        }
        Entity::Publisher(publisher) => {
            let kind = publisher.kind.map(|kind| ("publisher", kind.word()));
            kind_and_country(context, branch, kind, publisher.country)
        }
        _ => None,
    };
    line.map(own).into_iter().collect()
}

fn role(context: &Context, branch: BranchId, role: &Role) -> String {
    let wording = context.wording(branch);
    let year = |date: &Edtf| context.year(date.first().year(), branch);
    let title = ("role", role.title.as_str());
    match (&role.since, &role.until) {
        (None, None) => role.title.clone(),
        (Some(since), None) => wording.say(Word::RoleSince, &[title, ("year", &year(since))]),
        (None, Some(until)) => wording.say(Word::RoleUntil, &[title, ("year", &year(until))]),
        (Some(since), Some(until)) => wording.say(
            Word::RoleBetween,
            &[title, ("from", &year(since)), ("to", &year(until))],
        ),
    }
}

fn kind_and_country(
    context: &Context,
    branch: BranchId,
    kind: Option<(&str, &str)>,
    country: Option<Country>,
) -> Option<String> {
    let site = context.site;
    let wording = context.wording(branch);
    let kind = kind.map(|(set, name)| wording.say_one(set, name));
    let name = |country| {
        site.config
            .names
            .country(country, &site.branch(branch).language)
    };
    let parts: Vec<String> = kind.into_iter().chain(country.map(name)).collect();
    (!parts.is_empty()).then(|| parts.join(&wording.say(Word::Comma, &[])))
}

/// What files say belongs to a group, of one kind, by name.
fn parts(context: &Context, branch: BranchId, of: (&Group, Kind)) -> Vec<GroupCardView> {
    let (group, kind) = of;
    let site = context.site;
    let ids = group
        .parts
        .iter()
        .filter(|id| site.group(**id).kind == kind && site.has_page(branch, **id));
    // One below another of them is shown there.
    let ids = ids.filter(|id| {
        site.group(**id)
            .parent
            .is_none_or(|parent| !group.parts.contains(&parent))
    });
    ids.map(|id| card(context, branch, *id)).collect()
}

fn regions(context: &Context, branch: BranchId, id: GroupId) -> Vec<LinkView> {
    let site = context.site;
    if site.group(id).kind != Kind::Country {
        return Vec::new();
    }
    let regions = site
        .group(id)
        .above
        .iter()
        .filter(|region| site.has_page(branch, **region));
    regions
        .map(|region| links::link(context, branch, *region))
        .collect()
}

/// Of a topic or an organization, those below it; of a region, its countries: those with a page, by name.
fn children(context: &Context, branch: BranchId, group: &Group) -> Vec<GroupCardView> {
    let wanted = if group.kind == Kind::Region {
        Kind::Country
    } else {
        group.kind
    };
    let site = context.site;
    let ids = group
        .children
        .iter()
        .filter(|id| site.group(**id).kind == wanted && site.has_page(branch, **id));
    ids.map(|id| card(context, branch, *id)).collect()
}

/// A group as lists show it.
pub(crate) fn card(context: &Context, branch: BranchId, id: GroupId) -> GroupCardView {
    let site = context.site;
    let group = site.group(id);
    let listed = &site.members(branch, id).listed;
    let below = if group.kind.nests() {
        children(context, branch, group)
    } else {
        Vec::new()
    };
    GroupCardView {
        name: links::name(context, branch, id),
        language: links::name_language(context, branch, id),
        href: context.href(&site.group_route(branch, id, None)),
        count: listed.len(),
        latest: listed
            .first()
            .map(|id| context.day(site.placed(*id).day, branch)),
        children: below,
        ..GroupCardView::default()
    }
}
