//! Braces at the end of a heading: `{#id}` is its id, anything else is text. The parser would take all of them for
//! attributes and drop them, so those that are text are masked with `edits`.

use pulldown_cmark::{Event, Tag};

use super::edits::Edits;
use super::events::EventSpan;

/// Masks braces that are text.
pub(super) fn find(items: &[EventSpan], text: &str, edits: &mut Edits) {
    for (idx, item) in items.iter().enumerate() {
        if !matches!(item.event, Event::Start(Tag::Heading { .. })) {
            continue;
        }
        // Attributes have no events: they are between the last event and the end of the heading.
        let shown_end = if item.end > idx + 1 {
            items[item.end - 1].range.end
        } else {
            item.range.start
        };
        let Some(rest) = text.get(shown_end..item.range.end) else {
            continue;
        };
        let (Some(open), Some(close)) = (rest.find('{'), rest.rfind('}')) else {
            continue;
        };
        let is_id = rest.get(open + 1..close).is_some_and(|inside| {
            let mut words = inside.split_whitespace();
            let id = words.next().and_then(|word| word.strip_prefix('#'));
            id.is_some_and(|id| !id.is_empty()) && words.next().is_none()
        });
        if !is_id {
            // A comma means nothing in Markdown, and without its end this is no list of attributes.
            edits.replace(shown_end + close, ',');
        }
    }
}
