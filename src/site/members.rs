//! The briefs of a list.

use crate::site::BriefId;

/// The briefs of a list. Both are newest first.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// Those that lists show and count.
    pub listed: Vec<BriefId>,
    /// Those that were withdrawn: only feeds say so.
    pub withdrawn: Vec<BriefId>,
}

impl Members {
    /// Returns the newest `limit` of both, in one order, newest first.
    pub fn newest(&self, limit: usize) -> Vec<BriefId> {
        let mut newest: Vec<BriefId> = self
            .listed
            .iter()
            .take(limit)
            .chain(self.withdrawn.iter().take(limit))
            .copied()
            .collect();
        // Ids are in the order of briefs: newest first.
        newest.sort_unstable();
        newest.truncate(limit);
        newest
    }
}
