//! The view of the corrections page: everything that was corrected, clarified or withdrawn, newest first.

use crate::body::Marks;
use crate::brief::Status;
use crate::entity::Described;
use crate::page::context::Context;
use crate::page::fill::{self, Links};
use crate::page::plan::{FeedOf, Page};
use crate::page::view::{CorrectionView, CorrectionsView, LanguageView, LinkView, Seen};
use crate::page::views::{Frame, Listed, View, beside, describe, frame, links, list, template};
use crate::site::{BranchId, BriefId, Correction, CorrectionKind, From, Part};
use crate::words::Word;

/// Makes the view of one page of the list of corrections.
pub fn corrections(context: &Context, page: &Page, branch: BranchId, part: &Part) -> View {
    let site = context.site;
    let all = &site.branch(branch).corrections;
    let shown = all.get(part.range.clone()).unwrap_or_default();
    let entries = shown.iter().map(|of| entry(context, branch, *of));
    let title = context.numbered(&context.say(Word::Corrections, branch), part.number, branch);
    let trail = if part.number.is_some() {
        trail_list(context, branch)
    } else {
        links::trail_home(context, branch)
    };
    let href = |number| context.href(&site.corrections_route(branch, number));
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "corrections",
                description: description(context, branch, (&title, part)),
                title,
                branch,
                feed: Some(FeedOf::Corrections),
                trail,
                listed: Listed::Yes,
            },
        )),
        corrections: Some(CorrectionsView {
            html: text(context, branch),
            entries: entries.collect(),
            total: all.len(),
            number: part.number,
            newer: part.newer.map(href),
            older: part.older.map(|number| href(Some(number))),
        }),
        ..Seen::default()
    };
    template(None, "corrections.html", seen)
}

/// The trail of a further page: the list itself is above it.
fn trail_list(context: &Context, branch: BranchId) -> Vec<LinkView> {
    let href = context.href(&context.site.corrections_route(branch, None));
    let mut trail = links::trail_home(context, branch);
    trail.push(LinkView::new(
        context.say(Word::Corrections, branch),
        Some(href),
    ));
    trail
}

/// The beginning of its text, if it has one; else what is on the page.
fn description(context: &Context, branch: BranchId, of: (&str, &Part)) -> Option<String> {
    let (title, part) = of;
    let own = file(context, branch)
        .filter(|_| part.number.is_none())
        .and_then(|file| {
            let from = From {
                path: &file.path,
                branch,
            };
            describe::text(context, branch, &fill::lead(context.site, &file.body, from))
        });
    own.or_else(|| {
        let all = &context.site.branch(branch).corrections;
        let shown = if part.number.is_some() {
            all.get(part.range.clone())
        } else {
            Some(all.as_slice())
        };
        let ids: Vec<BriefId> = shown
            .unwrap_or_default()
            .iter()
            .map(|entry| entry.brief)
            .collect();
        describe::corrections(context, branch, title, &ids)
    })
}

/// The newest corrections, at most `limit`.
pub fn newest(context: &Context, branch: BranchId, limit: usize) -> Vec<CorrectionView> {
    let all = context.site.branch(branch).corrections.iter();
    all.take(limit)
        .map(|of| entry(context, branch, *of))
        .collect()
}

fn entry(context: &Context, branch: BranchId, of: Correction) -> CorrectionView {
    let brief = &context.brief(of.brief).brief;
    let own = |text: &str| context.typeset(text, branch);
    let (mark, at, text, language) = match (of.kind, &brief.status) {
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
fn file<'a>(context: &Context<'a>, branch: BranchId) -> Option<&'a Described> {
    let site = context.site;
    let route = site.corrections_route(branch, None);
    let page_idx = (0..site.pages.len()).find(|page_idx| site.page_route(*page_idx) == route)?;
    Some(site.pages[page_idx].as_ref())
}

/// Its text.
fn text(context: &Context, branch: BranchId) -> String {
    file(context, branch).map_or(String::new(), |file| {
        let links = Links::on_page(
            context,
            &file.body,
            From {
                path: &file.path,
                branch,
            },
        );
        fill::stitched(&file.body, &links, Marks::Page)
    })
}
