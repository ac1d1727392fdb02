//! Rules about what editors write: sourcing, attribution, shape, time, names, words. Each file says which codes are
//! its own; thresholds stand as constants beside the rule. Rules for English prose say so and stay silent elsewhere.

mod anonymous;
mod attribution;
mod clipping;
mod countries;
mod days;
mod language;
mod names;
mod numbers;
mod quotations;
mod shape;
mod sourcing;
mod speech;
mod times;
mod title;

use std::ops::Range;

use crate::body::{Block, Outline, outline};
use crate::brief::Brief;
use crate::check::{Lexicon, Subject};
use crate::content;
use crate::diag::{Diagnostic, Place};
use crate::site::{BriefId, LinkedBrief, Site};
use crate::source::Span;

/// A brief that is being read by the rules.
pub struct Reading<'a> {
    /// The site it is on.
    pub site: &'a Site,
    /// All names that the site knows.
    pub lexicon: &'a Lexicon,
    /// The brief among others.
    pub linked: LinkedBrief<'a>,
    /// The brief.
    pub brief: &'a Brief,
    /// The whole file.
    pub source: &'a str,
    /// Its text as typed.
    pub outline: Outline,
    /// Its language.
    pub language: Language,
}

/// Whether rules for English prose hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// They do.
    English,
    /// They do not.
    Other,
}

/// A rule about the words of one brief.
type Rule = fn(&Reading, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    anonymous::check,
    attribution::check,
    clipping::check,
    countries::check,
    days::check,
    language::check,
    names::check,
    numbers::check,
    quotations::check,
    shape::check,
    sourcing::check,
    times::check,
    title::check,
];

/// Runs the rules about what one brief says.
pub fn brief(subject: &Subject, id: BriefId, found: &mut Vec<Diagnostic>) {
    // Of a withdrawn brief nothing is left to mend.
    if !subject.site.brief(id).brief.is_withdrawn() {
        let reading = reading(subject, id);
        RULES.iter().for_each(|rule| rule(&reading, found));
    }
}

/// Reads a brief as its author typed it.
pub fn reading<'a>(subject: &Subject<'a>, id: BriefId) -> Reading<'a> {
    let linked = &subject.site.brief(id);
    let branch = subject.site.branch(linked.branch);
    let file = subject.tree.get(linked.brief.path.as_str());
    let text = file.and_then(|file| content::cut(file).ok());
    let source = text.as_ref().map_or("", |(text, _)| *text);
    let text = text.map(|(text, parts)| (&text[parts.body.clone()], parts.body.start));
    let quotes = branch.locale.quotes();
    let english = branch.language.split('-').next() == Some("en");
    Reading {
        site: subject.site,
        lexicon: subject.lexicon,
        linked: *linked,
        brief: linked.brief,
        source,
        outline: text.map_or_else(Outline::default, |(text, base)| outline(text, base, quotes)),
        language: if english { Language::English } else { Language::Other },
    }
}

impl Reading<'_> {
    /// A place in the brief's file.
    fn at(&self, span: Span) -> Place {
        Place::span(&self.brief.path, span)
    }

    /// The place of the bytes `range` of a block's text, if they stand in the file as they are, on one line: only there
    /// may a fix write. What is escaped, marked up or named by a reference was meant.
    fn typed_at(&self, block: &Block, range: &Range<usize>) -> Option<Place> {
        let span = block.place(range);
        let typed = self.source.get(span.start..span.end)?;
        let is_escaped = self.source[..span.start].ends_with('\\');
        let is_typed = typed == &block.text[range.clone()] && !typed.contains(['\n', '\r']) && !is_escaped;
        is_typed.then(|| self.at(span))
    }
}
