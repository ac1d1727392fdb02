//! A diagnostic as one line: `path:line:column severity[code]: message; hint: …`.
//! For logs, pipes and tests; `human` draws the excerpt.

use crate::diag::{Diagnostic, Finding, Place, Positions, short};
use crate::text::visible;

/// Writes `diagnostic` as one line, without its end.
///
/// Its places must have been resolved to spans; a place that was not prints as the file alone.
pub fn line(diagnostic: &Diagnostic, positions: &mut Positions) -> String {
    let Finding {
        code,
        severity,
        message,
        place,
        hint,
        related,
        fix,
    } = &**diagnostic;
    let mut text = format!(
        "{} {severity}[{code}]: {message}",
        place_text(place, positions)
    );
    for (place, label) in related {
        text.push_str(&format!("; {label}: {}", place_text(place, positions)));
    }
    if let Some(hint) = hint {
        text.push_str("; hint: ");
        text.push_str(hint);
    }
    if let Some(fix) = fix {
        text.push_str(&short::hint(format!("; fix: `{}`", fix.text)));
    }
    visible(&text.replace(['\n', '\r'], " ")).into_owned()
}

fn place_text(place: &Place, positions: &mut Positions) -> String {
    match positions.of(place) {
        Some(range) => format!("{}:{}:{}", place.path, range.line, range.column),
        None => place.path.to_string(),
    }
}
