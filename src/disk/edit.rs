//! Replaces a source file by a mended one: whole or not at all, and only if nobody has changed it meanwhile.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::read::canonical_root;
use super::sys;
use crate::error::Error;
use crate::hash::Hash;
use crate::source::SourcePath;

/// Writes `bytes` in the place of the file at `path` below the site's folder `root`.
///
/// Refused if the file is no longer the one whose bytes have the hash `read`, or if it may not be written.
/// The new file has the mode of the old one. Killed at any instant, one of the two is there, whole.
pub fn edit(root: &Path, path: &SourcePath, read: Hash, bytes: &[u8]) -> Result<(), Error> {
    let file = canonical_root(root)?.join(path.as_str());
    let failed = |cause: io::Error| Error::io("cannot mend", &file, cause);
    // A link is followed: it leads to a file of the site, or it would not have been read.
    let real = fs::canonicalize(&file).map_err(failed)?;
    let metadata = fs::metadata(&real).map_err(failed)?;
    if metadata.permissions().readonly() {
        let hint = "let it be written (`chmod u+w`), and run the command again";
        return Err(Error::refused("the file is read-only, so it was left as it is:", &file, hint));
    }
    if Hash::of_bytes(&fs::read(&real).map_err(failed)?) != read {
        let hint = "run the command again";
        return Err(Error::refused("the file was changed meanwhile, so it was left as it is:", &file, hint));
    }
    let folder = real.parent().unwrap_or(Path::new("."));
    let mut draft = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    draft.write_all(bytes).map_err(failed)?;
    draft.as_file().set_permissions(metadata.permissions()).map_err(failed)?;
    draft.as_file().sync_all().map_err(failed)?;
    draft.persist(&real).map_err(|error| failed(error.error))?;
    sys::sync_folder(folder);
    Ok(())
}
