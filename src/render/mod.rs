//! Turns views into bytes: HTML through templates, feeds through the writers of their formats.
//!
//! The only user of the template engine. Knows no site: everything a page shows is in its view. Where the bytes go is
//! decided in `pipeline`.

mod atom;
mod cards;
mod components;
mod errors;
mod feeds;
mod json_feed;
mod messages;
mod native;
mod program_pages;
mod templates;
mod translate;

pub use feeds::write_entry;
pub use program_pages::ProgramPages;
pub use templates::{Engine, Shared, Templates};

use crate::config::FeedKind;
use crate::diag::Diagnostic;
use crate::page::View;
use crate::source::SourcePath;

/// The output of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rendered {
    /// The rendered bytes of the page.
    Bytes(Vec<u8>),
    /// An input file, to be copied unchanged.
    File(SourcePath),
}

/// Renders `view`.
///
/// A template that fails is a mistake in the site's content: a diagnostic at its line.
pub fn render(templates: &Templates, view: &View) -> Result<Rendered, Diagnostic> {
    let bytes = match view {
        View::Template {
            template,
            context: seen,
        } => templates.render(template, seen)?,
        View::Feed(feed) => match feed.kind {
            FeedKind::Atom => atom::write(feed),
            FeedKind::Json => json_feed::write(feed),
        },
        View::Machine(text) => text.clone(),
        View::File(path) => return Ok(Rendered::File(path.clone())),
    };
    Ok(Rendered::Bytes(bytes))
}
