//! Fills the look-up tables of a site, so that links find what each content file became. The tables themselves are in
//! `tables`, the look-ups in `resolve`.

use std::collections::HashMap;
use std::sync::Arc;

use crate::config::Config;
use crate::content::ContentPath;
use crate::entity::EntityFile;
use crate::kind::Kind;
use crate::site::groups::TagNames;
use crate::site::tables::Tables;
use crate::site::target::FileTarget;
use crate::site::{
    BriefId, BriefNode, Group, GroupId, GroupNames, LinkableNames, LinkedEdition, SiteLanguage,
    routes,
};
use crate::source::SourcePath;

/// Indexes the files with an error, so that links to them stay silent.
pub(super) fn broken(tables: &mut Tables, broken: &[(SourcePath, ContentPath)]) {
    for (path, content) in broken {
        tables.broken.insert((content.kind, content.name.clone()));
        tables.files.insert(path.clone(), FileTarget::Broken);
    }
}

/// Indexes groups by slug, and their names in each language.
pub(super) fn groups(
    tables: &mut Tables,
    groups: &[Group],
    languages: &[SiteLanguage],
    config: &Config,
) {
    for (id, group) in (0..).map(GroupId).zip(groups) {
        tables.groups[group.kind as usize].insert(group.slug.as_str().into(), id);
    }
    tables.tag_names = TagNames::new(groups);
    for lang in languages {
        let mut names = Vec::with_capacity(groups.len());
        for group in groups {
            names.push(GroupNames::of(group, config, &lang.language));
        }
        let known = LinkableNames::new(groups, &names, config, &lang.language);
        tables.known_names.push(known);
        tables.group_names.push(names);
    }
}

/// Indexes the files of briefs and of shown entities.
pub(super) fn files(tables: &mut Tables, briefs: &[BriefNode], files: &[Arc<EntityFile>]) {
    tables.briefs.reserve(briefs.len());
    tables.files.reserve(briefs.len() + files.len());
    for (id, node) in (0..).map(BriefId).zip(briefs) {
        tables
            .briefs
            .entry(node.meta.slug.clone())
            .or_default()
            .push(id);
        tables
            .files
            .insert(node.meta.path.clone(), FileTarget::Brief(id));
    }
    // Counts in step with `Site::pages`, which is filled in the same order.
    let mut n_pages = 0;
    for file in files {
        let group = tables.group(file.kind, &file.slug.as_str().to_lowercase());
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

/// Indexes files that readers do not see, so that links to them are warnings and do not reveal a name.
pub(super) fn hidden(tables: &mut Tables, languages: &[SiteLanguage], hidden: &[Arc<EntityFile>]) {
    for file in hidden {
        tables.files.insert(file.path.clone(), FileTarget::Hidden);
        let root = &languages[super::lang_of(languages, file.language.as_deref()).0 as usize].root;
        match file.kind {
            Kind::Page => drop(tables.hidden_routes.insert(routes::page(root, file))),
            Kind::Edition => drop(tables.editions.insert(file.slug.clone(), None)),
            _ => {}
        }
    }
}

/// Indexes the editions; those that are not shown yet count as hidden.
pub(super) fn editions(tables: &mut Tables, files: &[Arc<EntityFile>], editions: &[LinkedEdition]) {
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
