//! `title-clickbait` (English): phrases and patterns of headlines that tease rather than tell. The rule itself is in
//! `title`.
//!
//! Headlines are matched against fixed phrases first, then against patterns (lists, promises, exclamations).
//! Quotations inside a headline and titles of works are left alone: they are somebody else's words.

use std::sync::LazyLock;

use crate::body::{Block, InlineKind};
use crate::text::WordList;

/// Phrases that tease anywhere in a headline; in lower case.
const PHRASES: [&str; 67] = [
    "and then this happened",
    "can you guess",
    "can't get enough of",
    "couldn't believe",
    "doctors hate",
    "don't want you to know",
    "doesn't want you to know",
    "game changer",
    "game-changer",
    "goes viral",
    "going viral",
    "gone viral",
    "went viral",
    "guess what",
    "guess who",
    "here are the reasons",
    "here is how",
    "here is what",
    "here is why",
    "here's how",
    "here's the reason",
    "here's what",
    "here's who",
    "here's why",
    "is breaking the internet",
    "broke the internet",
    "breaks the internet",
    "jaw-dropping",
    "mind-blowing",
    "mind-boggling",
    "saw it coming",
    "saw this coming",
    "the internet is in love",
    "the internet is losing",
    "the internet loves",
    "the internet reacts",
    "the one thing",
    "the real reason",
    "the reason why",
    "this is how",
    "this is what happens",
    "this is why",
    "this one trick",
    "this simple trick",
    "one simple trick",
    "one weird trick",
    "until you see",
    "till you see",
    "wait for it",
    "what happens next will",
    "you need to know",
    "you need to see",
    "you should know",
    "you should never",
    "you won't believe",
    "you have to see",
    "everyone is talking about",
    "everybody is talking about",
    "everyone's talking about",
    "the internet can't",
    "the internet cannot",
    "scientists hate",
    "experts hate",
    "must-see",
    "must-read",
    "must-watch",
    "will blow your mind",
];

/// Promises to the reader: *you*, and how it will feel; in lower case.
const PROMISES: [&str; 5] = [
    "you won't",
    "you'll never",
    "you will never",
    "you'll want",
    "you'd never",
];

/// Verbs after `will` that act on the reader.
const EFFECTS: [&str; 9] = [
    "amaze", "blow", "break", "change", "haunt", "make you", "melt", "shock", "surprise",
];

/// Nouns counted by listicles: *7 reasons to …*
const LISTED: [&str; 14] = [
    "facts", "images", "mistakes", "moments", "photos", "pictures", "reasons", "secrets", "signs",
    "things", "times", "tips", "tricks", "ways",
];

/// Words after such a noun that make it a tease; `7 reasons given by the court` is none.
const AFTER_LISTED: [&str; 6] = ["about", "every", "that", "to", "why", "you"];

/// Nouns called shocking in order to tease. `shocking defeat` is a judgement and not meant here.
const SHOCKING: [&str; 11] = [
    "confession",
    "details",
    "discovery",
    "footage",
    "moment",
    "photo",
    "photos",
    "reason",
    "secret",
    "truth",
    "video",
];

/// Number words that listicles begin with.
const NUMBERS: [&str; 12] = [
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty",
];

static TEASERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(PHRASES.iter().chain(&PROMISES).copied()));

/// Returns the words of a headline that tease, quotations left out.
pub(super) fn teaser(headline: &Block) -> Option<String> {
    let own = headline.without(&[InlineKind::Quotation]);
    let plain: String = own
        .iter()
        .map(|range| &headline.text[range.clone()])
        .collect();
    // The lists have straight apostrophes.
    let plain = plain.replace('’', "'");
    let lower = plain.to_lowercase();
    let tease = |words: &&&str| has_words(&lower, words) && !is_title(&plain, words);
    // One pass over the headline rules out nearly all of them; only then is the phrase looked for that is not a
    // title.
    if TEASERS.is_in(&lower)
        && let Some(words) = PHRASES.iter().chain(&PROMISES).find(tease)
    {
        return Some((*words).to_owned());
    }
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    shocking(&words)
        .or_else(|| next(&words))
        .or_else(|| effect(&lower))
        .or_else(|| list(&words))
        .or_else(|| unnamed(&words))
        .or_else(|| shout(&plain))
}

/// Returns whether `text` has `words` as whole words.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !is_part(text[..at].chars().next_back())
            && !is_part(text[at + words.len()..].chars().next())
    })
}

