//! What was put right on a site: the corrections and clarifications of its briefs, and the briefs that were withdrawn.

use std::cmp::Reverse;

use jiff::Timestamp;

use crate::brief::Status;
use crate::site::{BriefId, BriefNode, SiteLanguage};

/// One entry of the list of corrections.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Correction {
    /// The brief.
    pub brief: BriefId,
    /// What was done to it.
    pub kind: CorrectionKind,
}

/// What was done to a brief to put it right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CorrectionKind {
    /// It was corrected: the position among its corrections.
    Correction(usize),
    /// It was clarified: the position among its clarifications.
    Clarification(usize),
    /// It was withdrawn.
    Withdrawal,
}

/// Returns what readers may know of by `now`, newest first. Of a withdrawn brief that is the withdrawal alone: its
/// earlier corrections are gone with its text.
pub(super) fn of_lang(
    lang: &SiteLanguage,
    briefs: &[BriefNode],
    now: Timestamp,
) -> Vec<Correction> {
    let mut dated: Vec<(Reverse<Timestamp>, Correction)> = Vec::new();
    let mut add = |at: Timestamp, brief: BriefId, kind: CorrectionKind| {
        if at <= now {
            dated.push((Reverse(at), Correction { brief, kind }));
        }
    };
    for id in &lang.all.listed {
        let meta = &briefs[id.0 as usize].meta;
        for (idx, at) in meta.corrected.iter().enumerate() {
            add(*at, *id, CorrectionKind::Correction(idx));
        }
        for (idx, at) in meta.clarified.iter().enumerate() {
            add(*at, *id, CorrectionKind::Clarification(idx));
        }
    }
    for id in &lang.all.withdrawn {
        if let Status::Withdrawn { at, .. } = &briefs[id.0 as usize].meta.status {
            add(at.at, *id, CorrectionKind::Withdrawal);
        }
    }
    dated.sort_unstable();
    dated
        .into_iter()
        .map(|(_, correction)| correction)
        .collect()
}
