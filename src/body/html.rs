//! Tokenizer of raw HTML: the only code that parses tags in a text. Which tags are kept is decided in `open_elements`,
//! which elements there are in `elements`.

use std::ops::Range;

use super::elements::{self, is_inline};

/// Token of raw HTML: everything that begins with `<`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HtmlToken {
    /// A complete comment: `<!-- … -->`.
    Comment,
    /// A comment or declaration without an end, or something meant as one.
    BadComment,
    /// `<!DOCTYPE …>`, `<?php … ?>`, `<![CDATA[ … ]]>`: never shown.
    Declaration,
    /// A start or end tag of an element that HTML knows.
    Tag(HtmlTag),
    /// A tag whose `>` is missing.
    CutOff,
    /// A tag of an unknown element, or a `<` by itself.
    Text,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct HtmlTag {
    /// Name of the element, in lower case.
    pub name: &'static str,
    /// Whether it is an end tag.
    pub closes: bool,
}

/// Number of open elements of some kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ElementDepth(pub usize);

impl ElementDepth {
    /// Updates the number with the tags in `html` of elements that `counts` selects.
    pub(super) fn pass(&mut self, html: &str, counts: fn(&str) -> bool) {
        for (_, tag) in tags(html) {
            self.0 = match (counts(tag.name), tag.closes) {
                (true, false) => self.0 + 1,
                // A stray end tag must not cancel the next start tag.
                (true, true) => self.0.saturating_sub(1),
                (false, _) => self.0,
            };
        }
    }
}

/// Returns whether a tag in `html` separates words: a line break, or the tag of a block.
pub(super) fn parts_words(html: &str) -> bool {
    tags(html).any(|(_, tag)| tag.name == "br" || !is_inline(tag.name))
}

/// Returns the tags in `html` with their ranges.
pub(super) fn tags(html: &str) -> impl Iterator<Item = (Range<usize>, HtmlTag)> {
    tokens(html)
        .into_iter()
        .filter_map(|(range, token)| match token {
            HtmlToken::Tag(tag) => Some((range, tag)),
            _ => None,
        })
}

/// Returns the start tag at the very beginning of `html`.
pub(super) fn start_tag(html: &str) -> Option<HtmlTag> {
    start_tag_with_end(html).map(|(tag, _)| tag)
}

/// Returns the start tag at the very beginning of `html`, and its end.
pub(super) fn start_tag_with_end(html: &str) -> Option<(HtmlTag, usize)> {
    let (range, tag) = tags(html).next()?;
    (range.start == 0 && !tag.closes).then_some((tag, range.end))
}

/// Returns the tokens of `html` with their ranges. Everything between them is text.
pub(super) fn tokens(html: &str) -> Vec<(Range<usize>, HtmlToken)> {
    let mut tokens = Vec::new();
    let mut from = 0;
    let mut is_cut_off = false;
    while let Some(offset) = html[from..].find('<') {
        let start = from + offset;
        // After a tag that is cut off, tags are not looked for: each could be scanned to the end in vain.
        let (token, end) = match html.as_bytes().get(start + 1) {
            Some(b'!' | b'?') => declaration(html, start),
            _ if is_cut_off => (HtmlToken::Text, start + 1),
            _ => tag(html, start),
        };
        is_cut_off |= token == HtmlToken::CutOff;
        // In `<script>` and its like nothing is markup but the end tag.
        from = match token {
            HtmlToken::Tag(tag) if !tag.closes && elements::holds_text(tag.name) => {
                end_of_text(html, end, tag.name)
            }
            _ => end,
        };
        tokens.push((start..end, token));
    }
    tokens
}

/// Parses the comment or declaration at `start`. Returns it and its end.
fn declaration(html: &str, start: usize) -> (HtmlToken, usize) {
    let rest = &html[start..];
    let (token, begin, end) = if rest.starts_with("<!--") {
        (HtmlToken::Comment, "<!--", "-->")
    } else if rest.starts_with("<![CDATA[") {
        (HtmlToken::Declaration, "<![CDATA[", "]]>")
    } else if rest.starts_with("<?") {
        (HtmlToken::Declaration, "<?", "?>")
    } else if rest[2..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        (HtmlToken::Declaration, "<!", ">")
    } else {
        return (HtmlToken::BadComment, html.len());
    };
    // HTML takes `<!-->` for a complete comment; its author means to open one, and what follows must not be shown.
    let is_empty = rest.starts_with("<!-->") || rest.starts_with("<!--->");
    match rest[begin.len()..].find(end) {
        Some(len) if !is_empty => (token, start + begin.len() + len + end.len()),
        _ => (HtmlToken::BadComment, html.len()),
    }
}

fn tag(html: &str, start: usize) -> (HtmlToken, usize) {
    let rest = &html[start + 1..];
    let typed = rest.strip_prefix('/').unwrap_or(rest);
    let closes = typed.len() < rest.len();
    let name_len = typed
        .find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>'))
        .unwrap_or(typed.len());
    // Only the `<` of an unknown tag is passed over, since what follows may contain a known one.
    let Some(name) = elements::known(&typed[..name_len]) else {
        return (HtmlToken::Text, start + 1);
    };
    match end_of_tag(html, html.len() - typed.len() + name_len) {
        Some(end) => (HtmlToken::Tag(HtmlTag { name, closes }), end),
        None => (HtmlToken::CutOff, start + 1),
    }
}

/// Returns the end of the tag whose name ends at `from`.
///
/// A quoted value may contain any character, but no tag: where there seems to be one, the closing quotation mark is
/// missing, and the text after it would be lost in the attribute.
fn end_of_tag(html: &str, from: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in bytes.iter().copied().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), b'<') => {
                let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') {
                    return None;
                }
            }
            (Some(_), _) => {}
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            (None, _) => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    None
}

/// Returns the attributes of the start tag `typed` that have a value, as typed.
pub(super) fn attributes(typed: &str) -> Vec<(&str, &str)> {
    let is_blank = |letter: char| letter.is_ascii_whitespace() || letter == '/';
    let mut attributes = Vec::new();
    let mut rest = typed.strip_suffix('>').unwrap_or(typed);
    rest = &rest[rest.find(is_blank).unwrap_or(rest.len())..];
    loop {
        rest = rest.trim_start_matches(is_blank);
        if rest.is_empty() {
            return attributes;
        }
        let end = rest
            .find(|letter: char| is_blank(letter) || letter == '=')
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let quoted = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote),
            _ => Some(value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))),
        };
        let Some((value, after)) = quoted else {
            return attributes;
        };
        attributes.push((name, value));
        rest = after;
    }
}

/// Returns the value of the attribute `name` of the start tag `typed`, as typed.
pub(super) fn attribute<'h>(typed: &'h str, name: &str) -> Option<&'h str> {
    // The first of several: browsers ignore the others.
    let mut all = attributes(typed).into_iter();
    all.find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Returns the start of the end tag of `name` at or after `from`, or the end of `html`.
fn end_of_text(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(offset) = html[at..].find("</") {
        at += offset;
        let rest = &html.as_bytes()[at + 2..];
        if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return at;
        }
        at += 2;
    }
    html.len()
}
