//! Backlinks: which briefs link to a brief, and from which place in their text.

use crate::site::{BriefId, LanguageId, LinkOrigin, Resolution, Site, Title};

/// A link from one brief to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Backlink {
    /// The brief that the link stands in.
    pub from: BriefId,
    /// The link: a position in the links of its body.
    pub link_idx: usize,
}

/// Finds the links to each brief of `site`, by position: the first of each brief that has one, newest brief
/// first. Only briefs that are listed count.
pub(super) fn find(site: &Site) -> Vec<Vec<Backlink>> {
    let mut backlinks = vec![Vec::new(); site.briefs.len()];
    for from in site
        .brief_ids()
        .filter(|id| site.node(*id).position.is_some())
    {
        let node = site.node(from);
        let at = LinkOrigin {
            path: &node.meta.path,
            lang: node.lang,
        };
        for (link_idx, target) in &node.meta.leads {
            let to = match site.resolve(target, at) {
                Resolution::Page {
                    title: Title::OfBrief(id),
                    ..
                } => Some(id),
                Resolution::Page { route, .. } | Resolution::Address { route, .. } => {
                    site.brief_at(&route)
                }
                _ => None,
            };
            if let Some(to) = to.filter(|to| *to != from) {
                let links: &mut Vec<Backlink> = &mut backlinks[to.0 as usize];
                if links.last().is_none_or(|last| last.from != from) {
                    links.push(Backlink {
                        from,
                        link_idx: *link_idx,
                    });
                }
            }
        }
    }
    backlinks
}

impl Site {
    /// Returns the links from other briefs to `id` and to its versions, newest brief first. Of a brief in several
    /// languages counts one version that links: in the language of `id`, else in the main one, else in the first.
    pub fn backlinks_for(&self, id: BriefId) -> Vec<Backlink> {
        let node = self.node(id);
        let own = std::iter::once(id).chain(node.versions.iter().copied());
        let mut all: Vec<Backlink> = own
            .flat_map(|id| self.backlinks[id.0 as usize].iter().copied())
            .collect();
        if self.languages.len() == 1 {
            return all;
        }
        // Whatever the version, a brief is known by the first of its ids.
        let brief = |of: BriefId| {
            self.node(of)
                .versions
                .iter()
                .copied()
                .chain([of])
                .min()
                .unwrap_or(of)
        };
        let rank = |lang: LanguageId| (lang != node.lang, lang);
        // A version that links to two versions has its own first.
        all.retain(|link| brief(link.from) != brief(id));
        all.sort_by_key(|link| (brief(link.from), rank(self.node(link.from).lang)));
        all.dedup_by_key(|link| brief(link.from));
        all.sort_by_key(|link| link.from);
        all
    }
}
