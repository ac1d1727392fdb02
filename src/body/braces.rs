//! Braces at the end of a heading: `{#id}` is its id, anything else is text. The parser takes them for attributes and
//! leaves them out.

use pulldown_cmark::{Event, Tag};

use super::edits::Edits;
use super::events::EventSpan;

/// Finds braces that are text.
pub(super) fn find(items: &[EventSpan], text: &str, edits: &mut Edits) {
    for (idx, item) in items.iter().enumerate() {
        if !matches!(item.event, Event::Start(Tag::Heading { .. })) {
            continue;
        }
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
            // A sign that means nothing in Markdown.
            edits.replace(shown_end + close, ',');
        }
    }
}
