//! Running text of a body: the stretches of its HTML in which a name may become a link. Rules about prose use
//! `outline`, which has the text as typed.

use std::ops::Range;

use super::elements::is_inline;
use super::segments::{HtmlSegment, segments};
use super::{Hole, Html, Quotes};

/// Elements whose text is not the brief's own running text: headings, quotations, code, links, note marks.
const NOT_PROSE: [&str; 18] = [
    "a",
    "blockquote",
    "cite",
    "code",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "kbd",
    "pre",
    "q",
    "samp",
    "sub",
    "sup",
    "th",
];

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
        let element = name.trim_start_matches('/');
        // A quotation that is never closed ends with its block.
        if !is_inline(element) {
            self.quoted = false;
        }
        if !NOT_PROSE.contains(&element) {
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
    let first = mark.chars().next()?;
    let mut places = text.match_indices(first).map(|(at, _)| at);
    places.find(|at| text[*at..].starts_with(mark))
}
