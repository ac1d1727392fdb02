//! What search engines read of a page: data in the words of schema.org, as JSON-LD.
//! Each type is one of the vocabulary's, with the properties that are used here in the order in which they are written.

use serde_json::{Value, json};

use crate::brief::{Brief, Citation, Entry, Genre, Status};
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::fill;
use crate::page::pictures;
use crate::page::routes;
use crate::page::view::LinkView;
use crate::site::{BranchId, From, GroupId, LinkedBrief, Listing};
use crate::time::{Edtf, rfc3339};
use crate::url::Route;

/// The icon of a site that names none.
pub const DEFAULT_ICON: &str = "favicon.svg";
const VOCABULARY: &str = "https://schema.org";

/// Describes the site, for its home page.
pub fn web_site(context: &Context, branch: BranchId) -> String {
    write(json!({
        "@context": VOCABULARY,
        "@type": "WebSite",
        "name": context.title(branch),
        "url": context.permalink(&routes::home(context.site, branch, None)),
        "inLanguage": context.site.branch(branch).language,
        "description": context.description(branch),
    }))
}

/// Describes a page that lists briefs.
pub fn collection(context: &Context, name: &str, route: &Route) -> String {
    write(json!({
        "@context": VOCABULARY,
        "@type": "CollectionPage",
        "name": name,
        "url": context.permalink(route),
    }))
}

/// Describes the pages above a page, and the page itself.
pub fn breadcrumbs(context: &Context, trail: &[LinkView], own: (&str, &Route)) -> String {
    let base = &context.site.config.base;
    let above = trail
        .iter()
        .filter_map(|step| Some((step.text.as_str(), base.absolute(step.href.as_ref()?))));
    let all = above.chain([(own.0, context.permalink(own.1))]);
    let items = (1..).zip(all).map(|(position, (name, item))| {
        json!({"@type": "ListItem", "position": position, "name": name, "item": item})
    });
    write(json!({
        "@context": VOCABULARY,
        "@type": "BreadcrumbList",
        "itemListElement": items.collect::<Vec<_>>(),
    }))
}

/// Describes a brief; `None` if it was withdrawn.
pub fn article(context: &Context, linked: &LinkedBrief) -> Option<String> {
    let brief = linked.brief.as_ref();
    if brief.head.is_withdrawn() {
        return None;
    }
    let site = context.site;
    let zone = &site.config.timezone;
    let address = context.permalink(&linked.placed.route);
    let (first, others) = brief.head.people.split_at_checked(1).unwrap_or_default();
    let mut mentions = named(context, Kind::Person, others);
    mentions.extend(named(
        context,
        Kind::Organization,
        &brief.head.organizations,
    ));
    let topics = brief
        .head
        .topics
        .iter()
        .filter_map(|name| site.tagged(Kind::Topic, name));
    let topics: Vec<String> = topics
        .map(|topic| site.name_of(linked.placed.branch, topic))
        .collect();
    let citations = brief.citations.iter().map(|one| citation(context, one));
    Some(write(json!({
        "@context": VOCABULARY,
        "@type": match brief.head.genre {
            Genre::News => "NewsArticle",
            Genre::Analysis => "AnalysisNewsArticle",
            Genre::Background => "BackgroundNewsArticle",
            Genre::Opinion => "OpinionNewsArticle",
        },
        "@id": format!("{address}#brief"),
        "mainEntityOfPage": address,
        "headline": brief.head.title,
        "abstract": fill::summary(site, linked.placed),
        "datePublished": rfc3339(brief.head.public_from(), zone),
        "dateModified": rfc3339(brief.head.modified(site.now), zone),
        "inLanguage": site.branch(linked.placed.branch).language,
        "isAccessibleForFree": true,
        "image": image(context, linked),
        "articleSection": topics.first(),
        "keywords": topics,
        "creativeWorkStatus": (brief.head.status == Status::Developing).then_some("Developing"),
        "publisher": publisher(context),
        "author": author(context, brief),
        "backstory": brief.method,
        "license": site.config.license,
        "about": named(context, Kind::Person, first),
        "mentions": mentions,
        "contentLocation": countries(context, linked),
        "temporalCoverage": brief.head.event.as_ref().and_then(Edtf::iso),
        "citation": citations.collect::<Vec<_>>(),
        "correction": corrections(context, brief),
        "isPartOf": brief.head.storyline.as_ref().and_then(|name| series(context, name)),
    })))
}

