//! Views that all pages of a language share: the site as a whole, and the lists of `site.yaml`. Made once per language,
//! not per page.

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::json_ld;
use crate::page::kinds::{archive, headers};
use crate::page::routes;
use crate::page::view::{LanguageView, ListsView, SiteView};
use crate::page::views::{links, list};
use crate::site::{LanguageId, NamedList};
use crate::url::Route;

/// Makes the view of the site as a whole for pages of `lang`.
pub fn site(context: &Context, lang: LanguageId) -> SiteView {
    let config = &context.site.config;
    let main = LanguageId(0);
    let index = |kind| {
        let routes = [lang, main].map(|lang| routes::index(context.site, lang, kind));
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
        title: context.title(lang).to_owned(),
        description_language: description_language(context, lang),
        description: context.description(lang),
        home: context.href(&routes::home(context.site, lang, None)),
        root: context.href(&Route::root()),
        language: config.language.clone(),
        nav: nav.map(|item| links::nav(context, lang, item)).collect(),
        topics: index(Kind::Topic),
        countries: index(Kind::Country),
        regions: index(Kind::Region),
        storylines: index(Kind::Storyline),
        people: index(Kind::Person),
        organizations: index(Kind::Organization),
        publishers: index(Kind::Publisher),
        country_label: context.country_label(lang),
        // A language without listed briefs has no archive of its own.
        archive: newest_year(context, lang).or_else(|| newest_year(context, main)),
        corrections: context.href(&routes::corrections(context.site, lang, None)),
        editions: (!context.site.editions.is_empty())
            .then(|| context.href(&context.site.editions_route())),
        policy: headers::POLICY,
        stylesheets: context
            .plan
            .stylesheets()
            .map(|route| context.href(route))
            .collect(),
        icon,
        author: context.author(lang),
        editor: config.editor.clone(),
        email: config.email.clone(),
        extra: config.extra.clone(),
    }
}

/// Returns the main language, if the site describes itself in that one only.
fn description_language(context: &Context, lang: LanguageId) -> Option<LanguageView> {
    let config = &context.site.config;
    let is_own = lang.0 == 0 || config.describes_itself_in(&context.site.lang(lang).language);
    (!is_own).then(|| LanguageView::of(&config.language))
}

/// Makes the view of the lists of `site.yaml` for pages of `lang`.
pub fn lists(context: &Context, lang: LanguageId) -> ListsView {
    let site = context.site;
    let cards = |list: &NamedList| {
        let briefs = list.briefs(site, lang).into_iter();
        (
            list.name.clone(),
            briefs.map(|id| list::card(context, lang, id)).collect(),
        )
    };
    ListsView {
        lists: site.lists.iter().map(cards).collect(),
    }
}

/// Returns the link to the newest year of the archive.
fn newest_year(context: &Context, lang: LanguageId) -> Option<String> {
    let years = context
        .site
        .lang(lang)
        .archive
        .keys()
        .filter(|period| period.month.is_none());
    years
        .max()
        .map(|year| context.href(&archive::route(context.site, lang, *year, None)))
}
