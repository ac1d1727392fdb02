//! What templates see of pages that are more than a list: the home page, the map, the calendar, the charts. At the end, all
//! that a template may see.

use serde::Serialize;

use crate::page::view::{
    BriefLinkView, BriefView, CardView, CorrectionView, CorrectionsView, EditionView,
    GroupCardView, GroupView, IndexView, LanguageView, LinkView, ListView, PageView, RedirectView,
    TextView, TimeView,
};
use crate::shared_view::SharedView;

/// The front of the home page, in `home.html` as `home`; on its further pages it has nothing.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct HomeView {
    /// The newest day that has a brief, with its day of the week.
    pub day: Option<TimeView>,
    /// The briefs of that day by section: the topic at the top of the tree above their first one.
    pub sections: Vec<HomeSectionView>,
    /// Running storylines, the one with the newest brief first: six at most.
    pub storylines: Vec<StorylineCardView>,
    /// The newest corrections, clarifications and withdrawals: three at most.
    pub corrections: Vec<CorrectionView>,
    /// The newest editions: three at most.
    pub editions: Vec<EditionCardView>,
}

/// The newest briefs of a section.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct HomeSectionView {
    /// The section; absent for briefs without a topic.
    pub title: Option<LinkView>,
    /// Its briefs, newest first.
    pub briefs: Vec<SharedView<CardView>>,
}

/// A storyline in a list.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct StorylineCardView {
    /// Its title.
    pub name: String,
    /// The language of its title, where it is not the page's.
    pub language: Option<LanguageView>,
    /// Link to it.
    pub href: String,
    /// `ongoing`, `dormant` or `ended`.
    pub status: &'static str,
    /// How many briefs it has.
    pub count: usize,
    /// The brief whose event is the latest, if it has one.
    pub last: Option<BriefLinkView>,
}

/// All storylines, in `storylines.html` as `storylines`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct StorylinesView {
    /// Those that run, the one with the newest brief first.
    pub ongoing: Vec<StorylineCardView>,
    /// Those that rest, likewise.
    pub dormant: Vec<StorylineCardView>,
    /// Those that are over, likewise.
    pub ended: Vec<StorylineCardView>,
}

/// An edition in a list.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct EditionCardView {
    /// Its number, counted from the oldest, which is 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Link to it.
    pub href: String,
    /// When it appeared.
    pub date: TimeView,
    /// How many briefs it has.
    pub count: usize,
    /// Its first brief; of the newest thirty editions only.
    pub lead: Option<BriefLinkView>,
}

/// What a country and a topic share, in `country_topic.html` as `country_topic`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CountryTopicView {
    /// The country.
    pub country: LinkView,
    /// The topic.
    pub topic: LinkView,
    /// How many briefs they share.
    pub total: usize,
    /// The newest of them: twenty at most.
    pub briefs: Vec<SharedView<CardView>>,
    /// Those before them, newest first: a hundred at most.
    pub older: Vec<BriefLinkView>,
}

/// How many briefs a country or a topic got each month: two years at most, up to the site's newest brief.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ActivityView {
    /// The months, oldest first.
    pub months: Vec<MonthView>,
    /// The month with the most briefs; of several the latest.
    pub peak: MonthView,
}

/// The briefs of a month.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MonthView {
    /// The month and the year.
    pub name: String,
    /// How many briefs.
    pub count: usize,
    /// The same in hundredths of the most, at least 1 where there is a brief.
    pub percent: usize,
}

/// The world, shaded by number of briefs, in `countries.html` as `map`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MapView {
    /// Width, in the units of the paths.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// All land without a brief: one SVG path.
    pub land: String,
    /// The countries with briefs.
    pub countries: Vec<MapCountryView>,
    /// What each shade stands for, the lightest first.
    pub levels: Vec<MapLevelView>,
}

/// A country on the map.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MapCountryView {
    /// Its name.
    pub name: String,
    /// Link to it.
    pub href: String,
    /// Its outline: an SVG path. A line of no length stands for what is too small to have one.
    pub path: &'static str,
    /// How many briefs it lists.
    pub count: usize,
    /// Its shade, from 1 for the lightest.
    pub level: usize,
}

/// A shade of the map.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MapLevelView {
    /// The fewest briefs it stands for.
    pub from: usize,
    /// The most; absent for the darkest.
    pub to: Option<usize>,
}

/// A year or a month of the archive, in `archive.html` as `archive`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ArchiveView {
    /// Its name: *2021*, *July 2021*.
    pub title: String,
    /// How many briefs it has.
    pub total: usize,
    /// The days of the week, from the one that it begins with.
    pub weekdays: Vec<WeekdayView>,
    /// Its months that have briefs, in order; of a month that one alone.
    pub months: Vec<CalendarView>,
    /// Of a month, its days, newest first.
    pub days: Vec<ArchiveDayView>,
    /// Of a year, the others, newest first.
    pub years: Vec<GroupCardView>,
    /// The next newer one with briefs.
    pub newer: Option<LinkView>,
    /// The next older one with briefs.
    pub older: Option<LinkView>,
}

/// A day of the week.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct WeekdayView {
    /// Its name.
    pub name: &'static str,
    /// Its short name.
    pub short: &'static str,
}

/// A month as a calendar.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CalendarView {
    /// Its name: *July*, or *July 2021* on its own page.
    pub name: String,
    /// Link to its page.
    pub href: String,
    /// How many briefs it has.
    pub count: usize,
    /// Its weeks, seven days each; those of other months are absent.
    pub weeks: Vec<Vec<Option<CalendarDayView>>>,
}

/// A day in a calendar.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CalendarDayView {
    /// The day of the month.
    pub day: usize,
    /// Link to it, if it has briefs.
    pub href: Option<String>,
    /// How many briefs it has.
    pub count: usize,
}

/// A day in the list of a month.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ArchiveDayView {
    /// The day, with its day of the week.
    pub date: TimeView,
    /// Link to it.
    pub href: String,
    /// How many briefs it has.
    pub count: usize,
    /// The newest of them: five at most.
    pub briefs: Vec<BriefLinkView>,
}

/// A day of the archive, in `day.html` as `day`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct DayView {
    /// The day, with its day of the week.
    pub date: TimeView,
    /// The next newer day with briefs.
    pub newer: Option<LinkView>,
    /// The next older day with briefs.
    pub older: Option<LinkView>,
}

/// What one template sees besides `site`: `page`, and one of the others.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct TemplateContext {
    /// What every page has.
    pub page: Option<PageView>,
    /// In `brief.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brief: Option<BriefView>,
    /// In `home.html`, `day.html` and the templates of topics, countries, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<ListView>,
    /// In `home.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<HomeView>,
    /// In the templates of topics, countries, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupView>,
    /// In `country_topic.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_topic: Option<CountryTopicView>,
    /// In `topics.html`, `countries.html`, `people.html` and `index.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<IndexView>,
    /// In `countries.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map: Option<MapView>,
    /// In `storylines.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storylines: Option<StorylinesView>,
    /// In `archive.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<ArchiveView>,
    /// In `day.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<DayView>,
    /// In `editions.html`: all editions, newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editions: Option<Vec<EditionCardView>>,
    /// In `corrections.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<CorrectionsView>,
    /// In `edition.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionView>,
    /// In `page.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextView>,
    /// In `redirect.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<RedirectView>,
}
