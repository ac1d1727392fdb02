//! Citations and footnotes: their marks, their texts, what does not fit together.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Lead, Output, Writer};
use crate::body::Note;
use crate::body::events::Events;
use crate::body::html::Hole;
use crate::body::parse::Options;
use crate::diag::catalog;
use crate::text;

/// The footnotes of one text.
#[derive(Debug, Default)]
pub struct Notes {
    /// Every label that has a definition, in lower case, and where that stands.
    defined: BTreeMap<String, Range<usize>>,
    /// Labels in the order of their first mention, and how often each is mentioned.
    mentioned: Vec<(String, usize)>,
    /// The texts that were written so far, by label.
    written: BTreeMap<String, String>,
    /// The label of the note that is being written.
    open: Option<String>,
}

impl Notes {
    /// Collects the labels that `events` define.
    pub fn of(events: &Events, options: &Options) -> Self {
        let mut notes = Notes::default();
        for (event, range) in &events.all {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event
                && !options.citations.contains(&label.to_lowercase())
            {
                notes.defined.insert(label.to_lowercase(), range.clone());
            }
        }
        notes
    }

    /// Puts the notes into the body, in the order of their first mention; reports those never mentioned.
    pub fn finish(&mut self, options: &Options, out: &mut Output) {
        for (label, n_refs) in &self.mentioned {
            out.notes_html.push(self.written.remove(label).unwrap_or_default());
            let note = Note { label: label.clone(), html: Default::default(), n_refs: *n_refs };
            out.body.notes.push(note);
        }
        for (label, range) in &self.defined {
            if !self.mentioned.iter().any(|(known, _)| known == label) {
                let place = options.place(range.start, range.start + label.len() + "[^]".len());
                out.diagnostics.push(catalog::links::footnote_unused(place, label));
            }
        }
    }
}

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str, range: Range<usize>) {
        let key = label.to_lowercase();
        if let Some(citation) = self.options.citations.iter().position(|id| *id == key) {
            self.n_cited[citation] += 1;
            self.out.body.citations.push(citation);
            let nth = self.n_cited[citation];
            self.marker(Hole::Cite { citation, id: key.into(), nth });
        } else if self.notes.defined.contains_key(&key) {
            let known = self.notes.mentioned.iter().position(|(known, _)| *known == key);
            let note = known.unwrap_or_else(|| {
                self.notes.mentioned.push((key, 0));
                self.notes.mentioned.len() - 1
            });
            self.notes.mentioned[note].1 += 1;
            let nth = self.notes.mentioned[note].1;
            self.marker(Hole::NoteRef { note, nth });
        } else {
            let ids = self.options.citations.iter().map(String::as_str);
            let nearest = text::nearest(&key, ids.chain(self.notes.defined.keys().map(String::as_str)));
            let place = self.options.place(range.start, range.end);
            let unknown = catalog::links::footnote_unknown(place, label, nearest, self.options.citations);
            self.out.diagnostics.push(unknown);
        }
    }

    pub(super) fn start_note(&mut self, label: &str, idx: usize) {
        let key = label.to_lowercase();
        if self.options.citations.contains(&key) {
            let start = self.events.all[idx].1.start;
            let place = self.options.place(start, start + label.len() + "[^]".len());
            self.out.diagnostics.push(catalog::links::footnote_conflict(place, label));
        }
        if self.lead == Lead::Wanted {
            // A footnote before the first paragraph is not the lead.
            self.depth += 1;
        }
        self.notes.open = Some(key);
        self.buffers.push(std::mem::take(&mut self.html));
    }

    pub(super) fn end_note(&mut self) {
        if self.lead == Lead::Wanted {
            self.depth -= 1;
        }
        let html = std::mem::replace(&mut self.html, self.buffers.pop().unwrap_or_default());
        if let Some(label) = self.notes.open.take() {
            self.notes.written.insert(label, html);
        }
    }
}
