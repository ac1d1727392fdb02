//! Views of feeds: the data that the feed writers in `render` receive, whatever the format. Filled by `kinds::feed`;
//! templates never see them.

use std::hash::{Hash as StdHash, Hasher};
use std::sync::Arc;

use crate::config::FeedKind;
use crate::hash::Hash;

/// A feed with its entries, for the writers of both formats.
#[derive(Clone, Debug, Hash)]
pub struct FeedView {
    /// Format in which the feed is written.
    pub kind: FeedKind,
    /// Permanent identifier: a `tag:` URI, or the feed's address if `site.yaml` sets no `id_date`.
    pub id: String,
    /// Title of the feed, plain text.
    pub title: String,
    /// Language of the feed, a BCP 47 tag.
    pub language: String,
    /// Full address of the feed itself.
    pub href: String,
    /// Full address of the page that the feed belongs to.
    pub page: String,
    /// Author of the site, or else the site's name.
    pub author: String,
    /// Full address of the page about the author, `/about/`, if there is one.
    pub about: Option<String>,
    /// Time of the newest change of any entry, RFC 3339; 1970 for an empty feed.
    pub updated: String,
    /// Entries of the feed, newest first.
    pub entries: Vec<Arc<FeedEntry>>,
}

/// A brief as an entry in every format: written once, for all feeds that have it.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// Hash of the view that it was written from.
    pub hash: Hash,
    /// The element `entry` of Atom, whole and with the summary in place of the text.
    pub atom: EntryText,
    /// The item of JSON Feed, whole and with the summary in place of the text.
    pub json: EntryText,
}

/// An entry in one format.
#[derive(Clone, Debug)]
pub struct EntryText {
    /// With the text of the brief.
    pub whole: String,
    /// For a feed that is too long: the summary instead of the text. Empty for an entry that is short anyway.
    pub short: Option<String>,
}

impl StdHash for FeedEntry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // What is written follows from the view and the program's version, which every cache key includes.
        self.hash.hash(state);
    }
}

/// A brief as an entry of a feed.
#[derive(Clone, Debug, Hash)]
pub struct FeedEntryView {
    /// Permanent identifier, a `tag:` URI (RFC 4151).
    pub id: String,
    /// Headline of the brief; a withdrawn brief is marked as such.
    pub title: String,
    /// Full address of the brief.
    pub href: String,
    /// Language of the brief, a BCP 47 tag.
    pub language: String,
    /// Author of the brief, if it names one of its own.
    pub author: Option<String>,
    /// Sources of the brief that have an address.
    pub via: Vec<ViaView>,
    /// Time at which the brief became public, RFC 3339.
    pub published: String,
    /// Time of the last change visible to readers, RFC 3339.
    pub updated: String,
    /// Topics of the brief, then its countries.
    pub categories: Vec<CategoryView>,
    /// ISO 3166-1 codes of its countries, the primary one first.
    pub countries: Vec<&'static str>,
    /// Status of the brief: `developing`, `final` or `withdrawn`.
    pub status: &'static str,
    /// Slug of the storyline that the brief belongs to.
    pub storyline: Option<String>,
    /// Summary in a sentence or two, plain text; of a withdrawn brief, the reason.
    pub summary: String,
    /// Text of the brief, HTML with full addresses; of a withdrawn brief, the reason.
    pub html: String,
}

/// A source cited by an entry.
#[derive(Clone, Debug, Hash)]
pub struct ViaView {
    /// Name of the publisher, if known.
    pub publisher: Option<String>,
    /// Headline of the source, if the brief gives it.
    pub title: Option<String>,
    /// Address of the source on the web.
    pub href: String,
}

/// A topic or a country of an entry.
#[derive(Clone, Debug, Hash)]
pub struct CategoryView {
    /// Slug of the topic, or code of the country.
    pub term: String,
    /// Full address of the list of all topics or all countries.
    pub scheme: String,
    /// Name of the topic or country.
    pub label: String,
    /// Language of the name if it is not the feed's, a BCP 47 tag.
    pub language: Option<String>,
}
