//! The content model of HTML: which element is allowed in which.

use super::elements::{is_heading, is_part_of_table, is_phrasing};

/// What an element may hold.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) enum Model {
    /// Blocks and text.
    #[default]
    Flow,
    /// Text and phrasing content.
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

// What an element bars from all that it holds.
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
        name if is_phrasing(name) || is_heading(name) => (Model::Line, 0),
        _ => (Model::Flow, 0),
    }
}

/// Returns whether an element may hold what the one around it may hold.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(name, "a" | "ins" | "del")
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

/// Returns the only place where the element `name` is allowed, if that is no matter of lines and blocks.
pub(super) fn only_place(name: &str) -> Option<&'static str> {
    Some(match name {
        "li" => "in `<ul>` or `<ol>`",
        "dt" | "dd" => "in `<dl>`",
        "summary" => "at the beginning of `<details>`",
        "figcaption" => "at the beginning or the end of `<figure>`",
        "caption" => "at the beginning of `<table>`",
        name if is_part_of_table(name) => "in `<table>`",
        _ => return None,
    })
}
