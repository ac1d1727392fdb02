//! Briefs that share tags with another. Asked for when a brief's page is made; bounded by what the lists hold near
//! its date.

use crate::site::{BriefId, GroupId, Skeleton};

/// Briefs of each tag that are looked at: those nearest in date.
pub const NEAREST: usize = 100;

/// A brief that shares tags with another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// The brief.
    pub brief: BriefId,
    /// What they share, the rarest first.
    pub shared: Vec<GroupId>,
    /// The sum of the weights of what they share; see [`Skeleton::weight`].
    pub score: u32,
}

impl Skeleton {
    /// Returns the briefs that share most with `id`, at most `limit`, without those in `but`.
    ///
    /// Looked at are, for each of its tags, the [`NEAREST`] briefs of that tag, nearest by the time at which
    /// they became public, then by their place in the list. Each counts with the weights of the tags it was
    /// found by; of equals the newer comes first, then the order of paths. What only shares tags that most
    /// briefs have is not related.
    pub fn related(&self, id: BriefId, but: &[BriefId], limit: usize) -> Vec<Related> {
        let linked = self.placed(id);
        if linked.position.is_none() {
            return Vec::new();
        }
        // Runs in ascending order, one for each tag: sorting them is merging them.
        let mut found: Vec<(BriefId, GroupId)> = Vec::new();
        for tag in &linked.tags {
            let near = self.nearest_in_time(id, &self.members(linked.branch, *tag).listed);
            found.extend(near.iter().filter(|other| **other != id).map(|other| (*other, *tag)));
        }
        found.sort_unstable();
        let mut best: Vec<Related> = Vec::with_capacity(limit + 1);
        for shared in found.chunk_by(|a, b| a.0 == b.0) {
            let brief = shared[0].0;
            let score: u32 = shared.iter().map(|(_, tag)| self.weight(linked.branch, *tag)).sum();
            // Ids are in the order of briefs: of equals, the one that is there already comes first.
            let place = best.partition_point(|known| known.score >= score);
            if score > 0 && place < limit && !but.contains(&brief) {
                let says = |tag: &GroupId| self.weight(linked.branch, *tag) > 0;
                let shared = shared.iter().map(|(_, tag)| *tag).filter(says).collect();
                best.insert(place, Related { brief, shared, score });
                best.truncate(limit);
            }
        }
        for related in &mut best {
            let branch = linked.branch;
            related.shared.sort_by_key(|tag| (std::cmp::Reverse(self.weight(branch, *tag)), *tag));
        }
        best
    }

    /// Returns how much it says that two briefs share `tag`: nothing if most briefs have it, and 1 more
    /// each time that only half as many do.
    pub fn weight(&self, branch: crate::site::BranchId, tag: GroupId) -> u32 {
        let n_all = self.branch(branch).all.listed.len();
        let n_tagged = self.members(branch, tag).listed.len().max(1);
        (n_all / n_tagged).max(1).ilog2()
    }

    /// Returns the part of `listed`, which holds `id`, that is nearest to it in time.
    fn nearest_in_time<'a>(&self, id: BriefId, listed: &'a [BriefId]) -> &'a [BriefId] {
        let Ok(at) = listed.binary_search(&id) else { return &[] };
        let (mut start, mut end) = (at, at + 1);
        let moment = |id: BriefId| self.placed(id).released.as_nanosecond();
        let own = moment(id);
        let apart = |other: BriefId| (moment(other) - own).abs();
        while end - start <= NEAREST && end - start < listed.len() {
            let newer = start.checked_sub(1).map(|idx| apart(listed[idx]));
            let older = listed.get(end).map(|other| apart(*other));
            match (newer, older) {
                // Of two that are as far in time, the one nearer in the list; then the newer.
                (Some(newer), Some(older)) if (older, end - at) < (newer, at - start + 1) => end += 1,
                (Some(_), _) => start -= 1,
                (None, _) => end += 1,
            }
        }
        &listed[start..end]
    }
}
