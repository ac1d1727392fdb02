//! Output guard: decides whether a folder may receive the output, and refuses one whose files a build would destroy.
//!
//! Changes nothing on disk; `staging` writes. Also names the files that Dateline keeps beside and in the output.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::{self, Manifest};
use super::root::canonical_root;
use crate::error::Error;

/// The treatment of an output folder that has files in it but no manifest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnmanagedPolicy {
    /// Refuses the folder with an error.
    Refuse,
    /// Accepts the folder (`--force`) and keeps its files: unmanaged files are never deleted.
    Keep,
}

/// A folder that has passed [`guard`]. It need not exist yet.
#[derive(Clone, Debug)]
pub struct OutputDir {
    path: PathBuf,
    access: OutputAccess,
    policy: UnmanagedPolicy,
}

/// The way in which the output folder was named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OutputAccess {
    /// By its own path.
    Own,
    /// Through a symbolic link. Its target must stay the same folder, so it is never exchanged.
    Link,
}

/// The location of Dateline's own files that are no part of the site: lock, staging folder, journal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Location {
    /// Beside the output, as `.NAME.dateline-PURPOSE`.
    Beside,
    /// In the output, as `.dateline-PURPOSE`: for an output whose parent is not writable, or may be on another file
    /// system.
    Inside,
}

/// Folders of the site that an output must neither be in nor contain.
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
/// Refuses, with symbolic links resolved: the site's folder and its parents; every folder in or above one of its
/// inputs; anything that is not a folder; and with [`UnmanagedPolicy::Refuse`] a folder with files that no earlier
/// build wrote.
pub fn guard(root: &Path, output: &Path, policy: UnmanagedPolicy) -> Result<OutputDir, Error> {
    let root = canonical_root(root)?;
    let path = resolve(output)?;
    refuse_sources(&root, output, &path)?;
    // Rebuilt from its components, the path has no final `/`, with which a link would be followed.
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
        policy,
    };
    // Read and dropped here for its refusals only; `Staging::begin` claims again, under the lock.
    output.claim()?;
    Ok(output)
}

impl OutputDir {
    /// Returns the absolute path of the folder, without links.
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

    /// Returns the folder for Dateline's own files at `location`.
    pub(super) fn folder_at(&self, location: Location) -> &Path {
        match location {
            Location::Beside => self.parent(),
            Location::Inside => &self.path,
        }
    }

    /// Returns the name of Dateline's own file for the purpose `what`, a plain word, at `location`.
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

    /// Returns the path of Dateline's own file for the purpose `what` at `location`.
    pub(super) fn path_at(&self, location: Location, what: &str) -> PathBuf {
        self.folder_at(location).join(self.name_at(location, what))
    }

    /// Returns the manifest of the last build (empty for a new folder), or refuses the folder.
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
        if self.policy == UnmanagedPolicy::Refuse && !self.is_empty()? {
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
            // The lock or staging folder of a killed first build must not count as the user's files.
            if !manifest::is_reserved(&entry.map_err(unreadable)?.file_name()) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Returns `output` as an absolute path without links. Folders that do not exist yet are kept as they are.
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
            // It does not resolve, but it is there: a dangling link, which must not be taken for a missing folder.
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

/// Refuses an `output` that is, contains, or is in a folder of the site's inputs. `given` is its path as typed.
fn refuse_sources(root: &Path, given: &Path, output: &Path) -> Result<(), Error> {
    let refuse = |message: &str| {
        let hint = "give a folder that is only for the output, like `--output public`";
        Err(Error::refused(message, given, hint))
    };
    if output == root {
        return refuse("the output cannot be the site's own folder:");
    }
    if root.starts_with(output) {
        return refuse("the output cannot be a folder that holds the site:");
    }
    for name in INPUTS {
        // An input may be a link to a folder elsewhere: neither the link nor its target may be overwritten.
        let input = root.join(name);
        let real = fs::canonicalize(&input).unwrap_or_else(|_| input.clone());
        if output.starts_with(&input) || output.starts_with(&real) {
            return refuse(&format!("the output cannot be inside `{name}`:"));
        }
        if real.starts_with(output) {
            return refuse(&format!(
                "the output cannot be a folder that holds `{name}`:"
            ));
        }
    }
    Ok(())
}
