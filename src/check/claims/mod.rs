//! The claim check: looks up every quotation, number and name of a brief in the clips of its sources, and measures
//! passages that they share.
//!
//! Clips are private texts in `clips/`; nothing of them is published. Numbers are read as each text's language writes
//! them (`text::quantities`), and so are names (`names`). If a source is in another language than the brief, only
//! numbers are looked up in it: the rest is a translation. A brief without clips is not checked, nor is a withdrawn
//! one.

mod clip;
pub(super) mod clip_numbers;
mod days;
pub(super) mod names;
mod numbers;
mod overlap;
mod quotes;

use std::fmt::Write as _;

use jiff::civil::Date;

use clip::{BriefLanguage, Clip, Translation};

use crate::body::Outline;
use crate::brief::Brief;
use crate::check::editorial::typed;
use crate::check::{CheckContext, Lexicon};
use crate::diag::{Diagnostic, Place, Positions};
use crate::site::{BriefId, LanguageId};
use crate::source::{SourcePath, Span};

/// A checkable statement of a brief, and the result of looking it up.
#[derive(Clone, Debug)]
pub struct Claim {
    pub kind: ClaimKind,
    /// The words as the brief has them; of an overlap, its measured length.
    pub text: String,
    /// Where the brief makes the claim.
    pub place: Place,
    /// Whether a clip backs the claim.
    pub verdict: ClaimVerdict,
    /// The clip that backs it, and the line there, from 1.
    pub seen: Option<(SourcePath, usize)>,
}

/// The kinds of claims, each with its own way to look it up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimKind {
    /// Words between quotation marks, or a block quotation.
    Quotation,
    /// A number, date, time or sum of money.
    Number,
    /// A proper name of a person, place or organization.
    Name,
    /// A passage shared with a source, where finding it is the problem.
    Overlap,
}

/// The result of looking up a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimVerdict {
    /// A source has it. An overlap is short enough.
    Found,
    /// A source has it approximately: a rounded number, a weekday for a date.
    About,
    /// No source has it. An overlap is copied.
    Missing,
    /// No source has it, but one of them is in another language and may have it in other words.
    Translated,
}

/// One brief with its clips, ready to be compared.
pub(super) struct ClaimContext<'a> {
    brief: &'a Brief,
    lang: LanguageId,
    outline: Outline,
    clips: Vec<Clip<'a>>,
    lexicon: &'a Lexicon,
    /// Language of the brief, as a BCP 47 tag.
    tag: &'a str,
    /// Dates that the editor gave, which need no source: of the brief, its event, its sources.
    days: Vec<Date>,
}

impl ClaimContext<'_> {
    fn at(&self, span: Span) -> Place {
        Place::span(&self.brief.meta.path, span)
    }

    /// Returns whether the brief had to translate one of its sources, which may say in other words what no clip has.
    fn is_translated(&self) -> bool {
        self.clips
            .iter()
            .any(|clip| clip.translated == Translation::Yes)
    }

    fn whole(&self) -> Place {
        Place::file(&self.brief.meta.path)
    }
}

/// Checks the claims of a brief, if any of its sources has a clip.
pub fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = ctx.brief(id);
    if linked
        .brief
        .citations
        .iter()
        .any(|citation| citation.clip.is_some())
    {
        check_claims(ctx, (linked.brief, linked.node.lang), found);
    }
}

/// Checks the claims of a brief that errors in its front matter keep off the site.
pub fn faulty(ctx: &CheckContext, brief: &Brief, found: &mut Vec<Diagnostic>) {
    if brief
        .citations
        .iter()
        .any(|citation| citation.clip.is_some())
    {
        check_claims(
            ctx,
            (brief, ctx.site.lang_of(brief.meta.language.as_deref())),
            found,
        );
    }
}

/// Returns every claim of a brief that could be looked up, by place. Empty if no source has a clip.
pub fn report(ctx: &CheckContext, id: BriefId) -> Vec<Claim> {
    let linked = ctx.brief(id);
    let mut claims = check_claims(ctx, (linked.brief, linked.node.lang), &mut Vec::new());
    claims.sort_by(|a, b| a.place.cmp(&b.place));
    claims
}

