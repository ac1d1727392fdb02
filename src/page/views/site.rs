//! What all pages see: the site as a whole, its lists.

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::json_ld;
use crate::page::kinds::{archive, headers};
use crate::page::routes;
use crate::page::view::{LanguageView, ListsView, SiteView};
use crate::page::views::{links, list};
use crate::site::{BranchId, NamedList};
use crate::url::Route;

/// Makes the view of the site as a whole, as pages in the language of `branch` see it.
pub fn site(context: &Context, branch: BranchId) -> SiteView {
    let config = &context.site.config;
    let main = BranchId(0);
    let index = |kind| {
        let routes = [branch, main].map(|branch| routes::index(context.site, branch, kind));
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
        home: context.href(&routes::home(context.site, branch, None)),
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
        corrections: context.href(&routes::corrections(context.site, branch, None)),
        editions: (!context.site.editions.is_empty())
            .then(|| context.href(&context.site.editions_route())),
        policy: headers::POLICY,
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
        .map(|year| context.href(&archive::route(context.site, branch, *year, None)))
}
