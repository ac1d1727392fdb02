//! Lists of briefs: the pages of a list, the cards on them, and the marks of a brief. Which briefs a list holds is
//! decided in `site`.

use std::ops::Range;

use jiff::Timestamp;

use crate::brief::{Genre, Status};
use crate::kind::Kind;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::view::{CardView, ListView};
use crate::page::views::links;
use crate::shared_view::SharedView;
use crate::site::{BriefId, BriefNode, LanguageId, ListPage, Site};
use crate::url::Route;

/// Mark of a brief that was withdrawn.
pub(crate) const WITHDRAWN: &str = "withdrawn";
/// Mark of a brief in which a mistake was corrected.
pub(crate) const CORRECTED: &str = "corrected";
/// Mark of a brief in which something was clarified.
pub(crate) const CLARIFIED: &str = "clarified";
/// Mark of a brief to which more is expected to be added.
pub(crate) const DEVELOPING: &str = "developing";
/// Maximum number of publishers that a card names.
const MAX_PUBLISHERS: usize = 2;

/// Makes one page of the list of `briefs`; `route` gives the address of each page of the list.
pub(crate) fn list(
    context: &Context,
    (lang, briefs): (LanguageId, &[BriefId]),
    part: &ListPage,
    route: &dyn Fn(Option<usize>) -> Route,
) -> ListView {
    let shown = briefs.get(part.range.clone()).unwrap_or_default();
    ListView {
        briefs: shown.iter().map(|id| card(context, lang, *id)).collect(),
        total: briefs.len(),
        number: part.number,
        newer: part.newer.map(|number| context.href(&route(number))),
        older: part.older.map(|number| context.href(&route(Some(number)))),
        ..ListView::default()
    }
}

/// Returns the time of the latest change among the briefs of `list` in `range`.
pub(crate) fn newest_change(
    site: &Site,
    list: &[BriefId],
    range: &Range<usize>,
) -> Option<Timestamp> {
    let briefs = list.get(range.clone()).unwrap_or_default().iter();
    briefs
        .map(|id| site.node(*id).meta.modified(site.now))
        .max()
}

/// Returns the card of a brief for pages of `lang`.
pub(crate) fn card(context: &Context, lang: LanguageId, id: BriefId) -> SharedView<CardView> {
    if context.site.node(id).lang != lang {
        // Rare, so not worth caching: few lists name a brief in another language.
        return SharedView::new(make_card(context, lang, id));
    }
    SharedView::clone(&context.cards[id.0 as usize])
}

/// Makes the card of a brief for pages of `lang`: headline and summary in the brief's language, everything around them
/// in the page's.
pub(crate) fn make_card(context: &Context, lang: LanguageId, id: BriefId) -> CardView {
    let linked = context.site.node(id);
    let brief = &linked.meta;
    let section = brief.topics.first().map(String::as_str);
    let mut publishers: Vec<String> = Vec::new();
    let language = &context.site.lang(lang).language;
    let name = |cited| context.site.publishers.name_of(cited, language);
    for name in brief.cited.iter().filter_map(name) {
        if !publishers.iter().any(|known| known == name) {
            publishers.push(name.to_owned());
        }
    }
    CardView {
        // Quotes follow the language of the headline, not that of the page.
        title: context.typeset(&brief.title, linked.lang),
        title_html: context.title_html(brief, linked.lang),
        href: context.href(&linked.route),
        date: context.time(&brief.date, lang),
        modified: modified(context, lang, linked),
        summary: context.typeset(&body_html::summary(context.site, linked), linked.lang),
        section: links::tagged(context, lang, Kind::Topic, section).pop(),
        countries: links::countries(context, lang, &brief.countries),
        more_publishers: publishers.len().saturating_sub(MAX_PUBLISHERS),
        publishers: publishers.into_iter().take(MAX_PUBLISHERS).collect(),
        label: label(brief.genre),
        marks: marks(context, linked),
        language: links::language(context, lang, linked.lang),
        hidden: hidden(linked),
    }
}

/// Returns the marks that are shown wherever a brief is named. Entries dated in the future do not count yet.
pub(crate) fn marks(context: &Context, node: &BriefNode) -> Vec<&'static str> {
    let meta = &node.meta;
    if meta.is_withdrawn() {
        // Nothing else matters to readers of a withdrawn brief.
        return vec![WITHDRAWN];
    }
    let has_any = |times: &[Timestamp]| times.iter().any(|at| *at <= context.site.now);
    let marks = [
        (CORRECTED, has_any(&meta.corrected)),
        (CLARIFIED, has_any(&meta.clarified)),
        (DEVELOPING, meta.status == Status::Developing),
    ];
    marks
        .into_iter()
        .filter(|(_, is_so)| *is_so)
        .map(|(mark, _)| mark)
        .collect()
}

/// Returns the time of the last change of a brief, if it changed after publication.
pub(crate) fn modified(
    context: &Context,
    lang: LanguageId,
    linked: &BriefNode,
) -> Option<crate::page::view::TimeView> {
    let modified = linked.meta.modified(context.site.now);
    (modified > linked.meta.public_from()).then(|| context.instant(modified, lang))
}

/// Returns the visible label of a genre; `None` for news.
pub(crate) fn label(genre: Genre) -> Option<&'static str> {
    (genre != Genre::News).then(|| genre.as_str())
}

/// Returns the reason why readers do not see a brief; `None` if they do.
pub(crate) fn hidden(linked: &BriefNode) -> Option<&'static str> {
    (!linked.visibility.is_public()).then(|| linked.visibility.as_str())
}
