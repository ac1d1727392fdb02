//! Reads the message catalogs of the theme and of the site, for the languages of the site. How languages fall back to
//! each other is decided here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::i18n::check::check;
use crate::i18n::message::{Message, PluralForm};
use crate::i18n::{Catalog, Catalogs, FOLDER, MessageMap, SiteMessages};
use crate::locale::{self, Locale, Plural};
use crate::source::{FieldPath, SourceFile, SourcePath, SourceTree};
use crate::text;
use crate::theme;
use crate::yaml::{self, Node};

/// The last language that every other falls back to.
const ENGLISH: &str = "en";

/// Reads the catalogs of `languages`, the main one first, from `tree`, and checks the templates against them.
///
/// A message comes from the language's own file, then from those of shorter tags (`fr` for `fr-CA`), then from those
/// that CLDR names (`zh-Hant` for `zh-TW`). A message in none of them is reported as missing and taken from the main
/// language, then from English.
pub fn read(tree: &SourceTree, languages: &[&str]) -> Checked<Catalogs> {
    let mut diagnostics = Vec::new();
    let english = format!("{FOLDER}{ENGLISH}.yaml");
    let theme = theme_bytes(&english).unwrap_or_default();
    // From the binary, not from `tree`: a site may replace the file, but the theme's keys define what a complete
    // language has.
    let theme = SourceFile::new(SourcePath::new(&english), theme.to_vec());
    let theme = parse(&theme, ENGLISH, &mut Vec::new());
    let main = languages.first().copied().unwrap_or(ENGLISH);
    let requested: Vec<String> = languages
        .iter()
        .copied()
        .chain([main, ENGLISH])
        .flat_map(fallbacks)
        .collect();
    let files = read_files(tree, &requested, &mut diagnostics);
    let mut catalogs: Vec<Catalog> = Vec::new();
    // The main language again, so that there is a catalog even if `languages` is empty.
    for language in languages.iter().copied().chain([main]) {
        if catalogs.iter().any(|known| known.language == language) {
            continue;
        }
        let mut messages = MessageMap::new();
        add(fallbacks(language), &files.messages, &mut messages);
        // Counted before the fallbacks to other languages are added: a message from one of those is still missing here.
        let missing = theme
            .keys()
            .filter(|key| !messages.contains_key(*key))
            .cloned()
            .collect();
        let others = fallbacks(main).chain([ENGLISH.to_owned()]);
        add(others, &files.messages, &mut messages);
        catalogs.push(Catalog {
            language: language.to_owned(),
            locale: Locale::of(language),
            messages,
            missing,
        });
    }
    let catalogs = Catalogs {
        catalogs,
        own: files.own,
        theme,
    };
    diagnostics.extend(check(tree, &catalogs));
    Checked {
        value: catalogs,
        diagnostics,
    }
}

/// Contents of all catalog files.
struct Files {
    /// Messages of each language, by its tag in lower case; the site's replace the theme's.
    messages: BTreeMap<String, MessageMap>,
    /// Files that differ from the theme's.
    own: Vec<SiteMessages>,
}

/// Reads the catalog files in `tree`: all of the site's own, and the theme's for the tags `requested`.
fn read_files(tree: &SourceTree, requested: &[String], diagnostics: &mut Vec<Diagnostic>) -> Files {
    let mut files = Files {
        messages: BTreeMap::new(),
        own: Vec::new(),
    };
    for file in tree.under(FOLDER) {
        let Some(tag) = tag_of(file) else {
            diagnostics.push(misnamed(file));
            continue;
        };
        // The theme's file comes first: a site's file contains only the messages that it replaces.
        let theme_file = theme_bytes(file.path.as_str()).unwrap_or_default();
        let lower = tag.to_ascii_lowercase();
        // The tree contains the theme's catalogs of all languages; parse only those that this site needs.
        if file.bytes() == theme_file && !requested.contains(&lower) {
            continue;
        }
        // Mistakes in the theme's own files are not the editor's: drop those diagnostics.
        let mut messages = parse(
            &SourceFile::new(file.path.clone(), theme_file.to_vec()),
            &tag,
            &mut Vec::new(),
        );
        if file.bytes() != theme_file {
            let own = SiteMessages {
                path: file.path.clone(),
                messages: parse(file, &tag, diagnostics),
            };
            messages.extend(own.messages.clone());
            files.own.push(own);
        }
        files.messages.insert(lower, messages);
    }
    files
}

/// Adds the messages that `messages` lacks from the files of `tags`, nearest first.
fn add(
    tags: impl Iterator<Item = String>,
    files: &BTreeMap<String, MessageMap>,
    messages: &mut MessageMap,
) {
    for tag in tags {
        for (key, message) in files.get(&tag).into_iter().flatten() {
            messages
                .entry(key.clone())
                .or_insert_with(|| Arc::clone(message));
        }
    }
}

/// Returns the tags whose files apply to `language`, nearest first, in lower case. English is among them only for its
/// own variants.
fn fallbacks(language: &str) -> impl Iterator<Item = String> + use<> {
    let lower = language.to_ascii_lowercase();
    let shorter = |tag: &String| tag.rsplit_once('-').map(|(shorter, _)| shorter.to_owned());
    let mut tags: Vec<String> = std::iter::successors(Some(lower.clone()), shorter).collect();
    // CLDR names English as a last resort for many languages; those messages must count as missing.
    let is_english = lower.split('-').next() == Some(ENGLISH);
    let known = locale::fallbacks(language).map(str::to_ascii_lowercase);
    tags.extend(known.filter(|tag| is_english || tag != ENGLISH));
    tags.into_iter()
}

