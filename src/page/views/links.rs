//! Links that the frame of a page is made of: the menu, the trail, the names of things.

use crate::brief::Citation;
use crate::config::NavItem;
use crate::country::Country;
use crate::kind::Kind;
use crate::locale::{self, Locale};
use crate::page::context::Context;
use crate::page::routes;
use crate::page::view::{LanguageView, LinkView};
use crate::page::views::trail_home;
use crate::site::{BranchId, GroupId, Resolution};
use crate::words::Word;

impl LinkView {
    /// A link whose text is in the page's language.
    pub fn new(text: String, href: Option<String>) -> Self {
        LinkView {
            text,
            href,
            language: None,
        }
    }
}

impl LanguageView {
    /// The language with this BCP 47 `tag`.
    pub fn of(tag: &str) -> Self {
        LanguageView {
            tag: tag.to_owned(),
            direction: Locale::of(tag).direction().word(),
            name: locale::autonym(tag).unwrap_or(tag).to_owned(),
        }
    }
}

/// The language of `of`, for what stands in it on a page of `branch`; nothing if that is the page's own.
pub(crate) fn language(context: &Context, branch: BranchId, of: BranchId) -> Option<LanguageView> {
    (branch != of).then(|| LanguageView::of(&context.site.branch(of).language))
}

/// The language of the name of `group` on a page of `branch`; nothing if that is the page's own.
pub(crate) fn name_language(
    context: &Context,
    branch: BranchId,
    group: GroupId,
) -> Option<LanguageView> {
    let is_own = branch.0 == 0 || context.site.is_named_in(branch, group);
    (!is_own).then(|| LanguageView::of(&context.site.config.language))
}

/// The language of what a file says, which has `language`, on a page of `branch`; nothing if that is the page's own.
pub(crate) fn file_language(
    context: &Context,
    branch: BranchId,
    file: Option<&str>,
) -> Option<LanguageView> {
    language(context, branch, context.site.branch_of(file))
}

/// Makes an entry of the main menu. Where it leads nowhere, it is text; `check` says so.
///
/// The menu is written in the main language; in another an entry is called what the page it leads to is, and
/// leads to the page in that language if there is one.
pub(crate) fn nav(context: &Context, branch: BranchId, item: &NavItem) -> LinkView {
    let site = context.site;
    let from = crate::site::From {
        path: &site.config.path,
        branch,
    };
    let is_main = branch.0 == 0;
    let target = site.config.nav_target(item);
    let (title, href) = match site.resolve(&target, from) {
        Resolution::External(href) => (None, Some(href)),
        Resolution::Page { route, title, .. } => (
            Some(site.title(title)),
            Some(context.href(&route) + &target.query()),
        ),
        Resolution::Address { route, .. } => {
            let route = context.plan.nearest_route(&route);
            let there = route.moved(&site.branches[0].root, &site.branch(branch).root);
            let there = there.filter(|there| context.plan.page(there).is_some());
            let text = there.as_ref().and_then(|there| {
                let named = (0..site.pages.len()).find(|idx| site.page_route(*idx) == *there);
                named
                    .and_then(|idx| site.pages[idx].name())
                    .map(str::to_owned)
            });
            (
                text,
                Some(context.href(&there.unwrap_or(route)) + &target.query()),
            )
        }
        _ => (None, None),
    };
    let title = title.filter(|_| !is_main);
    let language = if title.is_none() {
        language(context, branch, BranchId(0))
    } else {
        None
    };
    LinkView {
        text: title.unwrap_or_else(|| item.title.clone()),
        href,
        language,
    }
}

/// The trail of a group: home, the list of its kind, the groups above it.
pub(crate) fn trail_group(context: &Context, branch: BranchId, group: GroupId) -> Vec<LinkView> {
    let site = context.site;
    let mut trail = trail_home(context, branch);
    let kind = site.group(group).kind;
    // Countries are how readers find regions.
    let lists = if kind == Kind::Region {
        &[Kind::Country, kind][..]
    } else {
        &[kind]
    };
    for kind in lists {
        let index = routes::index(site, branch, *kind);
        if context.plan.page(&index).is_some() {
            trail.push(LinkView::new(
                index_title(context, branch, *kind),
                Some(context.href(&index)),
            ));
        }
    }
    let mut above = Vec::new();
    let mut at = site.group(group).parent;
    while let Some(parent) = at {
        above.push(link(context, branch, parent));
        at = site.group(parent).parent;
    }
    trail.extend(above.into_iter().rev());
    trail
}

/// The name of the list of everything of a kind in the language of `branch`.
pub(crate) fn index_title(context: &Context, branch: BranchId, kind: Kind) -> String {
    let word = match kind {
        Kind::Country => return context.country_label(branch),
        Kind::Topic => Word::Topics,
        Kind::Region => Word::Regions,
        Kind::Person => Word::People,
        Kind::Organization => Word::Organizations,
        Kind::Storyline => Word::Storylines,
        Kind::Publisher => Word::Publishers,
        Kind::Edition => Word::Editions,
        // What has no list but the home page.
        Kind::Brief | Kind::Page => return context.title(branch).to_owned(),
    };
    context.say(word, branch)
}

/// A link to a group, if it has a page in `branch` or in the main language.
pub(crate) fn link(context: &Context, branch: BranchId, group: GroupId) -> LinkView {
    let site = context.site;
    let href = site.page_branch(branch, group);
    let href = href.map(|branch| context.href(&site.group_route(branch, group, None)));
    LinkView {
        text: name(context, branch, group),
        href,
        language: name_language(context, branch, group),
    }
}

/// The name of a group in the language of `branch`.
pub(crate) fn name(context: &Context, branch: BranchId, group: GroupId) -> String {
    let name = context.site.name_of(branch, group);
    match context.site.group(group).kind {
        // A sentence rather than a name.
        Kind::Storyline => context.typeset(&name, branch),
        _ => name,
    }
}

/// Links to the groups of a kind with these slugs or names, in the order of the front matter.
pub(crate) fn tagged<'a>(
    context: &Context,
    branch: BranchId,
    kind: Kind,
    names: impl IntoIterator<Item = &'a str>,
) -> Vec<LinkView> {
    let ids = names
        .into_iter()
        .filter_map(|name| context.site.tagged(kind, name));
    ids.map(|id| link(context, branch, id)).collect()
}

/// Links to countries, in the order of the front matter.
pub(crate) fn countries(
    context: &Context,
    branch: BranchId,
    countries: &[Country],
) -> Vec<LinkView> {
    let codes: Vec<String> = countries
        .iter()
        .map(|country| country.code().to_lowercase())
        .collect();
    tagged(
        context,
        branch,
        Kind::Country,
        codes.iter().map(String::as_str),
    )
}

/// A link to the publisher of a source.
pub(crate) fn publisher(
    context: &Context,
    branch: BranchId,
    citation: &Citation,
) -> Option<LinkView> {
    let name = context
        .site
        .publishers
        .name(citation, &context.site.branch(branch).language)?
        .to_owned();
    let (slug, _) = context.site.publishers.slug_and_name(&citation.cited())?;
    let group = context.site.group_of(Kind::Publisher, &slug);
    Some(LinkView::new(
        name,
        group.and_then(|group| link(context, branch, group).href),
    ))
}
