//! Editing: replaces the bytes of a source file in one step, and only if nobody has changed it meanwhile.
//!
//! Used by `check --fix`. New files are made by `create`.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::draft;
use super::root::canonical_root;
use crate::error::Error;
use crate::hash::Hash;
use crate::source::SourcePath;
use crate::text;

/// Replaces the file at `path` in the site's folder `root` by one with these `bytes`.
///
/// Refused if the bytes of the file no longer have the hash `read`, or if it is read-only. The new file has the mode of
/// the old one. Killed at any instant, the complete old file or the complete new file is there.
pub fn edit(root: &Path, path: &SourcePath, read: Hash, bytes: &[u8]) -> Result<(), Error> {
    let file = real_path(&canonical_root(root)?, path);
    let failed = |cause: io::Error| Error::io("cannot fix", &file, cause);
    // Links are followed, or the rename below would replace the link. It leads to a file of the site, or it would not
    // have been read.
    let real = fs::canonicalize(&file).map_err(failed)?;
    let metadata = fs::metadata(&real).map_err(failed)?;
    // A rename needs no right to write the file itself, so the mode must be respected here.
    if metadata.permissions().readonly() {
        let hint = "let it be written (`chmod u+w`), and run the command again";
        return Err(Error::refused(
            "the file is read-only, so it was left as it is:",
            &file,
            hint,
        ));
    }
    if Hash::of_bytes(&fs::read(&real).map_err(failed)?) != read {
        let hint = "run the command again";
        return Err(Error::refused(
            "the file was changed meanwhile, so it was left as it is:",
            &file,
            hint,
        ));
    }
    draft::replace(&real, bytes).map_err(failed)
}

/// Returns the path on disk of the site's file at `path`.
///
/// Names in a site are in Unicode form C, on disk they may be in another (macOS stores decomposed names).
fn real_path(root: &Path, path: &SourcePath) -> PathBuf {
    let mut real = root.to_owned();
    for part in path.as_str().split('/') {
        let mut name = OsString::from(part);
        if fs::symlink_metadata(real.join(&name)).is_err() {
            let mut same_names = Vec::new();
            for entry in fs::read_dir(&real).into_iter().flatten().flatten() {
                let other = entry.file_name();
                if other
                    .to_str()
                    .is_some_and(|other| text::composed(other) == part)
                {
                    same_names.push(other);
                }
            }
            // Where several names have the same form, any would do, but always the same one.
            name = same_names.into_iter().min().unwrap_or(name);
        }
        real.push(name);
    }
    real
}
