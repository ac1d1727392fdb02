//! Makes the view of a page: everything its template sees, and nothing more.
//! Costs what the page shows; called for each page when it is rendered.

mod activity;
mod archive;
mod beside;
mod brief;
mod corrections;
mod crossing;
mod describe;
mod edition;
mod group;
mod home;
mod index;
mod links;
mod list;
mod map;
mod storyline;

use crate::body::Marks;
use crate::config::FeedKind;
use crate::kind::Kind;
use crate::locale::Locale;
use crate::page::context::Context;
use crate::page::feed::{self, FeedView};
use crate::page::fill::{self, Links};
use crate::page::json_ld;
use crate::page::machine::{self, MachineView};
use crate::page::plan::{Feed, FeedOf, GroupPart, Page, PageKind, feed_route};
use crate::page::view::{
    AlternateView, FeedLinkView, LanguageView, LinkView, ListsView, PageView, RedirectView, Seen,
    SiteView, TextView,
};
use crate::site::{BranchId, From, NamedList, Part};
use crate::source::SourcePath;
use crate::url::Route;
use crate::words::Word;

/// The view of one page.
#[derive(Clone, Debug, Hash)]
pub enum View {
    /// A page that a template renders: its name, and what it sees.
    Template {
        /// Name of the template: `brief.html`.
        template: String,
        /// What it sees.
        seen: Box<Seen>,
    },
    /// A feed.
    Feed(Box<FeedView>),
    /// A sitemap, the index of several, or the rules for robots.
    Machine(MachineView),
    /// A file that is copied.
    File(SourcePath),
}

impl View {
    /// Returns the name of the template that renders it, if one does.
    pub fn template(&self) -> Option<&str> {
        match self {
            View::Template { template, .. } => Some(template),
            View::Feed(_) | View::Machine(_) | View::File(_) => None,
        }
    }
}

/// Makes the view of `page`.
pub fn view(context: &Context, page: &Page) -> View {
    match &page.kind {
        PageKind::Home(branch, part) => home::home(context, page, *branch, part),
        PageKind::Brief(id) => brief::brief(context, page, *id),
        PageKind::Group(part) => group::group(context, page, part),
        PageKind::Crossing(of) => crossing::crossing(context, page, of),
        PageKind::Index(branch, kind) => index::index(context, page, *branch, *kind),
        PageKind::Archive(branch, period) => archive::index(context, page, *branch, *period),
        PageKind::Day(of) => archive::day(context, page, of),
        PageKind::Edition(edition_idx) => edition::edition(context, page, *edition_idx),
        PageKind::Editions => edition::index(context, page),
        PageKind::Corrections(branch, part) => {
            corrections::corrections(context, page, *branch, part)
        }
        PageKind::Text(page_idx) => text(context, page, *page_idx),
        PageKind::NotFound => not_found(context, page),
        PageKind::Redirect(to, _) => redirect(context, page, to),
        PageKind::Feed(of) => View::Feed(Box::new(feed::feed(context, *of))),
        PageKind::Sitemap(range) => View::Machine(machine::sitemap(context, range.clone())),
        PageKind::SitemapIndex(n_sitemaps) => {
            View::Machine(machine::sitemap_index(context, *n_sitemaps))
        }
        PageKind::NewsSitemap(ids) => View::Machine(machine::news(context, ids)),
        PageKind::FeedList => View::Machine(machine::feed_list(context)),
        PageKind::Robots => View::Machine(machine::robots(context)),
        PageKind::Headers => View::Machine(machine::headers(context)),
        PageKind::File(path) => View::File(path.clone()),
    }
}

