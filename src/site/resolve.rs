//! Link resolution: finds the page or file that a link leads to, by scheme, by name or by path. The views use it to
//! fill the holes in bodies, the rules to report dead links; the tables it reads are filled in `index`.

use std::fmt;

use crate::body::Target;
use crate::country::Country;
use crate::kind::Kind;
use crate::site::target::FileTarget;
use crate::site::{BriefId, GroupId, LanguageId, Site};
use crate::source::{self, SourcePath};
use crate::text;
use crate::url::{self, Route};

/// The file that contains a link.
#[derive(Clone, Copy, Debug)]
pub struct LinkOrigin<'a> {
    /// Path of the file.
    pub path: &'a SourcePath,
    /// Language in which the file is written.
    pub lang: LanguageId,
}

/// Result of resolving a link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolution {
    /// A URL outside the site.
    External(String),
    /// An anchor on the page itself.
    Here(String),
    /// A page of the site that exists.
    Page {
        /// Route of the page.
        route: Route,
        /// Title of the page, for a link without a text.
        title: Title,
        /// Anchor on the page.
        fragment: Option<String>,
    },
    /// A route that the plan must contain: checked later, when all routes are known.
    Address {
        route: Route,
        /// Anchor on that page.
        fragment: Option<String>,
    },
    /// A file beside this one, to be copied.
    File(SourcePath),
    /// Something that exists but has no page that readers may see.
    Unpublished {
        /// Target as written in the link.
        written: String,
        /// Name of the target, if that is no secret.
        name: Option<String>,
    },
    /// A file with an error, which is reported there and not again at each link.
    Broken(String),
    /// A missing target: what the link asked for, and the name in it.
    Dead(LinkQuery, String),
    /// Several candidates, each in the notation that selects it.
    Ambiguous(Vec<String>),
}

/// Title of a link's target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Title {
    /// A title, and the language it is in.
    Known(String, LanguageId),
    /// Headline of a brief: see [`Site::title`](crate::site::Site::title). Left open, since headlines may change
    /// without the site being linked again.
    OfBrief(BriefId),
}

/// Kind of target that a link asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkQuery {
    Kind(Kind),
    /// Any kind with this name: `[[slug]]`.
    Any,
    /// A file at this path.
    File,
}

