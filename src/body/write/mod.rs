//! Writes HTML from events: the conventions of our pages, holes where a page decides.

mod blocks;
mod inlines;
mod notes;

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::body::Body;
use crate::body::events::Events;
use crate::body::html::{Hole, Holes, push_text};
use crate::body::parse::Options;
use crate::body::punctuation;
use crate::diag::Diagnostic;
use crate::text;
use crate::url::Slug;

/// Ids that the templates use, or that begin as those of the marks do.
const TAKEN: [&str; 9] =
    ["top", "main", "nav", "sources", "corrections", "updates", "method", "related", "footnotes"];
const TAKEN_PREFIXES: [&str; 4] = ["source-", "cite-", "note-", "noteref-"];

/// A body before its markers are taken out.
#[derive(Debug, Default)]
pub struct Output {
    /// The body, without its HTML.
    pub body: Body,
    /// The HTML of the text, with markers.
    pub main: String,
    /// The HTML of each note, with markers.
    pub notes_html: Vec<String>,
    /// What the markers stand for.
    pub holes: Holes,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the author wrote HTML.
    pub has_html: bool,
}

/// Writes `events`, which are those of `text`.
pub fn write(text: &str, events: &Events, options: &Options) -> Output {
    let mut writer = Writer {
        text,
        events,
        options,
        out: Output::default(),
        html: String::with_capacity(text.len() + text.len() / 4),
        plain: String::new(),
        heard: Vec::new(),
        ids: BTreeSet::new(),
        notes: notes::Notes::of(events, options),
        depth: 0,
        previous: None,
        lead: Lead::Wanted,
        cells: Vec::new(),
        cell: 0,
        in_head: false,
        in_code: false,
        skipped: None,
        n_cited: vec![0; options.citations.len()],
        attribution_end: None,
        links: Vec::new(),
        buffers: Vec::new(),
        explicit_ids: BTreeMap::new(),
    };
    for idx in 0..events.all.len() {
        writer.event(idx);
    }
    writer.finish()
}

/// Whether the first paragraph was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lead {
    Wanted,
    Reading,
    Read,
}

/// What was opened for a link and is to be closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum OpenLink {
    Hole(usize),
    Nothing,
}

struct Writer<'a> {
    text: &'a str,
    events: &'a Events<'a>,
    options: &'a Options<'a>,
    out: Output,
    /// The HTML that is being written.
    html: String,
    /// All words, for counting.
    plain: String,
    /// Plain text of what is open and wants it: headings, pictures, the lead.
    heard: Vec<String>,
    ids: BTreeSet<String>,
    notes: notes::Notes,
    depth: usize,
    /// The last character of this paragraph, for quotation marks.
    previous: Option<char>,
    lead: Lead,
    cells: Vec<pulldown_cmark::Alignment>,
    cell: usize,
    in_head: bool,
    in_code: bool,
    /// The event at which writing goes on.
    skipped: Option<usize>,
    n_cited: Vec<usize>,
    attribution_end: Option<usize>,
    links: Vec<OpenLink>,
    /// HTML that is set aside while a heading or a note is written.
    buffers: Vec<String>,
    explicit_ids: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    fn event(&mut self, idx: usize) {
        if self.skipped.is_some_and(|until| idx < until) {
            return;
        }
        self.skipped = None;
        let (event, range) = &self.events.all[idx];
        if let Some(end) = self.events.attributions.get(&idx) {
            self.begin_attribution(idx, *end);
            return;
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, idx);
            }
            Event::End(tag) => {
                self.end(tag, idx);
                self.depth -= 1;
            }
            Event::Text(text) => self.push_smart(text, idx),
            Event::Code(code) => {
                self.html.push_str("<code>");
                push_text(&mut self.html, code);
                self.html.push_str("</code>");
                self.hear(code);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.out.has_html = true;
                self.html.push_str(html);
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(label, range.clone()),
            Event::TaskListMarker(done) => self.html.push_str(match done {
                true => "<input type=\"checkbox\" aria-label=\"done\" disabled checked> ",
                false => "<input type=\"checkbox\" aria-label=\"to do\" disabled> ",
            }),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push_smart(text, idx),
        }
    }

    fn line_break(&mut self, html: &str) {
        self.html.push_str(html);
        self.hear(" ");
    }

    /// Writes text with the punctuation of the language; inside code as it is.
    fn push_smart(&mut self, text: &str, idx: usize) {
        if self.in_code || !punctuation::is_needed(text) {
            push_text(&mut self.html, text);
            self.hear(text);
        } else {
            let around = (self.previous, self.next_char(idx));
            let smart = punctuation::smart(text, self.options.quotes, around);
            push_text(&mut self.html, &smart);
            self.hear(&smart);
        }
    }

    /// The first character after the event at `idx` in the same paragraph.
    fn next_char(&self, idx: usize) -> Option<char> {
        for (event, _) in &self.events.all[idx + 1..] {
            match event {
                Event::Text(text) | Event::Code(text) => return text.chars().next(),
                Event::SoftBreak | Event::HardBreak => return Some(' '),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
                _ => return None,
            }
        }
        None
    }

    /// Takes note of plain text for what wants it.
    fn hear(&mut self, text: &str) {
        self.previous = text.chars().next_back().or(self.previous);
        self.plain.push_str(text);
        if let Some(heard) = self.heard.last_mut() {
            heard.push_str(text);
        }
        if self.lead == Lead::Reading {
            self.out.body.lead.push_str(text);
        }
    }

    /// Begins a new block: no word and no quotation goes on from the one before.
    fn begin_block(&mut self) {
        self.previous = None;
        self.plain.push(' ');
    }

    fn marker(&mut self, hole: Hole) {
        let marker = self.out.holes.marker(hole);
        self.html.push_str(&marker);
    }

    /// Writes ` id="…"`, in pages only.
    fn id_attribute(&mut self, id: &str) {
        self.html.push_str(" id=\"");
        self.marker(Hole::Id(id.into()));
        self.html.push('"');
        self.out.body.anchors.push(id.to_owned());
    }

    /// Returns an id made of `text` that nothing else has.
    fn free_id(&mut self, text: &str) -> String {
        let slug =
            Slug::from_text(text).map_or_else(|| "section".to_owned(), |slug| slug.as_str().to_owned());
        let taken =
            |id: &str| TAKEN.contains(&id) || TAKEN_PREFIXES.iter().any(|prefix| id.starts_with(prefix));
        let slug = if TAKEN_PREFIXES.iter().any(|prefix| slug.starts_with(prefix)) {
            format!("section-{slug}")
        } else {
            slug
        };
        let mut id = slug.clone();
        let mut number = 2;
        while taken(&id) || self.ids.contains(&id) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        self.ids.insert(id.clone());
        id
    }

    fn finish(mut self) -> Output {
        self.notes.finish(self.options, &mut self.out);
        self.out.main = self.html;
        self.out.body.words = text::count_words(&self.plain);
        self.out.body.lead = text::one_line(&self.out.body.lead);
        self.out
    }
}
