//! Finds active content and foreign resources in SVG drawings. A drawing opened by its own address is a page of the
//! site, and its scripts run with the site's rights. Errs on the side of reporting; the messages are in
//! `check::published`.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::{BytesStart, Event};

use super::address::Address;
use super::css;

/// Most flaws reported in one drawing; nobody corrects more by hand.
const MAX_FLAWS: usize = 10;
/// Elements that run code or load documents that do, in any namespace.
const ACTIVE: [&str; 10] = [
    "script", "handler", "iframe", "frame", "object", "embed", "applet", "base", "meta", "portal",
];
/// Attributes whose value a browser loads or opens, without namespace prefix.
const LOADED: [&str; 11] = [
    "href",
    "src",
    "srcset",
    "poster",
    "background",
    "action",
    "formaction",
    "ping",
    "code",
    "codebase",
    "data",
];
/// Elements that change attributes of other elements; [`ANIMATED_TO`] are their attributes with the new values.
const ANIMATIONS: [&str; 4] = ["set", "animate", "animatemotion", "animatetransform"];
const ANIMATED_TO: [&str; 4] = ["to", "from", "by", "values"];

/// One part of a drawing that is not allowed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// Byte range in the drawing.
    pub at: Range<usize>,
    pub danger: Danger,
    /// The source text, shortened and without control characters.
    pub written: String,
}

/// Kinds of content that are not allowed in a drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Danger {
    /// An element that runs code or loads documents.
    Element,
    /// An event handler attribute, such as `onload`.
    Handler,
    /// A script in place of an address.
    Script,
    /// A resource loaded from another host.
    Foreign,
    /// `data:` content that is neither picture nor font.
    Embedded,
    /// A document type, which can define entities that expand to anything.
    DocumentType,
    /// An external stylesheet (`<?xml-stylesheet`).
    Stylesheet,
    /// An encoding in which browsers would see other markup than this scan.
    Encoding,
    /// Content that is not well-formed XML.
    Malformed,
}

/// Returns the flaws of the SVG drawing `bytes`, at most about ten, in order.
pub fn dangers(bytes: &[u8]) -> Vec<Flaw> {
    let utf16 = matches!(
        bytes,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..]
    );
    if utf16 {
        return vec![Flaw {
            at: 0..0,
            danger: Danger::Encoding,
            written: "UTF-16".to_owned(),
        }];
    }
    // All accepted encodings agree with ASCII, and everything that matters is ASCII. One character per byte keeps
    // offsets.
    let text: Cow<str> = match str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes
            .iter()
            .map(|byte| {
                if byte.is_ascii() {
                    char::from(*byte)
                } else {
                    '?'
                }
            })
            .collect(),
    };
    let mut scan = SvgScan {
        text: &text,
        flaws: Vec::new(),
        style: None,
    };
    scan.document();
    scan.flaws
}

struct SvgScan<'t> {
    text: &'t str,
    flaws: Vec<Flaw>,
    /// Start offset and text of the open style element. Collected, since comments and CDATA may split the text.
    style: Option<(usize, String)>,
}

struct SvgAttribute<'t> {
    /// The name as written, with prefix.
    name: &'t str,
    /// The name without prefix, in lower case.
    local: String,
    /// The value with references resolved.
    value: Cow<'t, str>,
    /// Byte range of the value.
    at: Range<usize>,
}

