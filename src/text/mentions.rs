//! The names in a running text: which of some known names stand where, longest first.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::fold::{self, NamePiece, fold_word};

/// Names of several owners, ready to be looked for in texts.
///
/// Owners are numbers that mean something to the caller. A name that two of them share is found, and is
/// nobody's: which of them is meant is not guessed.
#[derive(Clone, Debug, Default)]
pub struct NameMatcher {
    patterns: Vec<NamePattern>,
    /// Positions in `patterns` by first word, longest first.
    by_first: HashMap<String, Vec<usize>>,
    beginnings: FirstWordFilter,
    /// Words of the longest name.
    n_words: usize,
}

/// The hashes of first words: most words of a text have none of them, and are looked at no further.
#[derive(Clone, Debug)]
struct FirstWordFilter([u64; N_BEGINNINGS / 64]);

/// Hashes that are told apart. A site of a thousand names fills three in a hundred of them.
const N_BEGINNINGS: usize = 1 << 15;

/// A text, cut into words once for all that is looked for in it.
#[derive(Debug)]
pub struct TokenizedText<'t> {
    /// The text.
    pub text: &'t str,
    words: Vec<Range<usize>>,
    /// The hash of each word, if it is known how it is folded.
    beginnings: Vec<Option<u16>>,
}

/// A place where a name stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The bytes of the text that it takes, its article among them.
    pub range: Range<usize>,
    /// Whose name it is; `None` if it is that of several.
    pub owner: Option<usize>,
}

#[derive(Clone, Debug)]
struct NamePattern {
    words: Vec<String>,
    case: CaseRule,
    owner: Option<usize>,
}

/// How the letters of a mention must be written.
#[derive(Clone, PartialEq, Eq, Debug)]
enum CaseRule {
    /// With a capital where the name has one: `Rice` is a name, `rice` is not. By word.
    Capitals(Vec<bool>),
    /// Just so: `IS` is a name, `Is` is not. The words as written.
    Exact(Vec<String>),
}

/// Words that a name begins with and that a sentence writes small: `la Réunion`, `the Gambia`.
const ARTICLES: [&str; 17] = [
    "The", "La", "Le", "Les", "El", "Los", "Las", "Il", "Lo", "Gli", "O", "Os", "As", "Der", "Die",
    "Das", "De",
];

impl NameMatcher {
    /// Indexes `names`, each with its owner. A name without a letter or a digit is passed over.
    pub fn new<'a>(names: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut index = NameMatcher::default();
        for (owner, name) in names {
            index.add(owner, name);
        }
        index
    }

    fn add(&mut self, owner: usize, name: &str) {
        let words = words(name);
        let first = words
            .first()
            .map_or(0, |_| usize::from(article_at(name, &words, 0)));
        let written: Vec<&str> = words[first..]
            .iter()
            .enumerate()
            .filter(|(idx, _)| !article_at(name, &words[first..], *idx))
            .map(|(_, word)| &name[word.clone()])
            .collect();
        let folded: Vec<String> = written.iter().map(|word| folded(word)).collect();
        let Some(start) = folded.first().filter(|word| !word.is_empty()) else {
            return;
        };
        let case = case_of(&written);
        let alike = self.by_first.get(start).map_or(&[][..], Vec::as_slice);
        let is_known = |idx: &&usize| {
            let known = &self.patterns[**idx];
            known.words == folded && known.case == case
        };
        if let Some(idx) = alike.iter().find(is_known) {
            let known = &mut self.patterns[*idx];
            if known.owner != Some(owner) {
                known.owner = None;
            }
            return;
        }
        self.beginnings.add(start);
        self.n_words = self.n_words.max(folded.len());
        let positions = self.by_first.entry(folded[0].clone()).or_default();
        let longer =
            positions.partition_point(|idx| self.patterns[*idx].words.len() >= folded.len());
        positions.insert(longer, self.patterns.len());
        self.patterns.push(NamePattern {
            words: folded,
            case,
            owner: Some(owner),
        });
    }

    /// Finds names of several words in small letters, too.
    pub fn in_any_case(mut self) -> Self {
        for pattern in &mut self.patterns {
            if let CaseRule::Capitals(capitals) = &mut pattern.case
                && capitals.len() > 1
            {
                capitals.fill(false);
            }
        }
        self
    }

    /// Finds the names in `text`, in order; where one begins, the longest that does.
    ///
    /// A name goes over line ends and hyphens, and not over the end of a sentence.
    pub fn find(&self, text: &TokenizedText) -> Vec<Mention> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let mut mentions = Vec::new();
        let mut idx = 0;
        while idx < text.words.len() {
            let may_begin = self.beginnings.hold(text.beginnings[idx]);
            match may_begin
                .then(|| self.at(text.text, &text.words, idx))
                .flatten()
            {
                Some((mention, next)) => {
                    mentions.push(mention);
                    idx = next;
                }
                None => idx += 1,
            }
        }
        mentions
    }

    /// Finds a name that what stands at `range` of `text` is only a part of: `New Jersey`, of which `Jersey` is.
    pub fn longer(&self, text: &TokenizedText, range: &Range<usize>) -> Option<Mention> {
        let inside = text.words.partition_point(|word| word.end <= range.start);
        // Each word of the name may have an article before it.
        let words = inside.saturating_sub(2 * self.n_words)..text.words.len().min(inside + 1);
        words
            .filter(|idx| self.beginnings.hold(text.beginnings[*idx]))
            .find_map(|idx| {
                let (mention, _) = self.at(text.text, &text.words, idx)?;
                let whole = &mention.range;
                let is_longer =
                    whole.start <= range.start && range.end <= whole.end && whole != range;
                is_longer.then_some(mention)
            })
    }

    /// Finds the longest name that begins with the word at `idx`. Returns it with the position after it.
    fn at(&self, text: &str, words: &[Range<usize>], idx: usize) -> Option<(Mention, usize)> {
        let word = &text[words[idx].clone()];
        let found = endings(word).find_map(|ending| {
            let word = &word[..ending];
            let positions = self.by_first.get(&folded(word))?;
            positions.iter().find_map(|position| {
                let pattern = &self.patterns[*position];
                let (end, next) = pattern.matched(text, words, idx)?;
                Some((end, next, pattern.owner))
            })
        });
        let (end, next, owner) = found?;
        // The article is a part of the mention, and was passed over as a word before it.
        let start = match idx.checked_sub(1) {
            Some(before) if article_at(text, words, before) => words[before].start,
            _ => words[idx].start,
        };
        Some((
            Mention {
                range: start..end,
                owner,
            },
            next,
        ))
    }
}

