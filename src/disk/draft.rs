//! Drafts: files written beside a target, which they replace in one step.
//!
//! The name of a draft follows from its target, and its writer holds the kernel's lock on it. So a killed process
//! leaves at most one file for each target, and the next can tell that nobody writes it any more: see [`clear`].

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{file_lock, sys};
use crate::hash::Hash;

/// The suffix of all draft names.
pub(super) const ENDING: &str = ".dateline-new";
/// Length in bytes up to which a target's name is part of its draft's name. Longer ones are hashed, because file
/// systems allow 255 bytes.
const MAX_NAME: usize = 200;

/// A draft that is being written. Dropping it without [`Draft::persist`] removes it.
pub(super) struct Draft {
    path: PathBuf,
    pub file: File,
}

impl Draft {
    /// Creates and locks the draft of `target`. Waits while another process writes one.
    pub(super) fn of(target: &Path) -> io::Result<Self> {
        let path = path_of(target);
        loop {
            match sys::create_file(&path) {
                // If it is gone, another process took it for abandoned before it was locked: try again.
                Ok(file) if file_lock::hold(&file, &path, || {})? => {
                    return Ok(Draft { path, file });
                }
                Ok(_) => {}
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => await_end(&path)?,
                Err(cause) => return Err(cause),
            }
        }
    }

    /// Renames the draft to `target`, replacing what is there.
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
        // After `persist` the name is free, or already that of the next writer's draft, which must stay.
        if file_lock::is_named(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Replaces `target` by a file with these `bytes` and the same mode. Killed at any instant, the complete old file or
/// the complete new file is there.
pub(super) fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = Draft::of(target)?;
    draft.write_all(bytes)?;
    if let Ok(metadata) = fs::metadata(target) {
        draft.file.set_permissions(metadata.permissions())?;
    }
    // Before the rename: after a power failure, some file systems would otherwise have the new name with no bytes.
    draft.file.sync_all()?;
    draft.persist(target)?;
    sys::sync_folder(target.parent().unwrap_or(target));
    Ok(())
}

/// Creates `target` with these `bytes`, completely or not at all. Fails with `AlreadyExists` if it exists.
pub(super) fn create(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(target).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut draft = Draft::of(target)?;
    draft.write_all(bytes)?;
    draft.file.sync_all()?;
    // A hard link, because a rename would replace a file that has appeared meanwhile. The draft's own name is removed
    // when it is dropped.
    match fs::hard_link(&draft.path, target) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
            // File systems without links (FAT): not in one step, but nothing is overwritten either.
            let mut file = sys::create_file(target)?;
            let written = file.write_all(bytes).and_then(|()| file.sync_all());
            written.inspect_err(|_| drop(fs::remove_file(target)))?;
        }
        linked => linked?,
    }
    sys::sync_folder(target.parent().unwrap_or(target));
    Ok(())
}

/// Removes the draft at `path` if nobody writes it any more. Errors are ignored: the next build tries again.
pub(super) fn clear(path: &Path) {
    let Ok(Some((file, _))) = sys::open_regular(path) else {
        return;
    };
    if file.try_lock().is_ok() && file_lock::is_named(&file, path) {
        let _ = fs::remove_file(path);
    }
}

/// Returns whether `name` is that of a draft.
pub(super) fn is_draft(name: &[u8]) -> bool {
    name.starts_with(b".") && name.ends_with(ENDING.as_bytes())
}

/// Waits until nobody writes the draft at `path` any more, and removes it if it was abandoned.
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
        // Not UTF-8, or too long: any name will do that is always the same for this target.
        _ => Hash::of_bytes(name.as_encoded_bytes()).short(),
    };
    target.with_file_name(format!(".{name}{ENDING}"))
}
