//! Ids of headings and lead-ins: made from their text, unique in the body, never one of the page's own.

use std::collections::{HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Options;

/// Beginning of the ids that templates give to parts of their own. Ids made from a text hold letters, digits and
/// hyphens only.
const OF_TEMPLATES: char = '_';

/// Beginning of the id of an entry in the list of sources.
const OF_SOURCES: &str = "source-";

/// The ids of one body.
#[derive(Debug, Default)]
pub(super) struct BodyIds {
    taken: HashSet<String>,
    /// For each text that has been repeated, the number that the next repeat tries first.
    next_suffix: HashMap<String, usize>,
}

impl BodyIds {
    /// Claims the ids of the page that others link to.
    pub(super) fn of_page(options: &Options) -> Self {
        let places = options.page_ids.iter().map(|id| (*id).to_owned());
        let sources = options.citations.iter();
        BodyIds {
            taken: places
                .chain(sources.map(|id| format!("{OF_SOURCES}{id}")))
                .collect(),
            ..BodyIds::default()
        }
    }

    /// Claims an id that is typed in the text, before any is made.
    pub(super) fn reserve(&mut self, typed: &str) {
        self.taken.insert(typed.to_owned());
    }

    /// Claims and returns an id made from `text`.
    pub(super) fn make(&mut self, text: &str) -> String {
        let slug = slug(text);
        self.unique(if slug.is_empty() {
            "section".to_owned()
        } else {
            slug
        })
    }

    /// Claims and returns `id`, with a number after it if it is taken.
    pub(super) fn unique(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let suffix = self.next_suffix.entry(id.clone()).or_insert(2);
        loop {
            let numbered = format!("{id}-{suffix}");
            *suffix += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// Returns whether `id`, which is typed in the text, is or may be one that the page has itself.
pub(super) fn is_taken(id: &str, options: &Options) -> bool {
    let is_source = |source: &str| options.citations.iter().any(|known| known == source);
    id.starts_with(OF_TEMPLATES)
        || options.page_ids.contains(&id)
        || id.strip_prefix(OF_SOURCES).is_some_and(is_source)
}

/// Returns whether `id`, which is typed in raw HTML, can be the name of a place.
pub(super) fn is_html_id(id: &str) -> bool {
    let is_bad =
        |letter: char| letter.is_whitespace() || letter.is_control() || "&<>\"'`".contains(letter);
    !id.is_empty() && !id.contains(is_bad) && !id.contains(super::out::is_barred)
}

/// Returns `text` in lower case (NFC), its letters and digits kept, one hyphen for all between, no apostrophes.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\'' | '’' | '‘' => {}
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            letter
                if letter.is_alphanumeric()
                    || unicode_normalization::char::is_combining_mark(letter) =>
            {
                slug.extend(letter.to_lowercase());
            }
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if is_nfc(&slug) {
        slug
    } else {
        slug.nfc().collect()
    }
}
