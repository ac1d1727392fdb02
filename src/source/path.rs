//! Paths of input files, and what follows from them: Markdown or not, settings or not, name, folder, relative links.
//! Paths of outputs are in `url`, paths on the disk in `disk`.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text;

/// Names of the site's settings file, the usual one first.
pub const CONFIG_NAMES: [&str; 2] = ["site.yaml", "site.yml"];

/// Extensions of Markdown files, in lower case, the usual one first.
const MARKDOWN_ENDINGS: [&str; 2] = [".md", ".markdown"];

/// Returns `path` without `.md` or `.markdown` in any case; `None` for other files, and for a name that is only that.
pub fn markdown_stem(path: &str) -> Option<&str> {
    MARKDOWN_ENDINGS.iter().find_map(|ending| {
        let (stem, rest) = path.split_at_checked(path.len().checked_sub(ending.len())?)?;
        (rest.eq_ignore_ascii_case(ending) && !stem.is_empty() && !stem.ends_with('/'))
            .then_some(stem)
    })
}

/// Path of an input file: relative to the site's root, UTF-8 in Unicode form C (NFC), segments joined by `/`.
///
/// Some file systems store names in another Unicode form than they were typed in; normalised, one name is one path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps and normalises `path`, which must be relative, joined by `/`, and free of empty, `.` and `..` segments.
    pub fn new(path: &str) -> Self {
        debug_assert!(
            path.split('/').all(|part| !matches!(part, "" | "." | "..")),
            "a source path has plain parts only: {path:?}"
        );
        SourcePath(text::composed(path).into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the file name with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Returns the file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Returns the folder of the file, without a final `/`; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Resolves `relative` as a link from this file; `None` if it leads out of the site or to its root.
    pub fn resolve(&self, relative: &str) -> Option<SourcePath> {
        let mut parts: Vec<&str> = self
            .folder()
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        (!parts.is_empty()).then(|| SourcePath::new(&parts.join("/")))
    }

    /// Returns the path without its Markdown extension; `None` for other files.
    pub fn markdown_stem(&self) -> Option<&str> {
        markdown_stem(&self.0)
    }

    /// Returns whether this is a Markdown file by its extension.
    pub fn is_markdown(&self) -> bool {
        self.markdown_stem().is_some()
    }

    /// Returns whether this is a settings file of the site, under either name.
    pub fn is_config(&self) -> bool {
        CONFIG_NAMES.contains(&self.as_str())
    }

    /// Returns the relative path from the folder of this file to `other`: `../2021/dock.md`.
    pub fn relative_to(&self, other: &SourcePath) -> String {
        let mut from: Vec<&str> = self
            .folder()
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        let mut to: Vec<&str> = other.0.split('/').collect();
        // Only folders are shared: the name of the target must remain in the path.
        let n_shared = from
            .iter()
            .zip(&to[..to.len() - 1])
            .take_while(|(a, b)| a == b)
            .count();
        from.drain(..n_shared);
        to.drain(..n_shared);
        "../".repeat(from.len()) + &to.join("/")
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
