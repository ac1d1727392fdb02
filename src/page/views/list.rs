//! Lists of briefs: their cards, the pages of a list.

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

/// What readers are told of a brief wherever it is named.
pub(crate) const WITHDRAWN: &str = "withdrawn";
/// A mistake in it was corrected.
pub(crate) const CORRECTED: &str = "corrected";
/// Something in it was made clear.
pub(crate) const CLARIFIED: &str = "clarified";
/// More is expected.
pub(crate) const DEVELOPING: &str = "developing";
/// Publishers that a card names.
const MAX_PUBLISHERS: usize = 2;

/// Makes one page of the list of `briefs`, whose pages are where `route` says.
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

/// Returns when one of the briefs of `list` at these positions last changed.
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
        // Rare: hardly a list names a brief in another language.
        return SharedView::new(&make_card(context, lang, id));
    }
    SharedView::clone(&context.cards[id.0 as usize])
}

/// Makes the card of a brief for pages of `lang`. What stands around the headline and the summary is in the page's
/// language, whatever theirs is.
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

/// What readers must know of a brief wherever it is named. Entries dated in the future do not count yet.
pub(crate) fn marks(context: &Context, node: &BriefNode) -> Vec<&'static str> {
    let head = &node.meta;
    if head.is_withdrawn() {
        return vec![WITHDRAWN];
    }
    let has_any = |times: &[Timestamp]| times.iter().any(|at| *at <= context.site.now);
    let marks = [
        (CORRECTED, has_any(&head.corrected)),
        (CLARIFIED, has_any(&head.clarified)),
        (DEVELOPING, head.status == Status::Developing),
    ];
    marks
        .into_iter()
        .filter(|(_, is_so)| *is_so)
        .map(|(mark, _)| mark)
        .collect()
}

/// When a brief last changed, if it did after publication.
pub(crate) fn modified(
    context: &Context,
    lang: LanguageId,
    linked: &BriefNode,
) -> Option<crate::page::view::TimeView> {
    let modified = linked.meta.modified(context.site.now);
    (modified > linked.meta.public_from()).then(|| context.instant(modified, lang))
}

/// The visible label of a genre.
pub(crate) fn label(genre: Genre) -> Option<&'static str> {
    (genre != Genre::News).then(|| genre.word())
}

/// Why readers do not see a brief, in a preview.
pub(crate) fn hidden(linked: &BriefNode) -> Option<&'static str> {
    (!linked.visibility.is_public()).then(|| linked.visibility.as_str())
}
