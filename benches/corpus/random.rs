//! Chance that is the same on every machine: SplitMix64 (Steele, Lea and Flood 2014).

/// A source of numbers.
pub(super) struct Random(u64);

impl Random {
    /// The numbers for `what` of the brief `idx`: independent of those of any other.
    pub(super) fn new(what: &str, idx: usize) -> Self {
        let seed = what.bytes().fold(idx as u64 + 1, |seed, byte| {
            seed.wrapping_mul(257) + u64::from(byte)
        });
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is not 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Whether something happens that does so `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, all equally likely.
    pub(super) fn one(&mut self, items: &[&'static str]) -> &'static str {
        items[self.below(items.len())]
    }

    /// A position among `weights`, each as likely as it weighs.
    pub(super) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let here = left < *weight;
                left = left.wrapping_sub(*weight);
                here
            })
            .unwrap_or(0)
    }

    /// `n` of `items`, each once; the item at position k is 1/k times as likely as the first (Zipf).
    pub(super) fn some(&mut self, items: &[&'static str], n: usize) -> Vec<&'static str> {
        let weights: Vec<usize> = (1..=items.len()).map(|rank| 1_000_000 / rank).collect();
        let mut some: Vec<&'static str> = Vec::with_capacity(n);
        while some.len() < n {
            let item = items[self.weighted(&weights)];
            if !some.contains(&item) {
                some.push(item);
            }
        }
        some
    }
}
