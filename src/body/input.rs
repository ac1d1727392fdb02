//! What is parsed, and how its positions relate to the file.

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
    /// What is read of the body, with definitions of notes before it.
    pub text: &'a str,
    /// The same with what is not read.
    pub whole: &'a str,
    /// Length of the definitions before the body.
    pub preamble_len: usize,
    /// Ids that are typed, in the order of the text.
    pub ids: Vec<TypedId>,
}

/// What is read out in place of a picture, and shown beside it.
pub(super) struct ImageTexts {
    pub alt: String,
    pub title: String,
}

/// An id that a heading is given, `{#id}`, or an element of raw HTML.
pub(super) struct TypedId {
    pub id: String,
    /// Place of the heading, or of the tag.
    pub range: Range<usize>,
    /// Place of an earlier one that has it.
    pub first: Option<Range<usize>>,
    pub owner: IdOwner,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum IdOwner {
    Heading,
    RawHtml,
}

impl Input<'_> {
    /// Returns the id that the heading at `range` is given.
    pub(super) fn heading_id(&self, range: &Range<usize>) -> Option<&TypedId> {
        let first = self.ids.partition_point(|id| id.range.start < range.start);
        let mut here = self.ids[first..]
            .iter()
            .take_while(|id| id.range.start == range.start);
        here.find(|id| id.owner == IdOwner::Heading)
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

    /// Returns the picture at `dest`, which is typed at `range`. One of another site is refused.
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

    /// Returns the ids in raw HTML that are allowed on the page.
    pub(super) fn html_ids(&self) -> impl Iterator<Item = &str> {
        let may_stand = |typed: &&TypedId| {
            typed.owner == IdOwner::RawHtml
                && typed.first.is_none()
                && is_html_id(&typed.id)
                && !is_taken(&typed.id, self.options)
        };
        self.ids
            .iter()
            .filter(may_stand)
            .map(|typed| typed.id.as_str())
    }

    /// Reports ids that cannot be what they are typed to be.
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

/// Returns the ids that are typed in `items`, in order.
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
        let Some(html) = item.raw_html().filter(|html| html.contains('=')) else {
            continue;
        };
        let Some(tag) = start_tag(html).filter(|tag| is_allowed(tag.name)) else {
            continue;
        };
        let id = attribute(html, "id");
        // The name of a link is a place, too.
        let name = attribute(html, "name").filter(|name| tag.name == "a" && id != Some(name));
        for id in id.into_iter().chain(name) {
            add(id, &item.range, IdOwner::RawHtml);
        }
    }
    ids
}
