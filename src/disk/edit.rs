//! Replaces a source file by a mended one: whole or not at all, and only if nobody has changed it meanwhile.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::draft::Draft;
use super::root::canonical_root;
use super::sys;
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
    let folder = real.parent().unwrap_or(Path::new("."));
    let mut draft = Draft::of(&real).map_err(failed)?;
    draft.write_all(bytes).map_err(failed)?;
    draft
        .file
        .set_permissions(metadata.permissions())
        .map_err(failed)?;
    draft.file.sync_all().map_err(failed)?;
    draft.persist(&real).map_err(failed)?;
    sys::sync_folder(folder);
    Ok(())
}

/// Returns where the file at `path` of the site is: on the disk, names may be in another Unicode form.
fn find(root: &Path, path: &SourcePath) -> PathBuf {
    let mut real = root.to_owned();
    for part in path.as_str().split('/') {
        let has_name = |name: &OsString| {
            name.to_str()
                .is_some_and(|name| text::composed(name) == part)
        };
        let name = if fs::symlink_metadata(real.join(part)).is_ok() {
            None
        } else {
            let names = fs::read_dir(&real)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.file_name());
            names.filter(has_name).min()
        };
        real.push(name.unwrap_or_else(|| part.into()));
    }
    real
}
