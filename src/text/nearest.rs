//! Spelling suggestions: the known name nearest to a mistyped one, by edit distance and Jaro–Winkler similarity.
//! For hints and safe fixes only; exact lookup by name belongs to the callers.

use std::collections::HashMap;

use crate::text::fold;

/// Lowest Jaro–Winkler similarity (0 to 1) at which a name is suggested for a mistyped one.
const NEAR: f64 = 0.8;

/// Returns the candidate most like `word` after folding, if any is near enough; the first of equals.
///
/// A candidate is near if its similarity is at least 0.8 (Jaro–Winkler, which favours equal beginnings) and it is at
/// most a third of the letters of `word` away by edit distance, or if `word`, of three letters or more, begins it.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let n_letters = word.chars().count();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate);
        // Jaro–Winkler may score a swap in so short a word below the limit.
        let likeness = strsim::jaro_winkler(&word, &folded).max(if is_swapped(&word, &folded) {
            NEAR
        } else {
            0.0
        });
        if likeness < NEAR || best.is_some_and(|(known, _)| likeness <= known) {
            continue;
        }
        let begins = n_letters >= 3 && folded.starts_with(&word);
        if begins || strsim::osa_distance(&word, &folded) <= (n_letters / 3).max(1) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns whether two words of three or four bytes differ by one swap of neighbouring letters: `dma` and `dam`.
fn is_swapped(word: &str, other: &str) -> bool {
    (3..=4).contains(&word.len())
        && word.len() == other.len()
        && strsim::osa_distance(word, other) == 1
        && strsim::levenshtein(word, other) == 2
}

/// Returns the candidate that `word` misspells by one slip: an extra, missing, wrong or swapped letter, or capitals.
///
/// `None` if a second candidate is within two edits, and for words under four letters that differ in more than
/// capitals: the result is written into files by `--fix`, which must not guess. Only `word` is put into lower case.
pub fn misspelt<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut near = candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, candidate), candidate));
    let mut best: Vec<(usize, &str)> = near
        .by_ref()
        .filter(|(distance, _)| *distance <= 2)
        .collect();
    best.sort_unstable();
    match best.as_slice() {
        [(0, meant), ..] => Some(meant),
        [(1, meant)] if word.chars().count() >= 4 => Some(meant),
        _ => None,
    }
}

/// Returns the candidate most like `word`, however distant; the first of equals. `None` only without candidates.
pub fn most_like<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let word = fold(word);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&word, &fold(candidate));
        if best.is_none_or(|(known, _)| likeness > known) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Trigram index of names, for [`nearest`] over long lists.
///
/// A query compares only the names that share one of the word's rarest trigrams, so its cost does not grow with the
/// number of names.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    names: Vec<String>,
    by_run: HashMap<[char; 3], Vec<u32>>,
    /// Names so short that one slip may leave none of their trigrams intact.
    short: Vec<u32>,
}

/// Most trigrams of a word that are looked up, the rarest first.
const MAX_RUNS: usize = 6;
/// Most bytes of a name that counts as short.
const MAX_SHORT: usize = 4;
/// Most names that are compared with one word.
const MAX_COMPARED: usize = 500;

impl NameIndex {
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut index = NameIndex::default();
        for (number, name) in (0..).zip(names) {
            let folded = fold(name);
            for run in runs(&folded) {
                index.by_run.entry(run).or_default().push(number);
            }
            if folded.len() <= MAX_SHORT && index.short.len() < MAX_COMPARED {
                index.short.push(number);
            }
            index.names.push(name.to_owned());
        }
        index
    }

    /// Returns the name nearest to `word` as [`nearest`] does, among at most a few hundred likely names.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let folded = fold(word);
        let mut lists: Vec<&Vec<u32>> = runs(&folded)
            .into_iter()
            .filter_map(|run| self.by_run.get(&run))
            .collect();
        // Rarest first: a common trigram (`the`) would use up the budget with names that share nothing else.
        lists.sort_by_key(|list| list.len());
        let mut numbers: Vec<u32> = Vec::new();
        for list in lists.into_iter().take(MAX_RUNS) {
            numbers.extend(
                list.iter()
                    .take(MAX_COMPARED - numbers.len().min(MAX_COMPARED)),
            );
        }
        if folded.len() <= MAX_SHORT {
            numbers.extend(&self.short);
        }
        // Sorted, so that the first of equally near names is the first of the index, as without one.
        numbers.sort_unstable();
        numbers.dedup();
        nearest(
            word,
            numbers
                .into_iter()
                .map(|number| self.names[number as usize].as_str()),
        )
    }
}

/// Returns the trigrams of `word`, each once; a space marks its beginning and its end.
fn runs(word: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = std::iter::once(' ')
        .chain(word.chars())
        .chain(std::iter::once(' '))
        .collect();
    let mut runs: Vec<[char; 3]> = letters
        .windows(3)
        .map(|run| [run[0], run[1], run[2]])
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
