//! The frame of a page: everything that all pages have, whatever they show. Each kind fills in a [`Frame`]; the rest
//! follows from the plan.

use crate::page::context::Context;
use crate::page::feeds;
use crate::page::json_ld;
use crate::page::plan::{FeedOf, Page};
use crate::page::routes;
use crate::page::view::{AlternateView, FeedLinkView, LinkView, PageView, TemplateContext};
use crate::page::views::describe;
use crate::site::LanguageId;
use crate::url::Route;

/// The parts of a frame that differ between kinds of pages.
pub struct Frame {
    /// Kind of the page, for templates.
    pub kind: String,
    /// Title without the name of the site.
    pub title: String,
    /// Description for search engines; made from the title if `None`.
    pub description: Option<String>,
    pub lang: LanguageId,
    /// Subject of the page's own feed.
    pub feed: Option<FeedOf>,
    /// Pages above this one, from the home page down.
    pub trail: Vec<LinkView>,
}

impl Frame {
    /// Makes the frame of a page directly below the home page.
    pub fn new(context: &Context, lang: LanguageId, kind: &str, title: String) -> Self {
        Frame {
            kind: kind.to_owned(),
            title,
            description: None,
            lang,
            feed: None,
            trail: trail_home(context, lang),
        }
    }

    /// Makes a template context with the facts that every page has.
    pub fn seen(self, context: &Context, page: &Page) -> TemplateContext {
        TemplateContext {
            page: Some(self.view(context, page)),
            ..TemplateContext::default()
        }
    }

    /// Makes the view of the facts that every page has.
    pub fn view(self, context: &Context, page: &Page) -> PageView {
        let site = context.site;
        let lang = site.lang(self.lang);
        let is_indexable = page.kind.facts().is_indexable(site);
        let describe = || describe::title(context, self.lang, &self.title);
        PageView {
            description: Some(self.description.clone().unwrap_or_else(describe)),
            href: context.href(&page.route),
            canonical: site.config.base.permalink(&page.route),
            language: lang.language.clone(),
            direction: lang.locale.direction().as_str(),
            noindex: !is_indexable,
            versions: versions(context, page, self.lang),
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

    /// Returns the page's own feed, then the site's, each in every format.
    fn feeds(&self, context: &Context) -> Vec<FeedLinkView> {
        // The home page's own feed is the site's: announce it once.
        let own = self.feed.filter(|of| *of != FeedOf::Site);
        let mut links = Vec::new();
        for of in own.into_iter().chain([FeedOf::Site]) {
            let page = feeds::page_route(context.site, self.lang, of);
            let title = feeds::title(context, self.lang, of);
            for kind in &context.site.config.feeds {
                // `kinds::feed` decides which feeds exist; the plan knows the result.
                let route = page.file(feeds::file_name(*kind));
                links.extend(context.plan.page(&route).map(|feed| FeedLinkView {
                    title: title.clone(),
                    href: context.href(&feed.route),
                    media_type: feeds::media_type(*kind),
                }));
            }
        }
        links
    }

    /// Makes the structured data of a page that lists briefs.
    pub fn list_data(&self, context: &Context, route: &Route) -> String {
        json_ld::collection(context, &self.title, route)
    }

    /// Makes the structured data of a page; none if the site has no `url`, since it needs full addresses.
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

/// Returns the breadcrumbs of a page directly below the home page.
pub(crate) fn trail_home(context: &Context, lang: LanguageId) -> Vec<LinkView> {
    let href = context.href(&routes::home(context.site, lang, None));
    vec![LinkView::new(context.title(lang).to_owned(), Some(href))]
}

/// Returns the languages in which a page exists, with the full address of each.
fn versions(context: &Context, page: &Page, own: LanguageId) -> Vec<AlternateView> {
    let site = context.site;
    if site.languages.len() == 1 || site.config.base.host().is_none() {
        return Vec::new();
    }
    let facts = page.kind.facts();
    let root = |lang| &site.lang(lang).root;
    let there = site.language_ids().filter_map(|lang| {
        let route = if lang == own {
            page.route.clone()
        } else if facts.is_in_all_languages() {
            let there = page.route.moved(root(own), root(lang))?;
            context.plan.page(&there)?.route.clone()
        } else {
            facts.version(site, lang)?
        };
        Some((lang, route))
    });
    let mut versions: Vec<AlternateView> = there
        .map(|(lang, route)| AlternateView {
            language: site.lang(lang).language.clone(),
            href: context.permalink(&route),
        })
        .collect();
    // Alone, a page's own language tells search engines nothing.
    if versions.len() == 1 {
        return Vec::new();
    }
    // Languages are in the order of the site: if the page exists in the main one, it comes first. If it does not, no
    // version is a better default than the others.
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
