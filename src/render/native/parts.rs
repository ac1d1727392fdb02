//! Parts of the frame that a site has replaced, rendered by the engine within compiled pages: once for all pages that
//! give them the same values.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Tera, Value};

use super::generated::VARIABLES;
use crate::hash::Hash;
use crate::page::view::{PageView, TemplateContext};

/// What a template reads of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
        for tag in tags(text) {
            let included = sources.keys().filter(|name| {
                tag.contains(&format!("\"{name}\"")) || tag.contains(&format!("'{name}'"))
            });
            pending.extend(included.map(String::as_str));
            let found = of_tag(tag);
            if rank(found) > rank(inputs) {
                inputs = found;
            }
        }
    }
    inputs
}

fn rank(inputs: PartInputs) -> u8 {
    match inputs {
        PartInputs::Nothing => 0,
        PartInputs::CommonFields => 1,
        PartInputs::Page => 2,
        PartInputs::Everything => 3,
    }
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
            let inputs = if COMMON_FIELDS.contains(&field) {
                PartInputs::CommonFields
            } else {
                PartInputs::Page
            };
            if rank(inputs) > rank(found) {
                found = inputs;
            }
        } else if word == "__tera_context" || is_variable(word) {
            return PartInputs::Everything;
        }
    }
    found
}

/// Returns whether `word` names a variable of some page other than `page`.
fn is_variable(word: &str) -> bool {
    VARIABLES.contains(&word)
}

/// Returns the insides of the tags of `text`; comments have none.
pub(super) fn tags(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let open = rest
                .match_indices('{')
                .find(|(at, _)| rest[at + 1..].starts_with(['{', '%', '#']));
            let (open, _) = open?;
            let closing = match rest.as_bytes()[open + 1] {
                b'{' => "}}",
                b'%' => "%}",
                _ => "#}",
            };
            let inside = &rest[open + 2..];
            let end = inside.find(closing).unwrap_or(inside.len());
            let tag = &inside[..end];
            rest = inside.get(end + 2..).unwrap_or_default();
            if closing != "#}" {
                return Some(tag.trim_matches('-'));
            }
        }
    })
}
