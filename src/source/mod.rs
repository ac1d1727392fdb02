//! Source tree: every input file of the site, sorted by path, with its hash, as one immutable value.
//! Reads no disk: `disk` makes a tree from a folder, tests make one from a string. Parsing is in `parse`.

mod field;
mod file;
mod path;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use field::{FieldPath, PathStep, Span};
pub use file::{Contents, SourceFile};
pub use path::{CONFIG_NAMES, SourcePath, markdown_stem};

/// All input files, sorted by path, each path once. Cheap to clone: the files are shared.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    files: Arc<Vec<SourceFile>>,
}

impl SourceTree {
    /// Makes a tree from `files` in any order. Of several files with one path the last wins.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        // The sort is stable and `dedup_by` keeps the first of equals: reversed, that is the last.
        files.reverse();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        SourceTree {
            files: Arc::new(files),
        }
    }

    /// Makes a tree from a text in which each file begins with a line `//- PATH`. For tests and examples.
    ///
    /// ```
    /// let tree = dateline::source::SourceTree::from_fixture("//- site.yaml\ntitle: Briefs\n");
    /// assert_eq!(tree.files()[0].bytes(), b"title: Briefs\n");
    /// ```
    pub fn from_fixture(fixture: &str) -> Self {
        let mut files: Vec<(SourcePath, String)> = Vec::new();
        for line in fixture.split_inclusive('\n') {
            if let Some(path) = line.strip_prefix("//- ") {
                files.push((SourcePath::new(path.trim()), String::new()));
            } else if let Some((_, text)) = files.last_mut() {
                text.push_str(line);
            }
        }
        SourceTree::new(
            files
                .into_iter()
                .map(|(path, text)| SourceFile::new(path, text.into_bytes()))
                .collect(),
        )
    }

    /// Returns all files, sorted by path.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Returns this tree with the bytes dropped from all files for which `is_done` returns true; lengths and hashes
    /// stay.
    pub fn without_bytes(&self, is_done: impl Fn(&SourceFile) -> bool) -> Self {
        let mut files = Vec::clone(&self.files);
        for file in files.iter_mut().filter(|file| is_done(file)) {
            file.contents = Contents::Dropped { len: file.len() };
        }
        SourceTree {
            files: Arc::new(files),
        }
    }

    /// Returns the file at `path`, if there is one.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        let idx = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path))
            .ok()?;
        Some(&self.files[idx])
    }

    /// Returns the site's settings file; if both names exist, `site.yaml`.
    pub fn config(&self) -> Option<&SourceFile> {
        CONFIG_NAMES.iter().find_map(|name| self.get(name))
    }

    /// Returns the path of the site's settings file; `site.yaml` if there is none.
    pub fn config_path(&self) -> SourcePath {
        self.config().map_or_else(
            || SourcePath::new(CONFIG_NAMES[0]),
            |file| file.path.clone(),
        )
    }

    /// Returns this tree with `changes` applied: each path gets its new file, or is removed for `None`.
    pub fn with(&self, changes: BTreeMap<SourcePath, Option<SourceFile>>) -> Self {
        if changes.is_empty() {
            return self.clone();
        }
        let mut files = Vec::clone(&self.files);
        for (path, change) in changes {
            let at = files.binary_search_by(|file| file.path.cmp(&path));
            match (at, change) {
                (Ok(idx), Some(file)) => files[idx] = file,
                (Ok(idx), None) => drop(files.remove(idx)),
                (Err(idx), Some(file)) => files.insert(idx, file),
                (Err(_), None) => {}
            }
        }
        SourceTree {
            files: Arc::new(files),
        }
    }

    /// Returns the paths whose hash differs between this tree and `other` or that only one of them has, sorted.
    pub fn differences(&self, other: &SourceTree) -> Vec<SourcePath> {
        // Both are sorted, so one merging pass suffices.
        let mut differences = Vec::new();
        let (mut mine, mut theirs) = (self.files.iter().peekable(), other.files.iter().peekable());
        loop {
            let order = match (mine.peek(), theirs.peek()) {
                (None, None) => return differences,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(mine), Some(theirs)) => mine.path.cmp(&theirs.path),
            };
            let a = if order.is_le() { mine.next() } else { None };
            let b = if order.is_ge() { theirs.next() } else { None };
            if a.map(|file| file.hash) != b.map(|file| file.hash) {
                differences.extend(a.or(b).map(|file| file.path.clone()));
            }
        }
    }

    /// Returns whether any file is below `folder`.
    pub fn has_folder(&self, folder: &SourcePath) -> bool {
        !self.under(&format!("{folder}/")).is_empty()
    }

    /// Returns the files whose path begins with `prefix`, such as a folder with its final `/`. They are one slice,
    /// since the tree is sorted.
    pub fn under(&self, prefix: &str) -> &[SourceFile] {
        let start = self
            .files
            .partition_point(|file| file.path.as_str() < prefix);
        let n_files =
            self.files[start..].partition_point(|file| file.path.as_str().starts_with(prefix));
        &self.files[start..start + n_files]
    }
}
