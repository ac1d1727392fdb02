//! Manifest: the list of what Dateline wrote into the output, kept there as `.dateline-manifest`.
//! Only what is on it is ever replaced or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::sys;
use crate::error::Error;
use crate::hash::Hash;

/// The manifest's name in the output folder.
pub(super) const NAME: &str = ".dateline-manifest";

/// Names in the output folder that begin so are Dateline's own and no part of the site.
pub(super) const RESERVED: &str = ".dateline-";

/// The name in a staging folder of the manifest for the time in which one build replaces another.
pub(super) const TRANSITION: &str = ".dateline-manifest-transition";

/// The hash, on the manifest of a transition, of a file that is being replaced: it may have the old or the new bytes.
pub(super) const PENDING: Hash = Hash(0);

/// Bytes of a line besides the path: the hash, two spaces, the line end.
const LINE: usize = 32 + 2 + 1;

/// Files by their path in the output, each with the hash of its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The paths, joined by `/`, and the hashes.
    pub files: BTreeMap<String, Hash>,
}

impl Manifest {
    /// Reads the manifest `name` of a folder, or returns `None` if it has none.
    ///
    /// Fails if the manifest is damaged: what is ours is then unknown.
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

    /// Writes the manifest `name` into a staging folder, in one step: half a manifest would say that the other files there
    /// are unmanaged.
    pub(super) fn write(&self, staged: &Path, name: &str) -> Result<(), Error> {
        let path = staged.join(name);
        let draft = staged.join(format!("{name}-new"));
        sys::create_file(&draft)
            .and_then(|mut file| file.write_all(self.text().as_bytes()))
            .and_then(|()| fs::rename(&draft, &path))
            .map_err(|cause| Error::io("cannot write the manifest", &path, cause))
    }

    /// Returns the manifest as it is written: a line for each file, its hash and its path.
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
        let prefix = format!("{path}/");
        let next = self.files.range(prefix.clone()..).next();
        next.is_some_and(|(path, _)| path.starts_with(&prefix))
    }
}

/// Returns the folders on the way to the files at these `paths`, sorted.
pub(super) fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}

/// Returns whether the output's top level keeps this name for Dateline's own use.
pub(super) fn is_reserved(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(RESERVED.as_bytes())
}

/// Returns whether `path` stays inside the output and can stand on a line of the manifest.
pub(super) fn is_plain(path: &str) -> bool {
    let is_plain_part = |part: &str| !matches!(part, "" | "." | "..");
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
