//! Diagnostics as annotations of GitHub's checks: one line each, as its workflow commands are written
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use crate::diag::{Diagnostic, Positions, Severity};
use crate::text::visible;

/// Writes `diagnostic` as a workflow command, one line without its end.
pub fn github(diagnostic: &Diagnostic, positions: &mut Positions) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = format!("file={}", property(diagnostic.place.path.as_str()));
    if let Some(range) = positions.of(&diagnostic.place) {
        properties.push_str(&format!(",line={},col={}", range.line, range.column));
        properties.push_str(&format!(
            ",endLine={},endColumn={}",
            range.end_line, range.end_column
        ));
    }
    properties.push_str(&format!(",title={}", property(diagnostic.code)));
    let hint = diagnostic
        .hint
        .as_ref()
        .map(|hint| format!("; hint: {hint}"))
        .unwrap_or_default();
    format!(
        "::{command} {properties}::{}",
        data(&format!("{}{hint}", diagnostic.message))
    )
}

fn data(text: &str) -> String {
    let escaped = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    visible(&escaped).into_owned()
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
