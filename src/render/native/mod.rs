//! The theme compiled ahead of time: `build/` translates its templates to Rust, which renders a page in a tenth of the
//! time that the engine takes to interpret it.
//!
//! Used where a site has left the theme's files as they are; `plan` decides that. The generated functions return `None`
//! when something is out of the ordinary (a message that is missing, say): then the engine renders the page, and reports
//! what is wrong.

mod parts;
mod plan;
mod writer;

/// What `build/` wrote.
#[allow(
    clippy::all,
    clippy::pedantic,
    unused,
    reason = "generated: repetition costs nothing here"
)]
mod generated {
    use super::{Draw, Page, PartTemplate, Writer, list_named};
    use crate::page::view::{self, TemplateContext};
    use crate::render::messages::{Key, Part, escaped};
    use crate::shared_view::SharedView;

    include!(concat!(env!("OUT_DIR"), "/theme.rs"));
}

pub(super) use generated::{KEYS, frame};
pub(super) use parts::{PartCache, variables};
pub(super) use plan::{Framing, NativePlan};
pub(super) use writer::{CardCache, Writer};

use crate::page::view::{CardView, ListsView, TemplateContext};
use crate::shared_view::SharedView;

/// Writes a page, or the part of it that its template gives, with the page's variables.
type Draw = fn(&mut Writer<'_>, &TemplateContext) -> Option<()>;

/// A compiled template of a page.
#[derive(Debug)]
pub(super) struct Page {
    /// Name below `templates/`.
    pub name: &'static str,
    /// Writes what goes into the frame; the whole page if it has none.
    pub draw: Draw,
    /// Whether the page stands in the frame, `base.html`.
    pub is_framed: bool,
    /// The template and what it extends, but for the frame.
    pub files: &'static [&'static str],
    /// Components that it calls, directly or not; cards are not among them.
    pub components: &'static [&'static str],
}

/// A compiled part of the frame.
#[derive(Debug)]
struct PartTemplate {
    name: &'static str,
    draw: Draw,
    components: &'static [&'static str],
}

/// Returns the list `name` of `lists`, if the site has one of that name.
fn list_named<'a>(lists: &'a ListsView, name: &str) -> Option<&'a [SharedView<CardView>]> {
    let (_, briefs) = lists.lists.iter().find(|(known, _)| known == name)?;
    Some(briefs)
}
