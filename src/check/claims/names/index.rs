//! Index of the clips' words for looking up names: by key, with the words before and behind each and how each is
//! written.
//!
//! A key is a folded word without inflection (`grammar`). Deciding what is a name is left to `cased`, `german` and
//! `arabic`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::grammar::{Grammar, has_arabic_article, key};
use super::tables;
use crate::text;

/// Most words from one to another of the same name: `Prime Minister Anwar Dallal`.
const MAX_DISTANCE: usize = 4;

/// Lower-case words inside names.
const PARTICLES: [&str; 22] = [
    "of", "the", "for", "de", "du", "des", "d", "l", "la", "le", "les", "del", "los", "las", "el",
    "van", "von", "der", "den", "bin", "di", "da",
];

/// Most words that one is compared with as a misspelling: bounds the search in a clip of any size.
const MAX_CANDIDATES: usize = 1_000;

/// A word of a brief or clip.
#[derive(Clone, Debug)]
pub struct ClipWord {
    /// The form by which words are compared, see `grammar::key`.
    pub key: String,
    /// Its bytes in the text, without elided article and possessive.
    pub range: Range<usize>,
    /// Its capitals, which mark names in most languages.
    pub case: WordCase,
    /// What separates it from the word before.
    pub gap: Gap,
    /// Whether it has the Arabic article.
    pub article: bool,
    /// The folded word with its inflection.
    pub whole: String,
    /// Whether a capital follows a lower-case letter in it: `SkyBridge`.
    pub inner_capital: bool,
}

/// The capitals of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordCase {
    /// A capital first letter, whatever follows; a single capital letter, too.
    Capital,
    /// All letters, of at least two.
    Capitals,
    /// A lower-case first letter, or a script without capitals.
    Small,
}

/// What separates a word from the one before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gap {
    /// A space, a hyphen, or the full stop of an initial: the two words may form one name.
    Joint,
    /// Other punctuation, which ends a name.
    Sign,
    /// The end of a sentence, or a colon: the word has a capital anyway.
    Start,
}

/// Splits `text` into words; `language` decides sentences, elisions and keys.
pub(super) fn words(text: &str, language: &str) -> Vec<ClipWord> {
    let grammar = Grammar::of(language);
    let primary = language.split('-').next().unwrap_or_default();
    // Sentences first: an abbreviation's stop does not make the next capital meaningless.
    let mut starts = HashSet::new();
    let mut at = 0;
    for sentence in text::sentences(text, language) {
        starts.insert(at + sentence.find(char::is_alphanumeric).unwrap_or(0));
        at += sentence.len();
    }
    let mut words: Vec<ClipWord> = Vec::new();
    for range in text::words(text) {
        let is_start = starts.contains(&range.start);
        let range = bare(text, range, primary);
        let written = &text[range.clone()];
        let key = key(written, grammar);
        if key.is_empty() {
            continue;
        }
        let before = words.last().map_or(0, |word| word.range.end);
        let between = text.get(before..range.start).unwrap_or_default();
        let is_joined = is_joint(
            between,
            words.last().map_or("", |word| &text[word.range.clone()]),
            primary,
        );
        let ends =
            between.contains([':', ';', '!', '?', '…']) || between.contains('.') && !is_joined;
        let gap = if is_start || ends || words.is_empty() {
            Gap::Start
        } else if is_joined {
            Gap::Joint
        } else {
            Gap::Sign
        };
        let article = grammar == Grammar::Arabic && has_arabic_article(written);
        let inner_capital = written
            .chars()
            .zip(written.chars().skip(1))
            .any(|(one, next)| one.is_lowercase() && next.is_uppercase());
        words.push(ClipWord {
            key,
            case: case(written),
            range,
            gap,
            article,
            inner_capital,
            whole: text::fold(written),
        });
    }
    words
}

/// Returns the range of a word without an elided article before it (`l'`, `d'`) and a possessive behind it.
fn bare(text: &str, range: Range<usize>, primary: &str) -> Range<usize> {
    let word = &text[range.clone()];
    let mut range = range;
    if matches!(primary, "fr" | "it" | "ca")
        && let Some(at) = word.find(['\'', '’'])
        && tables::ELISIONS.contains(&word[..at].to_lowercase().as_str())
    {
        let sign = word[at..].chars().next().map_or(0, char::len_utf8);
        range.start += at + sign;
    }
    let word = &text[range.clone()];
    for ending in ["'s", "’s", "'", "’"] {
        if let Some(bare) = word.strip_suffix(ending).filter(|bare| !bare.is_empty()) {
            range.end = range.start + bare.len();
            break;
        }
    }
    range
}

/// Returns whether `between` lets two words be parts of one name. An elision or a possessive ends a name:
/// `Haugen's Oslo` are two.
fn is_joint(between: &str, before: &str, primary: &str) -> bool {
    let is_elided =
        matches!(primary, "fr" | "it" | "ca") && between.trim_end().ends_with(['\'', '’']);
    if is_elided {
        return false;
    }
    let bare = between
        .strip_prefix("’s")
        .or_else(|| between.strip_prefix("'s"));
    if bare.is_some() {
        return false;
    }
    let is_letter = before.chars().count() == 1 && before.starts_with(char::is_uppercase);
    let is_initial = is_letter || tables::ABBREVIATED.contains(&before);
    matches!(between, " " | "-" | "‑" | "\n" | "\u{A0}" | "\u{202F}")
        || is_initial && matches!(between, ". " | ".")
}

