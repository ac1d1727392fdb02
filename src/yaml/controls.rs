//! Control characters in YAML: reports literal ones, which the parsers refuse without a position, and escaped ones
//! (`"\e"`), which they accept. The definition of a control character is in `text`.

use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::source::{SourcePath, Span};
use crate::text;
use crate::yaml::Node;
use crate::yaml::exact::{self, NodeKind, SpannedNode};

/// Most control characters reported in one document.
const MAX_REPORTED: usize = 20;

/// Reports the literal control characters in `text`. If there are any, the value is a copy of the same length in which
/// each is replaced by `x`.
pub(super) fn raw(path: &SourcePath, text: &str, base: usize) -> Checked<Option<String>> {
    let mut diagnostics = Vec::new();
    if !text::may_have_controls(text) || !text.contains(text::is_control) {
        return Checked {
            value: None,
            diagnostics,
        };
    }
    let mut copy = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        if !text::is_control(letter) {
            copy.push(letter);
            continue;
        }
        // As many bytes as before, so that positions in the copy hold for the file.
        copy.push_str(&"x".repeat(letter.len_utf8()));
        if diagnostics.len() < MAX_REPORTED {
            let place = Place::span(path, Span::new(base + at, base + at + letter.len_utf8()));
            diagnostics.push(catalog::files::control_character(place, letter));
        }
    }
    Checked {
        value: Some(copy),
        diagnostics,
    }
}

/// Reports control characters that `text` contains as escapes, and replaces them by U+FFFD in `node`, its parsed value.
pub(super) fn escaped(
    path: &SourcePath,
    text: &str,
    base: usize,
    node: &mut Node,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !text.contains('\\') || !replace(node) {
        return found;
    }
    let mut report = |span: Span| {
        let source = text.get(span.start..span.end).unwrap_or_default();
        for (range, letter) in escapes(source) {
            if is_barred(letter) && found.len() < MAX_REPORTED {
                let span = Span::new(
                    base + span.start + range.start,
                    base + span.start + range.end,
                );
                found.push(catalog::files::control_character(
                    Place::span(path, span),
                    letter,
                ));
            }
        }
    };
    if let Ok(exact) = exact::parse(text) {
        exact.walk(&mut |value: &SpannedNode| match &value.kind {
            NodeKind::Quoted(text) if text.contains(is_barred) => report(value.span),
            NodeKind::Map(entries) => {
                let keys = entries
                    .iter()
                    .filter(|(name, _, _)| name.contains(is_barred));
                keys.for_each(|(_, at, _)| report(*at));
            }
            _ => {}
        });
    }
    // The value has a control character, but the escape was not found (or the exact parser failed): report it anyway.
    if found.is_empty() {
        let place = Place::span(path, Span::new(base, base + text.trim_end().len()));
        found.push(catalog::files::control_character(place, '\u{FFFD}'));
    }
    found
}

/// Returns whether `letter` may not occur in a value. That includes carriage returns: the parser has turned the line
/// ends of the file into `\n`, so that one left over was an escape.
fn is_barred(letter: char) -> bool {
    text::is_control(letter) || letter == '\r'
}

/// Replaces the control characters of all scalars and keys; returns whether there were any.
fn replace(node: &mut Node) -> bool {
    let clean = |text: &mut String| {
        let has = text.contains(is_barred);
        if has {
            *text = text.replace(is_barred, "\u{FFFD}");
        }
        has
    };
    match node {
        Node::Null => false,
        Node::Text(text) => clean(text),
        Node::List(nodes) => nodes
            .iter_mut()
            .fold(false, |has, node| replace(node) | has),
        Node::Map(entries) => entries
            .iter_mut()
            .fold(false, |has, (name, node)| clean(name) | replace(node) | has),
    }
}

/// Returns the escapes of a double-quoted scalar (YAML 1.2, 5.7) that may yield control characters, each with its range
/// and character.
fn escapes(source: &str) -> Vec<(std::ops::Range<usize>, char)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = source[at..].find('\\') {
        let start = at + offset;
        let rest = &source[start + 1..];
        let Some(kind) = rest.chars().next() else {
            break;
        };
        let n_digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let end = start + 1 + kind.len_utf8() + n_digits;
        let letter = match kind {
            '0' => Some('\0'),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'v' => Some('\u{B}'),
            'f' => Some('\u{C}'),
            'r' => Some('\r'),
            'e' => Some('\u{1B}'),
            'N' => Some('\u{85}'),
            'x' | 'u' | 'U' => source
                .get(start + 2..end)
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                .and_then(char::from_u32),
            _ => None,
        };
        found.extend(letter.map(|letter| (start..end, letter)));
        at = start + 1 + kind.len_utf8();
    }
    found
}
