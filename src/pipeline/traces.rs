//! What was made in the last run, each thing with what was read to make it: as long as that is the same, so is
//! what was made. A memo asks for a key that costs a look at all that went in; a trace only compares what came
//! since.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::page::PageId;
use crate::site::{BriefId, Reads, Site};
use crate::source::SourcePath;
use crate::time::Holds;

/// What was made of one thing, and what was read for it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Trace<V> {
    /// What was read besides what all have read.
    pub reads: Reads,
    /// What was made.
    pub value: V,
}

/// The traces of one run.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Traces<V> {
    /// The hash of what all of them have read.
    pub base: Hash,
    /// The hash of each brief as it was then, by [`BriefId`].
    pub texts: Vec<Hash>,
    /// By position; `None` for what could not be made.
    #[serde(
        with = "crate::shared::list",
        bound(serialize = "V: Serialize", deserialize = "V: Deserialize<'de>")
    )]
    pub all: Vec<Option<Arc<Trace<V>>>>,
}

/// Keeps the traces of the last runs: of the site as its editors see it, and as its readers do.
#[derive(Debug)]
pub struct Traced<V>(Option<Mutex<Kept<V>>>);

/// Waits for traces that are still being read; `None` if there are none.
pub type Coming<V> = Box<dyn FnOnce() -> Option<Arc<Traces<V>>> + Send>;

/// The traces of some runs.
struct Kept<V> {
    /// The last run first.
    runs: Vec<Arc<Traces<V>>>,
    /// Those of the run before all of them, until somebody asks.
    coming: Option<Coming<V>>,
}

impl<V> Kept<V> {
    fn runs(&mut self) -> &mut Vec<Arc<Traces<V>>> {
        if let Some(coming) = self.coming.take() {
            self.runs.extend(coming());
        }
        &mut self.runs
    }
}

impl<V> fmt::Debug for Kept<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("n_runs", &self.runs.len())
            .finish_non_exhaustive()
    }
}

/// How many runs are kept.
const N_KEPT: usize = 3;

/// A finished page: which, what it was made from, and what became of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Output {
    /// The hash of its address.
    pub route: Hash,
    /// The hash of its view, with that of the templates, if it was asked for.
    pub view: Option<Hash>,
    /// The file that it was written to, if it was.
    pub written: Option<Written>,
    /// That it is too heavy, if it is.
    pub heavy: Option<Diagnostic>,
}

/// A file as it was written, by which it is known again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Written {
    /// The hash of its bytes.
    pub hash: Hash,
    /// How many it has.
    pub len: u64,
    /// When it was written, in nanoseconds since 1970.
    pub modified: i64,
    /// Its number on the file system; 0 where there is none.
    pub inode: u64,
}

/// Why something is made anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// Nothing is remembered of it.
    Unknown,
    /// The site, the plan or the templates are not as they were.
    Base,
    /// This brief, which it shows, says something else.
    Text(SourcePath),
    /// A moment has come that makes a difference to it.
    Time,
    /// The output is not as it was written.
    Output,
}

impl<V> Traces<V> {
    /// Returns between which moments all of them hold.
    pub fn hold(&self) -> Holds {
        let all = self.all.iter().flatten().map(|trace| trace.reads.holds);
        all.fold(Holds::ALWAYS, Holds::and)
    }
}

impl<V> Traced<V> {
    /// One that keeps what it is given.
    pub fn keeping() -> Self {
        Traced(Some(Mutex::new(Kept {
            runs: Vec::new(),
            coming: None,
        })))
    }

    /// One that keeps what it is given, and begins with what an earlier one has kept.
    pub fn remembering(last: Coming<V>) -> Self {
        Traced(Some(Mutex::new(Kept {
            runs: Vec::new(),
            coming: Some(last),
        })))
    }

    /// One that keeps nothing.
    pub fn off() -> Self {
        Traced(None)
    }

    /// Keeps `all` for the next run: what was made of `site`, where all have read what has the hash `base`.
    pub fn keep(&self, base: Hash, site: &Site, all: Vec<Option<Arc<Trace<V>>>>) {
        if let Some(kept) = &self.0 {
            let texts = site.text_hashes().collect();
            let traces = Arc::new(Traces { base, texts, all });
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let runs = kept.runs();
            runs.retain(|known| known.base != base);
            runs.insert(0, traces);
            runs.truncate(N_KEPT);
        }
    }

    /// Takes the traces of the last run out, and forgets those of all others.
    pub fn take(&self) -> Option<Arc<Traces<V>>> {
        let mut kept = self
            .0
            .as_ref()?
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(kept.runs()).into_iter().next()
    }

    /// Returns the traces of the last run where all have read what has the hash `base`; else of the last one.
    fn nearest(&self, base: Hash) -> Option<Arc<Traces<V>>> {
        let mut kept = self
            .0
            .as_ref()?
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let runs = kept.runs();
        runs.iter()
            .find(|traces| traces.base == base)
            .or(runs.first())
            .cloned()
    }

    /// Looks up what still holds on `site`, where all read what has the hash `base`.
    pub fn since(&self, base: Hash, site: &Site) -> Since<V> {
        let last = self.nearest(base);
        let changed = match &last {
            Some(last) if last.base == base => site
                .text_hashes()
                .zip(&last.texts)
                .map(|(now, then)| now != *then)
                .collect(),
            _ => Vec::new(),
        };
        let is_same = last.as_ref().is_some_and(|last| last.base == base);
        Since {
            last,
            is_same,
            changed,
            now: site.now.at(),
            by_route: OnceLock::new(),
        }
    }
}

/// What still holds of the last run.
pub struct Since<V> {
    last: Option<Arc<Traces<V>>>,
    /// Whether all read the same as then.
    is_same: bool,
    /// By [`BriefId`].
    changed: Vec<bool>,
    now: Timestamp,
    by_route: OnceLock<HashMap<Hash, usize>>,
}

impl<V> Since<V> {
    /// Returns whether there was a run before this one.
    pub fn is_warm(&self) -> bool {
        self.last.is_some()
    }

    /// Returns the trace at `position` if it still holds; else why not.
    pub fn get(&self, position: usize, site: &Site) -> Result<&Arc<Trace<V>>, Why> {
        let last = self.last.as_ref().ok_or(Why::Unknown)?;
        if !self.is_same {
            return Err(Why::Base);
        }
        let trace = last
            .all
            .get(position)
            .and_then(Option::as_ref)
            .ok_or(Why::Unknown)?;
        let is_other = |id: &&BriefId| self.changed.get(id.0 as usize).copied().unwrap_or(true);
        if let Some(id) = trace.reads.briefs.iter().find(is_other) {
            return Err(Why::Text(site.placed(*id).head.path.clone()));
        }
        if trace.reads.holds.at(self.now) {
            Ok(trace)
        } else {
            Err(Why::Time)
        }
    }
}

impl Since<Output> {
    /// Returns what became of the page with this address in the last run, whatever it was made from.
    pub fn output(&self, page: PageId, route: Hash) -> Option<&Output> {
        let all = &self.last.as_ref()?.all;
        let position = if self.is_same {
            page.0 as usize
        } else {
            let by_route = self.by_route.get_or_init(|| {
                let routes = all
                    .iter()
                    .map(|trace| trace.as_ref().map(|trace| trace.value.route));
                routes
                    .zip(0..)
                    .filter_map(|(route, position)| Some((route?, position)))
                    .collect()
            });
            *by_route.get(&route)?
        };
        all.get(position)?.as_ref().map(|trace| &trace.value)
    }
}
