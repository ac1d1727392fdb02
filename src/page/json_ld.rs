//! Structured data for search engines: JSON-LD in the vocabulary of schema.org. One function for each type, with the
//! properties in the order in which they are written; the small JSON writer is at the end.

use crate::brief::{Brief, Citation, Genre, HistoryEntry, Status};
use crate::kind::Kind;
use crate::page::body_html;
use crate::page::context::Context;
use crate::page::pictures;
use crate::page::routes;
use crate::page::view::LinkView;
use crate::site::{GroupId, GroupPublicity, LanguageId, LinkOrigin, LinkedBrief};
use crate::time::{Edtf, rfc3339};
use crate::url::Route;

/// The theme's icon, for a site that configures none.
pub(super) const DEFAULT_ICON: &str = "favicon.svg";
const VOCABULARY: &str = "https://schema.org";

/// Describes the site as a `WebSite`, for its home page.
pub(super) fn web_site(context: &Context, lang: LanguageId) -> String {
    Object::root("WebSite")
        .with("name", context.title(lang))
        .with(
            "url",
            context.permalink(&routes::home(context.site, lang, None)),
        )
        .with("inLanguage", &context.site.lang(lang).language)
        .with("description", context.description(lang))
        .finish()
}

/// Describes a page that lists briefs as a `CollectionPage`.
pub(super) fn collection(context: &Context, name: &str, route: &Route) -> String {
    Object::root("CollectionPage")
        .with("name", name)
        .with("url", context.permalink(route))
        .finish()
}

/// Describes the pages above a page, then the page itself, as a `BreadcrumbList`.
pub(super) fn breadcrumbs(context: &Context, trail: &[LinkView], own: (&str, &Route)) -> String {
    let base = &context.site.config.base;
    // A breadcrumb without a page has no `item` to point to; links of the page are paths, but `item` must be a full
    // address.
    let above = trail
        .iter()
        .filter_map(|step| Some((step.text.as_str(), base.absolute(step.href.as_ref()?))));
    let all = above.chain([(own.0, context.permalink(own.1))]);
    Object::root("BreadcrumbList")
        .with_each(
            "itemListElement",
            (1..).zip(all),
            |step, (position, own)| {
                step.with("@type", "ListItem")
                    .with("position", position)
                    .with("name", own.0)
                    .with("item", own.1)
            },
        )
        .finish()
}

/// Describes a brief as an article of its genre; `None` if it was withdrawn.
///
/// The person tagged first is its subject (`about`), all other people and the organizations are mentioned.
pub(super) fn article(context: &Context, linked: &LinkedBrief) -> Option<String> {
    let brief = linked.brief.as_ref();
    if brief.meta.is_withdrawn() {
        return None;
    }
    let site = context.site;
    let zone = &site.config.timezone;
    let address = context.permalink(&linked.node.route);
    let (first, others) = brief.meta.people.split_at_checked(1).unwrap_or_default();
    let mut mentions = named(context, Kind::Person, others);
    mentions.extend(named(
        context,
        Kind::Organization,
        &brief.meta.organizations,
    ));
    let topics = brief
        .meta
        .topics
        .iter()
        .filter_map(|name| site.tagged(Kind::Topic, name));
    let topics: Vec<String> = topics
        .map(|topic| site.name_of(linked.node.lang, topic))
        .collect();
    Some(
        Object::root(match brief.meta.genre {
            Genre::News => "NewsArticle",
            Genre::Analysis => "AnalysisNewsArticle",
            Genre::Background => "BackgroundNewsArticle",
            Genre::Opinion => "OpinionNewsArticle",
        })
        .with("@id", format!("{address}#brief"))
        .with("mainEntityOfPage", address)
        .with("headline", &brief.meta.title)
        .with("abstract", body_html::summary(site, linked.node).as_ref())
        .with("datePublished", rfc3339(brief.meta.public_from(), zone))
        .with("dateModified", rfc3339(brief.meta.modified(site.now), zone))
        .with("inLanguage", &site.lang(linked.node.lang).language)
        .with("isAccessibleForFree", true)
        .with("image", image(context, linked))
        .with("articleSection", topics.first())
        .with("keywords", topics)
        .with(
            "creativeWorkStatus",
            (brief.meta.status == Status::Developing).then_some("Developing"),
        )
        .with("publisher", publisher(context))
        .with("author", author(context, brief))
        .with("backstory", &brief.method)
        .with("license", &site.config.license)
        .with("about", named(context, Kind::Person, first))
        .with("mentions", mentions)
        .with("contentLocation", countries(context, linked))
        .with(
            "temporalCoverage",
            brief.meta.event.as_ref().and_then(Edtf::iso),
        )
        .with_each("citation", &brief.citations, |object, one| {
            citation(context, object, one)
        })
        .with("correction", corrections(context, brief))
        .with(
            "isPartOf",
            brief
                .meta
                .storyline
                .as_ref()
                .and_then(|name| series(context, name)),
        )
        .finish(),
    )
}

