//! Members of a list: the briefs that it shows, and those that were withdrawn from it.

use crate::site::BriefId;

/// Members of a list; both parts are newest first.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// Briefs that the list shows and counts.
    pub listed: Vec<BriefId>,
    /// Withdrawn briefs, which only feeds announce.
    pub withdrawn: Vec<BriefId>,
}

impl Members {
    /// Returns the newest `limit` members of both parts, newest first.
    pub fn newest(&self, limit: usize) -> Vec<BriefId> {
        let mut newest: Vec<BriefId> = self
            .listed
            .iter()
            .take(limit)
            .chain(self.withdrawn.iter().take(limit))
            .copied()
            .collect();
        // Ids follow the order of briefs, newest first.
        newest.sort_unstable();
        newest.truncate(limit);
        newest
    }
}
