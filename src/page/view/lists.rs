//! Views of pages that are more than one list: the home page, the map, the calendar, the charts. `TemplateContext`, at
//! the end, is all that a template may see. Part of the manual for template authors, see `view`.

use serde::Serialize;

use crate::page::view::{
    BriefLinkView, BriefView, CardView, CorrectionView, CorrectionsView, EditionView,
    GroupCardView, GroupView, IndexView, LanguageView, LinkView, ListView, PageView, RedirectView,
    TextView, TimeView,
};
use crate::shared_view::SharedView;

/// The front of the home page, in `home.html` as `home`; everything in it is empty on the further pages.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct HomeView {
    /// Newest day with a brief, including the day of the week; empty when there are no briefs.
    pub day: Option<TimeView>,
    /// Briefs of that day by section, which is the topmost topic above a brief's first topic.
    pub sections: Vec<HomeSectionView>,
    /// Ongoing storylines, the one with the newest brief first: six at most.
    pub storylines: Vec<StorylineCardView>,
    /// Newest corrections, clarifications and withdrawals: three at most.
    pub corrections: Vec<CorrectionView>,
    /// Newest editions, three at most; empty on home pages of other languages than the main one.
    pub editions: Vec<EditionCardView>,
}

/// The newest briefs of a section.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct HomeSectionView {
    /// Link to the topic of the section; empty for briefs without a topic, which come last.
    pub title: Option<LinkView>,
    /// Briefs of the section, newest first.
    pub briefs: Vec<SharedView<CardView>>,
}

/// A storyline as it appears in lists.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct StorylineCardView {
    /// Title of the storyline in the page's language, or else in the main one.
    pub name: String,
    /// Language of `name`, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
    /// Link to the page of the storyline.
    pub href: String,
    /// Status of the storyline: `ongoing`, `dormant` or `ended`.
    pub status: &'static str,
    /// Number of briefs in the storyline.
    pub count: usize,
    /// Brief about the latest event; empty when the storyline has no brief.
    pub last: Option<BriefLinkView>,
}

/// All storylines by status, in `storylines.html` as `storylines`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct StorylinesView {
    /// Ongoing storylines, the one with the newest brief first.
    pub ongoing: Vec<StorylineCardView>,
    /// Dormant storylines, the one with the newest brief first.
    pub dormant: Vec<StorylineCardView>,
    /// Ended storylines, the one with the newest brief first.
    pub ended: Vec<StorylineCardView>,
}

/// An edition as it appears in lists.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct EditionCardView {
    /// Number of the edition, counted from the oldest, which is 1.
    pub number: usize,
    /// Title of the edition, plain text.
    pub title: String,
    /// Link to the page of the edition.
    pub href: String,
    /// Date on which the edition appeared.
    pub date: TimeView,
    /// Number of briefs in the edition.
    pub count: usize,
    /// First brief of the edition; filled for the newest 30 editions only.
    pub lead: Option<BriefLinkView>,
}

/// The briefs that a country and a topic share, in `country_topic.html` as `country_topic`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CountryTopicView {
    /// Link to the country's own page.
    pub country: LinkView,
    /// Link to the topic's own page.
    pub topic: LinkView,
    /// Number of briefs that both share.
    pub total: usize,
    /// Newest of the shared briefs: 20 at most.
    pub briefs: Vec<SharedView<CardView>>,
    /// Shared briefs before those, newest first: 100 at most.
    pub older: Vec<BriefLinkView>,
}

/// The number of briefs of a country or a topic per month, for a chart: the last 24 months at most, up to that of the
/// site's newest brief.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ActivityView {
    /// Months of the chart, oldest first.
    pub months: Vec<MonthView>,
    /// Month with the most briefs; the latest one if there are several.
    pub peak: MonthView,
}

/// A month of the chart.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MonthView {
    /// Month and year, such as *July 2021*.
    pub name: String,
    /// Number of briefs in the month.
    pub count: usize,
    /// The same as a percentage of the peak month, rounded up, for the height of a bar: 0 only without briefs.
    pub percent: usize,
}

/// A world map shaded by number of briefs, in `countries.html` as `map`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MapView {
    /// Width of the map, in the units of the paths, for `viewBox`.
    pub width: u32,
    /// Height of the map, in the same units.
    pub height: u32,
    /// Outline of all land without a brief, as a single SVG path.
    pub land: String,
    /// Countries with briefs, each with an outline of its own.
    pub countries: Vec<MapCountryView>,
    /// Legend: the range of each shade, the lightest first.
    pub levels: Vec<MapLevelView>,
}

