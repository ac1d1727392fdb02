//! The inputs that all views are made from, and how views write addresses, dates and texts.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::body;
use crate::brief::BriefMeta;
use crate::i18n::{Catalog, Catalogs, MessageKey};
use crate::locale::Locale;
use crate::page::plan::Plan;
use crate::page::view::{CardView, FeedEntry, TimeView};
use crate::shared_view::SharedView;
use crate::site::{BriefId, BriefTexts, LanguageId, LinkedBrief, Site};
use crate::time::{Edtf, Moment, Precision, rfc3339};
use crate::url::Route;

/// The inputs of views. Nothing else may influence a page: the cache relies on that.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub site: &'a Site,
    /// All outputs, for links to pages that may not exist.
    pub plan: &'a Plan,
    /// Message catalogs of all languages.
    pub catalogs: &'a Catalogs,
    /// The briefs whose texts the page shows: those returned by [`reads`](crate::page::reads), and no others.
    pub texts: PageTexts<'a>,
    /// Cards of all briefs, each in the brief's own language; the index is the [`BriefId`].
    pub cards: &'a [Arc<SharedView<CardView>>],
    /// Entries of the feed that is the page, one for each brief that it has declared; empty for other pages.
    pub entries: &'a [Arc<FeedEntry>],
}

/// The texts of briefs, limited to those that a page has declared.
#[derive(Clone, Copy, Debug)]
pub struct PageTexts<'a> {
    pub all: &'a BriefTexts,
    /// The briefs that the page may read.
    pub declared: &'a [BriefId],
}

