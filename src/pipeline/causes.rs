//! Merging by cause: replaces equal diagnostics in many files, which one edit elsewhere fixes, by a single one.
//!
//! Only for the codes listed here. Repetitions in the terminal are folded in `diag`.

use std::collections::BTreeMap;

use crate::diag::{self, Diagnostic};

/// Codes whose diagnostics share one cause if their messages are equal, such as one missing publisher file.
const SHARED_CAUSE: [&str; 1] = ["unknown-publisher"];

/// Keeps the first diagnostic of each cause, by place, and adds the number of all to its message.
pub(super) fn merge(found: &mut Vec<Diagnostic>) {
    // Only these codes need the sort, and a large site has tens of thousands of diagnostics.
    if !found
        .iter()
        .any(|finding| SHARED_CAUSE.contains(&finding.code))
    {
        return;
    }
    // Rules run in parallel and in their own order: sorted, the same place is kept in every run.
    diag::sort(found);
    let mut n_same: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    found.retain(|finding| {
        if !SHARED_CAUSE.contains(&finding.code) {
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
        .filter(|finding| SHARED_CAUSE.contains(&finding.code))
    {
        let n_same = n_same[&(finding.code, finding.message.clone())];
        if n_same > 1 {
            finding.message = format!("{} (reported once for {n_same} sources)", finding.message);
        }
    }
}
