//! HTML that the author wrote: cleaned by an allow-list, its links looked at like all others.
//! Called only where there is some: cleaning costs far more than the Markdown.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::Event;

use crate::body::events::Events;
use crate::body::html::{Hole, Holes, OPEN};
use crate::body::links::{KINDS, Target, classify};
use crate::body::parse::Options;
use crate::body::write::Output;
use crate::body::{Image, Link, MAX_NESTING};
use crate::diag::catalog;
use crate::source::Span;

/// Elements that may stand in a text: those that Markdown makes, and a few more that only mark up text.
const ELEMENTS: [&str; 62] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
];
/// Elements that are never closed.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "col"];
/// Classes that the writer itself gives.
const CLASSES: [&str; 5] = ["right", "center", "table", "quote", "cite"];

static ALLOWED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| ELEMENTS.into_iter().collect());

/// Looks at the HTML in `events`: reports what will be removed; fails with the place that is nested too
/// deep.
pub fn check(text: &str, events: &Events, options: &Options, out: &mut Output) -> Result<(), usize> {
    let mut reported = BTreeSet::new();
    let mut depth = 0usize;
    for (event, range) in &events.all {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else { continue };
        debug_assert!(range.end <= text.len(), "events lie inside their text");
        for tag in tags(html) {
            match &tag {
                Tag::Open(name) if VOID.contains(&name.as_str()) => {}
                Tag::Open(_) => depth += 1,
                Tag::Close => depth = depth.saturating_sub(1),
            }
            if depth > MAX_NESTING {
                return Err(range.start);
            }
            if let Tag::Open(name) = tag
                && !ALLOWED.contains(name.as_str())
                && reported.insert(name.clone())
            {
                let place = options.place(range.start, range.end);
                out.diagnostics.push(catalog::links::html_removed(place, &name));
            }
        }
    }
    Ok(())
}

enum Tag {
    Open(String),
    Close,
}

fn tags(html: &str) -> impl Iterator<Item = Tag> {
    html.match_indices('<').filter_map(|(idx, _)| {
        let rest = &html[idx + 1..];
        if rest.starts_with('/') {
            return Some(Tag::Close);
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(Tag::Open(name))
    })
}

/// What the cleaner found on its way.
#[derive(Default)]
struct Found {
    holes: Vec<Hole>,
    links: Vec<Target>,
    images: Vec<Target>,
    foreign: Vec<String>,
    /// How many holes, links and pictures there were before.
    first: (usize, usize, usize),
}

impl Found {
    fn link(&mut self, target: Target) -> String {
        self.links.push(target);
        self.hole(Hole::LinkHref(self.first.1 + self.links.len() - 1))
    }

    fn image(&mut self, target: Target) -> String {
        self.images.push(target);
        self.hole(Hole::ImageSrc(self.first.2 + self.images.len() - 1))
    }

    fn hole(&mut self, hole: Hole) -> String {
        self.holes.push(hole);
        Holes::marker_of(self.first.0 + self.holes.len() - 1)
    }
}

/// Cleans `html`, which holds markers, and takes in the links and pictures that the author wrote as HTML.
pub fn clean(html: &str, text: &str, options: &Options, out: &mut Output) -> String {
    let first = (out.holes.len(), out.body.links.len(), out.body.images.len());
    let shared = Arc::new(Mutex::new(Found { first, ..Found::default() }));
    let cleaned = builder(&shared).clean(html).to_string();
    let found = std::mem::take(&mut *shared.lock().unwrap_or_else(PoisonError::into_inner));
    let mut links = Cursor { text, from: 0 };
    let mut images = Cursor { text, from: 0 };
    let mut foreign = Cursor { text, from: 0 };
    found.holes.into_iter().for_each(|hole| drop(out.holes.marker(hole)));
    for target in found.links {
        let span = links.find(&target.written(), options);
        out.body.links.push(Link { target, span });
    }
    for target in found.images {
        let span = images.find(&target.written(), options);
        out.body.images.push(Image { target, alt: String::new(), span });
    }
    for src in found.foreign {
        let place = crate::diag::Place::span(options.path, foreign.find(&src, options));
        out.diagnostics.push(catalog::links::image_foreign(place, &src));
    }
    cleaned
}

/// Finds things in the order of a text, so that one look through it finds them all.
struct Cursor<'a> {
    text: &'a str,
    from: usize,
}

impl Cursor<'_> {
    fn find(&mut self, written: &str, options: &Options) -> Span {
        let found = self.text[self.from..].find(written);
        let Some(at) = found.map(|at| self.from + at) else { return options.span(self.from, self.from) };
        self.from = at;
        options.span(at, at + written.len())
    }
}

fn builder(found: &Arc<Mutex<Found>>) -> Builder<'static> {
    let found = Arc::clone(found);
    let mut builder = Builder::default();
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "hreflang", "lang"])),
        ("img", HashSet::from(["src", "alt", "width", "height"])),
        ("input", HashSet::from(["type", "disabled", "checked", "aria-label"])),
        ("ol", HashSet::from(["start", "reversed"])),
        ("th", HashSet::from(["scope", "colspan", "rowspan", "class"])),
        ("td", HashSet::from(["colspan", "rowspan", "class"])),
        ("time", HashSet::from(["datetime"])),
        ("data", HashSet::from(["value"])),
        ("details", HashSet::from(["open"])),
        ("code", HashSet::from(["class"])),
        ("div", HashSet::from(["class"])),
        ("figure", HashSet::from(["class"])),
    ]);
    let schemes = KINDS.iter().map(|(name, _)| *name).chain(["http", "https", "mailto", "tel"]);
    builder
        .tags(ALLOWED.clone())
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir", "title", "id"]))
        .clean_content_tags(HashSet::from([
            "script", "style", "template", "noscript", "iframe", "object", "svg", "math",
        ]))
        .url_schemes(schemes.collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| {
            attribute_value(element, attribute, value, &found)
        });
    builder
}

fn attribute_value<'v>(
    element: &str,
    attribute: &str,
    value: &'v str,
    found: &Mutex<Found>,
) -> Option<Cow<'v, str>> {
    if value.contains(OPEN) {
        return Some(value.into());
    }
    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
    match (element, attribute) {
        ("a", "href") => {
            let target = classify(value).ok()?;
            Some(found.link(target).into())
        }
        ("img", "src") => match classify(value) {
            Ok(target @ (Target::Relative { .. } | Target::Absolute { .. })) => {
                Some(found.image(target).into())
            }
            _ => {
                found.foreign.push(value.to_owned());
                None
            }
        },
        ("input", "type") => (value == "checkbox").then_some(value.into()),
        // Ids are given by us: one that the author writes could be another's.
        (_, "id") => None,
        (_, "class") => (CLASSES.contains(&value) || value.starts_with("language-")).then_some(value.into()),
        _ => Some(value.into()),
    }
}
