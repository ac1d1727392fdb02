//! `verbatim-overlap`: reports passages that a brief shares with a source word for word: the longest shared run of
//! words, and the share of its five-word sequences.
//!
//! Words are compared folded. Quotations and names that the site knows do not count, since they cannot be
//! paraphrased; clips in another language are skipped. A run warns from 9 words and is an error from 14; a share
//! warns from 8 % and is an error from 15 %.

use std::collections::HashSet;
use std::ops::Range;

use crate::body::{BlockKind, InlineKind};
use crate::check::claims::clip::{Clip, Translation, words};
use crate::check::claims::{Claim, ClaimContext, ClaimKind, ClaimVerdict};
use crate::diag::{Diagnostic, Place, Severity, catalog};
use crate::source::Span;

/// Words in a row that warn: names and phrases of the trade come to eight.
const RUN_WARNING: usize = 9;
/// Words in a row from which a passage counts as copied.
const RUN_ERROR: usize = 14;
/// Words per sequence of which the share is measured.
const SEQUENCE: usize = 5;
/// Percent of a brief's sequences in a source that warn.
const SHARE_WARNING: usize = 8;
/// Percent from which a brief counts as copied.
const SHARE_ERROR: usize = 15;
/// Fewest sequences of a brief for which a share means something: about two sentences.
const MIN_SEQUENCES: usize = 30;

/// Longest run that is measured; a longer one is reported at this length.
const MAX_RUN: usize = 100;

/// A word of the brief: its hash and place. `None` separates what must not join into one run: blocks, quotations.
type WordHash = Option<(u64, Span)>;

/// Measures what the brief shares with each clip in its own language.
pub(super) fn check(ctx: &ClaimContext, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    let own = own_words(ctx);
    for clip in ctx
        .clips
        .iter()
        .filter(|clip| clip.translated == Translation::No)
    {
        let names = ctx.lexicon.names(ctx.lang, clip.text);
        let plain = unnamed(clip.words.iter().cloned(), names);
        let (hashes, places) = plain.map(|(word, range)| (hash(&word), range)).unzip();
        let source = HashedClip {
            clip,
            hashes,
            places,
        };
        check_run(ctx, &source, &own, (claims, found));
        check_share(ctx, &source, &own, found);
    }
}

/// The words of a clip as hashes, names left out.
struct HashedClip<'a> {
    clip: &'a Clip<'a>,
    /// One hash per word, in order.
    hashes: Vec<u64>,
    /// The range of each word in the clip.
    places: Vec<Range<usize>>,
}

/// Returns the brief's own words: without quotations, and without names that the site knows.
fn own_words(ctx: &ClaimContext) -> Vec<WordHash> {
    let mut own = Vec::new();
    for block in ctx
        .outline
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Quotation)
    {
        for range in block.without(&[InlineKind::Quotation]) {
            own.push(None);
            let text = &block.text[range.clone()];
            let names = ctx.lexicon.names(ctx.lang, text);
            for (word, at) in unnamed(words(text).into_iter(), names) {
                let span = block.place(&(range.start + at.start..range.start + at.end));
                own.push(Some((hash(&word), span)));
            }
        }
        own.push(None);
    }
    own
}

/// Returns the `words` that are in none of `names`. Both are sorted by position, and names may overlap.
fn unnamed(
    words: impl Iterator<Item = (String, Range<usize>)>,
    names: Vec<Range<usize>>,
) -> impl Iterator<Item = (String, Range<usize>)> {
    let mut names = names.into_iter().peekable();
    let mut named_to = 0;
    words.filter(move |(_, at)| {
        while let Some(name) = names.next_if(|name| name.start <= at.start) {
            named_to = named_to.max(name.end);
        }
        at.start >= named_to
    })
}

fn hash(word: &str) -> u64 {
    crate::hash::Hash::of_bytes(word.as_bytes()).0 as u64
}

