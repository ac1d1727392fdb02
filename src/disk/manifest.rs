//! Manifest: the list of the files that Dateline wrote into the output, kept there as `.dateline-manifest`.
//!
//! Only files on it are ever replaced or removed; all others are `unmanaged`. Knows the format, not the commit.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::sys;
use crate::error::Error;
use crate::hash::Hash;

/// The file name of the manifest in the output folder.
pub(super) const NAME: &str = ".dateline-manifest";

/// Prefix of names in the output folder that are Dateline's own and no part of the site.
pub(super) const RESERVED: &str = ".dateline-";

/// The file name, in a staging folder, of the transition manifest: the one in force while a build replaces another.
pub(super) const TRANSITION: &str = ".dateline-manifest-transition";

/// The hash, on a transition manifest, of a file that is being replaced, and may have the old or the new bytes.
pub(super) const PENDING: Hash = Hash(0);

/// Length of a line without the path: the hash, two spaces, the line end.
const LINE: usize = 32 + 2 + 1;

/// The files that a build wrote, with the hashes of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The hash of each file, by its path in the output, joined by `/`.
    pub files: BTreeMap<String, Hash>,
}

impl Manifest {
    /// Reads the manifest `name` of a folder; `None` if there is none.
    ///
    /// Fails if the manifest is damaged: it is then unknown which files are ours.
    pub(super) fn read(folder: &Path, name: &str) -> Result<Option<Manifest>, Error> {
        let path = folder.join(name);
        let unreadable = |cause| Error::io("cannot read the manifest", &path, cause);
        let mut file = match sys::open_regular(&path) {
            Ok(Some((file, _))) => file,
            Ok(None) => return Err(damaged(&path)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(unreadable(cause)),
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| damaged(&path))?;
        let files = text
            .lines()
            .map(parse_line)
            .collect::<Option<_>>()
            .ok_or_else(|| damaged(&path))?;
        Ok(Some(Manifest { files }))
    }

    /// Writes the manifest `name` into a staging folder in one step: with half a manifest, the other half of the files
    /// would count as unmanaged.
    pub(super) fn write(&self, staged: &Path, name: &str) -> Result<(), Error> {
        let path = staged.join(name);
        let draft = staged.join(format!("{name}-new"));
        sys::create_file(&draft)
            .and_then(|mut file| file.write_all(self.text().as_bytes()))
            .and_then(|()| fs::rename(&draft, &path))
            .map_err(|cause| Error::io("cannot write the manifest", &path, cause))
    }

    /// Returns the text of the manifest: a line for each file, with its hash and its path, as `sha256sum` prints them.
    pub(super) fn text(&self) -> String {
        let len = self.files.keys().map(|path| path.len() + LINE).sum();
        let mut text = String::with_capacity(len);
        for (path, hash) in &self.files {
            writeln!(text, "{hash}  {path}").expect("writing to a string cannot fail");
        }
        text
    }

    /// Returns the folders that hold the files, at any depth, sorted.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        folders(self.files.keys().map(String::as_str))
    }

    /// Returns whether `path` is a folder that holds one of the files, at any depth.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        // Paths are sorted: if any begins with the prefix, the first one from there on does.
        let prefix = format!("{path}/");
        let next = self.files.range(prefix.clone()..).next();
        next.is_some_and(|(path, _)| path.starts_with(&prefix))
    }
}

/// Returns all folders above the files at these `paths`, sorted.
pub(super) fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            // Its parents were inserted together with it.
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}

/// Returns whether `name`, at the top level of the output, is reserved for Dateline's own files.
pub(super) fn is_reserved(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(RESERVED.as_bytes())
}

/// Returns whether `path` stays inside the output and fits on a line of the manifest.
///
/// Also checked when a manifest is read: one that was tampered with must not name files outside of the output.
pub(super) fn is_plain(path: &str) -> bool {
    let is_plain_part = |part: &str| !matches!(part, "" | "." | "..");
    // A line break would split the line. On Windows `\` separates names, and `:` names a drive or a stream.
    let separator = |ch: char| ch.is_control() || cfg!(windows) && matches!(ch, '\\' | ':');
    path.split('/').all(is_plain_part) && !path.contains(separator) && !path.starts_with(RESERVED)
}

fn parse_line(line: &str) -> Option<(String, Hash)> {
    let (hash, path) = line.split_once("  ")?;
    let hash = Hash::parse(hash)?;
    is_plain(path).then(|| (path.to_owned(), hash))
}

fn damaged(path: &Path) -> Error {
    Error::refused(
        "this is not a manifest that Dateline wrote:",
        path,
        "delete the output folder, or only this file and build with `--force`",
    )
}
