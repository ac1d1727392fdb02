//! The home page: the newest day by section, ongoing storylines, corrections and editions; then the list of all briefs,
//! page by page. Reads the texts of the newest corrections.

use jiff::Timestamp;

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::json_ld;
use crate::page::kinds::{corrections, editions};
use crate::page::plan::{FeedOf, HomePage, Page, PageKind};
use crate::page::routes;
use crate::page::view::{CardView, HomeSectionView, HomeView, ListView, TemplateContext};
use crate::page::views::list::newest_change;
use crate::page::views::{Frame, activity, describe, links, list, storyline};
use crate::shared_view::SharedView;
use crate::site::{self, BriefId, GroupId, LanguageId, Site};
use crate::url::Route;

/// Maximum number of storylines on the front page.
const MAX_STORYLINES: usize = 6;
/// Maximum number of corrections on the front page.
const MAX_CORRECTIONS: usize = 3;
/// Maximum number of editions on the front page.
const MAX_EDITIONS: usize = 3;

/// Maximum compressed size of the home page, in bytes. It holds all briefs of a day: two round trips.
const BUDGET: usize = 25 * 1024;

impl PageFacts for HomePage {
    fn common(&self) -> Common {
        Common::page("home").with_budget(BUDGET)
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        newest_change(site, &site.lang(self.lang).all.listed, &self.part.range)
    }

    /// Returns the newest corrected briefs, on the front page only.
    fn texts(&self, site: &Site) -> Vec<BriefId> {
        let newest = site.lang(self.lang).corrections.iter();
        let shown = newest.take(MAX_CORRECTIONS).map(|of| of.brief);
        shown.filter(|_| self.part.number.is_none()).collect()
    }

    fn is_in_all_languages(&self) -> bool {
        // Numbered pages count the briefs of one language: the same number elsewhere is a different list.
        self.part.number.is_none()
    }

    fn data(&self, context: &Context, _: &Route, frame: &Frame) -> Option<String> {
        Some(json_ld::web_site(context, frame.lang))
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let HomePage { lang, ref part } = *self;
        let site = context.site;
        let briefs = &site.lang(lang).all.listed;
        let mut list = list::list(context, (lang, briefs), part, &|number| {
            routes::home(site, lang, number)
        });
        let front = if part.number.is_none() {
            front(context, lang, &mut list)
        } else {
            HomeView::default()
        };
        let title = context.numbered(context.title(lang), part.number, lang);
        let own = context
            .description(lang)
            .filter(|_| part.number.is_none() && describes_itself(context, lang));
        let own = own.and_then(|own| describe::text(context, lang, &own));
        let shown = part.of_page(briefs);
        let mut frame = Frame {
            description: own.or_else(|| describe::briefs(context, lang, &title, shown)),
            feed: Some(FeedOf::Site),
            ..Frame::new(context, lang, "home", title)
        };
        if part.number.is_none() {
            frame.trail.clear();
        }
        let template_context = TemplateContext {
            home: Some(front),
            list: Some(list),
            ..frame.seen(context, page)
        };
        View::of(None, "home.html", template_context)
    }
}

/// Returns the pages of the list of all briefs.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let all = &site.lang(lang).all.listed;
    let parts = site::paginate(all.len(), site.config.page_size);
    let pages = parts.into_iter().map(|part| Page {
        route: routes::home(site, lang, part.number),
        kind: PageKind::Home(HomePage { lang, part }),
    });
    pages.collect()
}

/// Returns whether the site has a description in the language `lang`.
fn describes_itself(context: &Context, lang: LanguageId) -> bool {
    lang.0 == 0
        || context
            .site
            .config
            .describes_itself_in(&context.site.lang(lang).language)
}

/// Makes the front page. Moves the briefs of the newest day out of `list`.
fn front(context: &Context, lang: LanguageId, list: &mut ListView) -> HomeView {
    let site = context.site;
    let all = &site.lang(lang).all.listed;
    let day = |id: &BriefId| activity::published(context, site.node(*id).released);
    let newest = all.first().map(day);
    let n_today = all
        .iter()
        // The day may continue on the next page of the list; the front page shows no more than its own.
        .take(list.briefs.len())
        .take_while(|id| Some(day(id)) == newest)
        .count();
    let cards: Vec<SharedView<CardView>> = list.briefs.drain(..n_today).collect();
    HomeView {
        day: newest.map(|date| context.weekday(date, lang)),
        sections: sections(context, lang, &all[..n_today], cards),
        storylines: storyline::running(context, lang, MAX_STORYLINES),
        corrections: corrections::newest(context, lang, MAX_CORRECTIONS),
        // Editions exist in the main language only.
        editions: if lang.0 == 0 {
            editions::newest(context, MAX_EDITIONS)
        } else {
            Vec::new()
        },
    }
}

/// Groups the cards of briefs by section, in the order of the first brief of each.
fn sections(
    context: &Context,
    lang: LanguageId,
    ids: &[BriefId],
    cards: Vec<SharedView<CardView>>,
) -> Vec<HomeSectionView> {
    let mut sections: Vec<(Option<GroupId>, Vec<SharedView<CardView>>)> = Vec::new();
    for (id, card) in ids.iter().zip(cards) {
        let section = section(context, *id);
        match sections.iter_mut().find(|(known, _)| *known == section) {
            Some((_, cards)) => cards.push(card),
            None => sections.push((section, vec![card])),
        }
    }
    // A stable sort: only briefs without a section move, to the end.
    sections.sort_by_key(|(section, _)| section.is_none());
    let view = |(section, briefs): (Option<GroupId>, Vec<SharedView<CardView>>)| HomeSectionView {
        title: section.map(|section| links::link(context, lang, section)),
        briefs,
    };
    sections.into_iter().map(view).collect()
}

/// Returns the topmost topic above the first topic of a brief.
fn section(context: &Context, id: BriefId) -> Option<GroupId> {
    let site = context.site;
    let first = site.node(id).meta.topics.first()?;
    let mut topic = site.tagged(Kind::Topic, first)?;
    while let Some(above) = site.group(topic).parent {
        topic = above;
    }
    Some(topic)
}
