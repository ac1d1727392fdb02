//! Inspects one path of the site's folder, for a preview that was told that something happened there.
//! By the same rules as `read`; where one path is not enough to apply them, it says so instead of guessing.

use std::fs;
use std::io;
use std::path::{Component, Path};

use super::read::{self, ReadOutcome};
use super::walk::{self, InputFile, InputKind};
use crate::diag::Diagnostic;
use crate::source::{SourceFile, SourcePath};

/// The folders of a site that are read.
pub const FOLDERS: [&str; 4] = ["content", "templates", "static", "clips"];

/// What there is at a path.
pub enum PathState {
    /// A file of the site.
    File(Box<SourceFile>),
    /// Something that cannot or must not be read.
    Invalid(Diagnostic),
    /// Nothing any more.
    Missing(SourcePath),
    /// Something that is no part of the site.
    Ignored,
    /// A folder, a link, or something below a link: the whole site must be read to know.
    Unknown,
}

/// Returns the path in the site of `path`; `None` if it is of no part of the site that is read. `root` must be
/// canonical.
pub fn path_in_site(root: &Path, path: &Path) -> Option<SourcePath> {
    below(root, path).map(|(path, _)| path)
}

/// Returns whether `path` is one of the folders of the site that are read, itself.
pub fn is_folder_of_site(root: &Path, path: &Path) -> bool {
    FOLDERS.iter().any(|folder| root.join(folder) == path)
}

/// Inspects `path`, which is below the site's folder `root`; that must be canonical.
pub fn inspect(root: &Path, path: &Path) -> PathState {
    let Some((below, part)) = below(root, path) else {
        return PathState::Ignored;
    };
    // Another file may have the same name in another Unicode form.
    if path != root.join(below.as_str()) {
        return PathState::Unknown;
    }
    let mut real = root.to_path_buf();
    let n_parts = below.as_str().split('/').count();
    for (idx, name) in below.as_str().split('/').enumerate() {
        real.push(name);
        let file_type = match fs::symlink_metadata(&real) {
            Ok(metadata) => metadata.file_type(),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                return PathState::Missing(below);
            }
            Err(_) => return PathState::Unknown,
        };
        if idx > 0 && part.skips(name.as_ref(), file_type) {
            return PathState::Ignored;
        }
        let is_last = idx + 1 == n_parts;
        if file_type.is_symlink() || is_last != file_type.is_file() || file_type.is_dir() == is_last
        {
            return PathState::Unknown;
        }
    }
    if part.is_one_file() != (n_parts == 1) {
        return PathState::Unknown;
    }
    match read::read_file(&InputFile {
        path: below.clone(),
        real,
        part,
    }) {
        ReadOutcome::Read(file, _) => PathState::File(Box::new(file)),
        ReadOutcome::Wrong(found) => PathState::Invalid(found),
        ReadOutcome::Gone => PathState::Missing(below),
    }
}

/// Returns the path in the site of `path`, and which part it is of.
fn below(root: &Path, path: &Path) -> Option<(SourcePath, InputKind)> {
    let below = path.strip_prefix(root).ok()?;
    let mut names = Vec::new();
    for component in below.components() {
        let Component::Normal(name) = component else {
            return None;
        };
        names.push(name.to_str()?);
    }
    let part = walk::part_of(names.first()?.as_ref())?;
    Some((SourcePath::new(&names.join("/")), part))
}
