//! Message catalogs: the texts of the interface in the language of each page.
//!
//! They are in `templates/i18n/TAG.yaml`, of the theme and of the site; a site's file contains only the messages that
//! it replaces. `read` reads them, `message` is one of them with its parameters and plural variants, `key` lists those
//! that views need, `calls` finds the templates' uses, `check` compares both. Dates and numbers are in `locale`, names
//! of countries in `country`.

mod calls;
mod check;
mod key;
mod message;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use calls::tags;
pub use key::MessageKey;
pub use message::{Message, PluralForm, Segment};
pub use read::read;

use crate::locale::Locale;
use crate::source::SourcePath;

/// Folder of the catalogs, in a site and in the theme.
pub const FOLDER: &str = "templates/i18n/";

/// Message catalogs of all languages that a site is built in.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Catalogs {
    /// One for each language, the main one first.
    catalogs: Vec<Catalog>,
    /// The site's own files, for checks.
    own: Vec<SiteMessages>,
    /// The theme's English catalog, which is complete.
    theme: MessageMap,
}

type MessageMap = BTreeMap<String, Arc<Message>>;

/// A catalog file of the site.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
struct SiteMessages {
    path: SourcePath,
    messages: MessageMap,
}

/// Messages of one language; those it lacks come from the languages it falls back to.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Catalog {
    language: String,
    locale: Locale,
    messages: MessageMap,
    /// Keys of the theme that this language has no message of its own for.
    missing: Vec<String>,
}

impl Catalogs {
    /// Returns the catalog of `language`, or that of the main language if the site is not built in it.
    pub fn of(&self, language: &str) -> &Catalog {
        let own = self
            .catalogs
            .iter()
            .find(|catalog| catalog.language == language);
        own.unwrap_or_else(|| self.main())
    }

    /// Returns the catalog of the main language.
    pub fn main(&self) -> &Catalog {
        self.catalogs.first().expect("a site has a main language")
    }

    /// Returns the catalogs of all languages, the main one first.
    pub fn catalogs(&self) -> &[Catalog] {
        &self.catalogs
    }
}

impl Catalog {
    /// Returns the language as a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns the language's conventions for dates and numbers.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    pub fn find(&self, key: &str) -> Option<&Message> {
        self.messages.get(key).map(Arc::as_ref)
    }

    /// Returns all messages with their keys, sorted by key.
    pub fn messages(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.messages
            .iter()
            .map(|(key, message)| (key.as_str(), message.as_ref()))
    }

    /// Returns the key most similar to `key`, if one is similar enough to suggest.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        crate::text::nearest(key, self.messages.keys().map(String::as_str))
    }

    /// Formats a message. `parts` are its parameters, as names and plain text; the result is plain text.
    pub fn format(&self, message_key: MessageKey, parts: &[(&str, &str)]) -> String {
        self.format_key(message_key.key(), parts)
    }

    /// Formats a message that counts `n` things; `n` need not be among `parts`.
    pub fn count(&self, message_key: MessageKey, n: usize, parts: &[(&str, &str)]) -> String {
        let Some(message) = self.find(message_key.key()) else {
            return message_key.key().to_owned();
        };
        let number = self.locale.number(i64::try_from(n).unwrap_or(i64::MAX));
        message.form(u64::try_from(n).ok()).fill(|name, output| {
            let part = parts
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, text)| *text);
            output.push_str(part.unwrap_or(if name == "n" { &number } else { "" }));
        })
    }

    /// Formats the name of one of a fixed set, such as the kinds of organizations: the message `SET_NAME`.
    pub fn say_one(&self, set: &str, name: &str) -> String {
        self.format_key(&format!("{set}_{name}"), &[])
    }

    fn format_key(&self, key: &str, parts: &[(&str, &str)]) -> String {
        // Never: English is the last resort, and a test checks that the theme's has all keys of the program.
        let Some(message) = self.find(key) else {
            return key.to_owned();
        };
        message.form(None).fill(|name, output| {
            let part = parts.iter().find(|(known, _)| *known == name);
            output.push_str(part.map_or("", |(_, text)| text));
        })
    }
}
