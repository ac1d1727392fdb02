//! Connection limit: closes the oldest idle connection when a new one arrives at the limit.
//!
//! A plain limit would let clients that hold connections without using them lock everybody else out. The accept loop
//! in `http` asks here for each connection; handlers mark theirs as busy.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::task::AbortHandle;

/// Most connections at a time: a browser holds six to a server, and several browsers may be open.
const MAX_CONNECTIONS: usize = 128;

/// Marker of one connection that counts its requests in progress.
#[derive(Clone, Debug, Default)]
pub(super) struct AtWork {
    jobs: Arc<Jobs>,
}

/// Counts requests by the clones of the inner token: one that is aborted drops its clone, so the count is always right.
#[derive(Debug, Default)]
struct Jobs(Arc<()>);

impl AtWork {
    /// Marks the connection as busy for as long as the returned token lives.
    pub(super) fn begin(&self) -> Arc<()> {
        Arc::clone(&self.jobs.0)
    }

    fn is_idle(&self) -> bool {
        // One owner is `jobs` itself.
        Arc::strong_count(&self.jobs.0) == 1
    }
}

/// The open connections, oldest first.
#[derive(Default)]
pub(super) struct Connections {
    open: VecDeque<(AtWork, AbortHandle)>,
}

impl Connections {
    /// Admits one more connection, closing an idle one if need be; `None` if all are busy.
    pub(super) fn admit(&mut self) -> Option<AtWork> {
        self.open.retain(|(_, task)| !task.is_finished());
        if self.open.len() >= MAX_CONNECTIONS {
            let idle = self
                .open
                .iter()
                .position(|(at_work, _)| at_work.is_idle())?;
            let (_, task) = self.open.remove(idle)?;
            task.abort();
        }
        Some(AtWork::default())
    }

    /// Registers the task of an admitted connection.
    pub(super) fn keep(&mut self, at_work: AtWork, task: AbortHandle) {
        self.open.push_back((at_work, task));
    }
}
