//! Writer for Atom feeds (RFC 4287).

use crate::page::view::{CategoryView, EntryText, FeedEntryView, FeedView};
use crate::page::xml::Xml;
use crate::render::feeds::{self, Content, Entries};

pub(super) fn write(feed: &FeedView) -> Vec<u8> {
    let mut xml = Xml::document();
    let language = feed.language.as_str();
    xml.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", language),
        ],
    );
    xml.text("id", &[], &feed.id);
    xml.text("title", &[], &feed.title);
    xml.text("updated", &[], &feed.updated);
    xml.empty(
        "link",
        &[
            ("rel", "self"),
            ("type", "application/atom+xml"),
            ("href", &feed.href),
        ],
    );
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &feed.page),
        ],
    );
    xml.open("author", &[]);
    xml.text("name", &[], &feed.author);
    if let Some(about) = &feed.about {
        xml.text("uri", &[], about);
    }
    xml.close("author");
    xml.text(
        "generator",
        &[("version", env!("CARGO_PKG_VERSION"))],
        "Dateline",
    );
    let mut entries = Entries::new(&feed.entries, |entry| &entry.atom);
    entries.for_each(|entry| xml.raw(entry));
    xml.close("feed");
    xml.into_bytes()
}

/// Writes an entry for all feeds that have it, indented as it stands in them.
pub(super) fn entry(entry: &FeedEntryView) -> EntryText {
    let written = |content| {
        let mut xml = Xml::inside("feed");
        write_entry(&mut xml, entry, content);
        xml.into_fragment()
    };
    feeds::entry_text(entry, written)
}

fn write_entry(xml: &mut Xml, entry: &FeedEntryView, content: Content) {
    xml.open("entry", &[]);
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &entry.title);
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &entry.href),
        ],
    );
    if let Some(author) = &entry.author {
        xml.open("author", &[]);
        xml.text("name", &[], author);
        xml.close("author");
    }
    for via in &entry.via {
        let title: Vec<&str> = via
            .publisher
            .iter()
            .chain(&via.title)
            .map(String::as_str)
            .collect();
        xml.empty(
            "link",
            &[
                ("rel", "via"),
                ("title", &title.join(": ")),
                ("href", &via.href),
            ],
        );
    }
    xml.text("published", &[], &entry.published);
    xml.text("updated", &[], &entry.updated);
    for category in &entry.categories {
        let CategoryView {
            term,
            scheme,
            label,
            language,
        } = category;
        let mut attributes = vec![
            ("term", term.as_str()),
            ("scheme", scheme),
            ("label", label),
        ];
        attributes.extend(language.as_deref().map(|language| ("xml:lang", language)));
        xml.empty("category", &attributes);
    }
    xml.text("summary", &[("type", "text")], &entry.summary);
    // Type `html` is escaped markup: the writer escapes it like any text.
    xml.text("content", &[("type", "html")], &content.of(entry));
    xml.close("entry");
}
