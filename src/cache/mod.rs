//! The cache: everything that is reused between two builds, or between two saves in the preview. The pipeline asks it
//! before it calls a stage; stages know nothing of it.
//!
//! *In memory*, for the preview: results keyed by the hash of their inputs. Those of each file or brief are tables
//! ([`Rows`]), of which the last two are kept; any other result is in a [`Store`], where an entry not used for two
//! generations is dropped. *On disk*, for builds: the inputs of the last build of an output and
//! the hash of each page ([`LastBuild`]), and parsed briefs ([`BriefShard`]). The files themselves are in `disk`; a
//! damaged one, or one of another version of the program, counts as none.
//!
//! Diagnostics are not kept on disk; `docs/decisions/0002-one-cache-beside-the-pipeline.md` says why.

mod last;
mod parsed_briefs;
mod rows;
mod store;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Checked, Diagnostic};
use crate::hash::Hash;
use crate::i18n::Catalogs;
use crate::page::view::{CardView, FeedEntry};
use crate::page::{Layout, Page};
use crate::parse::ParsedFile;
use crate::render::{Engine, Rendered};
use crate::shared_view::SharedView;
use crate::site::{BriefId, Linked};

pub use last::{BuildSummary, FileRecord, LastBuild, PageRecord, WithheldBriefs, WrittenFile};
pub use parsed_briefs::{BriefShard, N_SHARDS};
pub use rows::Rows;
pub use store::Store;

/// Number of feed entries in one generation, of about 10 kB each.
const MAX_FEED_ENTRIES: usize = 1024;

/// Results reused from one run to the next. A run with an empty cache gives the same output, only later.
///
/// The doc of each store names its key → value.
#[derive(Debug)]
pub struct Cache {
    /// Content file, configuration and known publishers → the parsed file with its diagnostics.
    pub parsed: Rows<Option<ParsedFile>>,
    /// The same for the files of publishers, which are parsed first.
    pub publishers: Rows<Option<ParsedFile>>,
    /// Parsed content without headlines and summaries, `urls.lock` and options → the linked site, and the hash of the
    /// brief metadata in it. Valid only within the site's `validity`, because embargoes end without any edit.
    pub linked: Store<(Arc<Linked>, Hash)>,
    /// Linked site and the list of copied files → the layout of the plan.
    pub planned: Store<Checked<Arc<Layout>>>,
    /// Plan, message catalogs and the metadata of a brief → its card.
    pub cards: Rows<SharedView<CardView>>,
    /// Site, plan, templates and a brief → the brief as an entry of feeds. Every brief is in several feeds, so that even a
    /// single run has use for it.
    pub feed_entries: Store<FeedEntry>,
    /// Templates and languages → the message catalogs with their diagnostics.
    pub catalogs: Store<Checked<Catalogs>>,
    /// Templates → the compiled engine with its diagnostics.
    pub engines: Store<Checked<Option<Engine>>>,
    /// Stylesheets → their compressed size in bytes.
    pub stylesheets: Store<usize>,
    /// Everything that the rules about one brief read → its diagnostics.
    pub findings: Store<Vec<Diagnostic>>,
    /// Copied file → the diagnostics about its bytes.
    pub copied_files: Store<Vec<Diagnostic>>,
    /// View and templates → the rendered page, or the template error.
    pub rendered: Store<Result<Rendered, Diagnostic>>,
    last: Option<LastBuild>,
    /// The digest of each shard of parsed briefs on disk; empty if there are none.
    shard_digests: Vec<u128>,
}

impl Cache {
    /// Makes an empty cache that keeps all results in memory, for the preview.
    pub fn in_memory() -> Self {
        Cache {
            parsed: Rows::in_memory(),
            publishers: Rows::in_memory(),
            linked: Store::in_memory(),
            planned: Store::in_memory(),
            cards: Rows::in_memory(),
            feed_entries: Store::of_at_most(MAX_FEED_ENTRIES),
            catalogs: Store::in_memory(),
            engines: Store::in_memory(),
            stylesheets: Store::in_memory(),
            findings: Store::in_memory(),
            copied_files: Store::in_memory(),
            rendered: Store::in_memory(),
            last: None,
            shard_digests: Vec::new(),
        }
    }

