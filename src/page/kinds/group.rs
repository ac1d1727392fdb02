//! A group with its briefs: a topic, a country, a person and so on, page by page; and the card of a group in lists.
//! Which briefs belong to a group is decided in `site::groups`.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::country::Country;
use crate::diag::Place;
use crate::entity::{Entity, EntityFile, Role};
use crate::i18n::MessageKey;
use crate::kind::Kind;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::feeds::has_feed;
use crate::page::kinds::country_topic;
use crate::page::plan::{FeedOf, GroupPage, Page, PageKind};
use crate::page::view::{FactView, GroupCardView, GroupView, LinkView, ListView, TemplateContext};
use crate::page::views::list::newest_change;
use crate::page::views::{Frame, activity, describe, links, list, storyline};
use crate::site::{self, BriefId, BriefTexts, Group, GroupId, LanguageId, ListPage, Site};
use crate::time::Edtf;

impl PageFacts for GroupPage {
    fn common(&self) -> Common {
        Common::page("group")
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        let listed = &site.members(self.lang, self.group).listed;
        newest_change(site, listed, &self.part.range)
    }

    fn origin(&self, site: &Site) -> Option<Place> {
        let file = site.group(self.group).file.as_ref()?;
        Some(Place::file(&file.path))
    }

    fn places(&self, site: &Site, _: &BriefTexts) -> Vec<String> {
        let file = site.group(self.group).file(&site.lang(self.lang).language);
        file.map(|file| file.body.anchors.clone())
            .unwrap_or_default()
    }

    fn is_in_all_languages(&self) -> bool {
        // Numbered pages count the briefs of one language: the same number elsewhere is a different list.
        self.part.number.is_none()
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let site = context.site;
        let GroupPage {
            lang, group: id, ..
        } = *self;
        let group = site.group(id);
        let file = group.file(&site.lang(lang).language);
        let (briefs, part) = listed(context, self);
        let mut list = list::list(context, (lang, &briefs), &part, &|number| {
            site.group_route(lang, id, number)
        });
        // Pages of countries are the only lists in two parts.
        if let Some(country) = group.country {
            primary_first(site, country, &briefs[part.range.clone()], &mut list);
        }
        let mut facts = facts(context, lang, id, &part);
        if let Some(Entity::Storyline(storyline)) = group.file.as_ref().map(|file| &file.entity) {
            // The timeline shows the briefs of a storyline among its other steps.
            list.briefs = Vec::new();
            facts.timeline = storyline::timeline(context, lang, (file, storyline), &briefs, &part);
        }
        if part.number.is_none() && matches!(group.kind, Kind::Country | Kind::Topic) {
            facts.activity = activity::activity(context, lang, &briefs);
            facts.country_topics = country_topic::country_topics(context, lang, id);
        }
        let name = links::name(context, lang, id);
        let title = context.numbered(&name, part.number, lang);
        let own = file.filter(|_| part.number.is_none());
        let own = own.and_then(|file| describe_file(context, lang, file));
        let mut frame = Frame {
            description: own
                .or_else(|| describe::briefs(context, lang, &title, part.of_page(&briefs))),
            feed: has_feed(site, lang, id).then_some(FeedOf::Group(id)),
            trail: links::trail_group(context, lang, id),
            ..Frame::new(context, lang, group.kind.as_str(), title)
        };
        if part.number.is_some() {
            frame.trail.push(links::link(context, lang, id));
        }
        let template_context = TemplateContext {
            group: Some(facts),
            list: Some(list),
            ..frame.seen(context, page)
        };
        let own = file.and_then(|file| file.template.as_deref());
        View::of(own, group.kind.template(), template_context)
    }
}

/// Returns the pages of all groups in `lang`.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let groups = site.group_ids().filter(|group| site.has_page(lang, *group));
    let pages = groups.flat_map(|group| {
        let n_briefs = site.members(lang, group).listed.len();
        let parts = site::paginate(n_briefs, site.config.page_size).into_iter();
        parts.map(move |part| Page {
            route: site.group_route(lang, group, part.number),
            kind: PageKind::Group(GroupPage { lang, group, part }),
        })
    });
    pages.collect()
}

/// Returns the briefs on all pages of a group, and the part of them on this page.
///
/// A group without briefs in its language shows some in other languages, on a single page.
fn listed<'a>(context: &Context<'a>, of: &GroupPage) -> (Cow<'a, [BriefId]>, ListPage) {
    let own = &context.site.members(of.lang, of.group).listed;
    if !own.is_empty() {
        return (Cow::Borrowed(own), of.part.clone());
    }
    let others = in_other_languages(context, of.group);
    let all_of_them = ListPage {
        range: 0..others.len(),
        ..of.part.clone()
    };
    (Cow::Owned(others), all_of_them)
}

