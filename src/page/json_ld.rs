//! What search engines read of a page: data in the words of schema.org, as JSON-LD.

use serde_json::{Map, Value, json};

use crate::brief::{Brief, Citation, Genre, Status};
use crate::entity::Entity;
use crate::page::context::Context;
use crate::page::view::LinkView;
use crate::page::views;
use crate::site::{BranchId, GroupKind, LinkedBrief};
use crate::time::rfc3339;
use crate::url::{Route, Slug};

const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Writes `data` so that it can stand in a `<script>`: nothing in it can end the element.
pub fn write(data: &Value) -> String {
    let text = data.to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Describes the site, for its home page.
pub fn web_site(context: &Context) -> Value {
    let config = &context.site.config;
    let mut data = object("WebSite");
    data.insert("name".to_owned(), json!(config.title));
    data.insert("url".to_owned(), json!(context.permalink(&Route::root())));
    data.insert("inLanguage".to_owned(), json!(config.language));
    set(&mut data, "description", config.description.as_ref().map(|text| json!(text)));
    in_context(data)
}

/// Describes a page that lists briefs.
pub fn collection(context: &Context, name: &str, route: &Route) -> Value {
    let mut data = object("CollectionPage");
    data.insert("name".to_owned(), json!(name));
    data.insert("url".to_owned(), json!(context.permalink(route)));
    in_context(data)
}

/// Describes the pages above a page, and the page itself.
pub fn breadcrumbs(context: &Context, trail: &[LinkView], own: (&str, &Route)) -> Value {
    let base = &context.site.config.base;
    let above = trail.iter().filter_map(|step| Some((step.text.clone(), base.absolute(step.href.as_ref()?))));
    let all = above.chain([(own.0.to_owned(), context.permalink(own.1))]);
    let items: Vec<Value> = (1..)
        .zip(all)
        .map(|(position, (name, item))| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": item })
        })
        .collect();
    let mut data = object("BreadcrumbList");
    data.insert("itemListElement".to_owned(), Value::Array(items));
    in_context(data)
}

/// Describes a brief; `None` if it was withdrawn.
pub fn article(context: &Context, linked: &LinkedBrief) -> Option<Value> {
    let brief = &linked.brief;
    if brief.is_withdrawn() {
        return None;
    }
    let site = context.site;
    let zone = &site.config.timezone;
    let address = context.permalink(&linked.route);
    let mut data = object(match brief.genre {
        Genre::News => "NewsArticle",
        Genre::Analysis => "AnalysisNewsArticle",
        Genre::Background => "BackgroundNewsArticle",
        Genre::Opinion => "OpinionNewsArticle",
    });
    data.insert("@id".to_owned(), json!(format!("{address}#brief")));
    data.insert("mainEntityOfPage".to_owned(), json!(address));
    data.insert("headline".to_owned(), json!(brief.title));
    set(&mut data, "abstract", crate::text::first_of(&brief.summary).map(|text| json!(text)));
    data.insert("datePublished".to_owned(), json!(rfc3339(brief.public_from(), zone)));
    data.insert("dateModified".to_owned(), json!(rfc3339(brief.modified(site.now), zone)));
    data.insert("inLanguage".to_owned(), json!(site.branch(linked.branch).language));
    data.insert("isAccessibleForFree".to_owned(), json!(true));
    let developing = brief.status == Status::Developing;
    set(&mut data, "creativeWorkStatus", developing.then(|| json!("Developing")));
    data.insert("publisher".to_owned(), publisher(context));
    data.insert("author".to_owned(), author(context, brief));
    set(&mut data, "backstory", brief.method.as_ref().map(|method| json!(method)));
    let people = brief.people.split_at_checked(1).unwrap_or_default();
    set(&mut data, "about", list(named(context, GroupKind::Person, people.0)));
    let mut mentions = named(context, GroupKind::Person, people.1);
    mentions.extend(named(context, GroupKind::Organization, &brief.organizations));
    set(&mut data, "mentions", list(mentions));
    set(&mut data, "contentLocation", list(countries(context, linked)));
    set(&mut data, "temporalCoverage", brief.event.as_ref().map(|event| json!(event.to_string())));
    set(&mut data, "citation", list(brief.citations.iter().map(|one| citation(context, one)).collect()));
    set(&mut data, "correction", list(corrections(context, brief)));
    set(&mut data, "isPartOf", brief.storyline.as_ref().and_then(|slug| series(context, slug)));
    Some(in_context(data))
}

fn object(kind: &str) -> Map<String, Value> {
    let mut data = Map::new();
    data.insert("@type".to_owned(), json!(kind));
    data
}

/// The object with its vocabulary, which comes first.
fn in_context(data: Map<String, Value>) -> Value {
    let mut all = Map::new();
    all.insert("@context".to_owned(), json!("https://schema.org"));
    all.extend(data);
    Value::Object(all)
}

