//! Lists of briefs: their cards, the pages of a list.

use crate::brief::Genre;
use crate::page::context::Context;
use crate::page::fill;
use crate::page::view::{CardView, ListView};
use crate::page::views::links;
use crate::shown::Shown;
use crate::site::{BriefId, GroupKind, LinkedBrief, Part};
use crate::url::Route;

/// Makes one page of the list of `briefs`, whose pages are where `route` says.
pub fn list(
    context: &Context,
    briefs: &[BriefId],
    part: &Part,
    route: &dyn Fn(Option<usize>) -> Route,
) -> ListView {
    let shown = briefs.get(part.range.clone()).unwrap_or_default();
    ListView {
        briefs: shown.iter().map(|id| card(context, *id)).collect(),
        mentioned: Vec::new(),
        total: briefs.len(),
        number: part.number,
        newer: part.newer.map(|number| context.href(&route(number))),
        older: part.older.map(|number| context.href(&route(Some(number)))),
    }
}

/// Returns the card of a brief.
pub fn card(context: &Context, id: BriefId) -> Shown<CardView> {
    context.shelf.card(context.site, id, |site| make_card(&Context { site, ..*context }, id))
}

fn make_card(context: &Context, id: BriefId) -> CardView {
    let linked = &context.site.brief(id);
    let brief = &linked.brief;
    let branch = linked.branch;
    let section = brief.topics.first().map(String::as_str);
    let mut publishers: Vec<String> = Vec::new();
    let language = &context.site.branch(branch).language;
    let name = |citation| context.site.publishers.name(citation, language);
    for name in brief.citations.iter().filter_map(name) {
        if !publishers.iter().any(|known| known == name) {
            publishers.push(name.to_owned());
        }
    }
    CardView {
        title: context.typeset(&brief.title, branch),
        href: context.href(&linked.route),
        date: context.time(&brief.date, branch),
        modified: modified(context, linked),
        summary: context.typeset(&fill::summary(context.site, linked), branch),
        section: links::tagged(context, branch, GroupKind::Topic, section).pop(),
        countries: links::countries(context, branch, &brief.countries),
        publishers,
        label: label(brief.genre),
        developing: brief.status == crate::brief::Status::Developing,
        corrected: brief.corrections.iter().any(|entry| context.site.now.has_come(entry.at.at)),
        hidden: hidden(linked),
    }
}

/// When a brief last changed, if it did after publication.
pub fn modified(context: &Context, linked: &LinkedBrief) -> Option<crate::page::view::TimeView> {
    let modified = linked.brief.modified(&context.site.now);
    (modified > linked.brief.public_from()).then(|| context.instant(modified, linked.branch))
}

/// The visible label of a genre.
pub fn label(genre: Genre) -> Option<&'static str> {
    (genre != Genre::News).then(|| genre.word())
}

/// Why readers do not see a brief, in a preview.
pub fn hidden(linked: &LinkedBrief) -> Option<&'static str> {
    (!linked.visibility.is_public()).then(|| linked.visibility.word())
}
