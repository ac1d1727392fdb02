//! Holds templates and catalogs to each other: what is asked for exists and gets its parts, what a site says
//! otherwise is asked for, and no language lacks what another has.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, catalog};
use crate::i18n::calls::{CallKey, TranslateCall, calls};
use crate::i18n::{Catalogs, FOLDER, SiteMessages};
use crate::source::{FieldPath, SourcePath, SourceTree, Span};
use crate::text;

/// Finds what is wrong between the templates of `tree` and `catalogs`.
pub(super) fn check(tree: &SourceTree, catalogs: &Catalogs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut usage = KeyUsage::default();
    for file in tree
        .under("templates/")
        .iter()
        .filter(|file| !file.path.as_str().starts_with(FOLDER))
    {
        // What is not UTF-8 is for the compiler of the templates to say.
        let Ok(template) = str::from_utf8(file.bytes()) else {
            continue;
        };
        for call in calls(template) {
            found.extend(unanswered(&file.path, &call, catalogs));
            usage.note(&call);
        }
    }
    for own in &catalogs.own {
        found.extend(parts(own, catalogs));
        found.extend(unused(own, catalogs, &usage));
    }
    found.extend(missing(tree, catalogs));
    found
}

/// What all templates ask for.
#[derive(Default)]
struct KeyUsage {
    keys: BTreeSet<String>,
    prefixes: Vec<String>,
    /// Some template asks for what only the page knows.
    anything: bool,
}

impl KeyUsage {
    fn note(&mut self, call: &TranslateCall) {
        match call.key {
            CallKey::Whole(key) => drop(self.keys.insert(key.to_owned())),
            CallKey::Prefix(prefix) => self.prefixes.push(prefix.to_owned()),
            CallKey::Unknown => self.anything = true,
        }
    }

    fn has(&self, key: &str) -> bool {
        self.anything
            || self.keys.contains(key)
            || self
                .prefixes
                .iter()
                .any(|prefix| key.starts_with(prefix.as_str()))
    }
}

/// What a call asks for in vain.
fn unanswered(path: &SourcePath, call: &TranslateCall, catalogs: &Catalogs) -> Option<Diagnostic> {
    let place = Place::span(path, Span::new(call.span.start, call.span.end));
    let main = catalogs.main();
    match call.key {
        CallKey::Unknown => None,
        CallKey::Prefix(prefix) => {
            let answered = main.messages().any(|(key, _)| key.starts_with(prefix));
            (!answered).then(|| catalog::words::word_unknown(place, prefix, main.nearest(prefix)))
        }
        CallKey::Whole(key) => {
            if main.find(key).is_none() {
                return Some(catalog::words::word_unknown(place, key, main.nearest(key)));
            }
            // Of the theme's catalogs the theme knows what is put into them; `parts` holds a site's to that.
            let theme = catalogs.theme.get(key).map(Arc::as_ref);
            let own = catalogs
                .catalogs()
                .iter()
                .filter_map(|catalog| catalog.find(key));
            let own = own.filter(|_| theme.is_none());
            let messages = theme.into_iter().chain(own);
            let needed =
                messages.flat_map(|message| message.parts().into_iter().chain(message.number()));
            let missing = needed.into_iter().find(|part| !call.parts.contains(part));
            missing.map(|part| {
                let near = text::nearest(part, call.parts.iter().copied());
                catalog::words::word_part_missing(place, key, part, near)
            })
        }
    }
}

/// Parts in the site's catalogs that the theme's do not have.
fn parts(own: &SiteMessages, catalogs: &Catalogs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (key, message) in &own.messages {
        let Some(theme) = catalogs.theme.get(key) else {
            continue;
        };
        let known: Vec<&str> = theme.parts().into_iter().chain(theme.number()).collect();
        for part in message.parts().into_iter().chain(message.number()) {
            if !known.contains(&part) {
                let place = Place::value(&own.path, &FieldPath::key(key));
                let near = text::nearest(part, known.iter().copied());
                found.push(catalog::words::word_part_unknown(place, key, part, near));
            }
        }
    }
    found
}

/// Words of the site that nobody asks for.
fn unused(own: &SiteMessages, catalogs: &Catalogs, usage: &KeyUsage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for key in own.messages.keys() {
        if catalogs.theme.contains_key(key) || usage.has(key) {
            continue;
        }
        let known = catalogs.theme.keys().chain(&usage.keys).map(String::as_str);
        let place = Place::key(&own.path, &FieldPath::key(key));
        found.push(catalog::site::word_unused(
            place,
            key,
            text::nearest(key, known),
        ));
    }
    found
}

/// Languages of the site that lack catalogs.
fn missing(tree: &SourceTree, catalogs: &Catalogs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for catalog in catalogs
        .catalogs()
        .iter()
        .filter(|catalog| !catalog.missing.is_empty())
    {
        let file = format!("{FOLDER}{}.yaml", catalog.language());
        let own = catalogs.own.iter().find(|own| own.path.as_str() == file);
        let site = tree.config_path();
        let key = if catalog.language() == catalogs.main().language() {
            "language"
        } else {
            "languages"
        };
        let place = match own {
            Some(own) => Place::file(&own.path),
            None => Place::value(&site, &FieldPath::key(key)),
        };
        found.push(catalog::site::words_missing(
            place,
            catalog.language(),
            &catalog.missing,
            &file,
        ));
    }
    found
}
