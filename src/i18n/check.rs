//! Checks templates and catalogs against each other: used messages exist and get their parameters, a site's own
//! messages are used, and no language lacks a message.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, catalog};
use crate::i18n::calls::{CallKey, TranslateCall, calls};
use crate::i18n::{Catalogs, FOLDER, SiteMessages};
use crate::source::{FieldPath, SourcePath, SourceTree, Span};
use crate::text;

/// Reports mismatches between the templates of `tree` and `catalogs`.
pub(super) fn check(tree: &SourceTree, catalogs: &Catalogs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut usage = KeyUsage::default();
    for file in tree
        .under("templates/")
        .iter()
        .filter(|file| !file.path.as_str().starts_with(FOLDER))
    {
        // Reported when the templates are compiled.
        let Ok(template) = str::from_utf8(file.bytes()) else {
            continue;
        };
        for call in calls(template) {
            found.extend(unanswered(&file.path, &call, catalogs));
            usage.record(&call);
        }
    }
    for own in &catalogs.own {
        found.extend(parts(own, catalogs));
        found.extend(unused(own, catalogs, &usage));
    }
    found.extend(missing(tree, catalogs));
    found
}

/// The keys that all templates together use.
#[derive(Default)]
struct KeyUsage {
    keys: BTreeSet<String>,
    prefixes: Vec<String>,
    /// Some template computes a key: no message can be called unused.
    anything: bool,
}

impl KeyUsage {
    fn record(&mut self, call: &TranslateCall) {
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

/// Reports a call whose message does not exist or lacks an argument.
fn unanswered(path: &SourcePath, call: &TranslateCall, catalogs: &Catalogs) -> Option<Diagnostic> {
    let place = Place::span(path, Span::new(call.span.start, call.span.end));
    // Every catalog falls back to the main one, so a key that it lacks cannot be relied on.
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
            // A template must supply the parameters of the theme's message, even if the site's message drops some: the
            // site's may only use those, which `parts` checks.
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

/// Reports parameters in the site's messages that the theme's messages do not have.
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

/// Reports messages of the site that the theme does not have and no template uses.
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

/// Reports languages of the site that lack messages.
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
        // At the site's own catalog if there is one, else where the language is configured.
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
