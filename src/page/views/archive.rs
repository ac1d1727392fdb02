//! The views of the archive: a year with its months, a month with its days, a day with its briefs.

use crate::page::context::Context;
use crate::page::plan::{ArchivePart, Page};
use crate::page::view::{GroupCardView, IndexView, LinkView, SectionView, Seen};
use crate::page::views::{Frame, Listed, View, frame, links, list, template};
use crate::site::{BranchId, Period};
use crate::words::Word;

/// Makes the view of a year or a month: what lies in it, newest first.
pub fn index(context: &Context, page: &Page, branch: BranchId, period: Period) -> View {
    let archive = &context.site.branch(branch).archive;
    let inside = archive.keys().rev().filter(|inner| inner.above() == Some(period));
    let groups = inside.map(|inner| GroupCardView {
        name: name(context, branch, *inner),
        href: context.href(&context.site.archive_route(branch, *inner, None)),
        count: archive[inner].len(),
        latest: None,
        children: Vec::new(),
    });
    let mut sections = vec![SectionView { title: None, groups: groups.collect() }];
    sections.extend(other_years(context, branch, period));
    let seen = Seen {
        page: Some(frame(context, page, archive_frame(context, branch, period))),
        index: Some(IndexView { kind: "archive".to_owned(), sections }),
        ..Seen::default()
    };
    template(None, "index.html", seen)
}

/// Makes the view of one page of a day.
pub fn day(context: &Context, page: &Page, of: &ArchivePart) -> View {
    let ArchivePart { branch, period, part } = of;
    let site = context.site;
    let route = |number| site.archive_route(*branch, *period, number);
    let briefs = &site.branch(*branch).archive[period];
    let seen = Seen {
        page: Some(frame(context, page, archive_frame(context, *branch, *period))),
        list: Some(list::list(context, briefs, part, &route)),
        ..Seen::default()
    };
    template(None, "day.html", seen)
}

fn archive_frame(context: &Context, branch: BranchId, period: Period) -> Frame<'static> {
    let mut trail = Vec::new();
    let mut at = period.above();
    while let Some(above) = at {
        let href = context.href(&context.site.archive_route(branch, above, None));
        trail.push(LinkView { text: name(context, branch, above), href: Some(href) });
        at = above.above();
    }
    trail.extend(links::trail_home(context, branch));
    trail.reverse();
    Frame {
        kind: "archive",
        title: name(context, branch, period),
        description: None,
        branch,
        feed: None,
        trail,
        listed: Listed::Yes,
    }
}

/// Of a year, the others: how readers get from one to the next.
fn other_years(context: &Context, branch: BranchId, period: Period) -> Option<SectionView> {
    let archive = &context.site.branch(branch).archive;
    let years = archive.keys().rev().filter(|other| other.month.is_none() && **other != period);
    let groups: Vec<GroupCardView> = years
        .map(|year| GroupCardView {
            name: name(context, branch, *year),
            href: context.href(&context.site.archive_route(branch, *year, None)),
            count: archive[year].len(),
            latest: None,
            children: Vec::new(),
        })
        .collect();
    let title = Some(LinkView { text: context.say(Word::OtherYears, branch), href: None });
    (period.month.is_none() && !groups.is_empty()).then_some(SectionView { title, groups })
}

/// The name of a period in the language of `branch`: `2021`, `July 2021`, `25 July 2021`.
fn name(context: &Context, branch: BranchId, period: Period) -> String {
    let locale = context.locale(branch);
    match (period.month, period.first()) {
        (Some(month), Some(_)) if period.day.is_none() => locale.month_year(period.year, month),
        (Some(_), Some(day)) => locale.date(day),
        _ => locale.year(period.year),
    }
}
