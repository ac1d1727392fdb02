//! The linked model: every brief and every thing that briefs are about, who belongs to whom, and where
//! each one lives. Immutable, addressed by small ids. Knows no template and no output format.

mod archive;
mod backlinks;
mod brief_groups;
mod chronicle;
mod corrections;
mod country_topics;
mod editions;
mod groups;
mod index;
mod inputs;
mod link;
mod lists;
mod members;
mod order;
mod publicity;
mod publishers;
mod related;
mod resolve;
mod routes;
mod shown;
mod tables;
mod target;
mod versions;
mod visibility;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

pub use archive::Period;
pub use backlinks::Backlink;
pub use corrections::{Correction, CorrectionKind};
pub use country_topics::{CountryTopics, MIN_SHARED};
pub use editions::LinkedEdition;
pub use groups::{Group, GroupPublicity};
pub(crate) use groups::{GroupNames, LinkableNames};
pub use inputs::{Inputs, NEWS};
pub use link::{Linked, link};
pub use lists::{NamedList, list_keys};
pub use members::Members;
pub use order::{ListPage, parts};
pub use publishers::Publishers;
pub use related::{NEAREST, RelatedBrief};
pub use resolve::{LinkOrigin, LinkQuery, Resolution, Title};
pub use routes::part;
use tables::Tables;
use target::FileTarget;
pub use visibility::{Audience, Visibility};

use crate::brief::{Brief, BriefMeta};
use crate::config::Config;
use crate::entity::EntityFile;
use crate::kind::Kind;
use crate::locale::Locale;
use crate::source::SourcePath;
use crate::time::Validity;
use crate::url::{Route, Slug};

/// Position of a brief in [`Site::briefs`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BriefId(pub u32);

/// Position of a group in [`Site::groups`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GroupId(pub u32);

/// Position of a language in [`Site::languages`]; 0 is the main language's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LanguageId(pub u32);

/// The whole site, linked: what belongs to what and where each thing lives. All of it follows from the metadata of
/// briefs and the time, whatever the texts of briefs say: those are beside it, in [`BriefTexts`].
#[derive(Clone, Debug)]
pub struct Site {
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Around `now`: for every moment in it the site would be the same, and so would be what is made of it.
    pub validity: Validity,
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// Every brief that has a page: public, withdrawn, and in a preview the others. Newest first.
    pub briefs: Vec<BriefNode>,
    /// Everything that briefs are listed under, by kind and slug.
    pub groups: Vec<Group>,
    /// One for each language, the main one first.
    pub languages: Vec<SiteLanguage>,
    /// Editions, oldest first.
    pub editions: Vec<LinkedEdition>,
    /// Files of `content/pages/`, by path.
    pub pages: Vec<Arc<EntityFile>>,
    /// The links to each brief from others, by position in `briefs`.
    pub backlinks: Vec<Vec<Backlink>>,
    /// Who reports what.
    pub publishers: Publishers,
    /// The lists of `site.yaml`, by name.
    pub lists: Vec<NamedList>,
    /// The next moment at which something becomes public by itself.
    pub next_release: Option<Timestamp>,
    /// Addresses of feeds that must not be lost.
    pub locked_feeds: BTreeSet<Route>,
    tables: Arc<Tables>,
}

/// A brief's metadata and its place on the site.
#[derive(Clone, Debug)]
pub struct BriefNode {
    /// What its file says of where it belongs.
    pub meta: Arc<BriefMeta>,
    /// The language it is listed in.
    pub lang: LanguageId,
    /// Its address.
    pub route: Route,
    /// The day of its address: of its date, in the site's zone.
    pub day: Date,
    /// When it became public, or will.
    pub released: Timestamp,
    /// Whether readers see it.
    pub visibility: Visibility,
    /// Everything it is listed under, sorted.
    pub groups: Vec<GroupId>,
    /// What its front matter tags it with, sorted: those of `groups` without what is above them, and
    /// without publishers.
    pub tags: Vec<GroupId>,
    /// Position among the listed briefs of its language, newest first; `None` if it is not listed.
    pub position: Option<u32>,
    /// Position among the briefs of its storyline, in the order of events.
    pub step: Option<u32>,
    /// The same brief in other languages, in the order of languages.
    pub versions: Vec<BriefId>,
}

