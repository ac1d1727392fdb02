//! A diagnostic as rustc draws them: the line, the words underlined, the hint below.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use crate::diag::{At, Diagnostic, Place, Positions, Severity};
use crate::source::SourceTree;

/// Longest line that is shown as an excerpt, in bytes; a longer one is named by its position only.
const MAX_EXCERPT_LINE: usize = 2_000;

/// Draws `diagnostic` with an excerpt of its file, as several lines without a final line end.
///
/// Its places must have been resolved to spans. `renderer` decides on colour. Of many diagnostics, see [`drawn`].
pub fn human(diagnostic: &Diagnostic, tree: &SourceTree, renderer: &Renderer) -> String {
    drawn(diagnostic, &mut Positions::new(tree), renderer)
}

/// Draws `diagnostic` as [`human`] does, with `positions` that know the files already.
pub fn drawn(diagnostic: &Diagnostic, positions: &mut Positions, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = normalize_untrusted_str(&diagnostic.message);
    let title = level.primary_title(message.as_str()).id(diagnostic.code);
    let excerpts: Vec<Excerpt> = std::iter::once((&diagnostic.place, ""))
        .chain(diagnostic.related.iter().map(|(place, label)| (place, label.as_str())))
        .map(|(place, label)| Excerpt::of(place, label, positions))
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
    fn of(place: &'a Place, label: &'a str, positions: &mut Positions) -> Self {
        let path = place.path.as_str();
        let whole = Excerpt { path, label, text: None, line: 1, column: None, span: 0..0 };
        let (At::Span(span), Some(at)) = (&place.at, positions.of(place)) else { return whole };
        let Some((text, from)) = positions.line(&place.path, span.start) else { return whole };
        if text.len() > MAX_EXCERPT_LINE {
            return Excerpt { line: at.line, column: Some(at.column), ..whole };
        }
        // An excerpt shows the first line of a long place: the rest is what the editor is looking at.
        let start = text.floor_char_boundary(span.start.saturating_sub(from));
        let end = text.floor_char_boundary(span.end.saturating_sub(from)).max(start);
        Excerpt { path, label, text: Some(text.to_owned()), line: at.line, column: None, span: start..end }
    }
}
