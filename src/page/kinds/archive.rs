//! A year or a month of the archive, as a calendar; and what days share with them: address, frame and neighbours.

use jiff::civil::Date;

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{ArchiveOf, Page, PageKind};
use crate::page::view::{
    ArchiveDayView, ArchiveView, CalendarDayView, CalendarView, GroupCardView, LinkView,
    TemplateContext, WeekdayView,
};
use crate::page::views::{Frame, describe, related, trail_home};
use crate::site::{self, LanguageId, ListPage, Period, Site};
use crate::url::Route;

/// Maximum number of briefs that the list of a month shows for a day.
const MAX_OF_DAY: usize = 5;

impl PageFacts for ArchiveOf {
    fn common(&self) -> Common {
        Common::page("archive")
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let ArchiveOf { lang, period } = *self;
        let frame = frame(context, lang, (period, None));
        let template_context = TemplateContext {
            archive: Some(archive(context, lang, period)),
            ..frame.seen(context, page)
        };
        View::of(None, "archive.html", template_context)
    }
}

/// Returns the pages of all years and months with briefs.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let periods = site.lang(lang).archive.keys();
    let longer = periods.filter(|period| period.day.is_none());
    let pages = longer.map(|period| Page {
        route: route(site, lang, *period, None),
        kind: PageKind::Archive(ArchiveOf {
            lang,
            period: *period,
        }),
    });
    pages.collect()
}

/// Returns the address of a year, month or day in `lang`, such as `/2021/07/`, or of one page of a day.
pub(crate) fn route(site: &Site, lang: LanguageId, of: Period, number: Option<usize>) -> Route {
    let root = &site.lang(lang).root;
    let period = match (of.month, of.day) {
        (Some(month), Some(day)) => root.page(&format!("{:04}/{month:02}/{day:02}", of.year)),
        (Some(month), None) => root.page(&format!("{:04}/{month:02}", of.year)),
        (None, _) => root.page(&format!("{:04}", of.year)),
    };
    site::part(&period, number)
}

fn archive(context: &Context, lang: LanguageId, period: Period) -> ArchiveView {
    let archive = &context.site.lang(lang).archive;
    let is_year = period.month.is_none();
    // Periods sort before those within them: everything in the period follows it in the map.
    let inside = archive
        .range(period..)
        .map(|(inner, _)| *inner)
        .take_while(|inner| inner.year == period.year && (is_year || inner.month == period.month));
    let months: Vec<Period> = inside
        .clone()
        .filter(|inner| inner.month.is_some() && inner.day.is_none())
        .collect();
    let mut days: Vec<Period> = inside
        .filter(|inner| !is_year && inner.day.is_some())
        .collect();
    days.reverse();
    let as_calendar = |month: Period| {
        let locale = context.locale(lang);
        // On the page of a year, months need no year in their names.
        let alone = month
            .month
            .filter(|_| is_year)
            .map(|number| locale.month_name(number).to_owned());
        let name = alone.unwrap_or_else(|| name(context, lang, month));
        calendar(context, lang, month, name)
    };
    let (newer, older) = neighbours(context, lang, period);
    ArchiveView {
        title: name(context, lang, period),
        total: archive[&period].len(),
        weekdays: context
            .locale(lang)
            .weekdays()
            .map(|(name, short)| WeekdayView { name, short })
            .collect(),
        months: months.into_iter().map(as_calendar).collect(),
        days: days
            .into_iter()
            .filter_map(|day| listed_day(context, lang, day))
            .collect(),
        years: if is_year {
            other_years(context, lang, period)
        } else {
            Vec::new()
        },
        newer,
        older,
    }
}

