//! Writes the list of feeds as OPML 2.0 (<http://opml.org/spec2.opml>).

use crate::page::machine::FeedListView;
use crate::render::xml::Xml;

/// Writes `feeds`.
pub fn write(feeds: &FeedListView) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("opml", &[("version", "2.0")]);
    xml.open("head", &[]);
    xml.text("title", &[], &feeds.title);
    xml.close("head");
    xml.open("body", &[]);
    for feed in &feeds.feeds {
        let (text, feed, page) = (feed.title.as_str(), feed.href.as_str(), feed.page.as_str());
        // `rss` is the word of the specification for a feed of any format.
        xml.empty(
            "outline",
            &[
                ("type", "rss"),
                ("text", text),
                ("xmlUrl", feed),
                ("htmlUrl", page),
            ],
        );
    }
    xml.close("body");
    xml.close("opml");
    xml.into_bytes()
}
