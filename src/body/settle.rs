//! Raw HTML as Dateline takes it: what HTML does not know is text, comments and declarations are left out.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::edits::Edits;
use super::events::{Item, join};
use super::html::{self, Token, tokens};
use super::raw::Joined;
use super::tags::Tags;

/// A mistake in raw HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct BadHtml {
    pub(super) why: Why,
    /// The element, or what is left out.
    pub(super) name: String,
    pub(super) range: Range<usize>,
}

/// What was found on the way through raw HTML.
#[derive(Debug, Default)]
pub(super) struct RawFindings {
    /// What is wrong with it.
    pub(super) mistakes: Vec<BadHtml>,
    /// Where its comments are, in order: they are on no page.
    pub(super) comments: Vec<Range<usize>>,
}

/// What is wrong with raw HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    /// Nothing ends the element.
    Unclosed,
    /// The end tag ends nothing.
    Unopened,
    /// The tag has no `>`.
    CutOff,
    /// It is nothing that is shown.
    Declaration,
    /// It begins in one block and ends in another.
    Across,
    /// It is a block, and begins in a line of text.
    InLine,
    /// It stands outside of what it is a part of.
    Stray,
    /// It is a link within another one.
    LinkInLink,
    /// It may not stand in a brief.
    Forbidden,
}

/// Finds the tags of elements that HTML does not know where they would make what follows raw HTML.
pub(super) fn find(items: &[Item], text: &str, edits: &mut Edits) {
    for (idx, item) in items.iter().enumerate() {
        if !matches!(item.event, Event::Start(Tag::HtmlBlock)) {
            continue;
        }
        let joined = Joined::of(&items[idx..item.end], text);
        let tokens = tokens(&joined.text);
        let begins = tokens.first().is_some_and(|(range, token)| {
            *token == Token::Text && joined.text[..range.start].trim().is_empty()
        });
        for (range, token) in tokens.iter().filter(|_| begins) {
            let at = joined.range_in_source(range.clone()).start;
            if *token == Token::Text && text[at..].starts_with('<') {
                // A sign that means nothing in Markdown.
                edits.replace(at, ',');
            }
        }
    }
}

/// Rewrites the raw HTML among `items`, which were read from `text`. Adds what was found in it to `found`.
pub(super) fn settled<'t>(
    items: Vec<Item<'t>>,
    text: &'t str,
    found: &mut RawFindings,
) -> Vec<Item<'t>> {
    if !items
        .iter()
        .any(|item| matches!(item.event, Event::Html(_) | Event::InlineHtml(_)))
    {
        return items;
    }
    let mut settler = Settler {
        items: Vec::with_capacity(items.len() + 8),
        text,
        found,
        tags: Tags::default(),
    };
    let mut block: Vec<Item> = Vec::new();
    for item in items {
        match &item.event {
            Event::Html(_) => block.push(item),
            Event::InlineHtml(html)
                if tokens(html)
                    .first()
                    .is_some_and(|(_, token)| *token == Token::Text) =>
            {
                let Item {
                    event: Event::InlineHtml(html),
                    range,
                    ..
                } = item
                else {
                    continue;
                };
                settler.push_item(Event::Text(html), range);
            }
            Event::InlineHtml(_) => settler.html(vec![item]),
            _ => {
                settler.html(std::mem::take(&mut block));
                settler.markdown(item);
            }
        }
    }
    settler.finish()
}

struct Settler<'f, 't> {
    items: Vec<Item<'t>>,
    text: &'t str,
    found: &'f mut RawFindings,
    tags: Tags,
}

