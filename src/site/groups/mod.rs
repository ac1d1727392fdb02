//! Groups: everything that briefs are listed under, such as topics, countries, regions, people, organizations,
//! storylines and publishers. A group exists as soon as a brief refers to it or a file describes it; whether it has a
//! page is decided in `publicity`. `build` gathers groups, `parents` links them to each other.

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

/// Identity of a group while the site is linked: kind and slug.
pub(super) type GroupKey = (Kind, String);

/// Something that briefs are listed under.
#[derive(Clone, Debug)]
pub struct Group {
    pub kind: Kind,
    /// Slug, the last segment of its route.
    pub slug: String,
    /// Name in the main language.
    pub name: String,
    /// Its file in the main language.
    pub file: Option<Arc<EntityFile>>,
    /// Its files in other languages, by path.
    pub translations: Vec<Arc<EntityFile>>,
    /// The topic, region or organization above it.
    pub parent: Option<GroupId>,
    /// Groups whose lists also contain its briefs: the parent of a topic, the regions of a country or region.
    pub above: Vec<GroupId>,
    /// Topics, regions or organizations below it, and a region's countries, by name.
    pub children: Vec<GroupId>,
    /// Groups whose files name it, by name: people, organizations and storylines of a country, organizations and
    /// storylines of a topic.
    pub parts: Vec<GroupId>,
    /// The country that it is, if it is one.
    pub country: Option<Country>,
    /// Languages in which it has a page.
    pub publicity: GroupPublicity,
}

/// Languages in which a group has a page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GroupPublicity {
    /// None: it is never published, or not yet.
    Closed,
    /// Those in which briefs are listed under it.
    WithBriefs,
    /// The same, and the main language even without briefs: something public refers to it.
    Named,
    /// The same as `Named`, but only because `urls.lock` lists its route or that of a group that refers to it.
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
            publicity: GroupPublicity::WithBriefs,
        }
    }

    /// Returns the profile of a person or an organization, from the file in the main language.
    pub fn profile(&self) -> Option<&Profile> {
        self.file.as_ref()?.entity.profile()
    }

    /// Returns spellings of its name that this site does not use.
    pub fn spellings(&self) -> &[String] {
        self.profile().map_or(&[], |of| &of.spellings)
    }

    /// Returns its file in `language`, else the one in the main language.
    pub fn file(&self, language: &str) -> Option<&Arc<EntityFile>> {
        self.translation(language).or(self.file.as_ref())
    }

    /// Returns its file in `language`, which is not the main one.
    pub fn translation(&self, language: &str) -> Option<&Arc<EntityFile>> {
        self.translations
            .iter()
            .find(|file| file.language.as_deref() == Some(language))
    }
}