impl Resolution {
    /// Returns the same with an anchor, if it is a page.
    fn with_anchor(self, place: &Option<String>) -> Self {
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
    /// Returns the language in which [`title`](crate::site::Site::title) is.
    pub fn title_lang(&self, title: &Title) -> LanguageId {
        match title {
            Title::Known(_, lang) => *lang,
            Title::OfBrief(id) => self.node(*id).lang,
        }
    }

    /// Resolves the link `target` in the file `from`.
    pub fn resolve(&self, target: &Target, from: LinkOrigin) -> Resolution {
        // The names of files and in front matter are in Unicode form C, so the slug must be, too.
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
            } => self.with_checked_anchor(
                self.by_kind(*kind, &text::composed(slug), from),
                fragment,
                from,
            ),
            Target::Wiki {
                slug,
                kind: None,
                fragment,
            } => {
                self.with_checked_anchor(self.by_name(&text::composed(slug), from), fragment, from)
            }
            Target::Absolute { path, fragment, .. } => match Route::parse(path) {
                // Hidden pages are in no plan: without this, their routes would look dead instead of unpublished.
                Some(route) if self.tables.hidden_routes.contains(&route.as_page()) => hidden(path),
                Some(route) => Resolution::Address {
                    route,
                    fragment: fragment.clone(),
                },
                None => Resolution::Dead(LinkQuery::Kind(Kind::Page), path.clone()),
            },
            Target::Relative { path, fragment, .. } => {
                self.by_file(path, from).with_anchor(fragment)
            }
        }
    }

    /// Returns `found` with the anchor `place`.
    ///
    /// The anchor is dropped where another version substitutes for a brief with an error: it may be one of the broken
    /// text.
    fn with_checked_anchor(
        &self,
        found: Resolution,
        place: &Option<String>,
        from: LinkOrigin,
    ) -> Resolution {
        let is_substitute = |id: BriefId| {
            let node = self.node(id);
            let name = node.meta.slug.as_str().to_owned();
            node.lang != from.lang && self.tables.broken.contains(&(Kind::Brief, name))
        };
        match &found {
            Resolution::Page {
                title: Title::OfBrief(id),
                ..
            } if is_substitute(*id) => found,
            _ => found.with_anchor(place),
        }
    }

    /// Returns the group that a link with this scheme names.
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
        // Every code of ISO 3166-1 is a country: one that no brief mentions has no page, but the link is not dead.
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
        // `brief:2021-07-25/slug` selects the day where two briefs share a slug.
        let (day, name) = slug
            .rsplit_once('/')
            .map_or((None, slug), |(day, name)| (Some(day), name));
        let all = self.tables.briefs.get(name).map_or(&[][..], Vec::as_slice);
        // Nearly all slugs are unique; their links skip the search by day and language.
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
        // The language of the linking file comes first, then the main one, then whatever there is.
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

    /// Resolves `[[slug]]`: the only page with that name, of any kind.
    fn by_name(&self, slug: &str, from: LinkOrigin) -> Resolution {
        let all: Vec<(Kind, Resolution)> = Kind::with_scheme()
            .map(|kind| (kind, self.by_kind(kind, slug, from)))
            .collect();
        let has_page = |found: &Resolution| {
            matches!(found, Resolution::Page { .. } | Resolution::Ambiguous(_))
        };
        let live: Vec<&(Kind, Resolution)> =
            all.iter().filter(|(_, found)| has_page(found)).collect();
        match live.as_slice() {
            [] => {}
            [(_, one)] => return one.clone(),
            several => {
                let written = several.iter().map(|(kind, _)| format!("[[{kind}:{slug}]]"));
                return Resolution::Ambiguous(written.collect());
            }
        }
        // A name that is only unpublished or broken must not be reported as dead: its page may come back.
        let is_unavailable = |found: &Resolution| {
            matches!(
                found,
                Resolution::Unpublished { .. } | Resolution::Broken(_)
            )
        };
        let first = all
            .iter()
            .find(|(_, found)| is_unavailable(found))
            .map(|(_, found)| found.clone());
        first.unwrap_or_else(|| Resolution::Dead(LinkQuery::Any, slug.to_owned()))
    }

    /// Resolves a path relative to the folder of the file that contains the link.
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
            // A Markdown file that is not in the table is no content, and it is not copied either.
            None if source::markdown_stem(&decoded).is_some() => {
                Resolution::Dead(LinkQuery::File, path.to_owned())
            }
            None => Resolution::File(file),
        }
    }

    /// Returns the brief whose page is at `route`.
    pub fn brief_at(&self, route: &Route) -> Option<BriefId> {
        // Brief routes end in the slug, which finds the few candidates without a table of all routes.
        let slug = route.as_str().trim_end_matches('/').rsplit('/').next()?;
        let ids = self.tables.briefs.get(slug)?;
        let is_there = |id: &&BriefId| self.node(**id).route == route.as_page();
        ids.iter().find(is_there).copied()
    }

    /// Returns the content files that a link may name, in unspecified order.
    pub fn linkable_files(&self) -> impl Iterator<Item = &SourcePath> {
        let is_live =
            |target: &FileTarget| !matches!(target, FileTarget::Hidden | FileTarget::Broken);
        let files = self.tables.files.iter();
        files
            .filter(move |(_, target)| is_live(target))
            .map(|(path, _)| path)
    }
}

/// Returns the resolution of a target whose very name must stay private.
fn hidden(written: &str) -> Resolution {
    Resolution::Unpublished {
        written: written.to_owned(),
        name: None,
    }
}

/// Returns the group slug of a link's target; country codes may be `IQ`, `iq` or `IRQ`.
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
