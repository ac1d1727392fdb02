//! Writer for JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Serialize;

use crate::page::view::{FeedEntryView, FeedView};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'a str,
    authors: [FeedAuthor<'a>; 1],
    items: Vec<FeedItem<'a>>,
}

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
    content_html: &'a str,
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
        items: feed.entries.iter().map(item).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&document).expect("texts and lists become JSON");
    bytes.push(b'\n');
    bytes
}

fn item(entry: &FeedEntryView) -> FeedItem<'_> {
    let sources = entry.via.iter().map(|via| FeedSource {
        publisher: via.publisher.as_deref(),
        url: &via.href,
    });
    FeedItem {
        id: &entry.id,
        url: &entry.href,
        title: &entry.title,
        summary: &entry.summary,
        content_html: &entry.html,
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
