//! Ids of headings and lead-ins: made from their text, unique in the body, never one of the page's own.

use std::collections::{HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Ids that templates give to parts of some page: never made from a heading, wherever it stands.
const RESERVED: [&str; 24] = [
    "backlinks",
    "briefs",
    "corrections",
    "footnotes",
    "main",
    "mentioned",
    "method",
    "nav",
    "organizations",
    "people",
    "next",
    "more-title",
    "method-title",
    "parts",
    "previously",
    "related",
    "sources",
    "sources-title",
    "storyline",
    "storylines",
    "timeline",
    "top",
    "updates",
    "updates-title",
];

/// Beginnings of the ids of sources, notes and their marks.
const RESERVED_PREFIXES: [&str; 4] = ["source-", "cite-", "note-", "noteref-"];

/// The ids of one body.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
    /// For each text that has been repeated, the number that the next repeat tries first.
    next_suffix: HashMap<String, usize>,
}

impl Anchors {
    /// Claims an id that is typed in the text, before any is made.
    pub(super) fn reserve(&mut self, typed: &str) {
        self.taken.insert(typed.to_owned());
    }

    /// Claims and returns an id made from `text`.
    pub(super) fn make(&mut self, text: &str) -> String {
        let slug = slug(text);
        let id = clear_of_page(if slug.is_empty() { "section" } else { &slug });
        self.unique(id)
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

/// Returns whether `id`, which is typed in the text, is one that the page needs for a part of its own:
/// one of `page_ids`, or one that belongs to a source or a note.
pub(super) fn is_taken(id: &str, page_ids: &[&str]) -> bool {
    page_ids.contains(&id)
        || RESERVED_PREFIXES
            .iter()
            .any(|prefix| id.starts_with(prefix))
}

/// Returns whether `id`, which is typed in raw HTML, can be the name of a place.
pub(super) fn is_html_id(id: &str) -> bool {
    let is_bad = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '&' | '<' | '>' | '"' | '\'' | '`')
    };
    !id.is_empty() && !id.contains(is_bad) && !id.contains(super::out::is_barred)
}

/// Returns `id`, changed if a page uses it for a part of its own.
fn clear_of_page(id: &str) -> String {
    if RESERVED_PREFIXES
        .iter()
        .any(|prefix| id.starts_with(prefix))
    {
        // A number after it would not help: `source-afp-2` is the id of the second source `afp`.
        format!("section-{id}")
    } else if RESERVED.contains(&id) {
        format!("{id}-2")
    } else {
        id.to_owned()
    }
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
