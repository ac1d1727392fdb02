//! A brief as far as it is known: its head at once, all of it when somebody asks.
//! A run that remembers the last one reads the texts of those pages only that it makes anew.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::brief::{Brief, Head};
use crate::hash::Hash;
use crate::source::FieldPath;
use crate::url::PageKey;

/// A brief whose text may not have been read yet.
pub struct Known {
    /// What others know of it.
    pub head: Arc<Head>,
    /// The hash of the head: the same head is linked the same.
    pub head_hash: Hash,
    /// The hash of its file and of all that it is parsed with: the same brief.
    pub hash: Hash,
    /// Rules that are switched off for it, each with the reason.
    pub switches: Vec<(String, String)>,
    /// The pages that its own front matter cites, each with where its address stands.
    pub cites: Arc<[(PageKey, FieldPath)]>,
    whole: OnceLock<Arc<Brief>>,
    read: Box<dyn Fn() -> Arc<Brief> + Send + Sync>,
}

impl Known {
    /// A brief that was parsed. `hash` is that of its file and of all that it was parsed with.
    pub fn new(brief: Brief, hash: Hash) -> Self {
        let brief = Arc::new(brief);
        Known {
            head: Arc::clone(&brief.head),
            head_hash: Hash::of(&brief.head),
            hash,
            switches: brief.check.clone(),
            cites: cites(&brief),
            whole: OnceLock::from(Arc::clone(&brief)),
            read: Box::new(move || Arc::clone(&brief)),
        }
    }

    /// The brief that a run before this one has parsed to `known`; `read` parses it again.
    pub fn remembered(
        known: Remembered,
        hash: Hash,
        read: Box<dyn Fn() -> Arc<Brief> + Send + Sync>,
    ) -> Self {
        let Remembered {
            head,
            head_hash,
            switches,
            cites,
        } = known;
        Known {
            head,
            head_hash,
            hash,
            switches,
            cites: cites.into(),
            whole: OnceLock::new(),
            read,
        }
    }

    /// A brief with this `head` that `read` loads, and the rest as its own file, `own`, says it; `hash` is that of all that
    /// it is made from.
    pub fn loaded_by(
        own: &Known,
        head: Arc<Head>,
        hash: Hash,
        read: Box<dyn Fn() -> Arc<Brief> + Send + Sync>,
    ) -> Self {
        let (switches, cites) = (own.switches.clone(), Arc::clone(&own.cites));
        Known {
            head_hash: Hash::of(&head),
            head,
            hash,
            switches,
            cites,
            whole: OnceLock::new(),
            read,
        }
    }

    /// Returns all of it.
    pub fn whole(&self) -> &Arc<Brief> {
        self.whole.get_or_init(|| (self.read)())
    }

    /// Returns what a later run needs to know of it.
    pub fn remember(&self) -> Remembered {
        let (head, switches) = (Arc::clone(&self.head), self.switches.clone());
        Remembered {
            head,
            head_hash: self.head_hash,
            switches,
            cites: self.cites.to_vec(),
        }
    }
}

/// The pages that `brief` cites.
fn cites(brief: &Brief) -> Arc<[(PageKey, FieldPath)]> {
    let addresses = brief
        .citations
        .iter()
        .filter_map(|citation| Some((citation.url.as_ref()?, citation)));
    addresses
        .map(|(address, citation)| (address.page_key(), citation.url_at()))
        .collect()
}

/// What is remembered of a brief from run to run.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Remembered {
    /// What others know of it.
    #[serde(with = "crate::shared")]
    pub head: Arc<Head>,
    /// The hash of the head.
    pub head_hash: Hash,
    /// Rules that are switched off for it, each with the reason.
    pub switches: Vec<(String, String)>,
    /// The pages that its front matter cites, each with where its address stands.
    pub cites: Vec<(PageKey, FieldPath)>,
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known")
            .field("head", &self.head)
            .field("hash", &self.hash)
            .finish_non_exhaustive()
    }
}
