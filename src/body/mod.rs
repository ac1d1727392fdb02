//! Body parser: the Markdown text of a brief in, a [`Body`] out, which is HTML with holes.
//!
//! Each file is parsed once. Everything that depends on the page that shows the text (addresses, ids, note numbers)
//! stays open as a [`Hole`]; [`fill_holes`] fills the holes for a page or a feed. This module knows no other file and
//! no URL: the caller resolves the links and passes the results as [`LinkFill`]s.
//!
//! `parse` drives. `events` holds pulldown-cmark's output as a slice, and `parsed_text` corrects it where Dateline
//! reads more than CommonMark (`flanking`: emphasis beside Chinese, `brackets`, `braces`, `raw_html`: unknown elements,
//! `addresses`, `comments`), with the help of `edits`. `write` turns events into HTML, `target` parses the destination
//! of a link, `mistakes` reports markup that would be printed or lost against the author's will.
//!
//! Raw HTML: `html` cuts it into tokens, `raw_html` and `open_elements` keep the tags that fit into the Markdown around
//! them, `sanitize` runs ammonia over the body, `tree` parses ammonia's output, and `html_repair` makes it valid by the
//! content model in `model`.
//!
//! For other modules, `prose` finds the text in which names may become links, `sentence` the sentence around a link,
//! and `outline` the text as typed, for rules about prose.

mod addresses;
mod anchors;
mod block_text;
mod braces;
mod brackets;
mod cjk;
mod comments;
mod compare;
mod controls;
mod definitions;
mod edits;
mod elements;
mod events;
mod fill;
mod flanking;
mod headline;
mod hebrew;
mod html;
mod html_repair;
mod input;
mod isolate;
mod links;
mod machine_time;
mod mapped_text;
mod marks;
mod mistakes;
mod model;
mod notes;
mod numbers;
mod open_elements;
mod out;
mod outline;
mod paragraphs;
mod parse;
mod parsed_text;
mod prose;
mod punctuation;
mod quotations;
mod raw_html;
mod sanitize;
mod segments;
mod sentence;
mod target;
mod template_syntax;
#[cfg(test)]
mod tests;
mod tree;
mod verbatim;
mod write;

use std::borrow::Cow;
use std::ops::Range;

pub use compare::{TextEdit, changes_only};
pub use fill::fill_holes;
pub use headline::{headline, plain_headline};
pub use out::escape;
pub use outline::{Block, BlockKind, InlineKind, Outline, OutlineLink, outline};
pub use parse::parse;
pub use prose::prose;
pub use punctuation::{Style, typographic};
pub use sentence::sentence;
pub use target::{Target, is_link_scheme, target};

pub use serde::{Deserialize, Serialize};

use crate::locale::{Direction, Quotes, Spacing};

use crate::source::{SourcePath, Span};

/// Maximum length of a body that is parsed, in bytes.
pub const MAX_BODY: usize = 1 << 20;

/// Maximum number of Markdown blocks and inlines open at once, and separately of raw HTML elements.
pub const MAX_NESTING: usize = 100;

/// The parsed text of one file.
#[derive(Clone, Debug, Default, PartialEq, Hash, Deserialize, Serialize)]
pub struct Body {
    /// The main text, without its notes.
    pub main: Html,
    /// Ordinary footnotes, in order of first reference.
    pub notes: Vec<Note>,
    /// Cited source of each `[^id]`, as an index into `sources`; in order, repeats kept.
    pub citations: Vec<usize>,
    /// Ids of the file's sources, copied from [`Options::citations`].
    pub sources: Vec<String>,
    /// Outgoing links, referenced by holes: those of the text in order, then those of the notes.
    pub links: Vec<Link>,
    /// Pictures, in the same order as links.
    pub images: Vec<Image>,
    /// Headings in text order, of every level.
    pub headings: Vec<Heading>,
    /// All ids that this body defines (headings, known lead-ins, raw HTML), sorted.
    pub anchors: Vec<String>,
    /// First paragraph of the text; empty if there is none.
    pub lead: Lead,
    /// Number of words in the main text, without its notes.
    pub words: usize,
}

impl Body {
    /// Returns the number shown for note `note_idx`. Notes are numbered after the sources.
    pub fn note_number(&self, note_idx: usize) -> usize {
        self.sources.len() + note_idx + 1
    }
}

/// The first paragraph of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct Lead {
    /// Plain text on one line, without footnote marks; each `[[slug]]` as typed.
    pub text: String,
    /// Links that show the title of their target: the range of each in `text`, and its index in [`Body::links`].
    pub titles: Vec<(Range<usize>, usize)>,
}

impl Lead {
    /// Returns the text with each `[[slug]]` replaced by `title` of its link index.
    pub fn with_titles(&self, title: impl Fn(usize) -> String) -> Cow<'_, str> {
        if self.titles.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for (range, link_idx) in &self.titles {
            text.push_str(&self.text[from..range.start]);
            text.push_str(&title(*link_idx));
            from = range.end;
        }
        text.push_str(&self.text[from..]);
        Cow::Owned(text)
    }
}

/// HTML with holes, filled in by [`fill_holes`].
#[derive(Clone, Debug, Default, PartialEq, Hash, Deserialize, Serialize)]
pub struct Html {
    /// HTML around the holes; well-formed once they are filled.
    pub text: String,
    /// Byte offset in `text` and the hole there, in ascending order.
    pub holes: Vec<(usize, Hole)>,
}

