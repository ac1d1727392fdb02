//! Writes `urls.lock` into the site's folder: the only file there that a build writes.
//! What is on it is decided in `check::urls`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::read::canonical_root;
use super::sys;
use crate::check::URLS_LOCK;
use crate::error::Error;

/// Puts `text` in the place of `urls.lock` of the site at `root`, in one step: killed at any instant, the
/// file is the old one or the new one.
pub fn write_urls_lock(root: &Path, text: &str) -> Result<(), Error> {
    let path = canonical_root(root)?.join(URLS_LOCK);
    // Where it is a link, the file that it leads to is replaced, and the link stays.
    let target = fs::canonicalize(&path).unwrap_or(path);
    replace(&target, text.as_bytes()).map_err(|cause| {
        let mut error =
            Error::io("the site is built, but its addresses cannot be written to", &target, cause);
        error.hint = Some("see who may write there (`ls -l`), and build again".to_owned());
        error
    })
}

fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().unwrap_or(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".urls.lock.dateline-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if let Ok(metadata) = fs::metadata(target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.persist(target)?;
    sys::sync_folder(folder);
    Ok(())
}
