//! The view of a group with its briefs: a topic, a country, a person, …; and its card in lists of groups.

use crate::body::Marks;
use crate::country::Country;
use crate::entity::{Described, Entity, Role};
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::fill::{self, Links};
use crate::page::plan::{FeedOf, GroupPart, Page, has_feed};
use crate::page::view::{FactView, GroupCardView, GroupView, LinkView, ListView, PageView, Seen};
use crate::page::views::{
    Frame, Listed, View, activity, crossing, describe, frame, links, list, storyline, template,
};
use crate::site::{BranchId, BriefId, From, Group, GroupId, Part};
use crate::time::Edtf;
use crate::words::Word;

/// Makes the view of one page of a group.
pub fn group(context: &Context, page: &Page, shown: &GroupPart) -> View {
    let site = context.site;
    let (branch, id) = (shown.branch, shown.group);
    let group = site.group(id);
    let own = &site.members(branch, id).listed;
    let others = if own.is_empty() {
        in_other_languages(context, id)
    } else {
        Vec::new()
    };
    let all_of_them = Part {
        range: 0..others.len(),
        ..shown.part.clone()
    };
    let (briefs, part) = if own.is_empty() {
        (&others, &all_of_them)
    } else {
        (own, &shown.part)
    };
    let mut list = list::list(context, (branch, briefs), part, &|number| {
        site.group_route(branch, id, number)
    });
    if let Some(country) = group.country {
        let ids = briefs.get(part.range.clone()).unwrap_or_default();
        primary_first(context, &mut list, ids, country);
    }
    let mut facts = facts(context, branch, id, part);
    if let Some(Entity::Storyline(storyline)) = group.described.as_ref().map(|file| &file.entity) {
        list.briefs = Vec::new();
        let of = (group.file(&site.branch(branch).language), storyline);
        facts.timeline = storyline::timeline(context, branch, of, briefs, part);
    }
    if part.number.is_none() && matches!(group.kind, Kind::Country | Kind::Topic) {
        facts.activity = activity::activity(context, branch, briefs);
        facts.crossings = crossing::crossings(context, branch, id);
    }
    let described = if part.number.is_some() {
        briefs.get(part.range.clone()).unwrap_or_default()
    } else {
        briefs.as_slice()
    };
    let file = group.file(&site.branch(branch).language);
    let seen = Seen {
        page: Some(page_frame(context, page, shown, described)),
        group: Some(facts),
        list: Some(list),
        ..Seen::default()
    };
    let own = file.and_then(|file| file.template.as_deref());
    template(own, group.kind.template(), seen)
}

/// The frame of one page of a group; if its file has no text, these `briefs` describe it.
fn page_frame(context: &Context, page: &Page, shown: &GroupPart, briefs: &[BriefId]) -> PageView {
    let site = context.site;
    let (branch, id) = (shown.branch, shown.group);
    let part = &shown.part;
    let group = site.group(id);
    let name = links::name(context, branch, id);
    let title = context.numbered(&name, part.number, branch);
    let mut trail = links::trail_group(context, branch, id);
    if part.number.is_some() {
        trail.push(links::link(context, branch, id));
    }
    let kind = group.kind.to_string();
    let file = group.file(&site.branch(branch).language);
    let own = file
        .filter(|_| part.number.is_none())
        .and_then(|file| own_description(context, branch, file));
    let description = own.or_else(|| describe::briefs(context, branch, &title, briefs));
    let feed = has_feed(site, branch, id).then_some(FeedOf::Group(id));
    frame(
        context,
        page,
        Frame {
            kind: &kind,
            title,
            description,
            branch,
            feed,
            trail,
            listed: Listed::Yes,
        },
    )
}

/// Parts the briefs on the page of a country, whose ids are these, into those that it is the first country of,
/// and those that only mention it.
///
/// A numbered page never changes, so primary briefs come first on each page, not on the first.
fn primary_first(context: &Context, shown: &mut ListView, ids: &[BriefId], country: Country) {
    let (mut primary, mut mentioned) = (Vec::new(), Vec::new());
    for (card, id) in std::mem::take(&mut shown.briefs).into_iter().zip(ids) {
        if context.site.placed(*id).head.countries.first() == Some(&country) {
            primary.push(card);
        } else {
            mentioned.push(card);
        }
    }
    shown.briefs = primary;
    shown.mentioned = mentioned;
}

/// Describes a group by the first sentences of its file; `None` if that is in another language than the page.
fn own_description(context: &Context, branch: BranchId, file: &Described) -> Option<String> {
    if links::file_language(context, branch, file.language.as_deref()).is_some() {
        return None;
    }
    let path = &file.path;
    let lead = fill::lead(context.site, &file.body, From { path, branch });
    describe::text(context, branch, &lead)
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
    let html = file.filter(|_| is_own_page).map(|file| {
        let links = Links::on_page(
            context,
            &file.body,
            From {
                path: &file.path,
                branch,
            },
        );
        fill::stitched(&file.body, &links, Marks::Page)
    });
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
pub fn native(context: &Context, branch: BranchId, id: GroupId) -> Option<String> {
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
pub fn card(context: &Context, branch: BranchId, id: GroupId) -> GroupCardView {
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
