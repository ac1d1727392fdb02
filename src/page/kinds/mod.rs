//! The kinds of pages, one file each: which pages there are and at which addresses, what they are called, what they
//! may weigh, whether they are indexed, their ids, their view, their template.

pub mod archive;
pub mod brief;
pub mod corrections;
pub mod crossing;
pub mod day;
pub mod edition;
pub mod editions;
pub mod feed;
pub mod feed_list;
pub mod file;
pub mod group;
pub mod headers;
pub mod home;
pub mod index;
pub mod news;
pub mod not_found;
pub mod redirect;
pub mod robots;
pub mod sitemap;
pub mod sitemap_index;
pub mod text;

use crate::page::facts::PageFacts;
use crate::page::plan::{Page, PageKind};
use crate::site::{BranchId, Site};

impl PageKind {
    /// Returns what is particular to a page of this kind.
    pub fn facts(&self) -> &dyn PageFacts {
        match self {
            PageKind::Home(of) => of,
            PageKind::Brief(of) => of,
            PageKind::Group(of) => of,
            PageKind::Crossing(of) => of,
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

/// Returns the pages in the language of `branch`.
pub fn of_branch(site: &Site, branch: BranchId) -> Vec<Page> {
    let kinds = [
        home::pages,
        brief::pages,
        group::pages,
        crossing::pages,
        archive::pages,
        day::pages,
        corrections::pages,
        feed::pages,
        index::pages,
    ];
    let pages = kinds.into_iter().map(|pages| pages(site, branch));
    pages.flatten().collect()
}

/// Returns the pages that belong to no language, or each to its own.
pub fn of_site(site: &Site) -> Vec<Page> {
    let kinds = [
        text::pages,
        edition::pages,
        editions::pages,
        not_found::pages,
    ];
    kinds.into_iter().flat_map(|pages| pages(site)).collect()
}
