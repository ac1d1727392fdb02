//! What each `[^label]` stands for: a source, a note of the text, or nothing known.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Options;
use super::events::EventSpan;

/// Longest label that the Markdown parser reads, in characters.
const MAX_LABEL: usize = 999;

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelTarget {
    /// A source, by index.
    Citation(usize),
    /// A note, by index into the definitions.
    Note(usize),
}

/// A definition `[^label]: …`.
#[derive(Debug)]
pub(super) struct Definition {
    pub label: String,
    /// Position of its start among the events.
    pub start: usize,
    /// Its place in the text that was parsed.
    pub range: Range<usize>,
    /// Its number among the notes, once something has referred to it.
    pub note: Option<usize>,
}

/// The labels of one text.
#[derive(Debug, Default)]
pub(super) struct NoteLabels {
    meanings: HashMap<String, LabelTarget>,
    pub definitions: Vec<Definition>,
    /// Definitions that cannot be used.
    pub clashes: Vec<Clash>,
}

/// A definition that cannot be used, by position among the events.
#[derive(Debug)]
pub(super) enum Clash {
    /// Its label is the id of a source.
    WithSource(usize),
    /// Its label is that of an earlier definition, by index.
    WithDefinition(usize, usize),
}

/// Returns definitions of every label that `text` seems to refer to, to be parsed before it.
///
/// The parser takes `[^label]` for a reference only where a definition exists. So each gets one, and the
/// parser itself decides what is a reference: never in code, never after a backslash. They stand before
/// the text since at its end an open code fence would swallow them. Empty if there is no such label.
pub(super) fn preamble(text: &str) -> String {
    let mut labels: Vec<&str> = text
        .match_indices("[^")
        .filter_map(|(at, _)| label_at(&text[at + 2..]))
        .collect();
    labels.sort_unstable();
    labels.dedup();
    let mut preamble = String::new();
    for label in &labels {
        preamble.push_str("[^");
        preamble.push_str(label);
        preamble.push_str("]:\n");
    }
    if !labels.is_empty() {
        // A rule ends the last definition whatever the text begins with.
        preamble.push_str("\n***\n");
    }
    preamble
}

fn label_at(rest: &str) -> Option<&str> {
    let mut n_letters = 0;
    let len = rest.find(|letter: char| {
        n_letters += 1;
        n_letters > MAX_LABEL || "][\\|\0".contains(letter) || matches!(letter, '\n' | '\r')
    })?;
    let label = rest[..len].trim();
    (rest[len..].starts_with(']') && !label.is_empty()).then_some(label)
}

impl NoteLabels {
    /// Reads the definitions among `items`; the ids of the sources are in `options`.
    pub(super) fn new(items: &[EventSpan], options: &Options) -> Self {
        let mut labels = NoteLabels::default();
        let ids = options
            .citations
            .iter()
            .enumerate()
            .map(|(idx, id)| (id, idx));
        for (id, idx) in ids.chain(options.other_ids.iter().map(|(id, idx)| (id, *idx))) {
            labels
                .meanings
                .entry(id.to_lowercase())
                .or_insert(LabelTarget::Citation(idx));
        }
        for (start, item) in items.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = &item.event else {
                continue;
            };
            match labels.meaning(label) {
                Some(LabelTarget::Citation(_)) => labels.clashes.push(Clash::WithSource(start)),
                Some(LabelTarget::Note(first)) => {
                    labels.clashes.push(Clash::WithDefinition(start, first))
                }
                None => {
                    let definition = labels.definitions.len();
                    labels
                        .meanings
                        .insert(label.to_lowercase(), LabelTarget::Note(definition));
                    let (label, range) = (label.to_string(), item.range.clone());
                    labels.definitions.push(Definition {
                        label,
                        start,
                        range,
                        note: None,
                    });
                }
            }
        }
        labels
    }

    /// Returns what `label` stands for; case does not matter.
    pub(super) fn meaning(&self, label: &str) -> Option<LabelTarget> {
        match self.meanings.get(label) {
            Some(meaning) => Some(*meaning),
            None => self.meanings.get(&label.to_lowercase()).copied(),
        }
    }
}
