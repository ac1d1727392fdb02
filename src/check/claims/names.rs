//! `name-not-in-source`: proper names in English prose that neither a clip nor the site knows.

use std::collections::HashSet;
use std::ops::Range;

use crate::body::{Block, BlockKind};
use crate::check::claims::{Checking, Claim, ClaimKind, Verdict};
use crate::diag::{Diagnostic, catalog};
use crate::text;

/// Names of time, which are nobody's.
const TIMES: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Looks every proper name of the brief up.
pub fn check(checking: &Checking, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    let in_clips = |word: &String| checking.clips.iter().any(|clip| clip.first(word).is_some());
    let is_prose =
        |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell);
    for block in checking.outline.blocks.iter().filter(is_prose) {
        for prose in block.prose() {
            for range in names(&block.text[prose.clone()]) {
                let range = prose.start + range.start..prose.start + range.end;
                let written = &block.text[range.clone()];
                let words: Vec<String> =
                    text::words(written).into_iter().map(|word| text::fold(&written[word])).collect();
                let is_known = |word: &String| {
                    in_clips(word) || checking.lexicon.knows(word) || TIMES.contains(&word.as_str())
                };
                let place = checking.at(block.place(&range));
                let verdict = if words.iter().all(is_known) { Verdict::Found } else { Verdict::Missing };
                if verdict == Verdict::Missing && !checking.is_translated() {
                    found.push(catalog::claims::name_not_in_source(place.clone(), written));
                }
                let seen = checking.clips.iter().find_map(|clip| {
                    let at = clip.first(words.first()?)?;
                    Some((clip.path.clone(), clip.line(at)))
                });
                claims.push(Claim { kind: ClaimKind::Name, text: written.to_owned(), place, verdict, seen });
            }
        }
    }
}

/// Finds runs of words with a capital. The word that begins a sentence has one anyway, and is no evidence.
fn names(text: &str) -> Vec<Range<usize>> {
    let mut starts: HashSet<usize> = HashSet::new();
    let mut at = 0;
    for sentence in text::sentences(text, "en") {
        starts.insert(at + sentence.find(char::is_alphanumeric).unwrap_or(0));
        at += sentence.len();
    }
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for word in text::words(text) {
        let written = &text[word.clone()];
        let capital = written.starts_with(char::is_uppercase) && written.chars().count() > 1;
        let joins = open.as_ref().is_some_and(|open| matches!(&text[open.end..word.start], " " | "-" | "\n"));
        let after_colon = text[..word.start].trim_end().ends_with(':');
        if !capital || after_colon || starts.contains(&word.start) {
            names.extend(open.take());
        } else if let Some(range) = open.as_mut().filter(|_| joins) {
            range.end = word.end;
        } else {
            names.extend(open.replace(word));
        }
    }
    names.extend(open);
    names
}
