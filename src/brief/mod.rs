//! One brief: a Markdown file with its front matter, read into types that cannot be wrong.
//! Knows no other file and no address; `site` links briefs, `page` plans where they go.

mod citation;
mod lead_ins;
mod parse;
mod publishers;
mod status;
mod summary;
mod versions;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use citation::{Access, Citation, CitationForm};
pub use parse::{ParseContext, keys, parse};
pub use publishers::{CitedPublisher, PublisherIds};
pub use summary::of_lead as summary_of;
pub use versions::{VersionFields, VersionInheritance, inherit};

use crate::body::{Body, Lead, Target};
use crate::content::Alias;
use crate::country::Country;
use crate::diag::{Diagnostic, entry};
use crate::hash::Hash;
use crate::source::{FieldPath, SourcePath};
use crate::time::{Edtf, Moment};
use crate::url::Slug;
use crate::yaml::Node;

/// Longest summary, in characters: what search results and cards show of one.
pub const MAX_SUMMARY: usize = 200;

/// One curated brief: its head, which other pages show, and what only its own page and feeds say.
#[derive(Clone, Debug)]
pub struct Brief {
    /// What other pages show of it.
    pub meta: Arc<BriefMeta>,
    /// The hash of its head.
    pub meta_hash: Hash,
    /// The hash of what linking looks at in its head: see [`BriefMeta::link_hash`].
    pub link_hash: Hash,
    /// The hash of all that it was parsed from: its file, and what the site says of briefs.
    pub hash: Hash,
    /// The fixed part of its feed id.
    pub id: Slug,
    /// What it rests on, at least one.
    pub citations: Vec<Citation>,
    /// What happened since, oldest first.
    pub updates: Vec<HistoryEntry>,
    /// What was wrong, oldest first.
    pub corrections: Vec<HistoryEntry>,
    /// What was unclear, oldest first.
    pub clarifications: Vec<HistoryEntry>,
    /// Who wrote it, if not the site's author.
    pub author: Option<String>,
    /// Who edited it, if not the site's editor.
    pub editor: Option<String>,
    /// How we know.
    pub method: Option<String>,
    /// The editor's note; preview only, never built.
    pub note: Option<String>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// The files of `files`, which are published beside those that its text names.
    pub files: Vec<String>,
    /// Whether first mentions become links.
    pub autolink: Autolink,
    /// The template, if not `brief.html`.
    pub template: Option<String>,
    /// Rules that are switched off for it, each with the reason.
    pub check: Vec<(String, String)>,
    /// Anything, for templates.
    pub extra: Node,
    /// The text.
    pub body: Body,
}

/// What decides where a brief is listed, what leads to it and what lists show of it: all that linking may look at, but
/// for headline and summary, at which it looks away.
///
/// A site whose heads are the same is linked the same, and its lists show the same, whatever the texts say.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct BriefMeta {
    /// The headline, as plain text.
    pub title: String,
    /// The same as typed, if code or emphasis is marked in it.
    pub marked_title: Option<Box<str>>,
    /// What lists, feeds and cards show: as given, else the first sentences of the text.
    pub summary: String,
    /// The first paragraph, if the summary is made of it and links in it are named after what they lead to.
    pub lead: Option<Lead>,
    /// When *developing* goes stale.
    pub review: Option<Moment>,
    /// The file it is written in.
    pub path: SourcePath,
    /// The folder of its pictures, with its final `/`, if it is a folder of its own.
    pub folder: Option<String>,
    /// Its language, if it is not the site's.
    pub language: Option<String>,
    /// Its name in addresses.
    pub slug: Slug,
    /// First publication; never changes.
    pub date: Moment,
    /// The moment before which it is not built.
    pub embargo: Option<Timestamp>,
    /// Where it is in its life.
    pub status: Status,
    /// The countries it is about; the first is primary.
    pub countries: Vec<Country>,
    /// Its topics by slug or name, as typed; the first is the section.
    pub topics: Vec<String>,
    /// The people in it by slug or name.
    pub people: Vec<String>,
    /// The organizations in it by slug or name.
    pub organizations: Vec<String>,
    /// The running story it belongs to, by slug or title.
    pub storyline: Option<String>,
    /// When the thing happens, if not on `date`.
    pub event: Option<Edtf>,
    /// What kind of text it is.
    pub genre: Genre,
    /// Place in an edition, 1 first.
    pub priority: u8,
    /// Old addresses, which lead here.
    pub aliases: Vec<Alias>,
    /// Who published its sources, in their order.
    pub cited: Vec<CitedPublisher>,
    /// When it was corrected, oldest first.
    pub corrected: Vec<Timestamp>,
    /// When it was clarified, oldest first.
    pub clarified: Vec<Timestamp>,
    /// When it was updated, oldest first.
    pub updated: Vec<Timestamp>,
    /// What its text leads to on this site: the position of the link in the text, and its target.
    pub leads: Vec<(usize, Target)>,
    /// The file of its picture, as its front matter names it.
    pub image: Option<String>,
    /// The files beside it that it names: in its front matter, in its text; as paths from its own folder.
    pub files: Vec<String>,
    /// Of a version in another language: which of the fields that it would inherit its own file states.
    pub version: Option<VersionFields>,
}

