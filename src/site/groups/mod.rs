//! Everything that briefs are listed under: topics, countries, regions, people, organizations,
//! storylines. Each exists as soon as a brief refers to it or a file describes it.

mod build;
mod names;
mod parents;
mod tags;

use std::fmt;
use std::sync::Arc;

pub use build::{Builder, Mention};
pub use names::{GroupNames, KnownNames, is_named_in, name_in};
pub use parents::finish;
pub use tags::TagNames;

use crate::content::Kind;
use crate::country::Country;
use crate::entity::Described;
use crate::site::GroupId;

/// A kind of group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroupKind {
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
}

/// What tells groups apart: kind and slug.
pub type Key = (GroupKind, String);

impl GroupKind {
    /// Every kind.
    pub const ALL: [GroupKind; 7] = [
        GroupKind::Topic,
        GroupKind::Country,
        GroupKind::Region,
        GroupKind::Person,
        GroupKind::Organization,
        GroupKind::Storyline,
        GroupKind::Publisher,
    ];

    /// Returns the first part of addresses: `topics`.
    pub fn folder(self) -> &'static str {
        match self {
            GroupKind::Topic => Kind::Topic.folder(),
            GroupKind::Country => Kind::Country.folder(),
            GroupKind::Region => "regions",
            GroupKind::Person => Kind::Person.folder(),
            GroupKind::Organization => Kind::Organization.folder(),
            GroupKind::Storyline => Kind::Storyline.folder(),
            GroupKind::Publisher => Kind::Publisher.folder(),
        }
    }

    /// Returns the kind of file that describes such a group.
    pub fn content_kind(self) -> Option<Kind> {
        match self {
            GroupKind::Topic => Some(Kind::Topic),
            GroupKind::Country => Some(Kind::Country),
            GroupKind::Region => None,
            GroupKind::Person => Some(Kind::Person),
            GroupKind::Organization => Some(Kind::Organization),
            GroupKind::Storyline => Some(Kind::Storyline),
            GroupKind::Publisher => Some(Kind::Publisher),
        }
    }
}

impl fmt::Display for GroupKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content_kind() {
            Some(kind) => kind.fmt(f),
            None => f.write_str("region"),
        }
    }
}

/// Something that briefs are listed under.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its name in addresses.
    pub slug: String,
    /// Its name for readers.
    pub name: String,
    /// The file that describes it.
    pub described: Option<Arc<Described>>,
    /// The files that describe it in other languages, by path.
    pub translations: Vec<Arc<Described>>,
    /// The topic, region or organization above it.
    pub parent: Option<GroupId>,
    /// Everything it is a part of: that one, and the regions of a country.
    pub above: Vec<GroupId>,
    /// The topics, regions or organizations below it, and a region's countries, by name.
    pub children: Vec<GroupId>,
    /// What files say belongs to it, by name: people, organizations and storylines of a country,
    /// organizations and storylines of a topic.
    pub parts: Vec<GroupId>,
    /// The country it is.
    pub country: Option<Country>,
    /// Where it has a page.
    pub listing: Listing,
}

/// Where a group has a page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Listing {
    /// Nowhere: it is never published, or not yet.
    Closed,
    /// In the languages in which briefs are listed under it.
    WithBriefs,
    /// There, and in the main language without any brief: something public names it.
    Named,
    /// Likewise, but only because its address is on `urls.lock`, or because something names it whose is.
    Locked,
}

impl Group {
    fn new(kind: GroupKind, slug: &str, name: String) -> Self {
        Group {
            kind,
            slug: slug.to_owned(),
            name,
            described: None,
            translations: Vec::new(),
            parent: None,
            above: Vec::new(),
            children: Vec::new(),
            parts: Vec::new(),
            country: None,
            listing: Listing::WithBriefs,
        }
    }

    /// Returns the file that describes it in `language`; in the main one where it was not translated.
    pub fn file(&self, language: &str) -> Option<&Arc<Described>> {
        self.translation(language).or(self.described.as_ref())
    }

    /// Returns the file that describes it in `language`, which is not the main one.
    pub fn translation(&self, language: &str) -> Option<&Arc<Described>> {
        self.translations
            .iter()
            .find(|file| file.language.as_deref() == Some(language))
    }
}
