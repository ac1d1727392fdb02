//! What is printed, and how: findings, failures, timings, progress. Nothing prints anywhere else.
#![expect(clippy::disallowed_methods, reason = "the door of the terminal")]

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

/// New errors of a preview that are printed whole; all of them are in the browser.
const MAX_PREVIEW_ERRORS: usize = 10;
/// How much is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Volume {
    /// Errors only.
    Quiet,
    /// Findings and a last line.
    Usual,
    /// How long each stage took, too.
    Verbose,
}

/// What one command prints.
pub(super) struct Report {
    volume: Volume,
    color: Color,
    watch: Stopwatch,
    terminal: bool,
    /// Steps of the stage that are done.
    n_steps: AtomicU64,
    /// Whether anybody wants to know what became of each page.
    counts_pages: bool,
    state: Mutex<ProgressState>,
}

impl Report {
    /// A report of this volume.
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

    /// The same report, in colour if `color` says so.
    #[must_use]
    pub(super) fn in_color(self, color: Color) -> Self {
        Report { color, ..self }
    }

    /// Notes how long something took that began with `watch`.
    pub(super) fn timing(&self, name: &'static str, watch: &Stopwatch) {
        self.state().timings.push((name, watch.elapsed_ms()));
    }

    /// Is asked why the page at `route` is made anew, or is not.
    pub(super) fn ask(&mut self, route: Option<Route>) {
        self.counts_pages |= route.is_some();
        self.state().asked = route;
    }

    /// Says something that is worth knowing once.
    pub(super) fn notice(&self, text: &str) {
        if self.volume != Volume::Quiet {
            self.line(&format!("notice: {text}"));
        }
    }

    /// Notes how much a stage did: `n` things.
    pub(super) fn count(&self, stage: &'static str, n: usize, one: &str, many: &str) {
        self.state().counts.insert(stage, count(n, one, many));
    }

    /// Says that another build holds the output.
    pub(super) fn waiting(&self, output: &Path) {
        let output = output.to_string_lossy();
        self.line(&format!(
            "waiting for another build of `{}`",
            visible(&output)
        ));
    }

    /// The outputs are complete and are now put in place.
    pub(super) fn begin_commit(&self) {
        self.begin("commit");
    }

    /// All `n_files` files of the output stay as they are.
    pub(super) fn nothing_changed(&self, n_files: usize) {
        self.state().n_kept = n_files;
    }

    /// The site is there; what the next build can use is kept.
    pub(super) fn begin_remember(&self) {
        self.begin("remember");
    }

