//! What stands in for a file that a mistake hides: the file as it last was without one.
//! So a page stays where it is while its text is being written, and so does everything that lists it.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{SourceFile, SourcePath, SourceTree};

/// The last good state of files.
#[derive(Debug, Default)]
pub(super) struct LastGood {
    /// The tree of the last turn.
    before: SourceTree,
    /// The files that were hidden then, each as it last was good; `None` if it never was.
    hidden: BTreeMap<SourcePath, Option<SourceFile>>,
}

impl LastGood {
    /// Returns `tree` with the last good state of each of its files that is `hidden` by a mistake; `None` if none is.
    pub(super) fn stand_in(
        &mut self,
        tree: &SourceTree,
        hidden: &BTreeSet<SourcePath>,
    ) -> Option<SourceTree> {
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
