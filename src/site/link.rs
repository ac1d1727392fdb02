//! Links everything into one [`Site`]: one pass, in order, building indexes only.
//! What is costly for each brief is left to the view of the page that shows it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::brief::Brief;
use crate::config::Config;
use crate::content::{ContentPath, Kind};
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::entity::{Described, Entity};
use crate::site::editions::{self, Choice};
use crate::site::groups::{self, Builder};
use crate::site::{
    Branch, BranchId, BriefId, FileTarget, Group, GroupId, GroupKind, LinkedBrief, LinkedEdition, Members,
    Period, Publishers, Show, Site, Tables, Visibility, backlinks, chronicle, lists, order, routes, versions,
};
use crate::source::SourcePath;
use crate::url::Route;

/// What is linked.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// Every brief that could be read, by path.
    pub briefs: Vec<Arc<Brief>>,
    /// Every other content file that could be read, by path.
    pub described: Vec<Arc<Described>>,
    /// Content files that could not be read: links to them stay silent.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The briefs among those, as far as they could be read: they are looked at, never shown.
    pub faulty: Vec<Arc<Brief>>,
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Which briefs are shown.
    pub show: Show,
}

/// Links `inputs`.
///
/// Briefs that are not shown are dropped here, before anything counts or lists them.
pub fn link(inputs: Inputs) -> Checked<Site> {
    let mut found = Vec::new();
    let Inputs { config, briefs, described, broken, faulty, now, show } = inputs;
    let described = unique(described, &mut found);
    let mut tables = Tables::default();
    for (path, content) in broken {
        tables.broken.insert((content.kind, content.name));
        tables.files.insert(path.as_str().to_owned(), FileTarget::Broken);
    }
    let (shown, next_release) = choose(briefs, now, show, &mut tables);

    let of_kind = |kind: Kind| described.iter().filter(move |file| file.kind == kind).cloned();
    let publishers = Publishers::new(of_kind(Kind::Publisher).collect());
    let mut builder = Builder::new(&config, &publishers, &described, &mut found);
    let keys: Vec<_> = shown.iter().map(|(brief, _)| builder.refer(brief, &mut found)).collect();
    faulty.iter().for_each(|brief| builder.check_tags(brief, &mut found));
    let groups = groups::finish(builder, &mut found);
    tables.groups =
        (0..).map(GroupId).zip(&groups).map(|(id, group)| ((group.kind, group.slug.clone()), id)).collect();

    let mut branches = empty_branches(&config, groups.len());
    let mut linked = Vec::with_capacity(shown.len());
    for ((brief, visibility), keys) in shown.into_iter().zip(keys) {
        let branch = branch_of(&branches, brief.language.as_deref());
        let own: Vec<GroupId> = keys.iter().filter_map(|key| tables.groups.get(key).copied()).collect();
        let route = routes::brief(&branches[branch.0 as usize].root, &brief, &config.timezone);
        linked.push(LinkedBrief {
            tags: tags(&groups, &own),
            groups: with_parents(&groups, own),
            position: None,
            step: None,
            versions: Vec::new(),
            brief,
            branch,
            route,
            visibility,
        });
    }
    versions::link(&mut linked, &branches, &tables, &mut found);
    fill(&mut branches, &mut linked, &config.timezone);
    list_corrections(&mut branches, &linked, now);
    for branch in &mut branches {
        branch.chronicles = chronicle::of_branch(branch, &groups, &linked, &config.timezone);
        chronicle::number(&branch.chronicles, &mut linked);
    }
    index_files(&mut tables, &linked, &described);
    let choice = Choice { briefs: &linked, tables: &tables, now, show };
    let editions = editions::link(of_kind(Kind::Edition), &choice, &mut found);
    index_editions(&mut tables, of_kind(Kind::Edition), &editions);

    let pages = of_kind(Kind::Page).collect();
    let released = linked.iter().map(|linked| linked.brief.public_from()).collect();
    let site = Site {
        now,
        briefs: linked,
        faulty,
        groups,
        branches,
        editions,
        pages,
        publishers,
        next_release,
        backlinks: Vec::new(),
        lists: Vec::new(),
        released,
        tables,
        config,
    };
    let backlinks = backlinks::find(&site);
    let lists = lists::read(&site, &mut found);
    Checked { value: Site { backlinks, lists, ..site }, diagnostics: found }
}

/// Drops all but the first of several files that describe one thing in one language, and says so.
fn unique(described: Vec<Arc<Described>>, found: &mut Vec<Diagnostic>) -> Vec<Arc<Described>> {
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
            unique.push(file);
        }
    }
    unique
}

type Shown = Vec<(Arc<Brief>, Visibility)>;

/// Keeps the briefs that are shown, newest first; notes the others for the messages of links to them.
fn choose(
    briefs: Vec<Arc<Brief>>,
    now: Timestamp,
    show: Show,
    tables: &mut Tables,
) -> (Shown, Option<Timestamp>) {
    let mut shown = Vec::with_capacity(briefs.len());
    let mut next_release: Option<Timestamp> = None;
    for brief in briefs {
        let visibility = Visibility::of(&brief, now);
        if matches!(visibility, Visibility::Scheduled | Visibility::Embargoed) {
            let release = brief.public_from();
            next_release = Some(next_release.map_or(release, |known| known.min(release)));
        }
        if visibility.is_public() || show == Show::Everything {
            shown.push((brief, visibility));
        } else {
            tables.hidden.insert(brief.slug.as_str().to_owned(), visibility);
            tables.files.insert(brief.path.as_str().to_owned(), FileTarget::Hidden);
        }
    }
    shown.sort_by(|(a, _), (b, _)| order::newest_first(a, b));
    (shown, next_release)
}

