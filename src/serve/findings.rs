//! What is wrong, for the page that is open: every error, drawn as in the terminal, and the warnings of its file.

use std::path::Path;
use std::str::FromStr;

use annotate_snippets::Renderer;
use serde::Serialize;

use crate::diag::{self, Diagnostic, Positions, Severity};
use crate::serve::Desk;
use crate::serve::snapshot::{self, Snapshot};
use crate::source::SourcePath;
use crate::url;

/// Errors that an overlay shows; the rest is counted.
const MAX_ERRORS: usize = 30;
/// Warnings that a drawer shows; the rest is counted.
const MAX_WARNINGS: usize = 50;

/// Which editor links to files lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Editor {
    /// Visual Studio Code.
    VsCode,
    /// Zed.
    Zed,
    /// IntelliJ IDEA and its kin.
    IntelliJ,
    /// No links.
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
    /// Returns the address by which the editor opens a file at a line and a column.
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

/// Who reads what is wrong.
#[derive(Clone, Copy)]
pub(super) struct Viewer<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// Their editor.
    pub editor: Editor,
    /// Whether they see what is not public.
    pub desk: Desk,
}

#[derive(Serialize)]
struct ProblemsPage {
    errors: Vec<FindingView>,
    warnings: Vec<FindingView>,
    /// Errors there are; more than are shown, if there are very many.
    n_errors: usize,
    /// Warnings and notes about other files.
    n_elsewhere: usize,
    /// The page of all of them.
    desk: Option<&'static str>,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct FindingView {
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// What the manual lists it under.
    pub code: &'static str,
    /// `content/briefs/a.md:6:15`.
    pub place: String,
    /// As it is drawn in the terminal.
    pub text: String,
    /// Opens the place in the editor.
    pub href: Option<String>,
}

/// Returns what is wrong for the page at `page`, a path as browsers have it.
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
        // An excerpt may hold what only the editor is to see.
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

/// Draws findings.
pub(super) fn show(
    snapshot: &Snapshot,
    found: &[&Diagnostic],
    reader: &Viewer,
) -> Vec<FindingView> {
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
