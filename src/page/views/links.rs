//! Links in the frame of a page and in its lists of tags: the menu, breadcrumbs, and the names of groups, each with the
//! language of its text.

use crate::body;
use crate::brief::Citation;
use crate::config::NavItem;
use crate::country::Country;
use crate::i18n::MessageKey;
use crate::kind::Kind;
use crate::locale::{self, Locale};
use crate::page::context::Context;
use crate::page::routes;
use crate::page::view::{LanguageView, LinkView};
use crate::page::views::trail_home;
use crate::site::{GroupId, LanguageId, Resolution, Site};

impl LinkView {
    /// Makes a link with a text in the page's language.
    pub fn new(text: String, href: Option<String>) -> Self {
        LinkView {
            text,
            href,
            language: None,
        }
    }
}

impl LanguageView {
    /// Describes the language with this BCP 47 `tag`.
    pub fn of(tag: &str) -> Self {
        LanguageView {
            tag: tag.to_owned(),
            direction: Locale::of(tag).direction().as_str(),
            name: locale::autonym(tag).unwrap_or(tag).to_owned(),
        }
    }
}

/// Returns the language of a text in `of` on a page of `lang`; `None` if it is the page's own.
pub(crate) fn language(
    context: &Context,
    lang: LanguageId,
    of: LanguageId,
) -> Option<LanguageView> {
    (lang != of).then(|| LanguageView::of(&context.site.lang(of).language))
}

/// Returns the language of the name of `group` on a page of `lang`; `None` if it is the page's own.
pub(crate) fn name_language(
    context: &Context,
    lang: LanguageId,
    group: GroupId,
) -> Option<LanguageView> {
    context.plan.group_link(lang, group).language.clone()
}

/// Returns the language of the text of a file, whose language is `file`, on a page of `lang`; `None` if it is the
/// page's own.
pub(crate) fn file_language(
    context: &Context,
    lang: LanguageId,
    file: Option<&str>,
) -> Option<LanguageView> {
    language(context, lang, context.site.lang_of(file))
}

/// Makes an entry of the main menu. A dead entry becomes plain text, which `check` reports.
///
/// The menu is written in the main language. In another language, an entry is named after the page it leads to, and
/// leads to that page's translation if there is one.
pub(crate) fn nav(context: &Context, lang: LanguageId, item: &NavItem) -> LinkView {
    let site = context.site;
    let from = crate::site::LinkOrigin {
        path: &site.config.path,
        lang,
    };
    let is_main = lang.0 == 0;
    let target = site.config.nav_target(item);
    let (title, href) = match site.resolve(&target, from) {
        Resolution::External(href) => (None, Some(href)),
        Resolution::Page { route, title, .. } => (
            Some(site.title(title)),
            Some(context.href(&route) + &target.query()),
        ),
        Resolution::Address { route, .. } => {
            let route = context.plan.nearest_route(&route);
            let translated = route.moved(&site.languages[0].root, &site.lang(lang).root);
            let translated = translated.filter(|there| context.plan.page(there).is_some());
            let text = translated.as_ref().and_then(|there| {
                // Only pages of `content/pages/` have a translated title; for any other address the menu's own text
                // stays.
                let named = (0..site.pages.len()).find(|idx| site.page_route(*idx) == *there);
                named
                    .and_then(|idx| site.pages[idx].name())
                    .map(str::to_owned)
            });
            (
                text,
                Some(context.href(&translated.unwrap_or(route)) + &target.query()),
            )
        }
        _ => (None, None),
    };
    let title = title.filter(|_| !is_main);
    let language = if title.is_none() {
        language(context, lang, LanguageId(0))
    } else {
        None
    };
    LinkView {
        text: title.unwrap_or_else(|| item.title.clone()),
        href,
        language,
    }
}

