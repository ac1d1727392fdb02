//! The corrections page: everything that was corrected, clarified or withdrawn, newest first.
//! Reads the texts of what was corrected.

use crate::brief::Status;
use crate::entity::Described;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::fill;
use crate::page::plan::{CorrectionsPart, FeedOf, Page, PageKind};
use crate::page::routes;
use crate::page::view::{CorrectionView, CorrectionsView, LanguageView, LinkView, Seen};
use crate::page::views::{Frame, beside, describe, list};
use crate::site::{self, BranchId, BriefId, Correction, CorrectionKind, Part, Site, Texts};
use crate::words::Word;

impl PageFacts for CorrectionsPart {
    fn common(&self) -> Common {
        Common::page("corrections")
    }

    fn places(&self, site: &Site, _: &Texts) -> Vec<String> {
        file(site, self.branch)
            .map(|file| file.body.anchors.clone())
            .unwrap_or_default()
    }

    /// Those that were corrected.
    fn texts(&self, site: &Site) -> Vec<BriefId> {
        let all = &site.branch(self.branch).corrections;
        let shown = all.get(self.part.range.clone()).unwrap_or_default();
        shown.iter().map(|of| of.brief).collect()
    }

    fn is_in_all_languages(&self) -> bool {
        self.part.number.is_none()
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let CorrectionsPart { branch, ref part } = *self;
        let site = context.site;
        let all = &site.branch(branch).corrections;
        let shown = all.get(part.range.clone()).unwrap_or_default();
        let entries = shown.iter().map(|of| entry(context, branch, *of));
        let name = context.say(Word::Corrections, branch);
        let title = context.numbered(&name, part.number, branch);
        let href = |number| context.href(&routes::corrections(site, branch, number));
        let mut frame = Frame {
            description: description(context, branch, (&title, part)),
            feed: Some(FeedOf::Corrections),
            ..Frame::new(context, branch, "corrections", title)
        };
        if part.number.is_some() {
            frame.trail.push(LinkView::new(name, Some(href(None))));
        }
        let seen = Seen {
            corrections: Some(CorrectionsView {
                html: file(site, branch)
                    .map(|file| fill::of_file(context, branch, file))
                    .unwrap_or_default(),
                entries: entries.collect(),
                total: all.len(),
                number: part.number,
                newer: part.newer.map(href),
                older: part.older.map(|number| href(Some(number))),
            }),
            ..frame.seen(context, page)
        };
        View::of(None, "corrections.html", seen)
    }
}

/// Returns the pages of the list of corrections.
pub(crate) fn pages(site: &Site, branch: BranchId) -> Vec<Page> {
    let n_entries = site.branch(branch).corrections.len();
    let parts = site::parts(n_entries, site.config.page_size).into_iter();
    let pages = parts.map(|part| Page {
        route: routes::corrections(site, branch, part.number),
        kind: PageKind::Corrections(CorrectionsPart { branch, part }),
    });
    pages.collect()
}

/// Returns whether a file of `content/pages/` is the text of this page, not a page of its own.
pub(crate) fn is_text(site: &Site, page_idx: usize) -> bool {
    let at = site.page_route(page_idx);
    site.branch_ids()
        .any(|branch| at == routes::corrections(site, branch, None))
}

/// The beginning of its text, if it has one; else what is on the page.
fn description(context: &Context, branch: BranchId, of: (&str, &Part)) -> Option<String> {
    let (title, part) = of;
    let own = file(context.site, branch)
        .filter(|_| part.number.is_none())
        .and_then(|file| describe::file(context, branch, file));
    own.or_else(|| {
        let all = &context.site.branch(branch).corrections;
        let ids: Vec<BriefId> = part.of_page(all).iter().map(|entry| entry.brief).collect();
        describe::corrections(context, branch, title, &ids)
    })
}

/// The newest corrections, at most `limit`.
pub(crate) fn newest(context: &Context, branch: BranchId, limit: usize) -> Vec<CorrectionView> {
    let all = context.site.branch(branch).corrections.iter();
    all.take(limit)
        .map(|of| entry(context, branch, *of))
        .collect()
}

fn entry(context: &Context, branch: BranchId, of: Correction) -> CorrectionView {
    let brief = &context.brief(of.brief).brief;
    let own = |text: &str| context.typeset(text, branch);
    let (mark, at, text, language) = match (of.kind, &brief.head.status) {
        (CorrectionKind::Correction(idx), _) => {
            let entry = &brief.corrections[idx];
            (list::CORRECTED, &entry.at, own(&entry.text), None)
        }
        (CorrectionKind::Clarification(idx), _) => {
            let entry = &brief.clarifications[idx];
            (list::CLARIFIED, &entry.at, own(&entry.text), None)
        }
        (
            CorrectionKind::Withdrawal,
            Status::Withdrawn {
                at,
                reason,
                language: Some(tag),
            },
        ) => (
            list::WITHDRAWN,
            at,
            reason.clone(),
            Some(LanguageView::of(tag)),
        ),
        (
            CorrectionKind::Withdrawal,
            Status::Withdrawn {
                at,
                reason,
                language: None,
            },
        ) => (list::WITHDRAWN, at, own(reason), None),
        (CorrectionKind::Withdrawal, _) => unreachable!("it is a withdrawn brief's"),
    };
    CorrectionView {
        date: context.time(at, branch),
        text,
        language,
        marks: vec![mark],
        brief: beside::link(context, branch, of.brief),
    }
}

/// The file `content/pages/corrections.md` in the language of `branch`.
fn file(site: &Site, branch: BranchId) -> Option<&Described> {
    let route = routes::corrections(site, branch, None);
    let page_idx = (0..site.pages.len()).find(|page_idx| site.page_route(*page_idx) == route)?;
    Some(site.pages[page_idx].as_ref())
}
