//! Briefs that share tags with another. Asked for when a brief's page is made; bounded by what the lists hold near
//! its date.

use crate::site::{BriefId, GroupId, Site};

/// Briefs of each tag that are looked at: those nearest in date.
pub const NEAREST: usize = 100;

/// A brief that shares tags with another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelatedBrief {
    /// The brief.
    pub brief: BriefId,
    /// What they share, the rarest first.
    pub shared: Vec<GroupId>,
    /// The sum of the weights of what they share; see [`Site::weight`].
    pub score: u32,
}

impl Site {
    /// Returns the briefs that share most with `id`, at most `limit`, without those in `but`.
    ///
    /// Looked at are, for each of its tags, the [`NEAREST`] briefs of that tag, nearest by the time at which
    /// they became public, then by their place in the list. Each counts with the weights of the tags it was
    /// found by; of equals the newer comes first, then the order of paths. What only shares tags that most
    /// briefs have is not related.
    pub fn related(&self, id: BriefId, but: &[BriefId], limit: usize) -> Vec<RelatedBrief> {
        let linked = self.node(id);
        if linked.position.is_none() {
            return Vec::new();
        }
        let weights: Vec<u32> = linked
            .tags
            .iter()
            .map(|tag| self.weight(linked.lang, *tag))
            .collect();
        // Runs in ascending order, one for each tag, which a stable sort finds and merges.
        let mut found: Vec<(BriefId, u32)> = Vec::new();
        for (tag, nth) in linked.tags.iter().zip(0..) {
            let near = self.nearest_in_time(id, &self.members(linked.lang, *tag).listed);
            found.extend(
                near.iter()
                    .filter(|other| **other != id)
                    .map(|other| (*other, nth)),
            );
        }
        found.sort();
        let mut best: Vec<(u32, &[(BriefId, u32)])> = Vec::with_capacity(limit + 1);
        for shared in found.chunk_by(|a, b| a.0 == b.0) {
            let score = shared.iter().map(|(_, nth)| weights[*nth as usize]).sum();
            // Ids are in the order of briefs: of equals, the one that is there already comes first.
            let place = best.partition_point(|(known, _)| *known >= score);
            if score > 0 && place < limit && !but.contains(&shared[0].0) {
                best.insert(place, (score, shared));
                best.truncate(limit);
            }
        }
        let related = best.into_iter().map(|(score, found)| {
            let mut shared: Vec<u32> = found.iter().map(|(_, nth)| *nth).collect();
            shared.retain(|nth| weights[*nth as usize] > 0);
            // Tags are sorted: of equals, the first comes first.
            shared.sort_by_key(|nth| std::cmp::Reverse(weights[*nth as usize]));
            let shared = shared
                .into_iter()
                .map(|nth| linked.tags[nth as usize])
                .collect();
            RelatedBrief {
                brief: found[0].0,
                shared,
                score,
            }
        });
        related.collect()
    }

    /// Returns how much it says that two briefs share `tag`: nothing if most briefs have it, and 1 more
    /// each time that only half as many do.
    pub fn weight(&self, lang: crate::site::LanguageId, tag: GroupId) -> u32 {
        let n_all = self.lang(lang).all.listed.len();
        let n_tagged = self.members(lang, tag).listed.len().max(1);
        (n_all / n_tagged).max(1).ilog2()
    }

    /// Returns the part of `listed`, which holds `id`, that is nearest to it in time.
    fn nearest_in_time<'a>(&self, id: BriefId, listed: &'a [BriefId]) -> &'a [BriefId] {
        let Ok(at) = listed.binary_search(&id) else {
            return &[];
        };
        let (mut start, mut end) = (at, at + 1);
        let own = self.node(id).released;
        let apart = |idx: usize| {
            listed.get(idx).map(|other| {
                self.node(*other)
                    .released
                    .duration_since(own)
                    .unsigned_abs()
            })
        };
        let before = |idx: usize| idx.checked_sub(1).and_then(apart);
        let (mut newer, mut older) = (before(start), apart(end));
        while end - start <= NEAREST {
            let is_newer = match (newer, older) {
                (None, None) => break,
                // Of two that are as far in time, the one nearer in the list; then the newer.
                (Some(newer), Some(older)) => (newer, at - start + 1) <= (older, end - at),
                _ => newer.is_some(),
            };
            if is_newer {
                start -= 1;
                newer = before(start);
            } else {
                end += 1;
                older = apart(end);
            }
        }
        &listed[start..end]
    }
}