fn case(written: &str) -> WordCase {
    let mut letters = written.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let n_letters = written.chars().count();
            if n_letters > 1 && !written.contains(char::is_lowercase) {
                WordCase::Capitals
            } else {
                WordCase::Capital
            }
        }
        _ => WordCase::Small,
    }
}

/// The words of all clips of a brief, by key.
#[derive(Debug, Default)]
pub struct ClipIndex {
    /// Where each key occurs first: position of the clip, and byte in it.
    first: HashMap<String, (usize, usize)>,
    /// Folded words with their inflection.
    wholes: HashSet<String>,
    /// Keys that occur in lower case: common words.
    small: HashSet<String>,
    /// Keys that occur capitalised beside another capitalised word: parts of longer names.
    parts: HashSet<String>,
    /// Hashes of pairs of keys near each other, in either order.
    near: HashSet<u64>,
    /// The keys directly behind each.
    pairs: HashMap<String, Vec<String>>,
    /// The keys directly before each.
    before: HashMap<String, Vec<String>>,
    /// All keys in order, for searches by prefix; filled by [`finish`](Self::finish).
    sorted: Vec<String>,
    /// Initials of runs of capitalised words: `eu` of `European Union`.
    initials: HashSet<String>,
}

impl ClipIndex {
    /// Adds the words of the clip at position `clip`.
    pub fn add(&mut self, clip: usize, words: &[ClipWord]) {
        for (idx, word) in words.iter().enumerate() {
            self.first
                .entry(word.key.clone())
                .or_insert((clip, word.range.start));
            if word.case == WordCase::Small {
                self.small.insert(word.key.clone());
            }
            self.wholes.insert(word.whole.clone());
            for other in words[idx + 1..].iter().take(MAX_DISTANCE) {
                if other.gap != Gap::Joint {
                    break;
                }
                self.near.insert(pair(&word.key, &other.key));
                // `Ministry of Defence` is one name, `Ada Adams and Oda Berg` are two.
                if other.case == WordCase::Small && !PARTICLES.contains(&other.key.as_str()) {
                    break;
                }
            }
            if let Some(next) = words.get(idx + 1).filter(|next| next.gap == Gap::Joint) {
                if word.case != WordCase::Small && next.case != WordCase::Small {
                    self.parts.insert(word.key.clone());
                    self.parts.insert(next.key.clone());
                }
                push(&mut self.pairs, &word.key, &next.key);
                push(&mut self.before, &next.key, &word.key);
            }
            self.add_initials(&words[idx..]);
        }
    }

    /// Adds the initials of the name that begins with the first of `words`, of up to eight words.
    fn add_initials(&mut self, words: &[ClipWord]) {
        let mut initials = String::new();
        // `USGS`: US Geological Survey
        let mut letters = String::new();
        for word in words.iter().take(8) {
            if word.case == WordCase::Small && initials.is_empty() {
                return;
            }
            // A long word in lower case ends the name; short ones (`of`, `für`) have no initial.
            if word.case == WordCase::Small && word.key.len() > 3 {
                return;
            }
            if word.case != WordCase::Small {
                initials.extend(word.key.chars().next());
                self.initials.insert(initials.clone());
                if word.case == WordCase::Capitals || letters.len() != initials.len() - 1 {
                    let n_letters = if word.case == WordCase::Capitals {
                        word.key.len()
                    } else {
                        1
                    };
                    letters.extend(word.key.chars().take(n_letters));
                    self.initials.insert(letters.clone());
                } else {
                    letters.clone_from(&initials);
                }
            }
        }
    }

    /// Completes the index: searches by prefix find nothing before.
    pub fn finish(&mut self) {
        self.sorted = self.first.keys().cloned().collect();
        self.sorted.sort_unstable();
    }

    /// Returns where the key `word` occurs first: the clip and the byte in it.
    pub fn first(&self, word: &str) -> Option<(usize, usize)> {
        self.first.get(word).copied()
    }

    /// Returns whether the clips have `word`, give or take the *s* of a genitive.
    pub fn has(&self, word: &str) -> bool {
        self.first.contains_key(word)
            || word.len() > 3
                && (self.first.contains_key(&format!("{word}s"))
                    || word
                        .strip_suffix('s')
                        .is_some_and(|bare| self.first.contains_key(bare)))
    }

    /// Returns whether the clips have `word` only without its final `er`: `Zell` where the brief has `Zeller`. Keys
    /// drop this ending as inflection, but in a surname it is part of the name.
    pub fn is_longer(&self, word: &ClipWord) -> bool {
        let bare = word.whole.strip_suffix("er");
        bare.is_some_and(|bare| self.wholes.contains(bare)) && !self.wholes.contains(&word.whole)
    }

