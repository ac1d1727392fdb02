//! The function `t` of the templates: says the words of the interface in the language of the page.

use std::borrow::Cow;
use std::collections::HashMap;

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::i18n::{Catalog, Message, Segment};
use crate::locale::Locale;

/// What `t` says for one key.
enum TranslatedValue {
    /// The same every time.
    Plain(Value),
    /// A text with parts, or forms.
    Message(Message),
}

/// Makes the function `t` for pages in the language of `catalog`.
///
/// `t(key=…)` says the words of that key as text, which the template escapes where it shows them. What else
/// it is given goes into the parts of that name, numbers as the language writes them; `n` picks the form. HTML
/// from a component or a block that was set stays HTML in it: then all else is escaped here.
pub(super) fn function(
    catalog: &Catalog,
) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Sync + Send + use<> {
    let answers: HashMap<String, TranslatedValue> = catalog
        .messages()
        .map(|(key, message)| {
            let plain = if message.counts() {
                None
            } else {
                message.form(None).plain()
            };
            let message = || TranslatedValue::Message(message.clone());
            (
                key.to_owned(),
                plain.map_or_else(message, |text| {
                    TranslatedValue::Plain(Value::normal_string(text))
                }),
            )
        })
        .collect();
    let locale = catalog.locale();
    move |parts, state| {
        let key: &str = parts.must_get("key")?;
        match answers.get(key) {
            Some(TranslatedValue::Plain(value)) => Ok(value.clone()),
            Some(TranslatedValue::Message(message)) => {
                translate(key, message, &parts, &MessageWriter { locale, state })
            }
            None => Err(Error::message(format!("there are no words `{key}`"))),
        }
    }
}

/// How parts are written.
struct MessageWriter<'a, 'b> {
    locale: Locale,
    state: &'a State<'b>,
}

fn translate(
    key: &str,
    message: &Message,
    parts: &Kwargs,
    voice: &MessageWriter,
) -> TeraResult<Value> {
    let n = if message.counts() {
        Some(number(key, parts)?)
    } else {
        None
    };
    let holds_html =
        parts.iter().any(|(_, part)| is_html(part)) && voice.state.autoescaping_enabled();
    let escaped = |text: &str| {
        if holds_html {
            voice.state.escape(text)
        } else {
            Ok(text.to_owned())
        }
    };
    let mut said = String::new();
    for piece in message.form(n).pieces() {
        match piece {
            Segment::Text(text) => said.push_str(&escaped(text)?),
            Segment::Part(name) => {
                let part: &Value = parts.must_get(name)?;
                if is_html(part) {
                    said.push_str(part.as_str().unwrap_or_default());
                } else {
                    said.push_str(&escaped(&text_of(part, voice.locale))?);
                }
            }
        }
    }
    Ok(if holds_html {
        Value::safe_string(&said)
    } else {
        Value::normal_string(&said)
    })
}

/// Returns the number of things that a message counts.
fn number(key: &str, parts: &Kwargs) -> TeraResult<u64> {
    let n: &Value = parts.must_get("n")?;
    n.as_u64()
        .ok_or_else(|| Error::message(format!("`n` of the words `{key}` is a whole number")))
}

/// Returns whether `part` is a text that holds HTML; the engine calls numbers safe, too.
fn is_html(part: &Value) -> bool {
    part.is_string() && part.is_safe()
}

fn text_of(part: &Value, locale: Locale) -> Cow<'_, str> {
    match (part.as_str(), part.as_i64()) {
        (Some(text), _) => Cow::Borrowed(text),
        (None, Some(number)) => Cow::Owned(locale.number(number)),
        (None, None) => Cow::Owned(part.to_string()),
    }
}