fn empty_branches(config: &Config, n_groups: usize) -> Vec<Branch> {
    let languages = std::iter::once(&config.language).chain(config.languages.iter());
    let distinct = languages.enumerate().filter(|(idx, language)| *idx == 0 || **language != config.language);
    distinct
        .map(|(idx, language)| Branch {
            language: language.clone(),
            root: if idx == 0 { Route::root() } else { Route::root().page(language) },
            all: Members::default(),
            members: vec![Members::default(); n_groups],
            chronicles: BTreeMap::new(),
            archive: BTreeMap::new(),
            corrections: Vec::new(),
        })
        .collect()
}

fn branch_of(branches: &[Branch], language: Option<&str>) -> BranchId {
    let position = branches.iter().position(|branch| Some(branch.language.as_str()) == language);
    BranchId(position.unwrap_or(0) as u32)
}

/// Returns those of `own` that are no publishers, each once, sorted.
fn tags(groups: &[Group], own: &[GroupId]) -> Vec<GroupId> {
    let is_tag = |id: &GroupId| groups[id.0 as usize].kind != GroupKind::Publisher;
    let mut tags: Vec<GroupId> = own.iter().copied().filter(is_tag).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Returns `own` with all that they are a part of, each once, sorted.
fn with_parents(groups: &[Group], own: Vec<GroupId>) -> Vec<GroupId> {
    let mut all = own;
    all.sort_unstable();
    all.dedup();
    let mut at = 0;
    while let Some(id) = all.get(at) {
        for above in &groups[id.0 as usize].above {
            if !all.contains(above) {
                all.push(*above);
            }
        }
        at += 1;
    }
    all.sort_unstable();
    all
}

/// Puts every brief into the lists of its branch, in the order of briefs.
fn fill(branches: &mut [Branch], briefs: &mut [LinkedBrief], zone: &TimeZone) {
    for (idx, linked) in briefs.iter_mut().enumerate() {
        let id = BriefId(idx as u32);
        let branch = &mut branches[linked.branch.0 as usize];
        if linked.visibility == Visibility::Withdrawn {
            branch.all.withdrawn.push(id);
            linked.groups.iter().for_each(|group| branch.members[group.0 as usize].withdrawn.push(id));
        } else {
            linked.position = Some(branch.all.listed.len() as u32);
            branch.all.listed.push(id);
            for period in Period::all_of(linked.brief.date.date(zone)) {
                branch.archive.entry(period).or_default().push(id);
            }
            linked.groups.iter().for_each(|group| branch.members[group.0 as usize].listed.push(id));
        }
    }
}

/// Lists the corrections that readers may know of by `now`.
fn list_corrections(branches: &mut [Branch], briefs: &[LinkedBrief], now: Timestamp) {
    for branch in branches {
        let mut dated = Vec::new();
        for id in &branch.all.listed {
            for (idx, entry) in briefs[id.0 as usize].brief.corrections.iter().enumerate() {
                if entry.at.at <= now {
                    dated.push((Reverse(entry.at.at), *id, idx));
                }
            }
        }
        dated.sort_unstable();
        branch.corrections = dated.into_iter().map(|(_, id, idx)| (id, idx)).collect();
    }
}

fn index_files(tables: &mut Tables, briefs: &[LinkedBrief], described: &[Arc<Described>]) {
    for (idx, linked) in briefs.iter().enumerate() {
        let id = BriefId(idx as u32);
        tables.briefs.entry(linked.brief.slug.as_str().to_owned()).or_default().push(id);
        tables.files.insert(linked.brief.path.as_str().to_owned(), FileTarget::Brief(id));
    }
    let mut n_pages = 0;
    for file in described {
        let kind = GroupKind::ALL.into_iter().find(|kind| kind.content_kind() == Some(file.kind));
        let group = kind.and_then(|kind| {
            let slug = file.slug.as_str().to_lowercase();
            tables.groups.get(&(kind, slug)).copied()
        });
        let target = if file.kind == Kind::Page {
            n_pages += 1;
            Some(FileTarget::Page(n_pages - 1))
        } else {
            group.map(FileTarget::Group)
        };
        if let Some(target) = target {
            tables.files.insert(file.path.as_str().to_owned(), target);
        }
    }
}

fn index_editions(
    tables: &mut Tables,
    files: impl Iterator<Item = Arc<Described>>,
    editions: &[LinkedEdition],
) {
    let positions: HashMap<&SourcePath, usize> =
        editions.iter().enumerate().map(|(idx, edition)| (&edition.file.path, idx)).collect();
    for file in files {
        let position = positions.get(&file.path).copied();
        let target = position.map_or(FileTarget::Hidden, FileTarget::Edition);
        tables.files.insert(file.path.as_str().to_owned(), target);
        tables.editions.insert(file.slug.as_str().to_owned(), position);
    }
}
