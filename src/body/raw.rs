//! Raw HTML as the author typed it: which tags there are, how deep they nest, and what may not pass on.
//! Only for diagnostics and limits. What is safe is decided by `sanitize`, which never looks at this.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::Event;

use super::MAX_NESTING;
use super::allowed::is_allowed;
use super::events::{Item, is_verbatim};
use super::html::{self, Token};
use super::out::is_barred;

/// Elements that close themselves, or each other.
const NEVER_DEEP: [&str; 22] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "source", "tbody", "td", "th", "tr", "track", "wbr",
];

/// Greatest product of depth and number of events: elements left open are opened again in every block.
const MAX_REOPENED: usize = 1_000_000;

/// A start tag.
#[derive(Debug)]
pub(super) struct RawTag {
    /// In lower case.
    pub(super) name: String,
    /// Its place in the text that was parsed.
    pub(super) range: Range<usize>,
    /// Position of the event that it begins in, and where in that its name ends.
    pub(super) name_end: (usize, usize),
    /// The places that it names: its `id`, and the `name` of a link.
    pub(super) ids: Vec<String>,
}

/// The raw HTML of one text.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    /// All start tags, in order.
    pub(super) tags: Vec<RawTag>,
    /// Where it nests too deep to be cleaned.
    pub(super) too_deep: Option<Range<usize>>,
}

/// Reads the raw HTML among `items`, or returns `None` if there is none.
pub(super) fn scan(items: &[Item], source: &str) -> Option<RawHtml> {
    let joined = Joined::of(items, source);
    if joined.pieces.is_empty() {
        return None;
    }
    let is_html = |item: &Item| matches!(item.event, Event::Html(_) | Event::InlineHtml(_));
    let pieces: Vec<usize> = (0..items.len())
        .filter(|idx| is_html(&items[*idx]))
        .collect();
    let mut raw = RawHtml::default();
    let mut depth = Depth {
        open: HashMap::new(),
        total: 0,
    };
    let mut deepest = 0;
    for (range, token) in html::tokens(&joined.text) {
        let Token::Tag(tag) = token else { continue };
        let name = tag.name.to_ascii_lowercase();
        if tag.closes {
            depth.close(&name);
            continue;
        }
        let typed = &joined.text[range.clone()];
        let piece = joined.piece(range.start);
        let name_end = (
            pieces[piece],
            range.start + 1 + name.len() - joined.pieces[piece].0,
        );
        let range = joined.range_in_source(range);
        depth.open(&name);
        deepest = deepest.max(depth.total);
        if depth.total > MAX_NESTING || deepest * items.len() > MAX_REOPENED {
            raw.too_deep = Some(range);
            break;
        }
        raw.tags.push(RawTag {
            ids: ids(&name, typed),
            name,
            range,
            name_end,
        });
    }
    Some(raw)
}

/// Returns the places that the start tag `typed` of the element `name` names.
fn ids(name: &str, typed: &str) -> Vec<String> {
    if !is_allowed(name) || !typed.contains('=') {
        return Vec::new();
    }
    let names: &[&str] = if name == "a" {
        &["id", "name"]
    } else {
        &["id"]
    };
    let mut ids: Vec<String> = names
        .iter()
        .filter_map(|name| html::attribute(typed, name))
        .collect();
    ids.dedup();
    ids
}

/// All raw HTML of some events in one string, since a tag may go on over several of them.
pub(super) struct Joined {
    pub(super) text: String,
    /// Offset in `text`, place in the source, and whether they are letter for letter the same.
    pub(super) pieces: Vec<(usize, Range<usize>, bool)>,
}

impl Joined {
    /// Joins the raw HTML among `items`, which were read from `source`.
    pub(super) fn of(items: &[Item], source: &str) -> Self {
        let mut joined = Joined {
            text: String::new(),
            pieces: Vec::new(),
        };
        for item in items {
            if let Event::Html(html) | Event::InlineHtml(html) = &item.event {
                let exact = is_verbatim(html, &item.range, source);
                joined
                    .pieces
                    .push((joined.text.len(), item.range.clone(), exact));
                joined.text.push_str(html);
            }
        }
        joined
    }

    /// Returns which piece `at` in the joined text lies in.
    fn piece(&self, at: usize) -> usize {
        self.pieces
            .partition_point(|(offset, ..)| *offset <= at)
            .saturating_sub(1)
    }

    /// Returns where in the source `range` of the joined text is.
    pub(super) fn range_in_source(&self, range: Range<usize>) -> Range<usize> {
        let (offset, place, exact) = &self.pieces[self.piece(range.start)];
        if !exact {
            return place.clone();
        }
        let start = place.start + (range.start - offset);
        start..(start + range.len()).min(place.end)
    }
}

/// Elements that are open.
struct Depth {
    open: HashMap<String, usize>,
    total: usize,
}

impl Depth {
    fn open(&mut self, name: &str) {
        if !NEVER_DEEP.contains(&name) {
            *self.open.entry(name.to_owned()).or_default() += 1;
            self.total += 1;
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(n_open) = self.open.get_mut(name).filter(|n_open| **n_open > 0) {
            *n_open -= 1;
            self.total -= 1;
        }
    }
}

/// Returns `html` without characters that are barred, as such or as numeric references.
///
/// Were a reference to the characters of a marker let through, an author could forge one.
pub(super) fn neutralize(html: &str) -> Cow<'_, str> {
    if !html.contains(is_barred) && !html.contains("&#") {
        return Cow::Borrowed(html);
    }
    let mut safe = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(letter) = rest.chars().next() {
        let (len, barred) = match numeric_reference(rest) {
            Some((len, letter)) => (len, letter.is_none_or(is_barred)),
            None => (letter.len_utf8(), is_barred(letter)),
        };
        safe.push_str(if barred { "\u{FFFD}" } else { &rest[..len] });
        rest = &rest[len..];
    }
    Cow::Owned(safe)
}

/// Reads a numeric reference at the head of `text`: its length without `;`, and what it stands for.
fn numeric_reference(text: &str) -> Option<(usize, Option<char>)> {
    let digits = text.strip_prefix("&#")?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let len = digits
        .find(|letter: char| !letter.is_digit(radix))
        .unwrap_or(digits.len());
    let letter = u32::from_str_radix(&digits[..len], radix)
        .ok()
        .and_then(char::from_u32);
    (len > 0).then_some((text.len() - digits.len() + len, letter))
}
