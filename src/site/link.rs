//! Links everything into one [`Site`]: one pass, in order, building indexes only.
//! Looks at the heads of briefs alone: what follows from their texts is left to the view of the page that
//! shows it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::brief::{Head, Known};
use crate::config::Config;
use crate::content::{ContentPath, Kind};
use crate::diag::{Diagnostic, Place, catalog};
use crate::entity::{Described, Entity};
use crate::locale::Locale;
use crate::site::editions::{self, Choice};
use crate::site::groups::{self, Builder, Key, Listing, Mention};
use crate::site::publicity::{self, Publicity};
use crate::site::versions::{self, Versions};
use crate::site::{
    Branch, BranchId, BriefId, FileTarget, Group, GroupId, GroupKind, LinkedEdition, Members,
    Period, Placed, Publishers, Show, Site, Skeleton, Tables, Texts, Visibility, backlinks,
    chronicle, corrections, crossings, lists, routes,
};
use crate::source::SourcePath;
use crate::time::{Holds, Now};
use crate::url::Route;

/// What is linked: all that the [`Skeleton`] of a site follows from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The head of every brief that could be read, by path.
    pub heads: Vec<Arc<Head>>,
    /// Every other content file that could be read, by path.
    pub described: Vec<Arc<Described>>,
    /// Content files that could not be read: links to them stay silent.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The heads of the briefs among those, as far as they could be read.
    pub faulty: Vec<Arc<Head>>,
    /// Which briefs are shown.
    pub show: Show,
    /// Addresses that must not be lost: what a file describes keeps its page there.
    pub locked: BTreeSet<Route>,
}

/// A skeleton that was linked, and for how long it holds.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What belongs to what.
    pub skeleton: Arc<Skeleton>,
    /// What is wrong with that. Places are fields: no text was looked at.
    pub diagnostics: Vec<Diagnostic>,
    /// Between which moments linking the same gives the same.
    pub holds: Holds,
    /// Of each brief of the skeleton, its position in [`Inputs::heads`].
    chosen: Vec<u32>,
}

impl Linked {
    /// Puts the texts of `briefs`, which have the heads that were linked, on the skeleton.
    pub fn site(&self, briefs: &[Arc<Known>], faulty: Vec<Arc<Known>>, now: Timestamp) -> Site {
        let shown = self
            .chosen
            .iter()
            .map(|idx| Arc::clone(&briefs[*idx as usize]))
            .collect();
        let texts = Arc::new(Texts { shown, faulty });
        Site {
            now: Now::new(now),
            skeleton: Arc::clone(&self.skeleton),
            texts,
            reads: None,
        }
    }
}

