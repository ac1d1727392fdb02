//! Pages: what the site contains, page by page, and the view that each template receives.
//!
//! `plan` is the only list of outputs; everything specific to one kind of page is in its file in `kinds`. Bytes are
//! made in `render`, and the rules that look at pages are in `check`.

mod anchors;
mod body_html;
mod context;
mod facts;
mod feeds;
mod json_ld;
mod kinds;
mod mentions;
pub mod pictures;
mod plan;
mod routes;
pub mod view;
mod views;
pub mod xml;

pub use anchors::Anchors;
pub use body_html::summary;
pub use context::{Context, PageTexts};
pub use facts::{PageFacts, View};
pub use feeds::{ATOM_FILE, JSON_FILE};
pub use kinds::headers::{FILE as HEADERS_FILE, POLICY};
pub use kinds::not_found::FILE as NOT_FOUND_FILE;
pub use plan::{
    DayPage, Feed, FeedOf, GroupPage, Layout, Page, PageId, PageKind, Plan, lay_out, planned_files,
};
pub use routes::index as index_route;
pub use views::site::{lists as lists_view, site as site_view};

use crate::page::view::{CardView, FeedEntryView};
use crate::shared_view::SharedView;
use crate::site::{BriefId, Site};

/// Makes the card of a brief for lists in the brief's own language.
pub fn card(context: &Context, id: BriefId) -> SharedView<CardView> {
    let lang = context.site.node(id).lang;
    SharedView::new(views::list::make_card(context, lang, id))
}

/// Makes the view of a brief as an entry of feeds. The context declares the text of that brief.
pub fn feed_entry(context: &Context, id: BriefId) -> FeedEntryView {
    kinds::feed::entry(context, id)
}

/// Returns the briefs whose texts `page` shows: its dependencies besides the site.
///
/// Everything else that pages show of briefs is in their metadata, from which the whole site follows.
pub fn reads(site: &Site, page: &Page) -> Vec<BriefId> {
    page.kind.facts().texts(site)
}

/// Makes the view of `page`: everything its template sees, and nothing more.
///
/// The cost grows with what the page shows, not with the site. Called once for each page that is rendered.
pub fn view(context: &Context, page: &Page) -> View {
    page.kind.facts().view(context, page)
}
