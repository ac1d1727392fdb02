//! Content model of HTML: which element may contain which. The lists of elements are in `elements`; `html_repair`
//! applies the model to a body, and `mistakes` uses it to word messages.

use super::elements::{is_heading, is_part_of_table, is_phrasing};

/// Kind of content that an element may contain.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) enum Model {
    /// Flow content: blocks and text.
    #[default]
    Flow,
    /// Phrasing content: text and inline elements.
    Line,
    /// Phrasing content and headings, for `<summary>`.
    Summary,
    List,
    /// Terms and descriptions, or groups of them, for `<dl>`.
    Terms,
    /// Terms and descriptions in a `<div>` within `<dl>`.
    Group,
    Table,
    Rows,
    Cells,
    Columns,
}

// Bits for content that an element bars at any depth. Not a part of `Model`, which concerns the children only: a rule
// such as "no link in a link" must hold through every level between.
pub(super) const HEADINGS: u8 = 1;
pub(super) const TABLES: u8 = 2;
pub(super) const LINKS: u8 = 4;
pub(super) const DEFINITIONS: u8 = 8;

/// Returns the content model of `name` inside an element with the model `outer`, and the bits that `name` bars.
pub(super) fn inner(name: &str, outer: Model) -> (Model, u8) {
    match name {
        // First, because `a`, `ins` and `del` are phrasing elements too, and would get that model below.
        name if is_transparent(name) => (outer, 0),
        "ul" | "ol" => (Model::List, 0),
        "dl" => (Model::Terms, 0),
        // HTML allows a `<div>` directly in `<dl>` for one purpose: to wrap a group of terms.
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

/// Returns whether `name` is transparent in HTML's sense: it may contain whatever its parent may.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(name, "a" | "ins" | "del")
}

/// Returns the rank of a part of a table, since they must come in this order; 0 for other elements.
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

/// Returns the only place where `name` is allowed, worded for messages; `None` for ordinary inline and block elements.
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
