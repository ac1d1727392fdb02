//! Whether an edit of a body changes what it says it does and nothing else. Compares what the parser makes of both.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::MAX_BODY;
use super::events::{Events, Item, events, is_verbatim};
use super::notes::preamble;

/// A replacement in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit<'a> {
    /// What is replaced, in bytes of the old text.
    pub range: Range<usize>,
    /// By what.
    pub text: &'a str,
}

/// Returns whether `new`, which is `old` with `edits`, differs from it only in the running text at these places, in the
/// level of a heading that one of them stands in, or in the address of a link that one of them replaces.
///
/// Code, raw HTML, other addresses, and which marks stand where are the same, or the answer is no. `edits` are in order and
/// do not overlap.
pub fn changes_only(old: &str, new: &str, edits: &[Edit]) -> bool {
    if old.len() > MAX_BODY || new.len() > MAX_BODY {
        return false;
    }
    // What stands before the text is made of the labels of its notes, which no edit changes.
    let preamble = preamble(old);
    let shift = preamble.len();
    let [old, new] = [old, new].map(|text| format!("{preamble}{text}"));
    let (Ok(before), Ok(after)) = (events(&old, shift), events(&new, shift)) else {
        return false;
    };
    let expected = Pieces {
        source: &old,
        shift,
        edits,
        next: 0,
        done: BTreeSet::new(),
    }
    .all(&before);
    let found = Pieces {
        source: &new,
        shift,
        edits: &[],
        next: 0,
        done: BTreeSet::new(),
    }
    .all(&after);
    expected.is_some() && expected == found
}

/// What lies between two marks: text, or the event itself.
#[derive(PartialEq, Debug)]
enum Piece<'a> {
    Text(String),
    Other(Event<'a>),
}

/// Reads events as pieces, with the edits made in the text of each.
struct Pieces<'a> {
    source: &'a str,
    /// What edits are shifted by.
    shift: usize,
    edits: &'a [Edit<'a>],
    next: usize,
    /// Edits after `next` that are made: of signs below the open heading, of the address of the open link.
    done: BTreeSet<usize>,
}

