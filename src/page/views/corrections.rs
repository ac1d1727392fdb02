//! The view of the corrections page: everything that was wrong, newest first.

use crate::body::Marks;
use crate::page::context::Context;
use crate::page::fill::{self, Links};
use crate::page::plan::{FeedOf, Page};
use crate::page::view::{CorrectionView, CorrectionsView, Seen};
use crate::page::views::{Frame, Listed, View, frame, links, template};
use crate::site::{BranchId, BriefId, From, Part};
use crate::words::Word;

/// Makes the view of one page of the list of corrections.
pub fn corrections(context: &Context, page: &Page, branch: BranchId, part: &Part) -> View {
    let site = context.site;
    let all = &site.branch(branch).corrections;
    let shown = all.get(part.range.clone()).unwrap_or_default();
    let entries = shown.iter().map(|of| entry(context, branch, *of));
    let href = |number| context.href(&site.corrections_route(branch, number));
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "corrections",
                title: context.say(Word::Corrections, branch),
                description: None,
                branch,
                feed: Some(FeedOf::Corrections),
                trail: links::trail_home(context, branch),
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

/// The newest corrections, at most `limit`.
pub fn newest(context: &Context, branch: BranchId, limit: usize) -> Vec<CorrectionView> {
    let all = context.site.branch(branch).corrections.iter();
    all.take(limit).map(|of| entry(context, branch, *of)).collect()
}

/// One correction: of a brief, by its position there.
fn entry(context: &Context, branch: BranchId, of: (BriefId, usize)) -> CorrectionView {
    let (id, entry_idx) = of;
    let entry = &context.site.brief(id).brief.corrections[entry_idx];
    CorrectionView {
        date: context.time(&entry.at, branch),
        text: context.typeset(&entry.text, branch),
        brief: links::brief(context, id),
    }
}

/// The text of `content/pages/corrections.md` in the language of `branch`.
fn text(context: &Context, branch: BranchId) -> String {
    let site = context.site;
    let route = site.corrections_route(branch, None);
    let file = (0..site.pages.len()).find(|page_idx| site.page_route(*page_idx) == route);
    file.map_or(String::new(), |page_idx| {
        let file = &site.pages[page_idx];
        let links = Links::on_page(context, &file.body, From { path: &file.path, branch });
        fill::stitched(&file.body, &links, Marks::Page)
    })
}
