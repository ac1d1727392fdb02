//! The preview over HTTP/1: binds, answers, and lets go of whoever only holds the line.
//! What may be asked is decided in `guard`, what is answered in `answer`; the only user of the HTTP libraries.

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

/// Ports that are tried after the one that was asked for.
const MORE_PORTS: u16 = 20;
/// Longest time for the head of a request, and for a connection on which nothing is asked.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// Most bytes in the head of a request; more is answered with 431.
const MAX_HEAD: usize = 16 * 1024;

/// What every answer is made with.
pub(super) struct Preview {
    reader: SnapshotReceiver,
    cache: Arc<Cache>,
    kept: RecentPages,
    hosts: Hosts,
    /// Is told of pages that cannot be rendered.
    sender: Sender<LoopEvent>,
    root: PathBuf,
    audience: Audience,
    editor: Editor,
    desk: Desk,
    /// Tells this run of the preview from others: a page of an older one catches up.
    run: String,
}

/// What leads to the loop and from it.
pub(super) struct LoopChannels {
    /// Sees each new snapshot.
    pub reader: SnapshotReceiver,
    /// What was made before.
    pub cache: Arc<Cache>,
    /// Is told of pages that cannot be rendered.
    pub sender: Sender<LoopEvent>,
}

impl Preview {
    /// A preview of the site at `root`, as the loop keeps it.
    pub(super) fn new(settings: &Settings, root: PathBuf, line: LoopChannels) -> Self {
        let LoopChannels {
            reader,
            cache,
            sender,
        } = line;
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

    /// Waits for the first snapshot, then returns the newest.
    async fn newest(&self) -> Option<Arc<Snapshot>> {
        let mut reader = self.reader.clone();
        reader.wait_for(Option::is_some).await.ok()?.clone()
    }
}

/// Binds to `port`, or to the next one that is free.
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
                let message = format!("cannot listen at {}: {cause}", SocketAddr::new(host, port));
                return Err(Error::usage(
                    message,
                    "choose others with `--host` and `--port`",
                ));
            }
        }
    }
    let message = format!("the ports {port} to {last} are all taken");
    Err(Error::usage(message, "choose another with `--port`"))
}

/// Answers until the process is told to end.
pub(super) fn serve(
    listener: TcpListener,
    preview: Preview,
    observer: &dyn PreviewObserver,
) -> Result<(), Error> {
    let failed = |cause: io::Error| Error::usage(format!("cannot serve: {cause}"), "try again");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let outcome = answer_all(&runtime, listener, preview, observer).map_err(failed);
    // Nobody waits for pages that are being made.
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

/// Returns where a preview that listens at `address` is found.
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

/// Returns the address of this machine that others see when it speaks to `beyond`, an address that is nobody's.
///
/// Sends nothing: connecting such a socket only makes the system choose.
fn outward((any, beyond): (IpAddr, IpAddr)) -> Option<IpAddr> {
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect((beyond, 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

/// Waits until somebody ends the process.
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
            // Too many open files, or the peer is gone again: neither is helped by trying at once.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let Some(at_work) = connections.admit() else {
            continue;
        };
        // Answers are small and wanted at once.
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
    // A peer that hangs up or talks nonsense is its own affair.
    let _ = server
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app))
        .await;
}
