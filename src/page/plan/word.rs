//! What pages of each kind are called, where their number and their cost are told.

use crate::page::PageKind;

impl PageKind {
    /// Returns the word for pages of this kind.
    pub fn word(&self) -> &'static str {
        match self {
            PageKind::Home(..) => "home",
            PageKind::Brief(_) => "brief",
            PageKind::Group(_) => "group",
            PageKind::Crossing(_) => "crossing",
            PageKind::Index(..) => "index",
            PageKind::Archive(..) => "archive",
            PageKind::Day(_) => "day",
            PageKind::Corrections(..) => "corrections",
            PageKind::Edition(_) => "edition",
            PageKind::Editions => "editions",
            PageKind::Text(_) => "page",
            PageKind::NotFound => "not found",
            PageKind::Feed(_) => "feed",
            PageKind::Sitemap(_) | PageKind::SitemapIndex(_) | PageKind::NewsSitemap(_) => {
                "sitemap"
            }
            PageKind::FeedList => "list of feeds",
            PageKind::Robots => "robots",
            PageKind::Headers => "headers",
            PageKind::Redirect(..) => "redirect",
            PageKind::File(_) => "file",
        }
    }
}
