//! Views: the data that each template receives. The doc comments here and in `brief` and `lists` are the manual for
//! template authors, from which `docs/templates.md` is generated, so they must make sense without any Rust.
//!
//! A view is complete: templates cannot query the site. All text is plain and is escaped by the template; only fields
//! documented as *HTML* are output with `| safe`. Missing values are false in an `if`. The code that fills views is in
//! `kinds` and `views`.

#![warn(missing_docs)]

mod brief;
mod feed;
mod lists;

use serde::Serialize;

pub use brief::{
    BacklinkView, BriefLinkView, BriefView, CitedView, EntryView, LanguageView, NoteView,
    PersonView, PictureView, RelatedView, SourceView, VersionView,
};

pub use lists::{
    ActivityView, ArchiveDayView, ArchiveView, CalendarDayView, CalendarView, CountryTopicView,
    DayView, EditionCardView, HomeSectionView, HomeView, MapCountryView, MapLevelView, MapView,
    MonthView, StorylineCardView, StorylinesView, TemplateContext, WeekdayView,
};

pub use feed::{CategoryView, EntryText, FeedEntry, FeedEntryView, FeedView, ViaView};

use crate::shared_view::SharedView;
use crate::yaml::Node;

/// The site as a whole, available in every template as `site`. Links to lists lead to the page's own language, or to
/// the main language where the list exists only there.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct SiteView {
    /// Name of the site in the page's language: `title` in `site.yaml`.
    pub title: String,
    /// Description of the site in one sentence: `description` in `site.yaml`; empty when not given.
    pub description: Option<String>,
    /// Language of `description`, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub description_language: Option<LanguageView>,
    /// Link to the home page in the page's language.
    pub home: String,
    /// Path that the site is published under: `/`, or `/news/` for a site in a folder. Put it before the name of a file
    /// of `static/`: `{{ site.root }}app.js`.
    pub root: String,
    /// Main language of the site as a BCP 47 tag, such as `en`. The page's own language is `page.language`.
    pub language: String,
    /// Entries of the main menu, from `nav` in `site.yaml`; empty when it has none.
    pub nav: Vec<LinkView>,
    /// Link to the list of all topics; empty when no such list exists.
    pub topics: Option<String>,
    /// Link to the list of all countries; empty when no such list exists.
    pub countries: Option<String>,
    /// Link to the list of all regions; empty when no such list exists.
    pub regions: Option<String>,
    /// Link to the list of all storylines; empty when no such list exists.
    pub storylines: Option<String>,
    /// Link to the list of all people; empty when no such list exists.
    pub people: Option<String>,
    /// Link to the list of all organizations; empty when no such list exists.
    pub organizations: Option<String>,
    /// Link to the list of all publishers; empty when no such list exists.
    pub publishers: Option<String>,
    /// Heading for lists of countries, such as `Countries`; set by `country_label` in `site.yaml`.
    pub country_label: String,
    /// Link to the newest year of the archive; empty when no brief is listed.
    pub archive: Option<String>,
    /// Link to the corrections page in the page's language.
    pub corrections: String,
    /// Link to the list of all editions; empty when the site has none.
    pub editions: Option<String>,
    /// Policy on what pages may load and run, for the `content` of `<meta http-equiv="Content-Security-Policy">`.
    pub policy: &'static str,
    /// Links to the stylesheets, in loading order: the theme's, then the site's own `static/site.css` if it exists.
    pub stylesheets: Vec<String>,
    /// Link to the favicon; empty when the file does not exist.
    pub icon: Option<String>,
    /// Author of the site's briefs, in the page's language: `author` in `site.yaml`; empty when not given.
    pub author: Option<String>,
    /// Editor of the site's briefs: `editor` in `site.yaml`; empty when not given.
    pub editor: Option<String>,
    /// E-mail address to which readers report errors: `email` in `site.yaml`; empty when not given.
    pub email: Option<String>,
    /// Everything under `extra` in `site.yaml`, for your own templates.
    pub extra: Node,
}

/// The named lists of `site.yaml`, available in every template as `lists`: `lists.iraq` holds the briefs of the list
/// called `iraq`, in the page's language.
#[derive(Clone, Debug, Default, Hash)]
pub struct ListsView {
    /// Each list under its name: its briefs, newest first; an empty list when no brief matches.
    pub lists: Vec<(String, Vec<SharedView<CardView>>)>,
}

