//! The text of a file: one parse into HTML with holes, stitched once for each page and each feed.
//! The only user of the Markdown parser and of the HTML cleaner. Knows no address: links are targets.

mod events;
mod html;
mod links;
mod parse;
mod punctuation;
mod sanitize;
mod stitch;
mod write;

#[cfg(test)]
mod tests;

pub use html::{Hole, Html};
pub use links::{LinkKind, Target, target};
pub use parse::{Options, parse};
pub use stitch::{Fill, LinkFill, Marks, stitch};

use crate::source::Span;

/// Most bytes of one text: some five hundred times a brief.
pub const MAX_BODY: usize = 1 << 20;
/// Most blocks and inlines open at once; no real text comes near.
pub const MAX_NESTING: usize = 100;

/// A parsed text.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Body {
    /// The text without its footnotes.
    pub main: Html,
    /// Ordinary footnotes, in the order of their first mention.
    pub notes: Vec<Note>,
    /// The sources that are cited, in the order of the text, repeats kept: positions in
    /// [`Options::citations`].
    pub citations: Vec<usize>,
    /// How many sources there are: the notes are numbered after them.
    pub n_sources: usize,
    /// Links, in the order of the text.
    pub links: Vec<Link>,
    /// Pictures, in the order of the text.
    pub images: Vec<Image>,
    /// Headings, in the order of the text.
    pub headings: Vec<Heading>,
    /// Every id that the text defines, sorted.
    pub anchors: Vec<String>,
    /// The first paragraph, as plain text on one line.
    pub lead: String,
    /// Number of words.
    pub words: usize,
}

/// An ordinary footnote.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Note {
    /// Its label, as it was written.
    pub label: String,
    /// Its text.
    pub html: Html,
    /// How often the text refers to it.
    pub n_refs: usize,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Where the target stands in the file.
    pub span: Span,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Image {
    /// Where it lies.
    pub target: Target,
    /// What it shows.
    pub alt: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Heading {
    /// Its level, 2 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its id.
    pub id: String,
    /// Where it stands in the file.
    pub span: Span,
}
