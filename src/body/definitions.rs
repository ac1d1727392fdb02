//! Unused link definitions, `[label]: address`: lines that no page shows, perhaps because they were meant as text.
//! Footnote definitions are in `notes`.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::events::{Events, folded_label};
use super::input::Input;
use crate::diag::{Diagnostic, catalog};

/// Reports definitions that no link refers to. One without an address (`[//]: # (…)`) is a comment.
pub(super) fn report(events: &Events, input: &Input, diagnostics: &mut Vec<Diagnostic>) {
    let definitions = &events.definitions;
    if definitions.is_empty() {
        return;
    }
    let by_reference = |link_type: &LinkType| {
        matches!(
            link_type,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
        )
    };
    let mut used = HashSet::new();
    for item in &events.items {
        if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) =
            &item.event
            && by_reference(link_type)
        {
            used.insert(folded_label(id));
        }
    }
    let mut unused: Vec<(Range<usize>, &str)> = Vec::new();
    for definition in definitions {
        let is_comment = matches!(definition.address.as_str(), "" | "#");
        if !is_comment && !used.contains(&folded_label(&definition.label)) {
            unused.push((definition.range.clone(), &definition.label));
        }
    }
    for range in repeated(events, input) {
        let typed = &input.text[range.clone()];
        let label = typed.trim_start_matches('[').trim_end_matches("]:");
        unused.push((range, label));
    }
    for (range, label) in unused {
        let place = input.place(&range);
        diagnostics.push(catalog::markup::link_definition_unused(place, label));
    }
}

/// Returns the ranges of labels that are defined again. The parser drops these lines without an event.
fn repeated(events: &Events, input: &Input) -> Vec<Range<usize>> {
    let ends: Vec<usize> = input
        .text
        .match_indices("]:")
        .map(|(at, _)| at)
        .filter(|at| *at >= input.preamble_len)
        .collect();
    // Each definition has one `]:`, so without more of them nothing is repeated.
    if ends.len() <= events.definitions.len() {
        return Vec::new();
    }
    // A container spans the lost lines as well, so only leaves show what has been read.
    let is_leaf = |event: &Event| {
        !matches!(
            event,
            Event::End(_)
                | Event::Start(
                    Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_)
                )
        )
    };
    let mut read: Vec<Range<usize>> = events
        .items
        .iter()
        .filter(|item| is_leaf(&item.event))
        .map(|item| item.range.clone())
        .collect();
    read.extend(
        events
            .definitions
            .iter()
            .map(|definition| definition.range.clone()),
    );
    read.sort_unstable_by_key(|range| (range.start, range.end));
    // Greatest end so far for each range: the one that begins last need not reach furthest.
    let mut reached = 0;
    let reached: Vec<usize> = read
        .iter()
        .map(|range| {
            reached = reached.max(range.end);
            reached
        })
        .collect();
    let mut repeated = Vec::new();
    for end in ends {
        let idx = read.partition_point(|range| range.start <= end);
        let is_read = idx > 0 && reached[idx - 1] > end;
        let line = input.text[..end].rfind('\n').map_or(0, |at| at + 1);
        let start = input.text[line..end].find('[').map(|at| line + at);
        if let (false, Some(start)) = (is_read, start)
            && !input.text[start..].starts_with("[^")
        {
            repeated.push(start..end + 2);
        }
    }
    repeated
}
