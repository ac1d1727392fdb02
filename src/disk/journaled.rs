//! Journaled commit: replaces only the files that differ, one by one in place, through a `journal`.
//!
//! For small changes, and for an output that cannot be exchanged: a mount point, a symbolic link, a folder whose parent
//! is not writable, a file system that cannot exchange folders. `swap` is the other way to commit.

use std::fs;

use super::journal::Journal;
use super::manifest;
use super::new_output::{FileOrigin, NewOutput};
use super::{sys, unmanaged};
use crate::error::Error;

/// Largest share of files in a small change: one in this many.
///
/// Until the last rename, readers may meet pages of both builds. That time should be short.
const SMALL_PART: usize = 8;

/// Returns whether the change is small enough for a journaled commit to be faster than a swap.
pub(super) fn is_small(new: &NewOutput) -> bool {
    !new.old.files.is_empty() && new.n_changes() <= new.files.len() / SMALL_PART
}

/// Replaces the files that differ. The caller has called [`check`].
///
/// On failure the output is untouched, or a journal is left with which the next run completes the commit.
pub(super) fn commit(new: &mut NewOutput) -> Result<(), Error> {
    if new.n_changes() == 0 {
        return Ok(());
    }
    Journal::begin(new)?.complete()
}

/// Checks that the commit can succeed. Fails if a file to change is in a folder that is not writable, on another file
/// system, or not ours: an unmanaged file in the way, or a link that leads out of the output.
///
/// All checks come before the first step: a journal that has begun can only be completed, not undone.
pub(super) fn check(new: &NewOutput) -> Result<(), Error> {
    check_folders(new)?;
    let output = new.output.path();
    // Listed only if needed: it walks the whole output.
    let mut unmanaged = None;
    for file in new.paths(FileOrigin::Staged) {
        let path = output.join(file);
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        if !metadata.is_dir() {
            if !new.old.files.contains_key(file) {
                return Err(unmanaged::collision(&path));
            }
            continue;
        }
        // A file is to replace a folder: possible only if everything in the folder is ours.
        let unmanaged = match &unmanaged {
            Some(unmanaged) => unmanaged,
            None => unmanaged.insert(unmanaged::list(output, &new.old)?),
        };
        for other in unmanaged {
            if other.path.starts_with(file) {
                return Err(unmanaged::collision(&output.join(&other.path)));
            }
        }
    }
    Ok(())
}

/// Checks the folders in which files are to be placed or removed.
fn check_folders(new: &NewOutput) -> Result<(), Error> {
    let output = new.output.path();
    let mut folders = manifest::folders(new.paths(FileOrigin::Staged).chain(new.removed()));
    // The output itself, which also gets the new manifest.
    folders.insert("");
    for folder in folders {
        let path = output.join(folder);
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        if !metadata.is_dir() {
            if !new.old.files.contains_key(folder) {
                return Err(unmanaged::collision(&path));
            }
            continue;
        }
        sys::check_writable(&path).map_err(|cause| Error::io("cannot write in", &path, cause))?;
        if !folder.is_empty() && sys::is_mount_point(&path) {
            return Err(Error::refused(
                "another file system is mounted in the output:",
                &path,
                "mount it over the output as a whole, or give another folder with `--output DIR`",
            ));
        }
    }
    Ok(())
}