/// Splits the briefs `ids` of `list` into those in which `country` is primary and those that only mention it.
///
/// Done for each page by itself, so that a numbered page never changes.
fn primary_first(site: &Site, country: Country, ids: &[BriefId], list: &mut ListView) {
    let cards = std::mem::take(&mut list.briefs);
    for (id, card) in ids.iter().zip(cards) {
        if site.node(*id).meta.countries.first() == Some(&country) {
            list.briefs.push(card);
        } else {
            list.mentioned.push(card);
        }
    }
}

/// Returns the beginning of the text of a group's file, if it is in the page's language.
fn describe_file(context: &Context, lang: LanguageId, file: &EntityFile) -> Option<String> {
    // Search results must not describe a page in another language than its own.
    if links::file_language(context, lang, file.language.as_deref()).is_some() {
        return None;
    }
    describe::file(context, lang, file)
}

/// Returns the newest briefs of a group in any language, one version of each: the one in the first language.
fn in_other_languages(context: &Context, id: GroupId) -> Vec<BriefId> {
    let site = context.site;
    if site.languages.len() == 1 {
        return Vec::new();
    }
    let mut ids: Vec<BriefId> = site
        .language_ids()
        .flat_map(|lang| site.members(lang, id).listed.iter().copied())
        .collect();
    // Ids are newest first in every language, so sorting merges the lists. It also allows the binary search below.
    ids.sort_unstable();
    let is_tagged = |other: &BriefId| ids.binary_search(other).is_ok();
    // Versions are counted among those tagged with the group only: the first version overall may not be.
    let is_first = |id: &&BriefId| {
        let node = site.node(**id);
        let others = node.versions.iter().filter(|other| is_tagged(other));
        others
            .map(|other| site.node(*other).lang)
            .all(|other| node.lang < other)
    };
    ids.iter()
        .filter(is_first)
        .take(site.config.page_size)
        .copied()
        .collect()
}

/// Makes everything that the page of a group shows besides its briefs.
fn facts(context: &Context, lang: LanguageId, id: GroupId, part: &ListPage) -> GroupView {
    let site = context.site;
    let group = site.group(id);
    let is_own_page = part.number.is_none();
    let file = group
        .file(&site.lang(lang).language)
        .map(|file| file.as_ref());
    // The text and the lists of other groups are on the main page only, not on those with older briefs.
    let html = file
        .filter(|_| is_own_page)
        .map(|file| body_html::of_file(context, lang, file));
    let entity = file.map(|file| &file.entity);
    let (status, countries, topics): (_, &[Country], &[String]) = match entity {
        Some(Entity::Storyline(of)) => (Some(of.status.as_str()), &of.countries, &of.topics),
        Some(Entity::Organization(of)) => (None, &[], &of.topics),
        _ => (None, &[], &[]),
    };
    let topics = topics.iter().map(String::as_str);
    let parts = |kind| {
        if is_own_page {
            parts(context, lang, (group, kind))
        } else {
            Vec::new()
        }
    };
    GroupView {
        kind: group.kind.to_string(),
        name: links::name(context, lang, id),
        name_language: links::name_language(context, lang, id),
        native: native(context, lang, id),
        html: html.unwrap_or_default(),
        html_language: file
            .and_then(|file| links::file_language(context, lang, file.language.as_deref())),
        facts: file
            .map(|file| lines(context, lang, file))
            .unwrap_or_default(),
        children: if is_own_page {
            children(context, lang, group)
        } else {
            Vec::new()
        },
        regions: regions(context, lang, id),
        parent: group
            .parent
            .map(|parent| links::link(context, lang, parent)),
        storylines: parts(Kind::Storyline),
        people: parts(Kind::Person),
        organizations: parts(Kind::Organization),
        status,
        countries: links::countries(context, lang, countries),
        topics: links::tagged(context, lang, Kind::Topic, topics),
        extra: file.map(|file| file.extra.clone()).unwrap_or_default(),
        ..GroupView::default()
    }
}

/// Returns the name of a person or an organization in its own script.
pub(crate) fn native(context: &Context, lang: LanguageId, id: GroupId) -> Option<String> {
    let site = context.site;
    let file = site.group(id).file(&site.lang(lang).language)?;
    file.entity.profile()?.native.clone()
}

