//! Writing `urls.lock`, the only source file that a build changes. Its content is decided in `check::urls`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::draft;
use super::root::canonical_root;
use crate::check::URLS_LOCK;
use crate::error::Error;

/// Prefix of the drafts of `urls.lock`. Earlier versions used another suffix than [`draft::ENDING`].
const DRAFT: &str = ".urls.lock.dateline-";

/// Replaces `urls.lock` of the site at `root` by `text` in one step: killed at any instant, the complete old file or
/// the complete new file is there.
pub fn write_urls_lock(root: &Path, text: &str) -> Result<(), Error> {
    let path = canonical_root(root)?.join(URLS_LOCK);
    // If it is a link, its target is replaced and the link stays.
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

/// Removes the drafts of `urls.lock` that killed builds have left in the site at the canonical `root`.
pub(super) fn clear_drafts(root: &Path) {
    let path = root.join(URLS_LOCK);
    // A draft is beside the real file: elsewhere, if `urls.lock` is a link.
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
