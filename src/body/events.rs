//! The events of the Markdown parser, made ready: footnote marks found, nesting checked, the places
//! marked where a quotation is attributed.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::body::MAX_NESTING;

/// An event and the bytes of the text it comes from.
pub type Placed<'a> = (Event<'a>, Range<usize>);

/// The events of one text.
pub struct Events<'a> {
    /// All of them, in order.
    pub all: Vec<Placed<'a>>,
    /// Where, in [`Events::all`], the attribution of a quotation begins, and the position of the event
    /// that ends it.
    pub attributions: HashMap<usize, usize>,
    /// The positions of the quotations that are attributed.
    pub attributed: HashMap<usize, ()>,
}

/// Reads `text`; fails with the place that is nested too deep.
pub fn read(text: &str) -> Result<Events<'_>, usize> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let mut all: Vec<Placed> = Vec::with_capacity(text.len() / 16);
    let mut depth = 0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > MAX_NESTING {
            return Err(range.start);
        }
        all.push((event, range));
    }
    if text.contains("[^") {
        all = footnote_marks(all, text);
    }
    let mut events = Events { all, attributions: HashMap::new(), attributed: HashMap::new() };
    if text.contains('>') {
        find_attributions(&mut events);
    }
    Ok(events)
}

/// The parser leaves `[^x]` as text where no definition has that label: that is how sources are cited.
fn footnote_marks<'a>(all: Vec<Placed<'a>>, text: &'a str) -> Vec<Placed<'a>> {
    let mut out: Vec<Placed> = Vec::with_capacity(all.len());
    let mut in_code = false;
    let mut skip_until = 0;
    for (event, range) in all {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                if range.end <= skip_until {
                    continue;
                }
                if let Some(label) = mark_at(text, range.start) {
                    skip_until = range.start + label.len() + "[^]".len();
                    let place = range.start..skip_until;
                    out.push((Event::FootnoteReference(label.into()), place));
                    continue;
                }
            }
            _ => {}
        }
        out.push((event, range));
    }
    out
}

/// The label of the footnote mark that begins at byte `at` of `text`, if one does.
fn mark_at(text: &str, at: usize) -> Option<&str> {
    if text[..at].ends_with('\\') {
        return None;
    }
    let rest = text.get(at..)?.strip_prefix("[^")?;
    let label = &rest[..rest.find(']')?];
    let plain = !label.is_empty()
        && label.len() <= 200
        && !label.contains(|c: char| c.is_whitespace() || "[^`".contains(c));
    plain.then_some(label)
}

/// Finds quotations whose last line begins with a dash: `— Name, to Publisher`.
fn find_attributions(events: &mut Events) {
    let mut open: Vec<usize> = Vec::new();
    for idx in 0..events.all.len() {
        match &events.all[idx].0 {
            Event::Start(Tag::BlockQuote(_)) => open.push(idx),
            Event::End(TagEnd::BlockQuote(_)) => {
                let Some(start) = open.pop() else { continue };
                if let Some(at) = attribution_before(&events.all, idx, start) {
                    events.attributions.insert(at, idx - 1);
                    events.attributed.insert(start, ());
                }
            }
            _ => {}
        }
    }
}

/// Returns where the attribution begins in the quotation that ends at `end`: a line break, or the start
/// of a paragraph that is nothing else.
fn attribution_before(all: &[Placed], end: usize, start: usize) -> Option<usize> {
    if !matches!(all.get(end.checked_sub(1)?)?.0, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    for idx in (start + 1..end - 1).rev() {
        match &all[idx].0 {
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Paragraph) => {
                let Event::Text(line) = &all[idx + 1].0 else { return None };
                let first = idx == start + 1;
                return (is_dash(line) && !first).then_some(idx);
            }
            _ => {}
        }
    }
    None
}

fn is_dash(line: &str) -> bool {
    ["— ", "– ", "-- ", "--- ", "―"].iter().any(|dash| line.starts_with(dash))
}
