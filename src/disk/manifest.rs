//! The list of what Dateline wrote into the output, kept there as `.dateline-manifest`.
//! Only what is on it is ever replaced or removed.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::sys;
use crate::error::Error;
use crate::hash::Hash;

/// The manifest's name in the output folder.
pub const NAME: &str = ".dateline-manifest";

/// Names in the output folder that begin so are Dateline's own and no part of the site.
pub const RESERVED: &str = ".dateline-";

/// The name in a staging folder of the manifest that holds while one build replaces another.
pub const BOTH: &str = ".dateline-manifest-both";

/// Bytes of a line besides the path: the hash, two spaces, the line end.
const LINE: usize = 32 + 2 + 1;

/// The hash of a file of which it is open whether its bytes are the old or the new ones: like neither.
const OPEN: Hash = Hash(0);

/// Files by their path in the output, each with the hash of its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The paths, joined by `/`, and the hashes.
    pub files: BTreeMap<String, Hash>,
}

impl Manifest {
    /// Reads the manifest of the folder `output`, or `None` if it has none.
    ///
    /// Fails if the manifest is damaged: what is ours is then unknown.
    pub fn read(output: &Path) -> Result<Option<Manifest>, Error> {
        let path = output.join(NAME);
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

    /// Writes the manifest into a staging folder under the name `name`, in one step. Returns the hash of its text.
    pub fn write(&self, staged: &Path, name: &str) -> Result<Hash, Error> {
        let path = staged.join(name);
        let draft = staged.join(format!("{name}-new"));
        let text = self.text();
        let write = || {
            let mut file = sys::create_file(&draft)?;
            file.write_all(text.as_bytes())?;
            fs::rename(&draft, &path)
        };
        write().map_err(|cause| Error::io("cannot write the manifest", &path, cause))?;
        Ok(Hash::of_bytes(text.as_bytes()))
    }

    /// Returns the manifest as it is written: a line for each file, its hash and its path.
    pub fn text(&self) -> String {
        let len = self.files.keys().map(|path| path.len() + LINE).sum();
        let mut text = String::with_capacity(len);
        for (path, hash) in &self.files {
            writeln!(text, "{hash}  {path}").expect("writing to a string cannot fail");
        }
        text
    }

    /// Returns the manifest of an output in which the files of `self` are being replaced by those of `new`.
    pub fn both(&self, new: &Manifest) -> Manifest {
        let mut files = self.files.clone();
        for (path, hash) in &new.files {
            let is_same = self.files.get(path) == Some(hash);
            files.insert(path.clone(), if is_same { *hash } else { OPEN });
        }
        Manifest { files }
    }

    /// Returns the folders that hold the files, at any depth.
    pub fn folders(&self) -> HashSet<&str> {
        let mut folders = HashSet::new();
        for path in self.files.keys() {
            let mut rest = path.as_str();
            while let Some((folder, _)) = rest.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                rest = folder;
            }
        }
        folders
    }
}

/// Returns whether the output's top level keeps this name for Dateline's own use.
pub fn is_reserved(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(RESERVED.as_bytes())
}

/// Returns whether `path` stays inside the output and can stand on a line of the manifest.
pub fn is_plain(path: &str) -> bool {
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
