//! Writer of HTML from the parser's events: blocks and plain text here, links and pictures in `links`, quotation marks
//! and dashes in `punctuation`.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::anchors::BodyIds;
use super::events::{EventSpan, MAX_SUGGESTIONS, is_verbatim, next_letter};
use super::input::Input;
use super::notes::{LabelTarget, NoteLabels};
use super::out::{Mode, Out, push_escaped};
use super::paragraphs::{attribution, first_paragraph, lead_in, lone_image};
use super::punctuation::Punctuation;
use super::tree::ORIGIN;
use super::{Body, Heading, Hole, Lead, Task, cjk, html};
use crate::diag::{Diagnostic, catalog};
use crate::text;

/// A link that is being written.
#[derive(Debug)]
pub(super) struct OpenLink {
    /// Index of the link; `None` if its destination was refused, so that only its text is written.
    pub idx: Option<usize>,
    pub text_start: usize,
}

/// State of a body that is being written.
pub(super) struct Writer<'a> {
    pub items: &'a [EventSpan<'a>],
    pub input: &'a Input<'a>,
    pub out: Out,
    /// All text so far, without markup.
    pub plain: String,
    pub punctuation: Punctuation,
    pub anchors: BodyIds,
    pub labels: NoteLabels,
    /// Parts of the body that are complete.
    pub body: Body,
    pub diagnostics: Vec<Diagnostic>,
    pub link: Option<OpenLink>,
    /// Note marks inside a link, written after it, since links do not nest.
    pub deferred: Vec<Hole>,
    /// Definitions in order of their first reference, each with its number of references.
    pub referred: Vec<(usize, usize)>,
    /// Number of citations of each source.
    pub n_cited: Vec<usize>,
    pub place: Placement<'a>,
}

/// Position of the writer in the text.
#[derive(Debug, Default)]
pub(super) struct Placement<'a> {
    /// Event of the first paragraph.
    lead: Option<usize>,
    /// Start of its text in [`Writer::plain`].
    lead_start: usize,
    /// Each `[[slug]]`: its range in the plain text, and the index of its link.
    pub titles: Vec<(Range<usize>, usize)>,
    /// Open heading: the start of its text in the plain text, and the hole for its id.
    heading: (usize, usize),
    in_code: bool,
    in_table_head: bool,
    alignments: &'a [Alignment],
    cell: usize,
}

impl<'a> Writer<'a> {
    /// Writes the events at `from..to`.
    pub(super) fn write(&mut self, mut from: usize, to: usize) {
        while from < to {
            from = self.item(from);
        }
    }

    /// Writes one event, or a start with everything up to its end. Returns the position after it.
    fn item(&mut self, idx: usize) -> usize {
        let items = self.items;
        match &items[idx].event {
            Event::Start(tag) => return self.start(idx, tag),
            Event::End(tag) => self.end(idx, tag),
            Event::Text(text) => self.text(idx, text),
            Event::Code(code) => {
                self.out.push("<code>");
                self.literal(code);
                // To the quotation mark after it, code is a word, whatever it ends in.
                self.punctuation.pass('x');
                self.out.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(idx, html),
            Event::FootnoteReference(label) => self.note_mark(idx, label),
            Event::SoftBreak
                if cjk::joins(self.plain.chars().next_back(), next_letter(items, idx)) => {}
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.out.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.out
                    .hole(Hole::Task(if *done { Task::Done } else { Task::ToDo }));
            }
            Event::InlineMath(math) | Event::DisplayMath(math) => self.literal(math),
        }
        idx + 1
    }

