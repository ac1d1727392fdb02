//! Places briefs: which groups they belong to, and what the lists of each language hold.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::kind::Kind;
use crate::site::groups::{Key, Mention};
use crate::site::shown::Unplaced;
use crate::site::tables::Tables;
use crate::site::{
    Branch, BriefId, Group, GroupId, Members, Period, Placed, Visibility, chronicle, corrections,
    crossings, routes,
};

/// Fills the `branches` with `briefs`, newest first, that belong to `groups`.
pub(super) fn fill(
    branches: &mut [Branch],
    briefs: &mut [Placed],
    groups: &[Group],
    now: Timestamp,
) {
    for branch in &mut *branches {
        branch.members = vec![Members::default(); groups.len()];
    }
    list(branches, briefs);
    for branch in &mut *branches {
        branch.corrections = corrections::of_branch(branch, briefs, now);
    }
    for branch in branches {
        branch.chronicles = chronicle::of_branch(branch, groups, briefs);
        chronicle::number(&branch.chronicles, briefs);
        branch.crossings = crossings::of_branch(branch, groups, briefs);
    }
}

/// Puts every brief into the lists of its branch, in the order of briefs.
fn list(branches: &mut [Branch], briefs: &mut [Placed]) {
    for (idx, linked) in briefs.iter_mut().enumerate() {
        let id = BriefId(idx as u32);
        let branch = &mut branches[linked.branch.0 as usize];
        if linked.visibility == Visibility::Withdrawn {
            branch.all.withdrawn.push(id);
            for group in &linked.groups {
                branch.members[group.0 as usize].withdrawn.push(id);
            }
        } else {
            linked.position = Some(branch.all.listed.len() as u32);
            branch.all.listed.push(id);
            for period in Period::all_of(linked.day) {
                branch.archive.entry(period).or_default().push(id);
            }
            for group in &linked.groups {
                branch.members[group.0 as usize].listed.push(id);
            }
        }
    }
}

/// Groups that briefs refer to, each with all that it is a part of.
pub(super) struct OwnGroups<'a> {
    groups: &'a [Group],
    /// By [`Mention`].
    ids: Vec<Option<GroupId>>,
    /// Everything that a group is a part of, and itself; by group, worked out for those that are mentioned.
    whole: HashMap<GroupId, Vec<GroupId>>,
}

impl<'a> OwnGroups<'a> {
    /// Looks up what briefs have mentioned.
    pub(super) fn new(groups: &'a [Group], tables: &Tables, mentioned: &[Key]) -> Self {
        let ids: Vec<Option<GroupId>> = mentioned
            .iter()
            .map(|(kind, slug)| tables.group(*kind, slug))
            .collect();
        let whole = ids
            .iter()
            .flatten()
            .map(|id| (*id, with_parents(groups, *id)))
            .collect();
        OwnGroups { groups, ids, whole }
    }

    /// Places a brief with these mentions in its branch and its groups.
    pub(super) fn place(
        &self,
        brief: Unplaced,
        mentions: &[Mention],
        branches: &[Branch],
    ) -> Placed {
        let Unplaced {
            head,
            released,
            visibility,
            day,
        } = brief;
        let own = || {
            mentions
                .iter()
                .filter_map(|mention| self.ids[*mention as usize])
        };
        let is_tag = |id: &GroupId| self.groups[id.0 as usize].kind != Kind::Publisher;
        let branch = super::branch_of(branches, head.language.as_deref());
        Placed {
            tags: sorted(own().filter(is_tag)),
            groups: sorted(own().flat_map(|id| self.whole[&id].iter().copied())),
            position: None,
            step: None,
            versions: Vec::new(),
            route: routes::brief(&branches[branch.0 as usize].root, &head, day),
            day,
            head,
            branch,
            released,
            visibility,
        }
    }
}

/// Returns `ids` sorted, each once.
fn sorted(ids: impl Iterator<Item = GroupId>) -> Vec<GroupId> {
    let mut ids: Vec<GroupId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Returns the group `own` and all that it is a part of.
fn with_parents(groups: &[Group], own: GroupId) -> Vec<GroupId> {
    let mut all = vec![own];
    let mut at = 0;
    while let Some(id) = all.get(at) {
        for above in &groups[id.0 as usize].above {
            if !all.contains(above) {
                all.push(*above);
            }
        }
        at += 1;
    }
    all
}