/// A brief, and its place on the site.
#[derive(Clone, Copy, Debug)]
pub struct LinkedBrief<'a> {
    /// The brief.
    pub brief: &'a Arc<Brief>,
    /// Its place.
    pub node: &'a BriefNode,
}

/// The briefs of a site, whole: what only their own pages, feeds and rules look at.
#[derive(Clone, Debug, Default)]
pub struct BriefTexts {
    /// By [`BriefId`].
    pub shown: Vec<Arc<Brief>>,
    /// Briefs with a mistake in them: looked at for further ones, never shown.
    pub faulty: Vec<Arc<Brief>>,
}

impl BriefTexts {
    /// Returns the brief of this id with its place on `site`.
    pub fn linked<'a>(&'a self, site: &'a Site, id: BriefId) -> LinkedBrief<'a> {
        LinkedBrief {
            brief: &self.shown[id.0 as usize],
            node: site.node(id),
        }
    }
}

/// The site in one language.
#[derive(Clone, Debug)]
pub struct SiteLanguage {
    /// The language, a BCP 47 tag.
    pub language: String,
    /// How it writes.
    pub locale: Locale,
    /// The address below which everything of it lies: `/`, or `/ar/`.
    pub root: Route,
    /// What its lists and feeds hold.
    pub all: Members,
    /// What the lists and feeds of each group hold, by position in [`Site::groups`].
    pub members: Vec<Members>,
    /// The listed briefs of each storyline, in the order of their events.
    pub chronicles: BTreeMap<GroupId, Vec<BriefId>>,
    /// The listed briefs of each country and topic that have a page together.
    pub country_topics: CountryTopics,
    /// The listed briefs of each year, month and day, by the date of their address.
    pub archive: BTreeMap<Period, Vec<BriefId>>,
    /// What was corrected, clarified or withdrawn, newest first.
    pub corrections: Vec<Correction>,
}

impl Site {
    /// Returns the name of what a link leads to.
    pub fn title(&self, title: Title) -> String {
        match title {
            Title::Known(title, _) => title,
            Title::OfBrief(id) => self.node(id).meta.title.clone(),
        }
    }

    /// Returns how many briefs readers see in lists.
    pub fn n_listed(&self) -> usize {
        let languages = self.languages.iter();
        languages.map(|lang| lang.all.listed.len()).sum()
    }

    /// Returns the place of the brief of this id.
    pub fn node(&self, id: BriefId) -> &BriefNode {
        &self.briefs[id.0 as usize]
    }

    /// Returns the brief of this slug: of versions in several languages, the main one.
    pub fn brief_called(&self, slug: &str) -> Option<BriefId> {
        self.tables.brief_called(slug, &self.briefs)
    }

