//! The templates of a site: the theme's and its own, compiled once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::i18n::{self, Catalogs};
use crate::page::view::{ListsView, SiteView, TemplateContext};
use crate::render::{cards, translate};
use crate::source::{SourcePath, SourceTree, Span};
use crate::theme;

/// Most mistakes in templates that one build looks for; each one more costs a compilation of all.
const MAX_BROKEN_TEMPLATES: usize = 20;

/// Bytes that a page is given room for at first: most have no more.
const PAGE: usize = 16 * 1024;

/// Suffixes of templates whose values are escaped as HTML or XML.
const ESCAPED: [&str; 6] = [".html", ".htm", ".xml", ".svg", ".atom", ".rss"];

/// Compiled templates. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Engine(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    tera: Tera,
    /// By name, for messages.
    sources: BTreeMap<String, String>,
}

/// Compiled templates, with what all pages see in all of them.
#[derive(Debug)]
pub struct Templates {
    compiled: Engine,
    /// For each language, the main one first: its tag, and an engine that speaks it and knows its site.
    engines: Vec<(String, Tera)>,
}

/// What all pages of one language see.
#[derive(Debug, Hash)]
pub struct Shared {
    /// The language, a BCP 47 tag.
    pub language: String,
    /// The site as a whole.
    pub site: SiteView,
    /// The lists of `site.yaml`.
    pub lists: ListsView,
}

impl Engine {
    /// Compiles the templates of `tree`, which holds the theme's too.
    ///
    /// A template that is broken is reported; the value is `None` if there is one.
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
            let Err(error) =
                tera.add_raw_templates(sources.iter().map(|(name, text)| (*name, *text)))
            else {
                let sources = sources
                    .iter()
                    .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                    .collect();
                let compiled = Engine(Arc::new(Compiled { tera, sources }));
                let value = diagnostics.is_empty().then_some(compiled);
                return Checked { value, diagnostics };
            };
            let mut found = diagnose(&error, &sources);
            // What is wrong with a stand-in is the consequence of what it stands in for.
            found.retain(|found| !stand_ins.contains(name_of(&found.place.path)));
            // The others are looked at with the theme's own template, or an empty one, in its place.
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
    /// Templates for pages that see what `shared` has for their language, the main one's first, and say what
    /// `catalogs` has for it.
    pub fn new(compiled: &Engine, shared: &[Shared], catalogs: &Catalogs) -> Self {
        let of_language = |shared: &Shared| {
            let mut tera = compiled.0.tera.clone();
            tera.register_function("t", translate::function(catalogs.of(&shared.language)));
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

    /// Renders the template `name` with what it sees.
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
        let own = self
            .engines
            .iter()
            .find(|(tag, _)| Some(tag.as_str()) == language);
        let (_, tera) = own
            .or(self.engines.first())
            .expect("a site has a main language");
        let mut page = Vec::with_capacity(PAGE);
        tera.render_to(name, &context, &mut page).map_err(fail)?;
        Ok(page)
    }
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(ESCAPED);
    // Each language has its own; here it is known only that there are such functions.
    for name in ["t", "card"] {
        tera.register_function(name, |_: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message("this is not to be had here"))
        });
    }
    // The engine's own `group_by` returns groups in another order on every run.
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

/// Returns whether the file at `path`, which lies below `templates/`, is a template.
fn is_template(path: &SourcePath) -> bool {
    !path.as_str().starts_with(i18n::FOLDER)
}

fn theme_template(name: &str) -> &'static str {
    let path = format!("templates/{name}");
    let bytes = theme::FILES
        .iter()
        .find(|(known, _)| *known == path)
        .map_or(&[][..], |(_, bytes)| bytes);
    str::from_utf8(bytes).unwrap_or_default()
}

/// Says what is wrong with templates that could not be compiled.
fn diagnose(error: &Error, sources: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::Msg(report) => {
            let found = missing_references(report, sources);
            if found.is_empty() {
                vec![diagnostic(error, None)]
            } else {
                found
            }
        }
        ErrorKind::MissingParent { current, parent } => {
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

/// Turns an error of the engine into a diagnostic at its template's line. `page` is the link to the page
/// that was being rendered.
fn diagnostic(error: &Error, page: Option<&str>) -> Diagnostic {
    let whole = |name: &str| Place::file(&path_of(name));
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
                whole(tpl),
                "the template includes or extends itself",
                page,
            )
        }
        _ => catalog::build::template_failed(whole(""), &error.to_string(), page),
    }
}

/// Returns the places that a template was called from, the nearest first. The engine tells them in its report only,
/// which is drawn for people: a line `note: called from template:line:column` for each.
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

/// Reads a place of the engine's reports, `template:line:column`.
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

/// Reads the engine's one report without positions: names that no template, filter or function has. It is
/// drawn for people: a line `error: …`, then a line `--> template:line:column`, for each of them.
fn missing_references(report: &str, sources: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut message = "";
    for line in report.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            message = text;
        } else if let Some(at) = line.trim_start().strip_prefix("--> ") {
            let place = place_of(at, &|name| sources.get(name).copied());
            let diagnostic = lost_component(message, name_of(&place.path), sources)
                .unwrap_or_else(|| catalog::build::template_failed(place, message, None));
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
        }
    }
    found
}

/// Says of a component that a template of the theme does without, because the site has replaced the file with it, what
/// that file lacks: once, not at each of its uses.
fn lost_component(
    message: &str,
    used_in: &str,
    sources: &BTreeMap<&str, &str>,
) -> Option<Diagnostic> {
    let component = message.split_once(" component `")?.1.strip_suffix('`')?;
    let is_own = |name: &str| {
        sources
            .get(name)
            .is_some_and(|source| *source != theme_template(name))
    };
    let begins = format!("component {component}(");
    let lacks = sources
        .keys()
        .find(|name| is_own(name) && theme_template(name).contains(&begins))?;
    let place = Place::file(&path_of(lacks));
    (!is_own(used_in)).then(|| catalog::build::component_lost(place, component))
}

/// The byte at a line and a column of `text`, both from 1.
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

/// The path of a template; where the engine names none, of the frame that all pages have.
fn path_of(name: &str) -> SourcePath {
    let name = if name.is_empty() { "base.html" } else { name };
    SourcePath::new(&format!("templates/{name}"))
}

fn name_of(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("templates/").unwrap_or_default()
}
