//! The claim check: every quotation, number and name of a brief whose sources have clips is looked up in them, and
//! passages that it shares with them are measured. Clips are private texts; nothing of them is published.
//!
//! Numbers are read as each text's language writes them (`text::quantities`), and so are names (`names`). Of a source in
//! another language than the brief's (its `language`), only numbers are looked up: the rest is a translation.

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

/// Something that a brief claims, and what became of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What it is.
    pub kind: ClaimKind,
    /// The words.
    pub text: String,
    /// Where the brief says it.
    pub place: Place,
    /// What became of it.
    pub verdict: ClaimVerdict,
    /// The clip, and the line in it.
    pub seen: Option<(SourcePath, usize)>,
}

/// A kind of claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimKind {
    /// Between quotation marks.
    Quotation,
    /// A number.
    Number,
    /// A proper name.
    Name,
    /// A passage shared with a source.
    Overlap,
}

/// What became of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimVerdict {
    /// It stands in a source; of a passage, it is short enough.
    Found,
    /// It stands there about so.
    About,
    /// It does not; of a passage, it is copied.
    Missing,
    /// It does not, and cannot be expected to: the source is in another language.
    Translated,
}

/// A brief whose claims are being checked.
pub(super) struct ClaimContext<'a> {
    brief: &'a Brief,
    lang: LanguageId,
    outline: Outline,
    clips: Vec<Clip<'a>>,
    lexicon: &'a Lexicon,
    /// The language of the brief, as a tag of BCP 47.
    tag: &'a str,
    /// The editor's own days: of publication, of the event, of the sources.
    days: Vec<Date>,
}

impl ClaimContext<'_> {
    fn at(&self, span: Span) -> Place {
        Place::span(&self.brief.meta.path, span)
    }

    /// Whether the brief had to translate one of its sources: what it says may stand there in other words.
    fn is_translated(&self) -> bool {
        self.clips
            .iter()
            .any(|clip| clip.translated == Translation::Yes)
    }

    fn whole(&self) -> Place {
        Place::file(&self.brief.meta.path)
    }
}

/// Checks the claims of a brief.
pub fn brief(ctx: &CheckContext, id: BriefId, found: &mut Vec<Diagnostic>) {
    let linked = ctx.brief(id);
    if linked
        .brief
        .citations
        .iter()
        .any(|citation| citation.clip.is_some())
    {
        look(ctx, (linked.brief, linked.node.lang), found);
    }
}

/// Checks the claims of a brief that a mistake keeps from being shown.
pub fn faulty(ctx: &CheckContext, brief: &Brief, found: &mut Vec<Diagnostic>) {
    if brief
        .citations
        .iter()
        .any(|citation| citation.clip.is_some())
    {
        look(
            ctx,
            (brief, ctx.site.lang_of(brief.meta.language.as_deref())),
            found,
        );
    }
}

/// Returns every claim of a brief that could be looked up, by its place. Empty if its sources have no clips.
pub fn report(ctx: &CheckContext, id: BriefId) -> Vec<Claim> {
    let linked = ctx.brief(id);
    let mut claims = look(ctx, (linked.brief, linked.node.lang), &mut Vec::new());
    claims.sort_by(|a, b| a.place.cmp(&b.place));
    claims
}

fn look(ctx: &CheckContext, of: (&Brief, LanguageId), found: &mut Vec<Diagnostic>) -> Vec<Claim> {
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
    let checking = ClaimContext {
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
    quotes::check(&checking, &mut claims, found);
    numbers::check(&checking, &mut claims, found);
    names::check(&checking, &mut claims, found);
    overlap::check(&checking, &mut claims, found);
    claims
}

/// Says how much of the brief at `path` its sources back: `a.md: 23 of 25 claims backed: quotations 3 of 3, …`.
///
/// What a source in another language may have in other words is counted by itself.
pub fn summary(path: &SourcePath, claims: &[Claim]) -> String {
    let kinds = [
        (ClaimKind::Quotation, "quotations"),
        (ClaimKind::Number, "numbers"),
        (ClaimKind::Name, "names"),
    ];
    let count = |of: &dyn Fn(&Claim) -> bool| claims.iter().filter(|claim| of(claim)).count();
    let is_backed =
        |claim: &Claim| matches!(claim.verdict, ClaimVerdict::Found | ClaimVerdict::About);
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

/// Writes `claims` as a table: line, kind, verdict, where in which clip, and the words.
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