impl SvgScan<'_> {
    fn document(&mut self) {
        let text = self.text;
        let mut reader = Reader::from_str(text);
        let mut n_elements = 0;
        loop {
            let begin = usize::try_from(reader.buffer_position())
                .unwrap_or(usize::MAX)
                .min(text.len());
            let event = reader.read_event();
            let end = usize::try_from(reader.buffer_position())
                .unwrap_or(usize::MAX)
                .min(text.len());
            let at = begin..end;
            match event {
                Ok(Event::Eof) => break,
                Ok(event) => {
                    n_elements += usize::from(matches!(event, Event::Start(_) | Event::Empty(_)));
                    self.event(&event, at);
                }
                Err(cause) => {
                    self.add(at, Danger::Malformed, &cause.to_string());
                    return;
                }
            }
            if self.flaws.len() >= MAX_FLAWS {
                return;
            }
        }
        self.end_style();
        if n_elements == 0 {
            self.add(0..0, Danger::Malformed, "there is no element in it");
        }
    }

    fn event(&mut self, event: &Event, at: Range<usize>) {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                self.element(element, &at);
                let is_style = local_name(element.name().as_ref()) == "style";
                if is_style && matches!(event, Event::Start(_)) {
                    self.style = Some((at.end, String::new()));
                }
            }
            Event::End(element) if local_name(element.name().as_ref()) == "style" => {
                self.end_style()
            }
            Event::Decl(declaration) => {
                if let Some(Ok(encoding)) = declaration.encoding()
                    && !is_like_ascii(&encoding)
                {
                    self.add(at, Danger::Encoding, &encoding);
                }
            }
            Event::DocType(_) => self.add(at, Danger::DocumentType, "<!DOCTYPE"),
            Event::PI(instruction)
                if instruction.target().eq_ignore_ascii_case("xml-stylesheet") =>
            {
                self.add(at, Danger::Stylesheet, "<?xml-stylesheet");
            }
            Event::Text(text) => self.style_text(text),
            Event::CData(text) => self.style_text(text),
            Event::GeneralRef(reference) => {
                match escape::unescape(&format!("&{};", &**reference)) {
                    Ok(text) => self.style_text(&text),
                    Err(_) => self.add(
                        at.clone(),
                        Danger::Malformed,
                        &format!("&{};", &**reference),
                    ),
                }
            }
            Event::End(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
    }

    fn element(&mut self, element: &BytesStart, at: &Range<usize>) {
        let name = element.name();
        let local = local_name(name.as_ref());
        if ACTIVE.contains(&local.as_str()) {
            self.add(at.clone(), Danger::Element, &format!("<{}>", name.as_ref()));
        }
        let attributes = self.attributes(element, at);
        // `<set attributeName="onload" to="…">` would add a handler to another element.
        let changed = attributes
            .iter()
            .find(|attribute| attribute.local == "attributename");
        let changed = changed.map(|attribute| local_name(attribute.value.trim()));
        let is_animation = ANIMATIONS.contains(&local.as_str());
        if let Some(changed) = changed
            .as_deref()
            .filter(|changed| is_animation && is_handler(changed))
        {
            self.add(at.clone(), Danger::Handler, changed);
        }
        for attribute in &attributes {
            let is_prefixed = attribute.name.contains(':');
            if attribute.local == "xmlns" || attribute.name.starts_with("xmlns:") {
            } else if !is_prefixed && is_handler(&attribute.local) {
                self.add(attribute.at.clone(), Danger::Handler, attribute.name);
            } else if attribute.local == "srcset" || attribute.local == "ping" {
                attribute
                    .value
                    .split([',', ' '])
                    .for_each(|part| self.address(part, attribute, Loaded::Yes));
            } else if attribute.name == "xml:base" || LOADED.contains(&attribute.local.as_str()) {
                // A link is followed only on a click: it may lead to other hosts, but not to scripts.
                let is_link = attribute.local == "href" && matches!(local.as_str(), "a" | "area");
                self.address(
                    &attribute.value,
                    attribute,
                    if is_link { Loaded::No } else { Loaded::Yes },
                );
            } else if is_animation && ANIMATED_TO.contains(&attribute.local.as_str()) {
                let is_address = changed
                    .as_deref()
                    .is_some_and(|changed| LOADED.contains(&changed));
                let loaded = if is_address { Loaded::Yes } else { Loaded::No };
                attribute
                    .value
                    .split(';')
                    .for_each(|part| self.address(part, attribute, loaded));
            }
            // Presentation attributes take `url(…)` as well: `fill`, `filter`, `mask`.
            if attribute.value.contains(['(', '@']) || attribute.local == "style" {
                self.css(&attribute.value, &attribute.at);
            }
        }
    }

    fn attributes<'t>(
        &mut self,
        element: &'t BytesStart,
        at: &Range<usize>,
    ) -> Vec<SvgAttribute<'t>> {
        let mut attributes = Vec::new();
        for attribute in element.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.add(at.clone(), Danger::Malformed, "an attribute");
                continue;
            };
            let name = attribute.key.into_inner();
            let is_name = !name.is_empty() && !name.contains(['&', '<', '"', '\'', '=', '/']);
            let value = match attribute.value {
                Cow::Borrowed(value) => value,
                Cow::Owned(_) => "",
            };
            // The value borrows from the text, and quick-xml reports no offset: the pointers give it.
            let start = (value.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
            let is_within = start >= at.start && start.saturating_add(value.len()) <= at.end;
            let place = if is_within {
                start..start + value.len()
            } else {
                at.clone()
            };
            match escape::unescape(value) {
                Ok(value) if is_name => {
                    attributes.push(SvgAttribute {
                        name,
                        local: local_name(name),
                        value,
                        at: place,
                    });
                }
                _ => self.add(place, Danger::Malformed, name),
            }
        }
        attributes
    }

    fn address(&mut self, written: &str, attribute: &SvgAttribute, loaded: Loaded) {
        let danger = match Address::of(written) {
            Address::Script => Danger::Script,
            Address::EmbeddedOther => Danger::Embedded,
            Address::Foreign if loaded == Loaded::Yes => Danger::Foreign,
            Address::Foreign | Address::Own | Address::Embedded => return,
        };
        self.add(attribute.at.clone(), danger, written.trim());
    }

    fn style_text(&mut self, text: &str) {
        if let Some((_, style)) = &mut self.style {
            style.push_str(text);
        }
    }

    fn end_style(&mut self) {
        if let Some((start, style)) = self.style.take() {
            self.css(&style, &(start..start + style.len()));
        }
    }

    fn css(&mut self, css: &str, at: &Range<usize>) {
        for address in css::addresses(css) {
            let danger = match Address::of(&address) {
                Address::Own | Address::Embedded => continue,
                Address::Foreign => Danger::Foreign,
                Address::Script => Danger::Script,
                Address::EmbeddedOther => Danger::Embedded,
            };
            // Unescaping and skipped comments lose the offset, so the address is searched in the source; one written
            // with escapes is not found, and the whole range is reported.
            let text = self.text.get(at.start..).unwrap_or_default();
            let place = text.find(&address).filter(|_| !address.is_empty());
            let place = place.map_or(at.clone(), |idx| {
                at.start + idx..at.start + idx + address.len()
            });
            self.add(place, danger, &address);
        }
    }

    fn add(&mut self, at: Range<usize>, danger: Danger, written: &str) {
        const MAX_LETTERS: usize = 60;
        let mut shown: String = written.chars().take(MAX_LETTERS).collect();
        shown.retain(|letter| !letter.is_control());
        if written.chars().nth(MAX_LETTERS).is_some() {
            shown.push('…');
        }
        let end = at.end.min(self.text.len());
        self.flaws.push(Flaw {
            at: at.start.min(end)..end,
            danger,
            written: shown,
        });
    }
}

/// Whether a target is loaded with the drawing, or opened only when a reader follows a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loaded {
    Yes,
    No,
}

fn local_name(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_lowercase()
}

/// Returns whether an attribute is an event handler. By form, since browsers keep adding events.
fn is_handler(local: &str) -> bool {
    local.len() > 2
        && local.starts_with("on")
        && local[2..].bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns whether the encoding agrees with ASCII, so that markup is where a scan of the bytes as UTF-8 finds it.
fn is_like_ascii(encoding: &str) -> bool {
    let name = encoding.to_ascii_lowercase();
    ["utf-8", "utf8", "us-ascii", "ascii", "latin1"].contains(&name.as_str())
        || ["iso-8859-", "windows-125"]
            .iter()
            .any(|family| name.starts_with(family))
}
