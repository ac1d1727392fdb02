//! Declares the codes: `codes!` is used at the top of each file of the catalog, and each of its constructors begins with
//! a [`Code`]. What the manual says of a code is in `manual`, its example in `example`.

use crate::diag::{Diagnostic, Finding, Place, Severity, short};

/// The name of a kind of mistake and how bad it usually is: what a constructor starts from.
#[derive(Clone, Copy)]
pub(crate) struct Code {
    pub(crate) name: &'static str,
    pub(crate) severity: Severity,
}

impl Code {
    /// Returns the same code with another severity, for findings that are worse or milder than most.
    pub(crate) fn with(self, severity: Severity) -> Self {
        Code { severity, ..self }
    }

    /// Starts a diagnostic; `hint`, `related` and `fix` add to it.
    pub(crate) fn at(self, place: Place, message: impl Into<String>) -> Diagnostic {
        Finding {
            code: self.name,
            severity: self.severity,
            message: short::message(message.into()),
            place,
            hint: None,
            related: Vec::new(),
            fix: None,
        }
        .into()
    }
}

/// Declares the codes of one category, each with its manual text, severity, name and example:
///
/// ```text
/// codes! {
///     Category::Text;
///
///     /// A footnote that nothing refers to is not shown.          (for readers: no Rust, no links)
///     FOOTNOTE_UNUSED = Warning "footnote-unused" {
///         in Text,                                 (a `Position`; `File("site.yaml")` has a path)
///         with "static/dams.png": ".",             (other files that the example needs)
///         found in "urls.lock",                    (the file with the finding, if it is another one)
///         wrong: "…",
///         right: "
///             several lines
///             are indented
///         ",
///     }
///
///     /// A file that is not UTF-8 text is not read.
///     FILE_NOT_UTF8 = Error "file-not-utf8" { no example: "bytes that are not text" }
/// }
/// ```
///
/// Gives a [`Code`] for each, and `MANUAL`, the list of their manual entries. Tests put every example into a small site
/// (`tests/it/samples.rs` says what it has besides): `wrong` must report the code, `right` must not. In an example,
/// `[… 90 words]`, `[… 90 letters]` (or `bytes`) and `[… 90 × ">"]` stand for so much text, `␀` for a NUL byte; a list of
/// `Files` has one path a line, with `= TEXT` if its text matters and `-> PATH` if it is a symbolic link.
macro_rules! codes {
    (
        $category:expr;
        $(
            $(#[doc = $line:literal])+
            $name:ident = $severity:ident $code:literal { $($example:tt)+ }
        )+
    ) => {
        $(
            $(#[doc = $line])+
            pub(crate) const $name: $crate::diag::code::Code = $crate::diag::code::Code {
                name: $code,
                severity: $crate::diag::Severity::$severity,
            };
        )+

        // The list does not mention the constants: so the compiler reports one that no constructor uses.
        pub(super) const MANUAL: &[$crate::diag::ManualEntry] = &[$(
            $crate::diag::ManualEntry {
                code: $code,
                severity: $crate::diag::Severity::$severity,
                category: $category,
                lines: &[$($line),+],
                example: $crate::diag::code::example!($($example)+),
            },
        )+];
    };
}

/// The example within a declaration; see [`codes!`].
macro_rules! example {
    (no example: $reason:literal) => { None };
    (
        in $position:ident $(($path:literal))?,
        $(with $given_path:literal: $given:literal,)*
        $(found in $found_in:literal,)?
        wrong: $wrong:literal,
        right: $right:literal,
    ) => {
        Some($crate::diag::example::Example {
            position: $crate::diag::example::Position::$position $(($path))?,
            given: &[$(($given_path, $given)),*],
            found_in: $crate::diag::code::optional!($($found_in)?),
            wrong: $wrong,
            right: $right,
        })
    };
}

macro_rules! optional {
    () => {
        None
    };
    ($value:literal) => {
        Some($value)
    };
}

pub(crate) use {codes, example, optional};
