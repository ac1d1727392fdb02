//! Feeds: which feeds exist and what their entries contain. Reads the texts of all entries. `render` writes them as
//! Atom and as JSON Feed; addresses and titles are in `page::feeds`. The pipeline has each entry written once, before the
//! views of the feeds that have it.

use jiff::Timestamp;

use crate::body::{Marks, escape};
use crate::config::SMALL_FEED_SIZE;
use crate::i18n::MessageKey;
use crate::kind::Kind;
use crate::page::body_html::{self, BodyLinks};
use crate::page::context::Context;
use crate::page::facts::{Common, PageFacts, View};
use crate::page::feeds::{has_feed, page_route, route, title};
use crate::page::plan::{Feed, FeedOf, Page, PageKind};
use crate::page::routes;
use crate::page::view::{CategoryView, FeedEntryView, FeedView, ViaView};
use crate::site::{BriefId, LanguageId, LinkedBrief, Site};
use crate::time::rfc3339;

impl PageFacts for Feed {
    fn common(&self) -> Common {
        Common::machine("feed")
    }

    fn texts(&self, site: &Site) -> Vec<BriefId> {
        // The function that the view uses too: declared and used texts cannot differ.
        entries(site, *self)
    }

    fn view(&self, context: &Context, _: &Page) -> View {
        View::Feed(Box::new(feed(context, *self)))
    }
}

/// Returns the feeds in the language `lang`: of everything, of each group that has one, of corrections. None without a
/// `url`: feeds need full addresses.
pub(crate) fn pages(site: &Site, lang: LanguageId) -> Vec<Page> {
    if site.config.base.host().is_none() {
        return Vec::new();
    }
    let groups = site
        .group_ids()
        .filter(|group| site.has_page(lang, *group) && has_feed(site, lang, *group));
    let all = [FeedOf::Site]
        .into_iter()
        .chain(groups.map(FeedOf::Group))
        .chain([FeedOf::Corrections]);
    let in_each_form = all.flat_map(|of| {
        let kinds = site.config.feeds.iter();
        kinds.map(move |kind| Feed {
            lang,
            of,
            kind: *kind,
        })
    });
    in_each_form
        .map(|feed| Page {
            route: route(site, feed),
            kind: PageKind::Feed(feed),
        })
        .collect()
}

/// Returns the briefs in a feed, newest first.
fn entries(site: &Site, feed: Feed) -> Vec<BriefId> {
    match feed.of {
        FeedOf::Site => site.lang(feed.lang).all.newest(site.config.feed_size),
        FeedOf::Group(group) => site.members(feed.lang, group).newest(SMALL_FEED_SIZE),
        FeedOf::Corrections => corrected(site, feed.lang),
    }
}

fn feed(context: &Context, feed: Feed) -> FeedView {
    let Feed { lang, of, kind } = feed;
    let site = context.site;
    let config = &site.config;
    let ids = entries(site, feed);
    let changed = ids
        .iter()
        .map(|id| site.node(*id).meta.modified(site.now))
        .max();
    let href = context.permalink(&route(site, feed));
    FeedView {
        kind,
        id: feed_id(context, lang, of).unwrap_or_else(|| href.clone()),
        title: title(context, lang, of),
        language: site.lang(lang).language.clone(),
        page: context.permalink(&page_route(site, lang, of)),
        author: context
            .author(lang)
            .unwrap_or_else(|| context.title(lang).to_owned()),
        about: context.about(),
        // An empty feed has no time of its own; the time of the build would make the output differ on every run.
        updated: rfc3339(changed.unwrap_or(Timestamp::UNIX_EPOCH), &config.timezone),
        href,
        entries: context.entries.to_vec(),
    }
}

