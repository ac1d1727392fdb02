//! The routes of briefs, groups, pages and editions. The table of all addresses is in the documentation of the
//! format; routes of feeds and generated pages are in `page`.

use jiff::civil::Date;

use crate::brief::BriefMeta;
use crate::entity::EntityFile;
use crate::kind::Kind;
use crate::site::{GroupId, LanguageId, LinkedEdition, Site};
use crate::url::Route;

/// Returns the route of one page of a list: the list's own, or `page/N/` below it.
pub fn part(list: &Route, number: Option<usize>) -> Route {
    match number {
        Some(number) => list.pages(&["page", &number.to_string()]),
        None => list.clone(),
    }
}

/// Returns the route of a brief below `root`: `/2021/07/25/kadhemi-washington-visit/`.
pub(super) fn brief(root: &Route, meta: &BriefMeta, day: Date) -> Route {
    root.pages(&[&day_folders(day), meta.slug.as_str()])
}

/// Returns the folders of a day: `2021/07/25`.
fn day_folders(day: Date) -> String {
    format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day())
}

/// Returns the route of a file of `content/pages/` below `root`: its own path there.
pub(super) fn page(root: &Route, page: &EntityFile) -> Route {
    let folders = page.below.split('/').filter(|folder| !folder.is_empty());
    folders
        .fold(root.clone(), |route, folder| route.page(folder))
        .page(page.slug.as_str())
}

impl Site {
    /// Returns the route of a group's list in `lang`, or of one page of it.
    pub fn group_route(&self, lang: LanguageId, group: GroupId, number: Option<usize>) -> Route {
        let group = self.group(group);
        let root = &self.lang(lang).root;
        match number {
            Some(number) => root.pages(&[
                group.kind.folder(),
                &group.slug,
                "page",
                &number.to_string(),
            ]),
            None => root.pages(&[group.kind.folder(), &group.slug]),
        }
    }

    pub fn edition_route(&self, edition: &LinkedEdition) -> Route {
        self.editions_route().page(edition.file.slug.as_str())
    }

    pub fn editions_route(&self) -> Route {
        self.languages[0].root.page(Kind::Edition.folder())
    }

    /// Returns the route of the file of `content/pages/` at `page_idx` in [`Site::pages`].
    pub fn page_route(&self, page_idx: usize) -> Route {
        let file = &self.pages[page_idx];
        debug_assert_eq!(file.kind, Kind::Page);
        let lang = self
            .languages
            .iter()
            .find(|lang| Some(&lang.language) == file.language.as_ref());
        page(
            lang.map_or(&self.languages[0].root, |lang| &lang.root),
            file,
        )
    }
}
