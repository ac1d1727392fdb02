//! Merging by cause: replaces equal diagnostics in many files, which one edit elsewhere fixes, by a single one.
//!
//! Only for the codes listed here. Repetitions in the terminal are folded in `diag`.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;

/// Codes whose diagnostics share one cause if their messages are equal, such as one missing publisher file.
const SHARED_CAUSE: [&str; 1] = ["unknown-publisher"];

/// Keeps the first diagnostic of each cause, by place, and adds the number of all to its message.
pub(super) fn merge(found: &mut Vec<Diagnostic>) {
    // Rules run in parallel and in their own order: by place, the same one is kept in every run. Not by sorting all of
    // them, of which a large site has tens of thousands.
    let mut causes: BTreeMap<(&'static str, &str), (usize, usize)> = BTreeMap::new();
    for (idx, finding) in found.iter().enumerate() {
        if SHARED_CAUSE.contains(&finding.code) {
            let (first, n_same) = causes
                .entry((finding.code, &finding.message))
                .or_insert((idx, 0));
            if finding.place < found[*first].place {
                *first = idx;
            }
            *n_same += 1;
        }
    }
    let kept: BTreeMap<usize, usize> = causes.into_values().collect();
    let mut idx = 0;
    found.retain_mut(|finding| {
        let n_same = kept.get(&idx);
        idx += 1;
        if let Some(n_same) = n_same.filter(|n_same| **n_same > 1) {
            finding.message = format!("{} (reported once for {n_same} sources)", finding.message);
        }
        n_same.is_some() || !SHARED_CAUSE.contains(&finding.code)
    });
}
