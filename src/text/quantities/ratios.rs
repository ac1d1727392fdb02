//! Ratios in two numbers: `two in three`, `4 von 5`, `tres de cada cuatro`. Completes quantities already found by
//! `scan`; fractions in one expression (`two thirds`) are read in `spelled`.

use super::{Amount, Quantity, QuantityReader, Unit};
use crate::text::fold;

/// Largest second number of a ratio; with a larger one the numbers are counts, not a share: `5 of 20,000 men`.
const MAX_WHOLE: f64 = 1_000.0;

impl QuantityReader {
    /// Adds the value of each ratio to both of its numbers, as a further reading.
    pub(super) fn add_ratios(&self, text: &str, quantities: &mut [Quantity]) {
        for idx in 1..quantities.len() {
            let (before, after) = quantities.split_at_mut(idx);
            let (part, whole) = (&mut before[idx - 1], &mut after[0]);
            let gap = text
                .get(part.range.end..whole.range.start)
                .unwrap_or_default();
            let (Some(one), Some(all)) = (part.amounts.first(), whole.amounts.first()) else {
                continue;
            };
            let is_plain =
                one.unit == Unit::Count && all.unit == Unit::Count && all.value <= MAX_WHOLE;
            // Added, not replaced: `4 of 5 dams` may be restated as `80 percent` or as `4 dams`.
            if is_plain && one.value < all.value && is_of(gap) {
                let ratio = Amount::new(one.value / all.value, Unit::Fraction);
                part.amounts.push(ratio);
                whole.amounts.push(ratio);
            }
        }
    }
}

/// Returns whether the text between two numbers makes them a ratio of the first to the second.
fn is_of(gap: &str) -> bool {
    gap.len() < 24
        && !gap.contains(['.', ',', ';', ':'])
        && matches!(
            fold(gap.trim()).as_str(),
            "in" | "in every"
                | "of"
                | "out of"
                | "of every"
                | "von"
                | "sur"
                | "de"
                | "de cada"
                | "من"
                | "من كل"
                | "من اصل"
                | "من بين"
        )
}
