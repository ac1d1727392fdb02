//! One cause, one message: what is said of many briefs, and is mended in one place, is said once.

use std::collections::BTreeMap;

use crate::diag::{self, Diagnostic};

/// Codes whose findings have one cause where they say the same.
const OF_ONE_CAUSE: [&str; 1] = ["unknown-publisher"];

/// Keeps the first of those of `found` that have one cause, and has it say how many there are.
pub(super) fn merge(found: &mut Vec<Diagnostic>) {
    if !found
        .iter()
        .any(|finding| OF_ONE_CAUSE.contains(&finding.code))
    {
        return;
    }
    diag::sort(found);
    let mut n_same: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    found.retain(|finding| {
        if !OF_ONE_CAUSE.contains(&finding.code) {
            return true;
        }
        let n_same = n_same
            .entry((finding.code, finding.message.clone()))
            .or_default();
        *n_same += 1;
        *n_same == 1
    });
    for finding in found
        .iter_mut()
        .filter(|finding| OF_ONE_CAUSE.contains(&finding.code))
    {
        let n_same = n_same[&(finding.code, finding.message.clone())];
        if n_same > 1 {
            finding.message = format!("{} (reported once for {n_same} sources)", finding.message);
        }
    }
}
