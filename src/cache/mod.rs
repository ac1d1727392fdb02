//! Everything that is reused between two builds, or between two saves of a preview. No stage knows of it: the pipeline
//! asks here before it calls one.
//!
//! *In memory*, for a preview: results by the hash of all that they were made from ([`Store`]), with one rule of
//! eviction: what two generations did not ask for is dropped. *On disk*, for builds: what the last build of an output
//! was made from, and what became of each page ([`LastBuild`]). `disk` keeps the bytes, and where they are damaged or
//! another program's, there is no last build.

mod last;
mod store;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Checked, Diagnostic};
use crate::hash::Hash;
use crate::i18n::Catalogs;
use crate::page::view::CardView;
use crate::page::{Layout, Page};
use crate::parse::ParsedFile;
use crate::render::{Engine, Rendered};
use crate::shared_view::SharedView;
use crate::site::{BriefId, Linked};

pub use last::{BuildSummary, FileRecord, LastBuild, PageRecord, WithheldBriefs, WrittenFile};
pub use store::Store;

/// What is reused from one run to the next: a run with an empty cache makes the same.
#[derive(Debug)]
pub struct Cache {
    /// Content file, configuration and known publishers → what it was parsed to, with what is wrong with it.
    pub parsed: Store<Option<ParsedFile>>,
    /// What was parsed, but for headlines and summaries, and options → the site, with the hash of the heads in it;
    /// valid for a stretch of time.
    pub linked: Store<(Arc<Linked>, Hash)>,
    /// The site, and which files are copied → the plan.
    pub planned: Store<Checked<Arc<Layout>>>,
    /// The plan, what the interface says, and the head of a brief → its card.
    pub cards: Store<SharedView<CardView>>,
    /// Templates and languages → what the interface says, with what is wrong with that.
    pub catalogs: Store<Checked<Catalogs>>,
    /// Templates → what they compile to, with what is wrong with them.
    pub engines: Store<Checked<Option<Engine>>>,
    /// All that the rules about one brief look at → what is wrong with it.
    pub findings: Store<Vec<Diagnostic>>,
    /// Copied file → what is wrong with what is in it.
    pub copied_files: Store<Vec<Diagnostic>>,
    /// View → bytes, or the template's mistake.
    pub rendered: Store<Result<Rendered, Diagnostic>>,
    last: Option<LastBuild>,
}

impl Cache {
    /// An empty cache that keeps everything in memory, for runs that are repeated.
    pub fn in_memory() -> Self {
        Cache {
            parsed: Store::in_memory(),
            linked: Store::in_memory(),
            planned: Store::in_memory(),
            cards: Store::in_memory(),
            catalogs: Store::in_memory(),
            engines: Store::in_memory(),
            findings: Store::in_memory(),
            copied_files: Store::in_memory(),
            rendered: Store::in_memory(),
            last: None,
        }
    }

    /// A cache that keeps nothing, for a single run in bounded memory.
    pub fn off() -> Self {
        Cache {
            parsed: Store::off(),
            linked: Store::off(),
            planned: Store::off(),
            cards: Store::off(),
            catalogs: Store::off(),
            engines: Store::off(),
            findings: Store::off(),
            copied_files: Store::off(),
            rendered: Store::off(),
            last: None,
        }
    }

    /// A cache for one build of an output that was built before, if it was.
    pub fn after(last: Option<LastBuild>) -> Self {
        Cache {
            last,
            ..Cache::off()
        }
    }

    /// Returns the last build of the output.
    pub fn last(&self) -> Option<&LastBuild> {
        self.last.as_ref()
    }

    /// Ends a revision of a preview: a site, a plan or cards that it did not ask for are dropped at the end of the next
    /// one. There may be a new one of each at every save, and they are large.
    pub fn end_revision(&self) {
        self.linked.end_generation();
        self.planned.end_generation();
        self.cards.end_generation();
    }

    /// Ends a run: what it did not ask for is dropped at the end of the next one.
    pub fn end_generation(&self) {
        self.parsed.end_generation();
        self.end_revision();
        self.catalogs.end_generation();
        self.engines.end_generation();
        self.findings.end_generation();
        self.copied_files.end_generation();
        self.rendered.end_generation();
    }

    /// Compares what pages are made from with the last build: `base` is the hash of what all of them are, `texts` has
    /// that of each brief, by id.
    pub fn freshness(&self, base: Hash, texts: &[Hash]) -> Freshness<'_> {
        let Some(last) = &self.last else {
            return Freshness::default();
        };
        let mut freshness = Freshness {
            is_same: last.base == base,
            ..Freshness::default()
        };
        for (file, record) in last.files.iter().zip(&last.pages) {
            if let Some(record) = record {
                freshness.records.insert(&file.path, (file, record));
            }
        }
        if freshness.is_same {
            let pairs = texts.iter().zip(&last.texts);
            freshness.changed = pairs.map(|(now, then)| now != then).collect();
        }
        freshness
    }
}

/// What still holds of the last build.
#[derive(Debug, Default)]
pub struct Freshness<'a> {
    is_same: bool,
    /// Whether the text of a brief is another one, by [`BriefId`].
    changed: Vec<bool>,
    /// By path in the output.
    records: HashMap<&'a str, (&'a FileRecord, &'a PageRecord)>,
}

/// Why a page is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RebuildReason {
    /// No build has made it before.
    New,
    /// The site, the plan, the templates or the time are not as they were.
    Base,
    /// This brief, which it shows, says something else.
    Text(BriefId),
    /// The output is not as it was written.
    Output,
}

impl Freshness<'_> {
    /// Returns what became of `page` in the last build, whatever it was made from.
    pub fn record(&self, page: &Page) -> Option<(&FileRecord, &PageRecord)> {
        self.records.get(page.route.output_path().as_str()).copied()
    }

    /// Returns why a page that was made then from the texts `reads` must be made again; `None` if it need not.
    pub fn reason(&self, reads: &[BriefId]) -> Option<RebuildReason> {
        if !self.is_same {
            return Some(RebuildReason::Base);
        }
        let is_other = |id: &&BriefId| self.changed.get(id.0 as usize).copied().unwrap_or(true);
        reads
            .iter()
            .find(is_other)
            .map(|id| RebuildReason::Text(*id))
    }
}