    /// Returns whether the clips write `word` in lower case anywhere.
    pub fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// Returns whether `word` is part of a name of several words in the clips.
    pub fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word)
    }

    /// Returns whether two words occur near each other in a clip.
    pub fn are_near(&self, one: &str, other: &str) -> bool {
        self.near.contains(&pair(one, other))
    }

    /// Returns the words directly behind `word` in the clips, at most [`MAX_NEIGHBOURS`].
    pub fn after(&self, word: &str) -> &[String] {
        self.pairs.get(word).map_or(&[], Vec::as_slice)
    }

    /// Returns the words directly before `word` in the clips, at most [`MAX_NEIGHBOURS`].
    pub fn before(&self, word: &str) -> &[String] {
        self.before.get(word).map_or(&[], Vec::as_slice)
    }

    /// Returns whether the clips have a capitalised run of words with the initials `letters`.
    pub fn has_initials(&self, letters: &str) -> bool {
        self.initials.contains(letters)
    }

    /// Returns the words of the clips that begin with `stem`, sorted.
    pub fn beginning_with<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.sorted.partition_point(|word| word.as_str() < stem);
        self.sorted[from..]
            .iter()
            .map(String::as_str)
            .take_while(move |word| word.starts_with(stem))
    }

    /// Returns whether `word` is a misspelling of a word of the clips.
    ///
    /// That is one letter off, two in long words, other than by inflection; or, beside capitals, alike in its
    /// beginning to part of a longer name (`Hestvik` for `Hestnes`). Words that the clips write in lower case are
    /// never misspelt names.
    pub fn is_misspelt(&self, word: &str, grammar: Grammar) -> bool {
        let n_letters = word.chars().count();
        // Short words resemble too many others.
        if n_letters < 4 {
            return false;
        }
        // Misspellings rarely touch the first letter, and a fixed one makes this a search by prefix.
        let first = &word[..word.chars().next().map_or(0, char::len_utf8)];
        let long = if grammar == Grammar::German { 8 } else { 7 };
        let room = if n_letters >= long { 2 } else { 1 };
        // Inflection looks like a misspelling of one letter: a name in the genitive, a Spanish plural, a German case.
        let is_inflected = |known: &str, shared: usize| {
            grammar == Grammar::German && shared + 2 >= n_letters.max(known.chars().count())
                || known.starts_with(word)
                // `Fiscales`, `Fiscalía`
                || word.ends_with('s') && shared + 2 >= n_letters
                || word
                    .strip_prefix(known)
                    .is_some_and(|rest| grammar == Grammar::German || !matches!(rest, "a" | "o" | "i"))
        };
        self.beginning_with(first)
            .take(MAX_CANDIDATES)
            .any(|known| {
                if self.is_small(known) {
                    return false;
                }
                let n_known = known.chars().count();
                let shared = word
                    .chars()
                    .zip(known.chars())
                    .take_while(|(a, b)| a == b)
                    .count();
                let is_part = self.is_part(known);
                let is_like = is_part
                    && shared >= 3
                    && shared * 2 >= n_letters
                    && n_known.abs_diff(n_letters) <= 2
                    && !is_derived(word)
                    && grammar == Grammar::Cased;
                let is_near = (n_letters >= 5 || is_part && n_known == n_letters)
                    && n_known.abs_diff(n_letters) <= room
                    && strsim::levenshtein(word, known) <= room;
                !is_inflected(known, shared) && (is_near || is_like)
            })
    }

    /// Returns whether `word` differs from a word of the clips only in the direction that it begins with: `Südmark`
    /// for `Nordmark`.
    pub fn is_turned(&self, word: &str) -> bool {
        let quarters = ["nord", "sud", "ost", "west", "ober", "unter", "nieder"];
        let rest = quarters
            .iter()
            .find_map(|quarter| word.strip_prefix(quarter));
        rest.is_some_and(|rest| {
            rest.len() >= 3
                && quarters
                    .iter()
                    .any(|quarter| self.first.contains_key(&format!("{quarter}{rest}")))
        })
    }
}

/// Returns whether a word ends like a noun or adjective derived from another, and may therefore resemble one by
/// chance.
fn is_derived(word: &str) -> bool {
    let endings = [
        "s", "al", "ion", "er", "or", "ing", "ed", "ent", "ance", "ity", "ry", "ic", "ist", "ante",
        "ente", "dad", "eur", "aire", "ien", "ienne", "iere", "mente", "ian", "ese", "able", "ive",
        "ful", "ly", "cion",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}

/// Most neighbours kept per word: those of a common word prove nothing.
const MAX_NEIGHBOURS: usize = 20;

fn push(neighbours: &mut HashMap<String, Vec<String>>, word: &str, other: &str) {
    let known = neighbours.entry(word.to_owned()).or_default();
    if known.len() < MAX_NEIGHBOURS && !known.iter().any(|known| known == other) {
        known.push(other.to_owned());
    }
}

/// Returns a hash of the two words that is the same in either order.
fn pair(one: &str, other: &str) -> u64 {
    let (a, b) = if one <= other {
        (one, other)
    } else {
        (other, one)
    };
    crate::hash::Hash::of_bytes(format!("{a} {b}").as_bytes()).0 as u64
}
