//! What search engines read of a page: data in the words of schema.org, as JSON-LD.
//! Each type is one of the vocabulary's, with the properties that are used here in the order in which they are written.

use std::borrow::Cow;

use serde::Serialize;

use crate::brief::{self, Brief, Entry, Genre, Status};
use crate::entity::Entity;
use crate::kind::Kind;
use crate::page::context::Context;
use crate::page::fill;
use crate::page::pictures;
use crate::page::view::LinkView;
use crate::site::{BranchId, From, GroupId, LinkedBrief, Listing};
use crate::time::{Edtf, rfc3339};
use crate::url::Route;

/// The icon of a site that names none.
pub const DEFAULT_ICON: &str = "favicon.svg";
const VOCABULARY: &str = "https://schema.org";
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

#[derive(Serialize)]
struct WebSite<'a> {
    #[serde(rename = "@context")]
    vocabulary: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct CollectionPage<'a> {
    #[serde(rename = "@context")]
    vocabulary: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct BreadcrumbList<'a> {
    #[serde(rename = "@context")]
    vocabulary: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    vocabulary: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    main_entity_of_page: String,
    headline: &'a str,
    #[serde(rename = "abstract", skip_serializing_if = "str::is_empty")]
    summary: Cow<'a, str>,
    date_published: String,
    date_modified: String,
    in_language: &'a str,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article_section: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    publisher: Publisher<'a>,
    author: Author<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backstory: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    content_location: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Citation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Correction<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Series<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Publisher<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<Image>,
    corrections_policy: String,
}

#[derive(Serialize)]
struct Image {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Author<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// A person or an organization.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
}

/// A country.
#[derive(Serialize)]
struct Place {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    identifier: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Citation<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Outlet<'a>>,
}

/// Who published a cited report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outlet<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Correction<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    date_published: String,
}

#[derive(Serialize)]
struct Series<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

/// Describes the site, for its home page.
pub fn web_site(context: &Context, branch: BranchId) -> String {
    write(&WebSite {
        vocabulary: VOCABULARY,
        kind: "WebSite",
        name: context.title(branch),
        url: context.permalink(&context.site.home_route(branch, None)),
        language: &context.site.branch(branch).language,
        description: context.description(branch).as_deref(),
    })
}

/// Describes a page that lists briefs.
pub fn collection(context: &Context, name: &str, route: &Route) -> String {
    write(&CollectionPage {
        vocabulary: VOCABULARY,
        kind: "CollectionPage",
        name,
        url: context.permalink(route),
    })
}

/// Describes the pages above a page, and the page itself.
pub fn breadcrumbs(context: &Context, trail: &[LinkView], own: (&str, &Route)) -> String {
    let base = &context.site.config.base;
    let above = trail
        .iter()
        .filter_map(|step| Some((step.text.as_str(), base.absolute(step.href.as_ref()?))));
    let all = above.chain([(own.0, context.permalink(own.1))]);
    let items = (1..).zip(all);
    let items = items.map(|(position, (name, item))| ListItem {
        kind: "ListItem",
        position,
        name,
        item,
    });
    write(&BreadcrumbList {
        vocabulary: VOCABULARY,
        kind: "BreadcrumbList",
        items: items.collect(),
    })
}

/// Describes a brief; `None` if it was withdrawn.
pub fn article(context: &Context, linked: &LinkedBrief) -> Option<String> {
    let brief = linked.brief.as_ref();
    if brief.is_withdrawn() {
        return None;
    }
    let site = context.site;
    let zone = &site.config.timezone;
    let address = context.permalink(&linked.route);
    let (first, others) = brief.people.split_at_checked(1).unwrap_or_default();
    let mut mentions = named(context, Kind::Person, others);
    mentions.extend(named(context, Kind::Organization, &brief.organizations));
    let topics = brief
        .topics
        .iter()
        .filter_map(|name| site.tagged(Kind::Topic, name));
    let topics: Vec<String> = topics
        .map(|topic| site.name_of(linked.branch, topic))
        .collect();
    Some(write(&Article {
        vocabulary: VOCABULARY,
        kind: match brief.genre {
            Genre::News => "NewsArticle",
            Genre::Analysis => "AnalysisNewsArticle",
            Genre::Background => "BackgroundNewsArticle",
            Genre::Opinion => "OpinionNewsArticle",
        },
        id: format!("{address}#brief"),
        main_entity_of_page: address,
        headline: &brief.title,
        summary: fill::summary(site, linked),
        date_published: rfc3339(brief.public_from(), zone),
        date_modified: rfc3339(brief.modified(&site.now), zone),
        in_language: &site.branch(linked.branch).language,
        is_accessible_for_free: true,
        image: image(context, linked),
        article_section: topics.first().cloned(),
        keywords: topics,
        creative_work_status: (brief.status == Status::Developing).then_some("Developing"),
        publisher: publisher(context),
        author: author(context, brief),
        backstory: brief.method.as_deref(),
        license: site.config.license.as_deref(),
        about: named(context, Kind::Person, first),
        mentions,
        content_location: countries(context, linked),
        temporal_coverage: brief.event.as_ref().and_then(Edtf::iso),
        citation: brief
            .citations
            .iter()
            .map(|one| citation(context, one))
            .collect(),
        correction: corrections(context, brief),
        is_part_of: brief
            .storyline
            .as_ref()
            .and_then(|name| series(context, name)),
    }))
}

