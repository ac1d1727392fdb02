//! The page that stands for the whole site as long as its folder has no content: it says where that is looked for.

use std::path::Path;

use serde::Serialize;

use crate::parse;
use crate::serve::snapshot::Snapshot;
use crate::serve::{Desk, inject, pages};
use crate::source::SourceTree;

/// Files that are listed; the rest is counted.
const MAX_FILES: usize = 20;

#[derive(Serialize)]
struct EmptyView {
    folder: String,
    files: Vec<IgnoredFile>,
    n_more: usize,
    script: String,
}

/// A file of which nothing is made.
#[derive(Serialize)]
struct IgnoredFile {
    path: String,
    hint: String,
}

/// Returns whether the folder of the site has no content that is read.
pub fn is_empty(snapshot: &Snapshot) -> bool {
    !parse::has_content(&snapshot.latest.tree)
}

/// Makes the page for the site at `root`. Where it is, and what is there instead, only the editor sees.
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
