//! Where a link leads: by scheme, by name, by file. Used by the views, which fill the holes, and by the
//! checks, which say what is wrong.

use std::fmt;

use crate::body::Target;
use crate::country::Country;
use crate::kind::Kind;
use crate::site::target::FileTarget;
use crate::site::{BriefId, GroupId, LanguageId, Site};
use crate::source::{self, SourcePath};
use crate::text;
use crate::url::{self, Route};

/// The file that a link stands in.
#[derive(Clone, Copy, Debug)]
pub struct LinkOrigin<'a> {
    /// Its path.
    pub path: &'a SourcePath,
    /// The language it is written in.
    pub lang: LanguageId,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolution {
    /// Out of the site.
    External(String),
    /// To a place on the page itself.
    Here(String),
    /// To a page of the site that exists.
    Page {
        /// Its address.
        route: Route,
        /// Its name, for a link without a text.
        title: Title,
        /// The place on it.
        fragment: Option<String>,
    },
    /// To an address that the plan must have.
    Address {
        /// The address.
        route: Route,
        /// The place on it.
        fragment: Option<String>,
    },
    /// To a file that lies beside this one and is copied.
    File(SourcePath),
    /// To something that exists and that readers may not see.
    Unpublished {
        /// As it was written.
        written: String,
        /// Its name, if readers may know that.
        name: Option<String>,
    },
    /// To a file that could not be read: that is said there.
    Broken(String),
    /// To nothing: what was looked for, and its name as it was written.
    Dead(LinkQuery, String),
    /// To several things; how each is written.
    Ambiguous(Vec<String>),
}

/// The name of what a link leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Title {
    /// This one, in the language of this language.
    Known(String, LanguageId),
    /// A brief's headline: see [`Site::title`](crate::site::Site::title).
    OfBrief(BriefId),
}

/// What a link looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkQuery {
    /// A content file of this kind.
    Kind(Kind),
    /// Anything with this name.
    Any,
    /// A file at this path.
    File,
}

impl Resolution {
    /// The same, at a place on the page it leads to.
    fn at(self, place: &Option<String>) -> Self {
        match self {
            Resolution::Page { route, title, .. } => Resolution::Page {
                route,
                title,
                fragment: place.clone(),
            },
            other => other,
        }
    }
}

impl Site {
    /// Returns whose language [`title`](crate::site::Site::title) is in.
    pub fn title_lang(&self, title: &Title) -> LanguageId {
        match title {
            Title::Known(_, lang) => *lang,
            Title::OfBrief(id) => self.node(*id).lang,
        }
    }

    /// Resolves `target`, which stands in the file `from`.
    pub fn resolve(&self, target: &Target, from: LinkOrigin) -> Resolution {
        // Names are those of files and of front matter, which are in one Unicode form.
        match target {
            Target::External(href) => Resolution::External(href.clone()),
            Target::Fragment(id) => Resolution::Here(id.clone()),
            Target::Scheme {
                kind,
                slug,
                fragment,
            }
            | Target::Wiki {
                slug,
                kind: Some(kind),
                fragment,
            } => self.at(
                self.by_kind(*kind, &text::composed(slug), from),
                fragment,
                from,
            ),
            Target::Wiki {
                slug,
                kind: None,
                fragment,
            } => self.at(self.by_name(&text::composed(slug), from), fragment, from),
            Target::Absolute { path, fragment, .. } => match Route::parse(path) {
                Some(route) if self.tables.hidden_routes.contains(&route.as_page()) => hidden(path),
                Some(route) => Resolution::Address {
                    route,
                    fragment: fragment.clone(),
                },
                None => Resolution::Dead(LinkQuery::Kind(Kind::Page), path.clone()),
            },
            Target::Relative { path, fragment, .. } => self.by_file(path, from).at(fragment),
        }
    }

    /// Returns what a slug leads to, at a `place` there: none where another version stands in for a brief with a mistake
    /// in it, since the place may be one of that brief's.
    fn at(&self, found: Resolution, place: &Option<String>, from: LinkOrigin) -> Resolution {
        let stands_in = |id: BriefId| {
            let node = self.node(id);
            let name = node.meta.slug.as_str().to_owned();
            node.lang != from.lang && self.tables.broken.contains(&(Kind::Brief, name))
        };
        match &found {
            Resolution::Page {
                title: Title::OfBrief(id),
                ..
            } if stands_in(*id) => found,
            _ => found.at(place),
        }
    }

