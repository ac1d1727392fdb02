//! Feeds: what a feed and its entries say. `render` writes them as Atom and as JSON Feed.

use jiff::Timestamp;

use crate::body::{Marks, escape};
use crate::config::{FeedKind, SMALL_FEED_SIZE};
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::fill::{self, Links};
use crate::page::plan::{Feed, FeedOf, feed_route};
use crate::site::{BranchId, BriefId, LinkedBrief};
use crate::time::rfc3339;
use crate::url::Route;
use crate::words::Word;

/// A feed.
#[derive(Clone, Debug, Hash)]
pub struct FeedView {
    /// How it is written.
    pub kind: FeedKind,
    /// Its fixed name, a `tag:` URI, or its address if `site.yaml` fixes no `id_date`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Its own address.
    pub href: String,
    /// Address of the page it is the feed of.
    pub page: String,
    /// Who writes.
    pub author: String,
    /// Address of the page about who writes, if there is one.
    pub about: Option<String>,
    /// When its newest entry changed, RFC 3339.
    pub updated: String,
    /// The entries, newest first.
    pub entries: Vec<FeedEntryView>,
}

/// An entry of a feed.
#[derive(Clone, Debug, Hash)]
pub struct FeedEntryView {
    /// Its fixed name, a `tag:` URI (RFC 4151).
    pub id: String,
    /// The headline; of a withdrawn brief, said so.
    pub title: String,
    /// Whole address of the brief.
    pub href: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Who wrote it, if not who writes the whole.
    pub author: Option<String>,
    /// Its sources, as far as they have an address.
    pub via: Vec<ViaView>,
    /// When readers could first see it, RFC 3339.
    pub published: String,
    /// When it last changed for them, RFC 3339.
    pub updated: String,
    /// Topics and countries.
    pub categories: Vec<CategoryView>,
    /// Codes of its countries, the primary one first.
    pub countries: Vec<&'static str>,
    /// `developing`, `final` or `withdrawn`.
    pub status: &'static str,
    /// Slug of the running story it belongs to.
    pub storyline: Option<String>,
    /// A sentence or two.
    pub summary: String,
    /// The text, HTML with whole addresses.
    pub html: String,
}

/// A source of an entry.
#[derive(Clone, Debug, Hash)]
pub struct ViaView {
    /// Who reported it.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub href: String,
}

/// A topic or a country of an entry.
#[derive(Clone, Debug, Hash)]
pub struct CategoryView {
    /// Slug of a topic, code of a country.
    pub term: String,
    /// Whole address of the list of all of its kind.
    pub scheme: String,
    /// Its name.
    pub label: String,
    /// The language of the name, where it is not the feed's.
    pub language: Option<String>,
}

/// Makes the view of a feed.
pub fn feed(context: &Context, feed: Feed) -> FeedView {
    let Feed { branch, of, kind } = feed;
    let site = context.site;
    let config = &site.config;
    let ids = match of {
        FeedOf::Site => site.branch(branch).all.newest(config.feed_size),
        FeedOf::Group(group) => site.members(branch, group).newest(SMALL_FEED_SIZE),
        FeedOf::Corrections => corrected(context, branch),
    };
    let changed = ids
        .iter()
        .map(|id| site.placed(*id).head.modified(&site.now))
        .max();
    let href = context.permalink(&feed_route(site, feed));
    FeedView {
        kind,
        id: feed_id(context, branch, of).unwrap_or_else(|| href.clone()),
        title: title(context, branch, of),
        language: site.branch(branch).language.clone(),
        page: context.permalink(&page_route(context, feed)),
        author: context
            .author(branch)
            .unwrap_or_else(|| context.title(branch).to_owned()),
        about: context.about(),
        // An empty feed never changed; a moment of the build's would make it change every time.
        updated: rfc3339(changed.unwrap_or(Timestamp::UNIX_EPOCH), &config.timezone),
        href,
        entries: ids.into_iter().map(|id| entry(context, id)).collect(),
    }
}

/// Returns the address of the page that a feed is of.
pub fn page_route(context: &Context, feed: Feed) -> Route {
    match feed.of {
        FeedOf::Site => context.site.home_route(feed.branch, None),
        FeedOf::Group(group) => context.site.group_route(feed.branch, group, None),
        FeedOf::Corrections => context.site.corrections_route(feed.branch, None),
    }
}

