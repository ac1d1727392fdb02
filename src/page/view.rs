//! What each template sees: the manual of the templates, from which `docs/templates.md` is made.
//! A view is complete: a template can ask nothing of the site. All text is plain and is escaped by the
//! template; only fields that say *HTML* are shown with `| safe`. Absent values are empty in an `if`.

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

pub use feed::{CategoryView, FeedEntryView, FeedView, ViaView};

use crate::shared_view::SharedView;
use crate::yaml::Node;

/// The site as a whole, in every template as `site`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct SiteView {
    /// Its name.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The language of `description`, where it is not the page's.
    pub description_language: Option<LanguageView>,
    /// Link to the home page.
    pub home: String,
    /// Main language, a BCP 47 tag.
    pub language: String,
    /// The main menu.
    pub nav: Vec<LinkView>,
    /// Link to the list of topics, if there are any.
    pub topics: Option<String>,
    /// Link to the list of countries, if there are any.
    pub countries: Option<String>,
    /// Link to the list of regions, if there are any.
    pub regions: Option<String>,
    /// Link to the list of storylines, if there are any.
    pub storylines: Option<String>,
    /// Link to the list of people, if there are any.
    pub people: Option<String>,
    /// Link to the list of organizations, if there are any.
    pub organizations: Option<String>,
    /// Link to the list of publishers, if there are any.
    pub publishers: Option<String>,
    /// What lists of countries are called.
    pub country_label: String,
    /// Link to the newest year of the archive, if there is a brief.
    pub archive: Option<String>,
    /// Link to the corrections page.
    pub corrections: String,
    /// Link to the list of editions, if there are any.
    pub editions: Option<String>,
    /// What pages may load and run, for the `content` of a `Content-Security-Policy`.
    pub policy: &'static str,
    /// Links to the stylesheets: the theme's, then the site's own, `static/site.css`.
    pub stylesheets: Vec<String>,
    /// Link to the favicon.
    pub icon: Option<String>,
    /// Who writes.
    pub author: Option<String>,
    /// Who edits.
    pub editor: Option<String>,
    /// Where readers report errors, an e-mail address.
    pub email: Option<String>,
    /// `extra` of `site.yaml`.
    pub extra: Node,
}

/// The lists of `site.yaml` in the page's language, in every template as `lists`: `lists.iraq` is the list of
/// briefs that is called `iraq` there.
#[derive(Clone, Debug, Default, Hash)]
pub struct ListsView {
    /// Each list: its name, and its briefs, newest first.
    pub lists: Vec<(String, Vec<SharedView<CardView>>)>,
}

impl Serialize for ListsView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.lists.iter().map(|(name, briefs)| (name, briefs)))
    }
}

/// What every page has, in every template as `page`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct PageView {
    /// What it is: `home`, `brief`, `topic`, `country`, `region`, `person`, `organization`,
    /// `storyline`, `publisher`, `edition`, `index`, `archive`, `corrections`, `page`, `not-found`, `redirect`.
    pub kind: String,
    /// Its title, without the site's.
    pub title: String,
    /// What search engines show below the title.
    pub description: Option<String>,
    /// Link to itself.
    pub href: String,
    /// Its whole address, if the site's is known.
    pub canonical: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Direction of its script: `ltr` or `rtl`.
    pub direction: &'static str,
    /// Whether search engines are asked not to list it.
    pub noindex: bool,
    /// The same page in other languages, and in its own; empty if there is only one.
    pub versions: Vec<AlternateView>,
    /// Its own feed, if it has one, then the site's.
    pub feeds: Vec<FeedLinkView>,
    /// The pages above it, from the home page down.
    pub trail: Vec<LinkView>,
    /// What search engines read of it: JSON-LD, each to stand in a `<script>` with `| safe`.
    pub json_ld: Vec<String>,
}

/// One language that a page is there in.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct AlternateView {
    /// The language, a BCP 47 tag; `x-default` for readers of all others.
    pub language: String,
    /// Its whole address, if the site's is known.
    pub href: String,
}

