//! Writes `urls.lock` into the site's folder: the only file there that a build writes.
//! What is on it is decided in `check::urls`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::draft;
use super::root::canonical_root;
use crate::check::URLS_LOCK;
use crate::error::Error;

/// What the names of its drafts begin with; an earlier version ended them otherwise.
const DRAFT: &str = ".urls.lock.dateline-";

/// Puts `text` in the place of `urls.lock` of the site at `root`, in one step: killed at any instant, the
/// file is the old one or the new one.
pub fn write_urls_lock(root: &Path, text: &str) -> Result<(), Error> {
    let path = canonical_root(root)?.join(URLS_LOCK);
    // Where it is a link, the file that it leads to is replaced, and the link stays.
    let target = fs::canonicalize(&path).unwrap_or(path);
    draft::replace(&target, text.as_bytes()).map_err(|cause| {
        let mut error = Error::io(
            "the site is built, but its addresses cannot be written to",
            &target,
            cause,
        );
        error.hint = Some("see who may write there (`ls -l`), and build again".to_owned());
        error
    })
}

/// Removes the drafts of `urls.lock` in the site at `root`, a canonical path, that killed builds have left behind.
pub(super) fn clear_drafts(root: &Path) {
    let path = root.join(URLS_LOCK);
    let target = fs::canonicalize(&path).ok();
    for folder in BTreeSet::from([Some(root), target.as_deref().and_then(Path::parent)]) {
        let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
        for entry in entries.into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(DRAFT.as_bytes()) {
                draft::clear(&entry.path());
            }
        }
    }
}
