//! `covered-already`: reports a page that an older brief or edition has cited before.
//!
//! Evidence is the cited address without tracking, `www`, scheme and fragment (`PageKey`). Not reported: the first to
//! cite a page; versions of one brief, which share their sources; an edition and its own briefs; home pages, which
//! say nothing of a report; pages and hosts excepted in `site.yaml`; withdrawn briefs.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::body::Target;
use crate::check::CheckContext;
use crate::config::{COVERED_ALREADY, Config};
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::{BriefId, LanguageId, LinkedEdition, Site, Visibility};
use crate::source::SourcePath;
use crate::url::{PageKey, WebAddress};

/// Reports pages that several briefs or editions cite.
///
/// Makes one pass over all citations, oldest first. Drafts and embargoed content sort last, so that it is compared
/// with what readers can see, never the other way round.
pub(super) fn site(ctx: &CheckContext, found: &mut Vec<Diagnostic>) {
    let site = ctx.site;
    // Switched off, the rule would still cost a pass over all citations: severities are applied only afterwards.
    if is_off(&site.config) {
        return;
    }
    let mut citing: Vec<CitingItem> = citing(ctx);
    citing.sort_by_key(|citing| (citing.is_hidden, citing.date, citing.lang, citing.path));
    let mut first: HashMap<PageKey, (&CitingItem, Place)> = HashMap::new();
    let mut reported: HashSet<(&SourcePath, PageKey)> = HashSet::new();
    for citing in &citing {
        for (page, place) in citing.pages(ctx) {
            let is_excepted = || {
                site.config
                    .check
                    .except
                    .iter()
                    .any(|exception| exception.holds_for(&page))
            };
            if page.is_home() || is_excepted() {
                continue;
            }
            match first.get(&page) {
                Some((known, _)) if known.belongs_with(citing) => {}
                Some((known, at)) => {
                    // Once per brief, not once per translation.
                    if reported.insert((citing.family, page)) {
                        found.push(catalog::sources::covered_already(
                            place,
                            &known.title(site),
                            at.clone(),
                        ));
                    }
                }
                None => drop(first.insert(page, (citing, place))),
            }
        }
    }
}

fn is_off(config: &Config) -> bool {
    config
        .check
        .severities
        .iter()
        .any(|(rule, severity)| rule == COVERED_ALREADY && severity.is_none())
}

/// A brief or an edition with what orders and groups its citations.
struct CitingItem<'a> {
    what: CitingKind<'a>,
    is_hidden: bool,
    date: Timestamp,
    lang: LanguageId,
    path: &'a SourcePath,
    /// File of the first of its language versions, which share their sources: the key of the whole group.
    family: &'a SourcePath,
}

enum CitingKind<'a> {
    Brief(BriefId),
    Edition(&'a LinkedEdition),
}

/// Returns all briefs and editions that may cite pages, unordered.
fn citing<'a>(ctx: &CheckContext<'a>) -> Vec<CitingItem<'a>> {
    let site = ctx.site;
    let mut all = Vec::with_capacity(site.briefs.len() + site.editions.len());
    for id in site.brief_ids() {
        let node = site.node(id);
        // Readers cannot see what a withdrawn brief reported, so it has covered nothing.
        if node.visibility == Visibility::Withdrawn {
            continue;
        }
        let first = node.versions.iter().copied().fold(id, BriefId::min);
        all.push(CitingItem {
            what: CitingKind::Brief(id),
            is_hidden: !node.visibility.is_public(),
            date: node.meta.date.at,
            lang: node.lang,
            path: &node.meta.path,
            family: &site.node(first).meta.path,
        });
    }
    for edition in &site.editions {
        all.push(CitingItem {
            what: CitingKind::Edition(edition),
            is_hidden: edition.edition.date.at > site.now,
            date: edition.edition.date.at,
            lang: LanguageId(0),
            path: &edition.file.path,
            family: &edition.file.path,
        });
    }
    all
}

impl CitingItem<'_> {
    /// Returns the cited pages with their places, in the order of the file: the sources of a brief, the links of an
    /// edition.
    fn pages(&self, ctx: &CheckContext) -> Vec<(PageKey, Place)> {
        match &self.what {
            CitingKind::Brief(id) => {
                let citations = ctx.brief(*id).brief.citations.iter();
                let pages = citations.filter_map(|citation| {
                    let page = citation.url.as_ref()?.page_key();
                    Some((page, Place::value(self.path, &citation.url_at())))
                });
                pages.collect()
            }
            CitingKind::Edition(edition) => {
                let mut pages = Vec::new();
                for link in &edition.file.body.links {
                    let Target::External(address) = &link.target else {
                        continue;
                    };
                    if let Some(address) = WebAddress::parse(address) {
                        pages.push((address.page_key(), Place::span(self.path, link.span)));
                    }
                }
                pages
            }
        }
    }

    /// Returns whether both are versions of one brief, or an edition and a brief that it lists.
    fn belongs_with(&self, other: &CitingItem) -> bool {
        match (&self.what, &other.what) {
            (CitingKind::Edition(edition), CitingKind::Brief(id))
            | (CitingKind::Brief(id), CitingKind::Edition(edition)) => edition.briefs.contains(id),
            _ => self.family == other.family,
        }
    }

    fn title(&self, site: &Site) -> String {
        match &self.what {
            CitingKind::Brief(id) => site.node(*id).meta.title.clone(),
            CitingKind::Edition(edition) => edition.edition.title.clone(),
        }
    }
}
