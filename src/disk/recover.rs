//! Recovery: completes the commits of killed builds, and removes the files they have left.
//!
//! Runs before each build. The steps of an unfinished commit are in `journal`, moving files out of an old tree is in
//! `unmanaged`.

use std::fs;
use std::path::{Path, PathBuf};

use super::guard::{Location, OutputDir};
use super::journal::{self, Journal};
use super::lock::Lock;
use super::manifest::{self, Manifest};
use super::new_output::STAGING;
use super::unmanaged::{self, Existing};
use crate::error::Error;

/// Completes the commit that a killed build has begun in `output`, and removes the files it has left.
///
/// If there is a journal and another build holds the lock, it calls `on_wait` once and waits.
pub fn recover(output: &OutputDir, on_wait: &dyn Fn()) -> Result<(), Error> {
    // A journal must be completed, so it is worth waiting for. Other files are removed only if a killed build's lock
    // file shows that there are some: a first build must not create a lock file just to look.
    let lock = if journal::is_there(output) {
        Some(Lock::take(output, on_wait)?)
    } else {
        Lock::take_over(output)
    };
    match lock {
        Some(lock) => recover_locked(output, &lock),
        None => Ok(()),
    }
}

/// Recovers `output` for a caller that holds its lock.
///
/// Fails if a journal is damaged, or if the output does not match it.
pub(super) fn recover_locked(output: &OutputDir, _lock: &Lock) -> Result<(), Error> {
    for location in [Location::Beside, Location::Inside] {
        if let Some(journal) = Journal::read(output, location)? {
            journal.complete()?;
        }
    }
    // Failures to remove a folder are ignored: the next build tries again.
    for folder in staging_folders(output, Location::Beside) {
        if is_recovered(&folder, output.path()) {
            let _ = fs::remove_dir_all(&folder);
        }
    }
    // A staging folder in the output is never exchanged with it, so it holds no unmanaged files.
    for folder in staging_folders(output, Location::Inside) {
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(())
}

/// Moves everything still needed out of the staging `folder`; returns whether it can be removed.
///
/// A folder with a manifest may be the old tree after an exchange: its unmanaged files belong in the output.
fn is_recovered(folder: &Path, output: &Path) -> bool {
    match Manifest::read(folder, manifest::NAME) {
        Ok(None) => true,
        Ok(Some(manifest)) => unmanaged::list(folder, &manifest).is_ok_and(|unmanaged| {
            unmanaged::recover(&unmanaged, folder, output, Existing::Keep).is_ok()
        }),
        // A damaged manifest: nobody knows which files are unmanaged, so the folder stays.
        Err(_) => false,
    }
}

/// Lists the staging folders of `output` at `location`.
fn staging_folders(output: &OutputDir, location: Location) -> Vec<PathBuf> {
    let prefix = output.name_at(location, STAGING);
    let mut folders = Vec::new();
    let entries = fs::read_dir(output.folder_at(location));
    for entry in entries.into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name
            .as_encoded_bytes()
            .starts_with(prefix.as_encoded_bytes());
        if is_ours && entry.file_type().is_ok_and(|file_type| file_type.is_dir()) {
            folders.push(entry.path());
        }
    }
    folders
}
