//! Line reader for the plain documents that nearly all briefs have: keys with words, quoted texts, lists, and mappings
//! in lists. Declines everything else, which the YAML parsers then read; what it accepts they read the same way.
//!
//! A fifth of the work of the parsers, which would otherwise be a tenth of a build.

use crate::yaml::{MAX_FRONT_MATTER, Node};

/// Deepest nesting that is read here.
const MAX_PLAIN_DEPTH: usize = 4;

/// Parses `text`. `None` if something in it is not plain, or wrong.
pub(super) fn parse(text: &str) -> Option<Node> {
    if text.len() > MAX_FRONT_MATTER || !(is_plain_ascii(text) || text.chars().all(is_plain)) {
        return None;
    }
    let mut lines = Vec::with_capacity(32);
    for line in text.lines().filter(|line| !line.is_empty()) {
        let indent = line.bytes().take_while(|byte| *byte == b' ').count();
        let content = &line[indent..];
        // Space at the end is left to the parsers, as are comments, which begin behind space. Looked for as single
        // bytes: a search for a text costs more to prepare than a line is long.
        let mut signs = memchr::memchr_iter(b'#', content.as_bytes());
        let has_comment = signs.any(|at| content.as_bytes()[..at].last() == Some(&b' '));
        if has_comment || matches!(content.as_bytes().last(), None | Some(b' ')) {
            return None;
        }
        lines.push(Line { indent, content });
    }
    let mut reader = LineReader { lines, next: 0 };
    let first = reader.peek().filter(|line| line.indent == 0)?;
    let entries = reader.mapping(first, 0)?;
    (reader.next == reader.lines.len()).then_some(Node::Map(entries))
}

/// Returns whether `text` is printable ASCII in lines: folded without an early exit, which the compiler does many bytes
/// at once.
fn is_plain_ascii(text: &str) -> bool {
    let is_plain = |byte: u8| (byte == b'\n') | (b' '..=b'~').contains(&byte);
    text.bytes()
        .fold(true, |plain, byte| plain & is_plain(byte))
}

/// Returns whether the parsers take `letter` for itself in any place: no control, no line end but one.
fn is_plain(letter: char) -> bool {
    match letter {
        '\n' | ' '..='~' => true,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => false,
        letter => letter >= '\u{A0}',
    }
}

/// A line without its indent.
#[derive(Clone, Copy)]
struct Line<'t> {
    indent: usize,
    content: &'t str,
}

struct LineReader<'t> {
    lines: Vec<Line<'t>>,
    next: usize,
}

impl<'t> LineReader<'t> {
    fn peek(&self) -> Option<Line<'t>> {
        self.lines.get(self.next).copied()
    }

    /// Reads the mapping whose first entry is `first`, the next line or the rest of it behind a dash.
    fn mapping(&mut self, first: Line<'t>, depth: usize) -> Option<Vec<(String, Node)>> {
        if depth > MAX_PLAIN_DEPTH {
            return None;
        }
        let mut entries: Vec<(String, Node)> = Vec::new();
        let mut line = first;
        loop {
            let (key, rest) = key(line.content)?;
            if entries.iter().any(|(known, _)| known == key) {
                return None;
            }
            self.next += 1;
            let value = if rest.is_empty() {
                self.block(first.indent, depth + 1)?
            } else {
                value(rest)?
            };
            entries.push((key.to_owned(), value));
            match self.peek() {
                Some(next) if next.indent == first.indent && !is_item(next.content) => line = next,
                Some(next) if next.indent > first.indent => return None,
                _ => return Some(entries),
            }
        }
    }

    /// Reads the list or the mapping below a key at `indent`.
    fn block(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let first = self.peek()?;
        // The dashes of a list may stand right below its key.
        if is_item(first.content) && first.indent >= indent {
            return self.list(first.indent, depth).map(Node::List);
        }
        if first.indent > indent {
            return self.mapping(first, depth).map(Node::Map);
        }
        None
    }

    fn list(&mut self, indent: usize, depth: usize) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        while let Some(line) = self.peek().filter(|line| line.indent == indent) {
            let Some(content) = line.content.strip_prefix("- ") else {
                break;
            };
            if key(content).is_some() {
                let indent = indent + 2;
                items.push(Node::Map(
                    self.mapping(Line { indent, content }, depth + 1)?,
                ));
            } else {
                items.push(value(content)?);
                self.next += 1;
            }
        }
        // What is deeper than the dashes continues the last item.
        let is_over = self.peek().is_none_or(|line| line.indent <= indent);
        is_over.then_some(items)
    }
}

fn is_item(content: &str) -> bool {
    content.starts_with("- ")
}

/// Splits `key: value` or `key:`. Keys are words of ASCII letters, digits, `_` and `-`.
fn key(content: &str) -> Option<(&str, &str)> {
    let is_end = |byte: u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-');
    let end = content.bytes().position(is_end)?;
    let (key, rest) = content.split_at(end);
    let rest = rest.strip_prefix(':')?;
    let is_word = key.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !is_special(key);
    (is_word && (rest.is_empty() || rest.starts_with(' '))).then(|| (key, rest.trim_start()))
}

fn value(text: &str) -> Option<Node> {
    match text.strip_prefix('[') {
        Some(list) => flow_list(list.strip_suffix(']')?).map(Node::List),
        None => scalar(text),
    }
}

/// Reads what is between the brackets of a list on one line.
fn flow_list(inner: &str) -> Option<Vec<Node>> {
    let mut items = Vec::new();
    let mut rest = inner.trim();
    while !rest.is_empty() {
        let end = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest[1..].find(quote)? + 2,
            _ => rest.find(',').unwrap_or(rest.len()),
        };
        let (item, after) = rest.split_at(end);
        let item = item.trim();
        let is_quoted = item.starts_with(['"', '\'']);
        if !is_quoted && item.contains(['[', ']', '{', '}', '"', '\'', ':', '#']) {
            return None;
        }
        items.push(scalar(item)?);
        rest = after.trim_start();
        if let Some(next) = rest.strip_prefix(',') {
            // A comma at the end, and two of them, are left to the parsers.
            rest = Some(next.trim_start()).filter(|next| !next.is_empty())?;
        } else if !rest.is_empty() {
            return None;
        }
    }
    Some(items)
}

fn scalar(text: &str) -> Option<Node> {
    let quoted = |quote: char| {
        text.strip_prefix(quote)
            .and_then(|text| text.strip_suffix(quote))
    };
    let inner = if let Some(inner) = quoted('"') {
        (!inner.contains(['"', '\\'])).then_some(inner)?
    } else if let Some(inner) = quoted('\'') {
        (!inner.contains('\'')).then_some(inner)?
    } else {
        let is_plain = text.starts_with(char::is_alphanumeric)
            && !text.contains(": ")
            && !text.ends_with(':')
            && !is_special(text);
        is_plain.then_some(text)?
    };
    Some(Node::Text(inner.to_owned()))
}

/// Returns whether YAML may read `text` as something other than a text.
fn is_special(text: &str) -> bool {
    ["null", "true", "false"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}
