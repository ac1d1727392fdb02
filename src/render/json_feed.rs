//! Writer for JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use std::borrow::Cow;

use serde::Serialize;

use crate::page::view::{EntryText, FeedEntryView, FeedView};
use crate::render::feeds::{self, Content, Entries};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'a str,
    authors: [FeedAuthor<'a>; 1],
    /// Last, so that written items can be put into the empty list.
    items: [(); 0],
}

/// The frame in which an item is written, which gives it the indent that it has in a feed.
#[derive(Serialize)]
struct ItemFrame<'a> {
    items: [FeedItem<'a>; 1],
}

/// How the frame begins and ends, and a document with an empty list.
const FRAME: (&str, &str) = ("{\n  \"items\": [\n", "\n  ]\n}");
const EMPTY: &str = "[]\n}";

#[derive(Serialize)]
struct FeedAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct FeedItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    content_html: Cow<'a, str>,
    date_published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authors: Option<[FeedAuthor<'a>; 1]>,
    language: &'a str,
    tags: Vec<&'a str>,
    #[serde(rename = "_dateline")]
    extension: Extension<'a>,
}

/// Fields that JSON Feed does not define. Extensions begin with `_`.
#[derive(Serialize)]
struct Extension<'a> {
    status: &'a str,
    countries: &'a [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    storyline: Option<&'a str>,
    sources: Vec<FeedSource<'a>>,
}

#[derive(Serialize)]
struct FeedSource<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    url: &'a str,
}

pub(super) fn write(feed: &FeedView) -> Vec<u8> {
    let document = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.href,
        language: &feed.language,
        authors: [FeedAuthor {
            name: &feed.author,
            url: feed.about.as_deref(),
        }],
        items: [],
    };
    let mut json = serde_json::to_string_pretty(&document).expect("texts and lists become JSON");
    if !feed.entries.is_empty() {
        json.truncate(json.len() - EMPTY.len());
        let mut separator = "[\n";
        let mut entries = Entries::new(&feed.entries, |entry| &entry.json);
        entries.for_each(|entry| {
            json.push_str(separator);
            json.push_str(entry);
            separator = ",\n";
        });
        json.push_str(FRAME.1);
    }
    json.push('\n');
    json.into_bytes()
}

/// Writes an item for all feeds that have it, indented as it stands in them.
pub(super) fn entry(entry: &FeedEntryView) -> EntryText {
    let written = |content| {
        let frame = ItemFrame {
            items: [item(entry, content)],
        };
        let json = serde_json::to_string_pretty(&frame).expect("texts and lists become JSON");
        let item = json
            .strip_prefix(FRAME.0)
            .and_then(|json| json.strip_suffix(FRAME.1));
        item.expect("the frame is written like this").to_owned()
    };
    feeds::entry_text(entry, written)
}

fn item(entry: &FeedEntryView, content: Content) -> FeedItem<'_> {
    let sources = entry.via.iter().map(|via| FeedSource {
        publisher: via.publisher.as_deref(),
        url: &via.href,
    });
    FeedItem {
        id: &entry.id,
        url: &entry.href,
        title: &entry.title,
        summary: &entry.summary,
        content_html: content.of(entry),
        date_published: &entry.published,
        // Optional: left out while it says nothing new.
        date_modified: Some(entry.updated.as_str()).filter(|updated| *updated != entry.published),
        // Items without authors have those of the feed.
        authors: entry
            .author
            .as_deref()
            .map(|name| [FeedAuthor { name, url: None }]),
        language: &entry.language,
        tags: entry
            .categories
            .iter()
            .map(|category| category.label.as_str())
            .collect(),
        extension: Extension {
            status: entry.status,
            countries: &entry.countries,
            storyline: entry.storyline.as_deref(),
            sources: sources.collect(),
        },
    }
}
