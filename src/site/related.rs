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
            if best.len() == limit && best.last().is_some_and(|(worst, _)| score < *worst) {
                continue;
            }
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
        let time = |id: BriefId| self.node(id).released.as_nanosecond();
        let own = time(id);
        let distance = |other: BriefId| time(other).abs_diff(own);
        // The window holds the `n` nearest newer briefs and fills up with older ones. The `n`th newer brief belongs to
        // it unless the older one that would take its place is nearer. Lists are sorted by time, so that of two briefs
        // on one side the nearer in the list is the nearer in time, and `n` can be found by bisection.
        let is_nearer = |n: usize| {
            let n_older = NEAREST + 1 - n;
            let Some(older) = listed.get(at + n_older) else {
                return true;
            };
            // On equal distance in time, the one nearer in the list; then the newer.
            (distance(listed[at - n]), n) <= (distance(*older), n_older)
        };
        let (mut n_newer, mut too_many) = (0, at.min(NEAREST) + 1);
        while n_newer + 1 < too_many {
            let n = n_newer.midpoint(too_many);
            if is_nearer(n) {
                n_newer = n;
            } else {
                too_many = n;
            }
        }
        let n_older = (NEAREST - n_newer).min(listed.len() - at - 1);
        &listed[at - n_newer..=at + n_older]
    }
}

/// Sums of weights by brief: a hash table with linear probing. Finding related briefs by sorting the candidates of all
/// tags took 53 M instructions for 1,000 briefs, an eighth of what their views cost; by adding up 36 M.
struct Scores {
    /// A power of two of slots, not fewer than briefs; a score of 0 marks a free one.
    slots: Vec<(BriefId, u32)>,
}

impl Scores {
    fn for_at_most(n_briefs: usize) -> Self {
        let n_slots = (n_briefs + n_briefs / 4).next_power_of_two();
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
