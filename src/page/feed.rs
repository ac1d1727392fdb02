//! Feeds: what a feed and its entries say. `render` writes them as Atom.

use crate::body::{Marks, escape};
use crate::page::context::Context;
use crate::page::fill::{self, Links};
use crate::page::plan::{FeedOf, feed_route};
use crate::site::{BranchId, BriefId, LinkedBrief};
use crate::time::rfc3339;

/// A feed.
#[derive(Clone, Debug, Hash)]
pub struct FeedView {
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
    /// Its sources: title and address.
    pub via: Vec<(String, String)>,
    /// When readers could first see it, RFC 3339.
    pub published: String,
    /// When it last changed for them, RFC 3339.
    pub updated: String,
    /// Topics and countries: term, scheme, label.
    pub categories: Vec<(String, String, String)>,
    /// A sentence or two.
    pub summary: String,
    /// The text, HTML with whole addresses.
    pub html: String,
}

/// Makes the view of a feed.
pub fn feed(context: &Context, branch: BranchId, of: FeedOf) -> FeedView {
    let site = context.site;
    let config = &site.config;
    let (members, limit, title) = match of {
        FeedOf::Site => (&site.branch(branch).all, config.feed_size, config.title.clone()),
        FeedOf::Group(group) => (
            site.members(branch, group),
            crate::config::SMALL_FEED_SIZE,
            format!("{}: {}", config.title, site.group(group).name),
        ),
    };
    let entries: Vec<FeedEntryView> =
        members.newest(limit).into_iter().map(|id| entry(context, id)).collect();
    let page = match of {
        FeedOf::Site => site.home_route(branch, None),
        FeedOf::Group(group) => site.group_route(branch, group, None),
    };
    let href = context.permalink(&feed_route(site, branch, of));
    // An empty feed is as old as the moment it is built for.
    let newest = entries.iter().map(|entry| entry.updated.clone()).max();
    FeedView {
        id: feed_id(context, branch, of).unwrap_or_else(|| href.clone()),
        title,
        language: site.branch(branch).language.clone(),
        page: context.permalink(&page),
        author: config.author.clone().unwrap_or_else(|| config.title.clone()),
        updated: newest.unwrap_or_else(|| rfc3339(site.now, &config.timezone)),
        href,
        entries,
    }
}

fn feed_id(context: &Context, branch: BranchId, of: FeedOf) -> Option<String> {
    let config = &context.site.config;
    let (domain, date) = (config.id_domain()?, config.id_date.as_deref()?);
    let name = match of {
        FeedOf::Site => "all".to_owned(),
        FeedOf::Group(group) => {
            let group = context.site.group(group);
            format!("{}/{}", group.kind.folder(), crate::url::encode_fragment(&group.slug))
        }
    };
    let language = context.language_suffix(branch);
    Some(format!("tag:{domain},{date}:feed/{name}{language}"))
}

fn entry(context: &Context, id: BriefId) -> FeedEntryView {
    let site = context.site;
    let zone = &site.config.timezone;
    let linked = site.brief(id);
    let brief = &linked.brief;
    let (mut title, mut html, mut summary) = (brief.title.clone(), String::new(), brief.summary.clone());
    if let crate::brief::Status::Withdrawn { reason, .. } = &brief.status {
        title = format!("Withdrawn: {title}");
        summary = reason.clone();
        html = format!("<p>{}</p>\n", escape(reason));
    } else {
        let links = Links::whole(context, linked);
        for note in notices(context, linked) {
            html.push_str(&note);
        }
        html.push_str(&fill::stitched(&brief.body, &links, Marks::Feed));
    }
    let via = brief.citations.iter().filter_map(|citation| {
        let publisher = site.publishers.name(citation);
        let parts: Vec<&str> = publisher.into_iter().chain(citation.title.as_deref()).collect();
        Some((parts.join(": "), citation.url.as_ref()?.as_str().to_owned()))
    });
    FeedEntryView {
        id: context.entry_id(linked),
        title,
        href: context.permalink(&linked.route),
        via: via.collect(),
        published: rfc3339(brief.public_from(), zone),
        updated: rfc3339(brief.modified(site.now), zone),
        categories: categories(context, linked),
        summary,
        html,
    }
}

/// Corrections and updates, newest first: a reader of the feed sees what changed before the text.
fn notices(context: &Context, linked: &LinkedBrief) -> Vec<String> {
    let brief = &linked.brief;
    let sets = [
        ("Correction", &brief.corrections),
        ("Clarification", &brief.clarifications),
        ("Update", &brief.updates),
    ];
    let mut dated = Vec::new();
    for (label, entries) in sets {
        for entry in entries.iter().filter(|entry| entry.at.at <= context.site.now) {
            let date = context.time(&entry.at, linked.branch);
            let text = escape(&entry.text);
            let html = format!("<p><strong>{label}, {}:</strong> {text}</p>\n", escape(&date.text));
            dated.push((entry.at.at, html));
        }
    }
    dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    dated.into_iter().map(|(_, html)| html).collect()
}

fn categories(context: &Context, linked: &LinkedBrief) -> Vec<(String, String, String)> {
    let site = context.site;
    let mut categories = Vec::new();
    let scheme = |kind| context.permalink(&site.index_route(BranchId(0), kind));
    for slug in &linked.brief.topics {
        let Some(id) = site.group_of(crate::site::GroupKind::Topic, slug.as_str()) else { continue };
        let label = site.group(id).name.clone();
        categories.push((slug.as_str().to_owned(), scheme(crate::site::GroupKind::Topic), label));
    }
    for country in &linked.brief.countries {
        let label = site.config.names.country(*country, &site.branch(linked.branch).language);
        categories.push((country.code().to_owned(), scheme(crate::site::GroupKind::Country), label));
    }
    categories
}
