//! Rules about what editors write: sourcing, attribution, shape, time, names, words. Each file says which codes are
//! its own; thresholds stand as constants beside the rule. Rules for English prose say so and stay silent elsewhere.

mod anonymous;
mod attribution;
mod clipping;
mod countries;
mod days;
mod language;
mod loaded;
mod names;
mod namesakes;
mod numbers;
mod quotations;
mod roles;
mod shape;
mod sourcing;
mod speech;
mod teaser;
mod times;
mod title;
mod unmentioned;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::body::{Block, Outline, outline};
use crate::brief::Brief;
use crate::check::{Lexicon, Subject};
use crate::content;
use crate::diag::{Diagnostic, Place};
use crate::kind::Kind;
use crate::site::{BranchId, BriefId, GroupId, Site};
use crate::source::{FieldPath, Span};

/// A brief that is being read by the rules.
pub(super) struct Reading<'a> {
    /// The site it is on.
    pub site: &'a Site,
    /// All names that the site knows.
    pub lexicon: &'a Lexicon,
    /// Where it belongs.
    pub linked: Belonging,
    /// The brief.
    pub brief: &'a Brief,
    /// The whole file.
    pub source: &'a str,
    /// Its text as typed.
    pub outline: Outline,
    /// Its headline, as a block of text.
    headline: Option<Block>,
    /// Whom and what its prose names in full: set by the rules about names.
    named: OnceCell<BTreeSet<GroupId>>,
    /// Its language.
    pub language: Language,
    /// The day, in the site's zone.
    pub today: Date,
}

/// Where a brief belongs on the site.
pub(super) struct Belonging {
    /// The language it is listed in.
    pub branch: BranchId,
    /// What its front matter tags it with, sorted.
    pub tags: Vec<GroupId>,
}

/// Whether rules for English prose hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    /// They do.
    English,
    /// They do not.
    Other,
}

/// A rule about the words of one brief.
type Rule = fn(&Reading, &mut Vec<Diagnostic>);

/// Each rule with the fields of front matter that it looks at: where one of them has a mistake, it is not asked. A headline
/// with a mistake is left out of the text that the others read.
const RULES: &[(Rule, &[&str])] = &[
    (anonymous::check, &[]),
    (attribution::check, &["source", "sources"]),
    (clipping::check, &[]),
    (
        countries::check,
        &["title", "countries", "people", "organizations"],
    ),
    (days::check, &["event", "date"]),
    (language::check, &[]),
    (loaded::check, &[]),
    (
        names::check,
        &["title", "summary", "people", "organizations"],
    ),
    (numbers::check, &[]),
    (quotations::check, &[]),
    (roles::check, &["people", "event", "date"]),
    (shape::check, &[]),
    (
        sourcing::check,
        &[
            "source",
            "sources",
            "date",
            "updates",
            "corrections",
            "type",
        ],
    ),
    (
        times::check,
        &[
            "date",
            "status",
            "review",
            "updates",
            "corrections",
            "clarifications",
            "source",
            "sources",
        ],
    ),
    (title::check, &["title", "source", "sources", "summary"]),
    (
        unmentioned::check,
        &["title", "summary", "people", "organizations"],
    ),
];

/// Runs the rules about what one brief says.
pub(super) fn brief(subject: &Subject, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &subject.brief(id);
    // Of a withdrawn brief nothing is left to mend.
    if let Some(lexicon) = subject
        .lexicon
        .filter(|_| !linked.brief.head.is_withdrawn())
    {
        let reading = reading(subject, lexicon, id);
        RULES.iter().for_each(|(rule, _)| rule(&reading, found));
    }
}