impl Serialize for ListsView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.lists.iter().map(|(name, briefs)| (name, briefs)))
    }
}

/// Facts that every page has, available in every template as `page`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct PageView {
    /// Kind of the page: `home`, `brief`, `topic`, `country`, `region`, `person`, `organization`, `storyline`,
    /// `publisher`, `country_topic`, `edition`, `index` (lists of groups and of editions), `archive` (years, months and
    /// days), `corrections`, `page`, `not-found` or `redirect`.
    pub kind: String,
    /// Title of the page without the name of the site; on the home page, the name of the site itself.
    pub title: String,
    /// Description for search engines, plain text: the beginning of the page's own text, or else a summary of what it
    /// lists.
    pub description: Option<String>,
    /// Link to the page itself.
    pub href: String,
    /// Full address of the page, for `<link rel="canonical">`; on a redirect, that of its target. Empty when
    /// `site.yaml` gives no `url`.
    pub canonical: Option<String>,
    /// Language of the page as a BCP 47 tag, such as `en` or `ar`.
    pub language: String,
    /// Writing direction of the page's language: `ltr` or `rtl`.
    pub direction: &'static str,
    /// True when search engines should not list the page; output `<meta name="robots" content="noindex">` then.
    pub noindex: bool,
    /// Languages in which the page exists, its own included, for `<link rel="alternate" hreflang>`; empty when there is
    /// only one, or when `site.yaml` gives no `url`.
    pub versions: Vec<AlternateView>,
    /// Feeds to announce in `<head>`: the page's own feed if it has one, then the site's, each in every format that the
    /// site writes; empty when `site.yaml` gives no `url`.
    pub feeds: Vec<FeedLinkView>,
    /// Breadcrumbs: the pages above this one, starting with the home page; empty on the home page itself.
    pub trail: Vec<LinkView>,
    /// Structured data for search engines (JSON-LD): output each text with the filter `safe` in a `<script
    /// type="application/ld+json">` of its own. Empty when `noindex` is true or `site.yaml` gives no `url`.
    pub json_ld: Vec<String>,
}

/// One of the languages in which a page exists.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct AlternateView {
    /// Language as a BCP 47 tag; `x-default` is the version for readers of any other language.
    pub language: String,
    /// Full address of the page in that language.
    pub href: String,
}

/// A text with the address that it links to.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct LinkView {
    /// Plain text to show for the link.
    pub text: String,
    /// Address to link to; empty when there is no such page: show the text alone.
    pub href: Option<String>,
    /// Language of the text, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
}

/// A feed that a page announces in its `<head>`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct FeedLinkView {
    /// Title of the feed, for readers.
    pub title: String,
    /// Link to the feed itself.
    pub href: String,
    /// Media type of the feed: `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}

/// A date, with or without a time of day, written for machines and for readers.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct TimeView {
    /// Machine-readable form, for the `datetime` of `<time>`: a time with the site's offset as in RFC 3339
    /// (`2021-07-25T09:00:00+03:00`), a date (`2021-07-25`), a month (`2021-07`) or a year (`2021`).
    pub iso: String,
    /// Date, and time of day if known, for readers, in the page's language.
    pub text: String,
    /// Date alone, for readers, in the page's language.
    pub day: String,
    /// Time of day alone, for readers; empty when only a date is given.
    pub time: Option<String>,
}

/// A brief as it appears in lists; the component `Card` renders it.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CardView {
    /// Headline of the brief, plain text.
    pub title: String,
    /// Headline as HTML, when it contains code or emphasis; empty otherwise: use `title`.
    pub title_html: Option<String>,
    /// Link to the page of the brief.
    pub href: String,
    /// Date of first publication, with its time of day if given.
    pub date: TimeView,
    /// Time of the last update or correction; empty when nothing has changed since publication.
    pub modified: Option<TimeView>,
    /// Summary in a sentence or two, plain text; empty when the brief has neither a summary nor a text.
    pub summary: String,
    /// Link to the first topic of the brief; empty when it has no topic.
    pub section: Option<LinkView>,
    /// Links to the countries of the brief, the primary one first; empty when it has none.
    pub countries: Vec<LinkView>,
    /// Names of the publishers of its sources, each once: the first two at most.
    pub publishers: Vec<String>,
    /// Number of further publishers that `publishers` leaves out; 0 when it names all.
    pub more_publishers: usize,
    /// Genre to show as a label: `analysis`, `background` or `opinion`; empty for news.
    pub label: Option<&'static str>,
    /// Notices to show wherever the brief is named: `withdrawn`, `corrected`, `clarified`, `developing`; usually empty.
    /// The component `Mark` renders them.
    pub marks: Vec<&'static str>,
    /// Language of the brief, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
    /// Reason why readers cannot see the brief: `draft`, `hold`, `scheduled` or `embargoed`. Filled only where such
    /// briefs are shown at all: in the preview and with `--drafts`.
    pub hidden: Option<&'static str>,
}