    fn start(&mut self, idx: usize, tag: &'a Tag<'a>) -> usize {
        let end = self.items[idx].end;
        match tag {
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.out.push("<del>"),
            Tag::Link { .. } => return self.start_link(idx, tag),
            Tag::Image { .. } => {
                self.image(idx);
                return end + 1;
            }
            Tag::Paragraph => return self.start_paragraph(idx),
            Tag::Heading { level, .. } => self.start_heading(*level),
            Tag::BlockQuote(_) => return self.block_quote(idx),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::List(first) => {
                self.out.fresh_line();
                match first {
                    Some(1) => self.out.push("<ol>\n"),
                    Some(first) => self.out.push(&format!("<ol start=\"{first}\">\n")),
                    None => self.out.push("<ul>\n"),
                }
            }
            Tag::Item => {
                self.block_start("<li>");
            }
            Tag::Table(alignments) => {
                self.place.alignments = alignments;
                self.out.push("<table>\n");
            }
            Tag::TableHead => {
                (self.place.in_table_head, self.place.cell) = (true, 0);
                self.out.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                (self.place.in_table_head, self.place.cell) = (false, 0);
                self.out.push("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            // Notes are written after the text, in the order of their first references.
            Tag::FootnoteDefinition(_) => return end + 1,
            Tag::HtmlBlock => self.out.fresh_line(),
            _ => {}
        }
        idx + 1
    }

    fn end(&mut self, idx: usize, tag: &TagEnd) {
        match tag {
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.out.push("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Paragraph => self.end_paragraph(idx),
            TagEnd::Heading(level) => self.end_heading(idx, *level),
            TagEnd::BlockQuote(_) => self.block_end("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.place.in_code = false;
                self.block_end("</code></pre>\n");
            }
            TagEnd::List(true) => self.block_end("</ol>\n"),
            TagEnd::List(false) => self.block_end("</ul>\n"),
            TagEnd::Item => self.block_end("</li>\n"),
            TagEnd::Table => {
                if matches!(self.items[idx - 1].event, Event::End(TagEnd::TableRow)) {
                    self.out.push("</tbody>\n");
                }
                self.out.push("</table>\n");
            }
            TagEnd::TableHead => {
                self.out.push("</tr>\n</thead>\n");
                if matches!(self.items[idx + 1].event, Event::Start(Tag::TableRow)) {
                    self.out.push("<tbody>\n");
                }
            }
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => {
                self.block_end(if self.place.in_table_head {
                    "</th>"
                } else {
                    "</td>"
                });
                self.place.cell += 1;
            }
            TagEnd::HtmlBlock => self.out.fresh_line(),
            _ => {}
        }
    }

    fn block_start(&mut self, tag: &str) {
        self.out.push(tag);
        self.punctuation.restart();
    }

    fn block_end(&mut self, tag: &str) {
        self.out.push(tag);
        self.punctuation.restart();
        self.plain.push('\n');
    }

    fn start_paragraph(&mut self, idx: usize) -> usize {
        let end = self.items[idx].end;
        self.out.fresh_line();
        if let Some(image) = lone_image(self.items, idx) {
            self.figure(image);
            return end + 1;
        }
        self.punctuation.restart();
        if self.place.lead == Some(idx) {
            self.place.lead_start = self.plain.len();
        }
        self.out.push("<p");
        if let Some(label) = lead_in(self.items, idx, self.input.options.lead_ins) {
            let id = self.anchors.make(label);
            self.out.hole_for_id(&id);
            self.body.anchors.push(id);
        }
        self.out.push(">");
        idx + 1
    }

    fn end_paragraph(&mut self, idx: usize) {
        if self
            .place
            .lead
            .is_some_and(|lead| self.items[lead].end == idx)
        {
            self.body.lead = self.lead();
        }
        self.block_end("</p>\n");
    }

    /// Returns the lead, whose paragraph ends here.
    fn lead(&self) -> Lead {
        let start = self.place.lead_start;
        // `one_line` collapses white space, so an offset in the lead is the length of the collapsed text before it. The
        // `x` keeps a space at its end.
        let place = |at: usize| text::one_line(&format!("{}x", &self.plain[start..at])).len() - 1;
        let in_lead = self
            .place
            .titles
            .iter()
            .filter(|(range, _)| range.start >= start);
        let titles =
            in_lead.map(|(range, link_idx)| (place(range.start)..place(range.end), *link_idx));
        Lead {
            text: text::one_line(&self.plain[start..]),
            titles: titles.collect(),
        }
    }

    fn start_heading(&mut self, level: HeadingLevel) {
        self.out.fresh_line();
        self.punctuation.restart();
        // The only `h1` of a page is its title.
        let level = (level as u8).max(2);
        self.out.push(&format!("<h{level}"));
        // The id follows from the text, so the hole gets it at the end of the heading.
        self.place.heading = (self.plain.len(), self.out.hole_for_id(""));
        self.out.push(">");
    }

    fn end_heading(&mut self, idx: usize, level: HeadingLevel) {
        let (text_start, hole) = self.place.heading;
        let text = text::one_line(&self.plain[text_start..]);
        let range = self.items[idx].range.clone();
        let id = match self.input.heading_id(&range) {
            // Reserved for this heading before any id was made.
            Some(typed) if typed.first.is_none() => typed.id.clone(),
            Some(typed) => self.anchors.unique(typed.id.clone()),
            None => self.anchors.make(&text),
        };
        self.out.set_id(hole, &id);
        self.body.anchors.push(id.clone());
        let typed_level = level as u8;
        let level = typed_level.max(2);
        self.body.headings.push(Heading {
            level,
            typed_level,
            text,
            id,
            span: self.input.span(&range),
        });
        self.block_end(&format!("</h{level}>\n"));
    }

    fn start_code(&mut self, kind: &CodeBlockKind) {
        self.out.fresh_line();
        self.place.in_code = true;
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
            CodeBlockKind::Indented => None,
        };
        match info {
            Some(language) => {
                self.out.push("<pre><code class=\"language-");
                push_escaped(&mut self.out.text, language);
                self.out.push("\">");
            }
            None => self.out.push("<pre><code>"),
        }
    }

    fn start_cell(&mut self) {
        self.punctuation.restart();
        self.out.push(if self.place.in_table_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        match self.place.alignments.get(self.place.cell) {
            Some(Alignment::Right) => self.out.push(" class=\"d-end\""),
            Some(Alignment::Center) => self.out.push(" class=\"d-center\""),
            _ => {}
        }
        self.out.push(">");
    }

    /// Writes a quotation; one that ends in `— Name` becomes a figure with that name as its caption.
    fn block_quote(&mut self, idx: usize) -> usize {
        let end = self.items[idx].end;
        self.out.fresh_line();
        let Some(attribution) = attribution(self.items, idx) else {
            self.out.push("<blockquote>\n");
            return idx + 1;
        };
        self.out.push("<figure class=\"d-quote\">\n<blockquote>\n");
        self.write(idx + 1, attribution.cut);
        if attribution.cut_paragraph {
            self.block_end("</p>\n");
        }
        self.block_end("</blockquote>\n<figcaption>");
        self.write(attribution.cut + 1, end - 1);
        self.block_end("</figcaption>\n</figure>\n");
        end + 1
    }

    fn line_break(&mut self, html: &str) {
        self.out.push(html);
        self.word_break();
    }

    /// Writes raw HTML; a start tag with the position of its event, so that diagnostics about it have a place.
    fn raw_html(&mut self, idx: usize, html: &str) {
        let mut rest = html;
        if let Some((tag, end)) = html::start_tag_with_end(html) {
            let name_end = 1 + tag.name.len();
            self.out.push(&html[..name_end]);
            // Before the typed attributes: of two equal ones parsers keep the first, so no typed one can forge a hole.
            self.out.push(&format!(" {ORIGIN}=\"{idx}\""));
            self.out.push(&html[name_end..end]);
            rest = &html[end..];
        }
        // What is text here may be a tag for the sanitizer, as in `<svg><script>`, and must not forge a hole either.
        if rest.to_ascii_lowercase().contains(ORIGIN) {
            self.out.push(&rest.replace('-', "&#45;"));
        } else {
            self.out.push(rest);
        }
        if html::parts_words(html) {
            self.word_break();
        }
    }

    fn word_break(&mut self) {
        self.plain.push(' ');
        self.punctuation.pass(' ');
    }

    fn text(&mut self, idx: usize, text: &'a CowStr<'a>) {
        let items = self.items;
        let range = &items[idx].range;
        if self.place.in_code || !is_verbatim(text, range, self.input.text) {
            // Code is not typeset, and a sign typed as an entity is meant literally.
            return self.literal(text);
        }
        let mut rest = text.as_ref();
        if items[idx].is_escaped(self.input.text) {
            self.literal(&rest[..1]);
            rest = &rest[1..];
        }
        let (html, plain) = (&mut self.out.text, &mut self.plain);
        self.punctuation.write(
            rest,
            || next_letter(items, idx),
            |piece| {
                push_escaped(html, piece);
                plain.push_str(piece);
            },
        );
    }

    /// Writes text without typographic punctuation.
    pub(super) fn literal(&mut self, text: &str) {
        push_escaped(&mut self.out.text, text);
        self.plain.push_str(text);
        if let Some(last) = text.chars().next_back() {
            self.punctuation.pass(last);
        }
    }

    fn note_mark(&mut self, idx: usize, label: &str) {
        let hole = match self.labels.meaning(label) {
            Some(LabelTarget::Citation(citation)) => {
                self.body.citations.push(citation);
                self.n_cited[citation] += 1;
                Hole::Cite {
                    citation,
                    nth: self.n_cited[citation],
                }
            }
            Some(LabelTarget::Note(definition)) => {
                let definition_note = &mut self.labels.definitions[definition].note;
                let note = *definition_note.get_or_insert(self.referred.len());
                if note == self.referred.len() {
                    self.referred.push((definition, 0));
                }
                self.referred[note].1 += 1;
                Hole::NoteRef {
                    note,
                    nth: self.referred[note].1,
                }
            }
            None => {
                let known = self.input.options.citations.iter().map(String::as_str);
                let defined = self
                    .labels
                    .definitions
                    .iter()
                    .map(|definition| definition.label.as_str());
                // Suggestions compare labels pairwise, so a text full of mistakes gets only a limited number.
                let nearest = match self.diagnostics.len() {
                    0..MAX_SUGGESTIONS => {
                        text::nearest(label, known.chain(defined).take(MAX_SUGGESTIONS))
                    }
                    _ => None,
                };
                let place = self.input.place(&self.items[idx].range);
                self.diagnostics
                    .push(catalog::links::footnote_unknown(place, label, nearest));
                return self.literal(&format!("[^{label}]"));
            }
        };
        if self.link.is_some() {
            self.deferred.push(hole);
        } else {
            self.out.hole(hole);
        }
    }

    /// Returns the output so far and starts a new one.
    pub(super) fn take_out(&mut self, mode: Mode) -> Out {
        self.punctuation.restart();
        std::mem::replace(&mut self.out, Out::new(mode, 0))
    }
}

impl Placement<'_> {
    /// Returns the position at the beginning of `items`.
    pub(super) fn before(items: &[EventSpan]) -> Self {
        Placement {
            lead: first_paragraph(items),
            ..Placement::default()
        }
    }
}
