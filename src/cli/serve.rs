//! `dateline serve`: starts the live preview and reports its progress in the terminal.
//!
//! Turns arguments into [`Settings`]; the preview itself is in `crate::serve`.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cli::args::{EditorName, ServeArgs};
use crate::cli::color::Color;
use crate::cli::report::{Report, Volume};
use crate::cli::site;
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::serve::{self, Addresses, Desk, Editor, PreviewObserver, Settings, Snapshot, WatchMode};
use crate::site::Audience;
use crate::source::SourcePath;

/// Serves the preview until the process receives Ctrl-C or SIGTERM.
pub(super) fn run(args: &ServeArgs, color: Color) -> ExitCode {
    let report = Report::new(Volume::Usual).in_color(color);
    let root = args.site.root();
    let now = match site::resolve(args.now.as_ref(), root) {
        Ok(now) => now,
        Err(error) => {
            report.failure(&error);
            return ExitCode::from(2);
        }
    };
    // A host name is allowed for other people's sake, even on loopback: a tunnel, too, connects from this machine.
    let is_shared = !args.host.is_loopback() || !args.allow_host.is_empty();
    let desk = if is_shared && !args.share_desk {
        Desk::Closed
    } else {
        Desk::Open
    };
    let settings = Settings {
        root: root.to_owned(),
        host: args.host,
        port: args.port,
        allowed_hosts: args.allow_host.clone(),
        audience: if args.no_drafts {
            Audience::Readers
        } else {
            Audience::Editors
        },
        now,
        editor: match args.editor {
            EditorName::Vscode => Editor::VsCode,
            EditorName::Zed => Editor::Zed,
            EditorName::Intellij => Editor::IntelliJ,
            EditorName::None => Editor::None,
        },
        desk,
        watching: if args.poll {
            WatchMode::Polling
        } else {
            WatchMode::Native
        },
    };
    let reporter = Arc::new(ServeReporter {
        report,
        port: args.port,
        open: if args.open {
            OpenTarget::Browser
        } else {
            OpenTarget::Nothing
        },
        reach: if is_shared {
            PreviewReach::Others(settings.audience, desk)
        } else {
            PreviewReach::Editor
        },
        reported: Mutex::new(Vec::new()),
    });
    match serve::run(settings, Arc::clone(&reporter) as Arc<dyn PreviewObserver>) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            reporter.report.failure(&error);
            ExitCode::from(2)
        }
    }
}

/// What to open once the preview is listening.
#[derive(PartialEq, Eq)]
enum OpenTarget {
    Browser,
    Nothing,
}

/// Who can reach the preview.
enum PreviewReach {
    Editor,
    Others(Audience, Desk),
}

/// Observer that prints the events of the preview.
struct ServeReporter {
    report: Report,
    port: u16,
    open: OpenTarget,
    reach: PreviewReach,
    /// The errors of the last report.
    ///
    /// In a lock because the server and the event loop share the observer across threads.
    reported: Mutex<Vec<Diagnostic>>,
}

impl ServeReporter {
    /// Prints errors that are new since the last report, and their total; nothing if they are the same as before.
    fn errors(&self, snapshot: &Snapshot) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        let errors: Vec<Diagnostic> = snapshot.findings.errors().cloned().collect();
        // A check of the same revision may add errors, so reports are compared, not revisions.
        if errors == *reported {
            return;
        }
        let new: Vec<Diagnostic> = errors
            .iter()
            .filter(|found| !reported.contains(found))
            .cloned()
            .collect();
        self.report
            .preview_errors(&new, &snapshot.latest.tree, errors.len());
        *reported = errors;
    }
}

impl PreviewObserver for ServeReporter {
    fn serving(&self, addresses: &Addresses) {
        self.report.serving(addresses);
        let url = addresses.here.as_str();
        let port = url
            .trim_end_matches('/')
            .rsplit(':')
            .next()
            .unwrap_or_default();
        // The next free port was taken instead; the address printed above shows which.
        if self.port != 0 && port != self.port.to_string() {
            self.report.say(&format!("port {} is taken", self.port));
        }
        if let PreviewReach::Others(show, desk) = self.reach {
            let briefs = match show {
                Audience::Editors => "all briefs, including those not public yet",
                Audience::Readers => "public briefs only",
            };
            let notes = match desk {
                Desk::Open => "the desk and the editors' notes are shown",
                Desk::Closed => {
                    "the desk and the editors' notes are hidden (`--share-desk` shows them)"
                }
            };
            self.report.say(&format!(
                "everyone who can reach the preview sees {briefs}; {notes}"
            ));
        }
        if self.open == OpenTarget::Browser && opener::open_browser(url).is_err() {
            self.report.say("no browser could be opened");
        }
    }

    fn rebuilt(&self, snapshot: &Snapshot, changed: &[SourcePath], ms: f64) {
        self.report
            .rebuilt(changed, snapshot.displayed.site.n_listed(), ms);
        if serve::is_empty(snapshot) {
            let empty = "no files that Dateline reads in `content/`: waiting for the first";
            let hint =
                "`dateline new \"What happened\"` creates a brief, `dateline init` a starter site";
            self.report.say(&format!("{empty} ({hint})"));
        }
        self.errors(snapshot);
    }

    fn checked(&self, snapshot: &Snapshot) {
        self.errors(snapshot);
    }

    fn polling(&self) {
        self.report.say(
            "the system cannot watch any more folders: polling the site's folder every second \
             (on Linux, raise the limit: `sysctl fs.inotify.max_user_watches=524288`)",
        );
    }

    fn failed(&self, error: &Error) {
        self.report.failure(error);
    }
}