/// A link.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct LinkView {
    /// What it says.
    pub text: String,
    /// Where it leads; absent if there is no such page.
    pub href: Option<String>,
    /// The language of the text, where it is not the page's.
    pub language: Option<LanguageView>,
}

/// A feed.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct FeedLinkView {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
}

/// A moment or a date.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct TimeView {
    /// For the `datetime` of `<time>`: RFC 3339 with the site's offset, or a date.
    pub iso: String,
    /// For readers, in the page's language.
    pub text: String,
    /// The day alone, for readers.
    pub day: String,
    /// The time of day alone, for readers, if it says one.
    pub time: Option<String>,
}

/// A brief as lists show it.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CardView {
    /// The headline.
    pub title: String,
    /// The headline as HTML, if code or emphasis is marked in it.
    pub title_html: Option<String>,
    /// Link to the brief.
    pub href: String,
    /// First publication.
    pub date: TimeView,
    /// Last update or correction, if there was one.
    pub modified: Option<TimeView>,
    /// A sentence or two.
    pub summary: String,
    /// Its first topic.
    pub section: Option<LinkView>,
    /// Its countries, the primary one first.
    pub countries: Vec<LinkView>,
    /// Who reported it: the publishers of its sources, each once; the first two of many.
    pub publishers: Vec<String>,
    /// How many more there are.
    pub more_publishers: usize,
    /// `analysis`, `background` or `opinion`; absent for news.
    pub label: Option<&'static str>,
    /// What readers must know of it wherever it is named: `withdrawn`, `corrected`, `clarified`, `developing`. The
    /// component `Mark` says it.
    pub marks: Vec<&'static str>,
    /// Its language, where it is not the page's.
    pub language: Option<LanguageView>,
    /// Why readers do not see it, in a preview: `draft`, `hold`, `scheduled`, `embargoed`.
    pub hidden: Option<&'static str>,
}

/// One page of a list, in `home.html`, `day.html` and the templates of topics, countries, … as `list`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct ListView {
    /// The briefs, newest first; of a country, those it is primary in. Of a storyline they are in its timeline,
    /// and those of the newest day in the front of the home page.
    pub briefs: Vec<SharedView<CardView>>,
    /// Of a country, the briefs that only mention it.
    pub mentioned: Vec<SharedView<CardView>>,
    /// Briefs on all pages of the list.
    pub total: usize,
    /// Number of this page, counted from the oldest; absent on the list's own page.
    pub number: Option<usize>,
    /// Link to the page with newer briefs.
    pub newer: Option<String>,
    /// Link to the page with older briefs.
    pub older: Option<String>,
}

/// What a list page is about, in `topic.html`, `country.html`, … as `group`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct GroupView {
    /// `topic`, `country`, `region`, `person`, `organization`, `storyline` or `publisher`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The language of `name`, where it is not the page's.
    pub name_language: Option<LanguageView>,
    /// Its name in its own script.
    pub native: Option<String>,
    /// What its file says of it, HTML; on its own page only, as what is below it.
    pub html: String,
    /// The language of `html`, where it is not the page's.
    pub html_language: Option<LanguageView>,
    /// Offices of a person, or what an organization or a publisher is: one line each.
    pub facts: Vec<FactView>,
    /// Of a topic or an organization, those below it; of a region, its countries.
    pub children: Vec<GroupCardView>,
    /// Of a country, the regions it is in.
    pub regions: Vec<LinkView>,
    /// The organization or topic above it.
    pub parent: Option<LinkView>,
    /// Of a country or a topic, its storylines.
    pub storylines: Vec<GroupCardView>,
    /// Of a country, its people.
    pub people: Vec<GroupCardView>,
    /// Of a country or a topic, its organizations.
    pub organizations: Vec<GroupCardView>,
    /// Of a storyline, its steps on this page, oldest first: the briefs, what went before, what is expected.
    pub timeline: Vec<StepView>,
    /// Of a storyline: `ongoing`, `dormant` or `ended`.
    pub status: Option<&'static str>,
    /// Of a storyline, the countries it is about.
    pub countries: Vec<LinkView>,
    /// Of a storyline or an organization, the topics it belongs to.
    pub topics: Vec<LinkView>,
    /// Of a country or a topic, its briefs by month; absent if they are all of one month.
    pub activity: Option<ActivityView>,
    /// Of a country, the topics that share enough briefs with it to have a page together; of a topic, the
    /// countries.
    pub country_topics: Vec<GroupCardView>,
    /// `extra` of its front matter.
    pub extra: Node,
}

