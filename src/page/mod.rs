//! What the site contains, page by page, and what each template sees of it.
//! `plan` is the only list of what exists; `view` makes one page's view when it is rendered.

mod context;
pub mod feed;
mod fill;
mod json_ld;
pub mod machine;
mod mentions;
mod parts;
pub mod pictures;
mod plan;
mod reads;
pub mod view;
mod views;

pub use context::{Context, PageTexts};
pub use fill::summary;
pub use parts::Anchors;
pub use plan::{
    ArchivePart, Feed, FeedOf, GroupPart, Layout, Page, PageId, PageKind, Plan, lay_out, origin,
    planned_files,
};
pub use reads::reads;
pub use views::{View, card, lists as lists_view, site as site_view, view};
