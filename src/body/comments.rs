//! Broken comments: notes to colleagues that would be printed, or that hide what follows them. `parsed_text` cuts the
//! text at the first, `mistakes` reports them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::block_text::{self, HtmlBlocks};
use super::events::{EventSpan, joined};
use super::html::{self, HtmlToken};
use super::mapped_text::MappedText;

/// A comment that is not typed as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct BadComment {
    pub why: CommentFault,
    /// Range of its opening signs.
    pub range: Range<usize>,
    /// Position from which on nothing of the text is shown.
    pub cut: usize,
}

/// Fault of a broken comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CommentFault {
    /// It begins as a comment, but does not end.
    Unclosed,
    /// It has wrong signs, such as the dashes of a word processor.
    Mistyped,
    /// It contains the beginning of another one, so it has no end of its own.
    Nested,
}

/// Finds broken comments among `items`, parsed from `text`, in order.
pub(super) fn find(items: &[EventSpan], text: &str) -> Vec<BadComment> {
    // One sign at a time, which is fastest: every text is searched, and few have any of them.
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
            // Spelled with entities, `&lt;!--`, it would be printed even if it ended.
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

/// Finds broken comments in the raw HTML of one block, or of one tag in a line.
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
            // A blank line alone is fine. With a failed end or another beginning as well, the comment was meant to end
            // there, and text after it would be lost.
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

/// Returns the opening signs of a comment in the text of a block, which the parser has not read as one.
fn in_text(text: &str) -> Option<(Range<usize>, CommentFault)> {
    // Without an end, signs such as `<--` are an arrow.
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
            // The `<` was forgotten: `!-- … -->`.
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

/// Parses what follows a `<` as the rest of a comment's opening signs. Returns their end. At `last_end` is the last `>`
/// that may end a comment.
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

/// Returns the length of the dashes that `text` begins with, in bytes.
fn dashes(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_dash).len()
}

fn is_dash(letter: char) -> bool {
    "-‐‑–—―−－﹣".contains(letter)
}