    /// Returns the group that a link of this kind names.
    pub(super) fn group_of_link(&self, kind: Kind, slug: &str) -> Option<GroupId> {
        self.group_of(kind, &group_slug(kind, slug))
    }

    fn by_kind(&self, kind: Kind, slug: &str, from: LinkOrigin) -> Resolution {
        match kind {
            Kind::Brief => return self.by_brief(slug, from),
            Kind::Edition => return self.edition(slug),
            _ => {}
        }
        if let Some(id) = self.group_of_link(kind, slug) {
            return self.to_group(id, from);
        }
        let written = slug;
        let slug = group_slug(kind, slug);
        if kind == Kind::Country
            && let Some(country) = Country::from_code(&slug.to_uppercase())
        {
            let name = self
                .config
                .names
                .country(country, &self.lang(from.lang).language);
            return Resolution::Unpublished {
                written: written.to_owned(),
                name: Some(name),
            };
        }
        if self.tables.broken.contains(&(kind, slug.clone())) {
            return Resolution::Broken(slug);
        }
        Resolution::Dead(LinkQuery::Kind(kind), written.to_owned())
    }

    fn edition(&self, slug: &str) -> Resolution {
        match self.tables.editions.get(slug) {
            Some(Some(edition)) => self.to_edition(*edition),
            Some(None) => hidden(slug),
            None if self
                .tables
                .broken
                .contains(&(Kind::Edition, slug.to_owned())) =>
            {
                Resolution::Broken(slug.to_owned())
            }
            None => Resolution::Dead(LinkQuery::Kind(Kind::Edition), slug.to_owned()),
        }
    }

    fn to_edition(&self, edition_idx: usize) -> Resolution {
        let linked = &self.editions[edition_idx];
        Resolution::Page {
            route: self.edition_route(linked),
            title: Title::Known(linked.edition.title.clone(), LanguageId(0)),
            fragment: None,
        }
    }

    fn to_group(&self, id: GroupId, from: LinkOrigin) -> Resolution {
        match self.page_lang(from.lang, id) {
            Some(lang) => Resolution::Page {
                route: self.group_route(lang, id, None),
                title: Title::Known(self.name_of(from.lang, id), self.name_lang(from.lang, id)),
                fragment: None,
            },
            None => {
                let group = self.group(id);
                let name = self.name_of(from.lang, id);
                // The names of countries and regions are no secret.
                let is_known = matches!(group.kind, Kind::Country | Kind::Region);
                Resolution::Unpublished {
                    written: group.slug.clone(),
                    name: is_known.then_some(name),
                }
            }
        }
    }

    fn by_brief(&self, slug: &str, from: LinkOrigin) -> Resolution {
        let (day, name) = slug
            .rsplit_once('/')
            .map_or((None, slug), |(day, name)| (Some(day), name));
        let all = self.tables.briefs.get(name).map_or(&[][..], Vec::as_slice);
        if let ([id], None) = (all, day) {
            return self.to_brief(*id);
        }
        let on_day = |id: &BriefId| day.is_none_or(|day| self.node(*id).day.to_string() == day);
        let all: Vec<BriefId> = all.iter().copied().filter(on_day).collect();
        let in_lang = |lang: LanguageId| {
            let briefs = all
                .iter()
                .copied()
                .filter(move |id| self.node(*id).lang == lang);
            briefs.collect::<Vec<_>>()
        };
        let found = [in_lang(from.lang), in_lang(LanguageId(0)), all.clone()];
        match found
            .iter()
            .find(|found| !found.is_empty())
            .map(Vec::as_slice)
        {
            Some([id]) => self.to_brief(*id),
            Some(several) => {
                let written = several
                    .iter()
                    .map(|id| format!("brief:{}/{name}", self.node(*id).day));
                Resolution::Ambiguous(written.collect())
            }
            None if self.tables.hidden.contains_key(name) => hidden(name),
            None if self.tables.broken.contains(&(Kind::Brief, name.to_owned())) => {
                Resolution::Broken(name.to_owned())
            }
            None => Resolution::Dead(LinkQuery::Kind(Kind::Brief), slug.to_owned()),
        }
    }