/// Part of the HTML that depends on the page, written by [`fill_holes`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Hole {
    /// Start tag of the link with this index; empty if its target is not public.
    LinkOpen(usize),
    /// Text of a link typed without one: the title of its target.
    LinkText(usize),
    /// End tag of the link with this index.
    LinkClose(usize),
    /// Address of the picture with this index, inside a quoted attribute.
    ImageSrc(usize),
    /// ` id="…"` inside a start tag; omitted in feeds.
    Id(Box<str>),
    /// Footnote mark of a cited source.
    Cite {
        /// Index into [`Body::sources`].
        citation: usize,
        /// Number of this mention of the source, from 1.
        nth: usize,
    },
    /// Footnote mark of an ordinary note.
    NoteRef {
        /// Index into [`Body::notes`].
        note: usize,
        /// Number of this reference to the note, from 1.
        nth: usize,
    },
    /// Checkbox of a task in a list.
    Task(Task),
}

/// State of a task in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Task {
    /// Ticked, typed as `- [x]`.
    Done,
    /// Not ticked, typed as `- [ ]`.
    ToDo,
}

/// An ordinary footnote, which cites no source.
#[derive(Clone, Debug, PartialEq, Hash, Deserialize, Serialize)]
pub struct Note {
    /// Label as typed in the definition.
    pub label: String,
    pub html: Html,
    /// Number of references to it, at least 1.
    pub n_refs: usize,
    /// Span of the definition in the file.
    pub span: Span,
}

/// An outgoing link.
#[derive(Clone, Debug, PartialEq, Hash, Deserialize, Serialize)]
pub struct Link {
    pub target: Target,
    /// Span of the destination in the file (`[[…]]` as a whole), or of the whole link if the destination is elsewhere.
    pub span: Span,
    /// Plain text of the link; for `[[slug]]` the text between the brackets.
    pub text: String,
    /// Title typed after the destination, usually empty.
    pub title: String,
    /// Whether it is typed as `[[slug]]`, so that it shows the title of its target.
    pub bare: bool,
}

/// A picture in the text.
#[derive(Clone, Debug, PartialEq, Hash, Deserialize, Serialize)]
pub struct Image {
    /// Location on this site: always `Relative` or `Absolute`.
    pub target: Target,
    /// Text read out in its place; may be empty.
    pub alt: String,
    /// Title typed after the destination: the caption of a picture alone in its paragraph.
    pub title: String,
    /// Span of the destination in the file.
    pub span: Span,
}

/// A heading in the text.
#[derive(Clone, Debug, PartialEq, Hash, Deserialize, Serialize)]
pub struct Heading {
    /// Level on the page, 2 to 6.
    pub level: u8,
    /// Level as typed, 1 to 6. Level 1 is the page's own title, so a typed 1 is written as 2.
    pub typed_level: u8,
    /// Plain text of the heading, on one line.
    pub text: String,
    /// Id, unique in the body.
    pub id: String,
    /// Span of the heading in the file.
    pub span: Span,
}

/// Everything that the parser needs besides the text.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Path of the file, for diagnostics.
    pub path: &'a SourcePath,
    /// Offset of the body in the file, in bytes.
    pub base: usize,
    /// Ids of the file's sources, in lower case.
    pub citations: &'a [String],
    /// Aliases of some of these ids, each with the index of its source.
    pub other_ids: &'a [(String, usize)],
    /// Typographic style of its language.
    pub style: Style,
    /// Writing direction of its language.
    pub direction: Direction,
    /// Known bold lead-ins without their colon; case is ignored.
    pub lead_ins: &'a [String],
    /// Ids that the page itself defines and others link to: no heading gets one of them, or that of a source.
    pub page_ids: &'a [&'a str],
    /// Link schemes that this site adds to the usual ones.
    pub link_schemes: &'a [String],
}

/// Values for the holes of a body.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'a> {
    /// One per entry of [`Body::links`]; where one is missing, only the text of the link is written.
    pub links: &'a [LinkFill],
    /// Address of each of [`Body::images`]; a missing one is empty.
    pub images: &'a [String],
    /// Names in the text that become links: ranges within [`prose`], in order.
    pub mentions: &'a [MentionFill],
    /// Form of ids and note marks.
    pub marks: Marks,
    /// Labels of the checkboxes in task lists.
    pub tasks: &'a TaskLabels,
}

/// Accessible labels of the checkboxes in task lists, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLabels {
    /// Label of a ticked box.
    pub done: String,
    /// Label of a box that is not ticked.
    pub open: String,
}

/// Resolution of a link. Texts are plain: `fill_holes` escapes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkFill {
    /// Links to something on this site.
    To {
        /// Address of the target.
        href: String,
        /// Text shown for a `[[slug]]`.
        title: String,
        /// Language of that text, if it is not the page's.
        language: Option<TitleLanguage>,
    },
    /// Links to another site, a mail address or a phone number.
    External(String),
    /// Links to something that is not public: only the text is shown.
    Plain {
        /// Text shown for a `[[slug]]`; empty if not even the name is public.
        title: String,
    },
}

/// Language of the title that a link shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TitleLanguage {
    /// BCP 47 tag, such as `pt-BR`.
    pub tag: String,
    /// Writing direction of the language.
    pub direction: Direction,
}

/// A name in the text that becomes a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MentionFill {
    /// Byte range of [`Html::text`], without a tag or a hole in it.
    pub range: Range<usize>,
    /// Address of the link, as plain text.
    pub href: String,
}

/// Form in which ids and note marks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marks {
    /// On a page: with ids, and marks are links.
    Page,
    /// In a feed: without ids, and marks are plain text, since a feed reader shows many briefs on one page.
    Feed,
}
