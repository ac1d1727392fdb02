//! Unmanaged files: files in the output that are not on its manifest, such as a `CNAME` that the user put there.
//!
//! Lists them, and moves them into the tree that replaces the output: [`preserve`] before an exchange, [`recover`]
//! after one. None is ever deleted.

use std::fs::{self, FileType, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::{self, Manifest};
use super::sys;
use crate::error::Error;

/// A file or folder in an output that is not on its manifest.
#[derive(Debug)]
pub(super) struct Unmanaged {
    /// The path relative to the output.
    pub path: PathBuf,
    pub file_type: FileType,
}

/// The treatment of a file that exists where an unmanaged file is to go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Existing {
    /// Both stay where they are.
    Keep,
    /// The unmanaged file replaces it.
    Replace,
}

/// Lists the files and folders in `tree` that are not on `manifest`, each folder before its contents.
pub(super) fn list(tree: &Path, manifest: &Manifest) -> Result<Vec<Unmanaged>, Error> {
    let mut unmanaged = Vec::new();
    let entries = WalkDir::new(tree)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() > 1 || !manifest::is_reserved(entry.file_name()));
    for entry in entries {
        let entry = entry.map_err(|cause| {
            let path = cause.path().unwrap_or(tree).to_path_buf();
            Error::io("cannot read in the output", &path, cause.into())
        })?;
        let path = entry.path().strip_prefix(tree).unwrap_or(entry.path());
        let file_type = entry.file_type();
        let is_managed = match path_text(path) {
            Some(text) if file_type.is_dir() => manifest.has_folder(&text),
            Some(text) => manifest.files.contains_key(&text),
            // A name that is not UTF-8 cannot be on a manifest.
            None => false,
        };
        if !is_managed {
            unmanaged.push(Unmanaged {
                path: path.to_path_buf(),
                file_type,
            });
        }
    }
    Ok(unmanaged)
}

/// Adds the `unmanaged` files of the folder `from` to the folder `to`. Fails if one collides with an output.
///
/// Files are hard-linked, so that they keep their identity, or copied where links are impossible.
/// Returns `false` if another file system is mounted in `from`: its files cannot be in both folders.
pub(super) fn preserve(unmanaged: &[Unmanaged], from: &Path, to: &Path) -> Result<bool, Error> {
    // Checked for all folders first, so that a refusal leaves nothing half-copied.
    for file in unmanaged {
        if file.file_type.is_dir() && sys::is_mount_point(&from.join(&file.path)) {
            return Ok(false);
        }
    }
    let mut modes: Vec<(PathBuf, Permissions)> = Vec::new();
    for file in unmanaged {
        let (old, new) = (from.join(&file.path), to.join(&file.path));
        let preserved = if file.file_type.is_dir() {
            preserve_folder(&old, &new).map(|mode| modes.extend(mode.map(|mode| (new, mode))))
        } else {
            with_parents(&new, || preserve_file(file.file_type, &old, &new))
        };
        match preserved {
            Ok(()) => {}
            // The user deleted it after it was listed.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound && is_gone(&old) => {}
            Err(cause) if cause.kind() == io::ErrorKind::CrossesDevices => return Ok(false),
            Err(cause) if is_final(&cause) => return Err(collision(&old)),
            Err(cause) => return Err(Error::io("cannot keep", &old, cause)),
        }
    }
    // Modes last, and from the innermost folder outwards: a read-only folder has to be filled first.
    for (folder, permissions) in modes.into_iter().rev() {
        fs::set_permissions(&folder, permissions)
            .map_err(|cause| Error::io("cannot set permissions on", &folder, cause))?;
    }
    Ok(true)
}

/// Moves the `unmanaged` files of the folder `from` to the folder `to`, except those that [`preserve`] has put there.
/// Fails if one had to stay behind.
pub(super) fn recover(
    unmanaged: &[Unmanaged],
    from: &Path,
    to: &Path,
    existing: Existing,
) -> io::Result<()> {
    for file in unmanaged {
        let (old, new) = (from.join(&file.path), to.join(&file.path));
        if file.file_type.is_dir() {
            sys::create_folders(&new)?;
            continue;
        }
        let stays = match (fs::symlink_metadata(&old), fs::symlink_metadata(&new)) {
            (_, Ok(_)) if existing == Existing::Keep => true,
            (Ok(old), Ok(new)) => {
                // `preserve` has hard-linked the file. It copies symbolic links instead, so two of them at one path
                // count as original and copy.
                sys::is_same_file(&old, &new) || old.is_symlink() && new.is_symlink()
            }
            _ => false,
        };
        if !stays {
            with_parents(&new, || fs::rename(&old, &new))?;
        }
    }
    Ok(())
}

/// Makes the error that the unmanaged file at `path` is in the way of an output.
pub(super) fn collision(path: &Path) -> Error {
    Error::refused(
        "Dateline did not make this, and an output belongs there:",
        path,
        "move it away, or rename the page or file that would replace it",
    )
}

/// Calls `make`, which creates `path`, and again after creating the folders above `path` if one of them is missing: the
/// old output had managed files in that folder, the new one has none.
fn with_parents(path: &Path, make: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match (make(), path.parent()) {
        (Err(cause), Some(parent)) if cause.kind() == io::ErrorKind::NotFound => {
            sys::create_folders(parent)?;
            make()
        }
        (made, _) => made,
    }
}

/// Creates the folder `new`, and returns the mode to give it later; `None` if the new output has this folder anyway.
fn preserve_folder(old: &Path, new: &Path) -> io::Result<Option<Permissions>> {
    match with_parents(new, || sys::create_folder(new)) {
        Ok(()) => Ok(Some(fs::symlink_metadata(old)?.permissions())),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && sys::is_folder(new) => {
            Ok(None)
        }
        Err(cause) => Err(cause),
    }
}

/// Hard-links or copies one file, replacing nothing.
fn preserve_file(file_type: FileType, old: &Path, new: &Path) -> io::Result<()> {
    if file_type.is_symlink() {
        return sys::copy_link(old, new);
    }
    match fs::hard_link(old, new) {
        Err(cause) if file_type.is_file() && !is_final(&cause) => {
            // Created first, because `fs::copy` alone would overwrite a file that has appeared meanwhile.
            drop(sys::create_file(new)?);
            fs::copy(old, new).map(drop)
        }
        linked => linked,
    }
}

/// Returns whether a link failed for a reason that rules out a copy as well: something is in the way, or the file is on
/// a file system that is mounted here, and has to stay there.
fn is_final(cause: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, CrossesDevices, NotADirectory};
    matches!(cause.kind(), AlreadyExists | CrossesDevices | NotADirectory)
}

fn is_gone(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|cause| cause.kind() == io::ErrorKind::NotFound)
}

/// Returns `path` as a manifest would list it; `None` if it is not UTF-8.
fn path_text(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
