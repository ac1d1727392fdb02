//! Driver of the body parser: parses the text once, writes the main text and then its notes, and reports mistakes. Each
//! step has a module of its own.

use pulldown_cmark::{Event, Tag};

use super::anchors::BodyIds;
use super::controls::controls;
use super::events::{EventSpan, Events, MAX_SUGGESTIONS, TooDeep};
use super::input::{Input, typed_ids};
use super::isolate::isolated;
use super::mistakes;
use super::notes::{Clash, NoteLabels, preamble};
use super::out::{Mode, Out};
use super::parsed_text::read;
use super::punctuation::Punctuation;
use super::sanitize::sanitize;
use super::write::{Placement, Writer};
use super::{Body, Direction, MAX_BODY, MAX_NESTING, Note, Options};
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::source::Span;
use crate::text;

/// Parses `text`, the body of the file at `options.path`.
///
/// Never fails: mistakes are reported with their places in the file, and the body is as complete as possible. It is
/// empty if the text is longer than [`MAX_BODY`] or nests deeper than [`MAX_NESTING`].
pub fn parse(text: &str, options: &Options) -> Checked<Body> {
    if text.len() > MAX_BODY {
        let span = Span::new(options.base, options.base + text.len());
        let place = Place::span(options.path, span);
        return refused(catalog::links::body_too_long(place, text.len(), MAX_BODY));
    }
    let preamble = preamble(text);
    let preamble_len = preamble.len();
    // Most texts have no footnotes, and are parsed without a copy.
    let joined = (preamble_len > 0).then(|| preamble + text);
    let text = joined.as_deref().unwrap_or(text);
    let mut input = Input {
        options,
        text,
        whole: text,
        preamble_len,
        ids: Vec::new(),
    };
    let reading = match read(text, preamble_len) {
        Ok(reading) => reading,
        Err(TooDeep(range)) => {
            let place = input.place(&range);
            return refused(catalog::links::nested_too_deep(place, MAX_NESTING));
        }
    };
    input.text = reading.text;
    input.ids = typed_ids(&reading.events.items);
    let mut parsed = body(&reading.events, &input);
    mistakes::report(&reading, &input, &mut parsed.diagnostics);
    for (range, letter) in controls(&reading, preamble_len) {
        let place = input.place(&range);
        let control = catalog::files::control_character(place, letter);
        parsed.diagnostics.push(control);
    }
    parsed
}

fn refused(diagnostic: Diagnostic) -> Checked<Body> {
    Checked {
        value: Body::default(),
        diagnostics: vec![diagnostic],
    }
}

fn body<'a>(events: &'a Events, input: &'a Input) -> Checked<Body> {
    let items = events.items.as_slice();
    let has_raw_html = items.iter().any(|item| item.raw_html().is_some());
    // What the writer itself writes is safe and valid; sanitizing it would only take time.
    let mode = if has_raw_html {
        Mode::ForSanitizer
    } else {
        Mode::Final
    };
    let citations = input.options.citations;
    let mut anchors = BodyIds::of_page(input.options);
    // Typed ids come first: links may rely on them, while a made one can take another number.
    for typed in &input.ids {
        anchors.reserve(&typed.id);
    }
    let mut writer = Writer {
        items,
        input,
        out: Out::new(mode, input.text.len() + input.text.len() / 4),
        plain: String::with_capacity(input.text.len()),
        punctuation: Punctuation::new(input.options.style),
        anchors,
        labels: NoteLabels::new(items, input.options),
        body: Body {
            sources: citations.to_vec(),
            ..Body::default()
        },
        diagnostics: Vec::new(),
        link: None,
        deferred: Vec::new(),
        referred: Vec::new(),
        n_cited: vec![0; citations.len()],
        place: Placement::before(items),
    };
    writer.write(0, items.len());
    writer.body.words = text::count_words(&writer.plain);
    let mut outs = vec![writer.take_out(mode)];
    // Only notes that are referenced; writing one may add references to others.
    let mut n_written = 0;
    while let Some((definition, _)) = writer.referred.get(n_written) {
        let start = writer.labels.definitions[*definition].start;
        writer.write(start + 1, items[start].end);
        outs.push(writer.take_out(mode));
        n_written += 1;
    }
    finish(writer, outs, mode, events)
}

/// Assembles the body from `outs`: the main text, then its notes.
fn finish(writer: Writer, outs: Vec<Out>, mode: Mode, events: &Events) -> Checked<Body> {
    let Writer {
        input,
        labels,
        mut body,
        mut diagnostics,
        referred,
        items,
        ..
    } = writer;
    let mut htmls = match mode {
        Mode::Final => outs.into_iter().map(Out::into_html).collect(),
        Mode::ForSanitizer => {
            let (htmls, found) = sanitize(&outs, input, items, &mut body);
            diagnostics.extend(found);
            htmls
        }
    };
    if input.options.direction == Direction::Rtl {
        let isolate = |html| isolated(html, &body.links);
        htmls = htmls.into_iter().map(isolate).collect();
    }
    let mut htmls = htmls.into_iter();
    body.main = htmls.next().unwrap_or_default();
    for (html, (definition, n_refs)) in htmls.zip(referred) {
        let definition = &labels.definitions[definition];
        body.notes.push(Note {
            label: definition.label.clone(),
            html,
            n_refs,
            span: input.span(&definition.range),
        });
    }
    body.anchors.sort();
    // These are kept in memory for as long as the brief.
    body.links.shrink_to_fit();
    body.headings.shrink_to_fit();
    report_notes(&labels, items, input, &mut diagnostics);
    report_references(events, input, &mut diagnostics);
    input.report_ids(&mut diagnostics);
    Checked {
        value: body,
        diagnostics,
    }
}

fn report_notes(
    labels: &NoteLabels,
    items: &[EventSpan],
    input: &Input,
    diagnostics: &mut Vec<Diagnostic>,
) {
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
                let known = events.definitions.iter().take(MAX_SUGGESTIONS);
                text::nearest(&unknown.label, known.map(|known| known.label.as_str()))
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
