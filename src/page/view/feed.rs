//! What the writers of feeds see.

use crate::config::FeedKind;

/// A feed.
#[derive(Clone, Debug, Hash)]
pub struct FeedView {
    /// How it is written.
    pub kind: FeedKind,
    /// Its fixed name, a `tag:` URI, or its address if `site.yaml` fixes no `id_date`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Its own address.
    pub href: String,
    /// Address of the page it is the feed of.
    pub page: String,
    /// Who writes.
    pub author: String,
    /// Address of the page about who writes, if there is one.
    pub about: Option<String>,
    /// When its newest entry changed, RFC 3339.
    pub updated: String,
    /// The entries, newest first.
    pub entries: Vec<FeedEntryView>,
}

/// An entry of a feed.
#[derive(Clone, Debug, Hash)]
pub struct FeedEntryView {
    /// Its fixed name, a `tag:` URI (RFC 4151).
    pub id: String,
    /// The headline; of a withdrawn brief, said so.
    pub title: String,
    /// Whole address of the brief.
    pub href: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Who wrote it, if not who writes the whole.
    pub author: Option<String>,
    /// Its sources, as far as they have an address.
    pub via: Vec<ViaView>,
    /// When readers could first see it, RFC 3339.
    pub published: String,
    /// When it last changed for them, RFC 3339.
    pub updated: String,
    /// Topics and countries.
    pub categories: Vec<CategoryView>,
    /// Codes of its countries, the primary one first.
    pub countries: Vec<&'static str>,
    /// `developing`, `final` or `withdrawn`.
    pub status: &'static str,
    /// Slug of the running story it belongs to.
    pub storyline: Option<String>,
    /// A sentence or two.
    pub summary: String,
    /// The text, HTML with whole addresses.
    pub html: String,
}

/// A source of an entry.
#[derive(Clone, Debug, Hash)]
pub struct ViaView {
    /// Who reported it.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub href: String,
}

/// A topic or a country of an entry.
#[derive(Clone, Debug, Hash)]
pub struct CategoryView {
    /// Slug of a topic, code of a country.
    pub term: String,
    /// Whole address of the list of all of its kind.
    pub scheme: String,
    /// Its name.
    pub label: String,
    /// The language of the name, where it is not the feed's.
    pub language: Option<String>,
}
