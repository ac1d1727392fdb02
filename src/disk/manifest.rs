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

/// What the name of a staging folder in the output begins with.
pub const STAGING: &str = ".dateline-staging-";

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
        let files = text.lines().map(parse_line).collect::<Option<_>>().ok_or_else(|| damaged(&path))?;
        Ok(Some(Manifest { files }))
    }

    /// Writes the manifest into the folder `output`, in one step.
    pub fn write(&self, output: &Path) -> Result<(), Error> {
        let mut text = String::new();
        for (path, hash) in &self.files {
            writeln!(text, "{hash}  {path}").expect("writing to a string cannot fail");
        }
        let path = output.join(NAME);
        let draft = output.join(format!("{NAME}-new"));
        let write = || {
            let _ = fs::remove_file(&draft);
            let mut file = sys::create_file(&draft)?;
            file.write_all(text.as_bytes())?;
            fs::rename(&draft, &path)
        };
        write().map_err(|cause| Error::io("cannot write the manifest", &path, cause))
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
    let hash = u128::from_str_radix(hash, 16).ok()?;
    is_plain(path).then(|| (path.to_owned(), Hash(hash)))
}

fn damaged(path: &Path) -> Error {
    Error::refused(
        "this is not a manifest that Dateline wrote:",
        path,
        "delete the output folder, or only this file and build with `--force`",
    )
}