/// Where a brief is in its life.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// Being written.
    Draft,
    /// Written, and held back.
    Hold,
    /// Public, and more is expected.
    Developing,
    /// Public.
    Final,
    /// Taken back: the address stays, the text is gone.
    Withdrawn {
        /// When.
        at: Moment,
        /// Why, for the reader.
        reason: String,
        /// The language of `reason`, a BCP 47 tag, where it is not the brief's own.
        language: Option<String>,
    },
}

impl Status {
    /// Returns the word for it in front matter.
    pub fn word(&self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Hold => "hold",
            Status::Developing => "developing",
            Status::Final => "final",
            Status::Withdrawn { .. } => "withdrawn",
        }
    }
}

/// What kind of text a brief is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Genre {
    /// What happened.
    News,
    /// What it means.
    Analysis,
    /// What went before.
    Background,
    /// What somebody thinks of it.
    Opinion,
}

/// The words of `type`, as they are written.
pub const GENRES: [(&str, Genre); 4] = [
    ("news", Genre::News),
    ("analysis", Genre::Analysis),
    ("background", Genre::Background),
    ("opinion", Genre::Opinion),
];

impl Genre {
    /// Returns the word for it in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Genre::News => "news",
            Genre::Analysis => "analysis",
            Genre::Background => "background",
            Genre::Opinion => "opinion",
        }
    }
}

/// Whether the first mentions of tagged names become links.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Autolink {
    /// They do.
    On,
    /// They do not.
    Off,
}

/// One dated line of a brief's history.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct HistoryEntry {
    /// When it was added.
    pub at: Moment,
    /// What it says.
    pub text: String,
    /// Where it stands in the front matter.
    pub field: FieldPath,
}

/// A brief's picture.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Picture {
    /// Where it lies, relative to the brief's folder, or from `static/` with a leading `/`.
    pub file: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it is shown.
    pub license: Option<String>,
    /// The language of its texts, a BCP 47 tag, where it is not the brief's own.
    pub language: Option<String>,
}

/// Days after publication when a developing brief goes stale, unless `review` says otherwise.
const REVIEW_DAYS: i64 = 3;

impl Brief {
    /// Returns whether its front matter switches off the rule that has found `diagnostic`, which is about it.
    pub fn silences(&self, diagnostic: &Diagnostic) -> bool {
        let is_rule =
            || entry(diagnostic.code).is_some_and(|entry| entry.category.is_configurable());
        self.check.iter().any(|(code, _)| code == diagnostic.code) && is_rule()
    }
}

impl BriefMeta {
    /// Returns the hash of all of it but what only lists show: headline and summary. Heads with the same hash are linked
    /// the same.
    pub fn link_hash(&self) -> Hash {
        Hash::of(&BriefMeta {
            title: String::new(),
            marked_title: None,
            summary: String::new(),
            lead: None,
            ..self.clone()
        })
    }

    /// Returns when it goes stale, if it is developing: `review`, or some days after publication.
    pub fn review_due(&self, zone: &TimeZone) -> Timestamp {
        let usual = || {
            let zoned = self.date.at.to_zoned_datetime(zone.clone());
            zoned
                .checked_add(jiff::Span::new().days(REVIEW_DAYS))
                .map_or(self.date.at, |due| due.timestamp())
        };
        self.review.as_ref().map_or_else(usual, |review| review.at)
    }

    /// Returns the moment from which it is public: the later of `date` and `embargo`.
    pub fn public_from(&self) -> Timestamp {
        self.embargo
            .map_or(self.date.at, |embargo| embargo.max(self.date.at))
    }

    /// Returns when it last changed for the reader: publication, an entry of its history, withdrawal.
    ///
    /// Entries dated after `now` are announcements of the future and do not count yet.
    pub fn modified(&self, now: Timestamp) -> Timestamp {
        let withdrawn = match &self.status {
            Status::Withdrawn { at, .. } => Some(at.at),
            _ => None,
        };
        let history = self
            .corrected
            .iter()
            .chain(&self.clarified)
            .chain(&self.updated)
            .copied();
        let history = history.chain(withdrawn);
        history
            .filter(|at| *at <= now)
            .fold(self.public_from(), Timestamp::max)
    }

    /// Returns whether it was taken back.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self.status, Status::Withdrawn { .. })
    }
}
