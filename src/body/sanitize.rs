//! Sanitizer of bodies with raw HTML: ammonia's allow-list first, then one pass over its output.
//!
//! The pass relies on ammonia's spelling (double-quoted attributes, `<` and `>` escaped everywhere). It applies the
//! decisions of `html_repair`, restores the holes, and treats links and pictures of raw HTML like those of Markdown.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::elements;
use super::events::EventSpan;
use super::html_repair::{HtmlRepair, TagForm, Violation, repair};
use super::input::{ImageTexts, Input};
use super::out::{Mode, Out, is_barred, push_escaped};
use super::target::{EXTERNAL_SCHEMES, UNSAFE_SCHEMES, classify, refused};
use super::tree::{Element, Node, NodeOrigin, ORIGIN, nodes};
use super::{Body, Hole, Html, Link};
use crate::diag::{Diagnostic, Place, catalog};
use crate::kind::Kind;

/// Allowed attributes by element, besides `lang`, `dir`, `title` and `id`, which all may have.
///
/// Ammonia passes an `id` of any value, since the pass decides. A `class` passes only if the writer itself writes it.
const ATTRIBUTES: [(&str, &[&str]); 15] = [
    ("a", &["href", "name"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ol", &["start", "reversed"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan", "class"]),
    ("th", &["colspan", "rowspan", "scope", "class"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("time", &["datetime"]),
    ("data", &["value"]),
    ("ins", &["datetime"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("code", &["class"]),
    ("figure", &["class"]),
];

/// Schemes that ammonia passes so that the pass can drop and report them, besides those that no site may add.
const REPORTED_SCHEMES: [&str; 3] = ["ftp", "ws", "wss"];

/// Sanitizer of all sites that add no schemes: built once, not for every body.
static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| sanitizer(&[]));

/// Returns the sanitizer of a site that adds `own_schemes` to its links.
fn sanitizer(own_schemes: &[String]) -> Builder<'_> {
    let own_schemes = own_schemes.iter().map(String::as_str);
    let schemes = Kind::with_scheme().map(|kind| kind.as_str());
    let attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(element, names)| (*element, names.iter().copied().collect()))
        .collect();
    let mut builder = Builder::default();
    builder
        .tags(elements::allowed().collect())
        .clean_content_tags(elements::removed().collect())
        .generic_attributes(["lang", "dir", "title", "id", ORIGIN].into_iter().collect())
        .tag_attributes(attributes)
        // Unsafe schemes pass too: ammonia would drop the address silently. `raw_link` and `image` refuse it and report
        // it.
        .url_schemes(
            schemes
                .chain(EXTERNAL_SCHEMES)
                .chain(REPORTED_SCHEMES)
                .chain(UNSAFE_SCHEMES)
                .chain(own_schemes)
                .collect(),
        )
        .attribute_filter(|element, name, value| {
            is_valid(element, name, value).then_some(Cow::Borrowed(value))
        })
        // External links get their `rel` when the holes are filled.
        .link_rel(None);
    builder
}

/// Returns whether an attribute may have `value`. A class must be one that the writer itself writes.
fn is_valid(element: &str, name: &str, value: &str) -> bool {
    match (element, name) {
        ("code", "class") => value.starts_with("language-") && !value.contains(char::is_whitespace),
        ("td" | "th", "class") => matches!(value, "d-end" | "d-center"),
        ("figure", "class") => value == "d-quote",
        _ => true,
    }
}

/// Sanitizes `outs`, which were written from `items`. Adds to `body` the links, pictures and ids of the raw HTML.
pub(super) fn sanitize(
    outs: &[Out],
    input: &Input,
    items: &[EventSpan],
    body: &mut Body,
) -> (Vec<Html>, Vec<Diagnostic>) {
    let mut sanitizer = Sanitizer {
        input,
        items,
        last_tag: items.iter().rposition(|item| item.raw_html().is_some()),
        body,
        diagnostics: Vec::new(),
        ids: input.html_ids().map(str::to_owned).collect(),
    };
    let htmls = outs.iter().map(|out| sanitizer.html(out)).collect();
    (htmls, sanitizer.diagnostics)
}

/// State that the main text and its notes share.
struct Sanitizer<'a> {
    input: &'a Input<'a>,
    items: &'a [EventSpan<'a>],
    /// Position of the last raw HTML, where an element without an event is reported.
    last_tag: Option<usize>,
    body: &'a mut Body,
    diagnostics: Vec<Diagnostic>,
    /// Allowed ids of raw HTML that are not written yet.
    ids: HashSet<String>,
}

