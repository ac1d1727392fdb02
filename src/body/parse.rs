//! From Markdown to a body: one parse, then the text, then its notes, then what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::allowed::{is_allowed, removes_content};
use super::anchors::{Anchors, is_html_id, is_taken};
use super::controls::controls;
use super::events::{Events, Item, MAX_SUGGESTIONS, TooDeep};
use super::fit::Misfit;
use super::isolate::isolated;
use super::mistakes;
use super::notes::{Clash, Labels, preamble};
use super::out::{Mode, Out};
use super::punctuation::Punctuation;
use super::raw::{self, RawHtml};
use super::reading::read;
use super::sanitize::{Findings, Refused, clean};
use super::write::{Placement, Writer};
use super::{Body, Direction, Html, MAX_BODY, MAX_NESTING, Note, Options, links};
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::source::Span;
use crate::text;

/// What is parsed, and how its positions relate to the file.
pub(super) struct Input<'a> {
    pub(super) options: &'a Options<'a>,
    /// What is read of the body, with definitions of notes before it.
    pub(super) text: &'a str,
    /// The same with what is not read.
    pub(super) whole: &'a str,
    /// Length of what stands before the body.
    pub(super) preamble_len: usize,
    /// Ids that headings are given in the text, in its order.
    pub(super) typed_ids: Vec<TypedId>,
    /// Ids in its raw HTML, in its order.
    pub(super) raw_ids: Vec<TypedId>,
}

/// An id that a heading is given, `{#id}`, or an element of raw HTML.
pub(super) struct TypedId {
    pub(super) id: String,
    /// Place of the heading, or of the tag.
    pub(super) range: Range<usize>,
    /// Place of an earlier one that has it.
    pub(super) first: Option<Range<usize>>,
}

impl Input<'_> {
    /// Returns the id that the heading at `range` is given.
    pub(super) fn typed_id(&self, range: &Range<usize>) -> Option<&TypedId> {
        let idx = self
            .typed_ids
            .binary_search_by_key(&range.start, |typed| typed.range.start)
            .ok()?;
        self.typed_ids.get(idx)
    }

    /// Returns where in the file `range` is.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let in_file = |at: usize| self.options.base + at.saturating_sub(self.preamble_len);
        Span::new(in_file(range.start), in_file(range.end))
    }

    /// Returns the place of `range` for a diagnostic.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        Place::span(self.options.path, self.span(range))
    }
}

/// Parses `text`, the body of the file at `options.path`.
///
/// Never fails: what is wrong is reported with its place in the file, and the body is as complete as
/// possible. It is empty if the text is longer than [`MAX_BODY`] or nests deeper than [`MAX_NESTING`].
pub fn parse(text: &str, options: &Options) -> Checked<Body> {
    if text.len() > MAX_BODY {
        let place = Place::span(
            options.path,
            Span::new(options.base, options.base + text.len()),
        );
        let diagnostic = catalog::links::body_too_long(place, text.len(), MAX_BODY);
        return Checked {
            value: Body::default(),
            diagnostics: vec![diagnostic],
        };
    }
    let preamble = preamble(text);
    let preamble_len = preamble.len();
    let joined = (preamble_len > 0).then(|| preamble + text);
    let text = joined.as_deref().unwrap_or(text);
    let mut input = Input {
        options,
        text,
        whole: text,
        preamble_len,
        typed_ids: Vec::new(),
        raw_ids: Vec::new(),
    };
    let too_deep = |input: &Input, range: &Range<usize>| {
        let diagnostic = catalog::links::nested_too_deep(input.place(range), MAX_NESTING);
        Checked {
            value: Body::default(),
            diagnostics: vec![diagnostic],
        }
    };
    let reading = match read(text, preamble_len) {
        Ok(reading) => reading,
        Err(TooDeep(range)) => return too_deep(&input, &range),
    };
    input.text = reading.text;
    let items = &reading.events.items;
    let raw_html = raw::scan(items, input.text);
    if let Some(RawHtml {
        too_deep: Some(range),
        ..
    }) = &raw_html
    {
        return too_deep(&input, range);
    }
    (input.typed_ids, input.raw_ids) = typed_ids(items, raw_html.as_ref());
    let mut parsed = body(&reading.events, &input, raw_html.as_ref());
    mistakes::report(&reading, &input, &mut parsed.diagnostics);
    let controls = controls(&reading, preamble_len).into_iter();
    let report = |(range, letter)| catalog::files::control_character(input.place(&range), letter);
    parsed.diagnostics.extend(controls.map(report));
    parsed
}

