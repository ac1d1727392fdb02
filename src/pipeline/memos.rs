//! All memos of the line, each at one of its arrows.

use std::collections::{BTreeMap, BTreeSet};

use crate::brief::Remembered;
use crate::diag::{Checked, Diagnostic, Findings};
use crate::hash::Hash;
use crate::memo::{Last, Latest, Memo};
use crate::pipeline::linking::Planned;
use crate::pipeline::parsing::Rows;
use crate::pipeline::traces::{Output, Traced};
use crate::render::{Engine, Rendered};
use crate::site::Linked;
use crate::words::Words;

/// What is kept from run to run, so that warm is cold with hits.
#[derive(Debug)]
pub struct Memos {
    /// Content files and configuration → what they have become, with what is wrong with them.
    pub parsed: Last<Rows>,
    /// A brief's file and configuration → the same, as far as an earlier run has noted it.
    pub remembered: BTreeMap<Hash, Checked<Remembered>>,
    /// Heads of briefs, and what is described → the skeleton of the site.
    pub linked: Latest<Linked>,
    /// The skeleton, and which files are copied → the plan.
    pub planned: Latest<Planned>,
    /// Copied files → what is wrong with what is in them.
    pub looked_at: Memo<Vec<Diagnostic>>,
    /// Copied files in which an earlier run has found nothing wrong.
    pub harmless: BTreeSet<Hash>,
    /// Templates and languages → what the interface says, with what is wrong with that.
    pub words: Memo<Checked<Words>>,
    /// Templates → what they compile to, with what is wrong with them.
    pub compiled: Memo<Checked<Option<Engine>>>,
    /// What each brief is made of, and all that its rules have read → what is wrong with it.
    pub checked: Traced<Findings>,
    /// All that a page has read → what became of it.
    pub outputs: Traced<Output>,
    /// View → bytes, or the template's mistake.
    pub rendered: Memo<Result<Rendered, Diagnostic>>,
}

impl Memos {
    /// Memos that keep what they are given.
    pub fn keeping() -> Self {
        Memos {
            parsed: Last::keeping(),
            remembered: BTreeMap::new(),
            linked: Latest::keeping(),
            planned: Latest::keeping(),
            looked_at: Memo::keeping(),
            harmless: BTreeSet::new(),
            words: Memo::keeping(),
            compiled: Memo::keeping(),
            checked: Traced::keeping(),
            outputs: Traced::off(),
            rendered: Memo::keeping(),
        }
    }

    /// Ends a run: what it did not ask for is dropped at the end of the next one.
    pub fn turn(&self) {
        self.looked_at.turn();
        self.words.turn();
        self.compiled.turn();
        self.rendered.turn();
    }

    /// Memos that keep nothing, for a single run in bounded memory.
    pub fn off() -> Self {
        Memos {
            parsed: Last::off(),
            remembered: BTreeMap::new(),
            linked: Latest::off(),
            planned: Latest::off(),
            looked_at: Memo::off(),
            harmless: BTreeSet::new(),
            words: Memo::off(),
            compiled: Memo::off(),
            checked: Traced::off(),
            outputs: Traced::off(),
            rendered: Memo::off(),
        }
    }
}
