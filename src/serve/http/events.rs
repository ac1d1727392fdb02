//! Server-sent events: notify open pages of new revisions and new findings.
//!
//! An event carries the newest state, never a difference, so a page that missed some events catches up with the next.
//! `client.js` receives them and fetches the page and its findings by itself.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;

use crate::serve::http::Preview;
use crate::serve::http::connections::AtWork;
use crate::serve::snapshot::{Snapshot, SnapshotReceiver};

/// Time before a page reconnects after the preview has gone away.
const RETRY: Duration = Duration::from_millis(250);
/// Interval of comments that keep proxies from closing a silent stream.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Serialize)]
struct RevisionEvent<'a> {
    revision: String,
    judgement: String,
    errors: usize,
    /// The changed pages since the last event on this stream.
    changes: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    href: &'a str,
    title: &'a str,
}

/// State of one open stream.
struct Listener {
    preview: Arc<Preview>,
    reader: SnapshotReceiver,
    /// The revision of the last event; `None` before the first.
    revision: Option<u64>,
    /// Keeps the connection busy, so that it is not closed as idle.
    _at_work: Arc<()>,
}

/// Answers with a stream of events that ends when the page is left.
pub(super) async fn events(
    State(preview): State<Arc<Preview>>,
    Extension(at_work): Extension<AtWork>,
) -> Response {
    let reader = preview.reader.clone();
    let listener = Listener {
        preview,
        reader,
        revision: None,
        _at_work: at_work.begin(),
    };
    let events = stream::unfold(listener, async |mut listener| {
        let snapshot = listener.next().await?;
        let event = listener.event(&snapshot);
        listener.revision = Some(snapshot.revision);
        Some((Ok::<Event, Infallible>(event), listener))
    });
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
        .into_response()
}

impl Listener {
    /// Waits for a snapshot that was not sent yet; `None` when the preview ends.
    async fn next(&mut self) -> Option<Arc<Snapshot>> {
        // The first event repeats the current state: the page may have been loaded from an older revision.
        if self.revision.is_some() {
            self.reader.changed().await.ok()?;
        } else {
            self.reader.wait_for(Option::is_some).await.ok()?;
        }
        self.reader.borrow_and_update().clone()
    }

    fn event(&self, snapshot: &Snapshot) -> Event {
        let is_new = |revision: u64| self.revision.is_some_and(|sent| revision > sent);
        let new = snapshot
            .changes
            .iter()
            .filter(|change| is_new(change.revision));
        let changes = new
            .filter_map(|change| change.page.as_ref())
            .map(|(href, title)| Changed { href, title });
        let state = RevisionEvent {
            revision: self.preview.revision(snapshot),
            judgement: format!("{}-{}", self.preview.run, snapshot.check_revision),
            errors: snapshot.findings.errors().count(),
            changes: changes.collect(),
        };
        let data = serde_json::to_string(&state).unwrap_or_default();
        Event::default().id(&state.revision).retry(RETRY).data(data)
    }
}
