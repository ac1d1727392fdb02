//! What there is to know of a page by its kind. Each kind answers for itself, in a file of `kinds`.

use jiff::Timestamp;

use crate::diag::Place;
use crate::page::context::Context;
use crate::page::plan::Page;
use crate::page::view::{FeedView, Seen};
use crate::page::views::Frame;
use crate::site::{BranchId, BriefId, Site, Texts};
use crate::source::SourcePath;
use crate::url::Route;

/// Most bytes of a list of twenty briefs and of most pages, compressed, with the stylesheet.
pub const LIST_BUDGET: usize = 30 * 1024;

/// What is particular to a page of some kind.
pub trait PageFacts {
    /// Returns what pages of this kind are called where their number and their cost are told.
    fn label(&self) -> &'static str;

    /// Returns the bytes that it may have, compressed, with its stylesheets; `None` for what is not read by people.
    fn budget(&self) -> Option<usize> {
        None
    }

    /// Returns whether search engines may list it: it has an address of its own, and something to read that is not
    /// withdrawn.
    fn is_indexable(&self, _: &Site) -> bool {
        false
    }

    /// Returns when it last changed, for sitemaps.
    fn modified(&self, _: &Site) -> Option<Timestamp> {
        None
    }

    /// Returns the file that it comes from, if it is one.
    fn origin(&self, _: &Site) -> Option<Place> {
        None
    }

    /// Returns the ids on it that links may lead to, besides those of every page.
    fn places(&self, _: &Site, _: &Texts) -> Vec<String> {
        Vec::new()
    }

    /// Returns the briefs whose texts its view reads: their bodies, what their corrections say. Of all others it reads
    /// no more than what lists show.
    fn texts(&self, _: &Site) -> Vec<BriefId> {
        Vec::new()
    }

    /// Returns the address of the same page in the language of `branch`, another than its own.
    fn version(&self, _context: &Context, _branch: BranchId) -> Option<Route> {
        None
    }

    /// Returns what search engines read of it besides its trail, as JSON-LD.
    fn data(&self, context: &Context, route: &Route, frame: &Frame) -> Option<String> {
        Some(frame.list_data(context, route))
    }

    /// Makes its view.
    fn view(&self, context: &Context, page: &Page) -> View;
}

/// The view of one page.
#[derive(Clone, Debug, Hash)]
pub enum View {
    /// A page that a template renders: its name, and what it sees.
    Template {
        /// Name of the template: `brief.html`.
        template: String,
        /// What it sees.
        seen: Box<Seen>,
    },
    /// A feed.
    Feed(Box<FeedView>),
    /// What other machines read: as it is written.
    Machine(Vec<u8>),
    /// A file that is copied.
    File(SourcePath),
}

impl View {
    /// The view of a page that the template `own` renders, or else the `usual` one of its kind.
    pub fn of(own: Option<&str>, usual: &str, seen: Seen) -> Self {
        View::Template {
            template: own.unwrap_or(usual).to_owned(),
            seen: Box::new(seen),
        }
    }

    /// Returns the name of the template that renders it, if one does.
    pub fn template(&self) -> Option<&str> {
        match self {
            View::Template { template, .. } => Some(template),
            View::Feed(_) | View::Machine(_) | View::File(_) => None,
        }
    }
}
