//! The look-up tables of a site: what every content file became, so that links find it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::brief::Head;
use crate::content::{ContentPath, Kind};
use crate::entity::Described;
use crate::site::groups::TagNames;
use crate::site::{
    Branch, BriefId, Group, GroupId, GroupKind, GroupNames, KnownNames, LinkedEdition, Placed,
    Visibility, resolve, routes,
};
use crate::source::SourcePath;
use crate::url::{Route, Slug};

/// Look-up tables. Never iterated: their order is by accident.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub briefs: HashMap<Slug, Vec<BriefId>>,
    pub files: HashMap<SourcePath, FileTarget>,
    /// By [`GroupKind`], then by slug.
    pub groups: [HashMap<Box<str>, GroupId>; GroupKind::ALL.len()],
    pub editions: HashMap<Slug, Option<usize>>,
    pub hidden: HashMap<Slug, Visibility>,
    /// Addresses of what readers do not see.
    pub hidden_routes: HashSet<Route>,
    /// The briefs that readers do not see, by path.
    pub hidden_briefs: Vec<Arc<Head>>,
    /// Whether something will be seen later.
    pub has_hidden: bool,
    pub broken: HashSet<(Kind, String)>,
    pub names: OnceLock<resolve::Names>,
    /// By branch and group.
    pub group_names: OnceLock<Vec<Vec<GroupNames>>>,
    pub tag_names: OnceLock<TagNames>,
    /// By branch.
    pub known_names: OnceLock<Vec<KnownNames>>,
}

impl Tables {
    /// Returns the brief of this slug among `briefs`: of versions in several languages, the main one.
    pub(super) fn brief_called(&self, slug: &str, briefs: &[Placed]) -> Option<BriefId> {
        self.briefs
            .get(slug)?
            .iter()
            .copied()
            .min_by_key(|id| briefs[id.0 as usize].branch)
    }

    pub(super) fn group(&self, kind: GroupKind, slug: &str) -> Option<GroupId> {
        self.groups[kind as usize].get(slug).copied()
    }
}

/// What a content file became, for links by file path.
#[derive(Clone, Debug)]
pub(super) enum FileTarget {
    Brief(BriefId),
    Group(GroupId),
    Page(usize),
    Edition(usize),
    Hidden,
    Broken,
}

/// Notes what could not be read.
pub(super) fn broken(tables: &mut Tables, broken: &[(SourcePath, ContentPath)]) {
    for (path, content) in broken {
        tables.broken.insert((content.kind, content.name.clone()));
        tables.files.insert(path.clone(), FileTarget::Broken);
    }
}

/// Notes the groups by their slugs.
pub(super) fn groups(tables: &mut Tables, groups: &[Group]) {
    for (id, group) in (0..).map(GroupId).zip(groups) {
        tables.groups[group.kind as usize].insert(group.slug.as_str().into(), id);
    }
}

/// Notes what the files of briefs, and of what is described, have become.
pub(super) fn files(tables: &mut Tables, briefs: &[Placed], described: &[Arc<Described>]) {
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

/// Notes what readers do not see, for links to it.
pub(super) fn hidden(tables: &mut Tables, branches: &[Branch], hidden: &[Arc<Described>]) {
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

/// Notes the editions, and which of their files readers do not see.
pub(super) fn editions(tables: &mut Tables, files: &[Arc<Described>], editions: &[LinkedEdition]) {
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
