//! The corrections list: corrections, clarifications and withdrawals of the briefs of a language.

use std::cmp::Reverse;

use jiff::Timestamp;

use crate::brief::Status;
use crate::site::{BriefId, BriefNode, SiteLanguage};

/// One entry of the corrections list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Correction {
    pub brief: BriefId,
    /// Kind of the entry, and where its text is.
    pub kind: CorrectionKind,
}

/// Kind of a correction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CorrectionKind {
    /// Correction, with its index among the brief's corrections.
    Correction(usize),
    /// Clarification, with its index among the brief's clarifications.
    Clarification(usize),
    /// Withdrawal of the whole brief.
    Withdrawal,
}

/// Returns the corrections that are due by `now`, newest first.
///
/// A withdrawn brief contributes its withdrawal alone: its earlier corrections are gone with its text.
pub(super) fn of_lang(
    lang: &SiteLanguage,
    briefs: &[BriefNode],
    now: Timestamp,
) -> Vec<Correction> {
    let mut dated: Vec<(Reverse<Timestamp>, Correction)> = Vec::new();
    let mut add = |at: Timestamp, brief: BriefId, kind: CorrectionKind| {
        // Dates in the future announce corrections that readers must not see yet.
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
