//! The template function `t`: formats messages of the interface in the language of the page. The messages come from
//! `i18n`.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::i18n::{Message, Segment};
use crate::locale::Locale;
use crate::render::messages::{Key, Messages, Translation};

/// Makes the function `t` for pages in the language of `messages`.
///
/// `t(key=…)` returns the message as text, which the template escapes where it outputs it. Further arguments fill the
/// parameters of the same name, numbers in the digits of the language; `n` selects the plural variant. If an argument
/// is HTML (from a component or a block that was set), it stays HTML: then the result is HTML and everything else in it
/// is escaped here.
pub(super) fn function(
    messages: Arc<Messages>,
) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Sync + Send + use<> {
    move |parts, state| {
        let key: &str = parts.must_get("key")?;
        let locale = messages.locale;
        match messages.get(Key::Named(key)) {
            Some(Translation::Plain { text, .. }) => Ok(Value::normal_string(text)),
            Some(Translation::Message(message)) => {
                translate(key, message, &parts, &MessageWriter { locale, state })
            }
            None => Err(Error::message(format!("there are no words `{key}`"))),
        }
    }
}

/// The conventions by which parameters are written.
struct MessageWriter<'a, 'b> {
    locale: Locale,
    state: &'a State<'b>,
}

fn translate(
    key: &str,
    message: &Message,
    parts: &Kwargs,
    writer: &MessageWriter,
) -> TeraResult<Value> {
    let n = if message.counts() {
        Some(number(key, parts)?)
    } else {
        None
    };
    // A template without autoescaping outputs plain text: there is nothing to escape.
    let holds_html =
        parts.iter().any(|(_, part)| is_html(part)) && writer.state.autoescaping_enabled();
    let escaped = |text: &str| {
        if holds_html {
            writer.state.escape(text)
        } else {
            Ok(text.to_owned())
        }
    };
    let mut output = String::new();
    for piece in message.form(n).pieces() {
        match piece {
            Segment::Text(text) => output.push_str(&escaped(text)?),
            Segment::Part(name) => {
                // A missing argument is an error with the engine's own message, which names it.
                let part: &Value = parts.must_get(name)?;
                if is_html(part) {
                    output.push_str(part.as_str().unwrap_or_default());
                } else {
                    output.push_str(&escaped(&text_of(part, writer.locale))?);
                }
            }
        }
    }
    Ok(if holds_html {
        Value::safe_string(&output)
    } else {
        Value::normal_string(&output)
    })
}

/// Returns the number that selects the plural variant of a message.
fn number(key: &str, parts: &Kwargs) -> TeraResult<u64> {
    let n: &Value = parts.must_get("n")?;
    n.as_u64()
        .ok_or_else(|| Error::message(format!("`n` of the words `{key}` is a whole number")))
}

/// Returns whether `part` is a text that contains HTML. Numbers do not count, although the engine calls them safe.
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