/// Returns the breadcrumbs of a group: home, the list of its kind, the groups above it.
pub(crate) fn trail_group(context: &Context, lang: LanguageId, group: GroupId) -> Vec<LinkView> {
    let site = context.site;
    let mut trail = trail_home(context, lang);
    let kind = site.group(group).kind;
    // Readers find regions through the list of countries, so it comes first.
    let lists = if kind == Kind::Region {
        &[Kind::Country, kind][..]
    } else {
        &[kind]
    };
    for kind in lists {
        let index = routes::index(site, lang, *kind);
        if context.plan.page(&index).is_some() {
            trail.push(LinkView::new(
                index_title(context, lang, *kind),
                Some(context.href(&index)),
            ));
        }
    }
    // Collected from the bottom up, shown from the top down.
    let mut above = Vec::new();
    let mut at = site.group(group).parent;
    while let Some(parent) = at {
        above.push(link(context, lang, parent));
        at = site.group(parent).parent;
    }
    trail.extend(above.into_iter().rev());
    trail
}

/// Returns the title of the list of everything of a kind in the language `lang`.
pub(crate) fn index_title(context: &Context, lang: LanguageId, kind: Kind) -> String {
    let key = match kind {
        Kind::Country => return context.country_label(lang),
        Kind::Topic => MessageKey::Topics,
        Kind::Region => MessageKey::Regions,
        Kind::Person => MessageKey::People,
        Kind::Organization => MessageKey::Organizations,
        Kind::Storyline => MessageKey::Storylines,
        Kind::Publisher => MessageKey::Publishers,
        Kind::Edition => MessageKey::Editions,
        // These kinds have no list of their own; the home page comes closest.
        Kind::Brief | Kind::Page => return context.title(lang).to_owned(),
    };
    context.format(key, lang)
}

/// Links to a group, if it has a page in `lang` or in the main language.
pub(crate) fn link(context: &Context, lang: LanguageId, group: GroupId) -> LinkView {
    context.plan.group_link(lang, group).clone()
}

/// Makes the link to a group, for the plan, which has those of all groups.
pub(crate) fn group(site: &Site, lang: LanguageId, group: GroupId) -> LinkView {
    let name = site.name_of(lang, group);
    let text = match site.group(group).kind {
        // The title of a storyline is a sentence, which needs the quotes of its language; a name is left as typed.
        Kind::Storyline => body::typographic(&name, body::Style::of(site.lang(lang).locale)),
        _ => name,
    };
    let href = site.page_lang(lang, group);
    let is_own = lang.0 == 0 || site.is_named_in(lang, group);
    LinkView {
        text,
        href: href.map(|lang| site.config.base.href(&site.group_route(lang, group, None))),
        language: (!is_own).then(|| LanguageView::of(&site.config.language)),
    }
}

/// Returns the name of a group in the language `lang`.
pub(crate) fn name(context: &Context, lang: LanguageId, group: GroupId) -> String {
    context.plan.group_link(lang, group).text.clone()
}

/// Links to the groups of a kind with these slugs or names, in the order of the front matter.
pub(crate) fn tagged<'a>(
    context: &Context,
    lang: LanguageId,
    kind: Kind,
    names: impl IntoIterator<Item = &'a str>,
) -> Vec<LinkView> {
    let ids = names
        .into_iter()
        .filter_map(|name| context.site.tagged(kind, name));
    ids.map(|id| link(context, lang, id)).collect()
}

/// Links to countries, in the order of the front matter.
pub(crate) fn countries(
    context: &Context,
    lang: LanguageId,
    countries: &[Country],
) -> Vec<LinkView> {
    let codes: Vec<String> = countries
        .iter()
        .map(|country| country.code().to_lowercase())
        .collect();
    tagged(
        context,
        lang,
        Kind::Country,
        codes.iter().map(String::as_str),
    )
}

/// Links to the publisher of a source; `None` if the publisher is unknown.
pub(crate) fn publisher(
    context: &Context,
    lang: LanguageId,
    citation: &Citation,
) -> Option<LinkView> {
    let name = context
        .site
        .publishers
        .name(citation, &context.site.lang(lang).language)?
        .to_owned();
    let (slug, _) = context.site.publishers.slug_and_name(&citation.cited())?;
    let group = context.site.group_of(Kind::Publisher, &slug);
    Some(LinkView::new(
        name,
        group.and_then(|group| link(context, lang, group).href),
    ))
}
