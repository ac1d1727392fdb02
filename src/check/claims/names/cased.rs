//! Names in languages where capitals mark them: runs of capitalised words. The first word of a sentence is
//! capitalised anyway and needs other evidence to count as a name: a clip, a verb of saying behind it, or its
//! spelling.
//!
//! German is handled in `german`, since its nouns are capitalised too.

use std::ops::Range;

use super::grammar::Grammar;
use super::index::{ClipWord, Gap, WordCase};
use super::{NameCandidate, NameSources, runs};

/// Finds the names among `words`.
pub(super) fn find(
    sources: &NameSources,
    words: &[ClipWord],
    is_country: &[bool],
    found: &mut Vec<NameCandidate>,
) {
    let has_capital = |idx: usize| {
        words[idx].case != WordCase::Small && words[idx].key != "i" && !is_country[idx]
    };
    for mut run in runs(words, has_capital) {
        // `In Doha`, `The Known Group`: the first word is no part of the name, unless a clip has it in one.
        while run.len() > 1
            && words[run.start].gap == Gap::Start
            && sources.tables.starters.has(&words[run.start].key)
            && !(sources.index.is_part(&words[run.start].key)
                && sources
                    .index
                    .are_near(&words[run.start].key, &words[run.start + 1].key))
        {
            run.start += 1;
        }
        let is_start = words[run.start].gap == Gap::Start;
        if run.len() > 1 {
            found.push(NameCandidate::new(run.clone(), || {
                is_sequence_known(sources, &words[run.clone()])
            }));
        } else if !is_start {
            let word = &words[run.start];
            // A title alone (`the Minister`) is the editor's, unless a clip has it too.
            if !sources.tables.titles.has(&word.key) || is_known(sources, word) {
                found.push(NameCandidate::new(run.clone(), || is_known(sources, word)));
            }
        } else if let Some(candidate) = first(sources, words, run) {
            found.push(candidate);
        }
    }
}

fn is_known(sources: &NameSources, word: &ClipWord) -> bool {
    sources.knows(word) || sources.is_abbreviation(word) || word.key.chars().count() < 2
}

/// Returns whether each word of a name is known, and each pair of neighbours also occurs together in a clip. Titles
/// may be the editor's own.
fn is_sequence_known(sources: &NameSources, words: &[ClipWord]) -> bool {
    let is_role = |word: &ClipWord| {
        sources.tables.titles.has(&word.key) || sources.tables.starters.has(&word.key)
    };
    let is_each_known = words.iter().enumerate().all(|(idx, word)| {
        // `Floods Berlin`: a common word that merely begins the sentence.
        let is_first = idx == 0 && word.gap == Gap::Start && sources.is_common(word);
        is_known(sources, word) || is_role(word) || is_first
    });
    let is_together = words.windows(2).all(|pair| {
        let (one, next) = (&pair[0], &pair[1]);
        sources.index.are_near(&one.key, &next.key)
            || is_role(one)
            || sources.is_common(one)
            || sources.is_common(next)
            || sources.is_of_site(one)
            || sources.is_of_site(next)
            // Two known words that are no parts of names in the clips may be combined freely; parts of different
            // people may not.
            || !sources.index.is_part(&one.key) && !sources.index.is_part(&next.key)
    });
    is_each_known && is_together
}

/// Judges a single word that begins a sentence: a name if a clip has it as one, or if the following words show it.
fn first(sources: &NameSources, words: &[ClipWord], run: Range<usize>) -> Option<NameCandidate> {
    let word = &words[run.start];
    if sources.tables.starters.has(&word.key)
        || sources.tables.titles.has(&word.key)
        || sources.is_common(word)
    {
        return None;
    }
    if is_known(sources, word) {
        return (!sources.times.contains(&word.key)).then(|| NameCandidate::new(run, || true));
    }
    let next = words.get(run.end).filter(|next| next.gap == Gap::Joint);
    let is_subject = next.is_some_and(|next| {
        // An auxiliary before the verb: `Haugen a déclaré`, `Haugen had said`.
        let verb = words
            .get(run.end + 1)
            .filter(|_| matches!(next.key.as_str(), "a" | "ha" | "had" | "has"));
        sources.tables.saying.has(&next.key)
            || verb.is_some_and(|verb| sources.tables.saying.has(&verb.key))
    });
    // `Officials said`, `Police said`: a subject without an article that is no name.
    let is_plural = word.key.ends_with('s') || word.key == "police";
    let written_inside = word.case == WordCase::Capital && word.inner_capital;
    let is_name = is_subject && !is_plural
        || written_inside
        || sources.index.is_misspelt(&word.key, Grammar::Cased)
        || word.case == WordCase::Capitals;
    is_name.then(|| NameCandidate::new(run, || false))
}
