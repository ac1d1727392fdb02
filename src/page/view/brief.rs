//! What templates see of a brief.

use serde::Serialize;

use crate::page::view::{CardView, LinkView, TimeView};
use crate::shared_view::SharedView;
use crate::yaml::Node;

/// A brief, in `brief.html` as `brief`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct BriefView {
    /// The headline.
    pub title: String,
    /// The headline as HTML, if code or emphasis is marked in it.
    pub title_html: Option<String>,
    /// A sentence or two.
    pub summary: String,
    /// The same where it is more than the beginning of the text: what stands below the headline.
    pub dek: Option<String>,
    /// First publication.
    pub date: TimeView,
    /// Last update or correction, if there was one.
    pub modified: Option<TimeView>,
    /// When the thing happens, if not on `date`.
    pub event: Option<TimeView>,
    /// `developing`, `final` or `withdrawn`; in a preview also `draft` and `hold`.
    pub status: &'static str,
    /// Since when nobody looked at a developing brief, once its review is due.
    pub stale_since: Option<TimeView>,
    /// `analysis`, `background` or `opinion`; absent for news.
    pub label: Option<&'static str>,
    /// The text, HTML. Empty if the brief was withdrawn.
    pub html: String,
    /// What it rests on; number 1 first.
    pub sources: Vec<SourceView>,
    /// Ordinary footnotes; their numbers follow those of the sources.
    pub notes: Vec<NoteView>,
    /// Its topics, the section first.
    pub topics: Vec<LinkView>,
    /// Its countries, the primary one first.
    pub countries: Vec<LinkView>,
    /// The people in it.
    pub people: Vec<PersonView>,
    /// The organizations in it.
    pub organizations: Vec<LinkView>,
    /// The running story it belongs to.
    pub storyline: Option<LinkView>,
    /// What happened since, newest first.
    pub updates: Vec<EntryView>,
    /// What was wrong, newest first.
    pub corrections: Vec<EntryView>,
    /// What was unclear, newest first.
    pub clarifications: Vec<EntryView>,
    /// When and why it was withdrawn, if it was.
    pub withdrawn: Option<EntryView>,
    /// How we know.
    pub method: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who edited it.
    pub editor: Option<String>,
    /// A `mailto:` link to report an error, with the headline as its subject and the address in its text.
    pub report: Option<String>,
    /// Its picture.
    pub picture: Option<PictureView>,
    /// The same brief in other languages.
    pub versions: Vec<VersionView>,
    /// The briefs before it in its storyline, the latest first.
    pub previously: Vec<BriefLinkView>,
    /// The briefs after it in its storyline, the earliest first.
    pub next: Vec<BriefLinkView>,
    /// Other briefs about the same, the nearest first.
    pub related: Vec<RelatedView>,
    /// The briefs that link to it, the newest first.
    pub backlinks: Vec<BacklinkView>,
    /// The next newer brief of the site.
    pub newer: Option<BriefLinkView>,
    /// The next older brief of the site.
    pub older: Option<BriefLinkView>,
    /// Why readers do not see it, in a preview: `draft`, `hold`, `scheduled`, `embargoed`.
    pub hidden: Option<&'static str>,
    /// `extra` of its front matter.
    pub extra: Node,
}

/// A source of a brief.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct SourceView {
    /// Id of its entry in the list of sources, which citations link to: `source-afp`.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// Who reported it, with a link to all that rests on them.
    pub publisher: Option<LinkView>,
    /// Its headline.
    pub title: Option<String>,
    /// What the link to it says: its headline, else the last part of its address, else the host.
    pub text: String,
    /// The language of its headline, where it is not the page's.
    pub title_language: Option<LanguageView>,
    /// Its address.
    pub href: Option<String>,
    /// The host of its address: where it was read.
    pub host: Option<String>,
    /// When it was published.
    pub date: Option<TimeView>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// The place named at its head.
    pub dateline: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// `registration`, `paywall` or `gone`; absent if it is free to read.
    pub access: Option<&'static str>,
    /// The places in the text that cite it.
    pub cited: Vec<CitedView>,
}

/// An ordinary footnote.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct NoteView {
    /// Id of its entry: `_note-3`.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// Its text, HTML.
    pub html: String,
    /// The places in the text that refer to it.
    pub cited: Vec<CitedView>,
}

/// A place in the text that cites a source or refers to a note.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CitedView {
    /// Its id.
    pub id: String,
    /// Its letter, from `a`, where there are several; absent for the only one.
    pub letter: Option<String>,
}

/// One dated line of a brief's history.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct EntryView {
    /// When it was added.
    pub date: TimeView,
    /// What it says.
    pub text: String,
    /// The language of the text, where it is not the page's.
    pub language: Option<LanguageView>,
}

/// A language that a part of a page is written in, and its direction, for the attributes `lang` and `dir`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct LanguageView {
    /// A BCP 47 tag.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// What the language calls itself: *العربية*; its tag where that is not known.
    pub name: String,
}

/// A picture.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct PictureView {
    /// Where it is.
    pub src: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it is shown.
    pub license: Option<String>,
    /// The language of its texts, where it is not the page's.
    pub language: Option<LanguageView>,
}

/// A person in a brief.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct PersonView {
    /// The name.
    pub text: String,
    /// Link to the person's page.
    pub href: Option<String>,
    /// What the person was when the event took place.
    pub role: Option<String>,
    /// The language of the name, where it is not the page's.
    pub language: Option<LanguageView>,
    /// The language of the role, where it is not the page's.
    pub role_language: Option<LanguageView>,
}

/// A link to a brief.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct BriefLinkView {
    /// The headline.
    pub title: String,
    /// The headline as HTML, if code or emphasis is marked in it.
    pub title_html: Option<String>,
    /// Link to the brief.
    pub href: String,
    /// When the thing happened, or first publication.
    pub date: TimeView,
    /// What readers must know of it wherever it is named: `withdrawn`, `corrected`, `clarified`, `developing`. The
    /// component `Mark` says it.
    pub marks: Vec<&'static str>,
    /// Its language, where it is not the page's.
    pub language: Option<LanguageView>,
}

/// A brief about the same.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct RelatedView {
    /// The brief.
    pub brief: SharedView<CardView>,
    /// What it shares with this one, the rarest first: three names at most.
    pub shared: Vec<LinkView>,
}

/// A brief that links to this one, or to one of its versions: in the page's language, else in the main one, else in the
/// first.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct BacklinkView {
    /// The brief.
    pub brief: SharedView<CardView>,
    /// The sentence that links.
    pub sentence: String,
}

/// A brief in another language.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct VersionView {
    /// The language.
    pub language: LanguageView,
    /// The headline.
    pub title: String,
    /// Link to it.
    pub href: String,
    /// What readers must know of it: `withdrawn`, `corrected`, `clarified`, `developing`. The component `Mark` says it.
    pub marks: Vec<&'static str>,
}
