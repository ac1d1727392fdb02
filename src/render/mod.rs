//! Turns views into bytes: HTML through templates, feeds and sitemaps through an XML writer.
//! The only user of the template engine. Knows no site: a view is all there is.

mod atom;
mod cards;
mod json_feed;
mod opml;
mod own;
mod sitemap;
mod speech;
mod templates;
mod xml;

pub use own::OwnPages;
pub use templates::{Engine, Shared, Templates};

use crate::config::FeedKind;
use crate::diag::Diagnostic;
use crate::page::View;
use crate::page::machine::MachineView;
use crate::source::SourcePath;

/// What becomes of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rendered {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this input file.
    File(SourcePath),
}

/// Renders `view`.
///
/// A template that fails is a mistake in the content: a diagnostic at its line.
pub fn render(templates: &Templates, view: &View) -> Result<Rendered, Diagnostic> {
    let bytes = match view {
        View::Template { template, seen } => templates.render(template, seen)?,
        View::Feed(feed) => match feed.kind {
            FeedKind::Atom => atom::write(feed),
            FeedKind::Json => json_feed::write(feed),
        },
        View::Machine(MachineView::Sitemap(entries)) => sitemap::write(entries),
        View::Machine(MachineView::SitemapIndex(addresses)) => sitemap::write_index(addresses),
        View::Machine(MachineView::News(news)) => sitemap::write_news(news),
        View::Machine(MachineView::FeedList(feeds)) => opml::write(feeds),
        View::Machine(MachineView::Robots(text) | MachineView::Headers(text)) => {
            text.clone().into_bytes()
        }
        View::File(path) => return Ok(Rendered::File(path.clone())),
    };
    Ok(Rendered::Bytes(bytes))
}
