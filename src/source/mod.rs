//! The input as one value: every file of the site's folder, sorted by path, with its hash.
//! Reads nothing itself; `disk::read_tree` makes one from a folder, tests make one from a string.

use serde::{Deserialize, Serialize};
use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::hash::Hash;
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
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub struct SourcePath(#[serde(with = "crate::shared")] Arc<str>);

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

/// A range of bytes in a file, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
}

/// One step from a YAML value into a part of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub enum Step {
    /// The value under a key of a mapping. Of a key that occurs twice, the position among its like.
    Key(Box<str>, usize),
    /// An item of a list, counted from 0; also of a list written `a, b, c`.
    Item(usize),
}

/// The way to a value in a YAML document: `sources`, item 0, `url`.
///
/// Diagnostics carry it instead of a span; the span is looked up when one is printed, so that files
/// without mistakes never pay for positions.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The path of a top-level key.
    pub fn key(name: &str) -> Self {
        FieldPath::default().at_key(name)
    }

    /// This path and one key more.
    pub fn at_key(&self, name: &str) -> Self {
        self.with(Step::Key(name.into(), 0))
    }

    /// This path and one list item more.
    pub fn at_item(&self, idx: usize) -> Self {
        self.with(Step::Item(idx))
    }

    /// The place behind the last item of the list at this path: a fix there adds an item.
    pub fn at_end(&self) -> Self {
        self.with(Step::Item(usize::MAX))
    }

    /// The top-level key that the path begins with.
    pub fn first_key(&self) -> Option<&str> {
        match self.0.first() {
            Some(Step::Key(key, _)) => Some(key),
            _ => None,
        }
    }

    /// This path and one step more.
    pub fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        FieldPath(steps)
    }
}

/// What a file holds: its bytes, or for a large file that is only copied, where it lies.
#[derive(Clone, Debug)]
pub enum Contents {
    /// The bytes, in memory.
    Bytes(Arc<[u8]>),
    /// A file too large to hold: its place on the disk and its length in bytes.
    OnDisk {
        /// Absolute path of the file.
        path: PathBuf,
        /// Its length in bytes.
        len: u64,
        /// Reads its first bytes, so many; `None` if it cannot be read any more.
        head: fn(&Path, usize) -> Option<Vec<u8>>,
    },
    /// A file whose bytes are known by their hash: it is read again if somebody asks for them.
    OnCall(Arc<OnCall>),
}

/// A file whose bytes need not be in memory, until somebody asks for them.
pub struct OnCall {
    /// Absolute path of the file.
    pub place: PathBuf,
    /// Its length in bytes.
    pub len: u64,
    /// The hash of its bytes.
    pub hash: Hash,
    /// Reads a file; `None` if it cannot be read any more.
    pub read: fn(&Path) -> Option<Vec<u8>>,
    bytes: OnceLock<(Box<[u8]>, Found)>,
}

/// Whether a file was as it was expected to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Found {
    AsKnown,
    Other,
}

impl OnCall {
    /// A file of `len` bytes with this `hash`, at `place`.
    pub fn new(place: PathBuf, len: u64, hash: Hash, read: fn(&Path) -> Option<Vec<u8>>) -> Self {
        OnCall {
            place,
            len,
            hash,
            read,
            bytes: OnceLock::new(),
        }
    }

    /// The file at `place`, which holds these `bytes`.
    pub fn loaded(place: PathBuf, bytes: Vec<u8>, read: fn(&Path) -> Option<Vec<u8>>) -> Self {
        let (len, hash) = (bytes.len() as u64, Hash::of_bytes(&bytes));
        OnCall {
            bytes: OnceLock::from((bytes.into(), Found::AsKnown)),
            ..OnCall::new(place, len, hash, read)
        }
    }

    fn load(&self) -> &(Box<[u8]>, Found) {
        self.bytes.get_or_init(|| match (self.read)(&self.place) {
            Some(bytes) if Hash::of_bytes(&bytes) == self.hash => (bytes.into(), Found::AsKnown),
            other => (other.unwrap_or_default().into(), Found::Other),
        })
    }
}

impl fmt::Debug for OnCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnCall")
            .field("place", &self.place)
            .field("hash", &self.hash)
            .finish_non_exhaustive()
    }
}

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies, relative to the root.
    pub path: SourcePath,
    /// What it holds.
    pub contents: Contents,
    /// Hash of the contents; of length and modification time for a file that is not in memory.
    pub hash: Hash,
}

impl SourceFile {
    /// A file held in memory.
    pub fn new(path: SourcePath, bytes: Vec<u8>) -> Self {
        let hash = Hash::of_bytes(&bytes);
        SourceFile {
            path,
            contents: Contents::Bytes(bytes.into()),
            hash,
        }
    }

