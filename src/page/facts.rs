//! The interface between a kind of page and the rest of the program: [`PageFacts`], implemented once per kind in
//! `kinds`, and [`View`], its result.

use jiff::Timestamp;

use crate::diag::Place;
use crate::page::context::Context;
use crate::page::plan::Page;
use crate::page::view::{FeedView, TemplateContext};
use crate::page::views::Frame;
use crate::site::{BriefId, BriefTexts, LanguageId, Site};
use crate::source::SourcePath;
use crate::url::Route;

/// Properties that all pages of a kind share.
#[derive(Clone, Copy, Debug)]
pub struct Common {
    /// Name of the kind in build statistics.
    pub label: &'static str,
    /// Maximum compressed size in bytes, stylesheets included; `None` for outputs that people do not read.
    pub budget: Option<usize>,
    /// Whether search engines may list pages of the kind.
    pub is_indexable: bool,
}

impl Common {
    /// Properties of a page for people, with the usual budget: 30 KiB, a list of twenty briefs.
    pub const fn page(label: &'static str) -> Self {
        Common {
            label,
            budget: Some(30 * 1024),
            is_indexable: true,
        }
    }

    /// Properties of an output for machines: no budget, not indexable.
    pub const fn machine(label: &'static str) -> Self {
        Common {
            label,
            budget: None,
            is_indexable: false,
        }
    }

    /// Replaces the budget, in bytes.
    pub const fn with_budget(self, budget: usize) -> Self {
        Common {
            budget: Some(budget),
            ..self
        }
    }
}

/// Everything specific to a kind of page. The methods with defaults are overridden only where a kind differs.
pub trait PageFacts {
    /// Returns the properties shared by all pages of its kind.
    fn common(&self) -> Common;

    /// Returns whether search engines may list this page: it has an address of its own and content that is not
    /// withdrawn.
    fn is_indexable(&self, _: &Site) -> bool {
        self.common().is_indexable
    }

    /// Returns the time of the last change, for sitemaps; `None` leaves it out.
    fn modified(&self, _: &Site) -> Option<Timestamp> {
        None
    }

    /// Returns the file that the page is made from; `None` for a generated page.
    fn origin(&self, _: &Site) -> Option<Place> {
        None
    }

    /// Returns the ids on the page that links may point to, besides those of every page.
    fn places(&self, _: &Site, _: &BriefTexts) -> Vec<String> {
        Vec::new()
    }

    /// Returns the briefs whose texts the view reads, such as bodies and corrections.
    ///
    /// An undeclared text would leave the page stale when that text changes. The metadata of any brief may be read
    /// without being declared.
    fn texts(&self, _: &Site) -> Vec<BriefId> {
        Vec::new()
    }

    /// Returns whether the page at the same path below another language's root is a translation of this one.
    fn is_in_all_languages(&self) -> bool {
        false
    }

    /// Returns the address of the translation into `lang`, for pages whose translations have addresses of their own.
    fn version(&self, _: &Site, _: LanguageId) -> Option<Route> {
        None
    }

    /// Returns the page's structured data (JSON-LD), besides its breadcrumbs.
    fn data(&self, context: &Context, route: &Route, frame: &Frame) -> Option<String> {
        Some(frame.list_data(context, route))
    }

    /// Makes the view, from the site and the declared texts only.
    fn view(&self, context: &Context, page: &Page) -> View;
}

/// The view of one page: all that its bytes follow from.
#[derive(Clone, Debug, Hash)]
pub enum View {
    /// A page rendered by a template.
    Template {
        /// File name of the template, such as `brief.html`.
        template: String,
        /// The variables that the template sees.
        context: Box<TemplateContext>,
    },
    Feed(Box<FeedView>),
    /// The finished bytes of an output for machines.
    Machine(Vec<u8>),
    /// An input file that is copied.
    File(SourcePath),
}

impl View {
    /// Makes the view of a page that the template `own` renders if its file names one, else the `usual` one of its
    /// kind.
    pub fn of(own: Option<&str>, usual: &str, seen: TemplateContext) -> Self {
        View::Template {
            template: own.unwrap_or(usual).to_owned(),
            context: Box::new(seen),
        }
    }

    /// Returns the name of the template that renders the page; `None` if no template does.
    pub fn template(&self) -> Option<&str> {
        match self {
            View::Template { template, .. } => Some(template),
            View::Feed(_) | View::Machine(_) | View::File(_) => None,
        }
    }
}