/// Returns the ids of headings, then those in raw HTML.
fn typed_ids(items: &[Item], raw_html: Option<&RawHtml>) -> (Vec<TypedId>, Vec<TypedId>) {
    let heading = |item: &Item| match &item.event {
        Event::Start(Tag::Heading { id: Some(id), .. }) => {
            Some((item.range.clone(), id.to_string(), true))
        }
        _ => None,
    };
    let mut all: Vec<(Range<usize>, String, bool)> = items.iter().filter_map(heading).collect();
    for tag in raw_html.into_iter().flat_map(|raw_html| &raw_html.tags) {
        all.extend(
            tag.ids
                .iter()
                .map(|id| (tag.range.clone(), id.clone(), false)),
        );
    }
    all.sort_by_key(|(range, ..)| range.start);
    let mut firsts: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let (mut of_headings, mut of_html) = (Vec::new(), Vec::new());
    for (range, id, is_heading) in all {
        let first = firsts.get(&id).cloned();
        if first.is_none() {
            firsts.insert(id.clone(), range.clone());
        }
        let ids = if is_heading {
            &mut of_headings
        } else {
            &mut of_html
        };
        ids.push(TypedId { id, range, first });
    }
    (of_headings, of_html)
}

fn body<'a>(events: &'a Events, input: &'a Input, raw_html: Option<&'a RawHtml>) -> Checked<Body> {
    let items = events.items.as_slice();
    let mode = if raw_html.is_some() {
        Mode::Marked
    } else {
        Mode::Direct
    };
    let citations = input.options.citations;
    let mut anchors = Anchors::of_page(input.options);
    for typed in input.typed_ids.iter().chain(&input.raw_ids) {
        anchors.reserve(&typed.id);
    }
    let mut writer = Writer {
        items,
        input,
        out: Out::new(mode, input.text.len() + input.text.len() / 4),
        plain: String::with_capacity(input.text.len()),
        punctuation: Punctuation::new(input.options.style),
        anchors,
        labels: Labels::new(items, input.options),
        body: Body {
            sources: citations.to_vec(),
            ..Body::default()
        },
        diagnostics: Vec::new(),
        raw_tags: raw_html.map_or(&[], |raw_html| raw_html.tags.as_slice()),
        link: None,
        deferred: Vec::new(),
        referred: Vec::new(),
        n_cited: vec![0; citations.len()],
        place: Placement::before(items),
    };
    writer.write(0, items.len());
    writer.body.words = text::count_words(&writer.plain);
    let mut outs = vec![writer.take_out(mode, 0)];
    write_notes(&mut writer, mode, &mut outs);
    finish(writer, outs, raw_html, events)
}

/// Writes the notes that are referred to, also from other notes, each to its own of `outs`.
fn write_notes(writer: &mut Writer, mode: Mode, outs: &mut Vec<Out>) {
    let mut n_written = 0;
    while let Some((definition, _)) = writer.referred.get(n_written) {
        let start = writer.labels.definitions[*definition].start;
        writer.write(start + 1, writer.items[start].end);
        outs.push(writer.take_out(mode, 0));
        n_written += 1;
    }
}

/// Makes the body of what has been written: the text, then its notes.
fn finish(
    writer: Writer,
    outs: Vec<Out>,
    raw_html: Option<&RawHtml>,
    events: &Events,
) -> Checked<Body> {
    let Writer {
        input,
        labels,
        mut body,
        mut diagnostics,
        referred,
        items,
        ..
    } = writer;
    let mut html = match raw_html {
        Some(raw_html) => clean_all(&outs, raw_html, input, &mut body).take(&mut diagnostics),
        None => outs.into_iter().map(Out::into_html).collect(),
    }
    .into_iter()
    .map(|html| match input.options.direction {
        Direction::Ltr => html,
        Direction::Rtl => isolated(html, &body.links),
    })
    .collect::<Vec<_>>()
    .into_iter();
    body.main = html.next().unwrap_or_default();
    body.notes = html
        .zip(&referred)
        .map(|(html, (definition, n_refs))| {
            let definition = &labels.definitions[*definition];
            let (label, span) = (definition.label.clone(), input.span(&definition.range));
            Note {
                label,
                html,
                n_refs: *n_refs,
                span,
            }
        })
        .collect();
    body.anchors.sort();
    // It stays as long as the brief does.
    body.links.shrink_to_fit();
    body.headings.shrink_to_fit();
    report_notes(&labels, items, input, &mut diagnostics);
    report_references(events, input, &mut diagnostics);
    report_ids(input, &mut diagnostics);
    Checked {
        value: body,
        diagnostics,
    }
}

