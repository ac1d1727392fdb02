//! What views are made from, and how they write addresses and times.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::body;
use crate::brief::BriefMeta;
use crate::i18n::{Catalog, Catalogs, MessageKey};
use crate::locale::Locale;
use crate::page::plan::Plan;
use crate::page::view::{CardView, TimeView};
use crate::shared_view::SharedView;
use crate::site::{BriefId, BriefTexts, LanguageId, LinkedBrief, Site};
use crate::time::{Edtf, Moment, Precision, rfc3339};
use crate::url::Route;

/// What views are made from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The linked model.
    pub site: &'a Site,
    /// What exists.
    pub plan: &'a Plan,
    /// What the interface says.
    pub catalogs: &'a Catalogs,
    /// The briefs whose texts the page shows: those of [`reads`](crate::page::reads), and no others.
    pub texts: PageTexts<'a>,
    /// The card of each brief in its own language, by [`BriefId`].
    pub cards: &'a [Arc<SharedView<CardView>>],
}

/// The texts of briefs, as far as one page has declared that it shows them.
#[derive(Clone, Copy, Debug)]
pub struct PageTexts<'a> {
    /// All of them.
    pub all: &'a BriefTexts,
    /// Those that were declared.
    pub declared: &'a [BriefId],
}

impl<'a> Context<'a> {
    /// Returns the brief of this id, whose text the page has declared to show.
    pub fn brief(&self, id: BriefId) -> LinkedBrief<'a> {
        // A page that shows more than it has declared would stay as it is when that changes.
        debug_assert!(self.texts.declared.contains(&id), "{id:?} was not declared");
        self.texts.all.linked(self.site, id)
    }

    /// Returns the link to `route` from any page.
    pub fn href(&self, route: &Route) -> String {
        self.site.config.base.href(route)
    }

    /// Returns the whole address of `route`; its path if the site's address is not known.
    pub fn permalink(&self, route: &Route) -> String {
        self.site
            .config
            .base
            .permalink(route)
            .unwrap_or_else(|| self.href(route))
    }

    /// Returns the whole address of the page about who writes, `/about/`, if there is one.
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

    /// Returns the fixed name of a brief in feeds, a `tag:` URI (RFC 4151).
    pub fn entry_id(&self, linked: &LinkedBrief) -> String {
        let config = &self.site.config;
        let domain = config.id_domain().unwrap_or("invalid");
        let date = linked.brief.meta.date.date(&config.timezone);
        let id = crate::url::encode_fragment(linked.brief.id.as_str());
        format!(
            "tag:{domain},{date}:{id}{}",
            self.language_suffix(linked.node.lang)
        )
    }

    /// Returns what the interface says in the language of `lang`.
    pub fn catalog(&self, lang: LanguageId) -> &'a Catalog {
        self.catalogs.of(&self.site.lang(lang).language)
    }

    /// Returns what `word`, which has no parts, says in the language of `lang`.
    pub fn format(&self, word: MessageKey, lang: LanguageId) -> String {
        self.catalog(lang).format(word, &[])
    }

    /// Returns the name of the site in the language of `lang`.
    pub fn title(&self, lang: LanguageId) -> &'a str {
        self.site.config.title_in(&self.site.lang(lang).language)
    }

    /// Returns who writes, in the language of `lang`.
    pub fn author(&self, lang: LanguageId) -> Option<String> {
        self.site
            .config
            .author_in(&self.site.lang(lang).language)
            .map(str::to_owned)
    }

    /// Returns what the site is in the language of `lang`.
    pub fn description(&self, lang: LanguageId) -> Option<String> {
        self.site
            .config
            .description_in(&self.site.lang(lang).language)
            .map(str::to_owned)
    }

    /// Returns what lists of countries are called in the language of `lang`.
    pub fn country_label(&self, lang: LanguageId) -> String {
        let own = self
            .site
            .config
            .country_label_in(&self.site.lang(lang).language);
        own.map_or_else(|| self.format(MessageKey::Countries, lang), str::to_owned)
    }

    /// Returns the title of the page `number` of a list; `title` itself if it has none.
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

    /// Returns how the language of `lang` writes dates and numbers.
    pub fn locale(&self, lang: LanguageId) -> Locale {
        self.site.lang(lang).locale
    }

    /// Writes a headline or a sentence, which editors type with straight quotes, as the language of `lang` sets it.
    pub fn typeset(&self, text: &str, lang: LanguageId) -> String {
        body::typographic(text, body::Style::of(self.locale(lang)))
    }

    /// Writes the headline of a brief as HTML, if code or emphasis is marked in it.
    pub fn title_html(&self, head: &BriefMeta, lang: LanguageId) -> Option<String> {
        let typed = head.marked_title.as_deref()?;
        let locale = self.locale(lang);
        Some(body::headline(
            typed,
            body::Style::of(locale),
            locale.direction(),
        ))
    }

    /// Shows a moment in the language of `lang`, as exactly as it was written.
    pub fn time(&self, moment: &Moment, lang: LanguageId) -> TimeView {
        match moment.precision {
            Precision::Time => self.instant(moment.at, lang),
            Precision::Day => self.day(moment.date(&self.site.config.timezone), lang),
        }
    }

    /// Shows a moment to the minute in the language of `lang`.
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

    /// Shows a day in the language of `lang`.
    pub fn day(&self, date: Date, lang: LanguageId) -> TimeView {
        let text = self.locale(lang).date(date);
        TimeView {
            iso: date.to_string(),
            day: text.clone(),
            text,
            time: None,
        }
    }

    /// Shows a day with its day of the week in the language of `lang`.
    pub fn weekday(&self, date: Date, lang: LanguageId) -> TimeView {
        let locale = self.locale(lang);
        TimeView {
            iso: date.to_string(),
            text: locale.date_full(date),
            day: locale.date(date),
            time: None,
        }
    }

    /// Writes a year in the digits of the language of `lang`.
    pub fn year(&self, year: i16, lang: LanguageId) -> String {
        self.locale(lang).year(year)
    }

    /// Shows an EDTF date in the language of `lang`: as much of it as is given.
    pub fn edtf(&self, date: &Edtf, lang: LanguageId) -> TimeView {
        let first = date.first();
        let text = match date.n_parts() {
            1 => self.year(first.year(), lang),
            2 => self.locale(lang).month_year(first.year(), first.month()),
            _ => self.locale(lang).date(first),
        };
        let say = |word, date: &str| self.catalog(lang).format(word, &[("date", date)]);
        let text = match (date.is_approximate(), date.is_uncertain()) {
            (false, false) => text,
            (true, false) => say(MessageKey::DateAbout, &text),
            _ => say(MessageKey::DateUncertain, &text),
        };
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
