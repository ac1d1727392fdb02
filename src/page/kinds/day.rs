//! A day of the archive: its briefs as a list, page by page. Addresses and frame are shared with `archive`.

use jiff::Timestamp;

use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::kinds::archive;
use crate::page::plan::{DayPage, Page, PageKind};
use crate::page::view::{DayView, TemplateContext};
use crate::page::views::list::{self, newest_change};
use crate::site::{self, LanguageId, Site};

impl PageFacts for DayPage {
    fn common(&self) -> Common {
        Common::page("day")
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        let briefs = &site.lang(self.lang).archive[&self.period];
        newest_change(site, briefs, &self.part.range)
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let DayPage {
            lang,
            period,
            ref part,
        } = *self;
        let site = context.site;
        let briefs = &site.lang(lang).archive[&period];
        let (newer, older) = archive::neighbours(context, lang, period);
        let route = |number| archive::route(site, lang, period, number);
        let view = |date| DayView {
            date: context.weekday(date, lang),
            newer,
            older,
        };
        let frame = archive::frame(context, lang, (period, Some(part)));
        let template_context = TemplateContext {
            list: Some(list::list(context, (lang, briefs), part, &route)),
            day: period.first().map(view),
            ..frame.seen(context, page)
        };
        View::of(None, "day.html", template_context)
    }
}

/// Returns the pages of all days with briefs.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let periods = site.lang(lang).archive.iter();
    let days = periods.filter(|(period, _)| period.day.is_some());
    let pages = days.flat_map(|(period, briefs)| {
        let parts = site::paginate(briefs.len(), site.config.page_size).into_iter();
        parts.map(move |part| Page {
            route: archive::route(site, lang, *period, part.number),
            kind: PageKind::Day(DayPage {
                lang,
                period: *period,
                part,
            }),
        })
    });
    pages.collect()
}
