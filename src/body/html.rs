//! Raw HTML cut into tokens, and which of its elements HTML knows at all.

use std::ops::Range;

use super::prose::INLINE;

/// Elements that HTML knows and a brief may not hold: they are left out. Anything else in angle brackets is text.
const FORBIDDEN: [&str; 82] = [
    "acronym", "address", "applet", "area", "article", "aside", "audio", "base", "basefont",
    "bgsound", "big", "blink", "body", "button", "canvas", "center", "datalist", "dialog", "dir",
    "embed", "fieldset", "font", "footer", "form", "frame", "frameset", "h1", "head", "header",
    "hgroup", "html", "iframe", "input", "keygen", "label", "legend", "link", "listing", "main",
    "map", "marquee", "math", "menu", "menuitem", "meta", "meter", "nav", "nobr", "noembed",
    "noframes", "noscript", "object", "optgroup", "option", "output", "param", "picture",
    "progress", "rb", "rtc", "script", "search", "section", "select", "slot", "source", "spacer",
    "strike", "style", "svg", "template", "textarea", "tfoot", "title", "track", "tt", "video",
    "xmp", "isindex", "multicol", "portal", "path",
];

/// Elements that hold nothing, so have no end tag.
const VOID: [&str; 21] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "isindex", "keygen", "link", "menuitem", "meta", "param", "source", "spacer", "track", "wbr",
];

/// Elements whose end tag may be missing.
const ENDS_BY_ITSELF: [&str; 21] = [
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
    "rb", "rp", "rt", "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Elements in which nothing but their own end tag is mark-up.
const HOLDS_TEXT: [&str; 9] = [
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp",
];

/// What begins with `<` in raw HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token<'h> {
    /// `<!-- … -->`
    Comment,
    /// A comment or a declaration without an end, or what somebody meant to be one.
    BadComment,
    /// `<!DOCTYPE …>`, `<?php … ?>`, `<![CDATA[ … ]]>`: nothing that is shown.
    Declaration,
    /// A start tag or an end tag of an element that HTML knows.
    Tag(Tag<'h>),
    /// A tag whose `>` is missing.
    CutOff,
    /// A tag of no element that HTML knows, or a `<` by itself.
    Text,
}

/// A tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tag<'h> {
    /// As typed.
    pub(super) name: &'h str,
    /// Whether it is an end tag.
    pub(super) closes: bool,
}

impl Tag<'_> {
    /// Returns whether it begins an element that an end tag must end.
    pub(super) fn needs_end(&self) -> bool {
        !self.closes && !has(&VOID, self.name) && !has(&ENDS_BY_ITSELF, self.name)
    }

    /// Returns whether it is one of an element that holds nothing.
    pub(super) fn is_void(&self) -> bool {
        has(&VOID, self.name)
    }

    /// Returns whether it begins an element that holds text alone.
    fn holds_text(&self) -> bool {
        !self.closes && has(&HOLDS_TEXT, self.name)
    }

    /// Returns whether `name` is its name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

fn has(elements: &[&str], name: &str) -> bool {
    elements
        .iter()
        .any(|element| element.eq_ignore_ascii_case(name))
}

/// Returns whether a tag in `html` stands between words: a line break, or one that begins or ends a block.
pub(super) fn parts_words(html: &str) -> bool {
    let parts = |tag: Tag| tag.is("br") || !has(&INLINE, tag.name);
    tokens(html)
        .iter()
        .any(|(_, token)| matches!(token, Token::Tag(tag) if parts(*tag)))
}

/// Returns the tokens of `html` with their places. What stands between them is text.
pub(super) fn tokens(html: &str) -> Vec<(Range<usize>, Token<'_>)> {
    let mut tokens = Vec::new();
    let mut from = 0;
    let mut is_cut_off = false;
    while let Some(offset) = html[from..].find('<') {
        let start = from + offset;
        // Behind a tag that is cut off, no other is looked for: each could be read to the end in vain.
        let (token, end) = match html.as_bytes().get(start + 1) {
            Some(b'!' | b'?') => declaration(html, start),
            _ if is_cut_off => (Token::Text, start + 1),
            _ => tag(html, start),
        };
        is_cut_off |= token == Token::CutOff;
        from = end;
        if let Token::Tag(tag) = token
            && tag.holds_text()
        {
            from = end_of_text(html, end, tag.name);
        }
        tokens.push((start..end, token));
    }
    tokens
}

/// Reads the comment or declaration that begins at `start`. Returns it and where it ends.
fn declaration(html: &str, start: usize) -> (Token<'_>, usize) {
    let rest = &html[start..];
    let (token, begin, end) = if rest.starts_with("<!--") {
        (Token::Comment, "<!--", "-->")
    } else if rest.starts_with("<![CDATA[") {
        (Token::Declaration, "<![CDATA[", "]]>")
    } else if rest.starts_with("<?") {
        (Token::Declaration, "<?", "?>")
    } else if rest[2..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        (Token::Declaration, "<!", ">")
    } else {
        return (Token::BadComment, html.len());
    };
    let is_empty = rest.starts_with("<!-->") || rest.starts_with("<!--->");
    match rest[begin.len()..].find(end) {
        Some(len) if !is_empty => (token, start + begin.len() + len + end.len()),
        _ => (Token::BadComment, html.len()),
    }
}

fn tag(html: &str, start: usize) -> (Token<'_>, usize) {
    let rest = &html[start + 1..];
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let closes = name.len() < rest.len();
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return (Token::Text, start + 1);
    }
    let name_start = html.len() - name.len();
    let name_len = name
        .find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>'))
        .unwrap_or(name.len());
    let name = &name[..name_len];
    let is_known = super::allowed::is_allowed(&name.to_ascii_lowercase()) || has(&FORBIDDEN, name);
    match end_of_tag(html, name_start + name_len) {
        Some(end) if is_known => (Token::Tag(Tag { name, closes }), end),
        None if is_known => (Token::CutOff, start + 1),
        // The text of it may hold a tag.
        _ => (Token::Text, start + 1),
    }
}

/// Returns where the tag ends whose name ends at `from`. Quotation marks hold any sign, but no other tag: where one seems
/// to be in them, the second is missing.
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

/// Returns the value of the attribute `name` of the start tag `typed`, as it is typed.
pub(super) fn attribute(typed: &str, name: &str) -> Option<String> {
    let is_blank = |letter: char| letter.is_ascii_whitespace() || letter == '/';
    let mut rest = typed.strip_suffix('>')?.trim_start_matches('<');
    rest = &rest[rest.find(is_blank)?..];
    loop {
        rest = rest.trim_start_matches(is_blank);
        let end = rest
            .find(|letter: char| is_blank(letter) || letter == '=')
            .unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            if after.is_empty() {
                return None;
            }
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote)?,
            _ => value.split_at(
                value
                    .find(|letter: char| letter.is_ascii_whitespace())
                    .unwrap_or(value.len()),
            ),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value.to_owned());
        }
        rest = after;
    }
}

/// Returns where the end tag of `name` begins, at or after `from`.
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
