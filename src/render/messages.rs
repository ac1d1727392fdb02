//! Messages of the interface in one language, prepared for pages: looked up by key, filled with texts, numbers and HTML.

use std::collections::HashMap;

use crate::i18n::{Catalog, Message, Segment};
use crate::locale::Locale;

/// An argument of a message.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// Plain text.
    Text(&'a str),
    /// Text that is HTML already.
    Html(&'a str),
    /// A number, written in the digits of the language.
    Number(i64),
}

/// A message as pages need it.
#[derive(Debug)]
pub(super) enum Translation {
    /// A message without parameters, as plain text and as HTML.
    Plain { text: String, html: String },
    /// A message with parameters or plural variants.
    Message(Message),
}

/// The messages of one language.
#[derive(Debug)]
pub(super) struct Messages {
    pub locale: Locale,
    translations: HashMap<String, Translation>,
    /// Messages of the keys that the theme's own templates name, by position in their list; absent where the catalog
    /// lacks one.
    known: Vec<Option<Translation>>,
}

/// The name of a message.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key<'a> {
    /// Position among the keys that the theme's templates name.
    Known(usize),
    Named(&'a str),
}

impl Messages {
    /// Prepares the messages of `catalog`; `keys` are those that the theme's templates name.
    pub(super) fn new(catalog: &Catalog, keys: &[&str]) -> Self {
        Messages {
            locale: catalog.locale(),
            translations: catalog
                .messages()
                .map(|(key, message)| (key.to_owned(), translation(message)))
                .collect(),
            known: keys
                .iter()
                .map(|key| catalog.find(key).map(translation))
                .collect(),
        }
    }

    /// Returns the message of `key`; `None` if the language has none.
    pub(super) fn get(&self, key: Key) -> Option<&Translation> {
        match key {
            Key::Known(position) => self.known.get(position)?.as_ref(),
            Key::Named(key) => self.translations.get(key),
        }
    }

    /// Appends the message of `key` as HTML. Returns `None` if there is no such message or it lacks an argument.
    pub(super) fn write(
        &self,
        key: Key,
        parts: &[(&str, Part<'_>)],
        output: &mut String,
    ) -> Option<()> {
        match self.get(key)? {
            Translation::Plain { html, .. } => output.push_str(html),
            Translation::Message(message) => self.fill(message, parts, |piece| match piece {
                Part::Html(html) => output.push_str(html),
                Part::Text(text) => push_escaped(output, text),
                Part::Number(number) => output.push_str(&self.locale.number(number)),
            })?,
        }
        Some(())
    }

    /// Returns the message of `key`: HTML if one of `parts` is, otherwise plain text. Returns `None` as `write` does.
    pub(super) fn format(&self, key: Key, parts: &[(&str, Part<'_>)]) -> Option<String> {
        let mut output = String::new();
        if parts.iter().any(|(_, part)| matches!(part, Part::Html(_))) {
            self.write(key, parts, &mut output)?;
            return Some(output);
        }
        match self.get(key)? {
            Translation::Plain { text, .. } => output.push_str(text),
            Translation::Message(message) => self.fill(message, parts, |piece| match piece {
                Part::Html(text) | Part::Text(text) => output.push_str(text),
                Part::Number(number) => output.push_str(&self.locale.number(number)),
            })?,
        }
        Some(output)
    }

    /// Hands the pieces of `message` to `push`, in order, its parameters filled.
    fn fill(
        &self,
        message: &Message,
        parts: &[(&str, Part<'_>)],
        mut push: impl FnMut(Part<'_>),
    ) -> Option<()> {
        let part = |name: &str| parts.iter().find(|(known, _)| *known == name);
        let n = if message.counts() {
            match part("n") {
                Some((_, Part::Number(n))) => Some(u64::try_from(*n).ok()?),
                _ => return None,
            }
        } else {
            None
        };
        for piece in message.form(n).pieces() {
            match piece {
                Segment::Text(text) => push(Part::Text(text)),
                Segment::Part(name) => push(part(name)?.1),
            }
        }
        Some(())
    }
}

fn translation(message: &Message) -> Translation {
    // Most messages have no parameters: escape them once instead of on every page.
    let plain = if message.counts() {
        None
    } else {
        message.form(None).plain()
    };
    match plain {
        Some(text) => Translation::Plain {
            text: text.to_owned(),
            html: escaped(text),
        },
        None => Translation::Message(message.clone()),
    }
}

/// Returns `text` escaped for HTML as the template engine does it: the same library with the same table.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Appends `text` to `html`, escaped.
pub(super) fn push_escaped(html: &mut String, text: &str) {
    pulldown_cmark_escape::escape_html(html, text).expect("a text can be appended to");
}