impl<'t> Settler<'_, 't> {
    /// Adds what is no raw HTML. What has begun in a block of Markdown ends in it.
    fn markdown(&mut self, item: Item<'t>) {
        let at = item.range.end;
        let mut late = Vec::new();
        match &item.event {
            Event::Start(Tag::Link { .. }) => {
                if let Some(range) = self.tags.start_link() {
                    self.report(Why::LinkInLink, "a", range);
                }
            }
            Event::End(TagEnd::Link) => self.tags.end_link(),
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => self.tags.start_line(),
            Event::Start(tag) if is_block(&tag.to_end()) => self.tags.start_block(),
            Event::End(tag) if is_block(tag) => {
                let ended = self.tags.end_block();
                for name in ended.unclosed {
                    self.push_item(
                        Event::InlineHtml(CowStr::from(format!("</{name}>"))),
                        at..at,
                    );
                }
                late = ended.late;
            }
            _ => {}
        }
        self.push_item(item.event, item.range);
        for name in late {
            self.push_item(Event::Html(CowStr::from(format!("</{name}>"))), at..at);
        }
    }

    /// Adds the raw HTML of one block, or of one tag in a line.
    fn html(&mut self, block: Vec<Item<'t>>) {
        if block.is_empty() {
            return;
        }
        let joined = Joined::of(&block, self.text);
        let n_items = self.items.len();
        let mut from = 0;
        for (range, token) in tokens(&joined.text) {
            let place = joined.range_in_source(range.clone());
            match token {
                Token::Tag(tag) => {
                    let (is_kept, why) = self.tags.read(tag, &joined.text[range.clone()], &place);
                    if let Some(why) = why {
                        self.report(why, &tag.name.to_ascii_lowercase(), place.clone());
                    }
                    if is_kept {
                        continue;
                    }
                }
                Token::CutOff => self.report(
                    Why::CutOff,
                    beginning(&joined.text[range.start..]),
                    place.clone(),
                ),
                Token::Declaration => self.report(
                    Why::Declaration,
                    beginning(&joined.text[range.clone()]),
                    place.clone(),
                ),
                Token::Comment => self.found.comments.push(place.clone()),
                Token::BadComment | Token::Text => {}
            }
            self.push(&block, &joined, from..range.start);
            from = range.end;
            match token {
                Token::Text | Token::CutOff => self.push_text(&block, &joined, range),
                // Words on either side of it stay apart.
                Token::Tag(tag) if html::parts_words(&format!("<{}>", tag.name)) => {
                    self.push_item(Event::Text(CowStr::Borrowed(" ")), place.start..place.start);
                }
                _ => {}
            }
        }
        self.push(&block, &joined, from..joined.text.len());
        let is_blank =
            |item: &Item| matches!(&item.event, Event::Html(html) if html.trim().is_empty());
        if self
            .items
            .get(n_items..)
            .is_some_and(|added| added.iter().all(is_blank))
        {
            // Nothing but comments.
            self.items.truncate(n_items);
        }
    }

    fn report(&mut self, why: Why, name: &str, range: Range<usize>) {
        self.found.mistakes.push(BadHtml {
            why,
            name: name.to_owned(),
            range,
        });
    }

    fn push(&mut self, block: &[Item<'t>], joined: &Joined, range: Range<usize>) {
        for (part, place, is_block) in parts(block, joined, range) {
            let event = if is_block {
                Event::Html(part)
            } else {
                Event::InlineHtml(part)
            };
            self.push_item(event, place);
        }
    }

    fn push_item(&mut self, event: Event<'t>, range: Range<usize>) {
        let joins =
            matches!(&event, Event::Text(piece) if join(&mut self.items, piece, &range, self.text));
        if !joins {
            self.items.push(Item {
                event,
                range,
                end: 0,
            });
        }
    }

    fn push_text(&mut self, block: &[Item<'t>], joined: &Joined, range: Range<usize>) {
        for (part, place, _) in parts(block, joined, range) {
            self.push_item(Event::Text(part), place);
        }
    }

    fn finish(self) -> Vec<Item<'t>> {
        self.found.mistakes.extend(self.tags.finish());
        self.items
    }
}

/// Returns whether `tag` is one of a block of Markdown.
fn is_block(tag: &TagEnd) -> bool {
    let is_inline = matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::HtmlBlock
    );
    !is_inline
}

/// Returns how `html` begins, up to its first space.
fn beginning(html: &str) -> &str {
    let end = html
        .find(|letter: char| letter.is_whitespace() || letter == '>')
        .unwrap_or(html.len());
    html[..end].trim_start_matches('<')
}

/// Cuts `range` of the joined text of `block` out of its events: each part, its place, and whether it is of a block.
fn parts<'t>(
    block: &[Item<'t>],
    joined: &Joined,
    range: Range<usize>,
) -> Vec<(CowStr<'t>, Range<usize>, bool)> {
    let mut parts = Vec::new();
    // A block may have many lines, and many tags.
    let first = joined
        .pieces
        .partition_point(|(offset, ..)| *offset <= range.start)
        .saturating_sub(1);
    for (item, (offset, place, exact)) in block.iter().zip(&joined.pieces).skip(first) {
        if *offset >= range.end {
            break;
        }
        let (Event::Html(html) | Event::InlineHtml(html)) = &item.event else {
            continue;
        };
        let start = range.start.max(*offset);
        let end = range.end.min(offset + html.len());
        if start >= end {
            continue;
        }
        let (from, to) = (start - offset, end - offset);
        let part = match html {
            CowStr::Borrowed(html) => CowStr::Borrowed(&html[from..to]),
            html => CowStr::from(html[from..to].to_owned()),
        };
        let place = if *exact {
            place.start + from..place.start + to
        } else {
            place.clone()
        };
        parts.push((part, place, matches!(item.event, Event::Html(_))));
    }
    parts
}
