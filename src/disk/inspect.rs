//! Inspection: reads one path of the site's folder, for a preview whose watcher reported an event there.
//!
//! Follows the same rules as `walk` and `read`. Where a single path is not enough to apply them, it answers
//! [`PathState::Unknown`] instead of guessing.

use std::fs;
use std::io;
use std::path::{Component, Path};

use super::read::{self, ReadOutcome};
use super::walk::{self, InputFile, InputKind};
use crate::diag::Diagnostic;
use crate::source::{SourceFile, SourcePath};

/// The folders of a site that contain inputs.
pub const FOLDERS: [&str; 4] = ["content", "templates", "static", "clips"];

/// The state of a path in the site's folder.
pub enum PathState {
    /// An input file, with its bytes.
    File(Box<SourceFile>),
    /// An input that cannot or must not be read.
    Invalid(Diagnostic),
    /// No file or folder any more.
    Missing(SourcePath),
    /// A path that is no input, such as an editor's backup.
    Ignored,
    /// A folder, a link, or something below a link: the whole site must be read to know.
    Unknown,
}

/// Returns the site path of `path`; `None` if it is outside of the inputs. `root` must be canonical.
pub fn path_in_site(root: &Path, path: &Path) -> Option<SourcePath> {
    below(root, path).map(|(path, _)| path)
}

/// Returns whether `path` is itself one of [`FOLDERS`].
pub fn is_folder_of_site(root: &Path, path: &Path) -> bool {
    FOLDERS.iter().any(|folder| root.join(folder) == path)
}

/// Inspects `path`, which is below the site's folder `root`. `root` must be canonical.
pub fn inspect(root: &Path, path: &Path) -> PathState {
    let Some((below, part)) = below(root, path) else {
        return PathState::Ignored;
    };
    // The site path is composed (Unicode form C). If the path on disk is not, another file may have the same site path.
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
        // The first name is the input's own, such as `content`, which the rules for names do not apply to.
        if idx > 0 && part.skips(name.as_ref(), file_type) {
            return PathState::Ignored;
        }
        // Only plain folders that lead to a plain file can be judged by themselves: a folder may have new files in it,
        // a link may lead anywhere.
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

/// Returns the site path of `path` and the kind of input it belongs to; `None` if it belongs to none or is not UTF-8.
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
