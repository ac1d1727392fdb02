//! Views of a brief and of what surrounds it on its page: sources, notes, history, related briefs. Filled by
//! `kinds::brief`. Part of the manual for template authors, see `view`.

use serde::Serialize;

use crate::page::view::{CardView, LinkView, TimeView};
use crate::shared_view::SharedView;
use crate::yaml::Node;

/// A brief with everything its page shows, in `brief.html` as `brief`. In a withdrawn brief the text, sources, tags,
/// history and links to other briefs are empty.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct BriefView {
    /// Headline of the brief, plain text.
    pub title: String,
    /// Headline as HTML, when it contains code or emphasis; empty otherwise: use `title`.
    pub title_html: Option<String>,
    /// Summary in a sentence or two, plain text; of a withdrawn brief, the reason.
    pub summary: String,
    /// Summary to show below the headline; empty when it only repeats the beginning of the text.
    pub dek: Option<String>,
    /// Date of first publication, with its time of day if given.
    pub date: TimeView,
    /// Time of the last update or correction; empty when nothing has changed since publication.
    pub modified: Option<TimeView>,
    /// Date of the event, which may be a month or a year; empty when the brief gives no `event`.
    pub event: Option<TimeView>,
    /// Status of the brief: `developing`, `final` or `withdrawn`; where drafts are shown also `draft` and `hold`.
    pub status: &'static str,
    /// Time of the last change of a developing brief whose review is due; empty otherwise.
    pub stale_since: Option<TimeView>,
    /// Genre to show as a label: `analysis`, `background` or `opinion`; empty for news.
    pub label: Option<&'static str>,
    /// Text of the brief, HTML, without its notes; empty when it was withdrawn.
    pub html: String,
    /// Sources of the brief, in the order of their numbers.
    pub sources: Vec<SourceView>,
    /// Ordinary footnotes; their numbers continue those of the sources.
    pub notes: Vec<NoteView>,
    /// Links to its topics, the section first; empty when it has none.
    pub topics: Vec<LinkView>,
    /// Links to its countries, the primary one first; empty when it has none.
    pub countries: Vec<LinkView>,
    /// People tagged in the brief, with the offices they held.
    pub people: Vec<PersonView>,
    /// Links to the organizations tagged in the brief.
    pub organizations: Vec<LinkView>,
    /// Link to the storyline that the brief belongs to; empty when there is none.
    pub storyline: Option<LinkView>,
    /// Later developments added to the brief, newest first.
    pub updates: Vec<EntryView>,
    /// Corrections of mistakes in the brief, newest first.
    pub corrections: Vec<EntryView>,
    /// Clarifications of what was unclear, newest first.
    pub clarifications: Vec<EntryView>,
    /// Time and reason of the withdrawal; empty when the brief was not withdrawn.
    pub withdrawn: Option<EntryView>,
    /// Explanation of how the newsroom knows what it reports: `method` in the front matter; empty when not given.
    pub method: Option<String>,
    /// Author of the brief, or else of the site; empty when neither is given.
    pub author: Option<String>,
    /// Editor of the brief, or else of the site; empty when neither is given.
    pub editor: Option<String>,
    /// Link (`mailto:`) for reporting an error, with the headline as its subject and the brief's address in its text;
    /// empty when `site.yaml` gives no `email`.
    pub report: Option<String>,
    /// Picture of the brief; empty when it has none.
    pub picture: Option<PictureView>,
    /// The same brief in other languages; empty when there are none.
    pub versions: Vec<VersionView>,
    /// Briefs directly before this one in its storyline, the latest first: two at most.
    pub previously: Vec<BriefLinkView>,
    /// Briefs directly after this one in its storyline, the earliest first: two at most.
    pub next: Vec<BriefLinkView>,
    /// Other briefs on the same subjects, the closest first: five at most. Those in `previously` and `next` are left
    /// out.
    pub related: Vec<RelatedView>,
    /// Briefs that link to this one, newest first: 20 at most.
    pub backlinks: Vec<BacklinkView>,
    /// Next newer brief of the site in the same language; empty for the newest, and for briefs that no list shows.
    pub newer: Option<BriefLinkView>,
    /// Next older brief of the site in the same language; empty for the oldest, and for briefs that no list shows.
    pub older: Option<BriefLinkView>,
    /// Reason why readers cannot see the brief: `draft`, `hold`, `scheduled` or `embargoed`. Filled only where such
    /// briefs are shown at all: in the preview and with `--drafts`.
    pub hidden: Option<&'static str>,
    /// Everything under `extra` in the front matter of its file; empty when there is none.
    pub extra: Node,
}

