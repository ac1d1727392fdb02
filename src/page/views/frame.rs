//! The frame of a page: what every page has, whatever it shows.

use crate::page::context::Context;
use crate::page::feeds;
use crate::page::json_ld;
use crate::page::plan::{Feed, FeedOf, Page};
use crate::page::routes;
use crate::page::view::{AlternateView, FeedLinkView, LinkView, PageView, Seen};
use crate::page::views::describe;
use crate::site::BranchId;
use crate::url::Route;

/// What differs between the frames of pages.
pub struct Frame {
    /// What the page is, for templates.
    pub kind: String,
    /// Its title, without the site's.
    pub title: String,
    /// What search engines show below the title.
    pub description: Option<String>,
    /// The language.
    pub branch: BranchId,
    /// What it has a feed of.
    pub feed: Option<FeedOf>,
    /// The pages above it, from the home page down.
    pub trail: Vec<LinkView>,
}

impl Frame {
    /// The frame of a page right below the home page.
    pub fn new(context: &Context, branch: BranchId, kind: &str, title: String) -> Self {
        Frame {
            kind: kind.to_owned(),
            title,
            description: None,
            branch,
            feed: None,
            trail: trail_home(context, branch),
        }
    }

    /// Makes what templates see of every page.
    pub fn seen(self, context: &Context, page: &Page) -> Seen {
        Seen {
            page: Some(self.view(context, page)),
            ..Seen::default()
        }
    }

    /// Makes the view of what every page has.
    pub fn view(self, context: &Context, page: &Page) -> PageView {
        let site = context.site;
        let branch = site.branch(self.branch);
        let is_indexable = page.kind.facts().is_indexable(site);
        let describe = || describe::title(context, self.branch, &self.title);
        PageView {
            description: Some(self.description.clone().unwrap_or_else(describe)),
            href: context.href(&page.route),
            canonical: site.config.base.permalink(&page.route),
            language: branch.language.clone(),
            direction: branch.locale.direction().word(),
            noindex: !is_indexable,
            versions: versions(context, page, self.branch),
            feeds: self.feeds(context),
            json_ld: if is_indexable {
                self.json_ld(context, page)
            } else {
                Vec::new()
            },
            kind: self.kind,
            title: self.title,
            trail: self.trail,
        }
    }

    /// The page's own feed, then the site's, in each form.
    fn feeds(&self, context: &Context) -> Vec<FeedLinkView> {
        let own = self.feed.filter(|of| *of != FeedOf::Site);
        let all = own.into_iter().chain([FeedOf::Site]);
        let in_each_form = all.flat_map(|of| {
            let kinds = context.site.config.feeds.iter();
            kinds.map(move |kind| Feed {
                branch: self.branch,
                of,
                kind: *kind,
            })
        });
        let planned = in_each_form.filter_map(|feed| {
            let route = feeds::route(context.site, feed);
            context.plan.page(&route).map(|page| FeedLinkView {
                title: feeds::title(context, feed.branch, feed.of),
                href: context.href(&page.route),
                media_type: feeds::media_type(feed.kind),
            })
        });
        planned.collect()
    }

    /// What search engines read of a page that lists briefs.
    pub fn list_data(&self, context: &Context, route: &Route) -> String {
        json_ld::collection(context, &self.title, route)
    }

    /// What search engines read of a page, if the site's address is known.
    fn json_ld(&self, context: &Context, page: &Page) -> Vec<String> {
        if context.site.config.base.host().is_none() {
            return Vec::new();
        }
        let own = page.kind.facts().data(context, &page.route, self);
        let trail = (!self.trail.is_empty())
            .then(|| json_ld::breadcrumbs(context, &self.trail, (&self.title, &page.route)));
        own.into_iter().chain(trail).collect()
    }
}

/// The trail of a page right below the home page.
pub(crate) fn trail_home(context: &Context, branch: BranchId) -> Vec<LinkView> {
    let href = context.href(&routes::home(context.site, branch, None));
    vec![LinkView::new(context.title(branch).to_owned(), Some(href))]
}

/// The languages that a page is there in.
fn versions(context: &Context, page: &Page, own: BranchId) -> Vec<AlternateView> {
    let site = context.site;
    if site.branches.len() == 1 || site.config.base.host().is_none() {
        return Vec::new();
    }
    let facts = page.kind.facts();
    let root = |branch| &site.branch(branch).root;
    let there = site.branch_ids().filter_map(|branch| {
        let route = if branch == own {
            page.route.clone()
        } else if facts.is_in_all_languages() {
            let there = page.route.moved(root(own), root(branch))?;
            context.plan.page(&there)?.route.clone()
        } else {
            facts.version(site, branch)?
        };
        Some((branch, route))
    });
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
