//! Comparison of a body before and after an edit: does the edit change what it claims to and nothing else? Compares the
//! parser's events of both texts. Fixes are made elsewhere, and applied only if this agrees.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::MAX_BODY;
use super::events::{EventSpan, events, is_verbatim};
use super::notes::preamble;

/// Replacement of a part of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit<'a> {
    /// Replaced bytes of the old text.
    pub range: Range<usize>,
    /// Text that takes their place.
    pub text: &'a str,
}

/// Returns whether `new`, which is `old` with `edits`, differs from it only in running text that they replace, the
/// level of a heading whose signs they replace, or the address of a link that they replace.
///
/// Code, raw HTML, other addresses and the positions of marks must be the same. `edits` are in order and do not
/// overlap.
pub fn changes_only(old: &str, new: &str, edits: &[TextEdit]) -> bool {
    if old.len() > MAX_BODY || new.len() > MAX_BODY {
        return false;
    }
    // One preamble for both: it is made of the labels of notes, which no edit changes.
    let preamble = preamble(old);
    let shift = preamble.len();
    let [old, new] = [old, new].map(|text| format!("{preamble}{text}"));
    let (Ok(before), Ok(after)) = (events(&old, shift), events(&new, shift)) else {
        return false;
    };
    let mut expected = Expected {
        source: &old,
        shift,
        edits,
        next: 0,
        done: BTreeSet::new(),
        in_code: false,
        level: HeadingLevel::H1,
    };
    if before.items.len() != after.items.len() {
        return false;
    }
    for (item, new) in before.items.iter().zip(&after.items) {
        if expected.event(item).as_ref() != Some(&new.event) {
            return false;
        }
    }
    expected.next_edit().is_none()
}

/// Events expected of the new text: those of the old one with the edits applied.
struct Expected<'a> {
    source: &'a str,
    /// Length of the preamble, by which positions of edits are shifted.
    shift: usize,
    edits: &'a [TextEdit<'a>],
    next: usize,
    /// Edits after `next` that are applied already: of signs below the open heading, of the address of the open link.
    done: BTreeSet<usize>,
    in_code: bool,
    /// Level of the open heading.
    level: HeadingLevel,
}

impl<'a> Expected<'a> {
    /// Returns the event of `item` with the edits applied, or `None` if one extends beyond its text.
    fn event(&mut self, item: &EventSpan<'a>) -> Option<Event<'a>> {
        let mut event = item.event.clone();
        match &mut event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(text) if !self.in_code => *text = self.edited(item, text)?.into(),
            Event::Html(html) | Event::InlineHtml(html) => *html = self.html(item, html),
            Event::Start(Tag::Heading { level, .. }) => {
                self.level = self.level(item, *level);
                *level = self.level;
            }
            Event::End(TagEnd::Heading(level)) => *level = self.level,
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => *dest_url = self.destination(item, *link_type, dest_url),
            _ => {}
        }
        Some(event)
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

    /// Returns the text of `item` with the edits applied, or `None` if one extends beyond it.
    fn edited(&mut self, item: &EventSpan, text: &CowStr) -> Option<String> {
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

    /// Returns the address of the link `item`, with the edit of it applied if there is one.
    fn destination(
        &mut self,
        item: &EventSpan,
        link_type: LinkType,
        dest: &CowStr<'a>,
    ) -> CowStr<'a> {
        // Looks ahead without advancing `next`: edits of the link's text come first, but their events are still to
        // come.
        let mut idx = self.next;
        while let Some((range, instead)) = self
            .edit(idx)
            .filter(|(range, _)| range.end <= item.range.end)
        {
            let typed = &self.source[range.clone()];
            if range.start >= item.range.start && is_address(typed) && decoded(typed) == **dest {
                // An autolink shows its address: the same edit is due again in its text.
                if link_type != LinkType::Autolink {
                    self.done.insert(idx);
                }
                return CowStr::from(decoded(instead));
            }
            idx += 1;
        }
        dest.clone()
    }

    /// Returns the raw HTML of `item` with the edits of addresses applied.
    fn html(&mut self, item: &EventSpan, html: &CowStr<'a>) -> CowStr<'a> {
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

    /// Returns the level of the heading `item` after the edit of its signs, if there is one.
    fn level(&mut self, item: &EventSpan, level: HeadingLevel) -> HeadingLevel {
        // The only edit of headings there is: from level 1, that of the page's title, to level 2.
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
            // `# A` becomes `## A`.
            if range.start == item.range.start && signs.is_empty() && instead == "#" {
                self.next += 1;
                return HeadingLevel::H2;
            }
            // The line of `=` under a heading becomes one of `-`.
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

/// Returns an address without the escapes of HTML.
fn decoded(address: &str) -> String {
    address.replace("&amp;", "&")
}
