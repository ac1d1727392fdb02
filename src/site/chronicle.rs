//! The order of a storyline's briefs: by the time of the events, which may differ from the time of publication. Steps
//! of a storyline that have no brief are in [`Storyline`](crate::entity::Storyline).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::kind::Kind;
use crate::site::{BriefId, BriefNode, Group, GroupId, LanguageId, Site, SiteLanguage};

/// Listed briefs of each storyline in one language, in the order of events.
pub(super) type Chronicles = BTreeMap<GroupId, Vec<BriefId>>;

/// Returns the briefs of every storyline of `lang` in the order of events.
///
/// Events that begin on one day are ordered by their last day, so that the more exact date comes first, then by the
/// time of publication, then by path in reverse.
pub(super) fn of_lang(lang: &SiteLanguage, groups: &[Group], briefs: &[BriefNode]) -> Chronicles {
    let storylines = (0..)
        .map(GroupId)
        .zip(groups)
        .filter(|(_, group)| group.kind == Kind::Storyline);
    storylines
        .map(|(id, _)| {
            let mut ids = lang.members[id.0 as usize].listed.clone();
            ids.sort_by_cached_key(|id| {
                let node = &briefs[id.0 as usize];
                // Ids are newest first, then by path. Reversed, they make ties the mirror image of the lists.
                (days(node), node.released, Reverse(*id))
            });
            (id, ids)
        })
        .collect()
}

/// Sets the position of each brief in its storyline.
pub(super) fn number(chronicles: &Chronicles, briefs: &mut [BriefNode]) {
    for ids in chronicles.values() {
        for (step, id) in (0..).zip(ids) {
            briefs[id.0 as usize].step = Some(step);
        }
    }
}

/// Returns the first and last day on which a brief's event may have happened; its own day if it names no event.
fn days(node: &BriefNode) -> (Date, Date) {
    let event = node
        .meta
        .event
        .as_ref()
        .map(|event| (event.first(), event.last()));
    event.unwrap_or((node.day, node.day))
}

impl Site {
    /// Returns up to `limit` briefs of the same storyline that happened before `id`, and as many after it, both
    /// nearest first.
    pub fn storyline_neighbours(&self, id: BriefId, limit: usize) -> (Vec<BriefId>, Vec<BriefId>) {
        let node = self.node(id);
        let storyline = node
            .tags
            .iter()
            .find(|tag| self.group(**tag).kind == Kind::Storyline);
        let steps = storyline.map_or(&[][..], |storyline| self.steps(node.lang, *storyline));
        // A withdrawn brief keeps its tags, but it is no step and has no neighbours.
        let at = node
            .step
            .map(|step| step as usize)
            .filter(|step| steps.get(*step) == Some(&id));
        let Some(at) = at else {
            return (Vec::new(), Vec::new());
        };
        let before = steps[..at].iter().rev().take(limit).copied().collect();
        let after = steps[at + 1..].iter().take(limit).copied().collect();
        (before, after)
    }

    /// Returns the listed briefs of a storyline in the order of events.
    pub fn steps(&self, lang: LanguageId, storyline: GroupId) -> &[BriefId] {
        self.lang(lang)
            .chronicles
            .get(&storyline)
            .map_or(&[], Vec::as_slice)
    }
}
