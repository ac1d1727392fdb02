//! Files in the output that Dateline did not write: found, and carried over into the next tree.
//! They are never deleted, whatever happens.

use std::fs::{self, FileType, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::{self, Manifest};
use super::sys;
use crate::error::Error;

/// Something in an output folder that is not on its manifest.
#[derive(Debug)]
pub struct Stray {
    /// Its path, relative to the output.
    pub path: PathBuf,
    /// What it is.
    pub file_type: FileType,
}

/// Lists what is in the folder `tree` and not on the manifest `ours`, folders before what they hold.
pub fn list(tree: &Path, ours: &Manifest) -> Result<Vec<Stray>, Error> {
    let folders = ours.folders();
    let mut strays = Vec::new();
    let entries = WalkDir::new(tree)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter();
    for entry in
        entries.filter_entry(|entry| entry.depth() > 1 || !manifest::is_reserved(entry.file_name()))
    {
        let entry = entry.map_err(|cause| {
            let path = cause.path().unwrap_or(tree).to_path_buf();
            Error::io("cannot read in the output", &path, cause.into())
        })?;
        let path = entry.path().strip_prefix(tree).unwrap_or(entry.path());
        let file_type = entry.file_type();
        let is_ours = match path_text(path) {
            Some(text) if file_type.is_dir() => folders.contains(text.as_str()),
            Some(text) => ours.files.contains_key(&text),
            None => false,
        };
        if !is_ours {
            strays.push(Stray {
                path: path.to_path_buf(),
                file_type,
            });
        }
    }
    Ok(strays)
}

/// Puts the `strays` of the folder `from` into the folder `to` as well, where they must not be in the way.
///
/// Files are linked, so that they are the same files before and after, or copied where that cannot be.
/// Returns whether it could be done: not if part of `from` is another file system, mounted there.
pub fn carry(strays: &[Stray], from: &Path, to: &Path) -> Result<bool, Error> {
    let is_mounted =
        |stray: &Stray| stray.file_type.is_dir() && sys::is_mount_point(&from.join(&stray.path));
    if strays.iter().any(is_mounted) {
        return Ok(false);
    }
    let mut modes: Vec<(PathBuf, Permissions)> = Vec::new();
    for stray in strays {
        let (old, new) = (from.join(&stray.path), to.join(&stray.path));
        let carried = if stray.file_type.is_dir() {
            carry_folder(&old, &new)
                .map(|permissions| modes.extend(permissions.map(|mode| (new, mode))))
        } else {
            with_parents(&new, || carry_file(stray.file_type, &old, &new))
        };
        match carried {
            Ok(()) => {}
            // Deleted since it was listed.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound && is_gone(&old) => {}
            Err(cause) if cause.kind() == io::ErrorKind::CrossesDevices => return Ok(false),
            Err(cause) if is_no_copy(&cause) => return Err(collision(&old)),
            Err(cause) => return Err(Error::io("cannot keep", &old, cause)),
        }
    }
    // Last, and from the inside out: a folder that may not be written has to be filled first.
    for (folder, permissions) in modes.into_iter().rev() {
        fs::set_permissions(&folder, permissions)
            .map_err(|cause| Error::io("cannot set who may read", &folder, cause))?;
    }
    Ok(true)
}

/// Moves the `strays` of the folder `from` to the folder `to`, over what [`carry`] has put there.
///
/// What came or changed since then is so kept too. Fails if something had to stay behind.
pub fn rescue(strays: &[Stray], from: &Path, to: &Path) -> io::Result<()> {
    for stray in strays {
        let (old, new) = (from.join(&stray.path), to.join(&stray.path));
        if stray.file_type.is_dir() {
            sys::create_folders(&new)?;
            continue;
        }
        let is_carried = match (fs::symlink_metadata(&old), fs::symlink_metadata(&new)) {
            (Ok(old), Ok(new)) => {
                sys::is_same_file(&old, &new) || old.is_symlink() && new.is_symlink()
            }
            _ => false,
        };
        if !is_carried {
            with_parents(&new, || fs::rename(&old, &new))?;
        }
    }
    Ok(())
}

/// Moves those of the `strays` of the folder `from` to the folder `to` for which there is nothing there.
pub fn rescue_missing(strays: &[Stray], from: &Path, to: &Path) -> io::Result<()> {
    for stray in strays {
        let (old, new) = (from.join(&stray.path), to.join(&stray.path));
        match fs::symlink_metadata(&new) {
            Ok(_) => {}
            Err(_) if stray.file_type.is_dir() => sys::create_folders(&new)?,
            Err(_) => with_parents(&new, || fs::rename(&old, &new))?,
        }
    }
    Ok(())
}

/// The error that `path`, which is not ours, lies where an output belongs.
pub fn collision(path: &Path) -> Error {
    Error::refused(
        "Dateline did not make this, and an output belongs there:",
        path,
        "move it away, or rename the page or file that would replace it",
    )
}

/// Does `act`, which makes `path`; a second time, with the folders above `path`, if one is missing:
/// it was ours, and this build has nothing in it.
fn with_parents(path: &Path, act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match (act(), path.parent()) {
        (Err(cause), Some(parent)) if cause.kind() == io::ErrorKind::NotFound => {
            sys::create_folders(parent)?;
            act()
        }
        (done, _) => done,
    }
}

fn carry_folder(old: &Path, new: &Path) -> io::Result<Option<Permissions>> {
    match with_parents(new, || sys::create_folder(new)) {
        Ok(()) => Ok(Some(fs::symlink_metadata(old)?.permissions())),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && is_folder(new) => Ok(None),
        Err(cause) => Err(cause),
    }
}

fn carry_file(file_type: FileType, old: &Path, new: &Path) -> io::Result<()> {
    if file_type.is_symlink() {
        return sys::copy_link(old, new);
    }
    match fs::hard_link(old, new) {
        Err(cause) if file_type.is_file() && !is_no_copy(&cause) => {
            // Made first, and only if nothing is there: a copy would replace it.
            drop(sys::create_file(new)?);
            fs::copy(old, new).map(drop)
        }
        linked => linked,
    }
}

/// Returns whether a link failed for a reason for which a copy must not be made either: something is
/// in the way, or the file is on a file system mounted here, which has to stay where it is.
fn is_no_copy(cause: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, CrossesDevices, NotADirectory};
    matches!(cause.kind(), AlreadyExists | CrossesDevices | NotADirectory)
}

fn is_gone(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|cause| cause.kind() == io::ErrorKind::NotFound)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Returns `path` as it stands on a manifest.
fn path_text(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
