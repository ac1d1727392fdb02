//! Places briefs: which groups they belong to, and what the lists of each language hold.

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

/// Fills the `languages` with `briefs`, newest first, that belong to `groups`.
pub(super) fn fill(
    languages: &mut [SiteLanguage],
    briefs: &mut [BriefNode],
    groups: &[Group],
    now: Timestamp,
) {
    for lang in &mut *languages {
        lang.members = vec![Members::default(); groups.len()];
    }
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

/// Puts every brief into the lists of its language, in the order of briefs.
fn list(languages: &mut [SiteLanguage], briefs: &mut [BriefNode]) {
    for (idx, linked) in briefs.iter_mut().enumerate() {
        let id = BriefId(idx as u32);
        let lang = &mut languages[linked.lang.0 as usize];
        if linked.visibility == Visibility::Withdrawn {
            lang.all.withdrawn.push(id);
            for group in &linked.groups {
                lang.members[group.0 as usize].withdrawn.push(id);
            }
        } else {
            linked.position = Some(lang.all.listed.len() as u32);
            lang.all.listed.push(id);
            for period in Period::all_of(linked.day) {
                lang.archive.entry(period).or_default().push(id);
            }
            for group in &linked.groups {
                lang.members[group.0 as usize].listed.push(id);
            }
        }
    }
}

/// Groups that briefs refer to, each with all that it is a part of.
pub(super) struct BriefGroups<'a> {
    groups: &'a [Group],
    /// By [`MentionIdx`].
    ids: Vec<Option<GroupId>>,
    /// Everything that a group is a part of, and itself; by group, worked out for those that are mentioned.
    whole: HashMap<GroupId, Vec<GroupId>>,
}

impl<'a> BriefGroups<'a> {
    /// Looks up what briefs have mentioned.
    pub(super) fn new(groups: &'a [Group], tables: &Tables, mentioned: &[GroupKey]) -> Self {
        let ids: Vec<Option<GroupId>> = mentioned
            .iter()
            .map(|(kind, slug)| tables.group(*kind, slug))
            .collect();
        let whole = ids
            .iter()
            .flatten()
            .map(|id| (*id, with_parents(groups, *id)))
            .collect();
        BriefGroups { groups, ids, whole }
    }

    /// Places a brief with these mentions in its language and its groups.
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
        let own = || {
            mentions
                .iter()
                .filter_map(|mention| self.ids[*mention as usize])
        };
        let is_tag = |id: &GroupId| self.groups[id.0 as usize].kind != Kind::Publisher;
        let lang = super::lang_of(languages, meta.language.as_deref());
        BriefNode {
            tags: sorted(own().filter(is_tag)),
            groups: sorted(own().flat_map(|id| self.whole[&id].iter().copied())),
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