/// Returns the language of a catalog file, from its name; `None` if that is no language tag.
fn tag_of(file: &SourceFile) -> Option<String> {
    let name = file
        .path
        .as_str()
        .strip_prefix(FOLDER)?
        .strip_suffix(".yaml")?;
    locale::is_known(name).then(|| name.to_owned())
}

/// Returns the theme's file at `path`.
fn theme_bytes(path: &str) -> Option<&'static [u8]> {
    theme::FILES
        .iter()
        .find(|(known, _)| *known == path)
        .map(|(_, bytes)| *bytes)
}

fn misnamed(file: &SourceFile) -> Diagnostic {
    let name = file.path.file_name();
    let tag = name
        .strip_suffix(".yaml")
        .or_else(|| name.strip_suffix(".yml"))
        .unwrap_or(name);
    let hint = if locale::is_known(tag) {
        format!("rename it to `{tag}.yaml`")
    } else {
        let near = text::nearest(tag, locale::tags()).unwrap_or("fr");
        format!("name the file by the language of its strings: `{near}.yaml`")
    };
    catalog::files::file_unknown(Place::file(&file.path), &hint)
}

fn parse(file: &SourceFile, tag: &str, diagnostics: &mut Vec<Diagnostic>) -> MessageMap {
    let text = match str::from_utf8(file.bytes()) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(catalog::files::file_not_utf8(&file.path, error));
            return MessageMap::new();
        }
    };
    // A language that the theme lacks is read from an empty theme file.
    if text.is_empty() {
        return MessageMap::new();
    }
    let Some(Node::Map(entries)) = yaml::parse(&file.path, text, 0).take(diagnostics) else {
        return MessageMap::new();
    };
    let mut reader = MessageReader {
        path: &file.path,
        locale: Locale::of(tag),
        diagnostics,
    };
    let messages = entries.iter().filter_map(|(key, node)| {
        let message = reader.message(key, node, &FieldPath::key(key))?;
        Some((key.clone(), Arc::new(message)))
    });
    messages.collect()
}

/// Parser for the messages of one file, reporting what is wrong with them.
struct MessageReader<'a> {
    path: &'a SourcePath,
    locale: Locale,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl MessageReader<'_> {
    fn message(&mut self, key: &str, node: &Node, at: &FieldPath) -> Option<Message> {
        match node {
            Node::Text(text) => {
                let form = self.form(text, at)?;
                Some(Message {
                    locale: self.locale,
                    forms: vec![(Plural::Other, form)],
                    counts: false,
                })
            }
            Node::Map(entries) => self.forms(key, entries, at),
            Node::Null | Node::List(_) => {
                let place = Place::value(self.path, at);
                let expected = "text, or text for each plural form";
                self.diagnostics.push(catalog::fields::field_shape(
                    place,
                    key,
                    expected,
                    node.kind(),
                ));
                None
            }
        }
    }

    fn forms(&mut self, key: &str, entries: &[(String, Node)], at: &FieldPath) -> Option<Message> {
        let allowed = self.locale.plurals();
        let names: Vec<&str> = allowed.iter().map(|category| category.name()).collect();
        let mut forms = Vec::new();
        let n_before = self.diagnostics.len();
        for (name, node) in entries {
            let at = at.at_key(name);
            let place = Place::key(self.path, &at);
            let Some(category) =
                Plural::of_name(name).filter(|category| allowed.contains(category))
            else {
                let near = text::nearest(name, names.iter().copied());
                self.diagnostics
                    .push(catalog::words::word_plural(place, name, &names, near));
                continue;
            };
            match node {
                Node::Text(text) => forms.extend(self.form(text, &at).map(|form| (category, form))),
                node => {
                    let place = Place::value(self.path, &at);
                    let kind = node.kind();
                    self.diagnostics
                        .push(catalog::fields::field_shape(place, name, "text", kind));
                }
            }
        }
        // Categories that only large numbers have (`many` of French and Spanish: a million) may be left out, because
        // the interface hardly ever counts that far.
        let common: Vec<Plural> = (0..=200).map(|n| self.locale.plural(n)).collect();
        let missing = allowed.iter().filter(|category| common.contains(category));
        let missing: Vec<&str> = missing
            .filter(|category| !forms.iter().any(|(known, _)| known == *category))
            .map(|category| category.name())
            .collect();
        // A misspelt category is reported already, and would be missing too.
        if !missing.is_empty() && self.diagnostics.len() == n_before {
            let place = Place::key(self.path, at);
            self.diagnostics
                .push(catalog::words::word_plural_missing(place, key, &missing));
        }
        (!forms.is_empty()).then_some(Message {
            locale: self.locale,
            forms,
            counts: true,
        })
    }

    fn form(&mut self, text: &str, at: &FieldPath) -> Option<PluralForm> {
        match PluralForm::parse(text) {
            Ok(form) => Some(form),
            Err(brace) => {
                let place = Place::value(self.path, at);
                let from = &text[brace.0..];
                self.diagnostics
                    .push(catalog::words::word_brace(place, from));
                None
            }
        }
    }
}
