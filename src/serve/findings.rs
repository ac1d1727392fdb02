//! Findings for an open page, as JSON for its script: every error of the site, and the warnings of the page's file.
//!
//! Each is drawn as in the terminal, by `diag`, and links to its line in the editor. `client.js` shows them.

use std::path::Path;
use std::str::FromStr;

use annotate_snippets::Renderer;
use serde::Serialize;

use crate::diag::{self, Diagnostic, Positions, Severity};
use crate::serve::Desk;
use crate::serve::snapshot::{self, Snapshot};
use crate::source::SourcePath;
use crate::url;

/// Most errors in the overlay; the rest is counted.
const MAX_ERRORS: usize = 30;
/// Most warnings in the drawer; further ones are on the desk only.
const MAX_WARNINGS: usize = 50;

/// Editors that have a URL scheme to open a file at a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Editor {
    /// Visual Studio Code, with `vscode://` links.
    VsCode,
    /// Zed, with `zed://` links.
    Zed,
    /// IntelliJ IDEA and other JetBrains editors, with `idea://` links.
    IntelliJ,
    /// No links to files.
    None,
}

impl FromStr for Editor {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "vscode" => Ok(Editor::VsCode),
            "zed" => Ok(Editor::Zed),
            "intellij" => Ok(Editor::IntelliJ),
            "none" => Ok(Editor::None),
            _ => Err(()),
        }
    }
}

impl Editor {
    /// Returns the URL that opens `file`, an absolute path, at a line and a column, both counted from 1.
    ///
    /// `None` for a path that is not UTF-8 and for [`Editor::None`].
    pub fn link(self, file: &Path, line: usize, column: usize) -> Option<String> {
        let file = url::encode_path(file.to_str()?);
        match self {
            Editor::VsCode => Some(format!("vscode://file{file}:{line}:{column}")),
            Editor::Zed => Some(format!("zed://file{file}:{line}:{column}")),
            Editor::IntelliJ => Some(format!(
                "idea://open?file={file}&line={line}&column={column}"
            )),
            Editor::None => None,
        }
    }
}

/// The reader of findings: what links open, and what may be shown.
#[derive(Clone, Copy)]
pub(super) struct Viewer<'a> {
    /// The site's folder, canonical.
    pub root: &'a Path,
    /// The editor that links open.
    pub editor: Editor,
    /// Whether excerpts of source files may be shown.
    pub desk: Desk,
}

#[derive(Serialize)]
struct ProblemsPage {
    errors: Vec<FindingView>,
    warnings: Vec<FindingView>,
    /// The number of all errors, of which `errors` may be only the first.
    n_errors: usize,
    /// The number of warnings and notes about other files.
    n_elsewhere: usize,
    /// The URL of the desk, which lists all findings; `None` if it is closed.
    desk: Option<&'static str>,
}

/// One finding, ready to show.
#[derive(Serialize)]
pub(super) struct FindingView {
    /// The severity: `error`, `warning` or `note`.
    pub severity: String,
    /// The diagnostic code, as in the manual.
    pub code: &'static str,
    /// The place, such as `content/briefs/a.md:6:15`.
    pub place: String,
    /// The text as drawn in the terminal, without colours.
    pub text: String,
    /// The link that opens the place in the editor.
    pub href: Option<String>,
}

/// Returns the findings for the page at `page`, a URL path with the site's base path, as JSON.
pub(super) fn of_page(snapshot: &Snapshot, page: &str, reader: &Viewer) -> String {
    let shown = &snapshot.displayed;
    let source = shown
        .site
        .config
        .base
        .route(page)
        .and_then(|route| snapshot::source_of(shown, &route));
    let is_here = |found: &&Diagnostic| source.as_ref() == Some(&found.place.path);
    let n_errors = snapshot.findings.errors().count();
    let others = snapshot
        .findings
        .iter()
        .filter(|found| found.severity != Severity::Error);
    let (here, elsewhere): (Vec<&Diagnostic>, Vec<&Diagnostic>) = others.partition(is_here);
    let document = if reader.desk == Desk::Open {
        let errors: Vec<&Diagnostic> = snapshot.findings.errors().take(MAX_ERRORS).collect();
        ProblemsPage {
            errors: show(snapshot, &errors, reader),
            warnings: show(snapshot, &here[..here.len().min(MAX_WARNINGS)], reader),
            n_errors,
            n_elsewhere: elsewhere.len(),
            desk: Some("/_desk/"),
        }
    } else {
        // An excerpt may contain a note or a draft. The number of errors still tells why a page is outdated.
        ProblemsPage {
            errors: Vec::new(),
            warnings: Vec::new(),
            n_errors,
            n_elsewhere: 0,
            desk: None,
        }
    };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Draws findings with their places and editor links.
pub(super) fn show(
    snapshot: &Snapshot,
    found: &[&Diagnostic],
    reader: &Viewer,
) -> Vec<FindingView> {
    // Spans refer to the files as they are, not to the last good versions that pages are rendered from.
    let tree = &snapshot.latest.tree;
    let mut positions = Positions::new(tree);
    let renderer = Renderer::plain();
    let one = |found: &&Diagnostic| {
        let range = positions.of(&found.place);
        let (line, column) = range.map_or((1, 1), |range| (range.line, range.column));
        let path: &SourcePath = &found.place.path;
        let place = match range {
            Some(_) => format!("{path}:{line}:{column}"),
            None => path.to_string(),
        };
        FindingView {
            severity: found.severity.to_string(),
            code: found.code,
            place,
            text: diag::human(found, tree, &renderer),
            href: reader
                .editor
                .link(&reader.root.join(path.as_str()), line, column),
        }
    };
    found.iter().map(one).collect()
}
