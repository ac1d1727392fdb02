//! Dot files: leaves out files of `static/` whose name, or a folder's name above them, begins with a dot, unless the
//! site's settings list them. Passwords (`.env`), keys (`.ssh/`) and repositories have such names.
//!
//! Files that are never even read, such as `.git` and `.DS_Store`, are skipped in `disk::walk`.

use std::collections::BTreeMap;

use crate::config::{Config, DotFile};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{SourcePath, SourceTree};

const STATIC: &str = "static/";
/// Always published: the folder in which other programs look for metadata about a site (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

/// Returns `tree` without the dot files that are not published, and reports each such file, or folder, once.
pub(super) fn leave_out(
    tree: SourceTree,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> SourceTree {
    let files = tree.under(STATIC).iter().map(|file| &file.path);
    let dotted = files
        .filter(|path| path.as_str().contains("/."))
        .collect::<Vec<_>>();
    report_missing(&dotted, config, found);
    let mut left_out: BTreeMap<&str, Vec<&SourcePath>> = BTreeMap::new();
    for path in dotted {
        if let Some(hidden) = hidden_part(&path.as_str()[STATIC.len()..], &config.dot_files) {
            left_out.entry(hidden).or_default().push(path);
        }
    }
    for (name, paths) in &left_out {
        let is_folder = paths
            .iter()
            .any(|path| path.as_str().len() > STATIC.len() + name.len());
        let place = Place::file(&SourcePath::new(&format!("{STATIC}{name}")));
        let n_files = is_folder.then_some(paths.len());
        found.push(catalog::assets::dot_file(
            place,
            name,
            n_files,
            &config.path,
        ));
    }
    let changes = left_out
        .into_values()
        .flatten()
        .map(|path| (path.clone(), None))
        .collect();
    tree.with(changes)
}

/// Returns the start of `path` (relative to `static/`) up to its first name that keeps it from being published;
/// `None` if it is published.
fn hidden_part<'p>(path: &'p str, allowed: &[DotFile]) -> Option<&'p str> {
    let is_allowed = |part: &str| {
        part == WELL_KNOWN
            || allowed.iter().any(|file| {
                // A setting `.a/b` opens the folder `.a` on the way to `b`, but not the other files in `.a`.
                part == file.path || is_within(&file.path, part) && is_within(path, &file.path)
            })
    };
    let ends = path
        .match_indices('/')
        .map(|(end, _)| end)
        .chain([path.len()]);
    let mut parts = ends.map(|end| &path[..end]);
    parts.find(|part| {
        part.rsplit('/')
            .next()
            .is_some_and(|name| name.starts_with('.'))
            && !is_allowed(part)
    })
}

/// Returns whether `path` is `folder` or is in it, by whole names: `.ab` is not in `.a`.
fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Reports each dot file listed in the settings that does not exist.
fn report_missing(dotted: &[&SourcePath], config: &Config, found: &mut Vec<Diagnostic>) {
    for file in &config.dot_files {
        if !dotted
            .iter()
            .any(|path| is_within(&path.as_str()[STATIC.len()..], &file.path))
        {
            let place = Place::value(&config.path, &file.at);
            found.push(catalog::assets::dot_file_missing(place, &file.path));
        }
    }
}
