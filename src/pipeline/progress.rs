//! What a run tells of itself on the way.

use crate::page::Page;
use crate::pipeline::traces::Why;

/// Is told how far a run is, and says whether it goes on.
pub trait Progress: Sync {
    /// A stage begins; it has `n_steps` steps, or none that can be counted.
    fn stage(&self, stage: Stage, n_steps: usize);
    /// A step is done.
    fn step(&self);
    /// A page is made by `work`, which returns how; nothing if the page was there already.
    fn page(&self, _page: &Page, work: &mut dyn FnMut() -> Option<Made>) {
        work();
    }
    /// Whether the result is still wanted: asked between the steps of what takes long.
    fn goes_on(&self) -> bool {
        true
    }
}

/// How a page was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// Why it was.
    pub why: Why,
    /// The template that has rendered it, if one has.
    pub template: Option<String>,
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
