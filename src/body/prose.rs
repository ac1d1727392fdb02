//! Running text of a body: the stretches of its HTML in which a name may become a link. Rules about prose use
//! `outline`, which has the text as typed.

use std::ops::Range;

use super::elements::is_inline;
use super::segments::{HtmlSegment, segments};
use super::{Hole, Html, Quotes};

/// Returns whether the text of `element` may be the brief's own running text: it is no heading, quotation, code, link
/// or note mark.
fn is_prose(element: &str) -> bool {
    // Unlike the search of a list, a `match` looks at the length first: every tag of every brief comes here.
    !matches!(
        element,
        "a" | "blockquote" | "cite" | "code" | "figure" | "kbd" | "pre" | "q" | "samp"
    ) && !matches!(
        element,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "sub" | "sup" | "th"
    )
}

/// Returns the stretches of `html` that are running text, in order, as byte ranges without tags and holes.
///
/// Headings, heads of tables, figures, quotations (as blocks, and between `quotes` inside a block), code and links are
/// left out. `html` must come from [`parse`](super::parse), which writes it well-formed.
pub fn prose(html: &Html, quotes: Quotes) -> Vec<Range<usize>> {
    let mut scan = ProseScan {
        quotes,
        quoted: false,
        barred: 0,
        runs: Vec::new(),
    };
    for segment in segments(html) {
        match segment {
            HtmlSegment::Text(range) => scan.text(&html.text, range),
            HtmlSegment::Tag { name, .. } => scan.tag(name),
            HtmlSegment::Hole(_, Hole::LinkOpen(_)) => scan.barred += 1,
            HtmlSegment::Hole(_, Hole::LinkClose(_)) => scan.barred = scan.barred.saturating_sub(1),
            HtmlSegment::Hole(..) => {}
        }
    }
    scan.runs
}

struct ProseScan {
    quotes: Quotes,
    /// Whether a quotation is open inside the block.
    quoted: bool,
    /// Number of open elements and links whose text is left out.
    barred: usize,
    runs: Vec<Range<usize>>,
}

impl ProseScan {
    /// Reads a tag; `name` begins with `/` in an end tag.
    fn tag(&mut self, name: &str) {
        let element = name.strip_prefix('/').unwrap_or(name);
        // A quotation that is never closed ends with its block.
        if self.quoted && !is_inline(element) {
            self.quoted = false;
        }
        if is_prose(element) {
            return;
        }
        self.barred = if element.len() < name.len() {
            self.barred.saturating_sub(1)
        } else {
            self.barred + 1
        };
    }

    /// Adds the parts of the text at `range` that are outside quotation marks.
    fn text(&mut self, html: &str, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &html[at..range.end];
            let mark = if self.quoted {
                self.quotes.close
            } else {
                self.quotes.open
            };
            let end = find(rest, mark).map_or(range.end, |offset| at + offset);
            if !self.quoted && self.barred == 0 && at < end {
                self.runs.push(at..end);
            }
            if end < range.end {
                self.quoted = !self.quoted;
            }
            at = (end + mark.len()).min(range.end);
        }
    }
}

/// Finds the quotation mark `mark`, as `str::find` does: that sets up a search for long patterns, which costs more than
/// most texts are long.
fn find(text: &str, mark: &str) -> Option<usize> {
    let (text, mark) = (text.as_bytes(), mark.as_bytes());
    memchr::memchr_iter(*mark.first()?, text).find(|at| text[*at..].starts_with(mark))
}