/// Reads the clips and looks up all claims. Without a lexicon (a build without prose rules) only unreadable clips are
/// reported.
fn check_claims(
    ctx: &CheckContext,
    of: (&Brief, LanguageId),
    found: &mut Vec<Diagnostic>,
) -> Vec<Claim> {
    let (brief, lang) = of;
    let language = ctx.site.lang(lang).language.as_str();
    let own = BriefLanguage {
        tag: language,
        quantities: ctx.lexicon.map(|known| known.quantities(lang)),
    };
    let mut claims = Vec::new();
    let mut clips = Vec::new();
    for citation in &brief.citations {
        let at = Place::value(&brief.meta.path, &citation.at.at_key("clip"));
        match clip::read(citation, ctx.tree, &at, own) {
            Ok(clip) => clips.extend(clip),
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    // Only here, since unreadable clips are reported even by a build without the rules about prose.
    let Some(lexicon) = ctx
        .lexicon
        .filter(|_| !clips.is_empty() && !brief.meta.is_withdrawn())
    else {
        return claims;
    };
    let (_, outline) = typed(ctx, brief, lang);
    let sources = brief
        .citations
        .iter()
        .filter_map(|citation| citation.date.as_ref());
    let given = brief
        .meta
        .event
        .iter()
        .chain(sources)
        .flat_map(|date| [date.first(), date.last()]);
    let claim_ctx = ClaimContext {
        brief,
        lang,
        outline,
        clips,
        lexicon,
        tag: language,
        days: std::iter::once(brief.meta.date.date(&ctx.site.config.timezone))
            .chain(given)
            .collect(),
    };
    // Quotations first: their limit counts the claims made so far.
    quotes::check(&claim_ctx, &mut claims, found);
    numbers::check(&claim_ctx, &mut claims, found);
    names::check(&claim_ctx, &mut claims, found);
    overlap::check(&claim_ctx, &mut claims, found);
    claims
}

/// Summarises the claims of the brief at `path` in one line: `a.md: 23 of 25 claims backed: quotations 3 of 3, …`.
///
/// Claims that a source in another language may have in other words are counted apart.
pub fn summary(path: &SourcePath, claims: &[Claim]) -> String {
    let kinds = [
        (ClaimKind::Quotation, "quotations"),
        (ClaimKind::Number, "numbers"),
        (ClaimKind::Name, "names"),
    ];
    let count = |of: &dyn Fn(&Claim) -> bool| claims.iter().filter(|claim| of(claim)).count();
    let is_backed =
        |claim: &Claim| matches!(claim.verdict, ClaimVerdict::Found | ClaimVerdict::About);
    // Overlaps are no claims, and translated ones no evidence either way: each has a part of its own below.
    let is_asked = |claim: &Claim| {
        claim.kind != ClaimKind::Overlap && claim.verdict != ClaimVerdict::Translated
    };
    let n_backed = count(&|claim| is_asked(claim) && is_backed(claim));
    let mut summary = format!("{path}: {n_backed} of {} claims backed", count(&is_asked));
    let mut separator = ": ";
    for (kind, name) in kinds {
        let is_of = |claim: &Claim| claim.kind == kind && is_asked(claim);
        let n_all = count(&is_of);
        if n_all > 0 {
            let n_backed = count(&|claim| is_of(claim) && is_backed(claim));
            let _ = write!(summary, "{separator}{name} {n_backed} of {n_all}");
            separator = ", ";
        }
    }
    let n_foreign = count(&|claim| claim.verdict == ClaimVerdict::Translated);
    if n_foreign > 0 {
        let _ = write!(
            summary,
            "; {n_foreign} not looked up: a source is in another language"
        );
    }
    let n_copied =
        count(&|claim| claim.kind == ClaimKind::Overlap && claim.verdict == ClaimVerdict::Missing);
    if n_copied > 0 {
        let passages = if n_copied == 1 { "passage" } else { "passages" };
        let _ = write!(summary, "; {n_copied} {passages} copied");
    }
    summary + "\n"
}

/// Formats `claims` as a table: line, kind, verdict, place in the clip, and the words.
pub fn table(claims: &[Claim], positions: &mut Positions) -> String {
    let mut table = String::new();
    for claim in claims {
        let line = positions
            .of(&claim.place)
            .map_or(String::new(), |range| range.line.to_string());
        let kind = match claim.kind {
            ClaimKind::Quotation => "quotation",
            ClaimKind::Number => "number",
            ClaimKind::Name => "name",
            ClaimKind::Overlap => "overlap",
        };
        let verdict = match (claim.verdict, claim.kind) {
            (ClaimVerdict::Found, _) => "found",
            (ClaimVerdict::About, _) => "about",
            (ClaimVerdict::Missing, ClaimKind::Overlap) => "COPIED",
            (ClaimVerdict::Missing, _) => "MISSING",
            (ClaimVerdict::Translated, _) => "foreign",
        };
        let seen = claim
            .seen
            .as_ref()
            .map_or(String::new(), |(path, line)| format!("{path}:{line}"));
        let text = crate::text::one_line(&claim.text);
        let _ = writeln!(
            table,
            "{line:>5}  {kind:<9}  {verdict:<7}  {seen:<28}  {text}"
        );
    }
    table
}
