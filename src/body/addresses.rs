//! Bare addresses in the text, `https://…` without any mark: they become links.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::Target;
use super::cjk::is_cjk;
use super::edits::Edits;
use super::elements::is_code;
use super::events::{EventSpan, cut, is_verbatim, joined};
use super::html;
use super::target::classify;

/// Signs that end a sentence rather than an address.
const TRAILING: &str = ".,;:!?'\"*_~…·";

/// Finds marks of emphasis that are a part of an address.
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
            if item.range.start + range.end < item.range.end {
                continue;
            }
            let Some(whole) = addresses(&text[start..line_end(text, start)])
                .into_iter()
                .next()
            else {
                continue;
            };
            done = start + whole.end;
            for (at, _) in text[start..done].match_indices(['*', '_', '~']) {
                // A sign that means nothing in Markdown.
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

/// Makes links of the bare addresses in `items`.
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

/// What is open around an event.
#[derive(Debug, Default)]
struct Nesting {
    /// Links, pictures and blocks of code.
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
    /// Adds pieces of text that follow each other: an address may go on over several, as `&amp;` is one of its own.
    fn pieces(&mut self, pieces: Vec<EventSpan<'t>>) {
        let whole = joined(&pieces);
        let mut from = 0;
        for range in addresses(&whole.text) {
            self.items.extend(cut(&pieces, &whole, from..range.start));
            let start = self.items.len();
            self.items.extend(cut(&pieces, &whole, range.clone()));
            self.wrap(start, whole.text[range.clone()].to_owned());
            from = range.end;
        }
        if from == 0 {
            self.items.extend(pieces);
        } else {
            let rest = from..whole.text.len();
            self.items.extend(cut(&pieces, &whole, rest));
        }
    }

    /// Makes a link to `address` of the items from `start` on.
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

/// Returns where the addresses in `text` are, in order.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find("://") {
        let colon = from + offset;
        from = colon + 3;
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

/// Returns where `http` or `https` begins that ends at `colon`.
fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    let before = &text.as_bytes()[..colon];
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

/// Returns how much of `rest`, which follows `https://`, belongs to the address.
fn address_len(rest: &str) -> usize {
    let (mut in_path, mut has_dot) = (false, false);
    let (mut opened, mut closed) = (0, 0);
    let mut len = rest.len();
    for (at, letter) in rest.char_indices() {
        in_path |= matches!(letter, '/' | '?' | '#');
        has_dot |= letter == '.';
        opened += usize::from(letter == '(');
        closed += usize::from(letter == ')');
        let is_host_end = !in_path && has_dot && is_cjk(letter);
        let is_twice = matches!(letter, '*' | '~') && rest[at + 1..].starts_with(letter);
        if ends_address(letter) || is_host_end || is_twice {
            len = at;
            break;
        }
    }
    while let Some(last) = rest[..len].chars().next_back() {
        if last == ')' && closed > opened {
            closed -= 1;
        } else if !TRAILING.contains(last) {
            break;
        }
        len -= last.len_utf8();
    }
    len
}

/// Returns whether `letter` is no part of an address.
fn ends_address(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || "<>\"`|\\^{}[]\u{FFFC}“”„‘’«»‹›…،؛؟".contains(letter)
        || (is_cjk(letter) && !letter.is_alphanumeric())
}