/// Links `inputs` as they are at `now`.
///
/// Briefs that are not shown are dropped here, before anything counts or lists them.
pub fn link(inputs: &Inputs, now: &Now) -> Linked {
    let mut found = Vec::new();
    let Inputs {
        config,
        heads,
        broken,
        faulty,
        show,
        ..
    } = inputs;
    let described = publicity::released(
        unique(&inputs.described, &mut found),
        now,
        *show,
        &mut found,
    );
    let mut tables = Tables::default();
    for (path, content) in broken {
        tables.broken.insert((content.kind, content.name.clone()));
        tables.files.insert(path.clone(), FileTarget::Broken);
    }
    let mut branches = empty_branches(config);
    let (shown, next_brief) = choose(inputs, now, &branches, &mut tables);
    let next_release = next_brief.into_iter().chain(described.next_release).min();
    tables.has_hidden = shown.len() < heads.len() || !described.hidden.is_empty();

    let of_kind = |kind: Kind| {
        described
            .shown
            .iter()
            .filter(move |file| file.kind == kind)
            .cloned()
    };
    let publishers = Publishers::new(of_kind(Kind::Publisher).collect());
    let mut builder = Builder::new(config, &publishers, &described.shown, &mut found);
    let mentions: Vec<Vec<Mention>> = shown
        .iter()
        .map(|shown| builder.refer(&heads[shown.idx as usize], &mut found))
        .collect();
    faulty
        .iter()
        .for_each(|head| builder.check_tags(head, &mut found));
    let mentioned = builder.take_mentioned();
    let groups = groups::finish(builder, &mut found);
    for (id, group) in (0..).map(GroupId).zip(&groups) {
        tables.groups[group.kind as usize].insert(group.slug.as_str().into(), id);
    }

    branches
        .iter_mut()
        .for_each(|branch| branch.members = vec![Members::default(); groups.len()]);
    let own = OwnGroups::new(&groups, &tables, &mentioned);
    let places = shown.iter().zip(mentions).map(|(shown, mentions)| {
        own.place(
            shown.of(&heads[shown.idx as usize], config),
            &mentions,
            &branches,
        )
    });
    let mut placed: Vec<Placed> = places.collect();
    let languages = Versions {
        branches: &branches,
        tables: &tables,
        now,
        zone: &config.timezone,
    };
    versions::link(&mut placed, &languages, &mut found);
    fill(&mut branches, &mut placed);
    branches
        .iter_mut()
        .for_each(|branch| branch.corrections = corrections::of_branch(branch, &placed, now));
    for branch in &mut branches {
        branch.chronicles = chronicle::of_branch(branch, &groups, &placed);
        chronicle::number(&branch.chronicles, &mut placed);
        branch.crossings = crossings::of_branch(branch, &groups, &placed);
    }
    index_files(&mut tables, &placed, &described.shown);
    index_hidden(&mut tables, &branches, &described.hidden);
    let choice = Choice {
        briefs: &placed,
        tables: &tables,
        now,
        show: *show,
    };
    let editions = editions::link(of_kind(Kind::Edition), &choice, &mut found);
    index_editions(&mut tables, of_kind(Kind::Edition), &editions);
    let pages = of_kind(Kind::Page).collect();
    let skeleton = Skeleton {
        config: Arc::clone(config),
        briefs: placed,
        groups,
        branches,
        editions,
        pages,
        publishers,
        next_release,
        locked_feeds: inputs
            .locked
            .iter()
            .filter(|route| !route.is_page())
            .cloned()
            .collect(),
        backlinks: Vec::new(),
        lists: Vec::new(),
        tables,
    };
    let publicity = Publicity {
        site: &skeleton,
        locked: &inputs.locked,
        now,
        show: *show,
    };
    let listings = publicity.listings();
    let skeleton = with_listings(skeleton, &listings);
    let backlinks = backlinks::find(&skeleton);
    let lists = lists::read(&skeleton, &mut found);
    Linked {
        skeleton: Arc::new(Skeleton {
            backlinks,
            lists,
            ..skeleton
        }),
        diagnostics: found,
        holds: now.holds(),
        chosen: shown.into_iter().map(|shown| shown.idx).collect(),
    }
}

/// Drops all but the first of several files that describe one thing in one language, and says so.
fn unique(described: &[Arc<Described>], found: &mut Vec<Diagnostic>) -> Vec<Arc<Described>> {
    let mut known: HashMap<(Kind, String, Option<String>), SourcePath> = HashMap::new();
    let mut unique = Vec::with_capacity(described.len());
    for file in described {
        let slug = match &file.entity {
            Entity::Country(country) => country.country.code().to_lowercase(),
            // Pages of one name in different folders are different pages.
            _ => format!("{}/{}", file.below, file.slug),
        };
        let key = (file.kind, slug, file.language.clone());
        if let Some(first) = known.get(&key) {
            let kind = file.kind.to_string();
            found.push(catalog::site::described_twice(
                Place::file(&file.path),
                &kind,
                file.slug.as_str(),
                first,
            ));
        } else {
            known.insert(key, file.path.clone());
            unique.push(Arc::clone(file));
        }
    }
    unique
}

/// A brief that is shown.
struct Shown {
    /// Its position in [`Inputs::heads`].
    idx: u32,
    released: Timestamp,
    visibility: Visibility,
}

impl Shown {
    /// What is known of it before anything is linked.
    fn of(&self, head: &Arc<Head>, config: &Config) -> Unplaced {
        let day = head.date.date(&config.timezone);
        Unplaced {
            head: Arc::clone(head),
            released: self.released,
            visibility: self.visibility,
            day,
        }
    }
}

