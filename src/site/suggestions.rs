//! All names there are, to suggest one for a name that there is not.

use std::collections::BTreeMap;

use crate::kind::Kind;
use crate::site::Skeleton;
use crate::site::target::FileTarget;
use crate::source::SourcePath;
use crate::text::NameIndex;

/// The names of briefs, files and groups.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub briefs: NameIndex,
    /// As links call them.
    pub files: NameIndex,
    /// The files of each such name.
    pub paths: BTreeMap<String, Vec<SourcePath>>,
    pub groups: BTreeMap<Kind, NameIndex>,
}

impl Names {
    /// Gathers them.
    pub(super) fn of(site: &Skeleton) -> Self {
        let groups = |kind: Kind| {
            let of_kind = site.groups.iter().filter(move |group| group.kind == kind);
            NameIndex::new(of_kind.map(|group| group.slug.as_str()))
        };
        let kinds = Kind::groups()
            .filter(|kind| kind.has_files())
            .map(|kind| (kind, groups(kind)));
        let live = site.tables.files.iter();
        let live =
            live.filter(|(_, target)| !matches!(target, FileTarget::Hidden | FileTarget::Broken));
        let mut live: Vec<&SourcePath> = live.map(|(path, _)| path).collect();
        live.sort_unstable();
        let mut paths: BTreeMap<String, Vec<SourcePath>> = BTreeMap::new();
        for path in live {
            paths
                .entry(link_name(path.as_str()))
                .or_default()
                .push(path.clone());
        }
        Names {
            briefs: NameIndex::new(site.briefs.iter().map(|linked| linked.head.slug.as_str())),
            files: NameIndex::new(paths.keys().map(String::as_str)),
            paths,
            groups: kinds.collect(),
        }
    }
}

/// Returns what a file is called in links: by the name of its folder, where its own says nothing.
pub(super) fn link_name(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    match (name.strip_prefix("index."), parts.next()) {
        (Some(extension), Some(folder)) if !folder.starts_with('.') => {
            format!("{folder}.{extension}")
        }
        _ => name.to_owned(),
    }
}
