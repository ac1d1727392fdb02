//! Terminal output: diagnostics, failures, timings, progress and result lines. Nothing else in the crate prints.
//!
//! What was asked for goes to the standard output, everything about the run to the standard error. How a diagnostic is
//! drawn is decided in `diag`; the progress bar is in `progress`.
#![expect(
    clippy::disallowed_methods,
    reason = "the terminal is written to here only"
)]

mod progress;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};

use annotate_snippets::Renderer;
use progress::ProgressState;
pub(super) use progress::Timings;

use crate::cache::{BuildSummary, LastBuild, WithheldBriefs};
use crate::check::{self, FileEdit, Scope, claims::Claim};
use crate::cli::args::Format;
use crate::cli::color::{self, Color};
use crate::clock::Stopwatch;
use crate::diag::{self, Counts, Diagnostic, Digest, Limits, Positions, Severity};
use crate::error::Error;
use crate::serve::Addresses;
use crate::source::{SourcePath, SourceTree};
use crate::text::{visible, visible_lines};
use crate::url::Route;

/// Most new errors of a preview that are printed in full; the browser shows them all.
const MAX_PREVIEW_ERRORS: usize = 10;

/// How much a command prints.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Volume {
    /// Errors only, without a result line.
    Quiet,
    /// Diagnostics and a result line.
    Usual,
    /// As usual, and the duration of each stage.
    Verbose,
}

/// Printer of one command, shared with the worker threads that report progress to it.
pub(super) struct Report {
    volume: Volume,
    color: Color,
    watch: Stopwatch,
    terminal: bool,
    /// Completed steps of the current stage.
    n_steps: AtomicU64,
    /// Whether the outcome of each page is recorded, for `--verbose`, `--timings` or `--why`.
    counts_pages: bool,
    state: Mutex<ProgressState>,
}

impl Report {
    /// Creates a report without colour set; [`in_color`](Self::in_color) sets it.
    pub(super) fn new(volume: Volume) -> Self {
        Report {
            volume,
            color: Color::Auto,
            watch: Stopwatch::start(),
            counts_pages: volume == Volume::Verbose,
            terminal: io::stderr().is_terminal(),
            n_steps: AtomicU64::new(0),
            state: Mutex::new(ProgressState::default()),
        }
    }

    /// Returns this report with the given colour choice.
    #[must_use]
    pub(super) fn in_color(self, color: Color) -> Self {
        Report { color, ..self }
    }

    /// Records the duration of a stage that began with `watch`.
    pub(super) fn timing(&self, name: &'static str, watch: &Stopwatch) {
        self.state().timings.push((name, watch.elapsed_ms()));
    }

    /// Sets the page whose rebuild is explained at the end of the build.
    pub(super) fn watch_route(&mut self, route: Option<Route>) {
        self.counts_pages |= route.is_some();
        self.state().asked = route;
    }

    /// Prints a notice, unless the volume is quiet.
    pub(super) fn notice(&self, text: &str) {
        if self.volume != Volume::Quiet {
            self.line(&format!("notice: {text}"));
        }
    }

    /// Records how many items a stage processed, for the table of `--verbose`.
    pub(super) fn count(&self, stage: &'static str, n: usize, one: &str, many: &str) {
        self.state().counts.insert(stage, count(n, one, many));
    }

    /// Reports that the output is locked by another build; printed even when quiet, as the
    /// command would otherwise seem to hang.
    pub(super) fn waiting(&self, output: &Path) {
        let output = output.to_string_lossy();
        self.line(&format!(
            "waiting for another build of `{}` to finish",
            visible(&output)
        ));
    }

    /// Marks the begin of the commit, after all outputs are staged.
    pub(super) fn begin_commit(&self) {
        self.begin("commit");
    }

    /// Records that a build without changes reused all `n_files` output files.
    pub(super) fn nothing_changed(&self, n_files: usize) {
        self.state().n_kept = n_files;
    }

    /// Marks the begin of writing the cache, after the commit.
    pub(super) fn begin_remember(&self) {
        self.begin("remember");
    }

    /// Prints the problems that a build `found`, sorted by place, within `limits`.
    ///
    /// Problems that the build `before` already reported are only counted.
    pub(super) fn found(
        &mut self,
        found: &[Diagnostic],
        before: Option<&LastBuild>,
        (limits, tree): (Limits, &SourceTree),
    ) {
        // The bar redraws its line, so it must be gone before anything else is printed.
        self.end_bar();
        let is_quiet = limits == Limits::QUIET;
        let is_known = |found: &&Diagnostic| before.is_some_and(|last| last.has_reported(found));
        let is_wanted = |found: &&Diagnostic| !is_quiet || found.severity == Severity::Error;
        let (known, new): (Vec<_>, Vec<_>) = found.iter().filter(is_wanted).partition(is_known);
        let new: Vec<Diagnostic> = new.into_iter().cloned().collect();
        let digest = Digest::of(&new, limits);
        let text = digest.findings(&mut Positions::new(tree), &self.renderer(&io::stderr()));
        self.drawn(text.trim_end_matches('\n'));
        self.line(digest.table("`--all` shows all").trim_end());
        self.as_before(Counts::of(known));
        if digest.counts.n_errors > 0 {
            let errors = count(digest.counts.n_errors, "error", "errors");
            self.line(&format!("{errors}: nothing was written"));
        }
    }

