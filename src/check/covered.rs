//! `covered-already`: a page that another brief or edition has cited before.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::body::Target;
use crate::check::Subject;
use crate::config::{COVERED_ALREADY, Config};
use crate::diag::{Diagnostic, Place, catalog};
use crate::site::{BranchId, BriefId, LinkedEdition, Site, Visibility};
use crate::source::SourcePath;
use crate::url::{PageKey, WebAddress};

/// Looks for pages that are cited by several briefs or editions.
///
/// One pass over all citations, oldest first; what readers do not see yet comes last, so that it is told of what they do.
pub(super) fn site(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let site = subject.site;
    if is_off(&site.config) {
        return;
    }
    let mut citing: Vec<Citing> = citing(subject);
    citing.sort_by_key(|citing| (citing.is_hidden, citing.date, citing.branch, citing.path));
    let mut first: HashMap<PageKey, (&Citing, Place)> = HashMap::new();
    let mut told: HashSet<(&SourcePath, PageKey)> = HashSet::new();
    for citing in &citing {
        for (page, place) in citing.pages(subject) {
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
                    if told.insert((citing.family, page)) {
                        found.push(catalog::editorial::covered_already(
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

/// A brief or an edition that cites pages.
struct Citing<'a> {
    what: What<'a>,
    is_hidden: bool,
    date: Timestamp,
    branch: BranchId,
    path: &'a SourcePath,
    /// The file of the first of its versions, which share their sources.
    family: &'a SourcePath,
}

enum What<'a> {
    Brief(BriefId),
    Edition(&'a LinkedEdition),
}

/// Everything that cites pages, in no order.
fn citing<'a>(subject: &Subject<'a>) -> Vec<Citing<'a>> {
    let site = subject.site;
    let mut all = Vec::with_capacity(site.briefs.len() + site.editions.len());
    for id in site.brief_ids() {
        let placed = site.placed(id);
        // A brief that was taken back covers nothing.
        if placed.visibility == Visibility::Withdrawn {
            continue;
        }
        let first = placed.versions.iter().copied().fold(id, BriefId::min);
        all.push(Citing {
            what: What::Brief(id),
            is_hidden: !placed.visibility.is_public(),
            date: placed.head.date.at,
            branch: placed.branch,
            path: &placed.head.path,
            family: &site.placed(first).head.path,
        });
    }
    for edition in &site.editions {
        all.push(Citing {
            what: What::Edition(edition),
            is_hidden: edition.edition.date.at > site.now,
            date: edition.edition.date.at,
            branch: BranchId(0),
            path: &edition.file.path,
            family: &edition.file.path,
        });
    }
    all
}

impl Citing<'_> {
    /// Returns the pages it cites, in the order of its file, with their places: the sources of a brief, the links of an
    /// edition.
    fn pages(&self, subject: &Subject) -> Vec<(PageKey, Place)> {
        match &self.what {
            What::Brief(id) => {
                let citations = subject.brief(*id).brief.citations.iter();
                let pages = citations.filter_map(|citation| {
                    let page = citation.url.as_ref()?.page_key();
                    Some((page, Place::value(self.path, &citation.url_at())))
                });
                pages.collect()
            }
            What::Edition(edition) => {
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

    /// Returns whether the two are versions of one brief, or an edition and a brief of it.
    fn belongs_with(&self, other: &Citing) -> bool {
        match (&self.what, &other.what) {
            (What::Edition(edition), What::Brief(id))
            | (What::Brief(id), What::Edition(edition)) => edition.briefs.contains(id),
            _ => self.family == other.family,
        }
    }

    fn title(&self, site: &Site) -> String {
        match &self.what {
            What::Brief(id) => site.placed(*id).head.title.clone(),
            What::Edition(edition) => edition.edition.title.clone(),
        }
    }
}
