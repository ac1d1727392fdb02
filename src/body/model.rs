//! The content model of HTML: which element may stand in which.

/// Elements that stand in a line of text.
pub(super) const LINE: [&str; 32] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
];

/// Elements that stand wherever a paragraph may.
pub(super) const BLOCKS: [&str; 16] = [
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

/// What an element may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Model {
    /// Blocks and text.
    Flow,
    /// Text and what stands in a line.
    Line,
    /// The same, and headings.
    Summary,
    List,
    /// A list of terms.
    Terms,
    /// A group within it.
    Group,
    Table,
    Rows,
    Cells,
    Columns,
}

// What may not stand in an element, however deep.
pub(super) const HEADINGS: u8 = 1;
pub(super) const TABLES: u8 = 2;
pub(super) const LINKS: u8 = 4;
pub(super) const DEFINITIONS: u8 = 8;

/// Returns what the element `name` may hold in one that may hold `outer`, and what it bars.
pub(super) fn inner(name: &str, outer: Model) -> (Model, u8) {
    match name {
        name if is_transparent(name) => (outer, 0),
        "ul" | "ol" => (Model::List, 0),
        "dl" => (Model::Terms, 0),
        "div" if outer == Model::Terms => (Model::Group, 0),
        "table" => (Model::Table, 0),
        "thead" | "tbody" | "tfoot" => (Model::Rows, 0),
        "tr" => (Model::Cells, 0),
        "colgroup" => (Model::Columns, 0),
        "summary" => (Model::Summary, 0),
        "caption" => (Model::Flow, TABLES),
        "th" | "dt" => (Model::Flow, HEADINGS),
        "dfn" => (Model::Line, DEFINITIONS),
        "p" | "pre" => (Model::Line, 0),
        name if LINE.contains(&name) || is_heading(name) => (Model::Line, 0),
        _ => (Model::Flow, 0),
    }
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Returns whether an element may hold what the one around it may hold.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(name, "a" | "ins" | "del")
}

/// Returns whether `name` makes a block of what holds it.
pub(super) fn is_block(name: &str) -> bool {
    !LINE.contains(&name)
}

pub(super) fn table_stage(name: &str) -> u8 {
    match name {
        "caption" => 1,
        "colgroup" => 2,
        "thead" => 3,
        "tbody" => 4,
        "tfoot" => 5,
        _ => 0,
    }
}

/// Returns whether the element `name` stands in tables only.
pub(super) fn is_part_of_table(name: &str) -> bool {
    matches!(
        name,
        "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
    )
}

/// Returns where the element `name` may stand only, if that is no matter of lines and blocks.
pub(super) fn stray(name: &str) -> Option<&'static str> {
    Some(match name {
        "li" => "in `<ul>` or `<ol>`",
        "dt" | "dd" => "in `<dl>`",
        "summary" => "at the beginning of `<details>`",
        "figcaption" => "at the beginning or the end of `<figure>`",
        "caption" => "at the beginning of `<table>`",
        "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => "in `<table>`",
        _ => return None,
    })
}

pub(super) fn known(name: &str) -> &'static str {
    const OTHERS: [&str; 14] = [
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
    let mut all = LINE.iter().chain(&BLOCKS).chain(&OTHERS);
    all.find(|known| **known == name).copied().unwrap_or("span")
}
