//! Creation of new source files, for `init` and `new`: never overwrites, never follows a link out of the site's folder.
//!
//! Changing an existing file is in `edit`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::root::canonical_root;
use super::{draft, sys};
use crate::error::Error;
use crate::source::SourcePath;

/// Returns those of `paths` that already exist below `root`, whatever they are. Empty if there is no `root`.
pub fn existing<'a>(
    root: &Path,
    paths: impl IntoIterator<Item = &'a SourcePath>,
) -> Result<Vec<&'a SourcePath>, Error> {
    let mut existing = Vec::new();
    for path in paths {
        let file = root.join(path.as_str());
        match fs::symlink_metadata(&file) {
            Ok(_) => existing.push(path),
            Err(cause) if is_absent(&cause) => {}
            Err(cause) => return Err(Error::io("cannot look at", &file, cause)),
        }
    }
    Ok(existing)
}

/// Creates all `files` below `root`, or none of them, with the folders that are missing, `root` included.
///
/// Refused if one of them exists, or if a symbolic link in its path leads out of `root`. Each file appears complete.
pub fn create(root: &Path, files: &[(&SourcePath, &str)]) -> Result<(), Error> {
    let mut undo = Undo::default();
    let created = create_all(root, files, &mut undo);
    if created.is_err() {
        undo.run();
    }
    created
}

fn create_all(root: &Path, files: &[(&SourcePath, &str)], undo: &mut Undo) -> Result<(), Error> {
    let absolute =
        std::path::absolute(root).map_err(|cause| Error::io("cannot use", root, cause))?;
    create_folders(&absolute, undo)?;
    let real = canonical_root(root)?;
    for (path, text) in files {
        let folder = folder_of(&real, path)?;
        create_folders(&folder, undo)?;
        // Checked again: another process may have put a link there before the folders were created.
        let target = inside(&real, &folder)?.join(path.file_name());
        draft::create(&target, text.as_bytes()).map_err(|cause| match cause.kind() {
            io::ErrorKind::AlreadyExists => Error::refused(
                "files are never overwritten, and there already is",
                &target,
                "give another name",
            ),
            _ => Error::io("cannot write", &target, cause),
        })?;
        undo.files.push(target);
    }
    Ok(())
}

/// Creates `folder` and its missing parents, recording each in `undo`: `create_dir_all` would not tell which it made.
fn create_folders(folder: &Path, undo: &mut Undo) -> Result<(), Error> {
    let mut missing = Vec::new();
    for folder in folder.ancestors() {
        if !fs::symlink_metadata(folder).is_err_and(|cause| is_absent(&cause)) {
            break;
        }
        missing.push(folder);
    }
    for folder in missing.into_iter().rev() {
        match sys::create_folder(folder) {
            Ok(()) => undo.folders.push(folder.to_owned()),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(Error::io("cannot create the folder", folder, cause)),
        }
    }
    Ok(())
}

/// The folders and files created so far, to remove them again if a later one fails.
#[derive(Default)]
struct Undo {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Undo {
    /// Removes them in reverse order. A folder into which another process has put a file is not empty, and stays.
    fn run(&self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Returns the folder of the file at `path` below the canonical `root`, with links followed as far as it exists.
fn folder_of(root: &Path, path: &SourcePath) -> Result<PathBuf, Error> {
    let mut folder = root.to_owned();
    for part in path.folder().split('/').filter(|part| !part.is_empty()) {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(_) => folder = inside(root, &folder)?,
            Err(cause) if is_absent(&cause) => {}
            Err(cause) => return Err(Error::io("cannot open", &folder, cause)),
        }
    }
    Ok(folder)
}

/// Returns the canonical path of `folder`; refuses it if it is outside of `root` or not a folder.
fn inside(root: &Path, folder: &Path) -> Result<PathBuf, Error> {
    let real = fs::canonicalize(folder)
        .map_err(|cause| Error::io("cannot open the folder", folder, cause))?;
    if !real.starts_with(root) {
        let hint = "make it a folder of the site, or write the file where the link leads";
        let message = "nothing is written outside of the site's folder, and out of it leads";
        return Err(Error::refused(message, folder, hint));
    }
    if !real.is_dir() {
        let hint = "move it away: a folder of this name is needed";
        return Err(Error::refused(
            "there is a file where a folder must be:",
            folder,
            hint,
        ));
    }
    Ok(real)
}

/// Returns whether `cause` means that a path does not exist, or not even the folder that would hold it.
fn is_absent(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
