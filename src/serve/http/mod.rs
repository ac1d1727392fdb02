//! HTTP/1 server: binds the port, accepts connections, drops idle ones.
//!
//! `guard` decides which requests are admitted, `routes` which handler answers, `events` notifies open pages. The only
//! user of the HTTP libraries; what an answer contains is decided outside, in `answer`.

mod connections;
mod events;
mod guard;
mod routes;

pub use guard::is_name;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::runtime::Runtime;

use crate::cache::Cache;
use crate::clock;
use crate::error::Error;
use crate::serve::answer::RecentPages;
use crate::serve::http::connections::Connections;
use crate::serve::http::guard::Hosts;
use crate::serve::loop_event::LoopEvent;
use crate::serve::snapshot::{Snapshot, SnapshotReceiver};
use crate::serve::{Addresses, Desk, Editor, PreviewObserver, Settings};
use crate::site::Audience;

/// Further ports to try if the requested one is taken.
const MORE_PORTS: u16 = 20;
/// Timeout for reading the head of a request, and so for a connection without a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// Most bytes in the head of a request; a longer one is answered with 431.
const MAX_HEAD: usize = 16 * 1024;

/// State shared by all handlers.
pub(super) struct Preview {
    reader: SnapshotReceiver,
    cache: Arc<Cache>,
    kept: RecentPages,
    hosts: Hosts,
    /// Reports pages that cannot be rendered to the event loop.
    sender: Sender<LoopEvent>,
    root: PathBuf,
    audience: Audience,
    editor: Editor,
    desk: Desk,
    /// Identifies this run of the preview, so that pages left open by an earlier run reload.
    run: String,
}

/// The server's connections to the event loop.
pub(super) struct LoopChannels {
    /// Receives each new snapshot.
    pub reader: SnapshotReceiver,
    /// The cache shared with the event loop.
    pub cache: Arc<Cache>,
    /// Reports pages that cannot be rendered.
    pub sender: Sender<LoopEvent>,
}

impl Preview {
    /// Creates the shared state of a preview of the site at `root`, a canonical path.
    pub(super) fn new(settings: &Settings, root: PathBuf, channels: LoopChannels) -> Self {
        let LoopChannels {
            reader,
            cache,
            sender,
        } = channels;
        Preview {
            reader,
            cache,
            kept: RecentPages::default(),
            hosts: Hosts::of(settings.host, &settings.allowed_hosts),
            sender,
            root,
            audience: settings.audience,
            editor: settings.editor,
            desk: settings.desk,
            run: clock::stamp(),
        }
    }

    /// Returns the newest snapshot, waiting for the first one; `None` if the event loop ended before it.
    async fn newest(&self) -> Option<Arc<Snapshot>> {
        let mut reader = self.reader.clone();
        reader.wait_for(Option::is_some).await.ok()?.clone()
    }
}

/// Binds `port` or the next free one among the following [`MORE_PORTS`]; any free port if it is 0.
pub(super) fn bind(host: IpAddr, port: u16) -> Result<TcpListener, Error> {
    let last = if port == 0 {
        0
    } else {
        port.saturating_add(MORE_PORTS)
    };
    for port in port..=last {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            Err(cause) if cause.kind() == io::ErrorKind::AddrInUse => {}
            Err(cause) => {
                let message = format!("cannot listen on {}: {cause}", SocketAddr::new(host, port));
                return Err(Error::usage(
                    message,
                    "choose another address with `--host` and `--port`",
                ));
            }
        }
    }
    let message = format!("ports {port} to {last} are all in use");
    Err(Error::usage(message, "choose another port with `--port`"))
}

/// Serves requests until the process receives Ctrl-C or SIGTERM.
pub(super) fn serve(
    listener: TcpListener,
    preview: Preview,
    observer: &dyn PreviewObserver,
) -> Result<(), Error> {
    let failed = |cause: io::Error| Error::usage(format!("cannot serve: {cause}"), "try again");
    // One thread is enough: it only moves bytes, while pages render on blocking threads.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let outcome = answer_all(&runtime, listener, preview, observer).map_err(failed);
    // A normal shutdown would wait for pages that are still rendering.
    runtime.shutdown_background();
    outcome
}

fn answer_all(
    runtime: &Runtime,
    listener: TcpListener,
    preview: Preview,
    observer: &dyn PreviewObserver,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let app = routes::router(Arc::new(preview));
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        observer.serving(&addresses(address));
        tokio::select! {
            () = accept(&listener, &app) => Ok(()),
            ended = end() => ended,
        }
    })
}

/// Returns the URLs of a preview that listens on `address`.
///
/// For an unspecified address (`0.0.0.0`, `[::]`), which no browser can open, these are `localhost` and the addresses
/// that others use.
fn addresses(address: SocketAddr) -> Addresses {
    let port = address.port();
    let elsewhere = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => {
            vec![outward((ip.into(), Ipv4Addr::new(192, 0, 2, 1).into()))]
        }
        IpAddr::V6(ip) if ip.is_unspecified() => vec![
            outward((
                Ipv4Addr::UNSPECIFIED.into(),
                Ipv4Addr::new(192, 0, 2, 1).into(),
            )),
            outward((
                ip.into(),
                Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
            )),
        ],
        _ => {
            return Addresses {
                here: format!("http://{address}/"),
                elsewhere: None,
            };
        }
    };
    let urls = elsewhere
        .into_iter()
        .flatten()
        .map(|ip| format!("http://{}/", SocketAddr::new(ip, port)));
    Addresses {
        here: format!("http://localhost:{port}/"),
        elsewhere: Some(urls.collect()),
    }
}

/// Returns the address from which this machine would reach `beyond`, an address reserved for documentation (RFC 5737,
/// RFC 3849).
///
/// Sends nothing: connecting a UDP socket only makes the system choose a route.
fn outward((any, beyond): (IpAddr, IpAddr)) -> Option<IpAddr> {
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect((beyond, 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

/// Waits for Ctrl-C or, on Unix, SIGTERM.
async fn end() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            ended = tokio::signal::ctrl_c() => ended,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

async fn accept(listener: &tokio::net::TcpListener, app: &Router) {
    let mut connections = Connections::default();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, or the peer is gone again: retrying at once would only spin.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let Some(at_work) = connections.admit() else {
            continue;
        };
        // Answers are small, and Nagle's algorithm would delay each by a round trip.
        let _ = stream.set_nodelay(true);
        let app = app.clone().layer(axum::Extension(at_work.clone()));
        let task = tokio::spawn(converse(stream, app));
        connections.keep(at_work, task.abort_handle());
    }
}

async fn converse(stream: tokio::net::TcpStream, app: Router) {
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD);
    // Errors here are those of the peer, such as a closed tab or a malformed request. Nobody could act on them.
    let _ = server
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app))
        .await;
}
