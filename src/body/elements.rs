//! The elements of HTML: which a brief may hold, and how each behaves. Names are in lower case.

/// Phrasing content: elements of a line of text.
const PHRASING: [&str; 32] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
];

/// Flow content besides: elements that are allowed wherever a paragraph is.
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

/// Elements that are allowed in certain others only.
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

/// Elements that a brief may not hold, and that go with all that is in them.
const REMOVED: [&str; 19] = [
    "audio", "canvas", "frameset", "head", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// Elements that a brief may not hold and that would end a paragraph.
const FORBIDDEN_BLOCKS: [&str; 24] = [
    "address", "article", "aside", "body", "center", "dialog", "dir", "fieldset", "footer", "form",
    "frameset", "h1", "head", "header", "hgroup", "html", "legend", "listing", "main", "menu",
    "nav", "optgroup", "search", "section",
];

/// Other elements that a brief may not hold.
const FORBIDDEN: [&str; 40] = [
    "acronym", "applet", "area", "base", "basefont", "bgsound", "big", "blink", "button",
    "datalist", "embed", "font", "frame", "input", "isindex", "keygen", "label", "link", "map",
    "marquee", "menuitem", "meta", "meter", "multicol", "nobr", "option", "output", "param",
    "path", "picture", "portal", "progress", "rb", "rtc", "slot", "source", "spacer", "strike",
    "track", "tt",
];

/// Returns the element that is typed `name` in any case, if HTML knows it.
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

/// Returns the elements that are allowed in a body.
pub(super) fn allowed() -> impl Iterator<Item = &'static str> {
    PHRASING.into_iter().chain(FLOW).chain(PARTS)
}

/// Returns the elements that go with all that is in them.
pub(super) fn removed() -> impl Iterator<Item = &'static str> {
    REMOVED.into_iter()
}

/// Returns whether `name` is allowed in a body.
pub(super) fn is_allowed(name: &str) -> bool {
    is_phrasing(name) || is_flow(name) || PARTS.contains(&name)
}

/// Returns whether `name` goes with all that is in it.
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

/// Returns whether `name` begins and ends inside a sentence.
pub(super) fn is_inline(name: &str) -> bool {
    is_phrasing(name) || matches!(name, "acronym" | "big" | "font" | "nobr" | "strike" | "tt")
}

/// Returns whether `name` holds nothing, so has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "img"
    ) || matches!(
        name,
        "input" | "isindex" | "keygen" | "link" | "menuitem" | "meta" | "param" | "source"
    ) || matches!(name, "spacer" | "track" | "wbr")
}

/// Returns whether an end tag must end `name`.
pub(super) fn needs_end(name: &str) -> bool {
    let ends_by_itself = is_part_of_table(name)
        || matches!(name, "body" | "dd" | "dt" | "head" | "html" | "li" | "p")
        || matches!(name, "optgroup" | "option" | "rb" | "rp" | "rt" | "rtc");
    !is_void(name) && !ends_by_itself
}

/// Returns whether nothing in `name` but its own end tag is mark-up.
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
