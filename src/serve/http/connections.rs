//! Who holds a connection: so many at most, and whoever asks nothing makes room for whoever does.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::task::AbortHandle;

/// Most connections at a time: a browser has six, and a few of them are open beside each other.
const MAX_CONNECTIONS: usize = 128;

/// Knows whether a connection is at work.
#[derive(Clone, Debug, Default)]
pub(super) struct AtWork {
    jobs: Arc<Jobs>,
}

/// Each job holds a clone of the token in it.
#[derive(Debug, Default)]
struct Jobs(Arc<()>);

impl AtWork {
    /// Begins a job, which lasts as long as what is returned is kept.
    pub(super) fn begin(&self) -> Arc<()> {
        Arc::clone(&self.jobs.0)
    }

    fn is_idle(&self) -> bool {
        Arc::strong_count(&self.jobs.0) == 1
    }
}

/// The connections there are, oldest first.
#[derive(Default)]
pub(super) struct Connections {
    open: VecDeque<(AtWork, AbortHandle)>,
}

impl Connections {
    /// Makes room for one more; `None` if there is none, since all of them are at work.
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

    /// Keeps one that was admitted.
    pub(super) fn keep(&mut self, at_work: AtWork, task: AbortHandle) {
        self.open.push_back((at_work, task));
    }
}
