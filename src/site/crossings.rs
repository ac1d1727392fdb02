//! Where a country and a topic meet: the briefs that both list, if there are enough for a page of their own.

use std::collections::BTreeMap;

use crate::kind::Kind;
use crate::site::{Branch, BranchId, BriefId, Group, GroupId, Placed, Site};

/// Briefs that a country and a topic must share to have a page together.
pub const MIN_SHARED: usize = 3;

/// The briefs of each country and topic that share enough of them, newest first.
pub type Crossings = BTreeMap<(GroupId, GroupId), Vec<BriefId>>;

/// Finds the countries and topics of a branch that share at least [`MIN_SHARED`] briefs.
pub(super) fn of_branch(branch: &Branch, groups: &[Group], briefs: &[Placed]) -> Crossings {
    let is_topic = |id: &&GroupId| groups[id.0 as usize].kind == Kind::Topic;
    let countries = (0..)
        .map(GroupId)
        .zip(groups)
        .filter(|(_, group)| group.kind == Kind::Country);
    let mut crossings = Crossings::new();
    // One country at a time, so that the lists of all its topics are made once and used again.
    let mut shared: Vec<Vec<BriefId>> = vec![Vec::new(); groups.len()];
    for (country, _) in countries {
        let mut topics: Vec<GroupId> = Vec::new();
        for brief in &branch.members[country.0 as usize].listed {
            for topic in briefs[brief.0 as usize].groups.iter().filter(is_topic) {
                let list = &mut shared[topic.0 as usize];
                if list.is_empty() {
                    topics.push(*topic);
                }
                list.push(*brief);
            }
        }
        for topic in topics {
            let list = &mut shared[topic.0 as usize];
            if list.len() >= MIN_SHARED {
                crossings.insert((country, topic), list.clone());
            }
            list.clear();
        }
    }
    crossings
}

impl Site {
    /// Returns the briefs that `country` and `topic` share, newest first, if they have a page together.
    pub fn crossing(
        &self,
        branch: BranchId,
        country: GroupId,
        topic: GroupId,
    ) -> Option<&[BriefId]> {
        self.branch(branch)
            .crossings
            .get(&(country, topic))
            .map(Vec::as_slice)
    }

    /// Returns the groups that `group`, a country or a topic, has pages together with, by name, each with the
    /// number of briefs they share.
    pub fn crossings_of(&self, branch: BranchId, group: GroupId) -> Vec<(GroupId, usize)> {
        let all = &self.branch(branch).crossings;
        let mut found: Vec<(GroupId, usize)> = match self.group(group).kind {
            Kind::Country => {
                let own = all.range((group, GroupId(0))..=(group, GroupId(u32::MAX)));
                own.map(|((_, topic), briefs)| (*topic, briefs.len()))
                    .collect()
            }
            Kind::Topic => {
                let countries = self
                    .group_ids()
                    .filter(|id| self.group(*id).kind == Kind::Country);
                let shared = |country| {
                    all.get(&(country, group))
                        .map(|briefs| (country, briefs.len()))
                };
                countries.filter_map(shared).collect()
            }
            _ => Vec::new(),
        };
        found.sort_by_key(|(_, n_briefs)| std::cmp::Reverse(*n_briefs));
        found
    }
}