fn check_run(
    ctx: &ClaimContext,
    source: &HashedClip,
    own: &[WordHash],
    to: (&mut Vec<Claim>, &mut Vec<Diagnostic>),
) {
    let (
        HashedClip {
            clip,
            hashes,
            places,
        },
        (claims, found),
    ) = (source, to);
    // Binary search for the longest: a brief that shares a run of some length also shares every shorter one.
    let (mut shortest, mut longest) = (0, hashes.len().min(own.len()).min(MAX_RUN));
    let mut best = None;
    while shortest < longest {
        let middle = (shortest + longest).div_ceil(2);
        match shared(own, hashes, middle) {
            Some(pair) => (shortest, best) = (middle, Some(pair)),
            None => longest = middle - 1,
        }
    }
    let Some((at, in_clip)) = best.filter(|_| shortest > 1) else {
        return;
    };
    // A shared run has no separators in it, so that both ends are words.
    let (Some(Some((_, first))), Some(Some((_, last)))) = (own.get(at), own.get(at + shortest - 1))
    else {
        return;
    };
    let place = ctx.at(Span::new(first.start, last.end));
    let copied = places[in_clip].start..places[in_clip + shortest - 1].end;
    let other = Place::span(&clip.path, Span::new(copied.start, copied.end));
    if shortest >= RUN_WARNING {
        let severity = if shortest >= RUN_ERROR {
            Severity::Error
        } else {
            Severity::Warning
        };
        found.push(
            catalog::claims::verbatim_run(place.clone(), shortest, severity)
                .related(other, "copied from"),
        );
    }
    let verdict = if shortest >= RUN_WARNING {
        ClaimVerdict::Missing
    } else {
        ClaimVerdict::Found
    };
    let seen = Some((clip.path.clone(), clip.line(copied.start)));
    let text = format!("longest shared run: {shortest} words");
    claims.push(Claim {
        kind: ClaimKind::Overlap,
        text,
        place,
        verdict,
        seen,
    });
}

/// Returns where a run of `len` words that both have begins in each; the first of each.
fn shared(own: &[WordHash], source: &[u64], len: usize) -> Option<(usize, usize)> {
    let runs: std::collections::HashMap<u64, usize> = source
        .windows(len)
        .enumerate()
        .rev()
        .map(|(at, run)| (mix(run.iter().copied()), at))
        .collect();
    own.windows(len).enumerate().find_map(|(at, run)| {
        let words: Option<Vec<u64>> = run
            .iter()
            .map(|word| word.as_ref().map(|(hash, _)| *hash))
            .collect();
        let words = words?;
        let in_source = *runs.get(&mix(words.iter().copied()))?;
        // Hashes of runs may collide; the words decide.
        (source[in_source..in_source + len] == words[..]).then_some((at, in_source))
    })
}

/// Combines word hashes into one for the run (much as FxHash does); the order matters.
fn mix(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0xcbf2_9ce4_8422_2325, |sum, word| {
        (sum.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

fn check_share(
    ctx: &ClaimContext,
    source: &HashedClip,
    own: &[WordHash],
    found: &mut Vec<Diagnostic>,
) {
    let HashedClip { clip, hashes, .. } = source;
    // Collisions would only shift a percentage, so the words themselves are not compared here.
    let known: HashSet<u64> = hashes
        .windows(SEQUENCE)
        .map(|run| mix(run.iter().copied()))
        .collect();
    let (mut n_all, mut n_shared) = (0_usize, 0_usize);
    for run in own.windows(SEQUENCE) {
        let words: Option<Vec<u64>> = run
            .iter()
            .map(|word| word.as_ref().map(|(hash, _)| *hash))
            .collect();
        let Some(words) = words else { continue };
        n_all += 1;
        n_shared += usize::from(known.contains(&mix(words.into_iter())));
    }
    let percent = (n_shared * 100).checked_div(n_all).unwrap_or(0);
    if n_all >= MIN_SEQUENCES && percent >= SHARE_WARNING {
        let severity = if percent >= SHARE_ERROR {
            Severity::Error
        } else {
            Severity::Warning
        };
        let place = ctx
            .outline
            .blocks
            .first()
            .map_or(ctx.whole(), |block| ctx.at(block.span));
        let other = Place::file(&clip.path);
        found.push(
            catalog::claims::verbatim_share(place, percent, severity).related(other, "this source"),
        );
    }
}
