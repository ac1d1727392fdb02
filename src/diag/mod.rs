//! Diagnostics: what is wrong with the content, where, and what to type instead.
//! Codes and constructors are in `catalog`. `human`, `line`, `json`, `github` and `sarif` turn diagnostics into text;
//! `manual` is what the catalog declares of each code, `explain` prints it. Nothing here prints.

pub(crate) mod catalog;
mod code;
mod digest;
mod example;
mod explain;
mod github;
mod human;
mod json;
mod line;
mod manual;
mod positions;
mod sarif;
mod short;

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

pub(crate) use code::codes;
pub use digest::{Digest, Limits};
pub use example::{Example, Position};
pub use explain::{explain, explain_all};
pub use github::github;
pub use human::{drawn, human};
pub use json::json;
pub use line::line;
pub use manual::{Category, ManualEntry, entry, manual};
pub use positions::{Positions, Range};
pub use sarif::sarif;
use serde::{Deserialize, Serialize};

use crate::source::{FieldPath, SourcePath, Span};

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing; nothing needs to be done.
    Note,
    /// Probably a mistake; the site is built.
    Warning,
    /// The site is not built.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// Where in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum At {
    /// The file as a whole.
    File,
    /// A range of its bytes.
    Span(Span),
    /// The value at a path of its front matter (or of the file, if it is YAML throughout).
    Value(FieldPath),
    /// The key of that value.
    Key(FieldPath),
}

/// A file and where in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    pub path: SourcePath,
    pub at: At,
}

impl Place {
    /// The whole of a file.
    pub fn file(path: &SourcePath) -> Self {
        Place {
            path: path.clone(),
            at: At::File,
        }
    }

    /// A range of a file's bytes.
    pub fn span(path: &SourcePath, span: Span) -> Self {
        Place {
            path: path.clone(),
            at: At::Span(span),
        }
    }

    /// A value in a file's front matter.
    pub fn value(path: &SourcePath, field: &FieldPath) -> Self {
        Place {
            path: path.clone(),
            at: At::Value(field.clone()),
        }
    }

    /// A key in a file's front matter.
    pub fn key(path: &SourcePath, field: &FieldPath) -> Self {
        Place {
            path: path.clone(),
            at: At::Key(field.clone()),
        }
    }
}

/// One problem of the content. Cheap to clone, move and sort, because a large site may have many.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Diagnostic(Arc<Finding>);

/// The fields of a [`Diagnostic`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Finding {
    /// Stable name of the kind of problem, in kebab case.
    pub code: &'static str,
    /// The severity of the code, or what the site's settings made of it.
    pub severity: Severity,
    /// One terse sentence in lower case, without a final stop; the editor's words are in backticks.
    pub message: String,
    pub place: Place,
    /// What to type instead.
    pub hint: Option<String>,
    /// Other places that are involved, each with a label.
    pub related: Vec<(Place, String)>,
    /// The edit that fixes it, where that takes no thought.
    pub fix: Option<Box<Fix>>,
}

/// An edit of a file that fixes a problem safely: it changes what the diagnostic names and nothing else.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fix {
    /// What is replaced; an empty span is a place to insert at. A value of front matter is replaced as a whole: once
    /// its place is resolved to a span, `text` is quoted as it must be written there.
    pub place: Place,
    /// The replacement, as it is written into the file.
    pub text: String,
}

impl From<Finding> for Diagnostic {
    fn from(finding: Finding) -> Self {
        Diagnostic(Arc::new(finding))
    }
}

impl Deref for Diagnostic {
    type Target = Finding;

    fn deref(&self) -> &Finding {
        &self.0
    }
}

/// Copies are independent: a change of one leaves the others as they were.
impl DerefMut for Diagnostic {
    fn deref_mut(&mut self) -> &mut Finding {
        Arc::make_mut(&mut self.0)
    }
}

impl Diagnostic {
    /// Adds the edit that fixes it: `text` replaces what is at `place`.
    #[must_use]
    pub fn fix(mut self, place: Place, text: impl Into<String>) -> Self {
        self.fix = Some(Box::new(Fix {
            place,
            text: text.into(),
        }));
        self
    }

    /// Adds what to type instead.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(short::hint(hint.into()));
        self
    }

    /// Adds what to type instead, if that is known.
    #[must_use]
    pub fn hint_if(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Adds another place that is involved.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, short::message(label.into())));
        self
    }
}

/// A value, and the problems that were found while it was made.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// The value; as complete as the content allowed.
    pub value: T,
    /// What is wrong, in the order it was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Returns a value without problems.
    pub fn ok(value: T) -> Self {
        Checked {
            value,
            diagnostics: Vec::new(),
        }
    }

    /// Applies `change` to the value; the diagnostics stay.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Checked<U> {
        Checked {
            value: change(self.value),
            diagnostics: self.diagnostics,
        }
    }

    /// Returns the value, and appends its diagnostics to `diagnostics`.
    pub fn take(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// Returns whether any of `diagnostics` is an error, which stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Returns whether `found` is a note of a rule, which summaries fold first.
pub fn is_rule_note(found: &Diagnostic) -> bool {
    let is_of_rules = || entry(found.code).is_some_and(|entry| entry.category.is_configurable());
    found.severity == Severity::Note && is_of_rules()
}

/// Numbers of findings by severity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct Counts {
    pub n_errors: usize,
    pub n_warnings: usize,
    pub n_notes: usize,
}

impl Counts {
    pub fn of<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Counts::default();
        for finding in found {
            *match finding.severity {
                Severity::Error => &mut counts.n_errors,
                Severity::Warning => &mut counts.n_warnings,
                Severity::Note => &mut counts.n_notes,
            } += 1;
        }
        counts
    }
}

/// Writes `2 errors, 1 warning`; nothing if all counts are zero.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            (self.n_errors, "error"),
            (self.n_warnings, "warning"),
            (self.n_notes, "note"),
        ];
        let said = kinds
            .iter()
            .filter(|(n_found, _)| *n_found > 0)
            .map(|(n_found, word)| match n_found {
                1 => format!("1 {word}"),
                _ => format!("{n_found} {word}s"),
            });
        f.write_str(&said.collect::<Vec<_>>().join(", "))
    }
}

/// Sorts `diagnostics` by file, place and code, and drops repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (&a.place, a.code, &a.message, &a.related).cmp(&(&b.place, b.code, &b.message, &b.related))
    });
    diagnostics.dedup();
}