    /// Prints the count of problems that the last build already reported.
    pub(super) fn as_before(&self, known: Counts) {
        if known != Counts::default() && self.volume != Volume::Quiet {
            self.line(&format!(
                "{known} already reported by the last build: `--all` shows them"
            ));
        }
    }

    /// Prints the problems that a check found, to the standard output: they are the result of the command.
    pub(super) fn check(
        &mut self,
        diagnostics: &[Diagnostic],
        tree: &SourceTree,
        how: (Format, Limits),
    ) {
        self.end_bar();
        let (format, limits) = how;
        let mut positions = Positions::new(tree);
        let text = match format {
            Format::Human => human(
                diagnostics,
                (&mut positions, &self.renderer(&io::stdout())),
                limits,
            ),
            Format::Json => diag::json(diagnostics, &mut positions),
            Format::Sarif => diag::sarif(diagnostics, &mut positions),
            Format::Github => diagnostics
                .iter()
                .map(|found| diag::github(found, &mut positions) + "\n")
                .collect(),
        };
        let _ = io::stdout().write_all(text.as_bytes());
    }

    /// Reports the limits of a check: files that it could not read and pages that it did not render.
    pub(super) fn unseen(&self, n_files: usize, n_pages: usize) {
        if n_files > 0 {
            let files = count(n_files, "file", "files");
            self.line(&format!(
                "{files} cannot be read: further problems in them are not reported yet"
            ));
        }
        if n_pages > 0 {
            let pages = count(n_pages, "page was", "pages were");
            self.line(&format!(
                "{pages} not rendered: `dateline build` checks every page for template errors and weight"
            ));
        }
    }

    /// Prints the claims of a brief as a table with a summary below it.
    pub(super) fn claims(&mut self, claims: &[Claim], tree: &SourceTree) {
        self.end_bar();
        let text = match claims {
            [] => "no source of this brief has a readable clip\n".to_owned(),
            [first, ..] => {
                let table = check::claims::table(claims, &mut Positions::new(tree));
                table + "\n" + &check::claims::summary(&first.place.path, claims)
            }
        };
        let _ = io::stdout().write_all(visible_lines(&text).as_bytes());
    }

    /// Prints an entry of the manual.
    pub(super) fn manual(&self, text: &str) {
        let _ = io::stdout().write_all(text.as_bytes());
    }

    /// Reports the fixes written to a file.
    pub(super) fn fixed(&self, file: &FileEdit) {
        self.line(&format!(
            "fixed {} in {}",
            count(file.n_fixes, "problem", "problems"),
            visible(file.path.as_str())
        ));
    }

    /// Prints a patch of `n_fixes` fixes in `n_files` files.
    ///
    /// The patch is alone on the standard output, so that it can be piped into `git apply`; its summary goes to the
    /// standard error.
    pub(super) fn patch(&self, patch: &str, (n_fixes, n_files): (usize, usize)) {
        let _ = io::stdout().write_all(patch.as_bytes());
        let (problems, files) = (
            count(n_fixes, "problem", "problems"),
            count(n_files, "file", "files"),
        );
        self.line(&match n_fixes {
            0 => "there is nothing that can be fixed safely".to_owned(),
            _ => format!("the patch fixes {problems} in {files}; nothing was written"),
        });
    }

    /// Prints a machine error and its hint.
    pub(super) fn failure(&self, error: &Error) {
        self.end_bar();
        self.line(&format!("error: {}", visible(&error.to_string())));
        if let Some(hint) = &error.hint {
            self.line(&format!("hint: {}", visible(hint)));
        }
    }

    /// Prints the addresses of the preview.
    pub(super) fn serving(&self, addresses: &Addresses) {
        let mut all = addresses.here.clone();
        match addresses.elsewhere.as_deref() {
            None => {}
            // Every address is listened on, but none that others can use could be determined.
            Some([]) => all.push_str(" and every address of this machine"),
            Some(elsewhere) => all.extend(elsewhere.iter().map(|url| format!(" and {url}"))),
        }
        // A closed standard output must not end the preview.
        let _ = writeln!(io::stdout(), "serving {all} (press Ctrl-C to stop)");
    }

    /// Prints a status line of the preview.
    pub(super) fn say(&self, text: &str) {
        self.line(text);
    }

