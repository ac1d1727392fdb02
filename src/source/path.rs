//! The paths of input files, and what they say about a file.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::text;

/// The names that the site's own settings may have, the usual one first.
pub const CONFIG_NAMES: [&str; 2] = ["site.yaml", "site.yml"];

/// The endings of Markdown files, in small letters; the first is the usual one.
const MARKDOWN_ENDINGS: [&str; 2] = [".md", ".markdown"];

/// Returns `path` without the ending of a Markdown file, `.md` or `.markdown` in any case; `None` for other files.
pub fn markdown_stem(path: &str) -> Option<&str> {
    MARKDOWN_ENDINGS.iter().find_map(|ending| {
        let (stem, rest) = path.split_at_checked(path.len().checked_sub(ending.len())?)?;
        (rest.eq_ignore_ascii_case(ending) && !stem.is_empty() && !stem.ends_with('/'))
            .then_some(stem)
    })
}

/// The path of an input file: relative to the site's root, UTF-8 in Unicode form C, parts joined by `/`.
///
/// Some systems store names in another form than they are typed in: here, one name is one path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps `path`, which must be relative, joined by `/`, and free of `.` and `..` parts.
    pub fn new(path: &str) -> Self {
        debug_assert!(
            path.split('/').all(|part| !matches!(part, "" | "." | "..")),
            "a source path has plain parts only: {path:?}"
        );
        SourcePath(text::composed(path).into())
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the file's name, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Returns the file's name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Returns the path of the folder that holds the file; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Resolves `relative` as a link from this file, or `None` if it leaves the site.
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

    /// Returns the path without the ending of a Markdown file; `None` for other files.
    pub fn markdown_stem(&self) -> Option<&str> {
        markdown_stem(&self.0)
    }

    /// Returns whether this is a Markdown file, by its name.
    pub fn is_markdown(&self) -> bool {
        self.markdown_stem().is_some()
    }

    /// Returns whether this is the file of the site's own settings.
    pub fn is_config(&self) -> bool {
        CONFIG_NAMES.contains(&self.as_str())
    }

    /// Returns the relative path that leads from the folder of this file to `other`: `../2021/dock.md`.
    pub fn relative_to(&self, other: &SourcePath) -> String {
        let mut from: Vec<&str> = self
            .folder()
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        let mut to: Vec<&str> = other.0.split('/').collect();
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
