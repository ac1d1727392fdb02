//! A diagnostic as rustc draws them: the line, the words underlined, the hint below.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use crate::diag::{At, Diagnostic, Place, Severity};
use crate::source::{SourceFile, SourceTree};

/// Longest line that is shown as an excerpt, in bytes; a longer one is named by its position only.
const MAX_EXCERPT_LINE: usize = 2_000;

/// Draws `diagnostic` with an excerpt of its file, as several lines without a final line end.
///
/// Its places must have been resolved to spans. `renderer` decides on colour.
pub fn human(diagnostic: &Diagnostic, tree: &SourceTree, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = normalize_untrusted_str(&diagnostic.message);
    let title = level.primary_title(message.as_str()).id(diagnostic.code);
    let excerpts: Vec<Excerpt> = std::iter::once((&diagnostic.place, ""))
        .chain(diagnostic.related.iter().map(|(place, label)| (place, label.as_str())))
        .map(|(place, label)| Excerpt::of(place, label, tree))
        .collect();
    let mut group = Group::with_title(title);
    for (idx, excerpt) in excerpts.iter().enumerate() {
        let kind = if idx == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        group = match &excerpt.text {
            Some(text) => group.element(
                Snippet::source(text.as_str())
                    .path(excerpt.path)
                    .line_start(excerpt.line)
                    .annotation(kind.span(excerpt.span.clone()).label(excerpt.label)),
            ),
            None => {
                let origin = annotate_snippets::Origin::path(excerpt.path);
                group.element(match excerpt.column {
                    Some(column) => origin.line(excerpt.line).char_column(column),
                    None => origin,
                })
            }
        };
    }
    let hint = diagnostic.hint.as_deref().map(normalize_untrusted_str);
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// The lines that a place lies on, cut from its file.
struct Excerpt<'a> {
    path: &'a str,
    label: &'a str,
    /// None where the place is the whole file, or the line cannot be shown.
    text: Option<String>,
    line: usize,
    /// Counted in characters from 1; needed only where the line is not shown.
    column: Option<usize>,
    span: std::ops::Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn of(place: &'a Place, label: &'a str, tree: &'a SourceTree) -> Self {
        let path = place.path.as_str();
        let whole = Excerpt { path, label, text: None, line: 1, column: None, span: 0..0 };
        let At::Span(span) = place.at else { return whole };
        let Some(text) = tree.get(path).map(SourceFile::text) else { return whole };
        let start = text.floor_char_boundary(span.start);
        let end = text.floor_char_boundary(span.end).max(start);
        let from = text[..start].rfind('\n').map_or(0, |idx| idx + 1);
        // An excerpt shows the first line of a long place: the rest is what the editor is looking at.
        let to = text[start..].find('\n').map_or(text.len(), |idx| start + idx);
        let line = text[..from].bytes().filter(|byte| *byte == b'\n').count() + 1;
        if to - from > MAX_EXCERPT_LINE {
            let before = text[from..start].trim_start_matches('\u{feff}');
            return Excerpt { line, column: Some(before.chars().count() + 1), ..whole };
        }
        Excerpt {
            path,
            label,
            text: Some(text[from..to].to_owned()),
            line,
            column: None,
            span: start - from..end.min(to) - from,
        }
    }
}
