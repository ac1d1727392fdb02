//! Bare addresses in the text, `https://…` without markup: they become links. Which addresses are allowed is decided in
//! `target`.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::Target;
use super::cjk::is_cjk;
use super::edits::Edits;
use super::elements::is_code;
use super::events::{EventSpan, cut, is_verbatim, joined};
use super::html;
use super::target::classify;

/// Signs that belong to the sentence, not to the address before them.
const TRAILING: &str = ".,;:!?'\"*_~…·";

/// Masks marks of emphasis that are part of an address.
pub(super) fn find(items: &[EventSpan], text: &str, edits: &mut Edits) {
    if !text.contains("://") {
        return;
    }
    let mut depth = Nesting::default();
    let mut done = 0;
    for item in items {
        depth.pass(&item.event);
        let Event::Text(piece) = &item.event else {
            continue;
        };
        if item.range.start < done || depth.bars_links() || !is_verbatim(piece, &item.range, text) {
            continue;
        }
        for range in addresses(piece) {
            let start = item.range.start + range.start;
            // Only an address that reaches the end of its event may go on: a mark has cut it off there.
            if item.range.start + range.end < item.range.end {
                continue;
            }
            let Some(address) = addresses(&text[start..line_end(text, start)])
                .into_iter()
                .next()
            else {
                continue;
            };
            done = start + address.end;
            for (at, _) in text[start..done].match_indices(['*', '_', '~']) {
                // A comma means nothing in Markdown.
                edits.replace(start + at, ',');
            }
        }
    }
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..]
        .find(['\n', '\r'])
        .map_or(text.len(), |at| from + at)
}

/// Turns the bare addresses in `items` into links.
pub(super) fn link(items: &mut Vec<EventSpan>, text: &str) {
    let has_address =
        |item: &EventSpan| matches!(&item.event, Event::Text(piece) if piece.contains("http"));
    if !text.contains("://") || !items.iter().any(has_address) {
        return;
    }
    let mut linker = Linker {
        items: Vec::with_capacity(items.len() + 16),
        depth: Nesting::default(),
    };
    let mut pieces: Vec<EventSpan> = Vec::new();
    for item in std::mem::take(items) {
        if matches!(item.event, Event::Text(_)) && !linker.depth.bars_links() {
            pieces.push(item);
            continue;
        }
        linker.pieces(std::mem::take(&mut pieces));
        linker.depth.pass(&item.event);
        linker.items.push(item);
    }
    linker.pieces(pieces);
    *items = linker.items;
}

/// Elements open around an event.
#[derive(Debug, Default)]
struct Nesting {
    /// Number of open links, pictures and blocks of code.
    barred: usize,
    /// Raw elements in which nothing is linked.
    raw: html::ElementDepth,
}

impl Nesting {
    fn pass(&mut self, event: &Event) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                self.barred += 1
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => self.barred -= 1,
            Event::InlineHtml(html) | Event::Html(html) => {
                self.raw.pass(html, |name| name == "a" || is_code(name));
            }
            _ => {}
        }
    }

    fn bars_links(&self) -> bool {
        self.barred + self.raw.0 > 0
    }
}

struct Linker<'t> {
    items: Vec<EventSpan<'t>>,
    depth: Nesting,
}

impl<'t> Linker<'t> {
    /// Adds consecutive pieces of text. An address may span several, as `&amp;` is a piece of its own.
    fn pieces(&mut self, pieces: Vec<EventSpan<'t>>) {
        let mapped = joined(&pieces);
        let mut from = 0;
        for range in addresses(&mapped.text) {
            self.items.extend(cut(&pieces, &mapped, from..range.start));
            let start = self.items.len();
            self.items.extend(cut(&pieces, &mapped, range.clone()));
            self.wrap(start, mapped.text[range.clone()].to_owned());
            from = range.end;
        }
        if from == 0 {
            self.items.extend(pieces);
        } else {
            let rest = from..mapped.text.len();
            self.items.extend(cut(&pieces, &mapped, rest));
        }
    }

    /// Wraps the items from `start` on in a link to `address`.
    fn wrap(&mut self, start: usize, address: String) {
        let (Some(first), Some(last)) = (self.items.get(start), self.items.last()) else {
            return;
        };
        let range = first.range.start..last.range.end;
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: CowStr::from(address),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        let (start_event, end_event) = (Event::Start(link), Event::End(TagEnd::Link));
        self.items
            .insert(start, EventSpan::new(start_event, range.clone()));
        self.items.push(EventSpan::new(end_event, range));
    }
}

/// Returns the ranges of the addresses in `text`, in order.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = memchr::memchr(b':', &text.as_bytes()[from..]) {
        let colon = from + offset;
        from = colon + 1;
        if !text[from..].starts_with("//") {
            continue;
        }
        from += 2;
        let Some(start) = scheme_start(text, colon) else {
            continue;
        };
        if !text[from..].starts_with(char::is_alphanumeric) {
            continue;
        }
        let end = from + address_len(&text[from..]);
        if matches!(classify(&text[start..end], &[]), Ok(Target::External(_))) {
            found.push(start..end);
            from = end;
        }
    }
    found
}

/// Returns the start of the `http` or `https` that ends at `colon`.
fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    let before = &text.as_bytes()[..colon];
    // One letter more than `https`, so that `xhttps` is not taken for it.
    let len = before
        .iter()
        .rev()
        .take(6)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let scheme = &text[colon - len..colon];
    let is_known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_known.then_some(colon - len)
}

/// Returns the length of the part of `rest`, which follows `https://`, that belongs to the address.
fn address_len(rest: &str) -> usize {
    let (mut in_path, mut has_dot) = (false, false);
    let (mut opened, mut closed) = (0, 0);
    let mut len = rest.len();
    for (at, letter) in rest.char_indices() {
        in_path |= matches!(letter, '/' | '?' | '#');
        has_dot |= letter == '.';
        opened += usize::from(letter == '(');
        closed += usize::from(letter == ')');
        // Chinese follows a host without a space: `在https://a.example网站`. In a path it may be part of the address.
        let is_host_end = !in_path && has_dot && is_cjk(letter);
        // The end of bold or deleted text around the address.
        let is_twice = matches!(letter, '*' | '~') && rest[at + 1..].starts_with(letter);
        if ends_address(letter) || is_host_end || is_twice {
            len = at;
            break;
        }
    }
    while let Some(last) = rest[..len].chars().next_back() {
        // The parenthesis around an address, unless it is opened within: `(https://a.example/b_(c))`.
        if last == ')' && closed > opened {
            closed -= 1;
        } else if !TRAILING.contains(last) {
            break;
        }
        len -= last.len_utf8();
    }
    len
}

/// Returns whether `letter` cannot be part of an address.
fn ends_address(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || "<>\"`|\\^{}[]\u{FFFC}“”„‘’«»‹›…،؛؟".contains(letter)
        || (is_cjk(letter) && !letter.is_alphanumeric())
}
