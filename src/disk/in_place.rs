//! The form of a commit for an output that cannot be renamed: a mount point, a symbolic link, a folder
//! in which we may write but not beside it. Files are renamed into place one by one.
//!
//! The journal that will let the next run finish an interrupted commit belongs here, before the
//! first rename; until then the manifest of both builds keeps that run from taking our files for foreign.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::manifest::Manifest;
use super::stage::Staging;
use super::{foreign, sys};
use crate::error::Error;

/// Renames the staged files into the output and removes those of the last build that are not of this one.
pub fn commit(staging: &Staging, new: &Manifest) -> Result<(), Error> {
    let output = staging.output.path();
    let old = &staging.old;
    refuse_collisions(output, old, new)?;
    let mut both = old.clone();
    both.files.extend(new.files.clone());
    both.write(output)?;
    sys::sync_file_system(output)?;
    let new_folders = new.folders();
    let stale = old.files.keys().filter(|path| !new.files.contains_key(*path));
    let (obstacles, rest): (Vec<&String>, Vec<_>) = stale.partition(|path| {
        let is_in_file = path.match_indices('/').any(|(idx, _)| new.files.contains_key(&path[..idx]));
        is_in_file || new_folders.contains(path.as_str())
    });
    // A file where there is now a folder, or the other way round, has to go first; the others go last.
    remove_all(output, &obstacles)?;
    let mut folders = HashSet::new();
    for path in new.files.keys() {
        place(staging.folder.path(), output, path, &mut folders)
            .map_err(|cause| Error::io("cannot write", &output.join(path), cause))?;
    }
    remove_all(output, &rest)?;
    new.write(output)?;
    sys::sync_folder(output);
    Ok(())
}

/// Refuses to replace what is not ours, and to go through a link that would lead out of the output.
fn refuse_collisions(output: &Path, old: &Manifest, new: &Manifest) -> Result<(), Error> {
    let (old_folders, new_folders) = (old.folders(), new.folders());
    for folder in sorted(old_folders.union(&new_folders).copied()) {
        let path = output.join(folder);
        let Ok(metadata) = fs::symlink_metadata(&path) else { continue };
        if !metadata.is_dir() && !old.files.contains_key(folder) {
            return Err(foreign::collision(&path));
        }
    }
    for file in new.files.keys() {
        let path = output.join(file);
        let Ok(metadata) = fs::symlink_metadata(&path) else { continue };
        let is_ours = if metadata.is_dir() {
            old_folders.contains(file.as_str())
        } else {
            old.files.contains_key(file)
        };
        if !is_ours {
            return Err(foreign::collision(&path));
        }
    }
    Ok(())
}

fn place<'a>(staged: &Path, output: &Path, path: &'a str, folders: &mut HashSet<&'a str>) -> io::Result<()> {
    if let Some((folder, _)) = path.rsplit_once('/')
        && folders.insert(folder)
    {
        sys::create_folders(&output.join(folder))?;
    }
    fs::rename(staged.join(path), output.join(path))
}

/// Removes files of ours, and the folders that are empty without them.
fn remove_all(output: &Path, paths: &[&String]) -> Result<(), Error> {
    for path in paths {
        match fs::remove_file(output.join(path)) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("cannot remove", &output.join(path), cause));
            }
            _ => {}
        }
        let mut rest = path.as_str();
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if fs::remove_dir(output.join(folder)).is_err() {
                break;
            }
            rest = folder;
        }
    }
    Ok(())
}

fn sorted<'a>(folders: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut folders: Vec<&str> = folders.collect();
    folders.sort_unstable();
    folders
}
