//! The templates of a site: the theme's and its own, compiled once.

use std::collections::BTreeMap;

use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::page::view::{Seen, SiteView};
use crate::source::{SourcePath, SourceTree, Span};
use crate::theme;

/// Most mistakes in templates that one build looks for; each one more costs a compilation of all.
const MAX_BROKEN_TEMPLATES: usize = 20;

/// Suffixes of templates whose values are escaped as HTML or XML.
const ESCAPED: [&str; 6] = [".html", ".htm", ".xml", ".svg", ".atom", ".rss"];

/// Compiled templates, with the site's own view in all of them.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
}

impl Templates {
    /// Compiles the templates of `tree`, which holds the theme's too.
    ///
    /// A template that is broken is reported; the value is `None` if there is one.
    pub fn compile(tree: &SourceTree, site: &SiteView) -> Checked<Option<Self>> {
        let mut diagnostics = Vec::new();
        let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
        for file in tree.under("templates/") {
            let name = file.path.as_str().strip_prefix("templates/").unwrap_or_default();
            match str::from_utf8(file.bytes()) {
                Ok(text) => drop(sources.insert(name, text)),
                Err(_) => diagnostics.push(catalog::files::file_not_utf8(Place::file(&file.path))),
            }
        }
        for _ in 0..MAX_BROKEN_TEMPLATES {
            let mut tera = engine();
            let Err(error) = tera.add_raw_templates(sources.iter().map(|(name, text)| (*name, *text))) else {
                tera.global_context().insert_value("site", Value::from_serializable(site));
                let value = diagnostics.is_empty().then_some(Templates { tera });
                return Checked { value, diagnostics };
            };
            let diagnostic = diagnostic(&error, None);
            // The others are looked at with the theme's own template, or an empty one, in its place.
            let name = broken_name(&error).filter(|name| sources.contains_key(name.as_str()));
            diagnostics.push(diagnostic);
            let Some(slot) = name.and_then(|name| sources.get_mut(name.as_str()).map(|slot| (name, slot))) else {
                break;
            };
            let stand_in = theme_template(&slot.0);
            if *slot.1 == stand_in {
                break;
            }
            *slot.1 = stand_in;
        }
        Checked { value: None, diagnostics }
    }

    /// Renders the template `name` with what it sees.
    pub fn render(&self, name: &str, seen: &Seen) -> Result<String, Box<Diagnostic>> {
        let page = seen.page.as_ref().map(|page| page.href.as_str());
        let context = Context::from_serialize(seen).map_err(|error| Box::new(diagnostic(&error, page)))?;
        self.tera.render(name, &context).map_err(|error| Box::new(diagnostic(&error, page)))
    }
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(ESCAPED);
    // The engine's own `group_by` returns groups in another order on every run.
    tera.register_filter("group_by", |_: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        Err(Error::message("`group_by` has no fixed order; lists come grouped and sorted"))
    });
    tera
}

fn theme_template(name: &str) -> &'static str {
    let path = format!("templates/{name}");
    let bytes = theme::FILES.iter().find(|(known, _)| *known == path).map_or(&[][..], |(_, bytes)| bytes);
    str::from_utf8(bytes).unwrap_or_default()
}

fn broken_name(error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report.filename().to_owned()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl.clone()),
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        _ => None,
    }
}

/// Turns an error of the engine into a diagnostic at its template's line. `page` is the link to the page
/// that was being rendered.
fn diagnostic(error: &Error, page: Option<&str>) -> Diagnostic {
    let place = |name: &str| Place::file(&SourcePath::new(&format!("templates/{name}")));
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = SourcePath::new(&format!("templates/{}", safe_name(report.filename())));
            let range = &report.span().range;
            let place = Place::span(&path, Span::new(range.start, range.end));
            catalog::build::template_failed(place, report.message(), page)
        }
        ErrorKind::MissingParent { current, parent } => {
            catalog::build::template_missing(place(safe_name(current)), parent, None)
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            catalog::build::template_failed(place(safe_name(tpl)), "the template includes or extends itself", page)
        }
        _ => missing_reference(&error.to_string(), page),
    }
}

/// Reads the engine's one message without a position: a name that no template, filter or function has.
/// It is a drawn report; its title is the message, and its second line names file, line and column.
fn missing_reference(report: &str, page: Option<&str>) -> Diagnostic {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default().trim_start_matches("error:").trim();
    let at = lines.find_map(|line| line.trim().strip_prefix("-->"));
    let name = at.and_then(|at| at.trim().split(':').next()).unwrap_or("base.html");
    let path = SourcePath::new(&format!("templates/{}", safe_name(name)));
    catalog::build::template_failed(Place::file(&path), message, page)
}

fn safe_name(name: &str) -> &str {
    if name.is_empty() { "base.html" } else { name }
}
