//! Diagnostics as one JSON object, for editors and scripts.

use serde::Serialize;

use crate::diag::{Diagnostic, Place, Positions};
use crate::text::escape_json;

#[derive(Serialize)]
struct JsonReport<'a> {
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: String,
    message: &'a str,
    #[serde(flatten)]
    at: JsonPlace<'a>,
    hint: Option<&'a str>,
    fix: Option<JsonEdit<'a>>,
    related: Vec<JsonRelated<'a>>,
}

/// A place; without a line it is the whole file.
#[derive(Serialize)]
struct JsonPlace<'a> {
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(flatten)]
    at: JsonPlace<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    #[serde(flatten)]
    at: JsonPlace<'a>,
    message: &'a str,
}

/// Writes `diagnostics` as `{"diagnostics": […]}`, indented, with a final line end.
///
/// Lines and columns count from 1, columns in characters; the end is exclusive.
pub fn json(diagnostics: &[Diagnostic], positions: &mut Positions) -> String {
    let found = diagnostics.iter().map(|diagnostic| JsonDiagnostic {
        code: diagnostic.code,
        severity: diagnostic.severity.to_string(),
        message: &diagnostic.message,
        at: place(&diagnostic.place, positions),
        hint: diagnostic.hint.as_deref(),
        fix: diagnostic.fix.as_ref().map(|fix| JsonEdit {
            at: place(&fix.place, positions),
            text: &fix.text,
        }),
        related: diagnostic
            .related
            .iter()
            .map(|(at, message)| JsonRelated {
                at: place(at, positions),
                message,
            })
            .collect(),
    });
    let document = JsonReport {
        diagnostics: found.collect(),
    };
    let json = serde_json::to_string_pretty(&document).expect("texts and numbers become JSON");
    escape_json(json) + "\n"
}

fn place<'a>(place: &'a Place, positions: &mut Positions) -> JsonPlace<'a> {
    let range = positions.of(place);
    JsonPlace {
        path: place.path.as_str(),
        line: range.map(|range| range.line),
        column: range.map(|range| range.column),
        end_line: range.map(|range| range.end_line),
        end_column: range.map(|range| range.end_column),
    }
}
