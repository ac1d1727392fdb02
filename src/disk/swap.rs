//! Swap commit: exchanges the staged tree for the old one in a single step, so that no reader meets a mix of the two.
//!
//! For a first build, and for large changes. `journaled` is the other way to commit.

use std::fs;
use std::path::Path;
use std::thread;

use super::manifest::{self, Manifest};
use super::new_output::{FileOrigin, NewOutput};
use super::sys;
use super::unmanaged::{self, Existing};
use crate::error::Error;

/// Number of threads that remove an old tree.
const N_REMOVERS: usize = 2;

/// The outcome of a swap that did not fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Swap {
    /// The new output is in place.
    Done,
    /// The output cannot be exchanged, and is untouched.
    Impossible,
}

/// Replaces the old output by the new one, and removes the old one. On failure the output is untouched.
pub(super) fn commit(new: &mut NewOutput) -> Result<Swap, Error> {
    let (output, staged) = (new.output.path(), new.folder.path());
    stage_unchanged(new)?;
    new.manifest().write(staged, manifest::NAME)?;
    new.sync(&[manifest::NAME])?;
    // There is nothing to exchange in a first build.
    if fs::symlink_metadata(output).is_err() {
        fs::rename(staged, output).map_err(|cause| Error::io("cannot create", output, cause))?;
        new.folder.disable_cleanup(true);
        sys::sync_folder(new.output.parent());
        return Ok(Swap::Done);
    }
    for folder in new.old.folders() {
        // The mount would move away with the old tree.
        if sys::is_mount_point(&output.join(folder)) {
            return Ok(Swap::Impossible);
        }
    }
    // As late as possible: what the user adds after this has to be moved by `remove_old`.
    let unmanaged = unmanaged::list(output, &new.old)?;
    if !unmanaged::preserve(&unmanaged, output, staged)? {
        return Ok(Swap::Impossible);
    }
    copy_mode(output, staged)?;
    match sys::exchange(staged, output) {
        Ok(()) => {
            sys::sync_folder(new.output.parent());
            remove_old(new);
            Ok(Swap::Done)
        }
        Err(cause) if sys::cannot_exchange(&cause) => Ok(Swap::Impossible),
        Err(cause) => Err(Error::io("cannot replace", output, cause)),
    }
}

/// Hard-links the unchanged files into the staged tree, so that they keep their inodes and times.
fn stage_unchanged(new: &NewOutput) -> Result<(), Error> {
    for path in new.paths(FileOrigin::Unchanged) {
        let (old, staged) = (new.output.path().join(path), new.folder.path().join(path));
        let linked = match path.rsplit_once('/') {
            Some((folder, _)) => sys::create_folders_in(new.folder.path(), folder),
            None => Ok(()),
        };
        linked
            .and_then(|()| {
                fs::hard_link(&old, &staged).or_else(|_| fs::copy(&old, &staged).map(drop))
            })
            .map_err(|cause| Error::io("cannot write", &old, cause))?;
    }
    Ok(())
}

/// Gives the new output folder the mode of the old one, which the user may have set.
fn copy_mode(output: &Path, staged: &Path) -> Result<(), Error> {
    fs::symlink_metadata(output)
        .and_then(|metadata| fs::set_permissions(staged, metadata.permissions()))
        .map_err(|cause| Error::io("cannot set permissions on", staged, cause))
}

/// Removes the old tree, which is in the staging folder after the exchange.
///
/// Unmanaged files that were added or changed after they were preserved move to the new tree. Errors are ignored, since
/// the new output is in place: the next build removes what is left.
fn remove_old(new: &mut NewOutput) {
    let tree = new.folder.path();
    remove_managed(tree, &new.old);
    // Mostly the tree is empty by now; else everything left in it is unmanaged.
    let is_recovered = fs::remove_dir(tree).is_ok()
        || unmanaged::list(tree, &new.old).is_ok_and(|unmanaged| {
            unmanaged::recover(&unmanaged, tree, new.output.path(), Existing::Replace).is_ok()
        });
    if is_recovered {
        let _ = fs::remove_dir_all(tree);
    }
    new.folder.disable_cleanup(true);
}

/// Removes from `tree` the files on its manifest, and then the empty folders.
fn remove_managed(tree: &Path, old: &Manifest) {
    let files: Vec<&String> = old.files.keys().collect();
    thread::scope(|scope| {
        for chunk in files.chunks(files.len().div_ceil(N_REMOVERS).max(1)) {
            scope.spawn(move || {
                for file in chunk {
                    let _ = fs::remove_file(tree.join(file));
                }
            });
        }
    });
    let _ = fs::remove_file(tree.join(manifest::NAME));
    // In reverse order, a folder comes after its subfolders.
    for folder in old.folders().into_iter().rev() {
        let _ = fs::remove_dir(tree.join(folder));
    }
}
