//! The linked model: briefs, groups, languages and editions, how they refer to each other, and the route of each.
//! Immutable and addressed by small ids. Knows no template and no output format: `page` plans and views what is here.
//! Start with [`link()`], which builds all of it; the other modules each build one index.

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
mod pagination;
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
pub use pagination::{ListPage, paginate};
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

/// The linked site: what belongs to what, and where each thing lives.
///
/// It follows from the metadata of briefs and from the time only. The texts of briefs are kept beside it, in
/// [`BriefTexts`], so that an edit of a text does not relink the site.
#[derive(Clone, Debug)]
pub struct Site {
    /// The moment the site is built for.
    pub now: Timestamp,
    /// Time range around `now` in which linking gives the same result, and so does everything made from it.
    pub validity: Validity,
    pub config: Arc<Config>,
    /// Every brief that has a page, newest first: public and withdrawn ones, in a preview also the others.
    pub briefs: Vec<BriefNode>,
    /// Groups, sorted by kind and slug.
    pub groups: Vec<Group>,
    /// Languages, the main one first.
    pub languages: Vec<SiteLanguage>,
    /// Linked editions, oldest first.
    pub editions: Vec<LinkedEdition>,
    /// Files of `content/pages/`, by path.
    pub pages: Vec<Arc<EntityFile>>,
    /// Links from other briefs to each brief, by [`BriefId`].
    pub backlinks: Vec<Vec<Backlink>>,
    /// Known publishers, by name and by host.
    pub publishers: Publishers,
    /// Named lists of `site.yaml`, by name.
    pub lists: Vec<NamedList>,
    /// Next moment at which an embargo or a future date passes.
    pub next_release: Option<Timestamp>,
    /// Routes of feeds that `urls.lock` protects.
    pub locked_feeds: BTreeSet<Route>,
    tables: Arc<Tables>,
}

/// A brief's metadata and its place in the site.
#[derive(Clone, Debug)]
pub struct BriefNode {
    /// Metadata from the brief's own file.
    pub meta: Arc<BriefMeta>,
    /// Language it is listed in.
    pub lang: LanguageId,
    pub route: Route,
    /// Day of its `date` in the site's time zone; part of its route.
    pub day: Date,
    /// When it became public, or will: the later of `date` and `embargo`.
    pub released: Timestamp,
    /// Whether readers see it, and if not, why.
    pub visibility: Visibility,
    /// Groups whose lists contain it, sorted: its tags, their ancestors, and publishers.
    pub groups: Vec<GroupId>,
    /// Groups that its front matter names, sorted: `groups` without ancestors and publishers.
    pub tags: Vec<GroupId>,
    /// Index among the listed briefs of its language, newest first; `None` if it is not listed.
    pub position: Option<u32>,
    /// Index among the briefs of its storyline, in the order of events.
    pub step: Option<u32>,
    /// Versions in other languages, in the order of languages.
    pub versions: Vec<BriefId>,
}

/// A brief with its text, and its place in the site.
#[derive(Clone, Copy, Debug)]
pub struct LinkedBrief<'a> {
    pub brief: &'a Arc<Brief>,
    pub node: &'a BriefNode,
}

/// The parsed briefs of a site with their texts, which only their own pages, feeds and rules read.
#[derive(Clone, Debug, Default)]
pub struct BriefTexts {
    /// Briefs of the site, by [`BriefId`].
    pub shown: Vec<Arc<Brief>>,
    /// Briefs with an error: checked for further mistakes, never shown.
    pub faulty: Vec<Arc<Brief>>,
}

impl BriefTexts {
    /// Returns the brief `id` with its place in `site`.
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
    /// BCP 47 tag of the language.
    pub language: String,
    /// Writing conventions and direction of the language.
    pub locale: Locale,
    /// Route above all its pages: `/`, or `/ar/`.
    pub root: Route,
    /// Members of its main list and feed.
    pub all: Members,
    /// Members of the list and feed of each group, by [`GroupId`].
    pub members: Vec<Members>,
    /// Listed briefs of each storyline, in the order of events.
    pub chronicles: BTreeMap<GroupId, Vec<BriefId>>,
    /// Listed briefs of each pair of country and topic that has a page.
    pub country_topics: CountryTopics,
    /// Listed briefs of each year, month and day, by the day in their routes.
    pub archive: BTreeMap<Period, Vec<BriefId>>,
    /// Corrections, clarifications and withdrawals, newest first.
    pub corrections: Vec<Correction>,
}

impl Site {
    /// Returns the title of a link's target.
    pub fn title(&self, title: Title) -> String {
        match title {
            Title::Known(title, _) => title,
            Title::OfBrief(id) => self.node(id).meta.title.clone(),
        }
    }