/// Returns whether `words` occur in `title` as the title of a work: capitalised, while the rest is lower case. A
/// headline in title case gives no such hint and counts as teasing.
fn is_title(title: &str, words: &str) -> bool {
    let wanted: Vec<&str> = words.split(' ').collect();
    let all: Vec<&str> = title.split_whitespace().collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let at = all.windows(wanted.len()).position(|part| {
        part.iter()
            .zip(&wanted)
            .all(|(word, wanted)| word.to_lowercase().starts_with(wanted))
    });
    at.is_some_and(|at| {
        let (own, rest) = (&all[at..at + wanted.len()], &all[at + wanted.len()..]);
        let is_small = |word: &&str| word.len() > 3 && word.starts_with(char::is_lowercase);
        at > 0
            && own.iter().all(|word| is_capital(word) || word.len() < 4)
            && own.iter().any(is_capital)
            && all[..at].iter().chain(rest).any(is_small)
    })
}

/// Matches `this tiny island`, `is this the end`: the headline hides its subject.
fn unnamed(words: &[&str]) -> Option<String> {
    const EPITHETS: [&str; 12] = [
        "adorable",
        "amazing",
        "bizarre",
        "brilliant",
        "genius",
        "hilarious",
        "incredible",
        "little-known",
        "simple",
        "strange",
        "tiny",
        "weird",
    ];
    if words.starts_with(&["is", "this", "the"]) {
        return Some("is this the".to_owned());
    }
    let pair = words
        .windows(2)
        .find(|pair| pair[0] == "this" && EPITHETS.contains(&pair[1]));
    pair.map(|pair| pair.join(" "))
}

/// Matches `shocking video` and the like.
fn shocking(words: &[&str]) -> Option<String> {
    let pair = words
        .windows(2)
        .find(|pair| pair[0] == "shocking" && SHOCKING.contains(&pair[1]));
    pair.map(|pair| pair.join(" "))
}

/// Matches `what happened next`, `what she did next`; not what happened next *to*, *in* or *for* something that is
/// named.
fn next(words: &[&str]) -> Option<String> {
    let at = words.iter().position(|word| *word == "what")?;
    let teased = words[at..]
        .iter()
        .take(5)
        .position(|word| matches!(*word, "next" | "found" | "discovered"))?;
    let is_named = words
        .get(at + teased + 1)
        .is_some_and(|word| matches!(*word, "to" | "in" | "for"));
    let who = words.get(at + 1)?;
    let is_next = words[at + teased] == "next" && !is_named;
    // `what they found will …` teases; `what they found` alone may be followed by the answer.
    let is_found = matches!(*who, "he" | "she" | "they" | "we")
        && words[at + teased + 1..]
            .first()
            .is_some_and(|word| *word == "will");
    ((is_next && teased > 1 && *who != "is" && *who != "comes") || is_found)
        .then(|| words[at..=at + teased].join(" "))
}

/// Matches `will shock you`: an effect on the reader, who is named within four words.
fn effect(lower: &str) -> Option<String> {
    let (_, after) = lower.split_once(" will ")?;
    let effect = EFFECTS.iter().find(|effect| after.starts_with(**effect))?;
    let is_reader = after
        .split_whitespace()
        .take(4)
        .any(|word| word.trim_matches(['.', '!']).starts_with("you"));
    is_reader.then(|| format!("will {effect}"))
}

/// Matches `7 reasons why`, `Ten beautiful photos that`.
fn list(words: &[&str]) -> Option<String> {
    let first = words.first()?;
    if !NUMBERS.contains(first) && !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // `Ten beautiful photos`: up to two words between number and noun.
    let at = words
        .iter()
        .take(4)
        .position(|word| LISTED.contains(word))?;
    let after = words.get(at + 1)?;
    let teases = AFTER_LISTED.contains(after);
    (at > 0 && teases).then(|| words[..=at + 1].join(" "))
}

/// Matches an exclamation mark at the end, unless it belongs to a name: *Oliver!*
fn shout(plain: &str) -> Option<String> {
    let rest = plain.trim_end().strip_suffix('!')?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_name = words.len() > 1
        && words.last().is_some_and(is_capital)
        && words[1..words.len() - 1]
            .iter()
            .any(|word| word.starts_with(char::is_lowercase));
    (!is_name && !words.is_empty()).then(|| "!".to_owned())
}
