//! Writes sitemaps and their index (sitemaps.org, protocol 0.9), and the sitemap of the latest news
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).

use crate::page::machine::NewsView;
use crate::render::xml::Xml;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// Writes a sitemap: whole addresses, and when each changed.
pub fn write(entries: &[(String, Option<String>)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", &[NAMESPACE]);
    for (address, modified) in entries {
        xml.open("url", &[]);
        xml.text("loc", &[], address);
        if let Some(modified) = modified {
            xml.text("lastmod", &[], modified);
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.into_bytes()
}

/// Writes the index of several sitemaps.
pub fn write_index(addresses: &[String]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[NAMESPACE]);
    for address in addresses {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], address);
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    xml.into_bytes()
}

/// Writes the sitemap of the latest news.
pub fn write_news(news: &NewsView) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "urlset",
        &[
            NAMESPACE,
            (
                "xmlns:news",
                "http://www.google.com/schemas/sitemap-news/0.9",
            ),
        ],
    );
    for entry in &news.entries {
        xml.open("url", &[]);
        xml.text("loc", &[], &entry.href);
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.text("news:name", &[], &news.name);
        xml.text("news:language", &[], &entry.language);
        xml.close("news:publication");
        xml.text("news:publication_date", &[], &entry.published);
        xml.text("news:title", &[], &entry.title);
        xml.close("news:news");
        xml.close("url");
    }
    xml.close("urlset");
    xml.into_bytes()
}
