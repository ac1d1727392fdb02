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
        let near: Vec<&[BriefId]> = node
            .tags
            .iter()
            .map(|tag| self.nearest_in_time(id, &self.members(node.lang, *tag).listed))
            .collect();
        let mut scores = Scores::for_at_most(near.iter().map(|near| near.len()).sum());
        for (near, weight) in near.iter().zip(&weights).filter(|(_, weight)| **weight > 0) {
            near.iter().for_each(|other| scores.add(*other, *weight));
        }
        // Keeps the best `limit` by insertion; sorting all candidates would cost more than this short list.
        let mut best: Vec<(u32, BriefId)> = Vec::with_capacity(limit + 1);
        for (other, score) in scores.iter().filter(|(other, _)| *other != id) {
            // Ids are newest first: on a tie the lower one.
            let place = best.partition_point(|(known, brief)| (*known, other) > (score, *brief));
            if place < limit && !but.contains(&other) {
                best.insert(place, (score, other));
                best.truncate(limit);
            }
        }
        let related = best.into_iter().map(|(score, brief)| {
            let tags = node.tags.iter().zip(&near).zip(&weights);
            let shared = tags
                .filter(|((_, near), weight)| **weight > 0 && near.binary_search(&brief).is_ok());
            let mut shared: Vec<(u32, GroupId)> =
                shared.map(|((tag, _), weight)| (*weight, *tag)).collect();
            // Tags are sorted, so on a tie the first comes first.
            shared.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
            RelatedBrief {
                brief,
                shared: shared.into_iter().map(|(_, tag)| tag).collect(),
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
        let time = |id: BriefId| self.node(id).released.as_nanosecond();
        let own = time(id);
        let distance = |idx: usize| {
            let other = listed.get(idx)?;
            Some(time(*other).abs_diff(own))
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

/// Sums of weights by brief: a hash table with linear probing. Finding related briefs by sorting the candidates of all
/// tags took 53 M instructions for 1,000 briefs, an eighth of what their views cost; by adding up 36 M.
struct Scores {
    /// A power of two of slots, at least half of them free; a score of 0 marks a free one.
    slots: Vec<(BriefId, u32)>,
}

impl Scores {
    fn for_at_most(n_briefs: usize) -> Self {
        let n_slots = (2 * n_briefs).next_power_of_two();
        Scores {
            slots: vec![(BriefId(0), 0); n_slots],
        }
    }

    /// Adds `weight`, which is not 0, to the score of `brief`.
    fn add(&mut self, brief: BriefId, weight: u32) {
        let last = self.slots.len() - 1;
        // Ids of one tag are far apart and those of neighbours close together: the multiplier (2^32 over the golden
        // ratio) spreads both.
        let mut at = (brief.0.wrapping_mul(0x9E37_79B9) >> 7) as usize & last;
        loop {
            let slot = &mut self.slots[at];
            if slot.1 == 0 {
                *slot = (brief, weight);
                return;
            }
            if slot.0 == brief {
                slot.1 += weight;
                return;
            }
            at = (at + 1) & last;
        }
    }

    fn iter(&self) -> impl Iterator<Item = (BriefId, u32)> {
        self.slots.iter().copied().filter(|(_, score)| *score > 0)
    }
}
