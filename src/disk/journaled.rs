//! Commit in place: only the files that differ are replaced, one by one, through a `journal`.
//! For small changes, and for an output that cannot be exchanged: a mount point, a symbolic link, a folder in a parent that
//! may not be written, a file system that cannot exchange folders. `swap` is the other way.

use std::fs;

use super::journal::Journal;
use super::manifest;
use super::new_output::{FileOrigin, NewOutput};
use super::{sys, unmanaged};
use crate::error::Error;

/// A change is small if it concerns at most one file in so many.
///
/// A rename is quick, but until the last of them the output is of both builds: that should be rare and short.
const SMALL_PART: usize = 8;

/// Returns whether so little has changed that this way is the better one.
pub(super) fn is_small(new: &NewOutput) -> bool {
    !new.old.files.is_empty() && new.n_changes() <= new.files.len() / SMALL_PART
}

/// Replaces what differs, having passed [`check`]. On failure the output is as it was, or the next run completes the commit.
pub(super) fn commit(new: &mut NewOutput) -> Result<(), Error> {
    if new.n_changes() == 0 {
        return Ok(());
    }
    Journal::begin(new)?.complete()
}

/// Fails if what would change may not be written, is another file system, or is not ours: an unmanaged file in the way, or
/// a link that would lead out of the output.
pub(super) fn check(new: &NewOutput) -> Result<(), Error> {
    check_folders(new)?;
    let output = new.output.path();
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
        // A folder gives way if all that is in it is ours.
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

/// Checks the folders in which files would be placed or removed.
fn check_folders(new: &NewOutput) -> Result<(), Error> {
    let output = new.output.path();
    let mut folders = manifest::folders(new.paths(FileOrigin::Staged).chain(new.removed()));
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
