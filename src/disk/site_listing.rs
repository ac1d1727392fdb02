//! Reads what must be known of a site before a file is added to it: its settings, and the paths of its content.

use std::fs;
use std::path::Path;

use super::read::{self, ReadOutcome};
use super::root::canonical_root;
use super::walk::{self, InputKind};
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::source::{SourcePath, SourceTree};

/// What there is of a site, without its texts.
#[derive(Debug)]
pub struct SiteListing {
    /// Its settings: a tree of one file, or of none.
    pub settings: SourceTree,
    /// Why they cannot be read, if so.
    pub unread: Vec<Diagnostic>,
    /// The paths of all files in `content/`, sorted.
    pub content: Vec<SourcePath>,
    /// Whether there is a folder `content/`.
    pub has_content_folder: bool,
}

/// Reads the settings of the site at `root`, and lists its content.
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

/// Reads the settings alone of the site at `root`.
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
