//! The running text of a body: where a name may become a link.

use std::ops::Range;

use super::{Hole, Html, Quotes};

/// Elements whose text is not the brief's own running text: headings, quotations, code, links, marks.
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
/// Elements that begin or end inside a sentence.
pub(super) const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Returns the stretches of `html` that are running text, in order: byte ranges without tags and holes.
///
/// Left out are headings, tables' heads, figures, quotations (as blocks, and between `quotes` inside a
/// block), code and links. `html` is what [`parse`](super::parse) made: well formed.
pub fn prose(html: &Html, quotes: Quotes) -> Vec<Range<usize>> {
    let mut scan = Scan {
        quotes,
        quoted: false,
        barred: 0,
        runs: Vec::new(),
    };
    let mut holes = html.holes.iter().peekable();
    let mut at = 0;
    while at < html.text.len() {
        while let Some((_, hole)) = holes.next_if(|(offset, _)| *offset <= at) {
            match hole {
                Hole::LinkOpen(_) => scan.barred += 1,
                Hole::LinkClose(_) => scan.barred = scan.barred.saturating_sub(1),
                _ => {}
            }
        }
        let rest = &html.text[at..];
        if rest.starts_with('<') {
            let end = at + tag_end(rest);
            scan.tag(&html.text[at..end]);
            // Holes inside a tag are ids and addresses.
            while holes.next_if(|(offset, _)| *offset < end).is_some() {}
            at = end;
            continue;
        }
        let tag = at + rest.find('<').unwrap_or(rest.len());
        let end = holes.peek().map_or(tag, |(offset, _)| tag.min(*offset));
        scan.text(&html.text, at..end);
        at = end;
    }
    scan.runs
}

struct Scan {
    quotes: Quotes,
    /// Whether a quotation is open inside the block.
    quoted: bool,
    /// How many elements are open whose text is left out.
    barred: usize,
    runs: Vec<Range<usize>>,
}

impl Scan {
    fn tag(&mut self, tag: &str) {
        let name = name_of(tag);
        if !is_inline(tag) {
            self.quoted = false;
        }
        if NOT_PROSE.contains(&name) {
            if tag.starts_with("</") {
                self.barred = self.barred.saturating_sub(1);
            } else {
                self.barred += 1;
            }
        }
    }

    /// Adds what of the text at `range` is not between quotation marks.
    fn text(&mut self, html: &str, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &html[at..range.end];
            let mark = if self.quoted {
                self.quotes.close
            } else {
                self.quotes.open
            };
            let end = rest.find(mark).map_or(range.end, |offset| at + offset);
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

/// Returns whether `tag` stands inside a sentence, as `<em>` does.
pub(super) fn is_inline(tag: &str) -> bool {
    INLINE.contains(&name_of(tag))
}

fn name_of(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner
        .find(|letter: char| !letter.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    &inner[..end]
}

/// Returns the length of the tag that `html` begins with.
pub(super) fn tag_end(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"') => quote = Some(byte),
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    html.len()
}
