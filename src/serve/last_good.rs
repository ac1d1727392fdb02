//! Last good versions of files: replace a file that an error hides, so that its page and every list of it stay in
//! place while the text is being edited.
//!
//! Works on source trees only; which files an error hides is known to `pipeline`.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{SourceFile, SourcePath, SourceTree};

/// Remembers the last good version of each file that is hidden by an error.
///
/// Trees share the bytes of their files, so keeping the previous one costs little.
#[derive(Debug, Default)]
pub(super) struct LastGood {
    /// The tree of the previous revision, where a file that breaks now was still good.
    before: SourceTree,
    /// The hidden files of the previous revision with their last good versions; `None` if there never was one.
    hidden: BTreeMap<SourcePath, Option<SourceFile>>,
}

impl LastGood {
    /// Returns `tree` with the last good version of each `hidden` file, or without it if there is none; `None` if no
    /// file is hidden. Call once per revision.
    pub(super) fn stand_in(
        &mut self,
        tree: &SourceTree,
        hidden: &BTreeSet<SourcePath>,
    ) -> Option<SourceTree> {
        // A file that was hidden before keeps its old version: the one in `before` had an error as well.
        let last = |path: &SourcePath| match self.hidden.get(path) {
            Some(good) => good.clone(),
            None => self.before.get(path.as_str()).cloned(),
        };
        let hidden: BTreeMap<_, _> = hidden
            .iter()
            .map(|path| (path.clone(), last(path)))
            .collect();
        self.before = tree.clone();
        self.hidden = hidden;
        (!self.hidden.is_empty()).then(|| tree.with(self.hidden.clone()))
    }
}
