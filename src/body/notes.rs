//! Footnote labels: resolves each `[^label]` to a source or a note of the text. Marks are written in `write`, mistakes
//! with labels reported in `parse`.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Options;
use super::events::EventSpan;

/// Maximum length of a label that the Markdown parser reads, in characters.
const MAX_LABEL: usize = 999;

/// Target of a footnote label.
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
    /// Index of its start among the events.
    pub start: usize,
    /// Range in the text that was parsed.
    pub range: Range<usize>,
    /// Index among the notes, set by the first reference.
    pub note: Option<usize>,
}

/// Footnote labels of one text.
#[derive(Debug, Default)]
pub(super) struct NoteLabels {
    meanings: HashMap<String, LabelTarget>,
    pub definitions: Vec<Definition>,
    /// Definitions that cannot be used.
    pub clashes: Vec<Clash>,
}

/// A definition that cannot be used, by the index of its start among the events.
#[derive(Debug)]
pub(super) enum Clash {
    /// Its label is the id of a source.
    WithSource(usize),
    /// Its label is that of an earlier definition, by index.
    WithDefinition(usize, usize),
}

/// Returns definitions of every label that `text` seems to refer to, to be parsed before it.
///
/// The parser takes `[^label]` for a reference only if a definition exists. So each label gets one, and the parser
/// itself decides what is a reference: never in code, never after a backslash. The definitions come before the text,
/// since after it an unclosed code fence would swallow them. Empty if there is no such label.
pub(super) fn preamble(text: &str) -> String {
    let mut labels: Vec<&str> = memchr::memchr_iter(b'[', text.as_bytes())
        .filter_map(|at| label_at(text[at + 1..].strip_prefix('^')?))
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
        // A rule ends the last definition, whatever the text begins with.
        preamble.push_str("\n***\n");
    }
    preamble
}

/// Returns the label that `rest`, which follows `[^`, begins with, by the rules of the parser.
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
            // The first wins: an alias never takes the id of another source.
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

    /// Returns the target of `label`; case is ignored.
    pub(super) fn meaning(&self, label: &str) -> Option<LabelTarget> {
        // Most labels are typed in lower case, and need no copy.
        match self.meanings.get(label) {
            Some(meaning) => Some(*meaning),
            None => self.meanings.get(&label.to_lowercase()).copied(),
        }
    }
}
