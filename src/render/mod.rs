//! Turns views into bytes: HTML through templates, feeds by the writers of their formats.
//! The only user of the template engine. Knows no site: a view is all there is.

mod atom;
mod cards;
mod json_feed;
mod program_pages;
mod templates;
mod translate;

pub use program_pages::ProgramPages;
pub use templates::{Engine, Shared, Templates};

use crate::config::FeedKind;
use crate::diag::Diagnostic;
use crate::page::View;
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
        View::Machine(text) => text.clone(),
        View::File(path) => return Ok(Rendered::File(path.clone())),
    };
    Ok(Rendered::Bytes(bytes))
}
