//! `covered-already`: reports a page that an older brief or edition has cited before.
//!
//! Evidence is the cited address without tracking, `www`, scheme and fragment (`PageKey`). Not reported: the first to
//! cite a page; versions of one brief, which share their sources; an edition and its own briefs; home pages, which
//! say nothing of a report; pages and hosts excepted in `site.yaml`; withdrawn briefs.

use std::borrow::Cow;
use std::collections::HashSet;
use std::collections::hash_map::Entry;

use jiff::Timestamp;

use crate::body::Target;
use crate::check::CheckContext;
use crate::config::{COVERED_ALREADY, Config};
use crate::diag::{Diagnostic, Place, catalog};
use crate::hash::{Hash, HashedMap};
use crate::site::{BriefId, LanguageId, LinkedEdition, Site, Visibility};
use crate::source::SourcePath;
use crate::url::WebAddress;

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
    let exceptions = &site.config.check.except;
    // By hashes, and with indexes instead of keys and places: nearly all pages are cited once.
    let mut first: HashedMap<(&CitingItem, usize)> = HashedMap::default();
    let mut reported: HashSet<(&SourcePath, Hash)> = HashSet::new();
    for citing in &citing {
        for (idx, address) in citing.addresses(ctx) {
            let key = address.page_key();
            let page = Hash::of(&key);
            let (known, known_idx) = match first.entry(page) {
                Entry::Vacant(entry) => {
                    entry.insert((citing, idx));
                    continue;
                }
                Entry::Occupied(entry) => *entry.get(),
            };
            let is_excepted = || exceptions.iter().any(|except| except.holds_for(&key));
            if known.belongs_with(citing) || key.is_home() || is_excepted() {
                continue;
            }
            // Once per brief, not once per translation.
            if reported.insert((citing.family, page)) {
                found.push(catalog::sources::covered_already(
                    citing.place(ctx, idx),
                    &known.title(site),
                    known.place(ctx, known_idx),
                ));
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
    /// Returns the cited addresses in the order of the file: the sources of a brief, the links of an edition. Each has its
    /// index among these.
    fn addresses<'c>(&self, ctx: &CheckContext<'c>) -> Vec<(usize, Cow<'c, WebAddress>)>
    where
        Self: 'c,
    {
        match &self.what {
            CitingKind::Brief(id) => {
                let citations = ctx.brief(*id).brief.citations.iter().enumerate();
                let urls =
                    citations.filter_map(|(idx, citation)| Some((idx, citation.url.as_ref()?)));
                urls.map(|(idx, url)| (idx, Cow::Borrowed(url))).collect()
            }
            CitingKind::Edition(edition) => {
                let links = edition.file.body.links.iter().enumerate();
                let external = links.filter_map(|(idx, link)| match &link.target {
                    Target::External(address) => Some((idx, WebAddress::parse(address)?)),
                    _ => None,
                });
                external.map(|(idx, url)| (idx, Cow::Owned(url))).collect()
            }
        }
    }

    /// Returns the place of the address with the index `idx`.
    fn place(&self, ctx: &CheckContext, idx: usize) -> Place {
        match &self.what {
            CitingKind::Brief(id) => {
                let citation = &ctx.brief(*id).brief.citations[idx];
                Place::value(self.path, &citation.url_at())
            }
            CitingKind::Edition(edition) => {
                Place::span(self.path, edition.file.body.links[idx].span)
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