fn publisher(context: &Context) -> Object {
    Object::new("NewsMediaOrganization")
        .with("name", &context.site.config.title)
        .with("url", context.permalink(&Route::root()))
        .with("logo", logo(context))
        .with(
            "correctionsPolicy",
            context.permalink(&routes::corrections(context.site, LanguageId(0), None)),
        )
}

/// Returns the site's icon, if its format is one that search engines display.
fn logo(context: &Context) -> Option<Object> {
    const SUPPORTED: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"];
    let icon = context.site.config.icon.as_deref().unwrap_or(DEFAULT_ICON);
    let name = icon.to_ascii_lowercase();
    let page = context.plan.page(&Route::root().file(icon))?;
    let is_supported = SUPPORTED.iter().any(|extension| name.ends_with(extension));
    is_supported.then(|| Object::new("ImageObject").with("url", context.permalink(&page.route)))
}

/// Returns the full address of a brief's picture.
fn image(context: &Context, linked: &LinkedBrief) -> Option<String> {
    let picture = linked.brief.picture.as_ref()?;
    let from = LinkOrigin {
        path: &linked.brief.meta.path,
        lang: linked.node.lang,
    };
    let resolution = pictures::of_front(&picture.file, context.site, from);
    pictures::route(&resolution, context.plan).map(|route| context.permalink(&route))
}

fn author(context: &Context, brief: &Brief) -> Object {
    let config = &context.site.config;
    match &brief.author {
        Some(name) => Object::new("Person").with("name", name),
        None => Object::new("Organization")
            .with("name", config.author.as_ref().unwrap_or(&config.title))
            .with("url", context.about()),
    }
}

/// Returns the `@id` of a group: the address of its page in the main language, in every language; `None` if readers
/// have no page of it.
fn id(context: &Context, group: GroupId) -> Option<String> {
    let site = context.site;
    let is_open = site.group(group).publicity != GroupPublicity::Closed;
    is_open.then(|| context.permalink(&site.group_route(LanguageId(0), group, None)))
}

/// Describes the people or organizations that a brief is tagged with.
fn named(context: &Context, kind: Kind, tags: &[String]) -> Vec<Object> {
    let ids = tags.iter().filter_map(|tag| context.site.tagged(kind, tag));
    ids.map(|group_id| {
        let group = context.site.group(group_id);
        // An unpublished file must not leak through metadata: use the name alone, which the text shows anyway.
        let file = group
            .file
            .as_ref()
            .filter(|_| group.publicity != GroupPublicity::Closed);
        let profile = file.and_then(|file| file.entity.profile());
        let others = profile.map(|of| of.short.iter().chain(&of.aka).chain(&of.native));
        Object::new(if kind == Kind::Person {
            "Person"
        } else {
            "Organization"
        })
        .with("name", &group.name)
        .with("@id", id(context, group_id))
        .with(
            "alternateName",
            others.into_iter().flatten().collect::<Vec<_>>(),
        )
        .with(
            "sameAs",
            profile.and_then(|of| wikidata(of.wikidata.as_ref())),
        )
    })
    .collect()
}

/// Returns the URI of a Wikidata item.
fn wikidata(item: Option<&String>) -> Option<String> {
    item.map(|item| format!("http://www.wikidata.org/entity/{item}"))
}

fn countries(context: &Context, linked: &LinkedBrief) -> Vec<Object> {
    let site = context.site;
    let described = linked.brief.meta.countries.iter().filter_map(|country| {
        let group = site.group_of(Kind::Country, &country.code().to_lowercase())?;
        let lang = site.page_lang(linked.node.lang, group);
        Some(
            Object::new("Country")
                .with("name", site.name_of(linked.node.lang, group))
                .with("identifier", country.code())
                .with(
                    "@id",
                    lang.map(|lang| context.permalink(&site.group_route(lang, group, None))),
                ),
        )
    });
    described.collect()
}

/// Describes a cited source in `object`.
fn citation(context: &Context, object: Object, citation: &Citation) -> Object {
    let known = context.site.publishers.of(citation);
    let language = &context.site.config.language;
    let short = || context.site.publishers.name(citation, language);
    // Search engines get the publisher's full name; pages show the short one.
    let name = known
        .map(|publisher| publisher.name.as_str())
        .or_else(short);
    let item = known.and_then(|publisher| publisher.wikidata.as_ref());
    object
        .with("@type", "NewsArticle")
        .with("headline", &citation.title)
        .with("url", citation.url.as_ref().map(|url| url.as_str()))
        .with("datePublished", citation.date.as_ref().and_then(Edtf::iso))
        .with("dateline", &citation.dateline)
        .with("inLanguage", &citation.language)
        .with(
            "publisher",
            name.map(|name| {
                Object::new("NewsMediaOrganization")
                    .with("name", name)
                    .with("sameAs", wikidata(item))
            }),
        )
}

