//! The words of the interface: what the theme says itself, in the language of each page.
//!
//! They stand in `templates/i18n/TAG.yaml`, the theme's and the site's: a site's file says only what it says
//! otherwise. `read` reads them, `phrase` is one of them with its parts and plural forms, `word` names those
//! that views need, `calls` finds where templates ask for them. Dates and numbers are `locale`'s, names of
//! countries `country`'s.

mod calls;
mod check;
mod phrase;
mod read;
mod word;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use phrase::{Form, Phrase, Piece};
pub use read::read;
pub use word::Word;

use crate::locale::Locale;
use crate::source::SourcePath;

/// Folder of the words, in a site and in the theme.
pub const FOLDER: &str = "templates/i18n/";

/// The words of all languages that a site is built in.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Words {
    /// The main language first.
    wordings: Vec<Wording>,
    /// The files of the site.
    own: Vec<Own>,
    /// The theme's English, which has all that the theme says.
    theme: Phrases,
}

/// Phrases by key.
type Phrases = BTreeMap<String, Arc<Phrase>>;

/// A file of the site.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
struct Own {
    path: SourcePath,
    phrases: Phrases,
}

/// The words of one language; where it lacks one, that of the language it falls back to.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Wording {
    language: String,
    locale: Locale,
    phrases: Phrases,
    /// Keys of the theme that this language itself has no words for.
    missing: Vec<String>,
}

impl Words {
    /// Returns the words of `language`; those of the main language if the site is not built in it.
    pub fn of(&self, language: &str) -> &Wording {
        let own = self
            .wordings
            .iter()
            .find(|wording| wording.language == language);
        own.unwrap_or_else(|| self.main())
    }

    /// Returns the words of the main language.
    pub fn main(&self) -> &Wording {
        self.wordings.first().expect("a site has a main language")
    }

    /// Returns the words of each language, the main one first.
    pub fn wordings(&self) -> &[Wording] {
        &self.wordings
    }
}

impl Wording {
    /// Returns the language, a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns how the language writes dates and numbers.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Returns the phrase that is called `key`.
    pub fn find(&self, key: &str) -> Option<&Phrase> {
        self.phrases.get(key).map(Arc::as_ref)
    }

    /// Returns every key with its phrase, by key.
    pub fn phrases(&self) -> impl Iterator<Item = (&str, &Phrase)> {
        self.phrases
            .iter()
            .map(|(key, phrase)| (key.as_str(), phrase.as_ref()))
    }

    /// Returns the key that is most like `key`, if one is near.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        crate::text::nearest(key, self.phrases.keys().map(String::as_str))
    }

    /// Says `word`, each of whose parts is in `parts` as its name and plain text. The result is plain text.
    pub fn say(&self, word: Word, parts: &[(&str, &str)]) -> String {
        self.say_key(word.key(), parts)
    }

    /// Says `word`, which counts `n` things, likewise; `n` is one of its parts.
    pub fn count(&self, word: Word, n: usize, parts: &[(&str, &str)]) -> String {
        let Some(phrase) = self.find(word.key()) else {
            return word.key().to_owned();
        };
        let number = self.locale.number(i64::try_from(n).unwrap_or(i64::MAX));
        phrase.form(u64::try_from(n).ok()).fill(|name, said| {
            let part = parts
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, text)| *text);
            said.push_str(part.unwrap_or(if name == "n" { &number } else { "" }));
        })
    }

    /// Says the word for one of a fixed set, such as the kinds of organizations: that of the key `SET_NAME`.
    pub fn say_one(&self, set: &str, name: &str) -> String {
        self.say_key(&format!("{set}_{name}"), &[])
    }

    fn say_key(&self, key: &str, parts: &[(&str, &str)]) -> String {
        // A test holds the theme's English to all keys that the program asks for, and every language ends there.
        let Some(phrase) = self.find(key) else {
            return key.to_owned();
        };
        phrase.form(None).fill(|name, said| {
            let part = parts.iter().find(|(known, _)| *known == name);
            said.push_str(part.map_or("", |(_, text)| text));
        })
    }
}
