//! Ids of headings and lead-ins: made from their text, unique in the body, never one of the page's own.

use std::collections::{HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Options;

/// Prefix of ids that templates give to parts of their own. Ids made from text contain only letters, digits and
/// hyphens, so these never clash.
const OF_TEMPLATES: char = '_';

/// Prefix of the id of an entry in the list of sources.
const OF_SOURCES: &str = "source-";

/// Ids that are taken in one body.
#[derive(Debug, Default)]
pub(super) struct BodyIds {
    taken: HashSet<String>,
    /// For each repeated id, the number that the next repeat tries first: many equal headings take no quadratic time.
    next_suffix: HashMap<String, usize>,
}

impl BodyIds {
    /// Claims the ids of the page itself that others link to.
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
        // A heading may have no letter at all, and still needs an id.
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

/// Returns whether `id`, typed in the text, is or may be one that the page itself has.
pub(super) fn is_taken(id: &str, options: &Options) -> bool {
    let is_source = |source: &str| options.citations.iter().any(|known| known == source);
    id.starts_with(OF_TEMPLATES)
        || options.page_ids.contains(&id)
        || id.strip_prefix(OF_SOURCES).is_some_and(is_source)
}

/// Returns whether `id`, typed in raw HTML, can name a place.
pub(super) fn is_html_id(id: &str) -> bool {
    let is_bad =
        |letter: char| letter.is_whitespace() || letter.is_control() || "&<>\"'`".contains(letter);
    !id.is_empty() && !id.contains(is_bad) && !id.contains(super::out::is_barred)
}

/// Returns `text` in lower case (NFC): letters and digits, with one hyphen for anything between, without apostrophes.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // `What’s next` becomes `whats-next`.
            '\'' | '’' | '‘' => {}
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            // Combining marks such as the virama belong to a letter, but are not alphanumeric.
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
