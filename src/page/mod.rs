//! What the site contains, page by page, and what each template sees of it.
//! `plan` is the only list of what exists; what is particular to a kind of pages is in its file of `kinds`.

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
    ArchivePart, Feed, FeedOf, GroupPart, Layout, Page, PageId, PageKind, Plan, lay_out,
    planned_files,
};
pub use routes::index as index_route;
pub use views::site::{lists as lists_view, site as site_view};

use crate::page::view::CardView;
use crate::shared_view::SharedView;
use crate::site::{BriefId, Site};

/// Makes the card of a brief as lists in its own language show it.
pub fn card(context: &Context, id: BriefId) -> SharedView<CardView> {
    let lang = context.site.node(id).lang;
    SharedView::new(&views::list::make_card(context, lang, id))
}

/// Returns the briefs whose texts `page` shows. Everything else that pages show of briefs is in their heads, which
/// the whole site follows from.
pub fn reads(site: &Site, page: &Page) -> Vec<BriefId> {
    page.kind.facts().texts(site)
}

/// Makes the view of `page`: everything its template sees, and nothing more.
/// Costs what the page shows; called for each page when it is rendered.
pub fn view(context: &Context, page: &Page) -> View {
    page.kind.facts().view(context, page)
}