/// Runs the rules about what a brief says that has mistakes in some fields of its front matter, the names of which are
/// `mistaken`: those rules that look at others.
pub(super) fn faulty(
    subject: &Subject,
    brief: &Brief,
    mistaken: &BTreeSet<String>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(lexicon) = subject.lexicon.filter(|_| !brief.head.is_withdrawn()) else {
        return;
    };
    let tagged = |kind, names: &[String]| -> Vec<GroupId> {
        names
            .iter()
            .filter_map(|name| subject.site.tagged(kind, name))
            .collect()
    };
    let mut tags = tagged(Kind::Person, &brief.head.people);
    tags.extend(tagged(Kind::Organization, &brief.head.organizations));
    tags.sort_unstable();
    let branch = subject.site.branch_of(brief.head.language.as_deref());
    let mut reading = read(subject, lexicon, (brief, Belonging { branch, tags }));
    reading.headline = reading.headline.filter(|_| !mistaken.contains("title"));
    let is_asked = |fields: &&[&str]| !fields.iter().any(|field| mistaken.contains(*field));
    RULES
        .iter()
        .filter(|(_, fields)| is_asked(fields))
        .for_each(|(rule, _)| rule(&reading, found));
}

/// Returns the whole file of a brief, and its text as its author typed it.
pub(super) fn typed<'a>(
    subject: &Subject<'a>,
    brief: &Brief,
    branch: BranchId,
) -> (&'a str, Outline) {
    let file = subject.tree.get(brief.head.path.as_str());
    let Some((text, parts)) = file.and_then(|file| content::cut(file).ok()) else {
        return ("", Outline::default());
    };
    let quotes = subject.site.branch(branch).locale.quotes();
    (
        text,
        outline(&text[parts.body.clone()], parts.body.start, quotes),
    )
}

fn reading<'a>(subject: &Subject<'a>, lexicon: &'a Lexicon, id: BriefId) -> Reading<'a> {
    let linked = subject.brief(id);
    let belonging = Belonging {
        branch: linked.placed.branch,
        tags: linked.placed.tags.clone(),
    };
    read(subject, lexicon, (linked.brief, belonging))
}

fn read<'a>(
    subject: &Subject<'a>,
    lexicon: &'a Lexicon,
    (brief, linked): (&'a Brief, Belonging),
) -> Reading<'a> {
    let branch = subject.site.branch(linked.branch);
    let (source, outline) = typed(subject, brief, linked.branch);
    let quotes = branch.locale.quotes();
    let headline =
        (!brief.head.title.trim().is_empty()).then(|| Block::headline(&brief.head.title, quotes));
    let english = branch.language.split('-').next() == Some("en");
    Reading {
        today: subject.today,
        site: subject.site,
        lexicon,
        linked,
        brief,
        source,
        outline,
        headline,
        named: OnceCell::new(),
        language: if english {
            Language::English
        } else {
            Language::Other
        },
    }
}

impl Reading<'_> {
    /// A place in the brief's file.
    fn at(&self, span: Span) -> Place {
        Place::span(&self.brief.head.path, span)
    }

    /// The headline, then the blocks of the text.
    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.headline.iter().chain(&self.outline.blocks)
    }

    fn is_headline(&self, block: &Block) -> bool {
        self.headline
            .as_ref()
            .is_some_and(|headline| std::ptr::eq(headline, block))
    }

    /// The place of the bytes `range` of a block's text; for the headline, its field.
    fn place(&self, block: &Block, range: &Range<usize>) -> Place {
        if self.is_headline(block) {
            Place::value(&self.brief.head.path, &FieldPath::key("title"))
        } else {
            self.at(block.place(range))
        }
    }

    /// The place of the bytes `range` of a block's text, if they stand in the file as they are, on one line: only there
    /// may a fix write. What is escaped, marked up or named by a reference was meant.
    fn typed_at(&self, block: &Block, range: &Range<usize>) -> Option<Place> {
        if self.is_headline(block) {
            return None;
        }
        let span = block.place(range);
        let typed = self.source.get(span.start..span.end)?;
        let is_escaped = self.source[..span.start].ends_with('\\');
        let is_typed =
            typed == &block.text[range.clone()] && !typed.contains(['\n', '\r']) && !is_escaped;
        is_typed.then(|| self.at(span))
    }
}