    /// Makes a cache for a single run in bounded memory: it keeps the latest feed entries alone.
    pub fn off() -> Self {
        Cache {
            parsed: Rows::off(),
            publishers: Rows::off(),
            linked: Store::off(),
            planned: Store::off(),
            cards: Rows::off(),
            feed_entries: Store::of_at_most(MAX_FEED_ENTRIES),
            catalogs: Store::off(),
            engines: Store::off(),
            stylesheets: Store::off(),
            findings: Store::off(),
            copied_files: Store::off(),
            rendered: Store::off(),
            last: None,
            shard_digests: Vec::new(),
        }
    }

    /// Makes the cache of one build, which compares its pages with the `last` build of the same output, and parses no
    /// brief that is in `shards`.
    pub fn after(last: Option<LastBuild>, shards: Vec<BriefShard>) -> Self {
        let (parsed, shard_digests) = parsed_briefs::loaded(shards);
        Cache {
            parsed,
            last,
            shard_digests,
            ..Cache::off()
        }
    }

    /// Returns the last build of this output; `None` for a first build and in the preview.
    pub fn last(&self) -> Option<&LastBuild> {
        self.last.as_ref()
    }

    /// Ends a revision of the preview: evicts sites and plans that the last two revisions did not use.
    ///
    /// These are large and every save may add one of each, so they cannot wait for the end of a full run: a preview of
    /// a large site would hold dozens.
    pub fn end_revision(&self) {
        self.linked.end_generation();
        self.planned.end_generation();
    }

    /// Ends a run, that is, a generation of every store: evicts what the last two runs did not use.
    pub fn end_generation(&self) {
        self.end_revision();
        self.catalogs.end_generation();
        self.engines.end_generation();
        self.stylesheets.end_generation();
        self.findings.end_generation();
        self.copied_files.end_generation();
        self.rendered.end_generation();
    }

    /// Compares the inputs of pages with those of the last build: `base` is the hash of what every page depends on,
    /// `texts` has the hash of each brief, by id.
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
        // Only under the same base do the ids of both builds mean the same briefs.
        if freshness.is_same {
            let pairs = texts.iter().zip(&last.texts);
            freshness.changed = pairs.map(|(now, then)| now != then).collect();
        }
        freshness
    }
}

/// Comparison with the last build: tells which pages are stale.
#[derive(Debug, Default)]
pub struct Freshness<'a> {
    is_same: bool,
    /// Whether the text of each brief has changed, by [`BriefId`]; empty unless `is_same`.
    changed: Vec<bool>,
    /// The record of each page, by its path in the output.
    records: HashMap<&'a str, (&'a FileRecord, &'a PageRecord)>,
}

/// The reason why a page is rebuilt, as `build --why` prints it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RebuildReason {
    /// The last build did not have the page.
    New,
    /// The site, the plan or the templates have changed, perhaps because time has passed.
    Base,
    /// The text of this brief, which the page shows, has changed.
    Text(BriefId),
    /// The file in the output is missing or was changed after the last build.
    Output,
}

impl Freshness<'_> {
    /// Returns the last build's record of `page`, stale or not.
    pub fn record(&self, page: &Page) -> Option<(&FileRecord, &PageRecord)> {
        self.records.get(page.route.output_path().as_str()).copied()
    }

    /// Returns why a page that shows the texts `reads` is stale; `None` if it is fresh.
    pub fn reason(&self, reads: &[BriefId]) -> Option<RebuildReason> {
        if !self.is_same {
            return Some(RebuildReason::Base);
        }
        // An id beyond the last build's list should not occur under one base; rebuilding is then the safe answer.
        let is_other = |id: &&BriefId| self.changed.get(id.0 as usize).copied().unwrap_or(true);
        reads
            .iter()
            .find(is_other)
            .map(|id| RebuildReason::Text(*id))
    }
}
