//! What a build and a check ask of a site's folder before anything else: that there is something to read.

use std::path::Path;

use crate::cli::report::Report;
use crate::diag::{self, Diagnostic, Limits};
use crate::disk;
use crate::error::Error;
use crate::parse;
use crate::source::SourceTree;

/// Fails if nothing is read in `content/` of the site at `root`, the files of which are in `tree`; says where that was
/// looked for, and what is there instead. `found` is what is wrong with the files.
pub(super) fn require(
    root: &Path,
    tree: &SourceTree,
    found: &[Diagnostic],
    report: &mut Report,
) -> Result<(), Error> {
    // A file that cannot be read may be one; it is reported as an error of its own.
    if parse::has_content(tree) || diag::has_errors(found) {
        return Ok(());
    }
    let mut others = parse::unread(tree);
    others.extend(found.iter().cloned());
    diag::sort(&mut others);
    report.found(&others, None, (Limits::BUILD, tree));
    let folder = disk::canonical_root(root)?.join("content");
    let message = if tree.under("content/").is_empty() {
        "there is no content: nothing to read in"
    } else {
        "there is no content: no file that Dateline reads in"
    };
    let hint = if tree.files().is_empty() {
        "`dateline init` writes a small site to begin with; or give the site's folder with `--root DIR`"
    } else {
        "`dateline new \"What happened\"` begins a brief, `content/briefs/SLUG.md`; or give the site's folder with \
         `--root DIR`"
    };
    Err(Error::refused(message, &folder, hint))
}
