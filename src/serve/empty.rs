//! Placeholder page, served at every address while the site has no content files: names the folder that is searched
//! and the files in it that are ignored. Files to copy, such as pictures, are still served by `answer`.

use std::path::Path;

use serde::Serialize;

use crate::parse;
use crate::serve::snapshot::Snapshot;
use crate::serve::{Desk, inject, pages};
use crate::source::SourceTree;

/// Most ignored files that are listed; the rest is counted.
const MAX_FILES: usize = 20;

#[derive(Serialize)]
struct EmptyView {
    folder: String,
    files: Vec<IgnoredFile>,
    n_more: usize,
    script: String,
}

/// An ignored file and what to do about it.
#[derive(Serialize)]
struct IgnoredFile {
    path: String,
    hint: String,
}

/// Returns whether the folder has no content file; files with errors count as content.
pub fn is_empty(snapshot: &Snapshot) -> bool {
    !parse::has_content(&snapshot.latest.tree)
}

/// Renders the page. Paths of this machine and names of files are shown only with an open desk.
pub(super) fn page(snapshot: &Snapshot, revision: &str, site: (&Path, Desk)) -> String {
    let (root, desk) = site;
    let nothing = SourceTree::default();
    let (folder, tree) = match desk {
        Desk::Open => (
            root.join("content").display().to_string(),
            &snapshot.latest.tree,
        ),
        Desk::Closed => ("content".to_owned(), &nothing),
    };
    let unread = parse::unread(tree);
    let files = unread.iter().take(MAX_FILES).map(|found| IgnoredFile {
        path: found.place.path.to_string(),
        hint: found.hint.clone().unwrap_or_default(),
    });
    pages::pages().render(
        "empty.html",
        &EmptyView {
            folder,
            files: files.collect(),
            n_more: unread.len().saturating_sub(MAX_FILES),
            script: inject::tag(revision),
        },
    )
}
