//! Puts briefs into groups and languages: computes which groups each brief belongs to, and fills the lists of each
//! language. The groups themselves are built in `groups`.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::kind::Kind;
use crate::site::groups::{GroupKey, MentionIdx};
use crate::site::shown::UnplacedBrief;
use crate::site::tables::Tables;
use crate::site::{
    BriefId, BriefNode, Group, GroupId, Members, Period, SiteLanguage, Visibility, chronicle,
    corrections, country_topics, routes,
};

/// Fills `languages` with `briefs`, which are newest first and refer to `groups`.
pub(super) fn fill(
    languages: &mut [SiteLanguage],
    briefs: &mut [BriefNode],
    groups: &[Group],
    now: Timestamp,
) {
    for lang in &mut *languages {
        lang.members = vec![Members::default(); groups.len()];
    }
    // Everything below reads the lists that this fills.
    list(languages, briefs);
    for lang in &mut *languages {
        lang.corrections = corrections::of_lang(lang, briefs, now);
    }
    for lang in languages {
        lang.chronicles = chronicle::of_lang(lang, groups, briefs);
        chronicle::number(&lang.chronicles, briefs);
        lang.country_topics = country_topics::of_lang(lang, groups, briefs);
    }
}

/// Adds every brief to the lists of its language, in the order of briefs.
fn list(languages: &mut [SiteLanguage], briefs: &mut [BriefNode]) {
    for (idx, node) in briefs.iter_mut().enumerate() {
        let id = BriefId(idx as u32);
        let lang = &mut languages[node.lang.0 as usize];
        // Withdrawn briefs leave all lists; they are kept apart for feeds, which announce the withdrawal.
        if node.visibility == Visibility::Withdrawn {
            lang.all.withdrawn.push(id);
            for group in &node.groups {
                lang.members[group.0 as usize].withdrawn.push(id);
            }
        } else {
            node.position = Some(lang.all.listed.len() as u32);
            lang.all.listed.push(id);
            for period in Period::all_of(node.day) {
                lang.archive.entry(period).or_default().push(id);
            }
            for group in &node.groups {
                lang.members[group.0 as usize].listed.push(id);
            }
        }
    }
}

/// Groups that briefs mention, each with its ancestors.
pub(super) struct BriefGroups<'a> {
    groups: &'a [Group],
    /// Group of each [`MentionIdx`]; `None` if it does not exist.
    ids: Vec<Option<GroupId>>,
    /// Each mentioned group with its ancestors, itself included. By group, since most briefs share their tags.
    ancestry: HashMap<GroupId, Vec<GroupId>>,
}

impl<'a> BriefGroups<'a> {
    /// Looks up the groups that briefs `mentioned`.
    pub(super) fn new(groups: &'a [Group], tables: &Tables, mentioned: &[GroupKey]) -> Self {
        let ids: Vec<Option<GroupId>> = mentioned
            .iter()
            .map(|(kind, slug)| tables.group(*kind, slug))
            .collect();
        let ancestry = ids
            .iter()
            .flatten()
            .map(|id| (*id, with_ancestors(groups, *id)))
            .collect();
        BriefGroups {
            groups,
            ids,
            ancestry,
        }
    }

    /// Places a brief with these `mentions` in its language and its groups.
    pub(super) fn place(
        &self,
        brief: UnplacedBrief,
        mentions: &[MentionIdx],
        languages: &[SiteLanguage],
    ) -> BriefNode {
        let UnplacedBrief {
            meta,
            released,
            visibility,
            day,
        } = brief;
        let mentioned_groups = || {
            mentions
                .iter()
                .filter_map(|mention| self.ids[*mention as usize])
        };
        // A publisher is known from the sources, not from a tag, so it says little about what a brief is about.
        let is_tag = |id: &GroupId| self.groups[id.0 as usize].kind != Kind::Publisher;
        let lang = super::lang_of(languages, meta.language.as_deref());
        BriefNode {
            tags: sorted(mentioned_groups().filter(is_tag)),
            groups: sorted(mentioned_groups().flat_map(|id| self.ancestry[&id].iter().copied())),
            position: None,
            step: None,
            versions: Vec::new(),
            route: routes::brief(&languages[lang.0 as usize].root, &meta, day),
            day,
            meta,
            lang,
            released,
            visibility,
        }
    }
}

fn sorted(ids: impl Iterator<Item = GroupId>) -> Vec<GroupId> {
    let mut ids: Vec<GroupId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Returns the group `own` followed by its ancestors, each once.
fn with_ancestors(groups: &[Group], own: GroupId) -> Vec<GroupId> {
    // A worklist rather than a walk up a chain: a country is in several regions, which share ancestors.
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
