//! The kinds of pages, one file each: which pages there are and at which addresses, their title, budget, ids,
//! structured data, view and template. To add a kind, add a file here and a variant to `PageKind`.

pub(super) mod archive;
pub(super) mod brief;
pub(super) mod corrections;
pub(super) mod country_topic;
pub(super) mod day;
pub(super) mod edition;
pub(super) mod editions;
pub(super) mod feed;
pub(super) mod feed_list;
pub(super) mod file;
pub(super) mod group;
pub(super) mod headers;
pub(super) mod home;
pub(super) mod index;
pub(super) mod news;
pub(super) mod not_found;
pub(super) mod redirect;
pub(super) mod robots;
pub(super) mod sitemap;
pub(super) mod sitemap_index;
pub(super) mod text;

use crate::page::facts::PageFacts;
use crate::page::plan::{Page, PageKind};
use crate::site::{LanguageId, Site};

impl PageKind {
    /// Returns everything specific to this kind of page.
    pub fn facts(&self) -> &dyn PageFacts {
        match self {
            PageKind::Home(of) => of,
            PageKind::Brief(of) => of,
            PageKind::Group(of) => of,
            PageKind::CountryTopic(of) => of,
            PageKind::Index(of) => of,
            PageKind::Archive(of) => of,
            PageKind::Day(of) => of,
            PageKind::Corrections(of) => of,
            PageKind::Edition(of) => of,
            PageKind::Editions => &editions::Editions,
            PageKind::Text(of) => of,
            PageKind::NotFound => &not_found::NotFound,
            PageKind::Feed(of) => of,
            PageKind::Sitemap(of) => of,
            PageKind::SitemapIndex(of) => of,
            PageKind::NewsSitemap(of) => of,
            PageKind::FeedList => &feed_list::FeedList,
            PageKind::Robots => &robots::Robots,
            PageKind::Headers => &headers::Headers,
            PageKind::Redirect(of) => of,
            PageKind::File(of) => of,
        }
    }
}

/// Returns all pages in the language `lang`.
pub(super) fn of_lang(site: &Site, lang: LanguageId) -> Vec<Page> {
    let kinds = [
        home::pages,
        brief::pages,
        group::pages,
        country_topic::pages,
        archive::pages,
        day::pages,
        corrections::pages,
        feed::pages,
        index::pages,
    ];
    let pages = kinds.into_iter().map(|pages| pages(site, lang));
    pages.flatten().collect()
}

/// Returns the pages that belong to no language, and those whose files state their own.
pub(super) fn of_site(site: &Site) -> Vec<Page> {
    let kinds = [
        text::pages,
        edition::pages,
        editions::pages,
        not_found::pages,
    ];
    kinds.into_iter().flat_map(|pages| pages(site)).collect()
}
