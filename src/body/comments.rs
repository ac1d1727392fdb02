//! Comments that are none: notes to colleagues that would be printed, or that hide what follows them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::block_text::{self, HtmlBlocks};
use super::events::{EventSpan, joined};
use super::html::{self, HtmlToken};
use super::mapped_text::MappedText;

/// A comment that is not written as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct BadComment {
    pub why: CommentFault,
    /// How it begins.
    pub range: Range<usize>,
    /// Nothing of the text from here on is shown.
    pub cut: usize,
}

/// What is wrong with a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CommentFault {
    /// It begins as one, and does not end.
    Unclosed,
    /// Its signs are others, such as the dashes of a word processor.
    Mistyped,
    /// It holds the beginning of another: the first has no end of its own.
    Nested,
}

/// Finds such comments among `items`, which were read from `text`, in order.
pub(super) fn find(items: &[EventSpan], text: &str) -> Vec<BadComment> {
    // One sign at a time: this is asked of every text, and hardly one has any of them.
    if !['<', '＜'].iter().any(|sign| text.contains(*sign))
        && !text.contains("!--")
        && !text.contains("&lt;")
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut idx = 0;
    while let Some(item) = items.get(idx) {
        match &item.event {
            Event::Start(Tag::HtmlBlock) => {
                in_html(&items[idx..item.end], &mut found);
                idx = item.end;
            }
            Event::InlineHtml(_) => in_html(std::slice::from_ref(item), &mut found),
            _ => {}
        }
        idx += 1;
    }
    for block in block_text::blocks(items, text, HtmlBlocks::Skip) {
        if let Some((range, why)) = in_text(&block.text) {
            let range = block.place(&range);
            // One that is spelled with references to characters is shown as it is.
            let why = if text[range.start..].starts_with('&') {
                CommentFault::Mistyped
            } else {
                why
            };
            found.push(BadComment {
                why,
                cut: range.start,
                range,
            });
        }
    }
    found.sort_by_key(|comment| (comment.cut, comment.range.start));
    found
}

/// Finds such comments in the raw HTML of one block, or of one tag in a line.
fn in_html(items: &[EventSpan], found: &mut Vec<BadComment>) {
    let html = joined(items);
    for (range, token) in html::tokens(&html.text) {
        found.extend(bad_comment(&html, &range, token));
    }
}

fn bad_comment(html: &MappedText, range: &Range<usize>, token: HtmlToken) -> Option<BadComment> {
    let typed = &html.text[range.clone()];
    let beginning = |len: usize| html.place(&(range.start..range.start + len));
    match token {
        HtmlToken::BadComment => {
            let why =
                if typed.starts_with("<!--") || typed.starts_with("<![") || typed.starts_with("<?")
                {
                    CommentFault::Unclosed
                } else {
                    CommentFault::Mistyped
                };
            let n_signs = if why == CommentFault::Unclosed { 4 } else { 3 };
            let range = beginning(
                typed
                    .char_indices()
                    .nth(n_signs)
                    .map_or(typed.len(), |(at, _)| at),
            );
            Some(BadComment {
                why,
                cut: range.start,
                range,
            })
        }
        HtmlToken::Comment => {
            let inside = &typed[4..typed.len() - 3];
            let is_nested = inside.contains("<!--")
                || (has_blank_line(inside) && (has_bad_end(inside) || in_text(inside).is_some()));
            is_nested.then(|| {
                let end = html.place(range).end;
                BadComment {
                    why: CommentFault::Nested,
                    range: beginning(4),
                    cut: end,
                }
            })
        }
        _ => None,
    }
}

fn has_bad_end(comment: &str) -> bool {
    ["—>", "–>", "―>", "--!>", "－＞"]
        .iter()
        .any(|end| comment.contains(end))
}

fn has_blank_line(comment: &str) -> bool {
    comment.lines().skip(1).any(|line| line.trim().is_empty())
}

/// Returns where in the text of a block a comment begins that the parser has not read as one.
fn in_text(text: &str) -> Option<(Range<usize>, CommentFault)> {
    let ends = text
        .rmatch_indices(['>', '＞'])
        .find(|(at, _)| text[..*at].ends_with(is_dash));
    let last_end = ends.map_or(0, |(at, _)| at);
    let mut from = 0;
    while let Some(offset) = text[from..].find(['<', '＜', '!']) {
        let start = from + offset;
        let letter = text[start..].chars().next()?;
        let after = start + letter.len_utf8();
        if letter == '!' {
            let begins = start == 0 || text[..start].ends_with(char::is_whitespace);
            if begins && text[after..].starts_with("--") && last_end > after + 2 {
                return Some((start..after + 2, CommentFault::Mistyped));
            }
        } else if let Some((end, why)) = opening(text, after, last_end) {
            return Some((start..end, why));
        }
        from = after;
    }
    None
}

/// Reads what follows a `<`, as the rest of a comment's beginning. Returns where that ends. At `last_end` is the last
/// `>` that may end a comment.
fn opening(text: &str, after: usize, last_end: usize) -> Option<(usize, CommentFault)> {
    let rest = &text[after..];
    let blank = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let lead = blank(rest);
    let Some(marked) = rest[lead..].strip_prefix(['!', '！']) else {
        let dashes = dashes(rest);
        return (dashes > 1 && last_end > after + dashes)
            .then_some((after + dashes, CommentFault::Mistyped));
    };
    let at = text.len() - marked.len();
    if rest.starts_with("!--") {
        return Some((at + 2, CommentFault::Unclosed));
    }
    let dashes_at = at + blank(marked);
    let n_dashes = dashes(&text[dashes_at..]);
    let is_declaration = lead == 0
        && marked.starts_with(|letter: char| letter == '[' || letter.is_ascii_alphabetic());
    (n_dashes > 0 || is_declaration).then_some((dashes_at + n_dashes, CommentFault::Mistyped))
}

/// Returns how many bytes of dashes `text` begins with.
fn dashes(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_dash).len()
}

fn is_dash(letter: char) -> bool {
    "-‐‑–—―−－﹣".contains(letter)
}
