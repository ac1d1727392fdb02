//! Parser input: the text with its options, the ids typed in it, and the mapping of parsed positions to the file.
//!
//! The parsed text begins with the definitions that `notes::preamble` adds, so that its positions are shifted.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::anchors::{is_html_id, is_taken};
use super::elements::is_allowed;
use super::events::EventSpan;
use super::html::{attribute, start_tag};
use super::target::{BadTarget, classify};
use super::{Image, Options, Target};
use crate::diag::{Diagnostic, Place, catalog};
use crate::source::Span;

pub(super) struct Input<'a> {
    pub options: &'a Options<'a>,
    /// Preamble of note definitions, then the body up to its first broken comment.
    pub text: &'a str,
    /// Preamble, then the complete body.
    pub whole: &'a str,
    /// Length of the preamble, in bytes.
    pub preamble_len: usize,
    /// Ids typed in the body, in text order.
    pub ids: Vec<TypedId>,
}

/// Texts of a picture: `alt` is read out in its place, `title` is shown beside it.
pub(super) struct ImageTexts {
    pub alt: String,
    pub title: String,
}

/// An id typed for a heading, `{#id}`, or in raw HTML.
pub(super) struct TypedId {
    pub id: String,
    /// Range of the heading or tag.
    pub range: Range<usize>,
    /// Range of the first owner of the same id, if there is an earlier one.
    pub first: Option<Range<usize>>,
    pub owner: IdOwner,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum IdOwner {
    Heading,
    RawHtml,
}

impl Input<'_> {
    /// Returns the id typed for the heading at `range`.
    pub(super) fn heading_id(&self, range: &Range<usize>) -> Option<&TypedId> {
        let first = self.ids.partition_point(|id| id.range.start < range.start);
        // Several ids may begin here: a setext heading starts where the raw tag in it starts.
        let mut here = self.ids[first..]
            .iter()
            .take_while(|id| id.range.start == range.start);
        here.find(|id| id.owner == IdOwner::Heading)
    }

    /// Returns the span in the file of `range` in the parsed text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let in_file = |at: usize| self.options.base + at.saturating_sub(self.preamble_len);
        Span::new(in_file(range.start), in_file(range.end))
    }

    /// Returns the place of `range` for a diagnostic.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        Place::span(self.options.path, self.span(range))
    }

    /// Returns the picture at `dest`, typed at `range`, or a diagnostic if it is not a file of this site.
    pub(super) fn image(
        &self,
        dest: &str,
        range: &Range<usize>,
        texts: ImageTexts,
    ) -> Result<Image, Diagnostic> {
        let place = || self.place(range);
        match classify(dest, self.options.link_schemes) {
            Ok(target @ (Target::Relative { .. } | Target::Absolute { .. })) => Ok(Image {
                target,
                alt: texts.alt,
                title: texts.title,
                span: self.span(range),
            }),
            Err(BadTarget::Empty) => Err(catalog::links::link_empty(place())),
            Ok(_) | Err(_) => Err(catalog::links::image_foreign(place(), dest)),
        }
    }

    /// Returns the ids of raw HTML that are valid, unique and not used by the page itself.
    pub(super) fn html_ids(&self) -> impl Iterator<Item = &str> {
        let is_usable = |typed: &&TypedId| {
            typed.owner == IdOwner::RawHtml
                && typed.first.is_none()
                && is_html_id(&typed.id)
                && !is_taken(&typed.id, self.options)
        };
        self.ids
            .iter()
            .filter(is_usable)
            .map(|typed| typed.id.as_str())
    }

    /// Reports typed ids that the page uses itself, that are repeated, or that are invalid.
    pub(super) fn report_ids(&self, diagnostics: &mut Vec<Diagnostic>) {
        for typed in &self.ids {
            let place = || self.place(&typed.range);
            if is_taken(&typed.id, self.options) {
                diagnostics.push(catalog::links::anchor_taken(place(), &typed.id));
            }
            if let Some(first) = &typed.first {
                let first = self.place(first);
                diagnostics.push(catalog::links::duplicate_anchor(place(), &typed.id, first));
            }
            if typed.owner == IdOwner::RawHtml && !is_html_id(&typed.id) {
                diagnostics.push(catalog::links::anchor_invalid(place(), &typed.id));
            }
        }
    }
}

/// Returns the ids typed in `items`, in order.
pub(super) fn typed_ids(items: &[EventSpan]) -> Vec<TypedId> {
    let mut ids: Vec<TypedId> = Vec::new();
    let mut firsts: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let mut add = |id: &str, range: &Range<usize>, owner| {
        let first = firsts.get(id).cloned();
        if first.is_none() {
            firsts.insert(id.to_owned(), range.clone());
        }
        ids.push(TypedId {
            id: id.to_owned(),
            range: range.clone(),
            first,
            owner,
        });
    };
    for item in items {
        if let Event::Start(Tag::Heading { id: Some(id), .. }) = &item.event {
            add(id, &item.range, IdOwner::Heading);
        }
        // An id needs a `=`: this spares most tags the tokenizer.
        let Some(html) = item.raw_html().filter(|html| html.contains('=')) else {
            continue;
        };
        let Some(tag) = start_tag(html).filter(|tag| is_allowed(tag.name)) else {
            continue;
        };
        let id = attribute(html, "id");
        // `<a name>` names a place too, often the same one as its `id`.
        let name = attribute(html, "name").filter(|name| tag.name == "a" && id != Some(name));
        for id in id.into_iter().chain(name) {
            add(id, &item.range, IdOwner::RawHtml);
        }
    }
    ids
}
