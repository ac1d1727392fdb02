//! Backlinks: the links to a brief from the texts of other briefs. The sentences around them are cut in `page`.

use crate::site::{BriefId, LanguageId, LinkOrigin, Resolution, Site, Title};

/// A link from one brief to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Backlink {
    /// Brief that contains the link.
    pub from: BriefId,
    /// Index of the link in the body of that brief.
    pub link_idx: usize,
}

/// Returns the links to each brief of `site`, by [`BriefId`], newest brief first.
///
/// Only listed briefs count, each with its first link.
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
        for (link_idx, target) in &node.meta.internal_links {
            let to = match site.resolve(target, at) {
                Resolution::Page {
                    title: Title::OfBrief(id),
                    ..
                } => Some(id),
                // A brief may also be linked by its path, as `/2021/07/25/slug/`.
                Resolution::Page { route, .. } | Resolution::Address { route, .. } => {
                    site.brief_at(&route)
                }
                _ => None,
            };
            if let Some(to) = to.filter(|to| *to != from) {
                let links: &mut Vec<Backlink> = &mut backlinks[to.0 as usize];
                // All links of one brief are found in a row, so the last one tells whether it has one already.
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
    /// Returns the links from other briefs to `id` and its versions, newest brief first.
    ///
    /// Of a brief that links from several versions, one link counts: from the version in the language of `id`, else
    /// in the main language, else in the first.
    pub fn backlinks_for(&self, id: BriefId) -> Vec<Backlink> {
        let node = self.node(id);
        let own = std::iter::once(id).chain(node.versions.iter().copied());
        let mut all: Vec<Backlink> = own
            .flat_map(|id| self.backlinks[id.0 as usize].iter().copied())
            .collect();
        // With one language there are no versions, so no brief is in the list twice.
        if self.languages.len() == 1 {
            return all;
        }
        // All versions of a brief share one key: the smallest of their ids.
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
        // A version that links to another version of the same brief is no mention.
        all.retain(|link| brief(link.from) != brief(id));
        all.sort_by_key(|link| (brief(link.from), rank(self.node(link.from).lang)));
        all.dedup_by_key(|link| brief(link.from));
        // Sorted by brief above to drop duplicates; back to the order of the list.
        all.sort_by_key(|link| link.from);
        all
    }
}
