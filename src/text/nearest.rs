//! What may have been meant by a mistyped name.

use std::collections::HashMap;

use crate::text::fold;

/// Lowest similarity (Jaro–Winkler, 0 to 1) at which a name is offered instead of a mistyped one.
const NEAR: f64 = 0.8;

/// Returns the candidate most like `word`, if any is near enough; the first of equals.
///
/// Near is what is alike in its beginning, as mistyped words are, and at most a third of its letters
/// away; or what `word` is the beginning of.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let n_letters = word.chars().count();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate);
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

/// Returns whether two short words differ in two neighbouring letters that have changed places: `dma` and `dam`.
fn is_swapped(word: &str, other: &str) -> bool {
    (3..=4).contains(&word.len())
        && word.len() == other.len()
        && strsim::osa_distance(word, other) == 1
        && strsim::levenshtein(word, other) == 2
}

/// Returns the one of `candidates` that `word` is but for a slip: a letter more, less or another, two that have changed
/// places, or capitals. `None` if another one is nearly as near: what is written then takes thought.
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

/// Returns the candidate most like `word`, however far it is; the first of equals.
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

/// Many names, ready to be asked for the one nearest to a mistyped word.
///
/// Holds the names by their runs of three letters, so that a question looks at the few names that share
/// an uncommon run with the word, however many names there are.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    names: Vec<String>,
    by_run: HashMap<[char; 3], Vec<u32>>,
    /// Names so short that a slip may leave no run of them whole.
    short: Vec<u32>,
}

/// Uncommon runs of a word that are followed.
const MAX_RUNS: usize = 6;
/// Bytes of a short name.
const MAX_SHORT: usize = 4;
/// Names that are compared with a word.
const MAX_COMPARED: usize = 500;

impl NameIndex {
    /// Indexes `names`.
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

    /// Returns the name nearest to `word`, as [`nearest`] does.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let folded = fold(word);
        let mut lists: Vec<&Vec<u32>> = runs(&folded)
            .into_iter()
            .filter_map(|run| self.by_run.get(&run))
            .collect();
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

/// The runs of three letters of `word`, its beginning and its end among them; each once.
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
