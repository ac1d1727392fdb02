//! The kinds of content and the properties of each, in one table. A new kind starts here with a variant and a row;
//! `brief` and `entity` read its files, `content` finds them by the folder named here.

use serde::{Deserialize, Serialize};

use std::fmt;

/// Kind of content, or of group, that has pages of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub enum Kind {
    Brief,
    Topic,
    Country,
    /// Region of UN M49, or one that `site.yaml` defines; has no file.
    Region,
    Person,
    Organization,
    /// Running story that spans several briefs.
    Storyline,
    /// Outlet that published a cited source.
    Publisher,
    /// Numbered selection of briefs that was sent or printed together.
    Edition,
    /// Any other page written by hand, such as *About*.
    Page,
}

/// Properties that some kinds have and others lack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capability {
    /// Has files below `content/`.
    Files,
    /// Is a link scheme: `topic:energy`.
    Scheme,
    /// Lists the briefs that refer to it.
    Briefs,
    /// Has feeds of those briefs.
    Feed,
    /// Has a `parent` of the same kind, so that groups of this kind form trees.
    Parents,
}

/// Name, folder, template and capabilities of one kind.
type KindRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static [Capability],
);

// Indexed by `kind as usize`: the rows must stay in the order of the variants, which a test below checks.
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
    /// Every kind, in the order of the variants.
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

    /// Returns the kinds that are link schemes, as in `topic:energy`.
    pub fn with_scheme() -> impl Iterator<Item = Kind> {
        Kind::ALL
            .into_iter()
            .filter(|kind| kind.has(Capability::Scheme))
    }

    /// Returns the kinds that list briefs.
    pub fn groups() -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(|kind| kind.is_group())
    }

    /// Returns the kind with files whose name is exactly `name`: `topic`.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::with_files().find(|kind| kind.as_str() == name)
    }

    /// Returns the kind whose files live in `folder` of `content/`.
    pub fn in_folder(folder: &str) -> Option<Kind> {
        Kind::with_files().find(|kind| kind.folder() == folder)
    }

    /// Returns the kind that a link scheme leads to, in any case: `topic:`, `Topic:`.
    pub fn of_scheme(scheme: &str) -> Option<Kind> {
        Kind::with_scheme().find(|kind| scheme.eq_ignore_ascii_case(kind.as_str()))
    }

    /// Returns the name of the kind, which is also its link scheme: `topic`.
    pub fn as_str(self) -> &'static str {
        TABLE[self as usize].0
    }

    /// Returns the folder below `content/`, which is also the first segment of its routes: `topics`.
    pub fn folder(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// Returns the default template of its pages.
    pub fn template(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// Returns whether briefs are listed under it.
    pub fn is_group(self) -> bool {
        self.has(Capability::Briefs)
    }

    pub fn has_files(self) -> bool {
        self.has(Capability::Files)
    }

    pub fn has_feed(self) -> bool {
        self.has(Capability::Feed)
    }

    /// Returns whether groups of this kind have a `parent` of the same kind, as topics and organizations do.
    pub fn nests(self) -> bool {
        self.has(Capability::Parents)
    }

    fn has(self, capability: Capability) -> bool {
        TABLE[self as usize].3.contains(&capability)
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
