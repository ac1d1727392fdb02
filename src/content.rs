//! Content files before their kind matters: kind, slug and language from the path, the split into front matter and
//! body, and the front matter keys that several kinds share. The rest of a file is read in `brief` and `entity`.

use serde::{Deserialize, Serialize};

use crate::config::{self, Config};
use crate::country::Country;
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::kind::Kind;
use crate::locale;
use crate::source::{self, FieldPath, PathStep, SourceFile, SourcePath};
use crate::url::{Route, Slug};
use crate::yaml::{self, FieldType, Fields, FrontMatterSpans, Node};

/// Parts of a content file's path.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct ContentPath {
    pub kind: Kind,
    /// Name of the file, or of the folder that holds an `index.md`. Not yet checked to be a slug.
    pub name: String,
    /// Folders between the kind's folder and the file; used by pages only: `team/history`.
    pub below: String,
    /// Language, if the name ends in the tag of one that `site.yaml` lists.
    pub language: Option<String>,
    /// Folder of its pictures, with the final `/`, for a brief written as `SLUG/index.md`.
    pub folder: Option<String>,
}

impl ContentPath {
    /// Splits `path` into its parts; `None` unless it is a Markdown file below the folder of some kind.
    pub fn of(path: &SourcePath, languages: &[String]) -> Option<Self> {
        let below = path.as_str().strip_prefix("content/")?;
        let (folder, rest) = below.split_once('/')?;
        let kind = Kind::in_folder(folder)?;
        let stem = source::markdown_stem(rest)?;
        let (parents, last) = stem.rsplit_once('/').unwrap_or(("", stem));
        // Any other suffix stays in the name, where `unlisted_language` or the check of the slug reports it.
        let suffix = last
            .rsplit_once('.')
            .filter(|(_, tag)| languages.iter().any(|known| known == tag));
        let (last, language) = match suffix {
            Some((last, tag)) => (last, Some(tag.to_owned())),
            None => (last, None),
        };
        // A folder with an `index.md` is a brief together with its pictures; for other kinds `index` is an ordinary
        // name.
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
    /// Returns the language tag that the file's name ends in, if the site does not list it: `ar` of `flood.ar`.
    pub fn unlisted_language(&self) -> Option<&str> {
        let (_, tag) = self
            .name
            .rsplit_once('.')
            .filter(|_| self.language.is_none())?;
        locale::is_known(tag).then_some(tag)
    }
}

/// Front matter and body of a content file.
#[derive(Clone, Debug)]
pub struct MarkdownFile<'a> {
    /// Fields of the front matter, then the folder's `defaults` for keys that the file does not set.
    pub entries: Vec<(String, Node)>,
    /// Text below the front matter.
    pub body: &'a str,
    /// Byte offset of `body` in the file.
    pub body_at: usize,
}

/// Splits `file` into front matter and body and parses the front matter's YAML.
///
/// The value is `None` if either step fails; the diagnostics then have the reason.
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
                // The nearest folder comes first, so the defaults of folders above it do not override it.
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

/// Splits `file` into front matter and body, as text.
///
/// Fails on bytes that are not UTF-8, on NUL, and on a front matter without an end.
pub fn cut(file: &SourceFile) -> Result<(&str, FrontMatterSpans), Diagnostic> {
    let text = str::from_utf8(file.bytes())
        .map_err(|error| catalog::files::file_not_utf8(&file.path, error))?;
    if let Some(idx) = text.find('\0') {
        let place = Place::span(&file.path, source::Span::new(idx, idx + 1));
        return Err(catalog::files::file_has_nul(place));
    }
    Ok((text, yaml::split(&file.path, text)?))
}

/// Returns the slug of a content file: `given` in the front matter, else the file's `name`.
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

/// Reads `countries`: ISO 3166-1 codes; reports a code that is repeated.
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

/// An old route that redirects to the content's present one.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Alias {
    /// Old route, which now redirects.
    pub route: Route,
    /// Index in the `aliases` list of the file.
    pub idx: usize,
}

impl Alias {
    /// Returns the place of this alias in the file at `path`.
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
        // Browsers never send the fragment, and hosts of files ignore the query: neither can select a redirect.
        if let Some((path, _)) = item.text.split_once('#') {
            fields.report(catalog::fields::alias_fragment(place, &item.text, path));
            continue;
        }
        if item.text.starts_with('/') && item.text.contains('?') {
            fields.report(catalog::urls::alias_query(place, &item.text));
            continue;
        }
        // The front page always exists, so `/` can redirect nowhere.
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
