//! Linking and planning, each as often as what it follows from has changed.

use std::sync::Arc;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::page::{self, Layout};
use crate::pipeline::parsing::Parsed;
use crate::pipeline::{Memos, Options};
use crate::site::{self, Inputs, Linked};
use crate::source::SourceTree;
use crate::time::{Holds, Now};

/// A skeleton, and the hash of all that it follows from.
pub struct Skeleton {
    /// What was linked.
    pub value: Arc<Linked>,
    /// The same for the same skeleton.
    pub hash: Hash,
}

/// A layout, and between which moments it holds.
#[derive(Debug)]
pub struct Planned {
    /// Everything that will exist, but for stylesheets.
    pub layout: Arc<Layout>,
    /// What is wrong with that.
    pub diagnostics: Vec<Diagnostic>,
    /// The same for the same layout.
    pub hash: Hash,
    /// Between which moments it holds.
    pub holds: Holds,
}

/// Links what was `parsed`, unless the last run has linked the same.
pub fn link(parsed: &Parsed, config: &Arc<Config>, options: &Options, memos: &Memos) -> Skeleton {
    let key = Hash::of(&(parsed.links, &options.base, options.show));
    let value = memos.linked.get_or(
        key,
        |linked| linked.holds.at(options.now),
        || {
            let inputs = Inputs {
                config: Arc::clone(config),
                heads: parsed
                    .briefs
                    .iter()
                    .map(|brief| Arc::clone(&brief.head))
                    .collect(),
                described: parsed.described.clone(),
                broken: parsed.broken.clone(),
                faulty: parsed
                    .faulty
                    .iter()
                    .map(|brief| Arc::clone(&brief.head))
                    .collect(),
                show: options.show,
                locked: parsed.locked.clone(),
            };
            site::link(&inputs, &Now::new(options.now))
        },
    );
    Skeleton {
        hash: Hash::of(&(key, value.holds)),
        value,
    }
}

/// Plans the pages of `linked`, unless the last run has planned the same.
pub fn plan(
    linked: &Skeleton,
    tree: &SourceTree,
    options: &Options,
    memos: &Memos,
) -> Arc<Planned> {
    let key = Hash::of(&(linked.hash, page::planned_files(tree).collect::<Vec<_>>()));
    memos.planned.get_or(
        key,
        |planned| planned.holds.at(options.now),
        || {
            let now = Now::new(options.now);
            let planned = page::lay_out(&linked.value.skeleton, tree, &now);
            let holds = now.holds();
            Planned {
                layout: Arc::new(planned.value),
                diagnostics: planned.diagnostics,
                hash: Hash::of(&(key, holds)),
                holds,
            }
        },
    )
}
