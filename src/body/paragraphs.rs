//! Special paragraphs, recognised by their events: a picture alone, a known lead-in, the attribution of a quotation.
//! They are written in `write`.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::EventSpan;

/// Position of the speaker's name in a quotation.
pub(super) struct Attribution {
    /// Event before the name: the start of its paragraph, or a line break in it.
    pub cut: usize,
    /// Whether the paragraph begins with words of the quotation.
    pub cut_paragraph: bool,
}

/// Returns the attribution of the quotation at `quote`: its last line, if that begins with a dash.
pub(super) fn attribution(items: &[EventSpan], quote: usize) -> Option<Attribution> {
    let end = items[quote].end;
    if !matches!(items[end - 1].event, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let is_paragraph = |idx: &usize| matches!(items[*idx].event, Event::Start(Tag::Paragraph));
    let start = (quote + 1..end).rev().find(is_paragraph)?;
    let mut line_end = None;
    let mut at = start + 1;
    while at < end - 1 {
        if matches!(items[at].event, Event::SoftBreak | Event::HardBreak) {
            line_end = Some(at);
        }
        // A line break inside emphasis cannot cut the paragraph in two.
        at = items[at].end + 1;
    }
    let cut = line_end.unwrap_or(start);
    let Event::Text(text) = &items[cut + 1].event else {
        return None;
    };
    let has_dash = begins_with_dash(text);
    // A quotation of nothing but a name has no words of that speaker.
    (has_dash && cut > quote + 1).then_some(Attribution {
        cut,
        cut_paragraph: line_end.is_some(),
    })
}

/// Returns the position of the picture that is alone in the paragraph at `idx`.
pub(super) fn lone_image(items: &[EventSpan], idx: usize) -> Option<usize> {
    let image = idx + 1;
    let is_image = matches!(items[image].event, Event::Start(Tag::Image { .. }));
    (is_image && items[image].end + 1 == items[idx].end).then_some(image)
}

/// Returns the first paragraph that is neither a lone picture nor inside another block.
pub(super) fn first_paragraph(items: &[EventSpan]) -> Option<usize> {
    let mut at = 0;
    while at < items.len() {
        if matches!(items[at].event, Event::Start(Tag::Paragraph))
            && lone_image(items, at).is_none()
        {
            return Some(at);
        }
        at = items[at].end + 1;
    }
    None
}

/// Returns the bold words that begin the paragraph at `idx`, if a colon ends them and they are among `known`.
pub(super) fn lead_in<'i>(items: &'i [EventSpan], idx: usize, known: &[String]) -> Option<&'i str> {
    let [strong, label, strong_end, after] = items.get(idx + 1..idx + 5)? else {
        return None;
    };
    let (Event::Start(Tag::Strong), Event::Text(label), Event::End(TagEnd::Strong)) =
        (&strong.event, &label.event, &strong_end.event)
    else {
        return None;
    };
    // The colon is typed inside the bold words or right after them.
    let colons = [':', '：'];
    let label = match (label.trim_end().strip_suffix(colons), &after.event) {
        (Some(label), _) => label.trim(),
        (None, Event::Text(after)) if after.trim_start().starts_with(colons) => label.trim(),
        _ => return None,
    };
    let mut known = known.iter();
    known
        .any(|known| is_same_label(label, known))
        .then_some(label)
}

/// Returns whether `line` begins with a dash, as the name of a speaker does.
pub(super) fn begins_with_dash(line: &str) -> bool {
    let mut dashes = ["— ", "―", "– ", "--- ", "-- "].iter();
    dashes.any(|dash| line.starts_with(dash))
}

fn is_same_label(label: &str, known: &str) -> bool {
    label.eq_ignore_ascii_case(known) || folded(label).eq(folded(known))
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(|letter| if letter == '’' { '\'' } else { letter })
        .flat_map(char::to_lowercase)
}
