//! A diagnostic as rustc draws them: the line, the words underlined, the hint below.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{At, Diagnostic, Place, Positions, Severity};
use crate::source::SourceTree;
use crate::text::{visible, visible_lines};

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
    let message = visible_lines(&diagnostic.message);
    let title = level.primary_title(message.as_ref()).id(diagnostic.code);
    let excerpts: Vec<Excerpt> = std::iter::once((&diagnostic.place, ""))
        .chain(
            diagnostic
                .related
                .iter()
                .map(|(place, label)| (place, label.as_str())),
        )
        .map(|(place, label)| Excerpt::of(place, label, positions))
        .collect();
    let mut group = Group::with_title(title);
    for (idx, excerpt) in excerpts.iter().enumerate() {
        let kind = if idx == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        group = match &excerpt.text {
            Some(text) => group.element(
                Snippet::source(text.as_str())
                    .path(excerpt.path.as_ref())
                    .line_start(excerpt.line)
                    .annotation(
                        kind.span(excerpt.span.clone())
                            .label(excerpt.label.as_ref()),
                    ),
            ),
            None => {
                let origin = annotate_snippets::Origin::path(excerpt.path.as_ref());
                group.element(match excerpt.column {
                    Some(column) => origin.line(excerpt.line).char_column(column),
                    None => origin,
                })
            }
        };
    }
    let hint = diagnostic.hint.as_deref().map(visible_lines);
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(hint.as_ref()));
    }
    renderer.render(&[group])
}

/// The line at a place, cut from its file.
struct Excerpt<'a> {
    path: Cow<'a, str>,
    label: Cow<'a, str>,
    /// None where the place is the whole file, or the line cannot be shown.
    text: Option<String>,
    line: usize,
    /// Counted in characters from 1; needed only where the line is not shown.
    column: Option<usize>,
    span: std::ops::Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn of(place: &'a Place, label: &'a str, positions: &mut Positions) -> Self {
        let (path, label) = (visible(place.path.as_str()), visible(label));
        let whole = Excerpt {
            path,
            label,
            text: None,
            line: 1,
            column: None,
            span: 0..0,
        };
        let (At::Span(span), Some(at)) = (&place.at, positions.of(place)) else {
            return whole;
        };
        let Some((text, from)) = positions.line(&place.path, span.start) else {
            return whole;
        };
        let text = text.trim_end_matches('\r');
        if text.len() > MAX_EXCERPT_LINE {
            return Excerpt {
                line: at.line,
                column: Some(at.column),
                ..whole
            };
        }
        // An excerpt shows the first line of a long place: the rest is what the editor is looking at.
        let start = text.floor_char_boundary(span.start.saturating_sub(from));
        let end = text
            .floor_char_boundary(span.end.saturating_sub(from))
            .max(start);
        let [before, inside, after] =
            [&text[..start], &text[start..end], &text[end..]].map(visible_lines);
        let span = before.len()..before.len() + inside.len();
        let text = [before, inside, after].concat();
        Excerpt {
            text: Some(text),
            line: at.line,
            column: None,
            span,
            ..whole
        }
    }
}
