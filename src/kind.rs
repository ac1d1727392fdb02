//! The kinds of things that a site is about, and what is particular to each: one table.

use std::fmt;

/// A kind of thing that has pages of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A brief.
    Brief,
    /// A topic.
    Topic,
    /// A country.
    Country,
    /// A region of UN M49 or of the site's own.
    Region,
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A running story.
    Storyline,
    /// A publisher of sources.
    Publisher,
    /// An edition.
    Edition,
    /// Any other page that is written by hand.
    Page,
}

/// What some kinds have and others do not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capability {
    /// Files below `content/`.
    Files,
    /// Links by their word: `topic:energy`.
    Scheme,
    /// Lists of the briefs that refer to them.
    Briefs,
    /// Feeds of these briefs.
    Feed,
    /// Others of the kind above and below them, whose briefs they list, too.
    Parents,
}

/// Word, folder, template, and what the kind has; in the order of [`Kind`].
type KindRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static [Capability],
);

const TABLE: [KindRow; Kind::ALL.len()] = {
    use Capability::{Briefs, Feed, Files, Parents, Scheme};
    [
        ("brief", "briefs", "brief.html", &[Files, Scheme]),
        (
            "topic",
            "topics",
            "topic.html",
            &[Files, Scheme, Briefs, Feed, Parents],
        ),
        (
            "country",
            "countries",
            "country.html",
            &[Files, Scheme, Briefs, Feed],
        ),
        ("region", "regions", "region.html", &[Briefs]),
        ("person", "people", "person.html", &[Files, Scheme, Briefs]),
        (
            "organization",
            "organizations",
            "organization.html",
            &[Files, Scheme, Briefs, Parents],
        ),
        (
            "storyline",
            "storylines",
            "storyline.html",
            &[Files, Scheme, Briefs, Feed],
        ),
        (
            "publisher",
            "publishers",
            "publisher.html",
            &[Files, Scheme, Briefs],
        ),
        ("edition", "editions", "edition.html", &[Files, Scheme]),
        ("page", "pages", "page.html", &[Files]),
    ]
};

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Kind; 10] = [
        Kind::Brief,
        Kind::Topic,
        Kind::Country,
        Kind::Region,
        Kind::Person,
        Kind::Organization,
        Kind::Storyline,
        Kind::Publisher,
        Kind::Edition,
        Kind::Page,
    ];

    /// Returns the kinds that have files below `content/`.
    pub fn with_files() -> impl Iterator<Item = Kind> {
        Kind::ALL
            .into_iter()
            .filter(|kind| kind.has(Capability::Files))
    }

    /// Returns the kinds that links name: `topic:energy`.
    pub fn with_scheme() -> impl Iterator<Item = Kind> {
        Kind::ALL
            .into_iter()
            .filter(|kind| kind.has(Capability::Scheme))
    }

    /// Returns the kinds of groups.
    pub fn groups() -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(|kind| kind.is_group())
    }

    /// Returns the kind of files that has this name: `topic`.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::with_files().find(|kind| kind.as_str() == name)
    }

    /// Returns the kind of the files in `folder` of `content/`.
    pub fn in_folder(folder: &str) -> Option<Kind> {
        Kind::with_files().find(|kind| kind.folder() == folder)
    }

    /// Returns the kind that links with this scheme lead to.
    pub fn of_scheme(scheme: &str) -> Option<Kind> {
        Kind::with_scheme().find(|kind| scheme.eq_ignore_ascii_case(kind.as_str()))
    }

    /// Returns the name of the kind, which is the scheme of links, too: `topic`.
    pub fn as_str(self) -> &'static str {
        TABLE[self as usize].0
    }

    /// Returns the folder below `content/`, which is also the first part of addresses: `topics`.
    pub fn folder(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// Returns the template of its pages.
    pub fn template(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// Returns whether briefs are listed under it.
    pub fn is_group(self) -> bool {
        self.has(Capability::Briefs)
    }

    /// Returns whether it has files below `content/`.
    pub fn has_files(self) -> bool {
        self.has(Capability::Files)
    }

    /// Returns whether its pages have feeds.
    pub fn has_feed(self) -> bool {
        self.has(Capability::Feed)
    }

    /// Returns whether one of it may be below another, whose page then lists the briefs of both.
    pub fn nests(self) -> bool {
        self.has(Capability::Parents)
    }

    fn has(self, what: Capability) -> bool {
        TABLE[self as usize].3.contains(&what)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds() {
        for (idx, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, idx);
            assert_eq!(kind.as_str(), format!("{kind:?}").to_lowercase());
        }
    }

    #[test]
    fn kinds_are_found_by_name_folder_and_scheme() {
        for kind in Kind::with_files() {
            assert_eq!(Kind::named(kind.as_str()), Some(kind));
            assert_eq!(Kind::in_folder(kind.folder()), Some(kind));
        }
        assert_eq!(Kind::of_scheme("Topic"), Some(Kind::Topic));
        assert_eq!(Kind::of_scheme("page"), None);
        assert_eq!(Kind::of_scheme("region"), None);
        assert_eq!(Kind::in_folder("regions"), None);
    }
}