impl<'t> TokenizedText<'t> {
    /// Cuts `text` into words. It is plain, or HTML without tags: `&amp;` stands between words.
    pub fn new(text: &'t str) -> Self {
        let words = words(text);
        let beginnings = words
            .iter()
            .map(|word| beginning(&text[word.clone()]))
            .collect();
        TokenizedText {
            text,
            words,
            beginnings,
        }
    }
}

impl FirstWordFilter {
    fn add(&mut self, folded: &str) {
        if let Some(number) = beginning(folded) {
            let number = usize::from(number);
            self.0[number / 64] |= 1 << (number % 64);
        }
    }

    /// Returns whether a name may begin with a word that has the hash `beginning`.
    fn hold(&self, beginning: Option<u16>) -> bool {
        let Some(number) = beginning.map(usize::from) else {
            return true;
        };
        self.0[number / 64] >> (number % 64) & 1 == 1
    }
}

impl Default for FirstWordFilter {
    fn default() -> Self {
        FirstWordFilter([0; N_BEGINNINGS / 64])
    }
}

/// Returns the hash of `word`, in any case, if it is of ASCII letters and digits (FNV-1a, its upper bits). Folding only
/// makes them small; what it makes of others, and of apostrophes, is not known here.
fn beginning(word: &str) -> Option<u16> {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in word.bytes() {
        if !byte.is_ascii_alphanumeric() {
            return None;
        }
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    Some((hash >> (u32::BITS - N_BEGINNINGS.ilog2())) as u16)
}

impl NamePattern {
    /// Returns where this name ends, if it begins with the word at `first`, and the position after it.
    fn matched(&self, text: &str, words: &[Range<usize>], first: usize) -> Option<(usize, usize)> {
        let mut at = first;
        let mut end = 0;
        for (idx, wanted) in self.words.iter().enumerate() {
            if idx > 0 {
                while article_at(text, words, at) {
                    at += 1;
                }
                if !joins(text, words, at) {
                    return None;
                }
            }
            let range = words.get(at)?;
            let word = &text[range.clone()];
            let len = endings(word).find(|end| {
                let fits = match &self.case {
                    CaseRule::Exact(written) => word[..*end] == written[idx],
                    CaseRule::Capitals(capitals) => {
                        !(capitals[idx] && word.starts_with(char::is_lowercase))
                    }
                };
                fits && folded(&word[..*end]) == *wanted
            })?;
            end = range.start + len;
            at += 1;
            // A name goes on behind a possessive only if that is a part of it.
            if len < word.len() && idx + 1 < self.words.len() {
                return None;
            }
        }
        Some((end, at))
    }
}

fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_word(word, &mut folded);
    folded
}

