//! The corrections page: everything that was corrected, clarified or withdrawn, newest first, page by page. Reads the
//! texts of the briefs concerned.

use crate::brief::Status;
use crate::entity::EntityFile;
use crate::i18n::MessageKey;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{CorrectionsPage, FeedOf, Page, PageKind};
use crate::page::routes;
use crate::page::view::{CorrectionView, CorrectionsView, LanguageView, LinkView, TemplateContext};
use crate::page::views::{Frame, describe, list, related};
use crate::site::{
    self, BriefId, BriefTexts, Correction, CorrectionKind, LanguageId, ListPage, Site,
};

impl PageFacts for CorrectionsPage {
    fn common(&self) -> Common {
        Common::page("corrections")
    }

    fn places(&self, site: &Site, _: &BriefTexts) -> Vec<String> {
        file(site, self.lang)
            .map(|file| file.body.anchors.clone())
            .unwrap_or_default()
    }

    /// Returns the corrected briefs on this page.
    fn texts(&self, site: &Site) -> Vec<BriefId> {
        let all = &site.lang(self.lang).corrections;
        let shown = all.get(self.part.range.clone()).unwrap_or_default();
        shown.iter().map(|of| of.brief).collect()
    }

    fn is_in_all_languages(&self) -> bool {
        // Numbered pages count the briefs of one language: the same number elsewhere is a different list.
        self.part.number.is_none()
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let CorrectionsPage { lang, ref part } = *self;
        let site = context.site;
        let all = &site.lang(lang).corrections;
        let shown = all.get(part.range.clone()).unwrap_or_default();
        let entries = shown.iter().map(|of| entry(context, lang, *of));
        let name = context.format(MessageKey::Corrections, lang);
        let title = context.numbered(&name, part.number, lang);
        let href = |number| context.href(&routes::corrections(site, lang, number));
        let mut frame = Frame {
            description: description(context, lang, (&title, part)),
            feed: Some(FeedOf::Corrections),
            ..Frame::new(context, lang, "corrections", title)
        };
        if part.number.is_some() {
            frame.trail.push(LinkView::new(name, Some(href(None))));
        }
        let template_context = TemplateContext {
            corrections: Some(CorrectionsView {
                html: file(site, lang)
                    .map(|file| body_html::of_file(context, lang, file))
                    .unwrap_or_default(),
                entries: entries.collect(),
                total: all.len(),
                number: part.number,
                newer: part.newer.map(href),
                older: part.older.map(|number| href(Some(number))),
            }),
            ..frame.seen(context, page)
        };
        View::of(None, "corrections.html", template_context)
    }
}

/// Returns the pages of the list of corrections.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let n_entries = site.lang(lang).corrections.len();
    let parts = site::paginate(n_entries, site.config.page_size).into_iter();
    let pages = parts.map(|part| Page {
        route: routes::corrections(site, lang, part.number),
        kind: PageKind::Corrections(CorrectionsPage { lang, part }),
    });
    pages.collect()
}

/// Returns whether a file of `content/pages/` is the text of this page rather than a page of its own.
pub(crate) fn is_text(site: &Site, page_idx: usize) -> bool {
    let at = site.page_route(page_idx);
    site.language_ids()
        .any(|lang| at == routes::corrections(site, lang, None))
}

/// Describes the page by the beginning of its text, or else by its entries.
fn description(context: &Context, lang: LanguageId, of: (&str, &ListPage)) -> Option<String> {
    let (title, part) = of;
    let own = file(context.site, lang)
        .filter(|_| part.number.is_none())
        .and_then(|file| describe::file(context, lang, file));
    own.or_else(|| {
        let all = &context.site.lang(lang).corrections;
        let ids: Vec<BriefId> = part.of_page(all).iter().map(|entry| entry.brief).collect();
        describe::corrections(context, lang, title, &ids)
    })
}

/// Returns the newest corrections, at most `limit`.
pub(crate) fn newest(context: &Context, lang: LanguageId, limit: usize) -> Vec<CorrectionView> {
    let all = context.site.lang(lang).corrections.iter();
    all.take(limit)
        .map(|of| entry(context, lang, *of))
        .collect()
}

fn entry(context: &Context, lang: LanguageId, of: Correction) -> CorrectionView {
    let brief = &context.brief(of.brief).brief;
    // Corrections are in the page's language, but an inherited reason of a withdrawal is in the original's: it keeps
    // its own quotes and gets a language.
    let own = |text: &str| context.typeset(text, lang);
    let (mark, at, text, language) = match (of.kind, &brief.meta.status) {
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
        date: context.time(at, lang),
        text,
        language,
        marks: vec![mark],
        brief: related::link(context, lang, of.brief),
    }
}

/// Returns the file `content/pages/corrections.md` in the language `lang`.
fn file(site: &Site, lang: LanguageId) -> Option<&EntityFile> {
    let route = routes::corrections(site, lang, None);
    // Found by address, not by path: the file may set another `slug`, or a page may take this one.
    let page_idx = (0..site.pages.len()).find(|page_idx| site.page_route(*page_idx) == route)?;
    Some(site.pages[page_idx].as_ref())
}
