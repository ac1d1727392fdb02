//! The words of the interface: what the theme says itself, in the language of each page.
//!
//! They stand in `templates/i18n/TAG.yaml`, the theme's and the site's: a site's file says only what it says
//! otherwise. `read` reads them, `message` is one of them with its parts and plural forms, `word` names those
//! that views need, `calls` finds where templates ask for them. Dates and numbers are `locale`'s, names of
//! countries `country`'s.

mod calls;
mod check;
mod key;
mod message;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use key::MessageKey;
pub use message::{Message, Segment, Variant};
pub use read::read;

use crate::locale::Locale;
use crate::source::SourcePath;

/// Folder of the words, in a site and in the theme.
pub const FOLDER: &str = "templates/i18n/";

/// The words of all languages that a site is built in.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Catalogs {
    /// The main language first.
    catalogs: Vec<Catalog>,
    /// The files of the site.
    own: Vec<SiteMessages>,
    /// The theme's English, which has all that the theme says.
    theme: MessageMap,
}

/// Phrases by key.
type MessageMap = BTreeMap<String, Arc<Message>>;

/// A file of the site.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
struct SiteMessages {
    path: SourcePath,
    messages: MessageMap,
}

/// The words of one language; where it lacks one, that of the language it falls back to.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Catalog {
    language: String,
    locale: Locale,
    messages: MessageMap,
    /// Keys of the theme that this language itself has no words for.
    missing: Vec<String>,
}

impl Catalogs {
    /// Returns the words of `language`; those of the main language if the site is not built in it.
    pub fn of(&self, language: &str) -> &Catalog {
        let own = self
            .catalogs
            .iter()
            .find(|catalog| catalog.language == language);
        own.unwrap_or_else(|| self.main())
    }

    /// Returns the words of the main language.
    pub fn main(&self) -> &Catalog {
        self.catalogs.first().expect("a site has a main language")
    }

    /// Returns the words of each language, the main one first.
    pub fn catalogs(&self) -> &[Catalog] {
        &self.catalogs
    }
}

impl Catalog {
    /// Returns the language, a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns how the language writes dates and numbers.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Returns the message that is called `key`.
    pub fn find(&self, key: &str) -> Option<&Message> {
        self.messages.get(key).map(Arc::as_ref)
    }

    /// Returns every key with its message, by key.
    pub fn messages(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.messages
            .iter()
            .map(|(key, message)| (key.as_str(), message.as_ref()))
    }

    /// Returns the key that is most like `key`, if one is near.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        crate::text::nearest(key, self.messages.keys().map(String::as_str))
    }

    /// Says `word`, each of whose parts is in `parts` as its name and plain text. The result is plain text.
    pub fn format(&self, word: MessageKey, parts: &[(&str, &str)]) -> String {
        self.say_key(word.key(), parts)
    }

    /// Says `word`, which counts `n` things, likewise; `n` is one of its parts.
    pub fn count(&self, word: MessageKey, n: usize, parts: &[(&str, &str)]) -> String {
        let Some(message) = self.find(word.key()) else {
            return word.key().to_owned();
        };
        let number = self.locale.number(i64::try_from(n).unwrap_or(i64::MAX));
        message.form(u64::try_from(n).ok()).fill(|name, said| {
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
        let Some(message) = self.find(key) else {
            return key.to_owned();
        };
        message.form(None).fill(|name, said| {
            let part = parts.iter().find(|(known, _)| *known == name);
            said.push_str(part.map_or("", |(_, text)| text));
        })
    }
}