    /// Prints what a new revision of the preview is based on, and how long it took.
    pub(super) fn rebuilt(&self, changed: &[SourcePath], n_briefs: usize, ms: f64) {
        let what = match changed {
            [] => {
                let briefs = count(n_briefs, "brief", "briefs");
                return self.line(&format!("ready: {briefs} in {ms:.0} ms"));
            }
            [path] => visible(path.as_str()).into_owned(),
            [path, others @ ..] => {
                format!(
                    "{} and {}",
                    visible(path.as_str()),
                    count(others.len(), "other file", "other files")
                )
            }
        };
        self.line(&format!("{what}: {ms:.0} ms"));
    }

    /// Prints the `new` errors of a preview, up to a limit, and the total of all `n_errors`.
    pub(super) fn preview_errors(&self, new: &[Diagnostic], tree: &SourceTree, n_errors: usize) {
        // Only new errors are drawn: repeating the others at every save would bury them.
        let renderer = self.renderer(&io::stderr());
        for found in new.iter().take(MAX_PREVIEW_ERRORS) {
            self.drawn(&(diag::human(found, tree, &renderer) + "\n"));
        }
        self.line(&if n_errors == 0 {
            "no errors".to_owned()
        } else {
            count(n_errors, "error", "errors")
        });
    }

    /// Prints the end of a build: withheld briefs, then one result line with figures, duration and output folder.
    pub(super) fn summary(&mut self, summary: &BuildSummary, output: &Path, watch: &Stopwatch) {
        self.finish_stage();
        self.end_bar();
        if self.volume == Volume::Verbose {
            // Taken out of the state, which the loop locks again for the counts.
            let timings = std::mem::take(&mut self.state().timings);
            for (name, ms) in timings {
                let count = self.state().counts.get(name).cloned().unwrap_or_default();
                self.line(format!("{name:>8} {ms:8.1} ms  {count}").trim_end());
            }
        }
        if self.volume == Volume::Quiet {
            return;
        }
        self.withheld(summary);
        let briefs = count(summary.n_briefs, "brief", "briefs");
        let files = count(summary.n_files, "file", "files");
        let release = summary
            .next_release
            .as_ref()
            .map(|at| format!("; next release {at}"));
        let prose = match summary.scope {
            Scope::All => "",
            Scope::Build => "; prose not checked: `dateline check`",
        };
        let line = format!(
            "built {briefs} as {files} in {:.0} ms: {}{}{prose}",
            watch.elapsed_ms(),
            visible(&output.to_string_lossy()),
            release.unwrap_or_default(),
        );
        // A reader that has gone away (`| head`) is not a failure.
        let _ = writeln!(io::stdout(), "{line}");
    }

    /// Names the first briefs that are not public yet, and counts the rest.
    fn withheld(&self, summary: &BuildSummary) {
        let WithheldBriefs { n_briefs, first } = &summary.withheld;
        if *n_briefs == 0 {
            return;
        }
        // `first` is cut when the build is recorded, so the names are those of the briefs that come out soonest.
        let more = n_briefs - first.len();
        let more = if more > 0 {
            format!(", and {more} more")
        } else {
            String::new()
        };
        let briefs = count(*n_briefs, "brief", "briefs");
        self.line(&format!("{briefs} withheld: {}{more}", first.join(", ")));
    }

    /// Prints text from content or the environment: control characters are made visible, except line ends.
    ///
    /// A headline with an escape sequence could otherwise move the cursor or recolour the terminal.
    fn line(&self, text: &str) {
        self.drawn(&visible_lines(text));
    }

    /// Prints text that is already safe, with its colour sequences.
    fn drawn(&self, text: &str) {
        if text.is_empty() {
            return;
        }
        let _ = writeln!(io::stderr(), "{text}");
    }

    fn renderer(&self, stream: &impl IsTerminal) -> Renderer {
        color::renderer(self.color, stream)
    }

    /// Locks the progress state; a panic in another thread leaves figures that are still fit to print.
    fn state(&self) -> std::sync::MutexGuard<'_, ProgressState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Draws the problems of a check as a digest within `limits`, followed by their counts.
fn human(found: &[Diagnostic], drawn: (&mut Positions, &Renderer), limits: Limits) -> String {
    let (positions, renderer) = drawn;
    let digest = Digest::of(found, limits);
    let findings = digest.findings(positions, renderer);
    let table = digest.table("`--all` shows all, `--only CODE` one rule");
    let counts = match digest.counts.to_string() {
        counts if counts.is_empty() => "no problems found".to_owned(),
        counts => counts,
    };
    format!("{findings}{table}{counts}\n")
}

/// Prints the result of a command to the standard output.
pub(super) fn print(text: &str) {
    // A reader that has gone away (`| head`) is not a failure.
    let _ = writeln!(io::stdout(), "{text}");
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