fn case_of(written: &[&str]) -> CaseRule {
    let has_letters = written.iter().any(|word| word.contains(char::is_uppercase));
    if has_letters && !written.iter().any(|word| word.contains(char::is_lowercase)) {
        return CaseRule::Exact(written.iter().map(|word| (*word).to_owned()).collect());
    }
    let n_articles = usize::from(written.len() > 1 && ARTICLES.contains(&written[0]));
    let has_capital =
        |(idx, word): (usize, &&str)| idx >= n_articles && word.starts_with(char::is_uppercase);
    CaseRule::Capitals(written.iter().enumerate().map(has_capital).collect())
}

/// The lengths of `word` that may be a name: all of it, and what is left without a possessive.
fn endings(word: &str) -> impl Iterator<Item = usize> {
    let bare = word
        .strip_suffix(['s', 'S'])
        .and_then(|word| word.strip_suffix(fold::is_apostrophe));
    let bare = bare.or_else(|| word.strip_suffix(fold::is_apostrophe));
    std::iter::once(word.len()).chain(bare.map(str::len))
}

/// Cuts `text` into words: runs of letters and digits, with the marks and apostrophes on and in them.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while at < text.len() {
        let end = end_of_word(text, at);
        if at < end {
            words.push(at..end);
        }
        // A character reference is no word, also where it ends one.
        let is_reference = text[end..].starts_with("&amp;");
        at = if is_reference {
            end + "&amp;".len()
        } else {
            text.ceil_char_boundary(end + 1)
        };
    }
    words
}

/// Which bytes are ASCII letters or digits.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        letters[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    letters
};

/// Returns whether Hebrew letters stand on both sides of the byte at `at`.
fn is_in_hebrew(text: &str, at: usize) -> bool {
    let is_hebrew = |letter: Option<char>| letter.is_some_and(|letter| matches!(letter, 'א'..='ת'));
    is_hebrew(text[..at].chars().next_back()) && is_hebrew(text[at + 1..].chars().next())
}

/// Returns where the word ends that begins at `start`; `start` itself if none does.
fn end_of_word(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        // Most letters are ASCII, and need no decoding.
        while bytes
            .get(at)
            .is_some_and(|byte| LETTERS[usize::from(*byte)])
        {
            at += 1;
        }
        let Some(byte) = bytes.get(at) else { return at };
        let is_inside = at > start;
        let letter = if byte.is_ascii() {
            char::from(*byte)
        } else {
            text[at..].chars().next().unwrap_or_default()
        };
        let is_part = is_inside && fold::is_apostrophe(letter)
            || letter == '"' && is_in_hebrew(text, at)
            || !letter.is_ascii() && (letter.is_alphanumeric() || is_mark(letter));
        if !is_part {
            return at;
        }
        at += letter.len_utf8();
    }
}

fn is_mark(letter: char) -> bool {
    !letter.is_ascii()
        && (unicode_normalization::char::is_combining_mark(letter)
            || matches!(letter, 'ـ' | 'ʿ' | 'ʾ' | '\u{200C}' | '\u{200D}'))
}

/// Returns whether the word at `idx` is an article that belongs to the next one.
fn article_at(text: &str, words: &[Range<usize>], idx: usize) -> bool {
    let (Some(word), Some(next)) = (words.get(idx), words.get(idx + 1)) else {
        return false;
    };
    if word.len() > 3 {
        return false;
    }
    let gap = &text[word.end..next.start];
    let hyphen = gap.starts_with(fold::is_hyphen);
    if gap.chars().count() != 1 || !(hyphen || gap.starts_with(char::is_whitespace)) {
        return false;
    }
    let is_first = idx == 0 || !joins(text, words, idx);
    let piece = NamePiece {
        word: &text[word.clone()],
        hyphen,
        is_first,
    };
    fold::is_article(&piece, Some(&text[next.clone()]))
}

/// Returns whether what stands between the words before and at `idx` may stand inside a name.
fn joins(text: &str, words: &[Range<usize>], idx: usize) -> bool {
    let (Some(before), Some(word)) = (
        idx.checked_sub(1).and_then(|idx| words.get(idx)),
        words.get(idx),
    ) else {
        return false;
    };
    let gap = &text[before.end..word.start];
    let plain = gap.replace("&amp;", "&");
    let allowed = plain.chars().all(|letter| {
        letter.is_whitespace() || fold::is_hyphen(letter) || letter == '.' || letter == '&'
    });
    // A full stop ends a sentence, unless it ends an initial or stands inside an abbreviation.
    let ends_sentence = plain.contains('.')
        && plain.contains(char::is_whitespace)
        && text[before.clone()]
            .chars()
            .filter(|letter| !is_mark(*letter))
            .count()
            > 1;
    allowed && !ends_sentence && !plain.contains("\n\n")
}