impl Sanitizer<'_> {
    fn html(&mut self, out: &Out) -> Html {
        let own_schemes = self.input.options.link_schemes;
        let sanitized = match own_schemes {
            [] => SANITIZER.clean(&out.text),
            own => sanitizer(own).clean(&out.text),
        };
        let sanitized = sanitized.to_string();
        let nodes = nodes(&sanitized);
        let HtmlRepair {
            forms,
            inserted,
            violations,
        } = repair(&nodes);
        for (event, violation) in violations {
            let (place, name) = (self.input.place(&self.items[event].range), self.name(event));
            self.diagnostics.push(misplaced(place, name, violation));
        }
        let mut pass = Pass {
            holes: &out.holes,
            out: Out::new(Mode::Final, sanitized.len()),
            ends: Vec::new(),
            open_links: 0,
            deferred: Vec::new(),
            sanitizer: self,
        };
        let mut inserted = inserted.into_iter().peekable();
        for (idx, (node, form)) in nodes.iter().zip(forms).enumerate() {
            if let Some((_, added)) = inserted.next_if(|(before, _)| *before == idx) {
                pass.out.push(&added);
            }
            match node {
                Node::Text(text) => pass.text(text),
                Node::Hole(hole) => pass.hole(*hole),
                Node::Start(element) => pass.start(element, form),
                Node::End => pass.end(),
            }
        }
        pass.out.into_html()
    }

    /// Returns the name of the raw element that begins at `event`.
    fn name(&self, event: usize) -> &'static str {
        let html = self.items[event].raw_html();
        let tag = html.and_then(|html| super::html::start_tag(html));
        tag.map_or("", |tag| tag.name)
    }

    /// Returns the range of the raw tag that `element` comes from.
    fn range(&self, element: &Element) -> std::ops::Range<usize> {
        let event = element.event().or(self.last_tag);
        event
            .and_then(|event| self.items.get(event))
            .map_or(0..0, |item| item.range.clone())
    }
}

/// Output for the end tag of an element.
enum End {
    Link(usize),
    /// A link without an address, or with one that was refused.
    NoLink,
    Tag(&'static str),
    Nothing,
}

struct Pass<'p, 'a> {
    holes: &'p [(usize, Hole)],
    out: Out,
    /// End of each open element, innermost last.
    ends: Vec<End>,
    open_links: usize,
    /// Note marks inside a link, written after it, since links do not nest.
    deferred: Vec<Hole>,
    sanitizer: &'p mut Sanitizer<'a>,
}

impl Pass<'_, '_> {
    fn text(&mut self, text: &str) {
        // Raw HTML reaches this point unescaped: it may contain control characters, typed or by reference (`&#1;`).
        for (idx, piece) in text.split(is_barred).enumerate() {
            self.out.push(if idx > 0 { "\u{FFFD}" } else { "" });
            self.out.push(piece);
        }
    }

    fn hole(&mut self, idx: usize) {
        let Some((_, hole)) = self.holes.get(idx) else {
            return;
        };
        let is_mark = matches!(hole, Hole::Cite { .. } | Hole::NoteRef { .. });
        if is_mark && self.open_links > 0 {
            self.deferred.push(hole.clone());
        } else {
            self.out.hole(hole.clone());
        }
    }

    /// Returns the hole that `element` stands for, or that is in its tag.
    fn hole_of(&self, element: &Element) -> Option<&Hole> {
        match element.origin {
            Some(NodeOrigin::Hole(idx)) => self.holes.get(idx).map(|(_, hole)| hole),
            _ => None,
        }
    }

    fn start(&mut self, element: &Element, form: TagForm) {
        let end = match form {
            TagForm::Omitted => End::Nothing,
            TagForm::As(name) => {
                self.tag(element, name);
                End::Tag(name)
            }
            TagForm::Typed if element.name == "a" => {
                self.open_links += 1;
                self.link(element)
            }
            TagForm::Typed if element.name == "img" => return self.image(element),
            TagForm::Typed => {
                self.tag(element, element.name);
                End::Tag(element.name)
            }
        };
        if !elements::is_void(element.name) {
            self.ends.push(end);
        }
    }

    fn end(&mut self) {
        match self.ends.pop() {
            Some(End::Tag(name)) => {
                self.out.push("</");
                self.out.push(name);
                self.out.push(">");
            }
            Some(end @ (End::Link(_) | End::NoLink)) => {
                if let End::Link(idx) = end {
                    self.out.close_link(idx);
                }
                self.open_links -= 1;
                if self.open_links == 0 {
                    for hole in std::mem::take(&mut self.deferred) {
                        self.out.hole(hole);
                    }
                }
            }
            Some(End::Nothing) | None => {}
        }
    }

    /// Writes the start tag of `element` under the name `name`.
    fn tag(&mut self, element: &Element, name: &str) {
        self.out.push("<");
        self.out.push(name);
        // Under another name, only attributes that every element may have are valid.
        self.attributes(element, |attribute| {
            name == element.name || matches!(attribute, "lang" | "dir" | "title")
        });
        self.out.push(">");
    }