/// A brief that is shown, and not placed yet.
struct Unplaced {
    head: Arc<Head>,
    released: Timestamp,
    visibility: Visibility,
    day: Date,
}

/// Keeps the briefs that are shown, newest first and then by path; notes the others for the messages of links
/// to them.
fn choose(
    inputs: &Inputs,
    now: &Now,
    branches: &[Branch],
    tables: &mut Tables,
) -> (Vec<Shown>, Option<Timestamp>) {
    let Inputs {
        heads,
        show,
        config,
        ..
    } = inputs;
    let mut shown = Vec::with_capacity(heads.len());
    let mut next_release: Option<Timestamp> = None;
    for (idx, head) in (0..).zip(heads) {
        let (visibility, released) = (Visibility::of(head, now), head.public_from());
        if matches!(visibility, Visibility::Scheduled | Visibility::Embargoed) {
            next_release = Some(next_release.map_or(released, |known| known.min(released)));
        }
        if visibility.is_public() || *show == Show::Everything {
            shown.push(Shown {
                idx,
                released,
                visibility,
            });
        } else {
            tables.hidden_briefs.push(Arc::clone(head));
            tables.hidden.insert(head.slug.clone(), visibility);
            tables.files.insert(head.path.clone(), FileTarget::Hidden);
            let root =
                &branches[super::branch_of(branches, head.language.as_deref()).0 as usize].root;
            tables.hidden_routes.insert(routes::brief(
                root,
                head,
                head.date.date(&config.timezone),
            ));
        }
    }
    // Heads are in the order of paths.
    shown.sort_unstable_by_key(|shown| (Reverse(shown.released), shown.idx));
    (shown, next_release)
}

fn empty_branches(config: &Config) -> Vec<Branch> {
    let languages = std::iter::once(&config.language).chain(config.languages.iter());
    let distinct = languages
        .enumerate()
        .filter(|(idx, language)| *idx == 0 || **language != config.language);
    distinct
        .map(|(idx, language)| Branch {
            language: language.clone(),
            locale: Locale::of(language),
            root: if idx == 0 {
                Route::root()
            } else {
                Route::root().page(language)
            },
            all: Members::default(),
            members: Vec::new(),
            chronicles: BTreeMap::new(),
            crossings: BTreeMap::new(),
            archive: BTreeMap::new(),
            corrections: Vec::new(),
        })
        .collect()
}

/// Groups that briefs refer to, each with all that it is a part of.
struct OwnGroups<'a> {
    groups: &'a [Group],
    /// By [`Mention`].
    ids: Vec<Option<GroupId>>,
    /// Everything that a group is a part of, and itself; by group, worked out for those that are mentioned.
    whole: HashMap<GroupId, Vec<GroupId>>,
}

impl<'a> OwnGroups<'a> {
    fn new(groups: &'a [Group], tables: &Tables, mentioned: &[Key]) -> Self {
        let ids: Vec<Option<GroupId>> = mentioned
            .iter()
            .map(|(kind, slug)| tables.group(*kind, slug))
            .collect();
        let whole = ids
            .iter()
            .flatten()
            .map(|id| (*id, with_parents(groups, *id)))
            .collect();
        OwnGroups { groups, ids, whole }
    }

    fn place(&self, brief: Unplaced, mentions: &[Mention], branches: &[Branch]) -> Placed {
        let Unplaced {
            head,
            released,
            visibility,
            day,
        } = brief;
        let own = || {
            mentions
                .iter()
                .filter_map(|mention| self.ids[*mention as usize])
        };
        let is_tag = |id: &GroupId| self.groups[id.0 as usize].kind != GroupKind::Publisher;
        let branch = super::branch_of(branches, head.language.as_deref());
        Placed {
            tags: sorted(own().filter(is_tag)),
            groups: sorted(own().flat_map(|id| self.whole[&id].iter().copied())),
            position: None,
            step: None,
            versions: Vec::new(),
            route: routes::brief(&branches[branch.0 as usize].root, &head, day),
            day,
            head,
            branch,
            released,
            visibility,
        }
    }
}

