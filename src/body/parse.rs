//! Parses a text: reads its events, writes its HTML, reports what is wrong.

use std::borrow::Cow;

use crate::body::html::{CLOSE, OPEN};
use crate::body::write::{self, Output};
use crate::body::{Body, MAX_BODY, MAX_NESTING, events, sanitize};
use crate::diag::{Checked, Diagnostic, Place, catalog};
use crate::locale::Quotes;
use crate::source::{SourcePath, Span};

/// What the parsing of a text needs to know besides it.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The file it stands in.
    pub path: &'a SourcePath,
    /// Where it begins in that file, in bytes.
    pub base: usize,
    /// The ids of the sources, in their order.
    pub citations: &'a [String],
    /// The quotation marks of its language.
    pub quotes: Quotes,
    /// The bold lead-ins that open a section, without their colon.
    pub lead_ins: &'a [String],
}

impl Options<'_> {
    /// The place of the bytes `start..end` of the text.
    pub fn place(&self, start: usize, end: usize) -> Place {
        Place::span(self.path, self.span(start, end))
    }

    /// The bytes `start..end` of the text, counted in the file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }
}

/// Parses `text`.
///
/// A text that is too long or nested too deep is reported and becomes an empty body.
pub fn parse(text: &str, options: &Options) -> Checked<Body> {
    if text.len() > MAX_BODY {
        let place = options.place(0, 0);
        return failed(catalog::links::body_too_large(place, text.len(), MAX_BODY));
    }
    // The two characters that mark holes have no meaning of their own; both are as long as their stand-in.
    let text: Cow<str> = if text.contains([OPEN, CLOSE]) {
        text.replace([OPEN, CLOSE], "\u{fffd}").into()
    } else {
        text.into()
    };
    let events = match events::read(&text) {
        Ok(events) => events,
        Err(at) => return failed(catalog::links::nested_too_deep(options.place(at, at + 1), MAX_NESTING)),
    };
    let mut output = write::write(&text, &events, options);
    if output.has_html
        && let Err(at) = sanitize::check(&text, &events, options, &mut output)
    {
        return failed(catalog::links::nested_too_deep(options.place(at, at + 1), MAX_NESTING));
    }
    finish(output, &text, options)
}

fn failed(diagnostic: Diagnostic) -> Checked<Body> {
    Checked { value: Body::default(), diagnostics: vec![diagnostic] }
}

fn finish(mut output: Output, text: &str, options: &Options) -> Checked<Body> {
    if output.has_html {
        let pieces =
            std::iter::once(std::mem::take(&mut output.main)).chain(std::mem::take(&mut output.notes_html));
        let mut cleaned: Vec<String> = pieces
            .collect::<Vec<_>>()
            .iter()
            .map(|html| sanitize::clean(html, text, options, &mut output))
            .collect();
        output.main = cleaned.remove(0);
        output.notes_html = cleaned;
    }
    let mut body = output.body;
    body.main = output.holes.split(&output.main);
    for (note, html) in body.notes.iter_mut().zip(&output.notes_html) {
        note.html = output.holes.split(html);
    }
    body.n_sources = options.citations.len();
    body.anchors.sort();
    body.anchors.dedup();
    Checked { value: body, diagnostics: output.diagnostics }
}
