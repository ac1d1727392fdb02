//! What a file below `content/` is, by its path alone: its kind, its slug, its language.
//! Reads no file; `brief` and `entity` do.

use crate::config::{self, Config};
use crate::country::Country;
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::locale;
use crate::source::{self, FieldPath, PathStep, SourceFile, SourcePath};
use crate::url::{Route, Slug};
use crate::yaml::{self, FieldType, Fields, FrontMatterSpans, Node};

/// What the path of a content file says.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ContentPath {
    /// What it is.
    pub kind: Kind,
    /// Its name: of the file, or of the folder that holds an `index.md`. Not yet checked.
    pub name: String,
    /// Folders between the kind's and the file, for pages: `team/history`.
    pub below: String,
    /// Its language, if the name has the suffix of one that `site.yaml` lists.
    pub language: Option<String>,
    /// The folder of its pictures, for a brief that is a folder of its own: a path with its final `/`.
    pub folder: Option<String>,
}

impl ContentPath {
    /// Reads `path`; `None` if it is not a Markdown file in one of the known folders.
    pub fn of(path: &SourcePath, languages: &[String]) -> Option<Self> {
        let below = path.as_str().strip_prefix("content/")?;
        let (folder, rest) = below.split_once('/')?;
        let kind = Kind::in_folder(folder)?;
        let stem = source::markdown_stem(rest)?;
        let (parents, last) = stem.rsplit_once('/').unwrap_or(("", stem));
        let suffix = last
            .rsplit_once('.')
            .filter(|(_, tag)| languages.iter().any(|known| known == tag));
        let (last, language) = match suffix {
            Some((last, tag)) => (last, Some(tag.to_owned())),
            None => (last, None),
        };
        if kind == Kind::Brief && last == "index" && !parents.is_empty() {
            let (_, name) = parents.rsplit_once('/').unwrap_or(("", parents));
            let folder = Some(format!("{}/", path.folder()));
            return Some(ContentPath {
                kind,
                name: name.to_owned(),
                below: String::new(),
                language,
                folder,
            });
        }
        Some(ContentPath {
            kind,
            name: last.to_owned(),
            below: parents.to_owned(),
            language,
            folder: None,
        })
    }
}

impl ContentPath {
    /// Returns the language that the file's name ends in, if the site does not list it: `ar` of `flood.ar`.
    pub fn unlisted_language(&self) -> Option<&str> {
        let (_, tag) = self
            .name
            .rsplit_once('.')
            .filter(|_| self.language.is_none())?;
        locale::is_known(tag).then_some(tag)
    }
}

/// The front matter and the body of a content file.
#[derive(Clone, Debug)]
pub struct MarkdownFile<'a> {
    /// The front matter's fields, with the folder's defaults behind the file's own.
    pub entries: Vec<(String, Node)>,
    /// The text after it.
    pub body: &'a str,
    /// Where that begins in the file, in bytes.
    pub body_at: usize,
}

/// Cuts `file` into front matter and body, and reads the front matter's YAML.
///
/// The value is `None` if either cannot be read; what is wrong is then in the diagnostics.
pub fn open<'a>(file: &'a SourceFile, config: &Config) -> Checked<Option<MarkdownFile<'a>>> {
    let mut diagnostics = Vec::new();
    let value = match cut(file) {
        Ok((text, parts)) => {
            let front = yaml::parse(&file.path, &text[parts.front.clone()], parts.front.start);
            front.take(&mut diagnostics).map(|node| {
                let mut entries = if let Node::Map(entries) = node {
                    entries
                } else {
                    Vec::new()
                };
                for (key, default) in config.defaults_for(file.path.as_str()) {
                    if !entries.iter().any(|(known, _)| known == key) {
                        entries.push((key.clone(), default.clone()));
                    }
                }
                MarkdownFile {
                    entries,
                    body: &text[parts.body.clone()],
                    body_at: parts.body.start,
                }
            })
        }
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            None
        }
    };
    Checked { value, diagnostics }
}

/// Cuts `file` into front matter and body, as text.
pub fn cut(file: &SourceFile) -> Result<(&str, FrontMatterSpans), Diagnostic> {
    let text = str::from_utf8(file.bytes())
        .map_err(|error| catalog::files::file_not_utf8(&file.path, error))?;
    if let Some(idx) = text.find('\0') {
        let place = Place::span(&file.path, source::Span::new(idx, idx + 1));
        return Err(catalog::files::file_has_nul(place));
    }
    Ok((text, yaml::split(&file.path, text)?))
}

/// Reads the slug of a content file from its name, unless `given` in the front matter.
pub fn slug(path: &SourcePath, name: &str, given: Option<Slug>) -> Result<Slug, Diagnostic> {
    if let Some(slug) = given {
        return Ok(slug);
    }
    Slug::parse(name).map_err(|error| {
        let instead = Slug::from_text(name);
        let reason = yaml::slug_reason(error);
        let invalid = catalog::fields::slug_invalid(
            Place::file(path),
            name,
            &reason,
            instead.as_ref().map(Slug::as_str),
        );
        let renamed =
            instead.map(|slug| format!("rename the file to `{slug}.md`, or add `slug: {slug}`"));
        invalid.hint_if(renamed)
    })
}

/// Reads `countries`: codes of ISO 3166-1, each once.
pub fn countries(fields: &mut Fields) -> Vec<Country> {
    fields.declare("countries", || FieldType::list(FieldType::Country));
    let mut countries = Vec::new();
    for item in fields.list("countries") {
        let Some(country) = config::country(fields, &item) else {
            continue;
        };
        if countries.contains(&country) {
            let place = Place::value(fields.path(), &item.at);
            fields.report(catalog::fields::value_repeated(place, &item.text));
        } else {
            countries.push(country);
        }
    }
    countries
}

/// An old address of something, which leads to it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Alias {
    /// The address.
    pub route: Route,
    /// Its position in the list.
    pub idx: usize,
}

impl Alias {
    /// Returns where it stands in the file at `path`.
    pub fn place(&self, path: &SourcePath) -> Place {
        Place::value(path, &FieldPath::key("aliases").at_item(self.idx))
    }
}

/// Reads `aliases`: old addresses, each beginning with `/`.
pub fn aliases(fields: &mut Fields) -> Vec<Alias> {
    let expected = "an address of this site (`/old/address/`)";
    fields.declare("aliases", || {
        FieldType::list(FieldType::Parsed(expected.to_owned()))
    });
    let mut aliases = Vec::new();
    for item in fields.list("aliases") {
        let place = Place::value(fields.path(), &item.at);
        let Some(PathStep::Item(idx)) = item.at.0.last() else {
            continue;
        };
        if let Some((path, _)) = item.text.split_once('#') {
            fields.report(catalog::fields::alias_fragment(place, &item.text, path));
            continue;
        }
        if item.text.starts_with('/') && item.text.contains('?') {
            fields.report(catalog::urls::alias_query(place, &item.text));
            continue;
        }
        match Route::parse(&item.text).filter(|route| *route != Route::root()) {
            Some(route) => {
                // `/old` and `/old/` are one page to a reader; `/old.html` is a file.
                let is_file = !route.is_page() && route.has_extension();
                let route = if is_file { route } else { route.as_page() };
                aliases.push(Alias { route, idx: *idx });
            }
            None => fields.report(catalog::fields::value_invalid(place, &item.text, expected)),
        }
    }
    aliases
}
