//! What is wrong with a site, with the briefs in it that readers do not see yet.

use crate::check;
use crate::diag::{self, Diagnostic};
use crate::pipeline::{Memos, Options, Prepared, Progress, assemble};
use crate::site::Show;
use crate::source::SourceTree;

/// A site as readers will see it, and all that is wrong with it and with what they do not see yet.
#[derive(Debug)]
pub struct Survey {
    /// The site.
    pub prepared: Prepared,
    /// What is wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Returns all that is wrong with the site as it is written: with what readers will see, and with the briefs that
/// they do not see yet; by place. `None` if `progress` stops it.
pub fn survey(
    tree: &SourceTree,
    options: &Options,
    memos: &Memos,
    progress: &dyn Progress,
) -> Option<Survey> {
    let showing = |show| Options {
        show,
        ..options.clone()
    };
    let prepared = assemble(tree, &showing(Show::Public), memos, progress);
    let mut diagnostics = prepared.check(memos, progress)?;
    if prepared.has_hidden() {
        let everything =
            assemble(tree, &showing(Show::Everything), memos, progress).check(memos, progress)?;
        // What lies beside a brief will be published with it.
        let of_hidden = |found: &Diagnostic| {
            prepared.is_hidden(&found.place.path) || check::published::is_of(found)
        };
        diagnostics.extend(everything.into_iter().filter(of_hidden));
    }
    diag::sort(&mut diagnostics);
    Some(Survey {
        prepared,
        diagnostics,
    })
}