    /// Prints what a build has `found`, by place, within `limits`; findings that the run before it has told are counted.
    pub(super) fn found(
        &mut self,
        found: &[Diagnostic],
        before: Option<&LastBuild>,
        (limits, tree): (Limits, &SourceTree),
    ) {
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
            self.line(&format!(
                "{errors}: nothing is built, the site is as it was"
            ));
        }
    }

    /// Says how much is found that the last build has told.
    pub(super) fn as_before(&self, known: Counts) {
        if known != Counts::default() && self.volume != Volume::Quiet {
            self.line(&format!("{known} as in the last build: `--all` shows them"));
        }
    }

    /// Prints what a check has found: to the standard output, since that is what was asked for.
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

    /// Says that a check could not read so many files, and has not rendered so many pages.
    pub(super) fn unseen(&self, n_files: usize, n_pages: usize) {
        if n_files > 0 {
            let files = count(n_files, "file", "files");
            self.line(&format!(
                "{files} cannot be read: what else is wrong there is not known yet"
            ));
        }
        if n_pages > 0 {
            let pages = count(n_pages, "page was", "pages were");
            self.line(&format!(
                "{pages} not rendered: `dateline build` says if one fails or is too heavy"
            ));
        }
    }

    /// Prints a table of claims.
    pub(super) fn claims(&mut self, claims: &[Claim], tree: &SourceTree) {
        self.end_bar();
        let text = match claims {
            [] => "no source of this brief has a clip that can be read\n".to_owned(),
            [first, ..] => {
                let table = check::claims::table(claims, &mut Positions::new(tree));
                table + "\n" + &check::claims::summary(&first.place.path, claims)
            }
        };
        let _ = io::stdout().write_all(visible_lines(&text).as_bytes());
    }

    /// Prints a part of the manual.
    pub(super) fn manual(&self, text: &str) {
        let _ = io::stdout().write_all(text.as_bytes());
    }

    /// Says that a file was mended.
    pub(super) fn mended(&self, file: &FileEdit) {
        self.line(&format!(
            "mended {} in {}",
            count(file.n_fixes, "mistake", "mistakes"),
            visible(file.path.as_str())
        ));
    }

    /// Prints the patch that mends `n_fixes` mistakes in `n_files`: to the standard output, and nothing else there.
    pub(super) fn patch(&self, patch: &str, (n_fixes, n_files): (usize, usize)) {
        let _ = io::stdout().write_all(patch.as_bytes());
        let (mistakes, files) = (
            count(n_fixes, "mistake", "mistakes"),
            count(n_files, "file", "files"),
        );
        self.line(&match n_fixes {
            0 => "nothing can be mended without thought".to_owned(),
            _ => format!("the patch mends {mistakes} in {files}; nothing was written"),
        });
    }

    /// Prints what the machine could not do.
    pub(super) fn failure(&self, error: &Error) {
        self.end_bar();
        self.line(&format!("error: {}", visible(&error.to_string())));
        if let Some(hint) = &error.hint {
            self.line(&format!("hint: {}", visible(hint)));
        }
    }

    /// Prints where the preview is.
    pub(super) fn serving(&self, addresses: &Addresses) {
        let mut all = addresses.here.clone();
        match addresses.elsewhere.as_deref() {
            None => {}
            Some([]) => all.push_str(" and every address of this machine"),
            Some(elsewhere) => all.extend(elsewhere.iter().map(|url| format!(" and {url}"))),
        }
        // A reader that has gone away is not a failure.
        let _ = writeln!(io::stdout(), "serving {all} (Ctrl-C ends it)");
    }

    /// Prints a line about the preview.
    pub(super) fn say(&self, text: &str) {
        self.line(text);
    }

    /// Prints what the preview has taken in, and how fast.
    pub(super) fn turned(&self, changed: &[SourcePath], n_briefs: usize, ms: f64) {
        let what = match changed {
            [] => count(n_briefs, "brief", "briefs"),
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

    /// Prints errors that are new in a preview, of so many.
    pub(super) fn preview_errors(&self, new: &[Diagnostic], tree: &SourceTree, n_errors: usize) {
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

    /// Prints the one line that ends a build: what there is now, and how long it took.
    pub(super) fn summary(&mut self, summary: &BuildSummary, output: &Path, watch: &Stopwatch) {
        self.finish_stage();
        self.end_bar();
        if self.volume == Volume::Verbose {
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

    /// Names the briefs that readers do not see yet.
    fn withheld(&self, summary: &BuildSummary) {
        let WithheldBriefs { n_briefs, first } = &summary.withheld;
        if *n_briefs == 0 {
            return;
        }
        let more = n_briefs - first.len();
        let more = if more > 0 {
            format!(", and {more} more")
        } else {
            String::new()
        };
        self.line(&format!("{n_briefs} withheld: {}{more}", first.join(", ")));
    }

    /// Prints a line, or lines, of which nothing but their ends may move the cursor.
    fn line(&self, text: &str) {
        self.drawn(&visible_lines(text));
    }

    /// Prints what a renderer has drawn, colours and all.
    fn drawn(&self, text: &str) {
        if text.is_empty() {
            return;
        }
        let _ = writeln!(io::stderr(), "{text}");
    }

    fn renderer(&self, stream: &impl IsTerminal) -> Renderer {
        color::renderer(self.color, stream)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, ProgressState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Draws what a check has found, and counts it.
fn human(found: &[Diagnostic], drawn: (&mut Positions, &Renderer), limits: Limits) -> String {
    let (positions, renderer) = drawn;
    let digest = Digest::of(found, limits);
    let findings = digest.findings(positions, renderer);
    let table = digest.table("`--all` shows all, `--only CODE` one rule");
    let counts = match digest.counts.to_string() {
        counts if counts.is_empty() => "nothing is wrong".to_owned(),
        counts => counts,
    };
    format!("{findings}{table}{counts}\n")
}

/// Prints what a command was asked for.
pub(super) fn print(text: &str) {
    // A reader that has gone away (`| head`) is not a failure.
    let _ = writeln!(io::stdout(), "{text}");
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
