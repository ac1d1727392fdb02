//! Country-topic pages: the briefs that a country and a topic share, where there are enough for a page.

use std::collections::BTreeMap;

use crate::kind::Kind;
use crate::site::{BriefId, BriefNode, Group, GroupId, LanguageId, Site, SiteLanguage};

/// Number of briefs that a country and a topic must share to have a page.
pub const MIN_SHARED: usize = 3;

/// Shared briefs by country and topic, newest first.
pub type CountryTopics = BTreeMap<(GroupId, GroupId), Vec<BriefId>>;

/// Returns the pairs of country and topic in a language that share at least [`MIN_SHARED`] briefs.
pub(super) fn of_lang(
    lang: &SiteLanguage,
    groups: &[Group],
    briefs: &[BriefNode],
) -> CountryTopics {
    let is_topic = |id: &&GroupId| groups[id.0 as usize].kind == Kind::Topic;
    let countries = (0..)
        .map(GroupId)
        .zip(groups)
        .filter(|(_, group)| group.kind == Kind::Country);
    let mut country_topics = CountryTopics::new();
    // One country at a time, so that the buffers of its topics are allocated once and reused.
    let mut shared: Vec<Vec<BriefId>> = vec![Vec::new(); groups.len()];
    for (country, _) in countries {
        let mut topics: Vec<GroupId> = Vec::new();
        for brief in &lang.members[country.0 as usize].listed {
            for topic in briefs[brief.0 as usize].groups.iter().filter(is_topic) {
                let list = &mut shared[topic.0 as usize];
                // Remembers which buffers to clear, as there are far more topics than one country has.
                if list.is_empty() {
                    topics.push(*topic);
                }
                list.push(*brief);
            }
        }
        for topic in topics {
            let list = &mut shared[topic.0 as usize];
            if list.len() >= MIN_SHARED {
                country_topics.insert((country, topic), list.clone());
            }
            list.clear();
        }
    }
    country_topics
}

impl Site {
    /// Returns the briefs that `country` and `topic` share, newest first, if the pair has a page.
    pub fn country_topic(
        &self,
        lang: LanguageId,
        country: GroupId,
        topic: GroupId,
    ) -> Option<&[BriefId]> {
        self.lang(lang)
            .country_topics
            .get(&(country, topic))
            .map(Vec::as_slice)
    }

    /// Returns the other half of each pair that `group`, a country or a topic, is in, with the number of shared
    /// briefs, most first.
    pub fn country_topics_of(&self, lang: LanguageId, group: GroupId) -> Vec<(GroupId, usize)> {
        let all = &self.lang(lang).country_topics;
        let mut found: Vec<(GroupId, usize)> = match self.group(group).kind {
            Kind::Country => {
                // The map is sorted by country, so the topics of one country are a range.
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
        // Stable: pairs with as many briefs stay in the order of slugs.
        found.sort_by_key(|(_, n_briefs)| std::cmp::Reverse(*n_briefs));
        found
    }
}
