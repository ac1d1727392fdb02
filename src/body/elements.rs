//! Elements of HTML: which ones a brief may contain, and how each behaves. Names are in lower case. Which element may
//! contain which is in `model`.

/// Phrasing content: elements within a line of text.
const PHRASING: [&str; 32] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
];

/// Other flow content: elements allowed wherever a paragraph is.
///
/// Not `h1`: that is the title of the page.
const FLOW: [&str; 16] = [
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

/// Elements allowed only inside certain others.
const PARTS: [&str; 14] = [
    "caption",
    "col",
    "colgroup",
    "dd",
    "dt",
    "figcaption",
    "li",
    "summary",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// Forbidden elements that are removed together with their content.
const REMOVED: [&str; 19] = [
    "audio", "canvas", "frameset", "head", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// Forbidden elements that would end a paragraph.
const FORBIDDEN_BLOCKS: [&str; 24] = [
    "address", "article", "aside", "body", "center", "dialog", "dir", "fieldset", "footer", "form",
    "frameset", "h1", "head", "header", "hgroup", "html", "legend", "listing", "main", "menu",
    "nav", "optgroup", "search", "section",
];

/// Other forbidden elements.
///
/// Obsolete ones belong here as well: a name in none of these lists is printed as text.
const FORBIDDEN: [&str; 40] = [
    "acronym", "applet", "area", "base", "basefont", "bgsound", "big", "blink", "button",
    "datalist", "embed", "font", "frame", "input", "isindex", "keygen", "label", "link", "map",
    "marquee", "menuitem", "meta", "meter", "multicol", "nobr", "option", "output", "param",
    "path", "picture", "portal", "progress", "rb", "rtc", "slot", "source", "spacer", "strike",
    "track", "tt",
];

/// Returns the element typed as `name` in any case, or `None` if HTML does not know it.
pub(super) fn known(name: &str) -> Option<&'static str> {
    let all: [&[&str]; 6] = [
        &PHRASING,
        &FLOW,
        &PARTS,
        &REMOVED,
        &FORBIDDEN_BLOCKS,
        &FORBIDDEN,
    ];
    all.into_iter()
        .flatten()
        .find(|known| known.eq_ignore_ascii_case(name))
        .copied()
}

/// Returns all elements that are allowed in a body.
pub(super) fn allowed() -> impl Iterator<Item = &'static str> {
    PHRASING.into_iter().chain(FLOW).chain(PARTS)
}

/// Returns the elements that are removed together with their content.
pub(super) fn removed() -> impl Iterator<Item = &'static str> {
    REMOVED.into_iter()
}

/// Returns whether a body may contain the element `name`, wherever it is allowed.
pub(super) fn is_allowed(name: &str) -> bool {
    is_phrasing(name) || is_flow(name) || PARTS.contains(&name)
}

/// Returns whether `name` is removed together with its content.
pub(super) fn removes_content(name: &str) -> bool {
    REMOVED.contains(&name)
}

/// Returns whether `name` is forbidden and would end a paragraph.
pub(super) fn is_forbidden_block(name: &str) -> bool {
    FORBIDDEN_BLOCKS.contains(&name)
}

pub(super) fn is_phrasing(name: &str) -> bool {
    PHRASING.contains(&name)
}

pub(super) fn is_flow(name: &str) -> bool {
    FLOW.contains(&name)
}

/// Returns whether `name` begins and ends inside a sentence, without separating words.
pub(super) fn is_inline(name: &str) -> bool {
    // The tags of these obsolete elements are dropped, but their text stays in its sentence.
    is_phrasing(name) || matches!(name, "acronym" | "big" | "font" | "nobr" | "strike" | "tt")
}

/// Returns whether `name` has no content and so no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "img"
    ) || matches!(
        name,
        "input" | "isindex" | "keygen" | "link" | "menuitem" | "meta" | "param" | "source"
    ) || matches!(name, "spacer" | "track" | "wbr")
}

/// Returns whether `name` requires an end tag.
pub(super) fn needs_end(name: &str) -> bool {
    // HTML lets these end implicitly, so a missing end tag is no mistake.
    let ends_by_itself = is_part_of_table(name)
        || matches!(name, "body" | "dd" | "dt" | "head" | "html" | "li" | "p")
        || matches!(name, "optgroup" | "option" | "rb" | "rp" | "rt" | "rtc");
    !is_void(name) && !ends_by_itself
}

/// Returns whether the content of `name` is raw text, in which only its own end tag is markup.
pub(super) fn holds_text(name: &str) -> bool {
    matches!(
        name,
        "iframe" | "noembed" | "noframes" | "noscript" | "script" | "style"
    ) || matches!(name, "textarea" | "title" | "xmp")
}

/// Returns whether the text of `name` is code.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "code" | "kbd" | "pre" | "samp" | "tt")
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Returns whether `name` is allowed in tables only.
pub(super) fn is_part_of_table(name: &str) -> bool {
    matches!(
        name,
        "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
    )
}
