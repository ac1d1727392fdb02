//! The whole form of a commit: the finished tree is exchanged for the old one in a single step.
//! For a first build, and where much has changed; the other form is in `small`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;

use super::guard::{Location, OutputDir};
use super::manifest::{self, Manifest};
use super::next::Next;
use super::stage::Staging;
use super::{foreign, small, sys};
use crate::error::Error;

/// How many threads remove an old tree.
const REMOVERS: usize = 2;

/// Makes a staging folder of `output` at `location`, which is removed when dropped.
pub fn staging_folder(output: &OutputDir, location: Location) -> io::Result<TempDir> {
    let prefix = output.name_at(location, "staging-");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    builder.tempdir_in(output.folder_at(location))
}

/// Puts the staged tree in the place of the output; the old one is removed after.
pub fn commit(staging: &mut Staging, next: &Next) -> Result<(), Error> {
    let output = staging.output.path().to_path_buf();
    let staged = staging.folder.path().to_path_buf();
    sys::sync_file_system(&staged)?;
    if fs::symlink_metadata(&output).is_err() {
        fs::rename(&staged, &output).map_err(|cause| Error::io("cannot make", &output, cause))?;
        staging.folder.disable_cleanup(true);
        sys::sync_folder(staging.output.parent());
        return Ok(());
    }
    // It would leave with the old tree.
    if staging
        .old
        .folders()
        .into_iter()
        .any(|folder| sys::is_mount_point(&output.join(folder)))
    {
        return in_place(staging, next);
    }
    let strays = foreign::list(&output, &staging.old)?;
    if !foreign::carry(&strays, &output, &staged)? {
        return in_place(staging, next);
    }
    keep_mode(&output, &staged)?;
    match sys::exchange(&staged, &output) {
        Ok(()) => {
            sys::sync_folder(staging.output.parent());
            clear(staging);
            Ok(())
        }
        Err(cause) if sys::cannot_exchange(&cause) => rename_aside(staging),
        Err(cause) if cannot_rename(&cause) => in_place(staging, next),
        Err(cause) => Err(Error::io("cannot replace", &output, cause)),
    }
}

/// Falls back on the small form, for an output that is held in its place.
fn in_place(staging: &mut Staging, next: &Next) -> Result<(), Error> {
    let plan = small::plan(staging, next)?;
    small::commit(staging, plan, next)
}

/// Clears away what builds that were killed have left beside the output, and brings back the old site if
/// one was killed while there was none. A journal must have been followed before: its staging folder goes too.
///
/// Whatever cannot be removed now stays for the next build.
pub fn recover(output: &OutputDir) -> Result<(), Error> {
    let aside = aside(output);
    if fs::symlink_metadata(output.path()).is_err() && fs::symlink_metadata(&aside).is_ok() {
        // Killed between the two renames of `rename_aside`.
        fs::rename(&aside, output.path())
            .map_err(|cause| Error::io("cannot bring back the last site from", &aside, cause))?;
    }
    let prefixes = ["staging-", "old"].map(|what| output.name_at(Location::Beside, what));
    for folder in folders_of_ours(output.parent(), &prefixes) {
        // With a manifest it is complete: perhaps an old tree, and with something foreign in it.
        let is_clear = match Manifest::read(&folder) {
            Ok(None) => true,
            Ok(Some(manifest)) => foreign::list(&folder, &manifest).is_ok_and(|strays| {
                foreign::rescue_missing(&strays, &folder, output.path()).is_ok()
            }),
            Err(_) => false,
        };
        if is_clear {
            let _ = fs::remove_dir_all(&folder);
        }
    }
    // In the output itself lies only what was staged for the small form, which carries nothing over.
    for folder in folders_of_ours(
        output.path(),
        &[output.name_at(Location::Inside, "staging-")],
    ) {
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(())
}

fn folders_of_ours(parent: &Path, prefixes: &[OsString]) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let is_ours = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let starts = |prefix: &OsString| {
            name.as_encoded_bytes()
                .starts_with(prefix.as_encoded_bytes())
        };
        prefixes.iter().any(starts) && entry.file_type().is_ok_and(|file_type| file_type.is_dir())
    };
    entries
        .flatten()
        .filter(is_ours)
        .map(|entry| entry.path())
        .collect()
}

/// Replaces the output in two steps, where there is no single one: for an instant it is not there.
pub fn rename_aside(staging: &mut Staging) -> Result<(), Error> {
    let (output, aside) = (staging.output.path().to_path_buf(), aside(&staging.output));
    let cannot = |cause| Error::io("cannot replace", &output, cause);
    fs::rename(&output, &aside).map_err(cannot)?;
    if let Err(cause) = fs::rename(staging.folder.path(), &output) {
        let _ = fs::rename(&aside, &output);
        return Err(cannot(cause));
    }
    sys::sync_folder(staging.output.parent());
    // The old tree takes the place of the staged one, so that both forms end alike.
    if fs::rename(&aside, staging.folder.path()).is_ok() {
        clear(staging);
    }
    Ok(())
}

/// Removes the old tree, which lies in the staging folder by now.
///
/// What is not on its manifest and came since the strays were carried over moves to the new tree. The
/// site is committed: an old tree that cannot be cleared is a matter for the next build.
fn clear(staging: &mut Staging) {
    let old = staging.folder.path();
    remove_listed(old, &staging.old);
    let is_clear = fs::remove_dir(old).is_ok()
        || foreign::list(old, &staging.old)
            .is_ok_and(|strays| foreign::rescue(&strays, old, staging.output.path()).is_ok());
    if is_clear {
        let _ = fs::remove_dir_all(old);
    }
    staging.folder.disable_cleanup(true);
}

/// Removes from `tree` the files on `manifest`, and the folders that are empty then.
fn remove_listed(tree: &Path, manifest: &Manifest) {
    let files: Vec<&String> = manifest.files.keys().collect();
    thread::scope(|scope| {
        for chunk in files.chunks(files.len().div_ceil(REMOVERS).max(1)) {
            scope.spawn(move || {
                for file in chunk {
                    let _ = fs::remove_file(tree.join(file));
                }
            });
        }
    });
    let _ = fs::remove_file(tree.join(manifest::NAME));
    // From the last to the first, so that a folder comes after those in it.
    let folders: BTreeSet<&str> = manifest.folders().into_iter().collect();
    for folder in folders.into_iter().rev() {
        let _ = fs::remove_dir(tree.join(folder));
    }
}

fn aside(output: &OutputDir) -> PathBuf {
    output.path_at(Location::Beside, "old")
}

/// Lets the same people into the new tree as into the old one, whose mode the user may have set.
fn keep_mode(output: &Path, staged: &Path) -> Result<(), Error> {
    fs::symlink_metadata(output)
        .and_then(|metadata| fs::set_permissions(staged, metadata.permissions()))
        .map_err(|cause| Error::io("cannot set who may read", staged, cause))
}

/// Returns whether the output is held in its place: a mount point, or a folder in another's keeping.
fn cannot_rename(cause: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ResourceBusy};
    matches!(
        cause.kind(),
        CrossesDevices | PermissionDenied | ResourceBusy
    )
}
