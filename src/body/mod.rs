//! The text of a brief: Markdown in, a body with holes out.
//!
//! A file is parsed once. What depends on the page it is shown on (addresses, ids, numbers of notes)
//! stays open as a [`Hole`]; [`fill_holes`] fills the holes for a page or for a feed. Knows no other file
//! and no address: what a link leads to is decided by the maker of the [`LinkFill`]s.
//!
//! `prose` finds where names may become links, `sentence` the sentence around a link.
//!
//! `parse` drives; `events` is pulldown-cmark's output as a slice, `reading` corrects it where Dateline reads more
//! than CommonMark (`edits`: emphasis beside Chinese, brackets, unknown elements, bare addresses, comments that are none),
//! `write` turns it into HTML, `target` reads the destination of a link, `mistakes` reports what would be printed or lost
//! against the author's will.
//!
//! Raw HTML: `html` reads its tags, `raw_html` and `open_elements` keep those that fit into the Markdown around, `sanitize`
//! runs ammonia over the whole body, `tree` reads what that wrote, and `html_repair` makes it valid by the content model
//! in `model`.

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

pub use crate::locale::{Direction, Quotes, Spacing};

use crate::source::{SourcePath, Span};

/// Longest body that is parsed, in bytes.
pub const MAX_BODY: usize = 1 << 20;

/// Most blocks and inlines that may be open at once, and most raw HTML elements.
pub const MAX_NESTING: usize = 100;

/// The parsed text of one file.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Body {
    /// The text without its notes.
    pub main: Html,
    /// Ordinary footnotes, in order of first reference.
    pub notes: Vec<Note>,
    /// The source of each `[^id]` that cites one, as an index into `sources`; in order, repeats kept.
    pub citations: Vec<usize>,
    /// The ids of the file's sources, as given in [`Options::citations`].
    pub sources: Vec<String>,
    /// Outgoing links: those of the text in its order, then those of the notes. Holes refer to them by index.
    pub links: Vec<Link>,
    /// Pictures, in the same order.
    pub images: Vec<Image>,
    /// Headings, in the order of the text.
    pub headings: Vec<Heading>,
    /// Every id that this body defines (headings, known lead-ins, raw HTML), sorted.
    pub anchors: Vec<String>,
    /// The first paragraph; empty if there is none.
    pub lead: Lead,
    /// Number of words in the text, without its notes.
    pub words: usize,
}

impl Body {
    /// Returns the number that note `note_idx` shows: notes go on counting after the sources.
    pub fn note_number(&self, note_idx: usize) -> usize {
        self.sources.len() + note_idx + 1
    }
}

/// The first paragraph of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lead {
    /// As plain text on one line, without footnote marks; each `[[slug]]` as it is typed.
    pub text: String,
    /// Where a link is named after what it leads to: a range of `text`, and its index in [`Body::links`].
    pub titles: Vec<(Range<usize>, usize)>,
}

impl Lead {
    /// Returns the text with each `[[slug]]` replaced by what `title` says of the link with that index.
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

/// HTML with holes.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Html {
    /// The HTML around the holes.
    pub text: String,
    /// Byte offset in `text` and what goes there, in ascending order.
    pub holes: Vec<(usize, Hole)>,
}

/// What [`fill_holes`] writes in a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Hole {
    /// The start tag of the link with this index; nothing if it leads nowhere public.
    LinkOpen(usize),
    /// The text of a link that was given none: the title of what it leads to.
    LinkText(usize),
    /// The end tag of the link with this index.
    LinkClose(usize),
    /// The address of the picture with this index, inside a quoted attribute.
    ImageSrc(usize),
    /// ` id="…"` inside a start tag; nothing in feeds.
    Id(Box<str>),
    /// The mark of a cited source.
    Cite {
        /// Index into [`Body::sources`].
        citation: usize,
        /// Which mention of that source this is, from 1.
        nth: usize,
    },
    /// The mark of an ordinary note.
    NoteRef {
        /// Index into [`Body::notes`].
        note: usize,
        /// Which reference to that note this is, from 1.
        nth: usize,
    },
    /// The box of a task in a list.
    Task(Task),
}

