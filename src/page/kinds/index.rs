//! The lists of all groups of a kind: topics as a tree, countries by region and on a map, people and organizations from
//! A to Z, storylines by status.

use std::collections::{BTreeMap, BTreeSet};

use crate::entity::StorylineStatus;
use crate::i18n::MessageKey;
use crate::kind::Kind;
use crate::locale::Collation;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::group;
use crate::page::plan::{IndexOf, Page, PageKind};
use crate::page::routes;
use crate::page::view::{GroupCardView, IndexView, LinkView, SectionView, StorylinesView};
use crate::page::views::{Frame, describe, links, map, storyline};
use crate::site::{GroupId, LanguageId, Site};

/// Maximum compressed size of the list of countries, in bytes: it contains the world map.
const COUNTRIES_BUDGET: usize = 45 * 1024;

impl PageFacts for IndexOf {
    fn common(&self) -> Common {
        let common = Common::page("index");
        match self.kind {
            Kind::Country => common.with_budget(COUNTRIES_BUDGET),
            _ => common,
        }
    }

    fn is_in_all_languages(&self) -> bool {
        true
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let IndexOf { lang, kind } = *self;
        let title = links::index_title(context, lang, kind);
        let order = Collation::of(&context.site.lang(lang).language);
        let names: Vec<String> = groups(context, lang, kind, &order)
            .into_iter()
            .map(|id| links::name(context, lang, id))
            .collect();
        let frame = Frame {
            description: describe::names(context, lang, &title, (&names, MessageKey::Comma)),
            ..Frame::new(context, lang, "index", title)
        };
        let mut template_context = frame.seen(context, page);
        if kind == Kind::Storyline {
            let of = |status| storyline::all(context, lang, status);
            template_context.storylines = Some(StorylinesView {
                ongoing: of(StorylineStatus::Ongoing),
                dormant: of(StorylineStatus::Dormant),
                ended: of(StorylineStatus::Ended),
            });
            return View::of(None, "storylines.html", template_context);
        }
        let (template, sections) = match kind {
            Kind::Country => ("countries.html", by_region(context, lang, &order)),
            Kind::Person | Kind::Organization => {
                ("people.html", by_letter(context, lang, kind, &order))
            }
            Kind::Topic => ("topics.html", in_one(context, lang, kind, &order)),
            _ => ("index.html", in_one(context, lang, kind, &order)),
        };
        template_context.index = Some(IndexView {
            kind: kind.to_string(),
            sections,
        });
        template_context.map = (kind == Kind::Country).then(|| map::map(context, lang));
        View::of(None, template, template_context)
    }
}

/// Returns the lists of all kinds of which a group has a page.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let with_page = |id: &GroupId| site.has_page(lang, *id);
    let kinds: BTreeSet<Kind> = site
        .group_ids()
        .filter(with_page)
        .map(|id| site.group(id).kind)
        .collect();
    let pages = kinds.into_iter().map(|kind| Page {
        route: routes::index(site, lang, kind),
        kind: PageKind::Index(IndexOf { lang, kind }),
    });
    pages.collect()
}

/// Returns the groups of a kind that have a page in `lang`, by name.
fn groups(context: &Context, lang: LanguageId, kind: Kind, order: &Collation) -> Vec<GroupId> {
    let site = context.site;
    let all = site
        .group_ids()
        .filter(|id| site.group(*id).kind == kind && site.has_page(lang, *id));
    let mut ids: Vec<GroupId> = all.collect();
    sort(context, lang, &mut ids, order);
    ids
}

fn sort(context: &Context, lang: LanguageId, ids: &mut [GroupId], order: &Collation) {
    // Collation keys are expensive to make: once per group, not per comparison.
    ids.sort_by_cached_key(|id| (order.key(&sort_name(context, lang, *id)), *id));
}

