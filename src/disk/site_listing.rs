//! Site listing: the settings of a site and the paths of its content, without the texts.
//!
//! All that `new` needs before it adds a file. Reading a whole site is in `read`.

use std::fs;
use std::path::Path;

use super::read::{self, ReadOutcome};
use super::root::canonical_root;
use super::walk::{self, InputKind};
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::source::{SourcePath, SourceTree};

/// The settings of a site and the paths of its content.
#[derive(Debug)]
pub struct SiteListing {
    /// The settings: a tree with `site.yaml`, or an empty one.
    pub settings: SourceTree,
    /// The diagnostics about settings that cannot be read.
    pub unread: Vec<Diagnostic>,
    /// The paths of all files in `content/`, sorted.
    pub content: Vec<SourcePath>,
    /// Whether the folder `content/` exists.
    pub has_content_folder: bool,
}

/// Reads the settings of the site at `root` and lists its content. Fails only if `root` is no folder.
pub fn read_outline(root: &Path) -> Result<SiteListing, Error> {
    let root = canonical_root(root)?;
    let found = walk::walk_parts(&root, &[InputKind::Config, InputKind::Content]).found;
    let content = found
        .iter()
        .filter(|found| found.part == InputKind::Content);
    let mut content: Vec<SourcePath> = content.map(|found| found.path.clone()).collect();
    content.sort();
    let (settings, unread) = settings(found.iter().filter(|found| found.part == InputKind::Config));
    let has_content_folder =
        fs::metadata(root.join("content")).is_ok_and(|metadata| metadata.is_dir());
    Ok(SiteListing {
        settings,
        unread,
        content,
        has_content_folder,
    })
}

/// Reads only the settings of the site at `root`. Drops the diagnostics, which the full read of the site reports.
pub fn read_settings(root: &Path) -> Result<SourceTree, Error> {
    let root = canonical_root(root)?;
    let found = walk::walk_parts(&root, &[InputKind::Config]).found;
    Ok(settings(found.iter()).0)
}

fn settings<'a>(found: impl Iterator<Item = &'a walk::InputFile>) -> (SourceTree, Vec<Diagnostic>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for found in found {
        match read::read_file(found) {
            ReadOutcome::Read(file, _) => files.push(file),
            ReadOutcome::Wrong(diagnostic) => unread.push(diagnostic),
            ReadOutcome::Gone => {}
        }
    }
    (SourceTree::new(files), unread)
}