    /// Returns its length in bytes.
    pub fn len(&self) -> u64 {
        match &self.contents {
            Contents::Bytes(bytes) => bytes.len() as u64,
            Contents::OnDisk { len, .. } => *len,
            Contents::OnCall(file) => file.len,
        }
    }

    /// Returns whether it was found to be other than it was known to be: what was made of the tree is then of
    /// two states of the site.
    pub fn has_changed(&self) -> bool {
        match &self.contents {
            Contents::OnCall(file) => file
                .bytes
                .get()
                .is_some_and(|(_, found)| *found == Found::Other),
            Contents::Bytes(_) | Contents::OnDisk { .. } => false,
        }
    }

    /// Returns whether its bytes are in memory.
    pub fn is_loaded(&self) -> bool {
        match &self.contents {
            Contents::Bytes(_) => true,
            Contents::OnCall(file) => file.bytes.get().is_some(),
            Contents::OnDisk { .. } => false,
        }
    }

    /// Returns it without the bytes that can be read again.
    fn released(&self) -> Self {
        match &self.contents {
            Contents::OnCall(file) if self.is_loaded() => {
                let file = OnCall::new(file.place.clone(), file.len, file.hash, file.read);
                SourceFile {
                    contents: Contents::OnCall(Arc::new(file)),
                    ..self.clone()
                }
            }
            _ => self.clone(),
        }
    }

    /// Returns whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bytes, or nothing for a file that is not held in memory.
    pub fn bytes(&self) -> &[u8] {
        match &self.contents {
            Contents::Bytes(bytes) => bytes,
            Contents::OnDisk { .. } => &[],
            Contents::OnCall(file) => &file.load().0,
        }
    }

    /// Returns its first bytes: at least `len`, if it has as many.
    pub fn head(&self, len: usize) -> Cow<'_, [u8]> {
        match &self.contents {
            Contents::OnDisk { path, head, .. } => head(path, len).unwrap_or_default().into(),
            Contents::Bytes(_) | Contents::OnCall(_) => self.bytes().into(),
        }
    }

    /// Returns the file as text: of one that is not UTF-8, what comes before the first byte that is not.
    pub fn text(&self) -> &str {
        let bytes = self.bytes();
        str::from_utf8(bytes)
            .or_else(|error| str::from_utf8(&bytes[..error.valid_up_to()]))
            .unwrap_or_default()
    }
}

/// Every input file, sorted by path, each path once. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    files: Arc<Vec<SourceFile>>,
}

impl SourceTree {
    /// Makes a tree of `files`, in any order. Of two files with one path the later wins.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.reverse();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        SourceTree {
            files: Arc::new(files),
        }
    }

    /// Makes a tree from a text in which each file begins with a line `//- PATH`.
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

    /// Returns whether any file was found to be other than it was known to be; see [`SourceFile::has_changed`].
    pub fn has_changed(&self) -> bool {
        self.files.iter().any(SourceFile::has_changed)
    }

    /// Returns the same tree without the bytes that can be read again: where they are now other ones, that is seen
    /// then, but no longer whether they were before.
    pub fn released(&self) -> Self {
        SourceTree {
            files: Arc::new(self.files.iter().map(SourceFile::released).collect()),
        }
    }

    /// Returns the file at `path`.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        let idx = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path))
            .ok()?;
        Some(&self.files[idx])
    }

    /// Returns the file of the site's own settings: of two, the one with the usual name.
    pub fn config(&self) -> Option<&SourceFile> {
        CONFIG_NAMES.iter().find_map(|name| self.get(name))
    }

    /// Returns the path of the site's own settings: the usual one if there is no such file.
    pub fn config_path(&self) -> SourcePath {
        self.config().map_or_else(
            || SourcePath::new(CONFIG_NAMES[0]),
            |file| file.path.clone(),
        )
    }

    /// Returns this tree with each of `changes` made: a file put at its path, or the one there taken away.
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

    /// Returns the paths at which this tree and `other` differ, sorted.
    pub fn differences(&self, other: &SourceTree) -> Vec<SourcePath> {
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

    /// Returns whether there are files below `folder`.
    pub fn has_folder(&self, folder: &SourcePath) -> bool {
        !self.under(&format!("{folder}/")).is_empty()
    }

    /// Returns the files whose path begins with `prefix`, which is a folder's path with its final `/`.
    pub fn under(&self, prefix: &str) -> &[SourceFile] {
        let start = self
            .files
            .partition_point(|file| file.path.as_str() < prefix);
        let n_files =
            self.files[start..].partition_point(|file| file.path.as_str().starts_with(prefix));
        &self.files[start..start + n_files]
    }
}