/// Writes `data` so that it can stand in a `<script>`: nothing in it can end the element.
fn write(data: &impl Serialize) -> String {
    let text = serde_json::to_string(data).expect("texts and lists become JSON");
    if !text.contains(['<', '>', '&']) {
        return text;
    }
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn publisher<'a>(context: &Context<'a>) -> Publisher<'a> {
    Publisher {
        kind: "NewsMediaOrganization",
        name: &context.site.config.title,
        url: context.permalink(&Route::root()),
        logo: logo(context),
        corrections_policy: context.permalink(&context.site.corrections_route(BranchId(0), None)),
    }
}

/// The site's icon, if it is a picture that search engines show.
fn logo(context: &Context) -> Option<Image> {
    const SHOWN: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"];
    let icon = context.site.config.icon.as_deref().unwrap_or(DEFAULT_ICON);
    let name = icon.to_ascii_lowercase();
    let page = context.plan.page(&Route::root().file(icon))?;
    let is_shown = SHOWN.iter().any(|extension| name.ends_with(extension));
    is_shown.then(|| Image {
        kind: "ImageObject",
        url: context.permalink(&page.route),
    })
}

/// The address of a brief's picture.
fn image(context: &Context, linked: &LinkedBrief) -> Option<String> {
    let picture = linked.brief.picture.as_ref()?;
    let from = From {
        path: &linked.brief.path,
        branch: linked.branch,
    };
    let resolution = pictures::of_front(&picture.file, context.site, from);
    pictures::route(&resolution, context.plan).map(|route| context.permalink(&route))
}

fn author<'a>(context: &Context<'a>, brief: &'a Brief) -> Author<'a> {
    let config = &context.site.config;
    let own = brief.author.as_ref();
    Author {
        kind: if own.is_some() {
            "Person"
        } else {
            "Organization"
        },
        name: own.or(config.author.as_ref()).unwrap_or(&config.title),
        url: if own.is_some() { None } else { context.about() },
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
fn named<'a>(context: &Context<'a>, kind: Kind, tags: &[String]) -> Vec<Named<'a>> {
    let ids = tags.iter().filter_map(|tag| context.site.tagged(kind, tag));
    ids.map(|group_id| {
        let group = context.site.group(group_id);
        // Of what is not public, only the name is said.
        let file = group
            .described
            .as_ref()
            .filter(|_| group.listing != Listing::Closed);
        let (short, aka, native, wikidata) = match file.map(|file| &file.entity) {
            Some(Entity::Person(one)) => {
                (&one.short, one.aka.as_slice(), &one.native, &one.wikidata)
            }
            Some(Entity::Organization(one)) => {
                (&one.short, one.aka.as_slice(), &one.native, &one.wikidata)
            }
            _ => (&None, &[][..], &None, &None),
        };
        Named {
            kind: if kind == Kind::Person {
                "Person"
            } else {
                "Organization"
            },
            name: &group.name,
            id: id(context, group_id),
            alternate_name: short
                .iter()
                .chain(aka)
                .chain(native)
                .map(String::as_str)
                .collect(),
            same_as: wikidata.as_ref().map(|item| format!("{WIKIDATA}{item}")),
        }
    })
    .collect()
}

fn countries(context: &Context, linked: &LinkedBrief) -> Vec<Place> {
    let site = context.site;
    let described = linked.brief.countries.iter().filter_map(|country| {
        let group = site.group_of(Kind::Country, &country.code().to_lowercase())?;
        Some(Place {
            kind: "Country",
            name: site.name_of(linked.branch, group),
            identifier: country.code(),
            id: site
                .page_branch(linked.branch, group)
                .map(|branch| context.permalink(&site.group_route(branch, group, None))),
        })
    });
    described.collect()
}

fn citation<'a>(context: &Context<'a>, citation: &'a brief::Citation) -> Citation<'a> {
    let known = context.site.publishers.of(citation);
    let language = &context.site.config.language;
    let short = || context.site.publishers.name(citation, language);
    let name = known
        .map(|publisher| publisher.name.as_str())
        .or_else(short);
    let item = known.and_then(|publisher| publisher.wikidata.as_ref());
    Citation {
        kind: "NewsArticle",
        headline: citation.title.as_deref(),
        url: citation.url.as_ref().map(|url| url.as_str()),
        date_published: citation.date.as_ref().and_then(Edtf::iso),
        dateline: citation.dateline.as_deref(),
        in_language: citation.language.as_deref(),
        publisher: name.map(|name| Outlet {
            kind: "NewsMediaOrganization",
            name,
            same_as: item.map(|item| format!("{WIKIDATA}{item}")),
        }),
    }
}

fn corrections<'a>(context: &Context, brief: &'a Brief) -> Vec<Correction<'a>> {
    let zone = &context.site.config.timezone;
    // The vocabulary has one word for both.
    let all = brief.corrections.iter().chain(&brief.clarifications);
    let mut past: Vec<&Entry> = all
        .filter(|entry| context.site.now.has_come(entry.at.at))
        .collect();
    past.sort_by_key(|entry| entry.at.at);
    let described = past.into_iter().map(|entry| Correction {
        kind: "CorrectionComment",
        text: &entry.text,
        date_published: rfc3339(entry.at.at, zone),
    });
    described.collect()
}

fn series<'a>(context: &Context<'a>, name: &str) -> Option<Series<'a>> {
    let group = context.site.tagged(Kind::Storyline, name)?;
    Some(Series {
        kind: "CreativeWorkSeries",
        name: &context.site.group(group).name,
        id: id(context, group),
    })
}
