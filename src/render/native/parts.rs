//! Parts of the frame that a site has replaced, rendered by the engine within compiled pages: once for all pages that
//! give them the same values.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Tera, Value};

use super::generated::VARIABLES;
use crate::hash::Hash;
use crate::i18n;
use crate::page::view::{PageView, TemplateContext};

/// What a template reads of a page; each includes those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::render) enum PartInputs {
    /// Nothing: it is the same on all pages of a language.
    Nothing,
    /// Fields of `page` that many pages have in common.
    CommonFields,
    /// Anything of `page`.
    Page,
    /// Any variable.
    Everything,
}

/// Fields of `page` that many pages have in common: `common_fields` hashes them.
const COMMON_FIELDS: [&str; 4] = ["language", "direction", "kind", "feeds"];

/// Rendered parts, by name and what they were made from.
#[derive(Debug, Default)]
pub(in crate::render) struct PartCache(Mutex<HashMap<Hash, Arc<str>>>);

impl PartCache {
    /// Appends the part `name` to `html`, rendered by `tera`. Returns `None` if that fails.
    pub(super) fn write(
        &self,
        (name, inputs): (&'static str, PartInputs),
        tera: &Tera,
        context: &TemplateContext,
        html: &mut String,
    ) -> Option<()> {
        let key = match inputs {
            PartInputs::Nothing => Some(Hash::of(name)),
            PartInputs::CommonFields => {
                let PageView {
                    language,
                    direction,
                    kind,
                    feeds,
                    ..
                } = context.page.as_ref()?;
                Some(Hash::of(&(name, language, direction, kind, feeds)))
            }
            PartInputs::Page | PartInputs::Everything => None,
        };
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = key.and_then(|key| lock().get(&key).cloned()) {
            html.push_str(&part);
            return Some(());
        }
        let part = tera.render(name, &variables(inputs, context)?).ok()?;
        html.push_str(&part);
        if let Some(key) = key {
            lock().insert(key, part.into());
        }
        Some(())
    }
}

/// Returns the variables of a page that a template with `inputs` needs.
pub(in crate::render) fn variables(
    inputs: PartInputs,
    context: &TemplateContext,
) -> Option<Context> {
    match inputs {
        PartInputs::Everything => Context::from_serialize(context).ok(),
        PartInputs::Nothing | PartInputs::CommonFields | PartInputs::Page => {
            let mut variables = Context::new();
            variables.insert_value("page", Value::from_serializable(context.page.as_ref()?));
            Some(variables)
        }
    }
}

/// Returns what the template `name` of `sources` reads of a page, with all that it includes.
///
/// Goes by the words in its tags, so that it may find more than is read, never less.
pub(super) fn inputs(name: &str, sources: &BTreeMap<String, String>) -> PartInputs {
    let mut pending = vec![name];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut inputs = PartInputs::Nothing;
    while let Some(name) = pending.pop() {
        let Some(text) = sources.get(name).filter(|_| seen.insert(name)) else {
            continue;
        };
        for tag in i18n::tags(text) {
            let tag = &text[tag];
            // However its name is quoted, and if in doubt one too many.
            let included = sources.keys().filter(|name| tag.contains(name.as_str()));
            pending.extend(included.map(String::as_str));
            inputs = inputs.max(of_tag(tag));
        }
    }
    inputs
}

fn of_tag(tag: &str) -> PartInputs {
    let words = |text: &str| {
        text.len()
            - text
                .trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
                .len()
    };
    let mut rest = tag;
    let mut found = PartInputs::Nothing;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '_') {
        rest = &rest[start..];
        let (word, after) = rest.split_at(words(rest).max(1));
        rest = after;
        if word == "page" {
            let field = after
                .strip_prefix('.')
                .map_or("", |field| &field[..words(field)]);
            found = found.max(if COMMON_FIELDS.contains(&field) {
                PartInputs::CommonFields
            } else {
                PartInputs::Page
            });
        } else if word == "__tera_context" || VARIABLES.contains(&word) {
            return PartInputs::Everything;
        }
    }
    found
}