impl<'a> Pieces<'a> {
    /// Returns all pieces; `None` if an edit is not of running text.
    fn all(mut self, events: &Events<'a>) -> Option<Vec<Piece<'a>>> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut n_code = 0_usize;
        for item in &joined(&events.items, self.source) {
            match &item.event {
                Event::Start(Tag::CodeBlock(_)) => n_code += 1,
                Event::End(TagEnd::CodeBlock) => n_code -= 1,
                _ => {}
            }
            match &item.event {
                Event::Text(text) => {
                    let text = if n_code > 0 {
                        text.to_string()
                    } else {
                        self.edited(item, text)?
                    };
                    match pieces.last_mut() {
                        Some(Piece::Text(last)) => last.push_str(&text),
                        _ => pieces.push(Piece::Text(text)),
                    }
                }
                Event::Start(Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                }) => {
                    let level = self.level(item, *level);
                    let (id, classes, attrs) = (id.clone(), classes.clone(), attrs.clone());
                    pieces.push(Piece::Other(Event::Start(Tag::Heading {
                        level,
                        id,
                        classes,
                        attrs,
                    })));
                }
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => {
                    let dest_url = self.destination(item, *link_type, dest_url);
                    let (link_type, title, id) = (*link_type, title.clone(), id.clone());
                    pieces.push(Piece::Other(Event::Start(Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    })));
                }
                Event::Html(html) => pieces.push(Piece::Other(Event::Html(self.html(item, html)))),
                Event::InlineHtml(html) => {
                    pieces.push(Piece::Other(Event::InlineHtml(self.html(item, html))))
                }
                // Its start has the level.
                Event::End(TagEnd::Heading(_)) => pieces.push(Piece::Other(Event::SoftBreak)),
                other => pieces.push(Piece::Other(other.clone())),
            }
        }
        self.next_edit().is_none().then_some(pieces)
    }

    fn next_edit(&mut self) -> Option<(Range<usize>, &'a str)> {
        while self.done.remove(&self.next) {
            self.next += 1;
        }
        self.edit(self.next)
    }

    fn edit(&self, idx: usize) -> Option<(Range<usize>, &'a str)> {
        let edit = self.edits.get(idx)?;
        Some((
            edit.range.start + self.shift..edit.range.end + self.shift,
            edit.text,
        ))
    }

    /// Returns the text of `item` with the edits in it; `None` if one goes beyond it.
    fn edited(&mut self, item: &Item, text: &CowStr) -> Option<String> {
        let mut edited = String::new();
        let mut at = item.range.start;
        while let Some((range, instead)) = self
            .next_edit()
            .filter(|(range, _)| range.start < item.range.end)
        {
            let is_inside = range.start >= at && range.end <= item.range.end;
            if !is_inside || !is_verbatim(text, &item.range, self.source) {
                return None;
            }
            edited.push_str(&self.source[at..range.start]);
            edited.push_str(instead);
            at = range.end;
            self.next += 1;
        }
        if at == item.range.start {
            return Some(text.to_string());
        }
        edited.push_str(&self.source[at..item.range.end]);
        Some(edited)
    }

    /// Returns the address of the link `item`, with the edit of it, if there is one.
    fn destination(&mut self, item: &Item, link_type: LinkType, dest: &CowStr<'a>) -> CowStr<'a> {
        let mut idx = self.next;
        while let Some((range, instead)) = self
            .edit(idx)
            .filter(|(range, _)| range.end <= item.range.end)
        {
            let typed = &self.source[range.clone()];
            if range.start >= item.range.start && is_address(typed) && decoded(typed) == **dest {
                // What shows its own address has the edit in its text, too.
                if link_type != LinkType::Autolink {
                    self.done.insert(idx);
                }
                return CowStr::from(decoded(instead));
            }
            idx += 1;
        }
        dest.clone()
    }

    /// Returns the raw HTML of `item` with the edits of addresses in it.
    fn html(&mut self, item: &Item, html: &CowStr<'a>) -> CowStr<'a> {
        let mut edited = String::new();
        let mut at = item.range.start;
        while let Some((range, instead)) = self
            .next_edit()
            .filter(|(range, _)| range.end <= item.range.end)
        {
            let is_of_address = is_address(&self.source[range.clone()]) && is_address(instead);
            if range.start < at || !is_of_address || !is_verbatim(html, &item.range, self.source) {
                break;
            }
            edited.push_str(&self.source[at..range.start]);
            edited.push_str(instead);
            at = range.end;
            self.next += 1;
        }
        if at == item.range.start {
            return html.clone();
        }
        edited.push_str(&self.source[at..item.range.end]);
        CowStr::from(edited)
    }

    /// Returns the level that the heading `item` has with the edit of its signs, if there is one.
    fn level(&mut self, item: &Item, level: HeadingLevel) -> HeadingLevel {
        if level != HeadingLevel::H1 {
            return level;
        }
        let mut idx = self.next;
        while let Some((range, instead)) = self
            .edit(idx)
            .filter(|(range, _)| range.end <= item.range.end)
        {
            let signs = &self.source[range.clone()];
            let is_underline = !signs.is_empty() && signs.bytes().all(|byte| byte == b'=');
            if range.start == item.range.start && signs.is_empty() && instead == "#" {
                self.next += 1;
                return HeadingLevel::H2;
            }
            if is_underline
                && instead.len() == signs.len()
                && instead.bytes().all(|byte| byte == b'-')
            {
                self.done.insert(idx);
                return HeadingLevel::H2;
            }
            idx += 1;
        }
        level
    }
}

/// Returns whether `text` is an address and nothing else.
fn is_address(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && !text.contains(['"', '\'', '<', '>', '`']) && !text.contains(char::is_whitespace)
}

/// Returns an address as it is meant that is written for HTML.
fn decoded(address: &str) -> String {
    address.replace("&amp;", "&")
}

/// Returns `items` with pieces of text that stand side by side in `source` as one.
fn joined<'t>(items: &[Item<'t>], source: &'t str) -> Vec<Item<'t>> {
    let mut joined: Vec<Item<'t>> = Vec::with_capacity(items.len());
    for item in items {
        if let Event::Text(text) = &item.event
            && let Some(Item {
                event: Event::Text(last),
                range,
                ..
            }) = joined.last_mut()
            && range.end == item.range.start
            && is_verbatim(last, range, source)
            && is_verbatim(text, &item.range, source)
        {
            range.end = item.range.end;
            *last = CowStr::Borrowed(&source[range.clone()]);
            continue;
        }
        joined.push(item.clone());
    }
    joined
}
