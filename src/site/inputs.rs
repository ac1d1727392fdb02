//! What a site is linked from.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::brief::Head;
use crate::config::Config;
use crate::content::ContentPath;
use crate::entity::Described;
use crate::site::Show;
use crate::source::SourcePath;
use crate::url::Route;

/// What is linked: all that the [`Skeleton`](crate::site::Skeleton) of a site follows from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The head of every brief that could be read, by path.
    pub heads: Vec<Arc<Head>>,
    /// Every other content file that could be read, by path.
    pub described: Vec<Arc<Described>>,
    /// Content files that could not be read: links to them stay silent.
    pub broken: Vec<(SourcePath, ContentPath)>,
    /// The heads of the briefs among those, as far as they could be read.
    pub faulty: Vec<Arc<Head>>,
    /// Which briefs are shown.
    pub show: Show,
    /// Addresses that must not be lost: what a file describes keeps its page there.
    pub locked: BTreeSet<Route>,
}
