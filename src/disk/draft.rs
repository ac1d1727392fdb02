//! Draft: a file that is written beside the one whose place it takes in one step.
//!
//! Its name is fixed and its writer holds the kernel's lock on it, so a build that was killed leaves one file at most, and
//! the next build can tell that nobody writes it any more: see [`clear`].

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{file_lock, sys};
use crate::hash::Hash;

/// What the names of drafts end with.
pub(super) const ENDING: &str = ".dateline-new";
/// Longest file name that is a part of its draft's name, in bytes: file systems have 255 for both.
const MAX_NAME: usize = 200;

/// A draft that is being written. Dropped without [`Draft::persist`], it is removed.
pub(super) struct Draft {
    path: PathBuf,
    /// The open file.
    pub file: File,
}

impl Draft {
    /// Begins to write what will take the place of `target`. Waits while another process does the same.
    pub(super) fn of(target: &Path) -> io::Result<Self> {
        let path = path_of(target);
        loop {
            match sys::create_file(&path) {
                // Else somebody took it for a draft that was left behind, before it was locked.
                Ok(file) if file_lock::hold(&file, &path, || {})? => {
                    return Ok(Draft { path, file });
                }
                Ok(_) => {}
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => await_end(&path)?,
                Err(cause) => return Err(cause),
            }
        }
    }

    /// Puts the draft in the place of `target`.
    pub(super) fn persist(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Still locked here. After `persist` nothing has this name, unless the next writer has made it.
        if file_lock::is_named(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Puts a file with these `bytes` in the place of `target`, with its mode: killed at any instant, one of the two is there,
/// whole.
pub(super) fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = Draft::of(target)?;
    draft.write_all(bytes)?;
    if let Ok(metadata) = fs::metadata(target) {
        draft.file.set_permissions(metadata.permissions())?;
    }
    draft.file.sync_all()?;
    draft.persist(target)?;
    sys::sync_folder(target.parent().unwrap_or(target));
    Ok(())
}

/// Writes a file with these `bytes` where `target` is not: whole or not at all. Fails with `AlreadyExists` if it is there.
pub(super) fn create(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(target).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut draft = Draft::of(target)?;
    draft.write_all(bytes)?;
    draft.file.sync_all()?;
    // Unlike a rename, a second name never takes the place of a file. The first one goes when the draft is dropped.
    match fs::hard_link(&draft.path, target) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
            // File systems without links (FAT): not in one step, but over nothing either.
            let mut file = sys::create_file(target)?;
            let written = file.write_all(bytes).and_then(|()| file.sync_all());
            written.inspect_err(|_| drop(fs::remove_file(target)))?;
        }
        linked => linked?,
    }
    sys::sync_folder(target.parent().unwrap_or(target));
    Ok(())
}

/// Removes the draft at `path` if nobody writes it any more. What cannot be removed stays for the next build.
pub(super) fn clear(path: &Path) {
    let Ok(Some((file, _))) = sys::open_regular(path) else {
        return;
    };
    if file.try_lock().is_ok() && file_lock::is_named(&file, path) {
        let _ = fs::remove_file(path);
    }
}

/// Returns whether a file of this name is a draft.
pub(super) fn is_draft(name: &[u8]) -> bool {
    name.starts_with(b".") && name.ends_with(ENDING.as_bytes())
}

/// Waits until nobody writes the draft at `path` any more, and removes it.
fn await_end(path: &Path) -> io::Result<()> {
    match sys::open_regular(path) {
        Ok(Some((file, _))) => {
            if file_lock::hold(&file, path, || {})? {
                fs::remove_file(path)?;
            }
            Ok(())
        }
        Ok(None) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "its draft is not a regular file",
        )),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(cause),
    }
}

fn path_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default();
    let name = match name.to_str() {
        Some(name) if name.len() <= MAX_NAME => name.to_owned(),
        _ => Hash::of_bytes(name.as_encoded_bytes()).short(),
    };
    target.with_file_name(format!(".{name}{ENDING}"))
}
