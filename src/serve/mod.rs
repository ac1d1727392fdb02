//! Live preview: keeps the site in memory, follows changes in its folder, and serves pages over HTTP. Writes no file.
//!
//! `watch` reports that something changed, `event_loop` rebuilds the site and publishes a `snapshot`, `http` answers
//! from the newest one: `answer` renders the requested page on demand, `inject` adds the live-reload script and the
//! editing aids. `background` runs the rules and renders unvisited pages while nothing else happens. `desk` and `cards`
//! are the editor's own pages. Start reading in `event_loop`.

mod answer;
mod background;
mod cards;
mod desk;
mod empty;
mod event_loop;
mod findings;
mod http;
mod inject;
mod last_good;
mod loop_event;
mod pages;
mod snapshot;
mod strip;
mod times;
mod watch;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::{panic, thread};

use jiff::Timestamp;

pub use empty::is_empty;
pub use findings::Editor;
pub use http::is_name as is_host_name;
pub use snapshot::{Findings, Snapshot};
pub use watch::WatchMode;

use crate::cache::Cache;
use crate::clock;
use crate::disk;
use crate::error::Error;
use crate::pipeline::{self, Progress};
use crate::serve::background::Background;
use crate::serve::event_loop::EventLoop;
use crate::site::Audience;
use crate::source::SourcePath;

/// Settings of a preview, fixed for its lifetime.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The site's folder, as given by the user.
    pub root: PathBuf,
    /// The IP address to listen on.
    pub host: IpAddr,
    /// The port to listen on; the next free one if it is taken, any free one if it is 0.
    pub port: u16,
    /// Host names to answer to besides the preview's own, in lower case.
    pub allowed_hosts: Vec<String>,
    /// Who the site is shown as for: readers, or editors with everything not public yet.
    pub audience: Audience,
    /// The time to preview; `None` follows the clock.
    pub now: Option<Timestamp>,
    /// The editor that links to source files open.
    pub editor: Editor,
    /// Whether the desk and the editors' notes are served.
    pub desk: Desk,
    /// How changes in the folder are detected.
    pub watching: WatchMode,
}

/// Access to what only editors should read: the desk, the notes, and excerpts of source files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Desk {
    /// Open to everyone who can reach the preview.
    Open,
    /// Closed, because others than the editor can reach the preview.
    Closed,
}

/// The URLs at which a preview can be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addresses {
    /// The URL on this machine.
    pub here: String,
    /// The URLs for other machines, as far as they are known; `None` unless it listens on every address.
    pub elsewhere: Option<Vec<String>>,
}

/// Observer of a preview's events. Called from several threads.
pub trait PreviewObserver: Send + Sync {
    /// The preview is listening at these addresses.
    fn serving(&self, addresses: &Addresses);
    /// A new revision was published: rebuilt in `ms` milliseconds because the `changed` files differ.
    fn rebuilt(&self, snapshot: &Snapshot, changed: &[SourcePath], ms: f64);
    /// New findings about the current revision are about to be published.
    fn checked(&self, snapshot: &Snapshot);
    /// The system cannot report changes, so the folder is polled every second.
    fn polling(&self);
    /// Something failed that may recover by itself, such as a folder that is missing for a moment.
    fn failed(&self, error: &Error);
}

/// Serves the preview until the process is asked to end. Fails if the folder or the port is unavailable.
///
/// Runs the server on this thread, the event loop and the background work on one thread each.
pub fn run(settings: Settings, observer: Arc<dyn PreviewObserver>) -> Result<(), Error> {
    // Watch events carry canonical paths, which are compared with this one.
    let root = disk::canonical_root(&settings.root)?;
    // Bound before the site is read: a taken port is reported at once, and early requests wait instead of failing.
    let listener = http::bind(settings.host, settings.port)?;
    let cache = Arc::new(Cache::in_memory());
    let (publish, reader) = tokio::sync::watch::channel(None);
    let (sender, receiver) = mpsc::channel();
    let http_sender = sender.clone();
    let event_loop = EventLoop {
        background: Background::start(root.clone(), Arc::clone(&cache), sender.clone()),
        options: event_loop::options(clock::resolve(settings.now)?, settings.audience),
        now: settings.now,
        watching: settings.watching,
        cache: Arc::clone(&cache),
        publish,
        observer: Arc::clone(&observer),
        sender,
        root: root.clone(),
    };
    let loop_observer = Arc::clone(&observer);
    thread::spawn(move || {
        // A panic ends the loop alone: the server goes on with the last snapshot.
        let outcome = panic::catch_unwind(panic::AssertUnwindSafe(|| event_loop.run(&receiver)));
        match outcome {
            Ok(Ok(())) => {}
            Ok(Err(error)) => loop_observer.failed(&error),
            Err(_) => loop_observer.failed(&Error::usage(
                "the preview no longer follows changes, because of the bug reported above",
                "start it again",
            )),
        }
    });
    let preview = http::Preview::new(
        &settings,
        root,
        http::LoopChannels {
            reader,
            cache,
            sender: http_sender,
        },
    );
    http::serve(listener, preview, observer.as_ref())
}

/// Progress that is not reported anywhere.
struct Silent;

impl Progress for Silent {
    fn stage(&self, _: pipeline::Stage, _: usize) {}
    fn step(&self) {}
}
