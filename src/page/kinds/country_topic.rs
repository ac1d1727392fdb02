//! A country-topic page: the briefs that a country and a topic share. Which pairs have one is decided in `site`.

use jiff::Timestamp;

use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::plan::{CountryTopicOf, Page, PageKind};
use crate::page::view::{CountryTopicView, GroupCardView, TemplateContext};
use crate::page::views::list::newest_change;
use crate::page::views::{Frame, describe, links, list, related};
use crate::site::{BriefId, GroupId, LanguageId, Site};
use crate::url::Route;

/// Maximum number of briefs shown with their summaries.
const MAX_CARDS: usize = 20;
/// Maximum number of older briefs shown as links. All others are on the pages of the country and of the topic.
const MAX_LINKS: usize = 100;

impl PageFacts for CountryTopicOf {
    fn common(&self) -> Common {
        Common::page("country_topic")
    }

    fn modified(&self, site: &Site) -> Option<Timestamp> {
        let briefs = self.briefs(site);
        newest_change(site, briefs, &(0..briefs.len()))
    }

    fn view(&self, context: &Context, page: &Page) -> View {
        let lang = self.lang;
        let briefs = self.briefs(context.site);
        let (newest, older) = briefs.split_at(briefs.len().min(MAX_CARDS));
        let country = links::link(context, lang, self.country);
        let topic = links::link(context, lang, self.topic);
        let title = format!("{}: {}", country.text, topic.text);
        let mut trail = links::trail_group(context, lang, self.country);
        trail.push(country.clone());
        let frame = Frame {
            description: describe::briefs(context, lang, &title, briefs),
            trail,
            ..Frame::new(context, lang, "country_topic", title)
        };
        let newest = newest.iter().map(|id| list::card(context, lang, *id));
        let older = older.iter().take(MAX_LINKS);
        let template_context = TemplateContext {
            country_topic: Some(CountryTopicView {
                country,
                topic,
                total: briefs.len(),
                briefs: newest.collect(),
                older: older.map(|id| related::link(context, lang, *id)).collect(),
            }),
            ..frame.seen(context, page)
        };
        View::of(None, "country_topic.html", template_context)
    }
}

impl CountryTopicOf {
    fn briefs<'a>(&self, site: &'a Site) -> &'a [BriefId] {
        site.country_topic(self.lang, self.country, self.topic)
            .unwrap_or_default()
    }
}

/// Returns all country-topic pages in `lang`.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    let country_topics = site.lang(lang).country_topics.keys();
    let pages = country_topics.map(|(country, topic)| Page {
        route: route(site, lang, *country, *topic),
        kind: PageKind::CountryTopic(CountryTopicOf {
            lang,
            country: *country,
            topic: *topic,
        }),
    });
    pages.collect()
}

/// Returns the address of a country-topic page: `/countries/iq/energy/`.
fn route(site: &Site, lang: LanguageId, country: GroupId, topic: GroupId) -> Route {
    site.group_route(lang, country, None)
        .page(&site.group(topic).slug)
}

/// Returns the topics that share a page with a country, or the countries that share one with a topic, those with most
/// briefs first.
pub(crate) fn country_topics(
    context: &Context,
    lang: LanguageId,
    id: GroupId,
) -> Vec<GroupCardView> {
    let site = context.site;
    let is_country = site.group(id).kind == Kind::Country;
    let found = site
        .country_topics_of(lang, id)
        .into_iter()
        .map(|(other, count)| {
            let (country, topic) = if is_country { (id, other) } else { (other, id) };
            GroupCardView {
                name: links::name(context, lang, other),
                language: links::name_language(context, lang, other),
                href: context.href(&route(site, lang, country, topic)),
                count,
                ..GroupCardView::default()
            }
        });
    found.collect()
}