/// Makes the view of the site as a whole, as pages in the language of `branch` see it.
pub fn site(context: &Context, branch: BranchId) -> SiteView {
    let config = &context.site.config;
    let main = BranchId(0);
    let index = |kind| {
        let routes = [branch, main].map(|branch| context.site.index_route(branch, kind));
        routes
            .iter()
            .find_map(|route| context.plan.page(route))
            .map(|page| context.href(&page.route))
    };
    let icon = config.icon.as_deref().unwrap_or(json_ld::DEFAULT_ICON);
    let icon = context
        .plan
        .page(&Route::root().file(icon))
        .map(|page| context.href(&page.route));
    let nav = config.nav.iter();
    SiteView {
        title: context.title(branch).to_owned(),
        description_language: description_language(context, branch),
        description: context.description(branch),
        home: context.href(&context.site.home_route(branch, None)),
        language: config.language.clone(),
        nav: nav.map(|item| links::nav(context, branch, item)).collect(),
        topics: index(Kind::Topic),
        countries: index(Kind::Country),
        regions: index(Kind::Region),
        storylines: index(Kind::Storyline),
        people: index(Kind::Person),
        organizations: index(Kind::Organization),
        publishers: index(Kind::Publisher),
        country_label: context.country_label(branch),
        archive: newest_year(context, branch).or_else(|| newest_year(context, main)),
        corrections: context.href(&context.site.corrections_route(branch, None)),
        editions: (!context.site.editions.is_empty())
            .then(|| context.href(&context.site.editions_route())),
        policy: machine::POLICY,
        stylesheets: context
            .plan
            .stylesheets()
            .map(|route| context.href(route))
            .collect(),
        icon,
        author: context.author(branch),
        editor: config.editor.clone(),
        email: config.email.clone(),
        extra: config.extra.clone(),
    }
}

/// The language of what the site says it is, where it says so in the main one only.
fn description_language(context: &Context, branch: BranchId) -> Option<LanguageView> {
    let config = &context.site.config;
    let is_own = branch.0 == 0 || config.describes_itself_in(&context.site.branch(branch).language);
    (!is_own).then(|| LanguageView::of(&config.language))
}

/// Makes the view of the lists of `site.yaml` in the language of `branch`.
pub fn lists(context: &Context, branch: BranchId) -> ListsView {
    let site = context.site;
    let cards = |list: &NamedList| {
        let briefs = list.briefs(site, branch).into_iter();
        (
            list.name.clone(),
            briefs.map(|id| list::card(context, branch, id)).collect(),
        )
    };
    ListsView {
        lists: site.lists.iter().map(cards).collect(),
    }
}

/// The link to the newest year of the archive.
fn newest_year(context: &Context, branch: BranchId) -> Option<String> {
    let years = context
        .site
        .branch(branch)
        .archive
        .keys()
        .filter(|period| period.month.is_none());
    years
        .max()
        .map(|year| context.href(&context.site.archive_route(branch, *year, None)))
}

/// What differs between the frames of pages.
struct Frame<'a> {
    kind: &'a str,
    title: String,
    description: Option<String>,
    branch: BranchId,
    feed: Option<FeedOf>,
    trail: Vec<LinkView>,
    listed: Listed,
}

/// Whether search engines may list a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Yes,
    No,
}

fn frame(context: &Context, page: &Page, frame: Frame) -> PageView {
    let site = context.site;
    let branch = site.branch(frame.branch);
    let own = frame.feed.filter(|of| *of != FeedOf::Site);
    let mut feeds = Vec::new();
    for of in own.into_iter().chain([FeedOf::Site]) {
        for kind in &site.config.feeds {
            let route = feed_route(
                site,
                Feed {
                    branch: frame.branch,
                    of,
                    kind: *kind,
                },
            );
            feeds.extend(context.plan.page(&route).map(|page| FeedLinkView {
                title: feed::title(context, frame.branch, of),
                href: context.href(&page.route),
                media_type: match kind {
                    FeedKind::Atom => "application/atom+xml",
                    FeedKind::Json => "application/feed+json",
                },
            }));
        }
    }
    let data = json_ld(context, page, &frame);
    let describe = || describe::title(context, frame.branch, &frame.title);
    let description = frame.description.or_else(|| Some(describe()));
    PageView {
        kind: frame.kind.to_owned(),
        description,
        title: frame.title,
        href: context.href(&page.route),
        canonical: site.config.base.permalink(&page.route),
        language: branch.language.clone(),
        direction: direction(branch.locale),
        noindex: frame.listed == Listed::No,
        versions: versions(context, page, frame.branch),
        feeds,
        json_ld: data,
        trail: frame.trail,
    }
}

/// Direction of the script of a language.
fn direction(locale: Locale) -> &'static str {
    locale.direction().word()
}

