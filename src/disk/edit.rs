//! Edits a source file: whole or not at all, and only if nobody has changed it meanwhile.

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

/// Writes `bytes` in the place of the file at `path` below the site's folder `root`.
///
/// Refused if the file is no longer the one whose bytes have the hash `read`, or if it may not be written.
/// The new file has the mode of the old one. Killed at any instant, one of the two is there, whole.
pub fn edit(root: &Path, path: &SourcePath, read: Hash, bytes: &[u8]) -> Result<(), Error> {
    let file = find(&canonical_root(root)?, path);
    let failed = |cause: io::Error| Error::io("cannot mend", &file, cause);
    // A link is followed: it leads to a file of the site, or it would not have been read.
    let real = fs::canonicalize(&file).map_err(failed)?;
    let metadata = fs::metadata(&real).map_err(failed)?;
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

/// Returns where the file at `path` of the site is: on the disk, names may be in another Unicode form.
fn find(root: &Path, path: &SourcePath) -> PathBuf {
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
            name = same_names.into_iter().min().unwrap_or(name);
        }
        real.push(name);
    }
    real
}