/// Writes `data` without what says nothing, and so that it can stand in a `<script>`: nothing in it can end the element.
fn write(mut data: Value) -> String {
    drop_empty(&mut data);
    let text = data.to_string();
    if !text.contains(['<', '>', '&']) {
        return text;
    }
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn drop_empty(data: &mut Value) {
    match data {
        Value::Object(properties) => {
            properties.values_mut().for_each(drop_empty);
            properties.retain(|_, value| {
                *value != Value::Null && *value != json!("") && *value != json!([])
            });
        }
        Value::Array(items) => items.iter_mut().for_each(drop_empty),
        _ => {}
    }
}

fn publisher(context: &Context) -> Value {
    json!({
        "@type": "NewsMediaOrganization",
        "name": context.site.config.title,
        "url": context.permalink(&Route::root()),
        "logo": logo(context),
        "correctionsPolicy": context.permalink(&routes::corrections(context.site, BranchId(0), None)),
    })
}

/// The site's icon, if it is a picture that search engines show.
fn logo(context: &Context) -> Option<Value> {
    const SHOWN: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"];
    let icon = context.site.config.icon.as_deref().unwrap_or(DEFAULT_ICON);
    let name = icon.to_ascii_lowercase();
    let page = context.plan.page(&Route::root().file(icon))?;
    let is_shown = SHOWN.iter().any(|extension| name.ends_with(extension));
    is_shown.then(|| json!({"@type": "ImageObject", "url": context.permalink(&page.route)}))
}

/// The address of a brief's picture.
fn image(context: &Context, linked: &LinkedBrief) -> Option<String> {
    let picture = linked.brief.picture.as_ref()?;
    let from = From {
        path: &linked.brief.head.path,
        branch: linked.placed.branch,
    };
    let resolution = pictures::of_front(&picture.file, context.site, from);
    pictures::route(&resolution, context.plan).map(|route| context.permalink(&route))
}

fn author(context: &Context, brief: &Brief) -> Value {
    let config = &context.site.config;
    match &brief.author {
        Some(name) => json!({"@type": "Person", "name": name}),
        None => json!({
            "@type": "Organization",
            "name": config.author.as_ref().unwrap_or(&config.title),
            "url": context.about(),
        }),
    }
}

/// The address of a group's page in the main language, which stands for it in all of them; `None` if readers have no
/// page of it.
fn id(context: &Context, group: GroupId) -> Option<String> {
    let site = context.site;
    let is_open = site.group(group).listing != Listing::Closed;
    is_open.then(|| context.permalink(&site.group_route(BranchId(0), group, None)))
}

/// Describes tagged people or organizations.
fn named(context: &Context, kind: Kind, tags: &[String]) -> Vec<Value> {
    let ids = tags.iter().filter_map(|tag| context.site.tagged(kind, tag));
    ids.map(|group_id| {
        let group = context.site.group(group_id);
        // Of what is not public, only the name is said.
        let file = group
            .described
            .as_ref()
            .filter(|_| group.listing != Listing::Closed);
        let profile = file.and_then(|file| file.entity.profile());
        let others = profile.map(|of| of.short.iter().chain(&of.aka).chain(&of.native));
        json!({
            "@type": if kind == Kind::Person { "Person" } else { "Organization" },
            "name": group.name,
            "@id": id(context, group_id),
            "alternateName": others.into_iter().flatten().collect::<Vec<_>>(),
            "sameAs": profile.and_then(|of| wikidata(of.wikidata.as_ref())),
        })
    })
    .collect()
}

/// The address of an item of Wikidata.
fn wikidata(item: Option<&String>) -> Option<String> {
    item.map(|item| format!("http://www.wikidata.org/entity/{item}"))
}

fn countries(context: &Context, linked: &LinkedBrief) -> Vec<Value> {
    let site = context.site;
    let described = linked.brief.head.countries.iter().filter_map(|country| {
        let group = site.group_of(Kind::Country, &country.code().to_lowercase())?;
        let branch = site.page_branch(linked.placed.branch, group);
        Some(json!({
            "@type": "Country",
            "name": site.name_of(linked.placed.branch, group),
            "identifier": country.code(),
            "@id": branch.map(|branch| context.permalink(&site.group_route(branch, group, None))),
        }))
    });
    described.collect()
}

fn citation(context: &Context, citation: &Citation) -> Value {
    let known = context.site.publishers.of(citation);
    let language = &context.site.config.language;
    let short = || context.site.publishers.name(citation, language);
    let name = known
        .map(|publisher| publisher.name.as_str())
        .or_else(short);
    let item = known.and_then(|publisher| publisher.wikidata.as_ref());
    json!({
        "@type": "NewsArticle",
        "headline": citation.title,
        "url": citation.url.as_ref().map(|url| url.as_str()),
        "datePublished": citation.date.as_ref().and_then(Edtf::iso),
        "dateline": citation.dateline,
        "inLanguage": citation.language,
        "publisher": name.map(|name| json!({
            "@type": "NewsMediaOrganization",
            "name": name,
            "sameAs": wikidata(item),
        })),
    })
}

fn corrections(context: &Context, brief: &Brief) -> Vec<Value> {
    let zone = &context.site.config.timezone;
    // The vocabulary has one word for both.
    let all = brief.corrections.iter().chain(&brief.clarifications);
    let mut past: Vec<&Entry> = all
        .filter(|entry| entry.at.at <= context.site.now)
        .collect();
    past.sort_by_key(|entry| entry.at.at);
    let described = past.into_iter().map(|entry| {
        json!({
            "@type": "CorrectionComment",
            "text": entry.text,
            "datePublished": rfc3339(entry.at.at, zone),
        })
    });
    described.collect()
}

fn series(context: &Context, name: &str) -> Option<Value> {
    let group = context.site.tagged(Kind::Storyline, name)?;
    Some(json!({
        "@type": "CreativeWorkSeries",
        "name": context.site.group(group).name,
        "@id": id(context, group),
    }))
}
