//! The order of a storyline: by when things happened, which is not always when they were written of.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::kind::Kind;
use crate::site::{BriefId, BriefNode, Group, GroupId, LanguageId, Site, SiteLanguage};

/// The listed briefs of each storyline of a language, in the order of their events.
pub(super) type Chronicles = BTreeMap<GroupId, Vec<BriefId>>;

/// Puts the briefs of every storyline in the order of their events.
///
/// Of what happened at one time, the more exactly dated comes first, then what became public first, then the
/// order of paths.
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
                // Ids are newest first, and of one moment by path.
                (days(node), node.released, Reverse(*id))
            });
            (id, ids)
        })
        .collect()
}

/// Tells each brief its position in its storyline.
pub(super) fn number(chronicles: &Chronicles, briefs: &mut [BriefNode]) {
    for ids in chronicles.values() {
        for (step, id) in (0..).zip(ids) {
            briefs[id.0 as usize].step = Some(step);
        }
    }
}

/// The first and the last day on which what a brief tells may have happened.
fn days(node: &BriefNode) -> (Date, Date) {
    let event = node
        .meta
        .event
        .as_ref()
        .map(|event| (event.first(), event.last()));
    event.unwrap_or((node.day, node.day))
}

impl Site {
    /// Returns the briefs of the storyline of `id` that happened before it and after it, nearest first, at most
    /// `limit` of each.
    pub fn storyline_neighbours(&self, id: BriefId, limit: usize) -> (Vec<BriefId>, Vec<BriefId>) {
        let linked = self.node(id);
        let storyline = linked
            .tags
            .iter()
            .find(|tag| self.group(**tag).kind == Kind::Storyline);
        let steps = storyline.map_or(&[][..], |storyline| self.steps(linked.lang, *storyline));
        let at = linked
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

    /// Returns the listed briefs of a storyline, in the order of their events.
    pub fn steps(&self, lang: LanguageId, storyline: GroupId) -> &[BriefId] {
        self.lang(lang)
            .chronicles
            .get(&storyline)
            .map_or(&[], Vec::as_slice)
    }
}
