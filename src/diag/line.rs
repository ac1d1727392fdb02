//! A diagnostic as one line: `path:line:column severity[code]: message; hint: …`.
//! For logs, pipes and tests; `human` draws the excerpt.

use crate::diag::{At, Diagnostic, Place, position};
use crate::source::SourceTree;

/// Writes `diagnostic` as one line, without its end.
///
/// Its places must have been resolved to spans; a place that was not prints as the file alone.
pub fn line(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let Diagnostic { code, severity, message, place, hint, related } = diagnostic;
    let mut text = format!("{} {severity}[{code}]: {message}", place_text(place, tree));
    for (place, label) in related {
        text.push_str(&format!("; {label} {}", place_text(place, tree)));
    }
    if let Some(hint) = hint {
        text.push_str("; hint: ");
        text.push_str(hint);
    }
    text.replace(['\n', '\r'], " ")
}

fn place_text(place: &Place, tree: &SourceTree) -> String {
    let At::Span(span) = place.at else { return place.path.to_string() };
    let bytes = tree.get(place.path.as_str()).map_or(&[][..], |file| file.bytes());
    let (line, column) = position(&String::from_utf8_lossy(bytes), span.start);
    format!("{}:{line}:{column}", place.path)
}
