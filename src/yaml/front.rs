//! Splits a content file into front matter and body. Parsing the YAML is in the parent module, the body in `body`.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{SourcePath, Span};

/// Byte ranges of the parts of a content file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrontMatterSpans {
    /// The YAML between the fences.
    pub front: Range<usize>,
    /// The text after the closing fence.
    pub body: Range<usize>,
}

/// Splits `text`: a line `---`, the front matter, a line `---` or `...`, the body.
///
/// Accepts a leading byte order mark and Windows line ends. The error is the diagnostic for a missing or unclosed front
/// matter.
pub fn split(path: &SourcePath, text: &str) -> Result<FrontMatterSpans, Diagnostic> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let first_line = Span::new(start, start + first.trim_end().len());
        let missing = catalog::front::front_matter_missing(Place::span(path, first_line));
        return Err(missing.hint_if(elsewhere(&text[start..])));
    }
    let front_start = start + first.len();
    let mut at = front_start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok(FrontMatterSpans {
                front: front_start..at,
                body: at + line.len()..text.len(),
            });
        }
        at += line.len();
    }
    let fence = Span::new(start, start + first.trim_end().len());
    Err(catalog::front::front_matter_unclosed(Place::span(
        path, fence,
    )))
}

/// Returns a hint if `text` begins with front matter in the style of other programs: TOML, JSON, or YAML without a
/// fence.
fn elsewhere(text: &str) -> Option<String> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    let is_field = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key);
        key.is_some_and(|key| {
            !key.is_empty()
                && key
                    .bytes()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
        })
    };
    let hint = match first {
        "+++" => {
            "this is TOML: write `---` instead of both lines `+++`, and `title: …` instead of `title = …`"
        }
        "{" => "this is JSON: put a line `---` before the `{` and another one behind its `}`",
        "---json" | "---toml" => "write `---` alone, and YAML below it: `title: …`",
        _ if is_field(first) => {
            "put a line `---` before the fields, and another one behind the last of them"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}
