//! Which texts of briefs a page shows: what its view depends on besides the site, the plan and the interface.

use crate::page::feed;
use crate::page::plan::{Page, PageKind};
use crate::page::views::{MAX_BACKLINKS, MAX_CORRECTIONS};
use crate::site::{BriefId, Part, Site};

/// Returns the briefs whose texts `page` shows. Everything else that pages show of briefs is in their heads, which
/// the whole site follows from.
pub fn reads(site: &Site, page: &Page) -> Vec<BriefId> {
    match &page.kind {
        PageKind::Brief(id) => {
            // A link back is shown with the sentence that it stands in.
            let backlinks = site.backlinks_for(*id).into_iter().take(MAX_BACKLINKS);
            std::iter::once(*id)
                .chain(backlinks.map(|backlink| backlink.from))
                .collect()
        }
        PageKind::Home(branch, Part { number: None, .. }) => {
            let newest = site
                .branch(*branch)
                .corrections
                .iter()
                .take(MAX_CORRECTIONS);
            newest.map(|correction| correction.brief).collect()
        }
        PageKind::Corrections(branch, part) => {
            let all = &site.branch(*branch).corrections;
            let shown = all.get(part.range.clone()).unwrap_or_default();
            shown.iter().map(|correction| correction.brief).collect()
        }
        PageKind::Feed(of) => feed::entries(site, *of),
        _ => Vec::new(),
    }
}
