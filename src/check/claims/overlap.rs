//! `verbatim-overlap`: passages that a brief shares with a source, word for word.

use std::collections::HashSet;
use std::ops::Range;

use crate::body::{BlockKind, InlineKind};
use crate::check::claims::clip::{Clip, Translation, words};
use crate::check::claims::{Claim, ClaimContext, ClaimKind, ClaimVerdict};
use crate::diag::{Diagnostic, Place, Severity, catalog};
use crate::source::Span;

/// Words in a row that a brief may share with a source: names and phrases of the trade come to eight.
const RUN_WARNING: usize = 9;
/// Words in a row from which on it is copied.
const RUN_ERROR: usize = 14;
/// Words of the sequences that are counted.
const SEQUENCE: usize = 5;
/// Hundredths of a brief's sequences that may occur in a source.
const SHARE_WARNING: usize = 8;
/// Hundredths from which on it is copied.
const SHARE_ERROR: usize = 15;
/// Sequences below which a share says nothing: two sentences.
const MIN_SEQUENCES: usize = 30;

/// Longest run that is measured: what is longer is said to be as long.
const MAX_RUN: usize = 100;

/// A word of the brief: folded, and where it stands. `None` parts what must not join: blocks, quotations.
type WordHash = Option<(u64, Span)>;

/// Measures what the brief shares with each clip.
pub(super) fn check(checking: &ClaimContext, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    let own = own_words(checking);
    for clip in checking
        .clips
        .iter()
        .filter(|clip| clip.translated == Translation::No)
    {
        let names = checking.lexicon.names(checking.lang, clip.text);
        let plain = unnamed(clip.words.iter().cloned(), names);
        let (hashes, places) = plain.map(|(word, range)| (hash(&word), range)).unzip();
        let source = HashedClip {
            clip,
            hashes,
            places,
        };
        run(checking, &source, &own, (claims, found));
        share(checking, &source, &own, found);
    }
}

/// The words of a clip, without the names in it.
struct HashedClip<'a> {
    clip: &'a Clip<'a>,
    /// Of each word, a hash.
    hashes: Vec<u64>,
    /// And its place.
    places: Vec<Range<usize>>,
}

/// The brief's own words: no quotations, and no names that the site knows.
fn own_words(checking: &ClaimContext) -> Vec<WordHash> {
    let mut own = Vec::new();
    for block in checking
        .outline
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Quotation)
    {
        for range in block.without(&[InlineKind::Quotation]) {
            own.push(None);
            let text = &block.text[range.clone()];
            let names = checking.lexicon.names(checking.lang, text);
            for (word, at) in unnamed(words(text).into_iter(), names) {
                let span = block.place(&(range.start + at.start..range.start + at.end));
                own.push(Some((hash(&word), span)));
            }
        }
        own.push(None);
    }
    own
}

/// Returns those of `words` that stand in none of `names`. Both are in the order of the text.
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

fn run(
    checking: &ClaimContext,
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
    // The longest by halving: whether a run of some length is shared can only turn from yes to no.
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
    let (Some(Some((_, first))), Some(Some((_, last)))) = (own.get(at), own.get(at + shortest - 1))
    else {
        return;
    };
    let place = checking.at(Span::new(first.start, last.end));
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

/// Finds a run of `len` words that both have: where it begins in each.
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
        (source[in_source..in_source + len] == words[..]).then_some((at, in_source))
    })
}

fn mix(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0xcbf2_9ce4_8422_2325, |sum, word| {
        (sum.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

fn share(
    checking: &ClaimContext,
    source: &HashedClip,
    own: &[WordHash],
    found: &mut Vec<Diagnostic>,
) {
    let HashedClip { clip, hashes, .. } = source;
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
        let place = checking
            .outline
            .blocks
            .first()
            .map_or(checking.whole(), |block| checking.at(block.span));
        let other = Place::file(&clip.path);
        found.push(
            catalog::claims::verbatim_share(place, percent, severity).related(other, "this source"),
        );
    }
}
