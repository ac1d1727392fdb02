//! Recovery: completes or clears away what builds that were killed have left behind.

use std::fs;
use std::path::{Path, PathBuf};

use super::guard::{Location, OutputDir};
use super::journal::{self, Journal};
use super::lock::Lock;
use super::manifest::{self, Manifest};
use super::new_output::STAGING;
use super::unmanaged::{self, Existing};
use crate::error::Error;

/// Completes what a killed build has begun in `output`, and clears away its files. Does nothing where there is nothing.
///
/// While another build writes the same output it waits, having called `on_wait` once.
pub fn recover(output: &OutputDir, on_wait: &dyn Fn()) -> Result<(), Error> {
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

/// Does the same for a caller that holds the lock of `output`.
///
/// Fails if a journal is damaged, or if the output is not as it was left.
pub(super) fn recover_locked(output: &OutputDir, _lock: &Lock) -> Result<(), Error> {
    for location in [Location::Beside, Location::Inside] {
        if let Some(journal) = Journal::read(output, location)? {
            journal.complete()?;
        }
    }
    // What cannot be removed now stays for the next build.
    for folder in staging_folders(output, Location::Beside) {
        if is_recovered(&folder, output.path()) {
            let _ = fs::remove_dir_all(&folder);
        }
    }
    // In the output itself, nothing is exchanged: a staging folder there never holds unmanaged files.
    for folder in staging_folders(output, Location::Inside) {
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(())
}

/// Returns whether nothing in the staging `folder` is still needed. With a manifest it may be the old tree after an
/// exchange: then its unmanaged files move to the output.
fn is_recovered(folder: &Path, output: &Path) -> bool {
    match Manifest::read(folder, manifest::NAME) {
        Ok(None) => true,
        Ok(Some(manifest)) => unmanaged::list(folder, &manifest).is_ok_and(|unmanaged| {
            unmanaged::recover(&unmanaged, folder, output, Existing::Keep).is_ok()
        }),
        Err(_) => false,
    }
}

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
