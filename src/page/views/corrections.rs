//! The view of the corrections page: everything that was wrong, newest first.

use crate::page::context::Context;
use crate::page::plan::{FeedOf, Page};
use crate::page::view::{CorrectionView, CorrectionsView, Seen, View};
use crate::page::views::{Frame, Listed, frame, links, template};
use crate::site::{BranchId, Part};

/// Makes the view of one page of the list of corrections.
pub fn corrections(context: &Context, page: &Page, branch: BranchId, part: &Part) -> View {
    let site = context.site;
    let all = &site.branch(branch).corrections;
    let shown = all.get(part.range.clone()).unwrap_or_default();
    let entries = shown.iter().map(|(id, entry_idx)| {
        let entry = &site.brief(*id).brief.corrections[*entry_idx];
        CorrectionView {
            date: context.time(&entry.at, branch),
            text: entry.text.clone(),
            brief: links::brief(context, *id),
        }
    });
    let href = |number| context.href(&site.corrections_route(branch, number));
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "corrections",
                title: "Corrections".to_owned(),
                description: None,
                branch,
                feed: Some(FeedOf::Corrections),
                trail: links::trail_home(context, branch),
                listed: Listed::Yes,
            },
        )),
        corrections: Some(CorrectionsView {
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