/// Returns the title of a feed.
pub fn title(context: &Context, branch: BranchId, of: FeedOf) -> String {
    let site = context.title(branch);
    let part = match of {
        FeedOf::Site => return site.to_owned(),
        FeedOf::Group(group) => context.site.name_of(branch, group),
        FeedOf::Corrections => context.say(Word::Corrections, branch),
    };
    context
        .wording(branch)
        .say(Word::FeedTitle, &[("site", site), ("part", &part)])
}

/// The briefs that were corrected last, each once.
fn corrected(context: &Context, branch: BranchId) -> Vec<BriefId> {
    let mut ids: Vec<BriefId> = Vec::new();
    for correction in &context.site.branch(branch).corrections {
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

fn feed_id(context: &Context, branch: BranchId, of: FeedOf) -> Option<String> {
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
    let language = context.language_suffix(branch);
    Some(format!("tag:{domain},{date}:feed/{name}{language}"))
}

fn entry(context: &Context, id: BriefId) -> FeedEntryView {
    let site = context.site;
    let zone = &site.config.timezone;
    let linked = &site.brief(id);
    let brief = &linked.brief;
    let (mut title, mut html) = (brief.title.clone(), String::new());
    let mut summary = fill::summary(site, linked).into_owned();
    if let crate::brief::Status::Withdrawn {
        reason, language, ..
    } = &brief.status
    {
        title = context
            .wording(linked.branch)
            .say(Word::WithdrawnTitle, &[("title", &title)]);
        summary = reason.clone();
        let lang = language
            .as_ref()
            .map(|tag| format!(" lang=\"{}\"", escape(tag)))
            .unwrap_or_default();
        html = format!("<p{lang}>{}</p>\n", escape(reason));
    } else {
        let links = Links::whole(context, linked);
        for note in notices(context, linked) {
            html.push_str(&note);
        }
        html.push_str(&fill::stitched(&brief.body, &links, Marks::Feed));
    }
    let language = site.branch(linked.branch).language.as_str();
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
        href: context.permalink(&linked.route),
        language: site.branch(linked.branch).language.clone(),
        author: brief.author.clone(),
        via: via.collect(),
        published: rfc3339(brief.public_from(), zone),
        updated: rfc3339(brief.modified(&site.now), zone),
        categories: categories(context, linked),
        countries: brief
            .countries
            .iter()
            .map(|country| country.code())
            .collect(),
        status: brief.status.word(),
        storyline: brief.storyline.as_ref().and_then(|name| {
            let id = site.tagged(Kind::Storyline, name)?;
            Some(site.group(id).slug.clone())
        }),
        summary,
        html,
    }
}

/// Corrections and updates, newest first: a reader of the feed sees what changed before the text.
fn notices(context: &Context, linked: &LinkedBrief) -> Vec<String> {
    let brief = &linked.brief;
    let sets = [
        (Word::CorrectionOn, &brief.corrections),
        (Word::ClarificationOn, &brief.clarifications),
        (Word::UpdateOn, &brief.updates),
    ];
    let mut dated = Vec::new();
    for (label, entries) in sets {
        for entry in entries
            .iter()
            .filter(|entry| context.site.now.has_come(entry.at.at))
        {
            let date = context.time(&entry.at, linked.branch);
            let text = escape(&entry.text);
            let label = context
                .wording(linked.branch)
                .say(label, &[("date", &date.text)]);
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
    let scheme = |kind| context.permalink(&site.index_route(BranchId(0), kind));
    for name in &linked.brief.topics {
        let Some(id) = site.tagged(Kind::Topic, name) else {
            continue;
        };
        let label = site.name_of(linked.branch, id);
        let term = site.group(id).slug.clone();
        let named_in = site.name_branch(linked.branch, id);
        let language = (named_in != linked.branch).then(|| site.branch(named_in).language.clone());
        categories.push(CategoryView {
            term,
            scheme: scheme(Kind::Topic),
            label,
            language,
        });
    }
    for country in &linked.brief.countries {
        let label = site
            .config
            .names
            .country(*country, &site.branch(linked.branch).language);
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
