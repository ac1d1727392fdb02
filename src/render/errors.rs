//! Errors of the template engine as diagnostics at the template's line.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use crate::diag::{Diagnostic, Place, catalog};
use crate::render::components;
use crate::source::{SourcePath, Span};

/// Explains why templates could not be compiled.
pub(super) fn diagnose(error: &Error, sources: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::Msg(report) => {
            let mut found = missing_references(report, sources);
            found.extend(defined_twice(report, sources));
            if found.is_empty() {
                vec![diagnostic(error, None)]
            } else {
                found
            }
        }
        ErrorKind::MissingParent { current, parent } => {
            // The engine gives no position: look for the name that the template extends.
            let name = sources
                .get(current.as_str())
                .and_then(|source| source.find(parent.as_str()));
            let place =
                name.map(|at| Place::span(&path_of(current), Span::new(at, at + parent.len())));
            let place = place.unwrap_or_else(|| Place::file(&path_of(current)));
            let near = crate::text::nearest(parent, sources.keys().copied());
            vec![catalog::build::template_missing(place, parent, near)]
        }
        _ => vec![diagnostic(error, None)],
    }
}

/// Returns the diagnostic of a page at `href` that could not be rendered, with the places that led to the error.
pub(super) fn rendering(
    error: &Error,
    href: Option<&str>,
    sources: &BTreeMap<String, String>,
) -> Diagnostic {
    let source = |name: &str| sources.get(name).map(String::as_str);
    called_from(error, &source).fold(diagnostic(error, href), |found, place| {
        found.related(place, "called from")
    })
}

/// Turns an error of the engine into a diagnostic at its template's line; `page` is the link to the page being
/// rendered.
fn diagnostic(error: &Error, page: Option<&str>) -> Diagnostic {
    let whole_file = |name: &str| Place::file(&path_of(name));
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = &report.span().range;
            let place = Place::span(
                &path_of(report.filename()),
                Span::new(range.start, range.end),
            );
            catalog::build::template_failed(place, report.message(), page)
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            catalog::build::template_failed(
                whole_file(tpl),
                "the template includes or extends itself",
                page,
            )
        }
        _ => catalog::build::template_failed(whole_file(""), &error.to_string(), page),
    }
}

/// Returns the places that a template was called from, the innermost first.
///
/// The engine gives them only in its report for people: a line `note: called from template:line:column` for each.
fn called_from<'a>(
    error: &Error,
    source: &dyn Fn(&str) -> Option<&'a str>,
) -> impl Iterator<Item = Place> {
    let report = error.to_string();
    let notes = report
        .lines()
        .filter_map(|line| line.strip_prefix("note: called from "));
    let places: Vec<Place> = notes.map(|at| place_of(at.trim(), source)).collect();
    places.into_iter()
}

/// Parses a place in the engine's reports, `template:line:column`.
fn place_of<'a>(at: &str, source: &dyn Fn(&str) -> Option<&'a str>) -> Place {
    let mut parts = at.rsplitn(3, ':');
    let column = parts
        .next()
        .and_then(|text| text.parse::<usize>().ok())
        .unwrap_or(1);
    let line = parts
        .next()
        .and_then(|text| text.parse::<usize>().ok())
        .unwrap_or(1);
    let name = parts.next().unwrap_or_default();
    let path = path_of(name);
    source(name).map_or_else(
        || Place::file(&path),
        |text| {
            let start = offset(text, line, column);
            Place::span(&path, Span::new(start, start + 1))
        },
    )
}

/// Parses the engine's one report without positions: names that no template, filter or function has.
///
/// It is made for people: a line `error: …`, then a line `--> template:line:column`, for each of them.
fn missing_references(report: &str, sources: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut message = "";
    for line in report.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            message = text;
        } else if let Some(at) = line.trim_start().strip_prefix("--> ") {
            let place = place_of(at, &|name| sources.get(name).copied());
            let diagnostic = catalog::build::template_failed(place, message, None);
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
        }
    }
    found
}

/// Parses the engine's report, without a position, of a component that two templates define.
fn defined_twice(report: &str, sources: &BTreeMap<&str, &str>) -> Option<Diagnostic> {
    let names = report.strip_prefix("Component `")?;
    let (component, names) = names.split_once("` is defined in both `")?;
    let (first, second) = names.trim_end_matches(['`', '.']).split_once("` and `")?;
    let range = components::definition(sources.get(second)?, component)?;
    let place = Place::span(&path_of(second), Span::new(range.start, range.end));
    let message = format!("the component `{component}` is defined in `{first}`, too");
    Some(catalog::build::template_failed(place, &message, None))
}

/// Returns the byte offset of a line and a column of `text`, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let column = text[before..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(0, |(idx, _)| idx);
    before + column
}

/// Returns the path of a template; if the engine names none, that of `base.html`, which every page extends.
fn path_of(name: &str) -> SourcePath {
    let name = if name.is_empty() { "base.html" } else { name };
    SourcePath::new(&format!("templates/{name}"))
}

/// Returns the name of the template at `path`.
pub(super) fn template_of(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("templates/").unwrap_or_default()
}