/// One page of a list of briefs, in `home.html`, `day.html` and the templates of topics, countries and other groups as
/// `list`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ListView {
    /// Briefs on this page, newest first. On the page of a country, only those in which it is the primary one. Empty
    /// for a storyline, whose briefs are in `group.timeline`. On the front page, without the briefs of the newest day,
    /// which are in `home.sections`.
    pub briefs: Vec<SharedView<CardView>>,
    /// On the page of a country, the briefs in which it is not the primary one, newest first; empty elsewhere.
    pub mentioned: Vec<SharedView<CardView>>,
    /// Number of briefs on all pages of the list.
    pub total: usize,
    /// Number of this page, counted from the oldest; empty on the main page of the list, which holds the newest briefs.
    pub number: Option<usize>,
    /// Link to the page with newer briefs; empty when there are none.
    pub newer: Option<String>,
    /// Link to the page with older briefs; empty when there are none.
    pub older: Option<String>,
}

/// The subject of a list of briefs: a topic, country, region, person, organization, storyline or publisher, in
/// `topic.html`, `country.html` and the other templates of groups as `group`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct GroupView {
    /// Kind of the group: `topic`, `country`, `region`, `person`, `organization`, `storyline` or `publisher`.
    pub kind: String,
    /// Name of the group in the page's language, or else in the main one.
    pub name: String,
    /// Language of `name`, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub name_language: Option<LanguageView>,
    /// Name of a person or an organization in its own script; empty when its file gives none.
    pub native: Option<String>,
    /// Text of the group's file, HTML. Filled on the group's main page only, as are `children`, `storylines`, `people`
    /// and `organizations`.
    pub html: String,
    /// Language of `html`, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub html_language: Option<LanguageView>,
    /// Lines about the group, to show below its name: the offices and the country of a person, or the kind and the
    /// country of an organization or a publisher; empty for other groups.
    pub facts: Vec<FactView>,
    /// Subtopics of a topic, parts of an organization, or countries of a region, by name; only those with a page.
    pub children: Vec<GroupCardView>,
    /// Links to the regions of a country; empty for other groups.
    pub regions: Vec<LinkView>,
    /// Link to the topic or organization directly above; empty when there is none.
    pub parent: Option<LinkView>,
    /// Storylines of a country or a topic, by name; empty for other groups.
    pub storylines: Vec<GroupCardView>,
    /// People of a country, by name; empty for other groups.
    pub people: Vec<GroupCardView>,
    /// Organizations of a country or a topic, by name; empty for other groups.
    pub organizations: Vec<GroupCardView>,
    /// Steps of a storyline on this page, oldest first: earlier events, briefs and expected events; empty for other
    /// groups.
    pub timeline: Vec<StepView>,
    /// Status of a storyline: `ongoing`, `dormant` or `ended`; empty for other groups, and when no file describes it.
    pub status: Option<&'static str>,
    /// Links to the countries of a storyline; empty for other groups.
    pub countries: Vec<LinkView>,
    /// Links to the topics of a storyline or an organization; empty for other groups.
    pub topics: Vec<LinkView>,
    /// Number of briefs per month, on the main page of a country or a topic; empty when all of its briefs fall into one
    /// month.
    pub activity: Option<ActivityView>,
    /// Links from a country to the pages that it shares with topics, or from a topic to those that it shares with
    /// countries; a pair has a page once three briefs share both. Filled on the main page only.
    pub country_topics: Vec<GroupCardView>,
    /// Everything under `extra` in the front matter of its file; empty when there is none.
    pub extra: Node,
}

/// A line about a person, an organization or a publisher.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct FactView {
    /// Text of the line, such as `Prime Minister of Iraq, 2020–2022` or `newspaper, France`.
    pub text: String,
    /// Language of the text, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
}