/// A country on the world map.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MapCountryView {
    /// Name of the country in the page's language.
    pub name: String,
    /// Link to the page of the country.
    pub href: String,
    /// Outline of the country as an SVG path. Countries too small for an outline have a line of no length, which ends
    /// in `h0`: the theme draws it as a dot, with round line caps.
    pub path: &'static str,
    /// Number of briefs that the country lists.
    pub count: usize,
    /// Shade of the country, counted from 1 for the lightest.
    pub level: usize,
}

/// A shade in the legend of the world map.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct MapLevelView {
    /// Smallest number of briefs with this shade.
    pub from: usize,
    /// Largest number of briefs with this shade; empty for the darkest, which has no limit.
    pub to: Option<usize>,
}

/// A year or a month of the archive, in `archive.html` as `archive`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ArchiveView {
    /// Name of the period, such as *2021* or *July 2021*.
    pub title: String,
    /// Number of briefs in the period.
    pub total: usize,
    /// Days of the week, for the heads of calendars, starting with the one on which a week begins in the page's
    /// language.
    pub weekdays: Vec<WeekdayView>,
    /// Calendars of the months with briefs, in order; on the page of a month, only its own.
    pub months: Vec<CalendarView>,
    /// Days with briefs, newest first; on the page of a month only.
    pub days: Vec<ArchiveDayView>,
    /// Other years with briefs, newest first; on the page of a year only.
    pub years: Vec<GroupCardView>,
    /// Link to the next newer year or month with briefs; empty for the newest.
    pub newer: Option<LinkView>,
    /// Link to the next older year or month with briefs; empty for the oldest.
    pub older: Option<LinkView>,
}

/// A day of the week, for the head of a calendar.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct WeekdayView {
    /// Name of the day in the page's language, such as *Monday*.
    pub name: &'static str,
    /// Short name of the day, such as *Mon*.
    pub short: &'static str,
}

/// The calendar of a month, week by week.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CalendarView {
    /// Name of the month: *July* on the page of its year, *July 2021* on its own.
    pub name: String,
    /// Link to the page of the month.
    pub href: String,
    /// Number of briefs in the month.
    pub count: usize,
    /// Weeks of the month, each a list of seven days; days that belong to other months are empty.
    pub weeks: Vec<Vec<Option<CalendarDayView>>>,
}

/// A day in the calendar of a month.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CalendarDayView {
    /// Day of the month, from 1.
    pub day: usize,
    /// Link to the page of the day; empty when it has no briefs.
    pub href: Option<String>,
    /// Number of briefs on that day.
    pub count: usize,
}

/// A day in the list of a month.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ArchiveDayView {
    /// Date of the day; its `text` includes the day of the week.
    pub date: TimeView,
    /// Link to the page of the day.
    pub href: String,
    /// Number of briefs on that day.
    pub count: usize,
    /// Newest briefs of the day: five at most.
    pub briefs: Vec<BriefLinkView>,
}

/// A day of the archive, in `day.html` as `day`; its briefs are in `list`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct DayView {
    /// Date of the day; its `text` includes the day of the week.
    pub date: TimeView,
    /// Link to the next newer day with briefs; empty for the newest.
    pub newer: Option<LinkView>,
    /// Link to the next older day with briefs; empty for the oldest.
    pub older: Option<LinkView>,
}

/// Variables of a template besides `site` and `lists`: `page`, and those that belong to its kind of page. The others
/// are not defined.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct TemplateContext {
    /// Facts that every page has; defined in every template.
    pub page: Option<PageView>,
    /// The brief, in `brief.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brief: Option<BriefView>,
    /// The page of a list, in `home.html`, `day.html` and the templates of topics, countries and other groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<ListView>,
    /// The front of the home page, in `home.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<HomeView>,
    /// The subject of a list, in the templates of topics, countries and other groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupView>,
    /// The briefs that a country and a topic share, in `country_topic.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_topic: Option<CountryTopicView>,
    /// All groups of a kind, in `topics.html`, `countries.html`, `people.html` and `index.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<IndexView>,
    /// The world map, in `countries.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map: Option<MapView>,
    /// All storylines, in `storylines.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storylines: Option<StorylinesView>,
    /// The year or the month, in `archive.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<ArchiveView>,
    /// The day, in `day.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<DayView>,
    /// All editions, newest first, in `editions.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editions: Option<Vec<EditionCardView>>,
    /// The list of corrections, in `corrections.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<CorrectionsView>,
    /// The edition, in `edition.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionView>,
    /// The page of `content/pages/`, in `page.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextView>,
    /// The target of an old address, in `redirect.html` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<RedirectView>,
}
