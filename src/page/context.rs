//! What views are made from, and how they write addresses and times.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::body;
use crate::brief::Head;
use crate::locale::Locale;
use crate::page::plan::Plan;
use crate::page::view::{CardView, TimeView};
use crate::shown::Shown;
use crate::site::{BranchId, BriefId, LinkedBrief, Site, Texts};
use crate::time::{Edtf, Moment, Precision, rfc3339};
use crate::url::Route;
use crate::words::{Word, Wording, Words};

/// What views are made from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The linked model.
    pub site: &'a Site,
    /// What exists.
    pub plan: &'a Plan,
    /// What the interface says.
    pub words: &'a Words,
    /// The briefs whose texts the page shows: those of [`reads`](crate::page::reads), and no others.
    pub texts: PageTexts<'a>,
    /// The card of each brief in its own language, by [`BriefId`].
    pub cards: &'a [Arc<Shown<CardView>>],
}

/// The texts of briefs, as far as one page has declared that it shows them.
#[derive(Clone, Copy, Debug)]
pub struct PageTexts<'a> {
    /// All of them.
    pub all: &'a Texts,
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

    /// Returns `:LANG` for a branch other than the main one, for feed ids.
    pub fn language_suffix(&self, branch: BranchId) -> String {
        if branch.0 == 0 {
            String::new()
        } else {
            format!(":{}", self.site.branch(branch).language)
        }
    }

    /// Returns the fixed name of a brief in feeds, a `tag:` URI (RFC 4151).
    pub fn entry_id(&self, linked: &LinkedBrief) -> String {
        let config = &self.site.config;
        let domain = config.id_domain().unwrap_or("invalid");
        let date = linked.brief.head.date.date(&config.timezone);
        let id = crate::url::encode_fragment(linked.brief.id.as_str());
        format!(
            "tag:{domain},{date}:{id}{}",
            self.language_suffix(linked.placed.branch)
        )
    }

    /// Returns what the interface says in the language of `branch`.
    pub fn wording(&self, branch: BranchId) -> &'a Wording {
        self.words.of(&self.site.branch(branch).language)
    }

    /// Returns what `word`, which has no parts, says in the language of `branch`.
    pub fn say(&self, word: Word, branch: BranchId) -> String {
        self.wording(branch).say(word, &[])
    }

    /// Returns the name of the site in the language of `branch`.
    pub fn title(&self, branch: BranchId) -> &'a str {
        self.site
            .config
            .title_in(&self.site.branch(branch).language)
    }

    /// Returns who writes, in the language of `branch`.
    pub fn author(&self, branch: BranchId) -> Option<String> {
        self.site
            .config
            .author_in(&self.site.branch(branch).language)
            .map(str::to_owned)
    }

    /// Returns what the site is in the language of `branch`.
    pub fn description(&self, branch: BranchId) -> Option<String> {
        self.site
            .config
            .description_in(&self.site.branch(branch).language)
            .map(str::to_owned)
    }

    /// Returns what lists of countries are called in the language of `branch`.
    pub fn country_label(&self, branch: BranchId) -> String {
        let own = self
            .site
            .config
            .country_label_in(&self.site.branch(branch).language);
        own.map_or_else(|| self.say(Word::Countries, branch), str::to_owned)
    }

    /// Returns the title of the page `number` of a list; `title` itself if it has none.
    pub fn numbered(&self, title: &str, number: Option<usize>, branch: BranchId) -> String {
        let Some(number) = number else {
            return title.to_owned();
        };
        let number = self
            .locale(branch)
            .number(i64::try_from(number).unwrap_or(i64::MAX));
        self.wording(branch)
            .say(Word::NumberedPage, &[("title", title), ("number", &number)])
    }

    /// Returns how the language of `branch` writes dates and numbers.
    pub fn locale(&self, branch: BranchId) -> Locale {
        self.site.branch(branch).locale
    }

    /// Writes a headline or a sentence, which editors type with straight quotes, as the language of `branch` sets it.
    pub fn typeset(&self, text: &str, branch: BranchId) -> String {
        body::typographic(text, body::Style::of(self.locale(branch)))
    }

    /// Writes the headline of a brief as HTML, if code or emphasis is marked in it.
    pub fn title_html(&self, head: &Head, branch: BranchId) -> Option<String> {
        let typed = head.marked_title.as_deref()?;
        let locale = self.locale(branch);
        Some(body::headline(
            typed,
            body::Style::of(locale),
            locale.direction(),
        ))
    }

    /// Shows a moment in the language of `branch`, as exactly as it was written.
    pub fn time(&self, moment: &Moment, branch: BranchId) -> TimeView {
        match moment.precision {
            Precision::Time => self.instant(moment.at, branch),
            Precision::Day => self.day(moment.date(&self.site.config.timezone), branch),
        }
    }

    /// Shows a moment to the minute in the language of `branch`.
    pub fn instant(&self, at: Timestamp, branch: BranchId) -> TimeView {
        let zone = &self.site.config.timezone;
        let civil = at.to_zoned_datetime(zone.clone()).datetime();
        let locale = self.locale(branch);
        TimeView {
            iso: rfc3339(at, zone),
            text: locale.datetime(civil.date(), civil.time()),
            day: locale.date(civil.date()),
            time: Some(locale.time(civil.time())),
        }
    }

    /// Shows a day in the language of `branch`.
    pub fn day(&self, date: Date, branch: BranchId) -> TimeView {
        let text = self.locale(branch).date(date);
        TimeView {
            iso: date.to_string(),
            day: text.clone(),
            text,
            time: None,
        }
    }

    /// Shows a day with its day of the week in the language of `branch`.
    pub fn weekday(&self, date: Date, branch: BranchId) -> TimeView {
        let locale = self.locale(branch);
        TimeView {
            iso: date.to_string(),
            text: locale.date_full(date),
            day: locale.date(date),
            time: None,
        }
    }

    /// Writes a year in the digits of the language of `branch`.
    pub fn year(&self, year: i16, branch: BranchId) -> String {
        self.locale(branch).year(year)
    }

    /// Shows an EDTF date in the language of `branch`: as much of it as is given.
    pub fn edtf(&self, date: &Edtf, branch: BranchId) -> TimeView {
        let first = date.first();
        let text = match date.n_parts() {
            1 => self.year(first.year(), branch),
            2 => self.locale(branch).month_year(first.year(), first.month()),
            _ => self.locale(branch).date(first),
        };
        let say = |word, date: &str| self.wording(branch).say(word, &[("date", date)]);
        let text = match (date.is_approximate(), date.is_uncertain()) {
            (false, false) => text,
            (true, false) => say(Word::DateAbout, &text),
            _ => say(Word::DateUncertain, &text),
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