/// Makes the lines below the name of a person, an organization or a publisher.
fn lines(context: &Context, lang: LanguageId, file: &EntityFile) -> Vec<FactView> {
    let own = |text| FactView {
        text,
        language: None,
    };
    let line = match &file.entity {
        Entity::Person(person) => {
            // Format the whole line in the language of the role: half a line in another language helps nobody.
            let of = context.site.lang_of(file.language.as_deref());
            let language = links::language(context, lang, of);
            let role = |held| FactView {
                text: role(context, of, held),
                language: language.clone(),
            };
            let country = kind_and_country(context, lang, None, person.profile.country);
            return person
                .roles
                .iter()
                .map(role)
                .chain(country.map(own))
                .collect();
        }
        Entity::Organization(of) => {
            let kind = of.kind.map(|kind| ("organization", kind.as_str()));
            kind_and_country(context, lang, kind, of.profile.country)
        }
        Entity::Publisher(publisher) => {
            let kind = publisher.kind.map(|kind| ("publisher", kind.as_str()));
            kind_and_country(context, lang, kind, publisher.country)
        }
        _ => None,
    };
    line.map(own).into_iter().collect()
}

fn role(context: &Context, lang: LanguageId, role: &Role) -> String {
    let catalog = context.catalog(lang);
    let year = |date: &Edtf| context.year(date.first().year(), lang);
    let title = ("role", role.title.as_str());
    match (&role.since, &role.until) {
        (None, None) => role.title.clone(),
        (Some(since), None) => {
            catalog.format(MessageKey::RoleSince, &[title, ("year", &year(since))])
        }
        (None, Some(until)) => {
            catalog.format(MessageKey::RoleUntil, &[title, ("year", &year(until))])
        }
        (Some(since), Some(until)) => catalog.format(
            MessageKey::RoleBetween,
            &[title, ("from", &year(since)), ("to", &year(until))],
        ),
    }
}

fn kind_and_country(
    context: &Context,
    lang: LanguageId,
    kind: Option<(&str, &str)>,
    country: Option<Country>,
) -> Option<String> {
    let site = context.site;
    let catalog = context.catalog(lang);
    // Keys of messages have underscores where words of front matter have hyphens.
    let kind = kind.map(|(set, name)| catalog.say_one(set, &name.replace('-', "_")));
    let name = |country| {
        site.config
            .names
            .country(country, &site.lang(lang).language)
    };
    let parts: Vec<String> = kind.into_iter().chain(country.map(name)).collect();
    (!parts.is_empty()).then(|| parts.join(&catalog.format(MessageKey::Comma, &[])))
}

/// Returns the groups of one kind whose files say that they belong to a group, by name.
fn parts(context: &Context, lang: LanguageId, of: (&Group, Kind)) -> Vec<GroupCardView> {
    let (group, kind) = of;
    let site = context.site;
    let ids = group
        .parts
        .iter()
        .filter(|id| site.group(**id).kind == kind && site.has_page(lang, **id));
    // A subgroup is shown below its parent, on the parent's card.
    let ids = ids.filter(|id| {
        site.group(**id)
            .parent
            .is_none_or(|parent| !group.parts.contains(&parent))
    });
    ids.map(|id| card(context, lang, *id)).collect()
}

fn regions(context: &Context, lang: LanguageId, id: GroupId) -> Vec<LinkView> {
    let site = context.site;
    if site.group(id).kind != Kind::Country {
        return Vec::new();
    }
    let regions = site
        .group(id)
        .above
        .iter()
        .filter(|region| site.has_page(lang, **region));
    regions
        .map(|region| links::link(context, lang, *region))
        .collect()
}

/// Returns subtopics, parts of an organization or countries of a region: those with a page, by name.
fn children(context: &Context, lang: LanguageId, group: &Group) -> Vec<GroupCardView> {
    // A region's children are smaller regions and countries; only countries are shown.
    let child_kind = if group.kind == Kind::Region {
        Kind::Country
    } else {
        group.kind
    };
    let site = context.site;
    let ids = group
        .children
        .iter()
        .filter(|id| site.group(**id).kind == child_kind && site.has_page(lang, **id));
    ids.map(|id| card(context, lang, *id)).collect()
}

/// Makes the card of a group for lists.
pub(crate) fn card(context: &Context, lang: LanguageId, id: GroupId) -> GroupCardView {
    let site = context.site;
    let group = site.group(id);
    let listed = &site.members(lang, id).listed;
    let below = if group.kind.nests() {
        children(context, lang, group)
    } else {
        Vec::new()
    };
    GroupCardView {
        name: links::name(context, lang, id),
        language: links::name_language(context, lang, id),
        href: context.href(&site.group_route(lang, id, None)),
        count: listed.len(),
        latest: listed
            .first()
            .map(|id| context.day(site.node(*id).day, lang)),
        children: below,
        ..GroupCardView::default()
    }
}