/// Returns the most recently corrected briefs, each once.
fn corrected(site: &Site, lang: LanguageId) -> Vec<BriefId> {
    let mut ids: Vec<BriefId> = Vec::new();
    for correction in &site.lang(lang).corrections {
        let id = &correction.brief;
        if ids.len() == SMALL_FEED_SIZE {
            break;
        }
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids
}

fn feed_id(context: &Context, lang: LanguageId, of: FeedOf) -> Option<String> {
    let config = &context.site.config;
    let (domain, date) = (config.id_domain()?, config.id_date.as_deref()?);
    let name = match of {
        FeedOf::Site => "all".to_owned(),
        FeedOf::Corrections => "corrections".to_owned(),
        FeedOf::Group(group) => {
            let group = context.site.group(group);
            format!(
                "{}/{}",
                group.kind.folder(),
                crate::url::encode_fragment(&group.slug)
            )
        }
    };
    let language = context.language_suffix(lang);
    Some(format!("tag:{domain},{date}:feed/{name}{language}"))
}

/// Makes the view of a brief as an entry of feeds, the same in all feeds of its language.
pub(crate) fn entry(context: &Context, id: BriefId) -> FeedEntryView {
    let site = context.site;
    let zone = &site.config.timezone;
    let linked = &context.brief(id);
    let brief = &linked.brief;
    let (mut title, mut html) = (brief.meta.title.clone(), String::new());
    let mut summary = body_html::summary(site, linked.node).into_owned();
    if let crate::brief::Status::Withdrawn {
        reason, language, ..
    } = &brief.meta.status
    {
        // Feed readers keep old entries: the withdrawal replaces both title and text.
        title = context
            .catalog(linked.node.lang)
            .format(MessageKey::WithdrawnTitle, &[("title", &title)]);
        summary = reason.clone();
        let lang = language
            .as_ref()
            .map(|tag| format!(" lang=\"{}\"", escape(tag)))
            .unwrap_or_default();
        html = format!("<p{lang}>{}</p>\n", escape(reason));
    } else {
        let links = BodyLinks::full(context, linked);
        for note in notices(context, linked) {
            html.push_str(&note);
        }
        html.push_str(&body_html::stitched(&brief.body, &links, Marks::Feed));
    }
    let language = site.lang(linked.node.lang).language.as_str();
    let via = brief.citations.iter().filter_map(|citation| {
        Some(ViaView {
            publisher: site.publishers.name(citation, language).map(str::to_owned),
            title: citation.title.clone(),
            href: citation.url.as_ref()?.as_str().to_owned(),
        })
    });
    FeedEntryView {
        id: context.entry_id(linked),
        title,
        href: context.permalink(&linked.node.route),
        language: site.lang(linked.node.lang).language.clone(),
        // An entry without an author has the feed's (RFC 4287, section 4.2.1).
        author: brief.author.clone(),
        via: via.collect(),
        published: rfc3339(brief.meta.public_from(), zone),
        updated: rfc3339(brief.meta.modified(site.now), zone),
        categories: categories(context, linked),
        countries: brief
            .meta
            .countries
            .iter()
            .map(|country| country.code())
            .collect(),
        status: brief.meta.status.word(),
        storyline: brief.meta.storyline.as_ref().and_then(|name| {
            let id = site.tagged(Kind::Storyline, name)?;
            Some(site.group(id).slug.clone())
        }),
        summary,
        html,
    }
}

/// Renders corrections, clarifications and updates, newest first. They come before the text: readers of a feed see at
/// once what changed.
fn notices(context: &Context, linked: &LinkedBrief) -> Vec<String> {
    let brief = &linked.brief;
    let sets = [
        (MessageKey::CorrectionOn, &brief.corrections),
        (MessageKey::ClarificationOn, &brief.clarifications),
        (MessageKey::UpdateOn, &brief.updates),
    ];
    let mut dated = Vec::new();
    for (label, entries) in sets {
        for entry in entries
            .iter()
            .filter(|entry| entry.at.at <= context.site.now)
        {
            let date = context.time(&entry.at, linked.node.lang);
            let text = escape(&entry.text);
            let label = context
                .catalog(linked.node.lang)
                .format(label, &[("date", &date.text)]);
            let html = format!("<p><strong>{}</strong> {text}</p>\n", escape(&label));
            dated.push((entry.at.at, html));
        }
    }
    dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    dated.into_iter().map(|(_, html)| html).collect()
}

fn categories(context: &Context, linked: &LinkedBrief) -> Vec<CategoryView> {
    let site = context.site;
    let mut categories = Vec::new();
    // The scheme names the set of terms, which is the same in every language.
    let scheme = |kind| context.permalink(&routes::index(site, LanguageId(0), kind));
    for name in &linked.brief.meta.topics {
        let Some(id) = site.tagged(Kind::Topic, name) else {
            continue;
        };
        let label = site.name_of(linked.node.lang, id);
        let term = site.group(id).slug.clone();
        let named_in = site.name_lang(linked.node.lang, id);
        let language = (named_in != linked.node.lang).then(|| site.lang(named_in).language.clone());
        categories.push(CategoryView {
            term,
            scheme: scheme(Kind::Topic),
            label,
            language,
        });
    }
    for country in &linked.brief.meta.countries {
        let label = site
            .config
            .names
            .country(*country, &site.lang(linked.node.lang).language);
        let term = country.code().to_owned();
        categories.push(CategoryView {
            term,
            scheme: scheme(Kind::Country),
            label,
            language: None,
        });
    }
    categories
}