    /// Returns the group of this id.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0 as usize]
    }

    /// Returns the language of this id.
    pub fn lang(&self, id: LanguageId) -> &SiteLanguage {
        &self.languages[id.0 as usize]
    }

    /// Returns what the lists of `group` hold in `lang`.
    pub fn members(&self, lang: LanguageId, group: GroupId) -> &Members {
        &self.lang(lang).members[group.0 as usize]
    }

    /// Returns the ids of all groups, by kind and slug.
    pub fn group_ids(&self) -> impl Iterator<Item = GroupId> + use<> {
        (0..self.groups.len() as u32).map(GroupId)
    }

    /// Returns the ids of all languages, the main one first.
    pub fn language_ids(&self) -> impl Iterator<Item = LanguageId> + use<> {
        (0..self.languages.len() as u32).map(LanguageId)
    }

    /// Returns the ids of all briefs, newest first.
    pub fn brief_ids(&self) -> impl Iterator<Item = BriefId> + use<> {
        (0..self.briefs.len() as u32).map(BriefId)
    }

    /// Returns the group of this kind and slug.
    pub fn group_of(&self, kind: Kind, slug: &str) -> Option<GroupId> {
        self.tables.group(kind, slug)
    }

    /// Returns the group of this kind that an editor calls `name`: its slug, or a name that is no other's.
    pub fn tagged(&self, kind: Kind, name: &str) -> Option<GroupId> {
        let by_name = || match self.tables.tag_names.find(kind, name) {
            [slug] => self.group_of(kind, slug),
            [] => self.group_of(kind, Slug::of_name(name)?.as_str()),
            _ => None,
        };
        self.group_of(kind, name).or_else(by_name)
    }

    /// Returns the name of `group` in the language of `lang`: that of its file, of countries and regions
    /// CLDR's, and where there is none the name in the main language.
    pub fn name_of(&self, lang: LanguageId, group: GroupId) -> String {
        let group = self.group(group);
        if lang.0 == 0 {
            return group.name.clone();
        }
        groups::name_in(group, &self.config, &self.lang(lang).language)
    }

    /// Returns whether [`name_of`](Site::name_of) is in the language of `lang`, not in the main one.
    pub fn is_named_in(&self, lang: LanguageId, group: GroupId) -> bool {
        let language = &self.lang(lang).language;
        lang.0 == 0 || groups::is_named_in(self.group(group), &self.config, language)
    }

    /// Returns whose language [`name_of`](Site::name_of) is in: that of `lang`, else the main one.
    pub fn name_lang(&self, lang: LanguageId, group: GroupId) -> LanguageId {
        if self.is_named_in(lang, group) {
            lang
        } else {
            LanguageId(0)
        }
    }

    /// Returns what `group` is called in texts of the language of `lang`.
    pub fn names_of(&self, lang: LanguageId, group: GroupId) -> &GroupNames {
        &self.tables.group_names[lang.0 as usize][group.0 as usize]
    }

    /// Returns all names that texts of the language of `lang` may hold.
    pub fn known_names(&self, lang: LanguageId) -> &LinkableNames {
        &self.tables.known_names[lang.0 as usize]
    }

    /// Returns every file that describes something, with the address of its page, if it has one; in no order that
    /// means anything. Pages and editions that readers do not see are not among them.
    pub fn entity_files(&self) -> impl Iterator<Item = (&Arc<EntityFile>, Option<Route>)> {
        let groups = self.group_ids().flat_map(move |id| {
            let group = self.group(id);
            group
                .file
                .iter()
                .chain(&group.translations)
                .map(move |file| {
                    let lang = self.lang_of(file.language.as_deref());
                    let has_page = self.has_page(lang, id);
                    (file, has_page.then(|| self.group_route(lang, id, None)))
                })
        });
        let pages = self
            .pages
            .iter()
            .enumerate()
            .map(|(idx, file)| (file, Some(self.page_route(idx))));
        let editions = self
            .editions
            .iter()
            .map(|edition| (&edition.file, Some(self.edition_route(edition))));
        groups.chain(pages).chain(editions)
    }

    /// Returns the language of `language`; the main one where the site has no such language.
    pub fn lang_of(&self, language: Option<&str>) -> LanguageId {
        lang_of(&self.languages, language)
    }

    /// Returns the metadata of the briefs that readers do not see, by path.
    pub fn hidden(&self) -> &[Arc<BriefMeta>] {
        &self.tables.hidden_briefs
    }

    /// Returns whether there are briefs, pages or editions that readers do not see yet.
    pub fn has_hidden(&self) -> bool {
        self.tables.has_hidden
    }

    /// Returns whether the file at `path` is a brief, a page or an edition that readers do not see yet.
    pub fn is_hidden(&self, path: &SourcePath) -> bool {
        matches!(self.tables.files.get(path), Some(FileTarget::Hidden))
    }

    /// Returns the language whose page of `group` a page of `lang` leads to: its own, or the main one.
    pub fn page_lang(&self, lang: LanguageId, group: GroupId) -> Option<LanguageId> {
        [lang, LanguageId(0)]
            .into_iter()
            .find(|lang| self.has_page(*lang, group))
    }

    /// Returns whether `group` has a page in `lang`: briefs are listed there, or it is named by something public and
    /// the language is the main one.
    pub fn has_page(&self, lang: LanguageId, group: GroupId) -> bool {
        let is_listed = || !self.members(lang, group).listed.is_empty();
        match self.group(group).listing {
            GroupPublicity::Closed => false,
            GroupPublicity::WithBriefs => is_listed(),
            GroupPublicity::Named | GroupPublicity::Locked => lang.0 == 0 || is_listed(),
        }
    }
}

fn lang_of(languages: &[SiteLanguage], language: Option<&str>) -> LanguageId {
    let position = languages
        .iter()
        .position(|lang| Some(lang.language.as_str()) == language);
    LanguageId(position.unwrap_or(0) as u32)
}