/// A step in the timeline of a storyline.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct StepView {
    /// Kind of the step: `past` for an earlier event, `brief` for a brief, `expected` for an event still to come.
    pub kind: &'static str,
    /// Date of the event; for a brief without `event`, the date of publication.
    pub date: TimeView,
    /// Description of the event; for a brief, its headline.
    pub text: String,
    /// Language of the text, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
    /// Card of the brief; empty for the other kinds of steps.
    pub brief: Option<SharedView<CardView>>,
}

/// A group as it appears in lists of groups; also a year in the list of other years.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct GroupCardView {
    /// Name of the group in the page's language, or else in the main one.
    pub name: String,
    /// Language of `name`, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
    /// Name of a person or an organization in its own script; filled only in the lists of all people and all
    /// organizations.
    pub native: Option<String>,
    /// Link to the page of the group.
    pub href: String,
    /// Number of briefs that the linked page lists.
    pub count: usize,
    /// Date of its newest brief; empty when it has none, and in lists of years or of pages shared by a country and a
    /// topic.
    pub latest: Option<TimeView>,
    /// Groups below it, of a topic or an organization; empty in the lists from A to Z.
    pub children: Vec<GroupCardView>,
}

/// All groups of one kind, in `topics.html`, `countries.html`, `people.html` and `index.html` as `index`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct IndexView {
    /// Kind of the groups: `topic`, `country`, `region`, `person`, `organization` or `publisher`.
    pub kind: String,
    /// Groups by section: one section for each region for countries, one for each letter for people and organizations,
    /// otherwise a single one.
    pub sections: Vec<SectionView>,
}

/// A section in a list of all groups of a kind.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct SectionView {
    /// Heading of the section: a link to the region, or a letter; empty for a single section, and for countries that
    /// belong to no region.
    pub title: Option<LinkView>,
    /// Groups of the section, by name.
    pub groups: Vec<GroupCardView>,
}

/// An edition with its briefs, in `edition.html` as `edition`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct EditionView {
    /// Title of the edition, plain text.
    pub title: String,
    /// Date on which the edition appeared.
    pub date: TimeView,
    /// Number of the edition, counted from the oldest, which is 1.
    pub number: usize,
    /// Text of the edition's file, HTML; empty when it has none.
    pub html: String,
    /// Briefs of the edition, by priority.
    pub briefs: Vec<SharedView<CardView>>,
    /// Link to the next newer edition; empty for the newest.
    pub newer: Option<LinkView>,
    /// Link to the next older edition; empty for the oldest.
    pub older: Option<LinkView>,
    /// Everything under `extra` in the front matter of its file; empty when there is none.
    pub extra: Node,
}

/// One page of the list of corrections, clarifications and withdrawals, in `corrections.html` as `corrections`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CorrectionsView {
    /// Text of `content/pages/corrections.md`, HTML: how the newsroom corrects mistakes; empty when there is no such
    /// file.
    pub html: String,
    /// Entries on this page, newest first.
    pub entries: Vec<CorrectionView>,
    /// Number of entries on all pages of the list.
    pub total: usize,
    /// Number of this page, counted from the oldest; empty on the main page of the list, which holds the newest
    /// entries.
    pub number: Option<usize>,
    /// Link to the page with newer entries; empty when there are none.
    pub newer: Option<String>,
    /// Link to the page with older entries; empty when there are none.
    pub older: Option<String>,
}

/// A correction, clarification or withdrawal of a brief.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CorrectionView {
    /// Date and time of the correction, clarification or withdrawal.
    pub date: TimeView,
    /// Explanation of what was wrong or unclear and what is right; for a withdrawal, its reason.
    pub text: String,
    /// Language of the text, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
    /// What happened to the brief, as a list with one word: `corrected`, `clarified` or `withdrawn`. The component
    /// `Mark` renders it.
    pub marks: Vec<&'static str>,
    /// Link to the brief concerned.
    pub brief: BriefLinkView,
}

/// A page of `content/pages/`, in `page.html` as `text`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct TextView {
    /// Title of the page, plain text.
    pub title: String,
    /// Text of the page, HTML.
    pub html: String,
    /// Everything under `extra` in the front matter of its file; empty when there is none.
    pub extra: Node,
}

/// The target of an old address, in `redirect.html` as `redirect`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct RedirectView {
    /// Link to the new address.
    pub href: String,
}