/// Returns `ids` sorted, each once.
fn sorted(ids: impl Iterator<Item = GroupId>) -> Vec<GroupId> {
    let mut ids: Vec<GroupId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Returns the group `own` and all that it is a part of.
fn with_parents(groups: &[Group], own: GroupId) -> Vec<GroupId> {
    let mut all = vec![own];
    let mut at = 0;
    while let Some(id) = all.get(at) {
        for above in &groups[id.0 as usize].above {
            if !all.contains(above) {
                all.push(*above);
            }
        }
        at += 1;
    }
    all
}

/// Puts every brief into the lists of its branch, in the order of briefs.
fn fill(branches: &mut [Branch], briefs: &mut [Placed]) {
    for (idx, linked) in briefs.iter_mut().enumerate() {
        let id = BriefId(idx as u32);
        let branch = &mut branches[linked.branch.0 as usize];
        if linked.visibility == Visibility::Withdrawn {
            branch.all.withdrawn.push(id);
            linked
                .groups
                .iter()
                .for_each(|group| branch.members[group.0 as usize].withdrawn.push(id));
        } else {
            linked.position = Some(branch.all.listed.len() as u32);
            branch.all.listed.push(id);
            for period in Period::all_of(linked.day) {
                branch.archive.entry(period).or_default().push(id);
            }
            linked
                .groups
                .iter()
                .for_each(|group| branch.members[group.0 as usize].listed.push(id));
        }
    }
}

fn index_files(tables: &mut Tables, briefs: &[Placed], described: &[Arc<Described>]) {
    tables.briefs.reserve(briefs.len());
    tables.files.reserve(briefs.len() + described.len());
    for (id, placed) in (0..).map(BriefId).zip(briefs) {
        tables
            .briefs
            .entry(placed.head.slug.clone())
            .or_default()
            .push(id);
        tables
            .files
            .insert(placed.head.path.clone(), FileTarget::Brief(id));
    }
    let mut n_pages = 0;
    for file in described {
        let kind = GroupKind::ALL
            .into_iter()
            .find(|kind| kind.content_kind() == Some(file.kind));
        let group = kind.and_then(|kind| tables.group(kind, &file.slug.as_str().to_lowercase()));
        let target = if file.kind == Kind::Page {
            n_pages += 1;
            Some(FileTarget::Page(n_pages - 1))
        } else {
            group.map(FileTarget::Group)
        };
        if let Some(target) = target {
            tables.files.insert(file.path.clone(), target);
        }
    }
}

/// Gives each group of `skeleton` its listing.
fn with_listings(mut skeleton: Skeleton, listings: &[Listing]) -> Skeleton {
    for (group, listing) in skeleton.groups.iter_mut().zip(listings) {
        group.listing = *listing;
    }
    let without_page = |id: &GroupId| {
        skeleton.group(*id).described.is_some() && !skeleton.has_page(BranchId(0), *id)
    };
    let routes = skeleton
        .group_ids()
        .filter(without_page)
        .map(|id| skeleton.group_route(BranchId(0), id, None));
    let routes: Vec<Route> = routes.collect();
    skeleton.tables.hidden_routes.extend(routes);
    skeleton
}

/// Notes what readers do not see, for links to it.
fn index_hidden(tables: &mut Tables, branches: &[Branch], hidden: &[Arc<Described>]) {
    for file in hidden {
        tables.files.insert(file.path.clone(), FileTarget::Hidden);
        let root = &branches[super::branch_of(branches, file.language.as_deref()).0 as usize].root;
        match file.kind {
            Kind::Page => drop(tables.hidden_routes.insert(routes::page(root, file))),
            Kind::Edition => drop(tables.editions.insert(file.slug.clone(), None)),
            _ => {}
        }
    }
}

fn index_editions(
    tables: &mut Tables,
    files: impl Iterator<Item = Arc<Described>>,
    editions: &[LinkedEdition],
) {
    let positions: HashMap<&SourcePath, usize> = editions
        .iter()
        .enumerate()
        .map(|(idx, edition)| (&edition.file.path, idx))
        .collect();
    for file in files {
        let position = positions.get(&file.path).copied();
        let target = position.map_or(FileTarget::Hidden, FileTarget::Edition);
        tables.files.insert(file.path.clone(), target);
        tables.editions.insert(file.slug.clone(), position);
    }
}