/// Whether a task in a list is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// `- [x]`
    Done,
    /// `- [ ]`
    ToDo,
}

/// An ordinary footnote.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Note {
    /// Its label as typed in the definition.
    pub label: String,
    /// Its text.
    pub html: Html,
    /// How often it is referred to, at least 1.
    pub n_refs: usize,
    /// Its definition in the file.
    pub span: Span,
}

/// An outgoing link.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Link {
    /// What it leads to.
    pub target: Target,
    /// Its destination in the file (`[[…]]` as a whole); the whole link where that lies elsewhere.
    pub span: Span,
    /// Its plain text; for `[[slug]]` what stands between the brackets.
    pub text: String,
    /// The title after the destination, usually empty.
    pub title: String,
    /// Whether it is written `[[slug]]`, so that it shows the title of what it leads to.
    pub bare: bool,
}

/// A picture in the text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Image {
    /// Where it lies: always `Relative` or `Absolute`.
    pub target: Target,
    /// What is read out in its place; may be empty.
    pub alt: String,
    /// The title after the destination: the caption of a picture that stands alone.
    pub title: String,
    /// Its destination in the file.
    pub span: Span,
}

/// A heading in the text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Heading {
    /// Level on the page, 2 to 6.
    pub level: u8,
    /// Level as typed, 1 to 6: the page's own title is level 1, so a typed 1 is written as 2.
    pub typed_level: u8,
    /// Its plain text.
    pub text: String,
    /// Its id, unique in the body.
    pub id: String,
    /// Its place in the file.
    pub span: Span,
}

/// What the parser must know besides the text.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The file, for diagnostics.
    pub path: &'a SourcePath,
    /// Offset of the body in the file, in bytes.
    pub base: usize,
    /// Ids of the file's sources, in lower case.
    pub citations: &'a [String],
    /// What else stands for some of them, each with the position of its source.
    pub other_ids: &'a [(String, usize)],
    /// How its language sets what is typed.
    pub style: Style,
    /// Which way its language runs.
    pub direction: Direction,
    /// Known bold lead-ins, without their colon; case does not matter.
    pub lead_ins: &'a [String],
    /// Places of the page itself that others link to: a heading gets no such id, nor that of a source.
    pub page_ids: &'a [&'a str],
    /// Schemes of links out of the site besides the usual ones.
    pub link_schemes: &'a [String],
}

/// What fills the holes of a body.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'a> {
    /// One for each of [`Body::links`]; a missing one leaves the link's text only.
    pub links: &'a [LinkFill],
    /// The address of each of [`Body::images`]; a missing one is empty.
    pub images: &'a [String],
    /// Names in the text that become links: ranges of [`prose`], in order.
    pub mentions: &'a [MentionFill],
    /// How notes are marked.
    pub marks: Marks,
    /// What the boxes of task lists are called.
    pub tasks: &'a TaskLabels,
}

/// What the boxes of task lists are called, for those who cannot see them. Plain texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLabels {
    /// A ticked one.
    pub done: String,
    /// Any other.
    pub open: String,
}

/// What became of a link. Texts are plain: `fill_holes` escapes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkFill {
    /// To something on this site.
    To {
        /// Its address.
        href: String,
        /// The text of a `[[slug]]`.
        title: String,
        /// The language of that text, where it is not the page's.
        language: Option<TitleLanguage>,
    },
    /// To another site, or a mail address or telephone number.
    External(String),
    /// To something that is not public: only its text is shown.
    Plain {
        /// The text of a `[[slug]]`; empty where not even the name is public.
        title: String,
    },
}

/// The language of the title of what a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TitleLanguage {
    /// BCP 47 tag.
    pub tag: String,
    /// Which way it runs.
    pub direction: Direction,
}

/// A name in the text that becomes a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MentionFill {
    /// Where it stands: a byte range of [`Html::text`] without a tag or a hole in it.
    pub range: Range<usize>,
    /// The address it leads to, as plain text.
    pub href: String,
}

/// How ids and marks of notes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marks {
    /// With ids; marks are links.
    Page,
    /// Without ids; marks are plain text, since a feed's reader shows many briefs as one page.
    Feed,
}
