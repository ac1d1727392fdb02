//! Site root: finds the folder of a site, for all that reads or writes in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Returns `root` as an absolute path without links. Refuses a missing path, and anything that is not a folder.
pub fn canonical_root(root: &Path) -> Result<PathBuf, Error> {
    let no_site = |message: &str| {
        Error::refused(
            message,
            root,
            "give the site's folder with `--root DIR`: the one that holds `content/`",
        )
    };
    match fs::canonicalize(root) {
        Ok(real) if real.is_dir() => Ok(real),
        Ok(_) => Err(no_site("the site must be a folder, not a file:")),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Err(no_site("there is no folder")),
        Err(cause) => Err(Error::io("cannot open the site's folder", root, cause)),
    }
}
