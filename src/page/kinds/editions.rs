//! The list of all editions, newest first; and the cards of editions, which the home page shows too.

use crate::i18n::MessageKey;
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{Page, PageKind};
use crate::page::view::{EditionCardView, TemplateContext};
use crate::page::views::{Frame, describe, links, related};
use crate::site::{LanguageId, LinkedEdition, Site};

/// Number of editions whose cards name their first brief. The list can grow for years; its page must not.
const MAX_LEADS: usize = 30;

/// Whether the card of an edition names its first brief.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Shown,
    Left,
}

/// The page with all editions.
pub(crate) struct Editions;

impl PageFacts for Editions {
    fn common(&self) -> Common {
        Common::page("editions")
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let site = context.site;
        let lang = LanguageId(0);
        let title = links::index_title(context, lang, Kind::Edition);
        let newest_first = site.editions.iter().rev();
        let titles: Vec<String> = newest_first
            .map(|linked| context.typeset(&linked.edition.title, lang))
            .collect();
        let frame = Frame {
            description: describe::names(context, lang, &title, (&titles, MessageKey::Comma)),
            ..Frame::new(context, lang, "index", title)
        };
        let template_context = TemplateContext {
            editions: Some(newest(context, site.editions.len())),
            ..frame.seen(context, page)
        };
        View::of(None, "editions.html", template_context)
    }
}

/// Returns the list, if there is an edition.
pub(crate) fn pages(site: &Site) -> Vec<Page> {
    let page = (!site.editions.is_empty()).then(|| Page {
        route: site.editions_route(),
        kind: PageKind::Editions,
    });
    page.into_iter().collect()
}

/// Returns the cards of the newest editions, at most `limit`.
pub(crate) fn newest(context: &Context, limit: usize) -> Vec<EditionCardView> {
    let newest = context.site.editions.iter().rev().take(limit);
    let leads = std::iter::repeat_n(Lead::Shown, MAX_LEADS).chain(std::iter::repeat(Lead::Left));
    newest
        .zip(leads)
        .map(|(linked, lead)| card(context, linked, lead))
        .collect()
}

fn card(context: &Context, linked: &LinkedEdition, lead: Lead) -> EditionCardView {
    let site = context.site;
    let first = linked.briefs.first().filter(|_| lead == Lead::Shown);
    EditionCardView {
        number: linked.number,
        title: context.typeset(&linked.edition.title, LanguageId(0)),
        href: context.href(&site.edition_route(linked)),
        date: context.time(&linked.edition.date, LanguageId(0)),
        count: linked.briefs.len(),
        lead: first.map(|id| related::link(context, LanguageId(0), *id)),
    }
}
