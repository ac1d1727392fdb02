//! What raw HTML may stand in a body: elements, attributes and schemes, as ammonia is told.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::cleaned::TYPED;
use super::target::EXTERNAL_SCHEMES;
use crate::kind::Kind;

/// Elements that may stand in a body.
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
    "var",
    "wbr",
    "data",
];

/// Elements that go with all that is in them.
const WITH_CONTENT: [&str; 20] = [
    "script",
    "style",
    "template",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "xmp",
    "plaintext",
    "textarea",
    "title",
    "svg",
    "math",
    "object",
    "audio",
    "video",
    "select",
    "canvas",
    "frameset",
    "head",
];

/// Attributes by element, besides `lang`, `dir` and `title`. `id` of any value: the pass decides. `class` passes only as `own` ones.
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

/// Schemes that are let through to the pass, which drops them and says so.
const REPORTED_SCHEMES: [&str; 10] = [
    "javascript",
    "vbscript",
    "data",
    "file",
    "blob",
    "about",
    "ftp",
    "ws",
    "wss",
    "view-source",
];

/// The cleaner of a site that adds no schemes.
pub(super) static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| cleaner(&[]));

/// Makes the cleaner of a site that adds these `own` schemes.
pub(super) fn cleaner(own_schemes: &[String]) -> Builder<'_> {
    let own_schemes = own_schemes.iter().map(String::as_str);
    let schemes = Kind::with_scheme().map(|kind| kind.as_str());
    let attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(element, names)| (*element, names.iter().copied().collect()))
        .collect();
    let mut builder = Builder::default();
    builder
        .tags(ELEMENTS.into_iter().collect())
        .clean_content_tags(WITH_CONTENT.into_iter().collect())
        .generic_attributes(["lang", "dir", "title", "id", TYPED].into_iter().collect())
        .tag_attributes(attributes)
        .url_schemes(
            schemes
                .chain(EXTERNAL_SCHEMES)
                .chain(REPORTED_SCHEMES)
                .chain(own_schemes)
                .collect(),
        )
        .attribute_filter(|element, name, value| {
            own(element, name, value).then_some(Cow::Borrowed(value))
        })
        .link_rel(None);
    builder
}

/// Returns whether an attribute is one that the writer itself may have written, or needs no such check.
fn own(element: &str, name: &str, value: &str) -> bool {
    match (element, name) {
        ("code", "class") => value.starts_with("language-") && !value.contains(char::is_whitespace),
        ("td" | "th", "class") => matches!(value, "right" | "center"),
        ("figure", "class") => value == "quote",
        _ => true,
    }
}

/// Returns whether an element may stand in a body.
pub(super) fn is_allowed(element: &str) -> bool {
    ELEMENTS.contains(&element)
}

/// Returns whether an element goes with all that is in it.
pub(super) fn removes_content(element: &str) -> bool {
    WITH_CONTENT.contains(&element)
}
