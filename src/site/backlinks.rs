//! Backlinks: which briefs link to a brief, and from which place in their text.

use std::collections::HashMap;

use crate::body::{LinkKind, Target};
use crate::site::{BriefId, From, Resolution, Site};
use crate::url::Route;

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
pub fn find(site: &Site) -> Vec<Vec<Backlink>> {
    let mut backlinks = vec![Vec::new(); site.briefs.len()];
    let mut by_route: Option<HashMap<&Route, BriefId>> = None;
    for from in site.brief_ids().filter(|id| site.brief(*id).position.is_some()) {
        let linked = site.brief(from);
        let at = From { path: &linked.brief.path, branch: linked.branch };
        for (link_idx, link) in
            linked.brief.body.links.iter().enumerate().filter(|(_, link)| may_lead(&link.target))
        {
            let (Resolution::Page { route, .. } | Resolution::Address { route, .. }) =
                site.resolve(&link.target, at)
            else {
                continue;
            };
            let by_route = by_route
                .get_or_insert_with(|| site.brief_ids().map(|id| (&site.brief(id).route, id)).collect());
            let to = by_route.get(&route.as_page()).copied();
            if let Some(to) = to.filter(|to| *to != from) {
                let links: &mut Vec<Backlink> = &mut backlinks[to.0 as usize];
                if links.last().is_none_or(|last| last.from != from) {
                    links.push(Backlink { from, link_idx });
                }
            }
        }
    }
    backlinks
}

/// Returns whether `target` is written so that it may lead to a brief.
fn may_lead(target: &Target) -> bool {
    match target {
        Target::External(_) | Target::Fragment(_) => false,
        Target::Scheme { kind, .. } | Target::Wiki { kind: Some(kind), .. } => *kind == LinkKind::Brief,
        Target::Wiki { kind: None, .. } | Target::Absolute { .. } | Target::Relative { .. } => true,
    }
}
