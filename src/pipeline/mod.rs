//! The line in one screen: source tree → content → site → plan → pages → outputs.
//! The only user of threads; asks the cache before it calls a stage.
//!
//! [`assemble`] makes all that pages and rules are made from, [`check`] runs the rules over it, [`Renderer`] makes
//! pages of it.

#![warn(missing_docs)]

mod assemble;
mod build;
mod causes;
mod check;
mod dot_files;
mod places;
mod render;
mod severities;
mod threads;
mod weight;

use std::path::Path;

use jiff::Timestamp;

pub use assemble::{Assembly, assemble};
pub use build::{BuildInputs, hash_of_files, last_build, summary};
pub use check::{Extent, SiteCheck, check, claims, survey};
pub use render::{PageOutcome, RenderReport, Renderer, Sample};
pub use threads::{in_background, with_jobs};

use crate::cache::WrittenFile;
use crate::check::{Scope, UrlLock};
use crate::error::Error;
use crate::page::Page;
use crate::site::Audience;
use crate::url::{Base, Route};

/// What a run is told besides its input files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Which briefs are shown.
    pub audience: Audience,
    /// Where the site will stand, if not where `site.yaml` says.
    pub base: Option<Base>,
    /// What becomes of the addresses on `urls.lock`.
    pub locked: UrlLock,
    /// Which rules are asked.
    pub scope: Scope,
}

/// Where outputs go.
pub trait Sink: Sync {
    /// Takes `bytes` as the output at `route`.
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), Error>;
    /// Takes the file at `from` as the output at `route`.
    fn copy(&self, route: &Route, from: &Path) -> Result<(), Error>;
    /// Leaves the output at `route` as an earlier run has `written` it, if it still is so. Returns whether it is.
    fn keep(&self, _route: &Route, _written: &WrittenFile) -> bool {
        false
    }
}

/// Is told how far a run is, and says whether it goes on.
pub trait Progress: Sync {
    /// A stage begins; it has `n_steps` steps, or none that can be counted.
    fn stage(&self, stage: Stage, n_steps: usize);
    /// A step is done.
    fn step(&self);
    /// A page is made by `work`, which returns how; nothing if the page was there already.
    fn page(&self, _page: &Page, work: &mut dyn FnMut() -> Option<PageOutcome>) {
        work();
    }
    /// Whether the result is still wanted: asked between the steps of what takes long.
    fn should_continue(&self) -> bool {
        true
    }
}

/// A stage of the line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// Files become values.
    Parse,
    /// Values become a site.
    Link,
    /// The site becomes pages.
    Plan,
    /// The site is looked at for mistakes.
    Check,
    /// Pages become bytes.
    Render,
}
