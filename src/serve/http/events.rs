//! Tells an open page that there is something new: which revision, and what is wrong with it.
//! The newest state is told, never a difference: a page that missed some is as well off as one that did not.

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

/// After how long a page asks again when the preview has gone away.
const RETRY: Duration = Duration::from_millis(250);
/// How often a silent line is shown to be alive.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Serialize)]
struct RevisionEvent<'a> {
    revision: String,
    judgement: String,
    errors: usize,
    /// The pages whose files changed since the page was told last.
    changes: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    href: &'a str,
    title: &'a str,
}

/// What one page has been told.
struct Listener {
    preview: Arc<Preview>,
    reader: SnapshotReceiver,
    /// The last revision it was told of; `None` before the first.
    revision: Option<u64>,
    _at_work: Arc<()>,
}

/// Answers with a stream of news that ends when the page is left.
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
    let news = stream::unfold(listener, async |mut listener| {
        let snapshot = listener.next().await?;
        let event = listener.event(&snapshot);
        listener.revision = Some(snapshot.revision);
        Some((Ok::<Event, Infallible>(event), listener))
    });
    Sse::new(news)
        .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
        .into_response()
}

impl Listener {
    /// Waits for a snapshot that the page has not been told of.
    async fn next(&mut self) -> Option<Arc<Snapshot>> {
        if self.revision.is_some() {
            self.reader.changed().await.ok()?;
        } else {
            self.reader.wait_for(Option::is_some).await.ok()?;
        }
        self.reader.borrow_and_update().clone()
    }

    fn event(&self, snapshot: &Snapshot) -> Event {
        let is_new = |revision: u64| self.revision.is_some_and(|told| revision > told);
        let new = snapshot
            .changes
            .iter()
            .filter(|change| is_new(change.revision));
        let changes = new
            .filter_map(|change| change.page.as_ref())
            .map(|(href, title)| Changed { href, title });
        let news = RevisionEvent {
            revision: self.preview.revision(snapshot),
            judgement: format!("{}-{}", self.preview.run, snapshot.check_revision),
            errors: snapshot.findings.errors().count(),
            changes: changes.collect(),
        };
        let data = serde_json::to_string(&news).unwrap_or_default();
        Event::default().id(&news.revision).retry(RETRY).data(data)
    }
}