    fn to_brief(&self, id: BriefId) -> Resolution {
        Resolution::Page {
            route: self.node(id).route.clone(),
            title: Title::OfBrief(id),
            fragment: None,
        }
    }

    /// Resolves `[[slug]]`: whatever has that name, if only one thing has.
    fn by_name(&self, slug: &str, from: LinkOrigin) -> Resolution {
        let all: Vec<(Kind, Resolution)> = Kind::with_scheme()
            .map(|kind| (kind, self.by_kind(kind, slug, from)))
            .collect();
        let leads = |found: &Resolution| {
            matches!(found, Resolution::Page { .. } | Resolution::Ambiguous(_))
        };
        let live: Vec<&(Kind, Resolution)> = all.iter().filter(|(_, found)| leads(found)).collect();
        match live.as_slice() {
            [] => {}
            [(_, one)] => return one.clone(),
            several => {
                let written = several.iter().map(|(kind, _)| format!("[[{kind}:{slug}]]"));
                return Resolution::Ambiguous(written.collect());
            }
        }
        let known = |found: &Resolution| {
            matches!(
                found,
                Resolution::Unpublished { .. } | Resolution::Broken(_)
            )
        };
        let first = all
            .iter()
            .find(|(_, found)| known(found))
            .map(|(_, found)| found.clone());
        first.unwrap_or_else(|| Resolution::Dead(LinkQuery::Any, slug.to_owned()))
    }

    /// Resolves a path from the folder of the file that the link stands in.
    fn by_file(&self, path: &str, from: LinkOrigin) -> Resolution {
        let decoded = url::decode(path);
        let Some(file) = from.path.resolve(&decoded) else {
            return Resolution::Dead(LinkQuery::File, path.to_owned());
        };
        match self.tables.files.get(&file) {
            Some(FileTarget::Brief(id)) => self.to_brief(*id),
            Some(FileTarget::Group(id)) => self.to_group(*id, from),
            Some(FileTarget::Page(idx)) => Resolution::Page {
                route: self.page_route(*idx),
                title: Title::Known(
                    self.pages[*idx].name().unwrap_or_default().to_owned(),
                    self.lang_of(self.pages[*idx].language.as_deref()),
                ),
                fragment: None,
            },
            Some(FileTarget::Edition(edition_idx)) => self.to_edition(*edition_idx),
            Some(FileTarget::Hidden) => hidden(&decoded),
            Some(FileTarget::Broken) => Resolution::Broken(decoded),
            None if source::markdown_stem(&decoded).is_some() => {
                Resolution::Dead(LinkQuery::File, path.to_owned())
            }
            None => Resolution::File(file),
        }
    }

    /// Returns the brief whose page is at `route`.
    pub fn brief_at(&self, route: &Route) -> Option<BriefId> {
        let slug = route.as_str().trim_end_matches('/').rsplit('/').next()?;
        let ids = self.tables.briefs.get(slug)?;
        let is_there = |id: &&BriefId| self.node(**id).route == route.as_page();
        ids.iter().find(is_there).copied()
    }

    /// Returns the content files that a link may name, in no order that means anything.
    pub fn linkable_files(&self) -> impl Iterator<Item = &SourcePath> {
        let is_live =
            |target: &FileTarget| !matches!(target, FileTarget::Hidden | FileTarget::Broken);
        let files = self.tables.files.iter();
        files
            .filter(move |(_, target)| is_live(target))
            .map(|(path, _)| path)
    }
}

/// What leads to something of which readers may not even know the name.
fn hidden(written: &str) -> Resolution {
    Resolution::Unpublished {
        written: written.to_owned(),
        name: None,
    }
}

/// Returns the slug of what a link names as `written`: of a country, the code in any of its forms.
fn group_slug(kind: Kind, written: &str) -> String {
    match Country::from_written(written).filter(|_| kind == Kind::Country) {
        Some(country) => country.code().to_lowercase(),
        None if kind == Kind::Country => written.to_lowercase(),
        None => written.to_owned(),
    }
}

impl fmt::Display for LinkQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkQuery::Kind(kind) => kind.fmt(f),
            LinkQuery::Any => f.write_str(
                "brief, topic, country, person, organization, storyline, publisher or edition",
            ),
            LinkQuery::File => f.write_str("file"),
        }
    }
}
