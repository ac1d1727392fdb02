//! Related briefs: those that share most tags with a brief. Computed when its page is made, from the members of its
//! tags nearest in time, so that the cost does not grow with the site.

use crate::site::{BriefId, GroupId, Site};

/// Number of briefs considered for each tag: those nearest in time.
pub const NEAREST: usize = 100;

/// A brief that shares tags with another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelatedBrief {
    pub brief: BriefId,
    /// Tags that both have, the rarest first.
    pub shared: Vec<GroupId>,
    /// Sum of the weights of these tags; see [`Site::weight`].
    pub score: u32,
}

impl Site {
    /// Returns up to `limit` briefs that share most with `id`, without those in `but`.
    ///
    /// For each tag of `id`, the [`NEAREST`] briefs with that tag are considered: nearest in time of publication,
    /// then in the list. The score of a brief is the sum of the weights of the tags it was found by. On a tie, the
    /// newer brief comes first, then the order of paths. A brief that shares only tags that most briefs have is not
    /// related.
    pub fn related(&self, id: BriefId, but: &[BriefId], limit: usize) -> Vec<RelatedBrief> {
        let node = self.node(id);
        if node.position.is_none() {
            return Vec::new();
        }
        let weights: Vec<u32> = node
            .tags
            .iter()
            .map(|tag| self.weight(node.lang, *tag))
            .collect();
        // One ascending run per tag: a stable sort finds the runs and merges them instead of sorting from scratch.
        let mut found: Vec<(BriefId, u32)> = Vec::new();
        for (tag, nth) in node.tags.iter().zip(0..) {
            let near = self.nearest_in_time(id, &self.members(node.lang, *tag).listed);
            found.extend(
                near.iter()
                    .filter(|other| **other != id)
                    .map(|other| (*other, nth)),
            );
        }
        found.sort();
        // Keeps the best `limit` by insertion; sorting all candidates would cost more than this short list.
        let mut best: Vec<(u32, &[(BriefId, u32)])> = Vec::with_capacity(limit + 1);
        for shared in found.chunk_by(|a, b| a.0 == b.0) {
            let score = shared.iter().map(|(_, nth)| weights[*nth as usize]).sum();
            // Ids are newest first, so on a tie the one inserted earlier stays ahead.
            let place = best.partition_point(|(known, _)| *known >= score);
            if score > 0 && place < limit && !but.contains(&shared[0].0) {
                best.insert(place, (score, shared));
                best.truncate(limit);
            }
        }
        let related = best.into_iter().map(|(score, found)| {
            let mut shared: Vec<u32> = found.iter().map(|(_, nth)| *nth).collect();
            shared.retain(|nth| weights[*nth as usize] > 0);
            // Tags are sorted, so on a tie the first comes first.
            shared.sort_by_key(|nth| std::cmp::Reverse(weights[*nth as usize]));
            let shared = shared
                .into_iter()
                .map(|nth| node.tags[nth as usize])
                .collect();
            RelatedBrief {
                brief: found[0].0,
                shared,
                score,
            }
        });
        related.collect()
    }

    /// Returns the weight of a shared `tag`: 0 if most briefs have it, and 1 more each time that half as many do.
    pub fn weight(&self, lang: crate::site::LanguageId, tag: GroupId) -> u32 {
        let n_all = self.lang(lang).all.listed.len();
        let n_tagged = self.members(lang, tag).listed.len().max(1);
        (n_all / n_tagged).max(1).ilog2()
    }

    /// Returns the part of `listed`, which contains `id`, that is nearest to it in time.
    fn nearest_in_time<'a>(&self, id: BriefId, listed: &'a [BriefId]) -> &'a [BriefId] {
        // Lists are in the order of ids, so the position is found without comparing dates.
        let Ok(at) = listed.binary_search(&id) else {
            return &[];
        };
        let (mut start, mut end) = (at, at + 1);
        let own = self.node(id).released;
        let distance = |idx: usize| {
            listed.get(idx).map(|other| {
                self.node(*other)
                    .released
                    .duration_since(own)
                    .unsigned_abs()
            })
        };
        let before = |idx: usize| idx.checked_sub(1).and_then(distance);
        let (mut newer, mut older) = (before(start), distance(end));
        // Grows the window one brief at a time to the nearer side, until it holds `NEAREST` briefs besides `id`.
        while end - start <= NEAREST {
            let is_newer = match (newer, older) {
                (None, None) => break,
                // On equal distance in time, the one nearer in the list; then the newer.
                (Some(newer), Some(older)) => (newer, at - start + 1) <= (older, end - at),
                _ => newer.is_some(),
            };
            if is_newer {
                start -= 1;
                newer = before(start);
            } else {
                end += 1;
                older = distance(end);
            }
        }
        &listed[start..end]
    }
}
