//! New output: the staged files of a build, together with the files of the last build that stay unchanged.
//!
//! `staging` makes it; `swap` and `journaled` are the two ways to commit it.

use std::collections::BTreeMap;
use std::io;

use tempfile::TempDir;

use super::guard::{Location, OutputDir};
use super::lock::Lock;
use super::manifest::{Manifest, PENDING};
use super::sys;
use crate::cache::WrittenFile;
use crate::error::Error;

/// The part of the staging folder's name that tells its purpose; random letters and digits follow.
pub(super) const STAGING: &str = "staging-";

/// A complete output that is not yet in place.
///
/// Dropping it before the commit removes the staging folder and leaves the output untouched.
#[derive(Debug)]
pub(super) struct NewOutput {
    /// The folder that it will replace or change.
    pub output: OutputDir,
    /// The staging folder, with the staged files at their paths.
    pub folder: TempDir,
    /// The location of the staging folder. Only one beside the output can be exchanged with it.
    pub location: Location,
    /// The manifest of the last build.
    pub old: Manifest,
    /// All files of the output, staged and unchanged, by path.
    pub files: BTreeMap<String, StagedFile>,
    /// The lock of the output. The last field, so that the staging folder is removed while it is still held.
    pub _lock: Lock,
}

/// A file of the new output.
#[derive(Clone, Copy, Debug)]
pub(super) struct StagedFile {
    /// The hash of its bytes and its stat data on disk.
    pub written: WrittenFile,
    pub origin: FileOrigin,
}

/// The origin of a file of the new output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FileOrigin {
    /// Written by this build into the staging folder.
    Staged,
    /// Kept from the last build, in the output folder.
    Unchanged,
}

impl NewOutput {
    /// Returns the manifest of the new output.
    pub(super) fn manifest(&self) -> Manifest {
        let mut manifest = Manifest::default();
        for (path, file) in &self.files {
            manifest.files.insert(path.clone(), file.written.hash);
        }
        manifest
    }

    /// Returns the manifest for the time of the commit: the files of both outputs, staged ones as pending.
    ///
    /// Whichever files a killed commit has reached, they are on it, so that none of ours is taken for unmanaged.
    pub(super) fn transition(&self) -> Manifest {
        let mut manifest = self.old.clone();
        for path in self.paths(FileOrigin::Staged) {
            manifest.files.insert(path.to_owned(), PENDING);
        }
        manifest
    }

    /// Returns the paths of the files with this `origin`, sorted.
    pub(super) fn paths(&self, origin: FileOrigin) -> impl Iterator<Item = &str> {
        let files = self.files.iter();
        files
            .filter(move |(_, file)| file.origin == origin)
            .map(|(path, _)| path.as_str())
    }

    /// Returns the paths of the old output's files that the new one does not have, sorted.
    pub(super) fn removed(&self) -> impl Iterator<Item = &str> {
        let old = self.old.files.keys();
        old.filter(|path| !self.files.contains_key(*path))
            .map(String::as_str)
    }

    /// Returns the number of files that the commit has to write or remove.
    pub(super) fn n_changes(&self) -> usize {
        self.paths(FileOrigin::Staged).count() + self.removed().count()
    }

    /// Waits until the staged files are on disk; on systems without a call for a whole file system, only until the
    /// `manifests` are. See [`sys::sync_file_system`].
    pub(super) fn sync(&self, manifests: &[&str]) -> Result<(), Error> {
        let folder = self.folder.path();
        sys::sync_file_system(folder, manifests)
            .map_err(|cause| Error::io("cannot write to the disk of", folder, cause))
    }
}

/// Creates a staging folder for `output` at `location`, which is removed when dropped.
pub(super) fn staging_folder(output: &OutputDir, location: Location) -> io::Result<TempDir> {
    let prefix = output.name_at(location, STAGING);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    // A swap makes this the output folder itself, which web servers must be able to read; the default is 0700.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    builder.tempdir_in(output.folder_at(location))
}
