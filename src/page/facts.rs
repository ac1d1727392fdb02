//! What there is to know of a page by its kind. Each kind answers for itself, in a file of `kinds`.

use jiff::Timestamp;

use crate::diag::Place;
use crate::page::context::Context;
use crate::page::plan::Page;
use crate::page::view::{FeedView, TemplateContext};
use crate::page::views::Frame;
use crate::site::{BriefId, BriefTexts, LanguageId, Site};
use crate::source::SourcePath;
use crate::url::Route;

/// What all pages of a kind have in common.
#[derive(Clone, Copy, Debug)]
pub struct Common {
    /// What they are called where their number and their cost are told.
    pub label: &'static str,
    /// The bytes that each may have, compressed, with its stylesheets; `None` for what is not read by people.
    pub budget: Option<usize>,
    /// Whether search engines may list them.
    pub is_indexable: bool,
}

impl Common {
    /// Of what people read, of the usual size: a list of twenty briefs.
    pub const fn page(label: &'static str) -> Self {
        Common {
            label,
            budget: Some(30 * 1024),
            is_indexable: true,
        }
    }

    /// Of what machines read.
    pub const fn machine(label: &'static str) -> Self {
        Common {
            label,
            budget: None,
            is_indexable: false,
        }
    }

    /// The same with another budget.
    pub const fn with_budget(self, budget: usize) -> Self {
        Common {
            budget: Some(budget),
            ..self
        }
    }
}

/// What is particular to a page of some kind.
pub trait PageFacts {
    /// Returns what it has in common with all of its kind.
    fn common(&self) -> Common;

    /// Returns whether search engines may list it: it has an address of its own, and something to read that is not
    /// withdrawn.
    fn is_indexable(&self, _: &Site) -> bool {
        self.common().is_indexable
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
    fn places(&self, _: &Site, _: &BriefTexts) -> Vec<String> {
        Vec::new()
    }

    /// Returns the briefs whose texts its view reads: their bodies, what their corrections say. Of all others it reads
    /// no more than what lists show.
    fn texts(&self, _: &Site) -> Vec<BriefId> {
        Vec::new()
    }

    /// Returns whether it is the same page as the one at its place in another language.
    fn is_in_all_languages(&self) -> bool {
        false
    }

    /// Returns the address of its version in the language of `lang`, if that is not at its place there.
    fn version(&self, _: &Site, _: LanguageId) -> Option<Route> {
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
        seen: Box<TemplateContext>,
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
    pub fn of(own: Option<&str>, usual: &str, seen: TemplateContext) -> Self {
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
