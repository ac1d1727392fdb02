//! One brief: the types of a parsed brief, from its front matter and text. Knows no other file and no route: `site`
//! links briefs, `page` views them. Reading starts in `parse`; `versions` completes translations.

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

use serde::{Deserialize, Serialize};

use crate::body::{Body, Lead, Target};
use crate::content::Alias;
use crate::country::Country;
use crate::diag::{Diagnostic, entry};
use crate::hash::Hash;
use crate::source::{FieldPath, SourcePath};
use crate::time::{Edtf, Moment};
use crate::url::Slug;
use crate::yaml::{Node, vocabulary};

/// Longest summary, in characters; search results and cards show no more.
pub const MAX_SUMMARY: usize = 200;

/// A curated brief: its metadata, which other pages show as well, and what only its own page and feeds show.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Brief {
    /// Metadata that other pages and linking read.
    pub meta: Arc<BriefMeta>,
    /// Hash of `meta`, of every field.
    pub meta_hash: Hash,
    /// Hash of the fields of `meta` that linking reads: see [`BriefMeta::link_hash`].
    pub link_hash: Hash,
    /// Hash of everything the brief was parsed from: its file, the settings and the publishers.
    pub hash: Hash,
    /// Fixed part of its feed id.
    pub id: Slug,
    /// Sources that it cites, at least one.
    pub citations: Vec<Citation>,
    /// Later developments, oldest first.
    pub updates: Vec<HistoryEntry>,
    /// Corrections of mistakes, oldest first.
    pub corrections: Vec<HistoryEntry>,
    /// Clarifications of unclear passages, oldest first.
    pub clarifications: Vec<HistoryEntry>,
    /// Author, if not the site's.
    pub author: Option<String>,
    /// Editor, if not the site's.
    pub editor: Option<String>,
    /// The editor's account of how the facts are known.
    pub method: Option<String>,
    /// Note for editors; shown in the preview only, never built.
    pub note: Option<String>,
    pub picture: Option<Picture>,
    /// Files to publish from its folder, besides those that its text names.
    pub files: Vec<String>,
    /// Setting of `autolink`: links at first mentions.
    pub autolink: Autolink,
    /// Template, if not `brief.html`.
    pub template: Option<String>,
    /// Codes of rules that are switched off for it, each with the reason.
    pub check: Vec<(String, String)>,
    /// Free values for templates.
    pub extra: Node,
    /// Parsed text with holes for its links.
    pub body: Body,
}

/// Metadata of a brief: where it is listed, what links to it, and what lists show of it.
///
/// Linking reads all fields except headline and summary. If the metadata of all briefs is unchanged, the site is
/// linked the same and its lists show the same, whatever the texts say.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct BriefMeta {
    /// Headline as plain text.
    pub title: String,
    /// Headline as typed, if it marks code or emphasis.
    pub marked_title: Option<Box<str>>,
    /// Summary for lists, feeds and cards: as given, else the first sentences of the text.
    pub summary: String,
    /// First paragraph, if the summary is made of it and contains links named after their targets.
    pub lead: Option<Lead>,
    /// Time at which a developing brief goes stale, if stated.
    pub review: Option<Moment>,
    /// Path of its file.
    pub path: SourcePath,
    /// Folder of its pictures, with the final `/`, if it is written as `SLUG/index.md`.
    pub folder: Option<String>,
    /// Language, if it is not the main one.
    pub language: Option<String>,
    /// Slug, the last segment of its route.
    pub slug: Slug,
    /// Time of first publication; never changes.
    pub date: Moment,
    /// Time before which it is not published.
    pub embargo: Option<Timestamp>,
    /// Stage of its life.
    pub status: Status,
    /// Countries it is about; the first is primary.
    pub countries: Vec<Country>,
    /// Topics by slug or name, as typed; the first is the section.
    pub topics: Vec<String>,
    /// People by slug or name, as typed.
    pub people: Vec<String>,
    /// Organizations by slug or name, as typed.
    pub organizations: Vec<String>,
    /// Storyline by slug or title, as typed.
    pub storyline: Option<String>,
    /// Time of the event, if not `date`.
    pub event: Option<Edtf>,
    /// Genre, such as news or analysis.
    pub genre: Genre,
    /// Rank in an edition, 1 to 9; lower comes first.
    pub priority: u8,
    /// Old routes, which redirect to the present one.
    pub aliases: Vec<Alias>,
    /// Publishers of its sources, in their order.
    pub cited: Vec<CitedPublisher>,
    /// Times of its corrections, oldest first.
    pub corrected: Vec<Timestamp>,
    /// Times of its clarifications, oldest first.
    pub clarified: Vec<Timestamp>,
    /// Times of its updates, oldest first.
    pub updated: Vec<Timestamp>,
    /// Links in its text to this site: index in the links of the body, and target.
    pub internal_links: Vec<(usize, Target)>,
    /// File of its picture, as its front matter names it.
    pub image: Option<String>,
    /// Files that its front matter and text name, as paths relative to its folder; sorted.
    pub files: Vec<String>,
    /// For a version in another language: which of the fields it may inherit its own file states.
    pub version: Option<VersionFields>,
}

