//! Decides whether a folder may take the output: refuses one that would cost somebody their files.
//! Changes nothing; `staging` begins where this ends.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::{self, Manifest};
use super::root::canonical_root;
use crate::error::Error;

/// What becomes of an output folder that holds files but was not made by Dateline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnmanagedPolicy {
    /// It is refused.
    Refuse,
    /// It is taken (`--force`), and what is in it stays: unmanaged files are never deleted.
    Keep,
}

/// A folder that may take the output. It need not exist yet.
#[derive(Clone, Debug)]
pub struct OutputDir {
    path: PathBuf,
    access: OutputAccess,
    foreign: UnmanagedPolicy,
}

/// How the output folder was reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OutputAccess {
    /// By its own name.
    Own,
    /// Through a symbolic link, which somebody put there so that this very folder is used.
    Link,
}

/// Where Dateline keeps files of its own that are no part of the site: lock, staging folder, journal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Location {
    /// Beside the output, as `.NAME.dateline-WHAT`.
    Beside,
    /// In the output, as `.dateline-WHAT`: where nothing may be written beside it, or where what is
    /// beside it may be another file system.
    Inside,
}

/// Folders of the site that an output must neither lie in nor hold.
const INPUTS: [&str; 6] = [
    "content",
    "templates",
    "static",
    "clips",
    ".dateline",
    ".git",
];

/// Checks that the site at `root` may be built into `output`.
///
/// Refused are: the site's folder, what holds it, and what holds or lies in a folder of its sources,
/// all of it with symbolic links resolved; what exists and is no folder; and with
/// [`UnmanagedPolicy::Refuse`] a folder with something in it that no earlier build has made.
pub fn guard(root: &Path, output: &Path, foreign: UnmanagedPolicy) -> Result<OutputDir, Error> {
    let root = canonical_root(root)?;
    let path = resolve(output)?;
    refuse_sources(&root, output, &path)?;
    // Taken apart and put together again it has no final `/`, with which a link would be followed.
    let name: PathBuf = output.components().collect();
    let is_link = fs::symlink_metadata(&name).is_ok_and(|metadata| metadata.is_symlink());
    let access = if is_link {
        OutputAccess::Link
    } else {
        OutputAccess::Own
    };
    let output = OutputDir {
        path,
        access,
        foreign,
    };
    output.claim()?;
    Ok(output)
}

impl OutputDir {
    /// Returns the folder's absolute path, without links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn access(&self) -> OutputAccess {
        self.access
    }

    /// Returns the folder that holds the output.
    pub(super) fn parent(&self) -> &Path {
        self.path
            .parent()
            .expect("the folder above everything holds the site, so it was refused")
    }

    /// Returns the folder that holds the files of ours at `location`.
    pub(super) fn folder_at(&self, location: Location) -> &Path {
        match location {
            Location::Beside => self.parent(),
            Location::Inside => &self.path,
        }
    }

    /// Returns the name of the file of ours at `location` that is for `what`, a plain word.
    pub(super) fn name_at(&self, location: Location, what: &str) -> OsString {
        let mut name = OsString::new();
        if location == Location::Beside {
            name.push(".");
            name.push(
                self.path
                    .file_name()
                    .unwrap_or_else(|| OsStr::new("output")),
            );
        }
        name.push(manifest::RESERVED);
        name.push(what);
        name
    }

    /// Returns the path of the file of ours at `location` that is for `what`.
    pub(super) fn path_at(&self, location: Location, what: &str) -> PathBuf {
        self.folder_at(location).join(self.name_at(location, what))
    }

    /// Reads what the last build wrote, or refuses the folder.
    pub(super) fn claim(&self) -> Result<Manifest, Error> {
        match fs::symlink_metadata(&self.path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                let hint = "give another folder with `--output DIR`";
                return Err(Error::refused(
                    "the output must be a folder, not a file:",
                    &self.path,
                    hint,
                ));
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(cause) => {
                return Err(Error::io(
                    "cannot open the output folder",
                    &self.path,
                    cause,
                ));
            }
        }
        if let Some(manifest) = Manifest::read(&self.path, manifest::NAME)? {
            return Ok(manifest);
        }
        if self.foreign == UnmanagedPolicy::Refuse && !self.is_empty()? {
            return Err(Error::refused(
                "there are files that Dateline did not make in",
                &self.path,
                "empty the folder, give another one with `--output DIR`, or build into it with `--force`, \
                 which keeps them",
            ));
        }
        Ok(Manifest::default())
    }

    fn is_empty(&self) -> Result<bool, Error> {
        let unreadable = |cause| Error::io("cannot read the output folder", &self.path, cause);
        for entry in fs::read_dir(&self.path).map_err(unreadable)? {
            if !manifest::is_reserved(&entry.map_err(unreadable)?.file_name()) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Makes `output` absolute and free of links, as far as it exists.
fn resolve(output: &Path) -> Result<PathBuf, Error> {
    let unusable = |cause| Error::io("cannot use the output folder", output, cause);
    let absolute: PathBuf = std::path::absolute(output)
        .map_err(unusable)?
        .components()
        .collect();
    let mut missing: Vec<OsString> = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        match fs::canonicalize(existing) {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok(real);
            }
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(unusable(cause)),
            Err(cause) if fs::symlink_metadata(existing).is_ok() => {
                return Err(Error::io(
                    "the output is a symbolic link that leads nowhere:",
                    existing,
                    cause,
                ));
            }
            Err(cause) => {
                let (Some(Component::Normal(name)), Some(parent)) =
                    (existing.components().next_back(), existing.parent())
                else {
                    return Err(unusable(cause));
                };
                missing.push(name.to_owned());
                existing = parent;
            }
        }
    }
}

fn refuse_sources(root: &Path, given: &Path, output: &Path) -> Result<(), Error> {
    let refuse = |message: &str| {
        let hint = "give a folder that is only for the output, like `--output public`";
        Err(Error::refused(message, given, hint))
    };
    if output == root {
        return refuse("the output cannot be the site's own folder");
    }
    if root.starts_with(output) {
        return refuse("the output cannot be a folder that holds the site:");
    }
    for name in INPUTS {
        let input = root.join(name);
        let real = fs::canonicalize(&input).unwrap_or_else(|_| input.clone());
        if output.starts_with(&input) || output.starts_with(&real) {
            return refuse(&format!(
                "the output cannot lie in `{name}`, which is not for outputs:"
            ));
        }
        if real.starts_with(output) {
            return refuse(&format!(
                "the output cannot be a folder that holds `{name}`:"
            ));
        }
    }
    Ok(())
}