fn set(data: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        data.insert(name.to_owned(), value);
    }
}

fn list(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::Array(values))
}

fn publisher(context: &Context) -> Value {
    let mut data = object("NewsMediaOrganization");
    data.insert("name".to_owned(), json!(context.site.config.title));
    data.insert("url".to_owned(), json!(context.permalink(&Route::root())));
    let policy = context.site.corrections_route(BranchId(0), None);
    data.insert("correctionsPolicy".to_owned(), json!(context.permalink(&policy)));
    Value::Object(data)
}

fn author(context: &Context, brief: &Brief) -> Value {
    let config = &context.site.config;
    let own = brief.author.as_ref();
    let mut data = object(if own.is_some() { "Person" } else { "Organization" });
    let name = own.or(config.author.as_ref()).unwrap_or(&config.title);
    data.insert("name".to_owned(), json!(name));
    let about = context.about().filter(|_| own.is_none());
    set(&mut data, "url", about.map(|address| json!(address)));
    Value::Object(data)
}

/// Describes tagged people or organizations.
fn named(context: &Context, kind: GroupKind, slugs: &[Slug]) -> Vec<Value> {
    let ids = slugs.iter().filter_map(|slug| context.site.group_of(kind, slug.as_str()));
    ids.map(|id| {
        let group = context.site.group(id);
        let mut data = object(if kind == GroupKind::Person { "Person" } else { "Organization" });
        data.insert("name".to_owned(), json!(group.name));
        data.insert(
            "@id".to_owned(),
            json!(context.permalink(&context.site.group_route(BranchId(0), id, None))),
        );
        let (short, aka, native, wikidata) = match group.described.as_ref().map(|file| &file.entity) {
            Some(Entity::Person(one)) => (&one.short, one.aka.as_slice(), &one.native, &one.wikidata),
            Some(Entity::Organization(one)) => (&one.short, one.aka.as_slice(), &one.native, &one.wikidata),
            _ => (&None, &[][..], &None, &None),
        };
        let names: Vec<Value> = short.iter().chain(aka).chain(native).map(|name| json!(name)).collect();
        set(&mut data, "alternateName", list(names));
        set(&mut data, "sameAs", wikidata.as_ref().map(|item| json!(format!("{WIKIDATA}{item}"))));
        Value::Object(data)
    })
    .collect()
}

fn countries(context: &Context, linked: &LinkedBrief) -> Vec<Value> {
    let site = context.site;
    let described = linked.brief.countries.iter().filter_map(|country| {
        let id = site.group_of(GroupKind::Country, &country.code().to_lowercase())?;
        let mut data = object("Country");
        data.insert("name".to_owned(), json!(views::group_name(context, linked.branch, id)));
        data.insert("identifier".to_owned(), json!(country.code()));
        data.insert("@id".to_owned(), json!(context.permalink(&site.group_route(linked.branch, id, None))));
        Some(Value::Object(data))
    });
    described.collect()
}

fn citation(context: &Context, citation: &Citation) -> Value {
    let mut data = object("NewsArticle");
    set(&mut data, "headline", citation.title.as_ref().map(|title| json!(title)));
    set(&mut data, "url", citation.url.as_ref().map(|url| json!(url.as_str())));
    set(&mut data, "datePublished", citation.date.as_ref().map(|date| json!(date.to_string())));
    set(&mut data, "dateline", citation.dateline.as_ref().map(|place| json!(place)));
    set(&mut data, "inLanguage", citation.language.as_ref().map(|tag| json!(tag)));
    let known = context.site.publishers.of(citation);
    let name = known.map(|publisher| publisher.name.as_str()).or(context.site.publishers.name(citation));
    let publisher = name.map(|name| {
        let mut data = object("NewsMediaOrganization");
        data.insert("name".to_owned(), json!(name));
        let item = known.and_then(|publisher| publisher.wikidata.as_ref());
        set(&mut data, "sameAs", item.map(|item| json!(format!("{WIKIDATA}{item}"))));
        Value::Object(data)
    });
    set(&mut data, "publisher", publisher);
    Value::Object(data)
}

fn corrections(context: &Context, brief: &Brief) -> Vec<Value> {
    let zone = &context.site.config.timezone;
    let past = brief.corrections.iter().filter(|entry| entry.at.at <= context.site.now);
    past.map(|entry| {
        let created = rfc3339(entry.at.at, zone);
        json!({ "@type": "CorrectionComment", "text": entry.text, "datePublished": created })
    })
    .collect()
}

fn series(context: &Context, slug: &Slug) -> Option<Value> {
    let id = context.site.group_of(GroupKind::Storyline, slug.as_str())?;
    let route = context.site.group_route(BranchId(0), id, None);
    Some(json!({
        "@type": "CreativeWorkSeries",
        "name": context.site.group(id).name,
        "@id": context.permalink(&route),
    }))
}