    /// Returns the number of listed briefs in all languages.
    pub fn n_listed(&self) -> usize {
        let languages = self.languages.iter();
        languages.map(|lang| lang.all.listed.len()).sum()
    }

    pub fn node(&self, id: BriefId) -> &BriefNode {
        &self.briefs[id.0 as usize]
    }

    /// Returns the brief with this slug; of versions in several languages, the one in the main language.
    pub fn brief_called(&self, slug: &str) -> Option<BriefId> {
        self.tables.brief_called(slug, &self.briefs)
    }

    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0 as usize]
    }

    pub fn lang(&self, id: LanguageId) -> &SiteLanguage {
        &self.languages[id.0 as usize]
    }

    /// Returns the members of `group` in `lang`.
    pub fn members(&self, lang: LanguageId, group: GroupId) -> &Members {
        &self.lang(lang).members[group.0 as usize]
    }

    /// Returns the ids of all groups, in the order of kind and slug.
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

    pub fn group_of(&self, kind: Kind, slug: &str) -> Option<GroupId> {
        self.tables.group(kind, slug)
    }

    /// Returns the group that a tag `name` means: by slug, else by a name that only one group of the kind has.
    pub fn tagged(&self, kind: Kind, name: &str) -> Option<GroupId> {
        // The slug goes first, since it is unique; with `entities: open` a group may have nothing but the slug of its
        // name.
        let by_name = || match self.tables.tag_names.find(kind, name) {
            [slug] => self.group_of(kind, slug),
            [] => self.group_of(kind, Slug::of_name(name)?.as_str()),
            _ => None,
        };
        self.group_of(kind, name).or_else(by_name)
    }

    /// Returns the name of `group` in `lang`: from its translated file, for countries and regions from CLDR, else in
    /// the main language.
    pub fn name_of(&self, lang: LanguageId, group: GroupId) -> String {
        let group = self.group(group);
        if lang.0 == 0 {
            return group.name.clone();
        }
        groups::name_in(group, &self.config, &self.lang(lang).language)
    }

    /// Returns whether [`name_of`](Site::name_of) is in the language `lang`, rather than in the main one.
    pub fn is_named_in(&self, lang: LanguageId, group: GroupId) -> bool {
        let language = &self.lang(lang).language;
        lang.0 == 0 || groups::is_named_in(self.group(group), &self.config, language)
    }

    /// Returns the language that [`name_of`](Site::name_of) is written in: `lang` or the main one.
    pub fn name_lang(&self, lang: LanguageId, group: GroupId) -> LanguageId {
        if self.is_named_in(lang, group) {
            lang
        } else {
            LanguageId(0)
        }
    }

    /// Returns the names by which texts in `lang` may mention `group`.
    pub fn names_of(&self, lang: LanguageId, group: GroupId) -> &GroupNames {
        &self.tables.group_names[lang.0 as usize][group.0 as usize]
    }

    /// Returns all names that texts in `lang` may mention.
    pub fn known_names(&self, lang: LanguageId) -> &LinkableNames {
        &self.tables.known_names[lang.0 as usize]
    }

    /// Returns every entity file with the route of its page, if it has one, in unspecified order.
    ///
    /// Pages and editions that readers do not see are left out.
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

    /// Returns the id of `language`, or of the main one if the site has no such language.
    pub fn lang_of(&self, language: Option<&str>) -> LanguageId {
        lang_of(&self.languages, language)
    }

    /// Returns the metadata of briefs that readers do not see, by path.
    pub fn hidden(&self) -> &[Arc<BriefMeta>] {
        &self.tables.hidden_briefs
    }

    /// Returns whether readers do not see some brief, page or edition yet.
    pub fn has_hidden(&self) -> bool {
        self.tables.has_hidden
    }

    /// Returns whether `path` is a brief, page or edition that readers do not see yet.
    pub fn is_hidden(&self, path: &SourcePath) -> bool {
        matches!(self.tables.files.get(path), Some(FileTarget::Hidden))
    }

    /// Returns the language whose page of `group` is linked from a page in `lang`: `lang` itself, else the main one.
    pub fn page_lang(&self, lang: LanguageId, group: GroupId) -> Option<LanguageId> {
        [lang, LanguageId(0)]
            .into_iter()
            .find(|lang| self.has_page(*lang, group))
    }

    /// Returns whether `group` has a page in `lang`.
    ///
    /// It has one where briefs are listed under it, and in the main language also if something public names it or
    /// `urls.lock` protects its route.
    pub fn has_page(&self, lang: LanguageId, group: GroupId) -> bool {
        let is_listed = || !self.members(lang, group).listed.is_empty();
        match self.group(group).publicity {
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
