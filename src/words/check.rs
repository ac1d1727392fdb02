//! Holds templates and words to each other: what is asked for exists and gets its parts, what a site says
//! otherwise is asked for, and no language lacks what another has.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, catalog};
use crate::source::{FieldPath, SourcePath, SourceTree, Span};
use crate::text;
use crate::words::calls::{Call, Key, calls};
use crate::words::{FOLDER, Own, Words};

/// Finds what is wrong between the templates of `tree` and `words`.
pub(super) fn check(tree: &SourceTree, words: &Words) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut asked = Asked::default();
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
            found.extend(unanswered(&file.path, &call, words));
            asked.note(&call);
        }
    }
    for own in &words.own {
        found.extend(parts(own, words));
        found.extend(unused(own, words, &asked));
    }
    found.extend(missing(tree, words));
    found
}

/// What all templates ask for.
#[derive(Default)]
struct Asked {
    keys: BTreeSet<String>,
    prefixes: Vec<String>,
    /// Some template asks for what only the page knows.
    anything: bool,
}

impl Asked {
    fn note(&mut self, call: &Call) {
        match call.key {
            Key::Whole(key) => drop(self.keys.insert(key.to_owned())),
            Key::Prefix(prefix) => self.prefixes.push(prefix.to_owned()),
            Key::Unknown => self.anything = true,
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
fn unanswered(path: &SourcePath, call: &Call, words: &Words) -> Option<Diagnostic> {
    let place = Place::span(path, Span::new(call.span.start, call.span.end));
    let main = words.main();
    match call.key {
        Key::Unknown => None,
        Key::Prefix(prefix) => {
            let answered = main.phrases().any(|(key, _)| key.starts_with(prefix));
            (!answered).then(|| catalog::words::word_unknown(place, prefix, main.nearest(prefix)))
        }
        Key::Whole(key) => {
            if main.find(key).is_none() {
                return Some(catalog::words::word_unknown(place, key, main.nearest(key)));
            }
            // Of the theme's words the theme knows what is put into them; `parts` holds a site's to that.
            let theme = words.theme.get(key).map(Arc::as_ref);
            let own = words
                .wordings()
                .iter()
                .filter_map(|wording| wording.find(key));
            let own = own.filter(|_| theme.is_none());
            let phrases = theme.into_iter().chain(own);
            let needed =
                phrases.flat_map(|phrase| phrase.parts().into_iter().chain(phrase.number()));
            let missing = needed.into_iter().find(|part| !call.parts.contains(part));
            missing.map(|part| {
                let near = text::nearest(part, call.parts.iter().copied());
                catalog::words::word_part_missing(place, key, part, near)
            })
        }
    }
}

/// Parts in the site's words that the theme's do not have.
fn parts(own: &Own, words: &Words) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (key, phrase) in &own.phrases {
        let Some(theme) = words.theme.get(key) else {
            continue;
        };
        let known: Vec<&str> = theme.parts().into_iter().chain(theme.number()).collect();
        for part in phrase.parts().into_iter().chain(phrase.number()) {
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
fn unused(own: &Own, words: &Words, asked: &Asked) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for key in own.phrases.keys() {
        if words.theme.contains_key(key) || asked.has(key) {
            continue;
        }
        let known = words.theme.keys().chain(&asked.keys).map(String::as_str);
        let place = Place::key(&own.path, &FieldPath::key(key));
        found.push(catalog::site::word_unused(
            place,
            key,
            text::nearest(key, known),
        ));
    }
    found
}

/// Languages of the site that lack words.
fn missing(tree: &SourceTree, words: &Words) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for wording in words
        .wordings()
        .iter()
        .filter(|wording| !wording.missing.is_empty())
    {
        let file = format!("{FOLDER}{}.yaml", wording.language());
        let own = words.own.iter().find(|own| own.path.as_str() == file);
        let site = tree.config_path();
        let key = if wording.language() == words.main().language() {
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
            wording.language(),
            &wording.missing,
            &file,
        ));
    }
    found
}
