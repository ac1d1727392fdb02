//! The pipeline: runs the stages in order (source tree → content → site → plan → pages → outputs), in parallel where
//! they allow it, and asks the cache before it calls one.
//!
//! [`assemble`] runs the stages up to the plan, [`check`] runs the rules on the result, and [`Renderer`] renders its
//! pages. What the stages do is in their own modules; reading and writing files is in `disk`, behind [`Sink`].

#![warn(missing_docs)]

mod assemble;
mod causes;
mod check;
mod dot_files;
mod parsed_briefs;
mod places;
mod record;
mod render;
mod reuse;
mod severities;
mod threads;
mod weight;

use std::path::Path;

use jiff::Timestamp;

pub use assemble::{Assembly, assemble};
pub use check::{Extent, SiteCheck, check, claims, survey};
pub use parsed_briefs::{load_briefs, save_briefs};
pub use record::{BuildInputs, hash_of_files, last_build, summary};
pub use render::{PageOutcome, RenderReport, Renderer, Sample};
pub use threads::{in_background, with_jobs};

use crate::cache::WrittenFile;
use crate::check::{Scope, UrlLock};
use crate::error::Error;
use crate::page::Page;
use crate::site::Audience;
use crate::url::{Base, Route};

/// Options of a run: all its inputs besides the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment the site is built for; decides which embargoes and expiries have passed.
    pub now: Timestamp,
    /// The audience, which decides whether drafts and embargoed briefs are included.
    pub audience: Audience,
    /// The base URL that overrides the one in `site.yaml`.
    pub base: Option<Base>,
    /// The treatment of the addresses on `urls.lock`: ignored, enforced, or pruned.
    pub locked: UrlLock,
    /// The set of rules to run.
    pub scope: Scope,
}

/// Destination of outputs, which arrive in any order and from several threads.
pub trait Sink: Sync {
    /// Writes `bytes` as the output at `route`.
    fn put(&self, route: &Route, bytes: &[u8]) -> Result<(), Error>;
    /// Copies the file at `from` to the output at `route`, for files too large to hold in memory.
    fn copy(&self, route: &Route, from: &Path) -> Result<(), Error>;
    /// Keeps the output at `route` that an earlier run has `written`, if it is unchanged. Returns whether it was kept;
    /// if not, the caller renders the page and calls [`put`](Sink::put).
    fn keep(&self, _route: &Route, _written: &WrittenFile) -> bool {
        false
    }
}

/// Observer of a run: receives its progress, and may cancel it.
pub trait Progress: Sync {
    /// Reports that a stage begins with `n_steps` steps; 0 if they cannot be counted.
    fn stage(&self, stage: Stage, n_steps: usize);
    /// Reports that a step of the stage is done.
    fn step(&self);
    /// Runs `work`, which makes `page` and returns the outcome, or `None` if the page was kept. Override to time it.
    fn page(&self, _page: &Page, work: &mut dyn FnMut() -> Option<PageOutcome>) {
        work();
    }
    /// Returns whether the run should go on; polled between the steps of long stages.
    fn should_continue(&self) -> bool {
        true
    }
}

/// A stage of the pipeline, as progress reports name it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// Files are parsed into values.
    Parse,
    /// Parsed files are linked into a site.
    Link,
    /// The pages of the site are planned.
    Plan,
    /// The rules run over the site.
    Check,
    /// Pages are rendered to bytes.
    Render,
}
