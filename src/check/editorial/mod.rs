//! Rules about what editors write: sourcing, attribution, shape, times, names, words. One file per rule or family;
//! its first line lists its codes, and thresholds are constants beside the rule.
//!
//! Rules read the typed text (`Outline`), where quotations, code, links and addresses are marked, because what is
//! quoted is not the editor's own prose. Rules for English say so and are silent elsewhere. The claim check, which
//! compares a brief with its sources, is in `claims`; `speech`, `namesakes` and `teaser` are shared helpers.

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

/// One brief with what the rules need to read it.
pub(super) struct BriefContext<'a> {
    pub site: &'a Site,
    /// Matchers for every name that the site knows.
    pub lexicon: &'a Lexicon,
    pub tagging: Tagging,
    pub brief: &'a Brief,
    /// Text of the whole file, front matter included; spans refer to it.
    pub source: &'a str,
    /// The body as typed, in blocks with marked quotations, links and code.
    pub outline: Outline,
    /// The headline as a block; `None` if it is empty or faulty.
    headline: Option<Block>,
    /// People and organizations that the prose names in full, filled by the first rule that needs them: matching
    /// costs a pass over the text, and three rules ask.
    named: OnceCell<BTreeSet<GroupId>>,
    /// Whether the rules for English apply.
    pub language: ProseLanguage,
    /// Today's date in the site's time zone.
    pub today: Date,
}

/// The links of a brief that the rules use. A faulty brief has no node in the site, so these are computed for it.
pub(super) struct Tagging {
    /// Language under which the brief is listed.
    pub lang: LanguageId,
    /// Groups that its front matter tags it with, sorted.
    pub tags: Vec<GroupId>,
}

/// The language of a brief as far as prose rules distinguish it. Most of them rest on English word lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ProseLanguage {
    /// English of any region: every rule runs.
    English,
    /// Any other language: rules for English are silent.
    Other,
}

/// A rule about the words of one brief.
type Rule = fn(&BriefContext, &mut Vec<Diagnostic>);

/// The rules, each with the front matter fields it reads. If one of them is faulty the rule is skipped, since it
/// would report the consequences of a mistake that is reported already. A faulty headline is left out of the text
/// that the other rules read.
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

/// Runs the rules on one brief. Withdrawn briefs are skipped: no text of theirs is published.
pub(super) fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = &ctx.brief(id);
    if let Some(lexicon) = ctx.lexicon.filter(|_| !linked.brief.meta.is_withdrawn()) {
        let ctx = brief_context(ctx, lexicon, id);
        RULES.iter().for_each(|(rule, _)| rule(&ctx, found));
    }
}

/// Runs the rules on a brief with errors in its front matter, apart from those that read one of the fields in
/// `mistaken`.
pub(super) fn faulty(
    ctx: &CheckContext,
    brief: &Brief,
    mistaken: &BTreeSet<String>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(lexicon) = ctx.lexicon.filter(|_| !brief.meta.is_withdrawn()) else {
        return;
    };
    // A faulty brief is in no index of the site: its tags are resolved here.
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
    let mut ctx = build_context(ctx, lexicon, (brief, Tagging { lang, tags }));
    // A faulty title is reported already; the rules read the rest of the text.
    ctx.headline = ctx.headline.filter(|_| !mistaken.contains("title"));
    let is_asked = |fields: &&[&str]| !fields.iter().any(|field| mistaken.contains(*field));
    RULES
        .iter()
        .filter(|(_, fields)| is_asked(fields))
        .for_each(|(rule, _)| rule(&ctx, found));
}

/// Returns the text of a brief's whole file, and the outline of its body as typed. Both are empty if the file cannot
/// be split.
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
    let belonging = Tagging {
        lang: linked.node.lang,
        tags: linked.node.tags.clone(),
    };
    build_context(ctx, lexicon, (linked.brief, belonging))
}

/// Assembles the context from a brief and its links.
fn build_context<'a>(
    ctx: &CheckContext<'a>,
    lexicon: &'a Lexicon,
    (brief, linked): (&'a Brief, Tagging),
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
        tagging: linked,
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
    /// Returns the place of `span` in the brief's file.
    fn at(&self, span: Span) -> Place {
        Place::span(&self.brief.meta.path, span)
    }

    /// Iterates over the headline, then the blocks of the body.
    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.headline.iter().chain(&self.outline.blocks)
    }

    /// Returns whether `block` is the headline, by identity: a heading in the text may have the same words.
    fn is_headline(&self, block: &Block) -> bool {
        self.headline
            .as_ref()
            .is_some_and(|headline| std::ptr::eq(headline, block))
    }

    /// Returns the place of bytes `range` of a block's text. The headline has no spans, as its YAML may be quoted or
    /// folded: its place is the field.
    fn place(&self, block: &Block, range: &Range<usize>) -> Place {
        if self.is_headline(block) {
            Place::value(&self.brief.meta.path, &FieldPath::key("title"))
        } else {
            self.at(block.place(range))
        }
    }

    /// Returns the place of bytes `range` of a block's text if the file has exactly these bytes there, on one line:
    /// the only places where a fix may write. Escapes, markup and character references were typed on purpose.
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
