//! Size limits, checked before any parser runs: length and nesting. Deeply nested input makes the parsers slow long
//! before their own limits stop them.

use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{SourcePath, Span};
use crate::yaml::{MAX_CONFIG, MAX_DEPTH, MAX_FRONT_MATTER};

/// Checks length and nesting of `text`, which begins at byte `base` of `path`.
pub(super) fn check(path: &SourcePath, text: &str, base: usize) -> Result<(), Diagnostic> {
    let limit = if path.is_config() {
        MAX_CONFIG
    } else {
        MAX_FRONT_MATTER
    };
    if text.len() > limit {
        let place = Place::span(path, Span::new(base, base));
        return Err(catalog::front::front_matter_too_large(
            place,
            text.len(),
            limit,
        ));
    }
    match too_deep(text) {
        Some(idx) => {
            let place = Place::span(path, Span::new(base + idx, base + idx + 1));
            Err(catalog::front::yaml_too_deep(place, MAX_DEPTH))
        }
        None => Ok(()),
    }
}

/// Returns the first byte offset nested deeper than [`MAX_DEPTH`]: by brackets, by indent, or by dashes on one line.
///
/// A rough scan that may not parse, since it protects the parsers. Brackets in plain text count too: no real text has
/// so many.
fn too_deep(text: &str) -> Option<usize> {
    let mut brackets = 0usize;
    let mut quote: Option<u8> = None;
    let mut indents: Vec<usize> = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        // Inside brackets and quotes indent has no meaning.
        if quote.is_none() && brackets == 0 {
            let (indent, n_openers) = opening(line);
            indents.truncate(indents.iter().take_while(|known| **known < indent).count());
            if !line.trim().is_empty() {
                indents.push(indent);
            }
            if indents.len() + n_openers > MAX_DEPTH {
                return Some(line_start + indent.min(line.len().saturating_sub(1)));
            }
        }
        for (idx, byte) in line.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') if opens_quote(line, idx) => quote = Some(byte),
                (None, b'[' | b'{') => brackets += 1,
                (None, b']' | b'}') => brackets = brackets.saturating_sub(1),
                (None, b'#') if idx == 0 || line.as_bytes()[idx - 1] == b' ' => break,
                _ => {}
            }
            if brackets > MAX_DEPTH {
                return Some(line_start + idx);
            }
        }
        // An apostrophe that opens no quote (`- 'tis`) must not hide the lines after it. Double quotes may span lines.
        if quote == Some(b'\'') {
            quote = None;
        }
        line_start += line.len();
    }
    None
}

/// Returns the indent of a line, and how many lists and mappings its dashes, colons and question marks open.
fn opening(line: &str) -> (usize, usize) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let n_openers = line[indent..]
        .split(' ')
        .take_while(|part| matches!(*part, "-" | "?" | ":" | ""))
        .count();
    (indent, n_openers)
}

fn opens_quote(line: &str, idx: usize) -> bool {
    let before = line[..idx].trim_end_matches(' ');
    before.is_empty() || before.ends_with([':', '-', '[', '{', ','])
}
