//! Precondition of `build` and `check`: the site's folder has content files. `serve` waits for them instead.

use std::path::Path;

use crate::cli::report::Report;
use crate::diag::{self, Diagnostic, Limits};
use crate::disk;
use crate::error::Error;
use crate::parse;
use crate::source::SourceTree;

/// Fails if `tree`, read from the site at `root`, has no content file.
///
/// Reports the ignored files in `content/` together with `found`, the problems of reading, and names the folder that
/// was searched: usually the command was run in the wrong place.
pub(super) fn require(
    root: &Path,
    tree: &SourceTree,
    found: &[Diagnostic],
    report: &mut Report,
) -> Result<(), Error> {
    // An unreadable file may be content; it is reported as an error of its own.
    if parse::has_content(tree) || diag::has_errors(found) {
        return Ok(());
    }
    let mut others = parse::unread(tree);
    others.extend(found.iter().cloned());
    diag::sort(&mut others);
    report.found(&others, None, (Limits::BUILD, tree));
    let folder = disk::canonical_root(root)?.join("content");
    let message = if tree.under("content/").is_empty() {
        "there is no content: no files in"
    } else {
        "there is no content: no files that Dateline reads in"
    };
    let hint = if tree.files().is_empty() {
        "run `dateline init` to create a starter site, or give the site's folder with `--root DIR`"
    } else {
        "run `dateline new \"What happened\"` to create a brief in `content/briefs/`, or give the site's folder with \
         `--root DIR`"
    };
    Err(Error::refused(message, &folder, hint))
}
