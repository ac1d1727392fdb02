//! The template function `card`: renders a brief for lists, once for all pages that list it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use crate::hash::Hash;

/// Component that renders a brief in a list.
pub(super) const COMPONENT: &str = "CardContent";
/// Element of the headline, unless the caller gives another.
const HEADING: &str = "h3";

/// Makes the function `card` for the templates of `engine`.
///
/// `card(brief=…, heading="h3")` returns what `<Card brief={…} heading="h3" />` would. A component sees only its
/// arguments, so its result for one brief is the same on every page of one language: a brief in ten lists is rendered
/// once.
pub(super) fn function(
    engine: Tera,
) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Sync + Send + use<> {
    let rendered: Mutex<HashMap<Hash, Value>> = Mutex::default();
    move |parts, _| {
        let brief: &Value = parts.must_get("brief")?;
        let heading = parts.get::<&str>("heading")?.unwrap_or(HEADING);
        // A scan instead of a lookup: `href` is among the first fields, and comparing names is faster than hashing one.
        let mut fields = brief.as_map().into_iter().flatten();
        let href = fields.find(|(name, _)| name.as_str() == Some("href"));
        let Some(href) = href.and_then(|(_, href)| href.as_str()) else {
            return Err(Error::message("`card` draws briefs as lists have them"));
        };
        let render = || {
            let mut context = Context::new();
            context.insert_value("brief", brief.clone());
            context.insert_value("heading", Value::from(heading));
            engine
                .render_component(COMPONENT, &context, None, true)
                .map(|html| Value::safe_string(&html))
        };
        // The address identifies a brief: one engine serves one language of one build.
        let key = Hash::of(&(href, heading));
        let lock = || rendered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(card) = lock().get(&key) {
            return Ok(card.clone());
        }
        // Render without the lock. Two threads that need the same card at once both render it, which is harmless.
        let card = render()?;
        lock().insert(key, card.clone());
        Ok(card)
    }
}