/// Stage in the life of a brief.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub enum Status {
    /// Being written; not public.
    Draft,
    /// Finished, but held back.
    Hold,
    /// Public, and more news is expected.
    Developing,
    Final,
    /// Withdrawn: the route stays, the text is gone.
    Withdrawn {
        /// Time of the withdrawal.
        at: Moment,
        /// Reason of the withdrawal, for the reader.
        reason: String,
        /// Language of `reason`, a BCP 47 tag, if not the brief's own.
        language: Option<String>,
    },
}

impl Status {
    /// Returns the value of `status` for it.
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

vocabulary! {
    /// Genre of a brief.
    pub enum Genre {
        /// News: reports what happened.
        News = "news",
        /// Analysis: explains what events mean.
        Analysis = "analysis",
        /// Background: tells what came before.
        Background = "background",
        /// Opinion: argues the view of its author.
        Opinion = "opinion",
    }
}

/// Whether first mentions of tagged names become links.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub enum Autolink {
    On,
    Off,
}

/// A dated entry in a brief's history.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct HistoryEntry {
    pub at: Moment,
    /// Text for the reader.
    pub text: String,
    /// Position in the front matter.
    pub field: FieldPath,
}

/// Picture of a brief.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Picture {
    /// Path of the file, relative to the brief's folder, or below `static/` with a leading `/`.
    pub file: String,
    /// Description for readers who cannot see it.
    pub alt: String,
    /// Text below the picture.
    pub caption: Option<String>,
    /// Creator of the picture.
    pub credit: Option<String>,
    /// Terms of use of the picture.
    pub license: Option<String>,
    /// Language of its texts, a BCP 47 tag, if not the brief's own.
    pub language: Option<String>,
}

/// Default number of days after publication when a developing brief goes stale.
const REVIEW_DAYS: i64 = 3;

impl Brief {
    /// Returns whether its front matter switches off the rule that reported `diagnostic` about it.
    pub fn silences(&self, diagnostic: &Diagnostic) -> bool {
        // Errors of the format have codes, too, but only rules can be switched off.
        let is_rule =
            || entry(diagnostic.code).is_some_and(|entry| entry.category.is_configurable());
        self.check.iter().any(|(code, _)| code == diagnostic.code) && is_rule()
    }
}

impl BriefMeta {
    /// Returns the hash of the fields that linking reads: all except headline and summary, which only lists show.
    ///
    /// Briefs with the same hashes are linked the same.
    pub fn link_hash(&self) -> Hash {
        Hash::of(&BriefMeta {
            title: String::new(),
            marked_title: None,
            summary: String::new(),
            lead: None,
            ..self.clone()
        })
    }

    /// Returns when it goes stale if it is developing: `review`, or `REVIEW_DAYS` after publication.
    pub fn review_due(&self, zone: &TimeZone) -> Timestamp {
        let usual = || {
            // Calendar days in the site's zone, not 24 hours each, so that the time of day stays across a change of
            // clocks.
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

    /// Returns the time of the last change for readers: publication, an entry of its history, or withdrawal.
    ///
    /// Entries dated after `now` announce the future and do not count yet.
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

    /// Returns whether it was withdrawn.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self.status, Status::Withdrawn { .. })
    }
}