fn corrections(context: &Context, brief: &Brief) -> Vec<Object> {
    let zone = &context.site.config.timezone;
    // schema.org has `CorrectionComment` for both.
    let all = brief.corrections.iter().chain(&brief.clarifications);
    let mut past: Vec<&HistoryEntry> = all
        .filter(|entry| entry.at.at <= context.site.now)
        .collect();
    // Two lists become one, in chronological order.
    past.sort_by_key(|entry| entry.at.at);
    let described = past.into_iter().map(|entry| {
        Object::new("CorrectionComment")
            .with("text", &entry.text)
            .with("datePublished", rfc3339(entry.at.at, zone))
    });
    described.collect()
}

fn series(context: &Context, name: &str) -> Option<Object> {
    let group = context.site.tagged(Kind::Storyline, name)?;
    Some(
        Object::new("CreativeWorkSeries")
            .with("name", &context.site.group(group).name)
            .with("@id", id(context, group)),
    )
}

/// A JSON object being written: properties in the order in which they are added, empty ones left out. The closing brace
/// is missing until it is finished.
///
/// Bytes instead of a tree of `serde_json` values, which cost six percent of a cold build: its ordered maps hash every
/// name, and most properties are empty and were dropped again.
struct Object {
    json: Vec<u8>,
    /// Where the object begins: objects in a list are written into the text of the one around them.
    start: usize,
}

/// A value that can be written as a property.
trait Property {
    /// Appends the value as JSON, or nothing if it is empty.
    fn write(&self, json: &mut Vec<u8>);
}

impl Object {
    /// Starts an object of the type `kind`.
    fn new(kind: &str) -> Self {
        Object::of_capacity(256).with("@type", kind)
    }

    /// Starts a top-level object, which declares the vocabulary.
    fn root(kind: &str) -> Self {
        Object::of_capacity(2048)
            .with("@context", VOCABULARY)
            .with("@type", kind)
    }

    fn of_capacity(n_bytes: usize) -> Self {
        Object {
            json: Vec::with_capacity(n_bytes),
            start: 0,
        }
    }

    /// Adds a property, unless its value is empty.
    fn with(mut self, name: &str, value: impl Property) -> Self {
        let before = self.json.len();
        self.name(name);
        let after = self.json.len();
        value.write(&mut self.json);
        // Values decide themselves whether they are empty, so the name is written first and taken back.
        if self.json.len() == after {
            self.json.truncate(before);
        }
        self
    }

    /// Adds a list with an object for each of `items`, in which `describe` writes its properties; nothing without items.
    fn with_each<T>(
        mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        describe: impl Fn(Object, T) -> Object,
    ) -> Self {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return self;
        }
        self.name(name);
        let mut separator = b'[';
        for item in items {
            self.json.push(separator);
            separator = b',';
            let object = Object {
                start: self.json.len(),
                json: self.json,
            };
            self.json = describe(object, item).json;
            self.json.push(b'}');
        }
        self.json.push(b']');
        self
    }

    fn name(&mut self, name: &str) {
        let is_first = self.json.len() == self.start;
        self.json.push(if is_first { b'{' } else { b',' });
        name.write(&mut self.json);
        self.json.push(b':');
    }

    /// Ends the object and returns it as text that is safe inside `<script>`: nothing in it can end the element.
    fn finish(mut self) -> String {
        self.json.push(b'}');
        let text = String::from_utf8(self.json).expect("JSON is UTF-8");
        if memchr::memchr3(b'<', b'>', b'&', text.as_bytes()).is_none() {
            return text;
        }
        // `</script>` and `<!--` in a headline would end the element; escapes are the same JSON.
        text.replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('&', "\\u0026")
    }
}

impl Property for str {
    fn write(&self, json: &mut Vec<u8>) {
        if self.is_empty() {
            return;
        }
        // Most texts need no escape, and are copied whole.
        let is_plain = |byte: u8| (byte >= 0x20) & (byte != b'"') & (byte != b'\\');
        if self
            .bytes()
            .fold(true, |plain, byte| plain & is_plain(byte))
        {
            json.push(b'"');
            json.extend_from_slice(self.as_bytes());
            json.push(b'"');
        } else {
            serde_json::to_writer(json, self).expect("memory takes every text");
        }
    }
}

impl Property for String {
    fn write(&self, json: &mut Vec<u8>) {
        self.as_str().write(json);
    }
}

impl Property for bool {
    fn write(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

impl Property for usize {
    fn write(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(self.to_string().as_bytes());
    }
}

impl Property for Object {
    fn write(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(&self.json);
        json.push(b'}');
    }
}

impl<T: Property + ?Sized> Property for &T {
    fn write(&self, json: &mut Vec<u8>) {
        (**self).write(json);
    }
}

impl<T: Property> Property for Option<T> {
    fn write(&self, json: &mut Vec<u8>) {
        if let Some(value) = self {
            value.write(json);
        }
    }
}

impl<T: Property> Property for Vec<T> {
    fn write(&self, json: &mut Vec<u8>) {
        for (idx, value) in self.iter().enumerate() {
            json.push(if idx == 0 { b'[' } else { b',' });
            value.write(json);
        }
        if !self.is_empty() {
            json.push(b']');
        }
    }
}