impl<'a> Context<'a> {
    /// Returns a brief with its text, which the page must have declared.
    pub fn brief(&self, id: BriefId) -> LinkedBrief<'a> {
        // An undeclared text is no dependency of the page, which would stay stale when that text changes.
        debug_assert!(self.texts.declared.contains(&id), "{id:?} was not declared");
        self.texts.all.linked(self.site, id)
    }

    /// Returns the link to `route`, usable on every page.
    pub fn href(&self, route: &Route) -> String {
        self.site.config.base.href(route)
    }

    /// Returns the full address of `route`, or its path if the site has no `url`.
    pub fn permalink(&self, route: &Route) -> String {
        self.site
            .config
            .base
            .permalink(route)
            .unwrap_or_else(|| self.href(route))
    }

    /// Returns the full address of the page about the author, `/about/`, if there is one.
    pub fn about(&self) -> Option<String> {
        self.plan
            .page(&Route::root().page("about"))
            .map(|page| self.permalink(&page.route))
    }

    /// Returns `:LANG` for a language other than the main one, for feed ids.
    pub fn language_suffix(&self, lang: LanguageId) -> String {
        if lang.0 == 0 {
            String::new()
        } else {
            format!(":{}", self.site.lang(lang).language)
        }
    }

    /// Returns the permanent id of a brief in feeds, a `tag:` URI (RFC 4151).
    pub fn entry_id(&self, linked: &LinkedBrief) -> String {
        let config = &self.site.config;
        // `.invalid` is reserved (RFC 2606): without a `url` no feed is written, but the id must still be well-formed.
        let domain = config.id_domain().unwrap_or("invalid");
        let date = linked.brief.meta.date.date(&config.timezone);
        let id = crate::url::encode_fragment(linked.brief.id.as_str());
        format!(
            "tag:{domain},{date}:{id}{}",
            self.language_suffix(linked.node.lang)
        )
    }

    /// Returns the message catalog for `lang`.
    pub fn catalog(&self, lang: LanguageId) -> &'a Catalog {
        self.catalogs.of(&self.site.lang(lang).language)
    }

    /// Formats a message without parameters in the language `lang`.
    pub fn format(&self, key: MessageKey, lang: LanguageId) -> String {
        self.catalog(lang).format(key, &[])
    }

    /// Returns the name of the site in the language `lang`.
    pub fn title(&self, lang: LanguageId) -> &'a str {
        self.site.config.title_in(&self.site.lang(lang).language)
    }

    /// Returns the site's author as written in the language `lang`.
    pub fn author(&self, lang: LanguageId) -> Option<String> {
        self.site
            .config
            .author_in(&self.site.lang(lang).language)
            .map(str::to_owned)
    }

    /// Returns the description of the site in the language `lang`.
    pub fn description(&self, lang: LanguageId) -> Option<String> {
        self.site
            .config
            .description_in(&self.site.lang(lang).language)
            .map(str::to_owned)
    }

    /// Returns the heading for lists of countries in the language `lang`: the site's own, else the theme's.
    pub fn country_label(&self, lang: LanguageId) -> String {
        let own = self
            .site
            .config
            .country_label_in(&self.site.lang(lang).language);
        own.map_or_else(|| self.format(MessageKey::Countries, lang), str::to_owned)
    }

    /// Returns the title of page `number` of a list, or `title` itself for the list's main page.
    pub fn numbered(&self, title: &str, number: Option<usize>, lang: LanguageId) -> String {
        let Some(number) = number else {
            return title.to_owned();
        };
        let number = self
            .locale(lang)
            .number(i64::try_from(number).unwrap_or(i64::MAX));
        self.catalog(lang).format(
            MessageKey::NumberedPage,
            &[("title", title), ("number", &number)],
        )
    }

    /// Returns the conventions for dates and numbers of the language `lang`.
    pub fn locale(&self, lang: LanguageId) -> Locale {
        self.site.lang(lang).locale
    }

    /// Replaces the straight quotes that editors type in a headline or a sentence by those of the language `lang`.
    pub fn typeset(&self, text: &str, lang: LanguageId) -> String {
        body::typographic(text, body::Style::of(self.locale(lang)))
    }

    /// Renders the headline of a brief as HTML, if it contains code or emphasis.
    pub fn title_html(&self, meta: &BriefMeta, lang: LanguageId) -> Option<String> {
        let typed = meta.marked_title.as_deref()?;
        let locale = self.locale(lang);
        Some(body::headline(
            typed,
            body::Style::of(locale),
            locale.direction(),
        ))
    }

    /// Formats a moment in the language `lang`, as precisely as it was written.
    pub fn time(&self, moment: &Moment, lang: LanguageId) -> TimeView {
        match moment.precision {
            Precision::Time => self.instant(moment.at, lang),
            Precision::Day => self.day(moment.date(&self.site.config.timezone), lang),
        }
    }

    /// Formats a moment to the minute in the language `lang`, in the site's time zone.
    pub fn instant(&self, at: Timestamp, lang: LanguageId) -> TimeView {
        let zone = &self.site.config.timezone;
        let civil = at.to_zoned_datetime(zone.clone()).datetime();
        let locale = self.locale(lang);
        TimeView {
            iso: rfc3339(at, zone),
            text: locale.datetime(civil.date(), civil.time()),
            day: locale.date(civil.date()),
            time: Some(locale.time(civil.time())),
        }
    }

    /// Formats a day in the language `lang`.
    pub fn day(&self, date: Date, lang: LanguageId) -> TimeView {
        let text = self.locale(lang).date(date);
        TimeView {
            iso: date.to_string(),
            day: text.clone(),
            text,
            time: None,
        }
    }

    /// Formats a day in the language `lang`; its text includes the day of the week.
    pub fn weekday(&self, date: Date, lang: LanguageId) -> TimeView {
        let locale = self.locale(lang);
        TimeView {
            iso: date.to_string(),
            text: locale.date_full(date),
            day: locale.date(date),
            time: None,
        }
    }

    /// Formats a year with the digits of the language `lang`.
    pub fn year(&self, year: i16, lang: LanguageId) -> String {
        self.locale(lang).year(year)
    }

    /// Formats an EDTF date in the language `lang`, as precisely as it was written, marked if approximate or uncertain.
    pub fn edtf(&self, date: &Edtf, lang: LanguageId) -> TimeView {
        let first = date.first();
        let text = match date.n_parts() {
            1 => self.year(first.year(), lang),
            2 => self.locale(lang).month_year(first.year(), first.month()),
            _ => self.locale(lang).date(first),
        };
        let with_date = |key, date: &str| self.catalog(lang).format(key, &[("date", date)]);
        let text = match (date.is_approximate(), date.is_uncertain()) {
            (false, false) => text,
            (true, false) => with_date(MessageKey::DateAbout, &text),
            _ => with_date(MessageKey::DateUncertain, &text),
        };
        // `datetime` in HTML knows no uncertainty: the machine form leaves the marks `~` and `?` out.
        let iso = match date.n_parts() {
            1 => format!("{:04}", first.year()),
            2 => first.strftime("%Y-%m").to_string(),
            _ => first.to_string(),
        };
        TimeView {
            iso,
            day: text.clone(),
            text,
            time: None,
        }
    }
}