/// Arranges a month in weeks of seven days, padded with empty days.
fn calendar(context: &Context, lang: LanguageId, month: Period, name: String) -> CalendarView {
    let archive = &context.site.lang(lang).archive;
    let href = |period| context.href(&route(context.site, lang, period, None));
    let day = |date: Date| {
        let [_, _, period] = Period::all_of(date);
        let count = archive.get(&period).map_or(0, Vec::len);
        let href = (count > 0).then(|| href(period));
        CalendarDayView {
            day: usize::from(date.day().unsigned_abs()),
            href,
            count,
        }
    };
    let mut weeks: Vec<Vec<Option<CalendarDayView>>> = Vec::new();
    if let Some(first) = month.first() {
        let n_blank = context.locale(lang).days_into_week(first);
        let dates = first
            .series(jiff::Span::new().days(1))
            .take_while(|date| date.month() == first.month());
        let mut days: Vec<Option<CalendarDayView>> = vec![None; n_blank];
        days.extend(dates.map(|date| Some(day(date))));
        // `chunks(7)` needs whole weeks.
        days.resize(days.len().next_multiple_of(7), None);
        weeks = days.chunks(7).map(<[_]>::to_vec).collect();
    }
    let count = archive.get(&month).map_or(0, Vec::len);
    CalendarView {
        name,
        href: href(month),
        count,
        weeks,
    }
}

fn listed_day(context: &Context, lang: LanguageId, day: Period) -> Option<ArchiveDayView> {
    let briefs = &context.site.lang(lang).archive[&day];
    Some(ArchiveDayView {
        date: context.weekday(day.first()?, lang),
        href: context.href(&route(context.site, lang, day, None)),
        count: briefs.len(),
        briefs: briefs
            .iter()
            .take(MAX_OF_DAY)
            .map(|id| related::link(context, lang, *id))
            .collect(),
    })
}

/// Returns links to the next newer and the next older period of the same length with briefs.
pub(crate) fn neighbours(
    context: &Context,
    lang: LanguageId,
    period: Period,
) -> (Option<LinkView>, Option<LinkView>) {
    let archive = &context.site.lang(lang).archive;
    let is_same_length = |other: &&Period| {
        (other.month.is_some(), other.day.is_some())
            == (period.month.is_some(), period.day.is_some())
    };
    let mut after = archive
        .range(period..)
        .map(|(other, _)| other)
        .filter(|other| **other != period);
    let mut before = archive.range(..period).map(|(other, _)| other).rev();
    let link = |of: Period| {
        let href = context.href(&route(context.site, lang, of, None));
        LinkView::new(name(context, lang, of), Some(href))
    };
    (
        after.find(is_same_length).copied().map(link),
        before.find(is_same_length).copied().map(link),
    )
}

/// Makes the frame of the page of a period, or of one numbered page of a day.
pub(crate) fn frame(context: &Context, lang: LanguageId, of: (Period, Option<&ListPage>)) -> Frame {
    let (period, part) = of;
    let part = part.filter(|part| part.number.is_some());
    let all = &context.site.lang(lang).archive[&period];
    let shown = part.map_or(all.as_slice(), |part| {
        all.get(part.range.clone()).unwrap_or_default()
    });
    let title = context.numbered(
        &name(context, lang, period),
        part.and_then(|part| part.number),
        lang,
    );
    let mut trail = Vec::new();
    // A numbered page of a day has the day itself above it.
    let mut at = if part.is_some() {
        Some(period)
    } else {
        period.above()
    };
    while let Some(above) = at {
        let href = context.href(&route(context.site, lang, above, None));
        trail.push(LinkView::new(name(context, lang, above), Some(href)));
        at = above.above();
    }
    trail.extend(trail_home(context, lang));
    trail.reverse();
    Frame {
        description: describe::briefs(context, lang, &title, shown),
        trail,
        ..Frame::new(context, lang, "archive", title)
    }
}

/// Returns the other years with briefs, newest first.
fn other_years(context: &Context, lang: LanguageId, period: Period) -> Vec<GroupCardView> {
    let archive = &context.site.lang(lang).archive;
    let years = archive
        .keys()
        .rev()
        .filter(|other| other.month.is_none() && **other != period);
    let card = |year: &Period| GroupCardView {
        name: name(context, lang, *year),
        href: context.href(&route(context.site, lang, *year, None)),
        count: archive[year].len(),
        ..GroupCardView::default()
    };
    years.map(card).collect()
}

/// Returns the name of a period in the language `lang`: `2021`, `July 2021`, `25 July 2021`.
fn name(context: &Context, lang: LanguageId, period: Period) -> String {
    let locale = context.locale(lang);
    match (period.month, period.first()) {
        (Some(month), Some(_)) if period.day.is_none() => locale.month_year(period.year, month),
        (Some(_), Some(day)) => locale.date(day),
        _ => locale.year(period.year),
    }
}
