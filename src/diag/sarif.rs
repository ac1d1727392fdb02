//! Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use serde_json::{Value, json};

use crate::diag::{Diagnostic, ManualEntry, Place, Positions, Severity, entry, explain};
use crate::text::escape_json;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes `diagnostics` as a SARIF log of one run, indented, with a final line end.
pub fn sarif(diagnostics: &[Diagnostic], positions: &mut Positions) -> String {
    let mut codes: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let rules = codes.iter().map(|code| {
        let entry = entry(code);
        let text = entry.map(ManualEntry::text).unwrap_or_default();
        let help = entry.map(explain).unwrap_or_default();
        json!({ "id": code, "fullDescription": { "text": text }, "help": { "text": help } })
    });
    let results = diagnostics.iter().map(|diagnostic| {
        let rule = codes.binary_search(&diagnostic.code).ok();
        result(diagnostic, rule, positions)
    });
    let results: Vec<Value> = results.collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "Dateline",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.collect::<Vec<Value>>(),
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    escape_json(serde_json::to_string_pretty(&log).expect("texts and numbers become JSON")) + "\n"
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, positions: &mut Positions) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let hint = diagnostic
        .hint
        .as_ref()
        .map(|hint| format!("; hint: {hint}"))
        .unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": level,
        "message": { "text": format!("{}{hint}", diagnostic.message) },
        "locations": [{ "physicalLocation": location(&diagnostic.place, positions) }],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|(place, label)| {
            json!({ "physicalLocation": location(place, positions), "message": { "text": label } })
        });
        result["relatedLocations"] = Value::Array(related.collect());
    }
    if let Some(fix) = &diagnostic.fix
        && let Some(region) = region(&fix.place, positions)
    {
        let replacement =
            json!({ "deletedRegion": region, "insertedContent": { "text": fix.text } });
        let artifact = json!({ "uri": uri(&fix.place) });
        result["fixes"] = json!([{ "artifactChanges": [{ "artifactLocation": artifact, "replacements": [replacement] }] }]);
    }
    result
}

fn location(place: &Place, positions: &mut Positions) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": uri(place) } });
    if let Some(region) = region(place, positions) {
        location["region"] = region;
    }
    location
}

fn region(place: &Place, positions: &mut Positions) -> Option<Value> {
    let range = positions.of(place)?;
    Some(json!({
        "startLine": range.line,
        "startColumn": range.column,
        "endLine": range.end_line,
        "endColumn": range.end_column,
    }))
}

fn uri(place: &Place) -> String {
    crate::url::encode_path(place.path.as_str())
}
