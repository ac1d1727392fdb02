//! The templates of a site, the theme's and its own: compiled once, rendered for each page. Errors of the engine become
//! diagnostics at the template's line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::i18n::{self, Catalogs};
use crate::page::view::{ListsView, SiteView, TemplateContext};
use crate::render::{cards, components, translate};
use crate::source::{SourcePath, SourceTree, Span};
use crate::theme;

/// Maximum number of rounds in which one build looks for broken templates; each costs a compilation of all.
const MAX_BROKEN_TEMPLATES: usize = 20;

/// Initial capacity for a rendered page, in bytes: most are smaller.
const PAGE_CAPACITY: usize = 16 * 1024;

/// Suffixes of templates in which values are escaped as HTML or XML.
const ESCAPED: [&str; 6] = [".html", ".htm", ".xml", ".svg", ".atom", ".rss"];

/// Compiled templates, independent of any language or site. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Engine(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    tera: Tera,
    /// Template texts by name, for messages.
    sources: BTreeMap<String, String>,
}

/// Compiled templates with the variables and functions that all pages of a language share.
#[derive(Debug)]
pub struct Templates {
    compiled: Engine,
    /// One engine for each language, the main one first, by its tag.
    engines: Vec<(String, Tera)>,
}

/// Variables that all pages of one language share.
#[derive(Debug, Hash)]
pub struct Shared {
    /// Language as a BCP 47 tag.
    pub language: String,
    pub site: SiteView,
    pub lists: ListsView,
}

impl Engine {
    /// Compiles the templates of `tree`, which includes the theme's.
    ///
    /// Reports every broken template; the value is `None` if there is one.
    pub fn compile(tree: &SourceTree) -> Checked<Option<Self>> {
        let mut diagnostics = Vec::new();
        let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
        for file in tree
            .under("templates/")
            .iter()
            .filter(|file| is_template(&file.path))
        {
            let name = file
                .path
                .as_str()
                .strip_prefix("templates/")
                .unwrap_or_default();
            match str::from_utf8(file.bytes()) {
                Ok(text) => drop(sources.insert(name, text)),
                Err(error) => diagnostics.push(catalog::files::file_not_utf8(&file.path, error)),
            }
        }
        let mut stand_ins: BTreeSet<&str> = BTreeSet::new();
        for _ in 0..MAX_BROKEN_TEMPLATES {
            let mut tera = engine();
            let complete = components::complete(&sources);
            let texts = complete.iter().map(|(name, text)| (name.as_str(), &**text));
            let Err(error) = tera.add_raw_templates(texts) else {
                let sources = complete
                    .into_iter()
                    .map(|(name, text)| (name, text.into_owned()))
                    .collect();
                let compiled = Engine(Arc::new(Compiled { tera, sources }));
                let value = diagnostics.is_empty().then_some(compiled);
                return Checked { value, diagnostics };
            };
            let mut found = diagnose(&error, &sources);
            // Errors in a stand-in follow from the template it replaces, which is reported already.
            found.retain(|found| !stand_ins.contains(name_of(&found.place.path)));
            // The engine compiles all templates or none. To find further broken ones, try again with the theme's own
            // template, or an empty one, in place of each that failed.
            let mut replaced = false;
            for name in found.iter().map(|found| name_of(&found.place.path)) {
                if let Some((name, source)) = sources
                    .get_key_value(name)
                    .map(|(name, source)| (*name, *source))
                {
                    let stand_in = theme_template(name);
                    replaced |= source != stand_in;
                    sources.insert(name, stand_in);
                    stand_ins.insert(name);
                }
            }
            diagnostics.extend(found);
            // Nothing new to replace: another round would report the same again.
            if !replaced {
                break;
            }
        }
        Checked {
            value: None,
            diagnostics,
        }
    }
}

impl Templates {
    /// Sets up one engine for each language in `shared`, the main one first, with the messages of `catalogs`.
    pub fn new(compiled: &Engine, shared: &[Shared], catalogs: &Catalogs) -> Self {
        let of_language = |shared: &Shared| {
            let mut tera = compiled.0.tera.clone();
            tera.register_function("t", translate::function(catalogs.of(&shared.language)));
            // `card` gets a copy of the engine with `t`, which its component needs, and the placeholder for `card`:
            // cards do not contain cards.
            tera.register_function("card", cards::function(tera.clone()));
            let context = tera.global_context();
            context.insert_value("site", Value::from_serializable(&shared.site));
            context.insert_value("lists", Value::from_serializable(&shared.lists));
            (shared.language.clone(), tera)
        };
        Templates {
            compiled: compiled.clone(),
            engines: shared.iter().map(of_language).collect(),
        }
    }

    /// Renders the template `name` with its variables, in the language of the page.
    pub fn render(&self, name: &str, seen: &TemplateContext) -> Result<Vec<u8>, Diagnostic> {
        let compiled = &self.compiled.0;
        let page = seen.page.as_ref().map(|page| page.href.as_str());
        let fail = |error: Error| {
            let source = |name: &str| compiled.sources.get(name).map(String::as_str);
            called_from(&error, &source).fold(diagnostic(&error, page), |found, place| {
                found.related(place, "called from")
            })
        };
        let context = Context::from_serialize(seen).map_err(fail)?;
        let language = seen.page.as_ref().map(|page| page.language.as_str());
        // Each language has an engine of its own, with its `t`, `site` and `lists`.
        let own = self
            .engines
            .iter()
            .find(|(tag, _)| Some(tag.as_str()) == language);
        let (_, tera) = own
            .or(self.engines.first())
            .expect("a site has a main language");
        let mut page = Vec::with_capacity(PAGE_CAPACITY);
        tera.render_to(name, &context, &mut page).map_err(fail)?;
        Ok(page)
    }
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(ESCAPED);
    // Placeholders, so that templates compile: each language registers its own functions later.
    for name in ["t", "card"] {
        tera.register_function(name, |_: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message("this is not to be had here"))
        });
    }
    // The engine's own `group_by` returns groups in a different order on every run.
    tera.register_filter(
        "group_by",
        |_: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message(
                "`group_by` has no fixed order; lists come grouped and sorted",
            ))
        },
    );
    tera
}

/// Returns whether the file at `path`, which is below `templates/`, is a template rather than a message catalog.
fn is_template(path: &SourcePath) -> bool {
    !path.as_str().starts_with(i18n::FOLDER)
}

pub(super) fn theme_template(name: &str) -> &'static str {
    let path = format!("templates/{name}");
    let bytes = theme::FILES
        .iter()
        .find(|(known, _)| *known == path)
        .map_or(&[][..], |(_, bytes)| bytes);
    str::from_utf8(bytes).unwrap_or_default()
}

/// Explains why templates could not be compiled.
fn diagnose(error: &Error, sources: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
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

fn name_of(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("templates/").unwrap_or_default()
}
