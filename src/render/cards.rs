//! The function `card` of the templates: draws a brief as lists show it, once for all of them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use crate::hash::Hash;

/// The component that draws a brief in a list.
const COMPONENT: &str = "Card";
/// Its headline, unless the caller says otherwise.
const HEADING: &str = "h3";

/// Makes the function `card` for the templates of `engine`.
///
/// `card(brief=…, heading="h3")` says what `<Card brief={…} heading="h3" />` would. A component sees nothing but what it
/// is given, so what it makes of one brief is the same on every page of one language: a brief that ten lists show is
/// drawn once.
pub(super) fn function(
    engine: Tera,
) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Sync + Send + use<> {
    let drawn: Mutex<HashMap<Hash, Value>> = Mutex::default();
    move |parts, _| {
        let brief: &Value = parts.must_get("brief")?;
        let heading = parts.get::<&str>("heading")?.unwrap_or(HEADING);
        // It is the second of its fields: to look at them in turn is quicker than to hash the name.
        let mut fields = brief.as_map().into_iter().flatten();
        let href = fields.find(|(name, _)| name.as_str() == Some("href"));
        let Some(href) = href.and_then(|(_, href)| href.as_str()) else {
            return Err(Error::message("`card` draws briefs as lists have them"));
        };
        let draw = || {
            let mut context = Context::new();
            context.insert_value("brief", brief.clone());
            context.insert_value("heading", Value::from(heading));
            engine
                .render_component(COMPONENT, &context, None, true)
                .map(|html| Value::safe_string(&html))
        };
        let key = Hash::of(&(href, heading));
        let lock = || drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(card) = lock().get(&key) {
            return Ok(card.clone());
        }
        // Not under the lock: two threads that need the same card at once both draw it.
        let card = draw()?;
        lock().insert(key, card.clone());
        Ok(card)
    }
}
