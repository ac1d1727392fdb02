//! Everything that briefs are listed under: topics, countries, regions, people, organizations,
//! storylines. Each exists as soon as a brief refers to it or a file describes it.

mod build;
mod names;
mod parents;
mod tags;

use std::sync::Arc;

pub(super) use build::{GroupsBuilder, MentionIdx};
pub(crate) use names::{GroupNames, LinkableNames, is_named_in, name_in};
pub(super) use parents::finish;
pub(super) use tags::TagNames;

use crate::country::Country;
use crate::entity::{EntityFile, Profile};
use crate::kind::Kind;
use crate::site::GroupId;

/// What tells groups apart: kind and slug.
pub(super) type GroupKey = (Kind, String);

/// Something that briefs are listed under.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub kind: Kind,
    /// Its name in addresses.
    pub slug: String,
    /// Its name for readers.
    pub name: String,
    /// The file that describes it.
    pub file: Option<Arc<EntityFile>>,
    /// The files that describe it in other languages, by path.
    pub translations: Vec<Arc<EntityFile>>,
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
    pub listing: GroupPublicity,
}

/// Where a group has a page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GroupPublicity {
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
    fn new(kind: Kind, slug: &str, name: String) -> Self {
        Group {
            kind,
            slug: slug.to_owned(),
            name,
            file: None,
            translations: Vec::new(),
            parent: None,
            above: Vec::new(),
            children: Vec::new(),
            parts: Vec::new(),
            country: None,
            listing: GroupPublicity::WithBriefs,
        }
    }

    /// Returns the names of a person or an organization, as the file in the main language has them.
    pub fn profile(&self) -> Option<&Profile> {
        self.file.as_ref()?.entity.profile()
    }

    /// Returns the spellings of its name that are not this site's.
    pub fn spellings(&self) -> &[String] {
        self.profile().map_or(&[], |of| &of.spellings)
    }

    /// Returns the file that describes it in `language`; in the main one where it was not translated.
    pub fn file(&self, language: &str) -> Option<&Arc<EntityFile>> {
        self.translation(language).or(self.file.as_ref())
    }

    /// Returns the file that describes it in `language`, which is not the main one.
    pub fn translation(&self, language: &str) -> Option<&Arc<EntityFile>> {
        self.translations
            .iter()
            .find(|file| file.language.as_deref() == Some(language))
    }
}