    fn link(&mut self, element: &Element) -> End {
        // The start tag of a link is a hole, which has no place for an id: a span before the link takes it.
        for name in ["id", "name"] {
            if let Some(id) = element.attribute(name).and_then(|value| self.id(value)) {
                self.out.push("<span");
                self.out.hole_for_id(&id);
                self.out.push("></span>");
            }
        }
        let link = match (self.hole_of(element), element.attribute("href")) {
            (Some(Hole::LinkOpen(idx)), _) => Some(*idx),
            (_, Some(href)) => self.raw_link(&unescaped(href), element),
            (_, None) => {
                // An `<a>` that names a place is no link, and needs no address.
                if element
                    .attribute("id")
                    .or(element.attribute("name"))
                    .is_none()
                {
                    let range = self.sanitizer.range(element);
                    let place = self.sanitizer.input.place(&range);
                    let removed = catalog::links::html_removed(place, "a");
                    self.sanitizer.diagnostics.push(removed);
                }
                None
            }
        };
        link.map_or(End::NoLink, |idx| {
            self.out.open_link(idx);
            End::Link(idx)
        })
    }

    /// Returns the raw id `value` if it is allowed. Each is returned once; the page's own ids never are.
    fn id(&mut self, value: &str) -> Option<String> {
        let id = self.sanitizer.ids.take(&unescaped(value))?;
        self.sanitizer.body.anchors.push(id.clone());
        Some(id)
    }

    fn raw_link(&mut self, href: &str, element: &Element) -> Option<usize> {
        let (input, range) = (self.sanitizer.input, self.sanitizer.range(element));
        let body = &mut self.sanitizer.body;
        match classify(href, input.options.link_schemes) {
            Ok(target) => {
                body.links.push(Link {
                    target,
                    span: input.span(&range),
                    text: String::new(),
                    title: element
                        .attribute("title")
                        .map(unescaped)
                        .unwrap_or_default(),
                    bare: false,
                });
                Some(body.links.len() - 1)
            }
            Err(why) => {
                let refused = refused(input.place(&range), href, why, input.options);
                self.sanitizer.diagnostics.push(refused);
                None
            }
        }
    }

    fn image(&mut self, element: &Element) {
        let idx = match self.hole_of(element) {
            Some(Hole::ImageSrc(idx)) => *idx,
            Some(_) => return,
            None => {
                let range = self.sanitizer.range(element);
                let text = |name| element.attribute(name).map(unescaped).unwrap_or_default();
                let texts = ImageTexts {
                    alt: text("alt"),
                    title: text("title"),
                };
                match self.sanitizer.input.image(&text("src"), &range, texts) {
                    Ok(image) => self.sanitizer.body.images.push(image),
                    Err(refused) => return self.sanitizer.diagnostics.push(refused),
                }
                self.sanitizer.body.images.len() - 1
            }
        };
        self.out.push("<img");
        self.out.image_address(idx);
        // Without `alt` the page would be invalid.
        if element.attribute("alt").is_none() {
            self.out.push(" alt=\"\"");
        }
        self.attributes(element, |attribute| attribute != "src");
        self.out.push(">");
    }

    /// Writes the id of `element`, and the attributes that `keeps` selects.
    fn attributes(&mut self, element: &Element, keeps: impl Fn(&str) -> bool) {
        if let Some(Hole::Id(id)) = self.hole_of(element) {
            let id = id.clone();
            self.out.hole_for_id(&id);
        }
        for (name, value) in &element.attributes {
            if *name == "id" {
                if let Some(id) = self.id(value) {
                    self.out.hole_for_id(&id);
                }
            } else if keeps(name) {
                self.out.push(" ");
                self.out.push(name);
                self.out.push("=\"");
                push_escaped(&mut self.out.text, &unescaped(value));
                self.out.push("\"");
            }
        }
    }
}

fn misplaced(place: Place, name: &str, violation: Violation) -> Diagnostic {
    match violation {
        Violation::Within(outer) => catalog::markup::html_within(place, name, outer),
        Violation::Stray(allowed) => catalog::markup::html_stray(place, name, allowed),
        Violation::HoldsBlocks => catalog::markup::html_holds_blocks(place, name),
        Violation::Bare(outer, added) => catalog::markup::html_bare(place, outer, added),
        Violation::Lacks(first) => catalog::markup::html_lacks(place, name, first),
        Violation::HoldsNo(part) => catalog::markup::html_incomplete(place, name, part),
        Violation::NoAttribute(attribute) => {
            catalog::markup::html_attribute(place, name, attribute)
        }
        Violation::NoTime => catalog::markup::html_time(place),
    }
}

/// Undoes the escapes that ammonia writes.
fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    // `&amp;` comes last, or `&amp;lt;` would become `<`.
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{A0}")
        .replace("&amp;", "&")
}