/// The languages that a page is there in: a brief by its versions, a list by the list at the same place.
fn versions(context: &Context, page: &Page, own: BranchId) -> Vec<AlternateView> {
    let site = context.site;
    let in_branch = |branch: BranchId| match &page.kind {
        _ if branch == own => Some(page.route.clone()),
        PageKind::Brief(id) => {
            let mut versions = site.placed(*id).versions.iter().map(|id| site.placed(*id));
            versions
                .find(|placed| placed.branch == branch)
                .map(|placed| placed.route.clone())
        }
        PageKind::Home(_, Part { number: None, .. })
        | PageKind::Group(GroupPart {
            part: Part { number: None, .. },
            ..
        })
        | PageKind::Index(..)
        | PageKind::Text(_)
        | PageKind::Corrections(_, Part { number: None, .. }) => {
            let route = page
                .route
                .moved(&site.branch(own).root, &site.branch(branch).root)?;
            context.plan.page(&route).map(|page| page.route.clone())
        }
        _ => None,
    };
    if site.branches.len() == 1 || site.config.base.host().is_none() {
        return Vec::new();
    }
    let there = site
        .branch_ids()
        .filter_map(|branch| Some((branch, in_branch(branch)?)));
    let mut versions: Vec<AlternateView> = there
        .map(|(branch, route)| AlternateView {
            language: site.branch(branch).language.clone(),
            href: context.permalink(&route),
        })
        .collect();
    if versions.len() == 1 {
        return Vec::new();
    }
    // The main language comes first where the page is there in it.
    if let Some(main) = versions
        .first()
        .filter(|first| first.language == site.config.language)
    {
        versions.push(AlternateView {
            language: "x-default".to_owned(),
            href: main.href.clone(),
        });
    }
    versions
}

/// What search engines read of a page, if the site's address is known and they may list the page.
fn json_ld(context: &Context, page: &Page, frame: &Frame) -> Vec<String> {
    if context.site.config.base.host().is_none() || frame.listed == Listed::No {
        return Vec::new();
    }
    let own = match &page.kind {
        PageKind::Brief(id) => json_ld::article(context, &context.site.brief(*id)),
        PageKind::Home(..) => Some(json_ld::web_site(context, frame.branch)),
        PageKind::Text(_) => None,
        _ => Some(json_ld::collection(context, &frame.title, &page.route)),
    };
    let trail = (!frame.trail.is_empty())
        .then(|| json_ld::breadcrumbs(context, &frame.trail, (&frame.title, &page.route)));
    own.into_iter().chain(trail).collect()
}

fn template(name: Option<&str>, usual: &str, seen: Seen) -> View {
    View::Template {
        template: name.unwrap_or(usual).to_owned(),
        seen: Box::new(seen),
    }
}

fn text(context: &Context, page: &Page, page_idx: usize) -> View {
    let file = &context.site.pages[page_idx];
    let branches = context.site.branch_ids();
    let language = file.language.as_deref();
    let branch = branches
        .into_iter()
        .find(|id| Some(context.site.branch(*id).language.as_str()) == language);
    let branch = branch.unwrap_or(BranchId(0));
    let from = From {
        path: &file.path,
        branch,
    };
    let links = Links::on_page(context, &file.body, from);
    let title = file.name().unwrap_or_default().to_owned();
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "page",
                title: title.clone(),
                description: describe::text(
                    context,
                    branch,
                    &fill::lead(context.site, &file.body, from),
                ),
                branch,
                feed: None,
                trail: links::trail_home(context, branch),
                listed: Listed::Yes,
            },
        )),
        text: Some(TextView {
            title,
            html: fill::stitched(&file.body, &links, Marks::Page),
            extra: file.extra.clone(),
        }),
        ..Seen::default()
    };
    template(file.template.as_deref(), "page.html", seen)
}

fn not_found(context: &Context, page: &Page) -> View {
    let main = BranchId(0);
    let seen = Seen {
        page: Some(frame(
            context,
            page,
            Frame {
                kind: "not-found",
                title: context.say(Word::NotFound, main),
                description: Some(context.say(Word::NotFoundWhy, main)),
                branch: main,
                feed: None,
                trail: links::trail_home(context, main),
                listed: Listed::No,
            },
        )),
        ..Seen::default()
    };
    template(None, "404.html", seen)
}

fn redirect(context: &Context, page: &Page, to: &Route) -> View {
    let seen = Seen {
        page: Some(PageView {
            canonical: context.site.config.base.permalink(to),
            ..frame(
                context,
                page,
                Frame {
                    kind: "redirect",
                    title: context.say(Word::Moved, BranchId(0)),
                    description: None,
                    branch: BranchId(0),
                    feed: None,
                    trail: Vec::new(),
                    listed: Listed::No,
                },
            )
        }),
        redirect: Some(RedirectView {
            href: context.href(to),
        }),
        ..Seen::default()
    };
    template(None, "redirect.html", seen)
}