/// Cleans the text and its notes, and reports what of their raw HTML was not kept.
fn clean_all(
    outs: &[Out],
    raw_html: &RawHtml,
    input: &Input,
    body: &mut Body,
) -> Checked<Vec<Html>> {
    let mut diagnostics = Vec::new();
    let may_stand = |typed: &&TypedId| {
        typed.first.is_none() && is_html_id(&typed.id) && !is_taken(&typed.id, input.options)
    };
    let n_links = body.links.len();
    let n_images = body.images.len();
    let mut findings = Findings {
        tags: &raw_html.tags,
        links: std::mem::take(&mut body.links),
        images: std::mem::take(&mut body.images),
        refused: Vec::new(),
        schemes: input.options.link_schemes,
        misfits: Vec::new(),
        ids: input
            .raw_ids
            .iter()
            .filter(may_stand)
            .map(|typed| typed.id.clone())
            .collect(),
        anchors: Vec::new(),
    };
    let htmls = outs.iter().map(|out| clean(out, &mut findings)).collect();
    for (range, refused) in &findings.refused {
        let place = input.place(range);
        diagnostics.push(match refused {
            Refused::Link(href, why) => links::bad_link(place, href, why.clone(), input.options),
            Refused::NoAddress => catalog::links::html_removed(place, "a"),
            Refused::Image(src) => catalog::links::image_foreign(place, src),
        });
    }
    for (range, name, misfit) in &findings.misfits {
        diagnostics.push(misplaced(input.place(range), name, misfit));
    }
    let in_file = |span: Span| input.span(&(span.start..span.end));
    findings.links[n_links..]
        .iter_mut()
        .for_each(|link| link.span = in_file(link.span));
    findings.images[n_images..]
        .iter_mut()
        .for_each(|image| image.span = in_file(image.span));
    body.anchors.append(&mut findings.anchors);
    (body.links, body.images) = (findings.links, findings.images);
    let mut removed = BTreeSet::new();
    for tag in raw_html.tags.iter().filter(|tag| !is_allowed(&tag.name)) {
        // Of elements whose words stay, the first of each name is enough.
        if removes_content(&tag.name) || removed.insert(&tag.name) {
            diagnostics.push(catalog::links::html_removed(
                input.place(&tag.range),
                &tag.name,
            ));
        }
    }
    Checked {
        value: htmls,
        diagnostics,
    }
}

fn misplaced(place: Place, name: &str, misfit: &Misfit) -> Diagnostic {
    match misfit {
        Misfit::Within(outer) => catalog::markup::html_within(place, name, outer),
        Misfit::Stray(where_it_may) => catalog::markup::html_stray(place, name, where_it_may),
        Misfit::HoldsBlocks => catalog::markup::html_holds_blocks(place, name),
        Misfit::Bare(outer, added) => catalog::markup::html_bare(place, outer, added),
        Misfit::Lacks(first) => catalog::markup::html_lacks(place, name, first),
    }
}

fn report_notes(labels: &Labels, items: &[Item], input: &Input, diagnostics: &mut Vec<Diagnostic>) {
    let label_of = |start: usize| match &items[start].event {
        Event::Start(Tag::FootnoteDefinition(label)) => label.to_string(),
        _ => String::new(),
    };
    for clash in &labels.clashes {
        diagnostics.push(match *clash {
            Clash::WithSource(start) => catalog::links::footnote_conflict(
                input.place(&items[start].range),
                &label_of(start),
            ),
            Clash::WithDefinition(start, first) => {
                let first = input.place(&labels.definitions[first].range);
                catalog::links::footnote_duplicate(
                    input.place(&items[start].range),
                    &label_of(start),
                    first,
                )
            }
        });
    }
    for definition in labels
        .definitions
        .iter()
        .filter(|definition| definition.note.is_none())
    {
        diagnostics.push(catalog::links::footnote_unused(
            input.place(&definition.range),
            &definition.label,
        ));
    }
}

fn report_references(events: &Events, input: &Input, diagnostics: &mut Vec<Diagnostic>) {
    for unknown in &events.unknown_references {
        let nearest = match diagnostics.len() {
            0..MAX_SUGGESTIONS => {
                text::nearest(&unknown.label, events.references.iter().map(String::as_str))
            }
            _ => None,
        };
        let place = input.place(&unknown.range);
        diagnostics.push(catalog::links::link_reference_unknown(
            place,
            &unknown.label,
            nearest,
        ));
    }
}

fn report_ids(input: &Input, diagnostics: &mut Vec<Diagnostic>) {
    for typed in input.typed_ids.iter().chain(&input.raw_ids) {
        if is_taken(&typed.id, input.options) {
            diagnostics.push(catalog::links::anchor_taken(
                input.place(&typed.range),
                &typed.id,
            ));
        }
        if let Some(first) = &typed.first {
            let (place, first) = (input.place(&typed.range), input.place(first));
            diagnostics.push(catalog::links::duplicate_anchor(place, &typed.id, first));
        }
    }
    for typed in input.raw_ids.iter().filter(|typed| !is_html_id(&typed.id)) {
        diagnostics.push(catalog::links::anchor_invalid(
            input.place(&typed.range),
            &typed.id,
        ));
    }
}