/// A source that a brief cites.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct SourceView {
    /// Id for its entry in the list of sources, to which citations link, such as `source-afp`.
    pub id: String,
    /// Number of the source, counted from 1.
    pub number: usize,
    /// Publisher of the source, linked to the publisher's page if there is one; empty when unknown.
    pub publisher: Option<LinkView>,
    /// Headline of the source; empty when the brief does not give it.
    pub title: Option<String>,
    /// Text for the link to the source: its headline, else the last part of its address, else the host.
    pub text: String,
    /// Language of the headline, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub title_language: Option<LanguageView>,
    /// Address of the source on the web; empty when it has none.
    pub href: Option<String>,
    /// Host of its address, such as `wire.example`: where it was read, which need not be the publisher.
    pub host: Option<String>,
    /// Date on which the source was published; empty when not given.
    pub date: Option<TimeView>,
    /// Author of the source; empty when not given.
    pub author: Option<String>,
    /// Language of the source as a BCP 47 tag; empty when not given.
    pub language: Option<String>,
    /// Place named at the head of the source; empty when not given.
    pub dateline: Option<String>,
    /// Address of an archived copy; empty when not given.
    pub archived: Option<String>,
    /// Obstacle to reading the source: `registration`, `paywall` or `gone`; empty when it is free to read.
    pub access: Option<&'static str>,
    /// Places in the text that cite the source, for links back to them.
    pub cited: Vec<CitedView>,
}

/// A footnote that is not a source.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct NoteView {
    /// Id for the entry of the note, to which its marks link, such as `_note-3`.
    pub id: String,
    /// Number of the note; notes are numbered after the sources.
    pub number: usize,
    /// Text of the note, HTML.
    pub html: String,
    /// Places in the text that refer to the note, for links back to them.
    pub cited: Vec<CitedView>,
}

/// A place in the text that cites a source or refers to a note.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct CitedView {
    /// Id of the place, to link back to it, such as `_cite-afp-1` or `_noteref-3-1`.
    pub id: String,
    /// Letter that tells several places apart: `a` to `z`, then `aa`; empty when there is only one place.
    pub letter: Option<String>,
}

/// A dated entry in the history of a brief: an update, a correction, a clarification or the withdrawal.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct EntryView {
    /// Date of the entry, with its time of day if given.
    pub date: TimeView,
    /// Text of the entry, plain.
    pub text: String,
    /// Language of the text, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
}

/// A language other than the page's, for the attributes `lang` and `dir` of the element that is written in it.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct LanguageView {
    /// BCP 47 tag for `lang`, such as `ar`.
    pub tag: String,
    /// Writing direction for `dir`: `ltr` or `rtl`.
    pub direction: &'static str,
    /// Name of the language in the language itself, such as *العربية*; the tag when that is not known.
    pub name: String,
}

/// The picture of a brief with its texts.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct PictureView {
    /// Address of the picture, for `src`.
    pub src: String,
    /// Description of the picture for those who cannot see it, for `alt`.
    pub alt: String,
    /// Caption to show below the picture; empty when not given.
    pub caption: Option<String>,
    /// Photographer or owner of the picture; empty when not given.
    pub credit: Option<String>,
    /// Terms under which the picture is used; empty when not given.
    pub license: Option<String>,
    /// Language of `alt`, `caption` and `credit`, for the attributes `lang` and `dir`; empty when it is the page's own
    /// language.
    pub language: Option<LanguageView>,
}

/// A person tagged in a brief.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct PersonView {
    /// Name of the person, plain text.
    pub text: String,
    /// Link to the person's page; empty when there is none.
    pub href: Option<String>,
    /// Offices that the person held at the time of the event, separated by commas; empty when none is known.
    pub role: Option<String>,
    /// Language of the name, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
    /// Language of `role`, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub role_language: Option<LanguageView>,
}

/// A link to a brief, without its summary.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct BriefLinkView {
    /// Headline of the brief, plain text.
    pub title: String,
    /// Headline as HTML, when it contains code or emphasis; empty otherwise: use `title`.
    pub title_html: Option<String>,
    /// Link to the page of the brief.
    pub href: String,
    /// Date of the event if the brief gives one, else of first publication.
    pub date: TimeView,
    /// Notices to show wherever the brief is named: `withdrawn`, `corrected`, `clarified`, `developing`; usually empty.
    /// The component `Mark` renders them.
    pub marks: Vec<&'static str>,
    /// Language of the brief, for the attributes `lang` and `dir`; empty when it is the page's own language.
    pub language: Option<LanguageView>,
}

/// Another brief on the same subjects.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct RelatedView {
    /// Card of the other brief.
    pub brief: SharedView<CardView>,
    /// Names that both briefs are tagged with, the rarest first, without links: three at most.
    pub shared: Vec<LinkView>,
}

/// A brief that links to this one or to one of its versions. Of several versions that link, one is shown: in the page's
/// language, else in the main one, else in the first.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct BacklinkView {
    /// Card of the brief that links.
    pub brief: SharedView<CardView>,
    /// Sentence that contains the link, plain text.
    pub sentence: String,
}

/// The same brief in another language.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct VersionView {
    /// Language of the other version.
    pub language: LanguageView,
    /// Headline of the other version, plain text.
    pub title: String,
    /// Link to the other version.
    pub href: String,
    /// Notices to show wherever the brief is named: `withdrawn`, `corrected`, `clarified`, `developing`; usually empty.
    /// The component `Mark` renders them.
    pub marks: Vec<&'static str>,
}
