//! The lists of all groups of a kind: topics as a tree, countries by region and on a map, people and organizations
//! from A to Z, storylines by whether they run.

use std::collections::{BTreeMap, BTreeSet};

use crate::entity::StorylineStatus;
use crate::kind::Kind;
use crate::locale::Collation;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::group;
use crate::page::plan::{IndexOf, Page, PageKind};
use crate::page::routes;
use crate::page::view::{GroupCardView, IndexView, LinkView, SectionView, StorylinesView};
use crate::page::views::{Frame, describe, links, map, storyline};
use crate::site::{BranchId, GroupId, Site};
use crate::words::Word;

/// Most bytes of the list of countries, with the map of the world in it.
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
        let IndexOf { branch, kind } = *self;
        let title = links::index_title(context, branch, kind);
        let order = Collation::of(&context.site.branch(branch).language);
        let names: Vec<String> = groups(context, branch, kind, &order)
            .into_iter()
            .map(|id| links::name(context, branch, id))
            .collect();
        let frame = Frame {
            description: describe::names(context, branch, &title, (&names, Word::Comma)),
            ..Frame::new(context, branch, "index", title)
        };
        let mut seen = frame.seen(context, page);
        if kind == Kind::Storyline {
            let of = |status| storyline::all(context, branch, status);
            seen.storylines = Some(StorylinesView {
                ongoing: of(StorylineStatus::Ongoing),
                dormant: of(StorylineStatus::Dormant),
                ended: of(StorylineStatus::Ended),
            });
            return View::of(None, "storylines.html", seen);
        }
        let (template, sections) = match kind {
            Kind::Country => ("countries.html", by_region(context, branch, &order)),
            Kind::Person | Kind::Organization => {
                ("people.html", by_letter(context, branch, kind, &order))
            }
            Kind::Topic => ("topics.html", in_one(context, branch, kind, &order)),
            _ => ("index.html", in_one(context, branch, kind, &order)),
        };
        seen.index = Some(IndexView {
            kind: kind.to_string(),
            sections,
        });
        seen.map = (kind == Kind::Country).then(|| map::map(context, branch));
        View::of(None, template, seen)
    }
}

/// Returns the lists of all kinds of which a group has a page.
pub(crate) fn pages(site: &Site, branch: BranchId) -> Vec<Page> {
    let with_page = |id: &GroupId| site.has_page(branch, *id);
    let kinds: BTreeSet<Kind> = site
        .group_ids()
        .filter(with_page)
        .map(|id| site.group(id).kind)
        .collect();
    let pages = kinds.into_iter().map(|kind| Page {
        route: routes::index(site, branch, kind),
        kind: PageKind::Index(IndexOf { branch, kind }),
    });
    pages.collect()
}

/// The groups of a kind that have a page in `branch`, by name.
fn groups(context: &Context, branch: BranchId, kind: Kind, order: &Collation) -> Vec<GroupId> {
    let site = context.site;
    let all = site
        .group_ids()
        .filter(|id| site.group(*id).kind == kind && site.has_page(branch, *id));
    let mut ids: Vec<GroupId> = all.collect();
    sort(context, branch, &mut ids, order);
    ids
}

fn sort(context: &Context, branch: BranchId, ids: &mut [GroupId], order: &Collation) {
    ids.sort_by_cached_key(|id| (order.key(&sort_name(context, branch, *id)), *id));
}

/// All in one section; a topic below another that has a page is shown there.
fn in_one(context: &Context, branch: BranchId, kind: Kind, order: &Collation) -> Vec<SectionView> {
    let site = context.site;
    let mut ids = groups(context, branch, kind, order);
    ids.retain(|id| {
        let parent = site.group(*id).parent.filter(|_| kind.nests());
        parent.is_none_or(|parent| !site.has_page(branch, parent))
    });
    vec![SectionView {
        title: None,
        groups: ids
            .iter()
            .map(|id| group::card(context, branch, *id))
            .collect(),
    }]
}

/// From A to Z, by the name as it is sorted.
fn by_letter(
    context: &Context,
    branch: BranchId,
    kind: Kind,
    order: &Collation,
) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Vec::new();
    for id in groups(context, branch, kind, order) {
        let letter = order.letter(&sort_name(context, branch, id));
        let native = group::native(context, branch, id);
        let card = GroupCardView {
            native,
            children: Vec::new(),
            ..group::card(context, branch, id)
        };
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

/// One section for each region of M49 that is the smallest one of a country with a page, with those
/// countries; the site's own regions behind them.
fn by_region(context: &Context, branch: BranchId, order: &Collation) -> Vec<SectionView> {
    let site = context.site;
    let mut smallest: BTreeMap<GroupId, Vec<GroupId>> = BTreeMap::new();
    let mut own: BTreeMap<GroupId, Vec<GroupId>> = BTreeMap::new();
    let mut rest: Vec<GroupCardView> = Vec::new();
    for id in groups(context, branch, Kind::Country, order) {
        let Some(country) = site.group(id).country else {
            continue;
        };
        let first = country
            .regions()
            .first()
            .and_then(|region| site.group_of(Kind::Region, region.slug()));
        match first {
            Some(region) => smallest.entry(region).or_default().push(id),
            // Antarctica, which UN M49 puts into no region.
            None => rest.push(group::card(context, branch, id)),
        }
        let is_own =
            |region: &&GroupId| site.config.own_region(&site.group(**region).slug).is_some();
        let regions = site.group(id).above.iter().filter(is_own);
        regions.for_each(|region| own.entry(*region).or_default().push(id));
    }
    let sections = |of: BTreeMap<GroupId, Vec<GroupId>>| {
        let mut regions: Vec<GroupId> = of.keys().copied().collect();
        sort(context, branch, &mut regions, order);
        let section = move |region: GroupId| SectionView {
            title: Some(links::link(context, branch, region)),
            groups: of[&region]
                .iter()
                .map(|id| group::card(context, branch, *id))
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

/// The name that a group is sorted by: that of its file, else the one that readers see; of a person the surname
/// comes first.
fn sort_name(context: &Context, branch: BranchId, id: GroupId) -> String {
    let site = context.site;
    let file = site.group(id).file(&site.branch(branch).language);
    let profile = file.and_then(|file| file.entity.profile());
    let sort = profile.and_then(|of| of.sort.as_deref());
    let surname_first = || {
        let name = links::name(context, branch, id);
        let surname = site
            .names_of(branch, id)
            .surname
            .as_deref()
            .filter(|surname| name.ends_with(surname));
        surname.map_or(name.clone(), |surname| format!("{surname}, {name}"))
    };
    sort.map_or_else(surname_first, str::to_owned)
}