/// A line about a person, an organization or a publisher.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct FactView {
    /// What it says.
    pub text: String,
    /// The language of the text, where it is not the page's.
    pub language: Option<LanguageView>,
}

/// A step of a storyline.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct StepView {
    /// `past`, `brief` or `expected`.
    pub kind: &'static str,
    /// When it happened, or is expected.
    pub date: TimeView,
    /// What happened; of a brief, its headline.
    pub text: String,
    /// The language of the text, where it is not the page's.
    pub language: Option<LanguageView>,
    /// The brief, if it is one.
    pub brief: Option<SharedView<CardView>>,
}

/// A group as lists of groups show it.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct GroupCardView {
    /// Its name.
    pub name: String,
    /// The language of `name`, where it is not the page's.
    pub language: Option<LanguageView>,
    /// Its name in its own script.
    pub native: Option<String>,
    /// Link to it.
    pub href: String,
    /// How many briefs it lists.
    pub count: usize,
    /// Date of its newest brief.
    pub latest: Option<TimeView>,
    /// Of a topic, the topics below it.
    pub children: Vec<GroupCardView>,
}

/// All groups of a kind, in `topics.html`, `countries.html`, `people.html` and `index.html` as `index`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct IndexView {
    /// `topic`, `country`, `region`, `person`, `organization` or `publisher`.
    pub kind: String,
    /// The groups: in one section, for countries in one for each region, for people and organizations in one
    /// for each letter.
    pub sections: Vec<SectionView>,
}

/// Some of the groups of an index.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct SectionView {
    /// Its title: a region or a letter; absent if there is one section only.
    pub title: Option<LinkView>,
    /// Its groups.
    pub groups: Vec<GroupCardView>,
}

/// An edition, in `edition.html` as `edition`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct EditionView {
    /// Its title.
    pub title: String,
    /// When it appeared.
    pub date: TimeView,
    /// Its number, counted from the oldest, which is 1.
    pub number: usize,
    /// What its file says of it, HTML.
    pub html: String,
    /// Its briefs, by priority.
    pub briefs: Vec<SharedView<CardView>>,
    /// The next newer edition.
    pub newer: Option<LinkView>,
    /// The next older edition.
    pub older: Option<LinkView>,
    /// `extra` of its front matter.
    pub extra: Node,
}

/// One page of the list of corrections, clarifications and withdrawals, in `corrections.html` as `corrections`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CorrectionsView {
    /// What `content/pages/corrections.md` says of how mistakes are corrected, HTML.
    pub html: String,
    /// They, newest first.
    pub entries: Vec<CorrectionView>,
    /// How many there are on all pages of the list.
    pub total: usize,
    /// Number of this page, counted from the oldest; absent on the list's own page.
    pub number: Option<usize>,
    /// Link to the page with newer ones.
    pub newer: Option<String>,
    /// Link to the page with older ones.
    pub older: Option<String>,
}

/// One correction, clarification or withdrawal.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CorrectionView {
    /// When it was made.
    pub date: TimeView,
    /// What was wrong or unclear, and what is right; of a withdrawn brief, why it was withdrawn.
    pub text: String,
    /// The language of the text, where it is not the page's.
    pub language: Option<LanguageView>,
    /// What became of the brief: `corrected`, `clarified` or `withdrawn`. The component `Mark` says it.
    pub marks: Vec<&'static str>,
    /// The brief.
    pub brief: BriefLinkView,
}

/// A page of `content/pages/`, in `page.html` as `text`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct TextView {
    /// Its title.
    pub title: String,
    /// Its text, HTML.
    pub html: String,
    /// `extra` of its front matter.
    pub extra: Node,
}

/// An old address, in `redirect.html` as `redirect`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct RedirectView {
    /// Link to the new address.
    pub href: String,
}
