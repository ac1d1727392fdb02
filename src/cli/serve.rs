//! `dateline serve`: the live preview.

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

/// Serves the preview until it is told to end.
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
    let voice = Arc::new(ServeReporter {
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
        said: Mutex::new(Vec::new()),
    });
    match serve::run(settings, Arc::clone(&voice) as Arc<dyn PreviewObserver>) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            voice.report.failure(&error);
            ExitCode::from(2)
        }
    }
}

/// What is opened when the preview is there.
#[derive(PartialEq, Eq)]
enum OpenTarget {
    Browser,
    Nothing,
}

/// Who reaches the preview.
enum PreviewReach {
    Editor,
    Others(Audience, Desk),
}

/// Says in the terminal what happens.
struct ServeReporter {
    report: Report,
    port: u16,
    open: OpenTarget,
    reach: PreviewReach,
    /// The errors that were said last.
    said: Mutex<Vec<Diagnostic>>,
}

impl ServeReporter {
    /// Says which errors there are, if they are others than before.
    fn errors(&self, snapshot: &Snapshot) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let errors: Vec<Diagnostic> = snapshot.findings.errors().cloned().collect();
        if errors == *said {
            return;
        }
        let new: Vec<Diagnostic> = errors
            .iter()
            .filter(|found| !said.contains(found))
            .cloned()
            .collect();
        self.report
            .preview_errors(&new, &snapshot.latest.tree, errors.len());
        *said = errors;
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
        if self.port != 0 && port != self.port.to_string() {
            self.report.say(&format!("port {} is taken", self.port));
        }
        if let PreviewReach::Others(show, desk) = self.reach {
            let seen = match show {
                Audience::Editors => "all briefs, also those that are not public",
                Audience::Readers => "the public briefs",
            };
            let notes = match desk {
                Desk::Open => "the desk and the editors' notes",
                Desk::Closed => "neither the desk nor the editors' notes (`--share-desk`)",
            };
            self.report.say(&format!(
                "everybody who reaches the preview can read {seen}, and {notes}"
            ));
        }
        if self.open == OpenTarget::Browser && opener::open_browser(url).is_err() {
            self.report.say("there is no browser to open");
        }
    }

    fn rebuilt(&self, snapshot: &Snapshot, changed: &[SourcePath], ms: f64) {
        self.report
            .turned(changed, snapshot.displayed.site.n_listed(), ms);
        if serve::is_empty(snapshot) {
            let empty = "no file that Dateline reads is in `content/`: waiting for one";
            let hint =
                "`dateline new \"What happened\"` writes a brief, `dateline init` a small site";
            self.report.say(&format!("{empty} ({hint})"));
        }
        self.errors(snapshot);
    }

    fn checked(&self, snapshot: &Snapshot) {
        self.errors(snapshot);
    }

    fn polling(&self) {
        self.report.say(
            "the system has no room to watch the folder: it is looked through every second \
             (Linux: `sysctl fs.inotify.max_user_watches=524288`)",
        );
    }

    fn failed(&self, error: &Error) {
        self.report.failure(error);
    }
}
