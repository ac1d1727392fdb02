//! The live preview: the site in memory, true to its folder, over HTTP on loopback.
//!
//! `event_loop` is the loop: it hears from `watch` that something changed, assembles the site anew and puts out a
//! `snapshot`. `http` answers from the newest one: `answer` makes the page that is asked for, when it is asked for,
//! and `inject` adds what makes it live. `behind` asks the rules when nothing else is to do. `desk` and `cards` are
//! the editor's own pages. Writes no file.

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

/// What the preview is told to do.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The site's folder.
    pub root: PathBuf,
    /// The address to listen at.
    pub host: IpAddr,
    /// The port to listen at; the next free one if it is taken, any free one if it is 0.
    pub port: u16,
    /// Names that the preview answers to besides its own, in lower case.
    pub allowed_hosts: Vec<String>,
    /// Which briefs are shown.
    pub audience: Audience,
    /// The moment that is previewed, if not the present one.
    pub now: Option<Timestamp>,
    /// Which editor links to files lead to.
    pub editor: Editor,
    /// Who sees the desk and the editors' notes.
    pub desk: Desk,
    /// How changes are noticed.
    pub watching: WatchMode,
}

/// Who sees the desk and the editors' notes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Desk {
    /// Everybody who reaches the preview.
    Open,
    /// Nobody: others than the editor reach the preview.
    Closed,
}

/// Where a preview is found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addresses {
    /// By whoever sits at this machine.
    pub here: String,
    /// By others, if it listens at every address of the machine: as many of these as are known.
    pub elsewhere: Option<Vec<String>>,
}

/// Is told what happens in a preview.
pub trait PreviewObserver: Send + Sync {
    /// The preview is at these addresses.
    fn serving(&self, addresses: &Addresses);
    /// There is a new revision, made in so many milliseconds because these files changed.
    fn rebuilt(&self, snapshot: &Snapshot, changed: &[SourcePath], ms: f64);
    /// The rules have been asked about a revision.
    fn checked(&self, snapshot: &Snapshot);
    /// The system cannot tell of changes: the folder is looked through every second.
    fn polling(&self);
    /// Something failed that may come right by itself.
    fn failed(&self, error: &Error);
}

/// Serves the preview until the process is told to end. Fails if it cannot begin.
pub fn run(settings: Settings, observer: Arc<dyn PreviewObserver>) -> Result<(), Error> {
    let root = disk::canonical_root(&settings.root)?;
    let listener = http::bind(settings.host, settings.port)?;
    let cache = Arc::new(Cache::in_memory());
    let (publish, reader) = tokio::sync::watch::channel(None);
    let (sender, heard) = mpsc::channel();
    let line = sender.clone();
    let event_loop = EventLoop {
        behind: Background::start(root.clone(), Arc::clone(&cache), sender.clone()),
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
        let outcome = panic::catch_unwind(panic::AssertUnwindSafe(|| event_loop.run(&heard)));
        if let Ok(Err(error)) = outcome {
            loop_observer.failed(&error);
        }
    });
    let preview = http::Preview::new(
        &settings,
        root,
        http::LoopChannels {
            reader,
            cache,
            sender: line,
        },
    );
    http::serve(listener, preview, observer.as_ref())
}

/// Progress that nobody watches.
struct Silent;

impl Progress for Silent {
    fn stage(&self, _: pipeline::Stage, _: usize) {}
    fn step(&self) {}
}
