//! Every diagnostic there is: one constructor each, whose doc comment is its manual entry.
//! Messages are in lower case without a final stop; hints say what to type.

pub mod build;
pub mod claims;
pub mod editorial;
pub mod fields;
pub mod files;
pub mod front;
pub mod links;
pub mod markup;
pub mod pictures;
pub mod prose;
pub mod site;
pub mod urls;
pub mod words;

use crate::diag::{Diagnostic, Finding, Place, Severity, short};

fn error(code: &'static str, place: Place, message: impl Into<String>) -> Diagnostic {
    new(code, Severity::Error, place, message)
}

fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Diagnostic {
    new(code, Severity::Warning, place, message)
}

fn note(code: &'static str, place: Place, message: impl Into<String>) -> Diagnostic {
    new(code, Severity::Note, place, message)
}

fn new(
    code: &'static str,
    severity: Severity,
    place: Place,
    message: impl Into<String>,
) -> Diagnostic {
    let message = short::message(message.into());
    Finding {
        code,
        severity,
        message,
        place,
        hint: None,
        related: Vec::new(),
        fix: None,
    }
    .into()
}

fn did_you_mean(nearest: Option<&str>) -> Option<String> {
    nearest.map(|nearest| format!("did you mean `{nearest}`?"))
}