/// Puts all groups into one section. A topic below another one with a page is shown there instead.
fn in_one(context: &Context, lang: LanguageId, kind: Kind, order: &Collation) -> Vec<SectionView> {
    let site = context.site;
    let mut ids = groups(context, lang, kind, order);
    ids.retain(|id| {
        let parent = site.group(*id).parent.filter(|_| kind.nests());
        parent.is_none_or(|parent| !site.has_page(lang, parent))
    });
    vec![SectionView {
        title: None,
        groups: ids
            .iter()
            .map(|id| group::card(context, lang, *id))
            .collect(),
    }]
}

/// Puts groups into sections from A to Z, by the first letter of the sort name.
fn by_letter(
    context: &Context,
    lang: LanguageId,
    kind: Kind,
    order: &Collation,
) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Vec::new();
    for id in groups(context, lang, kind, order) {
        let letter = order.letter(&sort_name(context, lang, id));
        let native = group::native(context, lang, id);
        let card = GroupCardView {
            native,
            // Flat: an organization below another one has a place of its own in the alphabet.
            children: Vec::new(),
            ..group::card(context, lang, id)
        };
        // Groups are sorted, so only the last section can have the same letter.
        match sections.last_mut() {
            Some(SectionView {
                title: Some(title),
                groups,
            }) if title.text == letter => groups.push(card),
            _ => {
                let title = Some(LinkView::new(letter, None));
                sections.push(SectionView {
                    title,
                    groups: vec![card],
                });
            }
        }
    }
    sections
}

/// Puts countries into sections by region, then repeats those of the site's own regions in sections of their own.
///
/// Of the M49 regions, each country is shown in the smallest it belongs to.
fn by_region(context: &Context, lang: LanguageId, order: &Collation) -> Vec<SectionView> {
    let site = context.site;
    let mut smallest: BTreeMap<GroupId, Vec<GroupId>> = BTreeMap::new();
    let mut own: BTreeMap<GroupId, Vec<GroupId>> = BTreeMap::new();
    let mut rest: Vec<GroupCardView> = Vec::new();
    for id in groups(context, lang, Kind::Country, order) {
        let Some(country) = site.group(id).country else {
            continue;
        };
        let first = country
            .regions()
            .first()
            .and_then(|region| site.group_of(Kind::Region, region.slug()));
        match first {
            Some(region) => smallest.entry(region).or_default().push(id),
            // UN M49 puts Antarctica into no region.
            None => rest.push(group::card(context, lang, id)),
        }
        let is_own =
            |region: &&GroupId| site.config.own_region(&site.group(**region).slug).is_some();
        let regions = site.group(id).above.iter().filter(is_own);
        regions.for_each(|region| own.entry(*region).or_default().push(id));
    }
    let sections = |of: BTreeMap<GroupId, Vec<GroupId>>| {
        // The map is ordered by id; readers expect the order of names in their language.
        let mut regions: Vec<GroupId> = of.keys().copied().collect();
        sort(context, lang, &mut regions, order);
        let section = move |region: GroupId| SectionView {
            title: Some(links::link(context, lang, region)),
            groups: of[&region]
                .iter()
                .map(|id| group::card(context, lang, *id))
                .collect(),
        };
        regions.into_iter().map(section)
    };
    let rest = (!rest.is_empty()).then_some(SectionView {
        title: None,
        groups: rest,
    });
    sections(smallest)
        .chain(sections(own))
        .chain(rest)
        .collect()
}

/// Returns the name by which a group is sorted: the one its file gives, else the visible name, with a person's surname
/// first.
fn sort_name(context: &Context, lang: LanguageId, id: GroupId) -> String {
    let site = context.site;
    let file = site.group(id).file(&site.lang(lang).language);
    let profile = file.and_then(|file| file.entity.profile());
    let sort = profile.and_then(|of| of.sort.as_deref());
    let surname_first = || {
        let name = links::name(context, lang, id);
        // If the name does not end with the surname, as in Chinese names, it is sorted by its beginning anyway.
        let surname = site
            .names_of(lang, id)
            .surname
            .as_deref()
            .filter(|surname| name.ends_with(surname));
        surname.map_or(name.clone(), |surname| format!("{surname}, {name}"))
    };
    sort.map_or_else(surname_first, str::to_owned)
}
