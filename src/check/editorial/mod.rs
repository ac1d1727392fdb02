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
use crate::check::{CheckContext, Lexicon};
use crate::content;
use crate::diag::{Diagnostic, Place};
use crate::kind::Kind;
use crate::site::{BriefId, GroupId, LanguageId, Site};
use crate::source::{FieldPath, Span};

/// A brief that is being read by the rules.
pub(super) struct BriefContext<'a> {
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
    pub language: ProseLanguage,
    /// The day, in the site's zone.
    pub today: Date,
}

/// Where a brief belongs on the site.
pub(super) struct Belonging {
    /// The language it is listed in.
    pub lang: LanguageId,
    /// What its front matter tags it with, sorted.
    pub tags: Vec<GroupId>,
}

/// Whether rules for English prose hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ProseLanguage {
    /// They do.
    English,
    /// They do not.
    Other,
}

/// A rule about the words of one brief.
type Rule = fn(&BriefContext, &mut Vec<Diagnostic>);

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
pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &ctx.brief(id);
    // Of a withdrawn brief nothing is left to mend.
    if let Some(lexicon) = ctx.lexicon.filter(|_| !linked.brief.meta.is_withdrawn()) {
        let ctx = brief_context(ctx, lexicon, id);
        RULES.iter().for_each(|(rule, _)| rule(&ctx, found));
    }
}

/// Runs the rules about what a brief says that has mistakes in some fields of its front matter, the names of which are
/// `mistaken`: those rules that look at others.
pub(super) fn faulty(
    ctx: &CheckContext,
    brief: &Brief,
    mistaken: &BTreeSet<String>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(lexicon) = ctx.lexicon.filter(|_| !brief.meta.is_withdrawn()) else {
        return;
    };
    let tagged = |kind, names: &[String]| -> Vec<GroupId> {
        names
            .iter()
            .filter_map(|name| ctx.site.tagged(kind, name))
            .collect()
    };
    let mut tags = tagged(Kind::Person, &brief.meta.people);
    tags.extend(tagged(Kind::Organization, &brief.meta.organizations));
    tags.sort_unstable();
    let lang = ctx.site.lang_of(brief.meta.language.as_deref());
    let mut ctx = read(ctx, lexicon, (brief, Belonging { lang, tags }));
    ctx.headline = ctx.headline.filter(|_| !mistaken.contains("title"));
    let is_asked = |fields: &&[&str]| !fields.iter().any(|field| mistaken.contains(*field));
    RULES
        .iter()
        .filter(|(_, fields)| is_asked(fields))
        .for_each(|(rule, _)| rule(&ctx, found));
}

/// Returns the whole file of a brief, and its text as its author typed it.
pub(super) fn typed<'a>(
    ctx: &CheckContext<'a>,
    brief: &Brief,
    lang: LanguageId,
) -> (&'a str, Outline) {
    let file = ctx.tree.get(brief.meta.path.as_str());
    let Some((text, parts)) = file.and_then(|file| content::cut(file).ok()) else {
        return ("", Outline::default());
    };
    let quotes = ctx.site.lang(lang).locale.quotes();
    (
        text,
        outline(&text[parts.body.clone()], parts.body.start, quotes),
    )
}

fn brief_context<'a>(
    ctx: &CheckContext<'a>,
    lexicon: &'a Lexicon,
    id: BriefId,
) -> BriefContext<'a> {
    let linked = ctx.brief(id);
    let belonging = Belonging {
        lang: linked.node.lang,
        tags: linked.node.tags.clone(),
    };
    read(ctx, lexicon, (linked.brief, belonging))
}

fn read<'a>(
    ctx: &CheckContext<'a>,
    lexicon: &'a Lexicon,
    (brief, linked): (&'a Brief, Belonging),
) -> BriefContext<'a> {
    let lang = ctx.site.lang(linked.lang);
    let (source, outline) = typed(ctx, brief, linked.lang);
    let quotes = lang.locale.quotes();
    let headline =
        (!brief.meta.title.trim().is_empty()).then(|| Block::headline(&brief.meta.title, quotes));
    let english = lang.language.split('-').next() == Some("en");
    BriefContext {
        today: ctx.today,
        site: ctx.site,
        lexicon,
        linked,
        brief,
        source,
        outline,
        headline,
        named: OnceCell::new(),
        language: if english {
            ProseLanguage::English
        } else {
            ProseLanguage::Other
        },
    }
}

impl BriefContext<'_> {
    /// A place in the brief's file.
    fn at(&self, span: Span) -> Place {
        Place::span(&self.brief.meta.path, span)
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
            Place::value(&self.brief.meta.path, &FieldPath::key("title"))
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
