//! New output: the staged files of a build together with the files of the last build that stay as they are.
//! What a commit starts from; `swap` and `journaled` are the two ways to commit it.

use std::collections::BTreeMap;
use std::io;

use tempfile::TempDir;

use super::guard::{Location, OutputDir};
use super::lock::Lock;
use super::manifest::{Manifest, PENDING};
use super::sys;
use crate::cache::WrittenFile;
use crate::error::Error;

/// What the staging folder is for, in its name; random letters and digits follow.
pub(super) const STAGING: &str = "staging-";

/// A complete output that is not yet in place.
///
/// Dropped before it is committed, its staging folder is removed, and the output is as it was.
#[derive(Debug)]
pub(super) struct NewOutput {
    /// Where it belongs.
    pub output: OutputDir,
    /// The staging folder: the staged files at their paths.
    pub folder: TempDir,
    /// Where the staging folder is. If it is beside the output, the two can be exchanged.
    pub location: Location,
    /// What the last build wrote.
    pub old: Manifest,
    /// All files, by path.
    pub files: BTreeMap<String, StagedFile>,
    /// Dropped last: nothing of ours is touched without it.
    pub _lock: Lock,
}

/// A file of the new output.
#[derive(Clone, Copy, Debug)]
pub(super) struct StagedFile {
    /// Its hash, and how it looks on the disk.
    pub written: WrittenFile,
    /// Where it comes from.
    pub origin: FileOrigin,
}

/// Where a file of the new output comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FileOrigin {
    /// It was staged.
    Staged,
    /// It is in the output, and stays there as it is.
    Unchanged,
}

impl NewOutput {
    /// Returns the manifest of this output.
    pub(super) fn manifest(&self) -> Manifest {
        let mut manifest = Manifest::default();
        for (path, file) in &self.files {
            manifest.files.insert(path.clone(), file.written.hash);
        }
        manifest
    }

    /// Returns the manifest that lists the files of the old output and of this one. It holds while the one replaces the
    /// other.
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

    /// Returns the paths of the files of the old output that this one does not have, sorted.
    pub(super) fn removed(&self) -> impl Iterator<Item = &str> {
        let old = self.old.files.keys();
        old.filter(|path| !self.files.contains_key(*path))
            .map(String::as_str)
    }

    /// Returns how many files of the output have to be written or removed.
    pub(super) fn n_changes(&self) -> usize {
        self.paths(FileOrigin::Staged).count() + self.removed().count()
    }

    /// Waits until the staged files are on the disk; where there is no call for that, until these `manifests` are.
    pub(super) fn sync(&self, manifests: &[&str]) -> Result<(), Error> {
        let folder = self.folder.path();
        sys::sync_file_system(folder, manifests)
            .map_err(|cause| Error::io("cannot write to the disk of", folder, cause))
    }
}

/// Makes a staging folder of `output` at `location`, which is removed when dropped.
pub(super) fn staging_folder(output: &OutputDir, location: Location) -> io::Result<TempDir> {
    let prefix = output.name_at(location, STAGING);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    builder.tempdir_in(output.folder_at(location))
}
