//! Name matching: finds which of many known names occur in a text and where, the longest first.
//! Compares words as `fold` folds them. It knows owners of names as numbers only; links and suggestions are made
//! elsewhere.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::fold::{self, NamePiece, fold_word};
use crate::text::tokens::{
    self, Beginning, N_HASHES, TokenizedText, end_of_word, is_mark, word_hash, words,
};

/// Index of names, each with its owner, for matching against texts.
///
/// An owner is a number chosen by the caller. A name that two owners share is found without an owner: which of them is
/// meant is not guessed.
#[derive(Clone, Debug, Default)]
pub struct NameMatcher {
    patterns: Vec<NamePattern>,
    /// Positions in `patterns` by first word, the longest pattern first.
    by_first: HashMap<String, Vec<usize>>,
    first_words: FirstWordFilter,
    /// Whether some name may be found in lower case.
    in_lower_case: bool,
    /// Number of words of the longest name.
    n_words: usize,
}

/// Bit set of the hashes of all first words (a Bloom filter with one hash function).
///
/// Most words of a text begin no name; the filter rejects them without folding or a map lookup.
#[derive(Clone, Debug)]
struct FirstWordFilter([u64; N_HASHES / 64]);

/// One occurrence of a name in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Byte range in the text, including an Arabic article before the name.
    pub range: Range<usize>,
    /// The owner of the name; `None` if several owners share it.
    pub owner: Option<usize>,
}

#[derive(Clone, Debug)]
struct NamePattern {
    words: Vec<String>,
    case: CaseRule,
    owner: Option<usize>,
}

/// Which capitals a mention must have to count as the name.
#[derive(Clone, PartialEq, Eq, Debug)]
enum CaseRule {
    /// Per word, whether it must begin with a capital: `Rice` is a name, `rice` is not.
    Capitals(Vec<bool>),
    /// The words exactly as written, for names in capitals only: `IS` is a name, `Is` is not.
    Exact(Vec<String>),
}

impl CaseRule {
    fn begins_with_capital(&self) -> bool {
        match self {
            CaseRule::Capitals(capitals) => capitals.first().copied().unwrap_or_default(),
            // No word of it has a letter in lower case.
            CaseRule::Exact(_) => true,
        }
    }
}

/// First words of names that running text writes in lower case: `la Réunion`, `the Gambia`.
const ARTICLES: [&str; 17] = [
    "The", "La", "Le", "Les", "El", "Los", "Las", "Il", "Lo", "Gli", "O", "Os", "As", "Der", "Die",
    "Das", "De",
];

impl NameMatcher {
    /// Indexes `names`, each with its owner. Skips names without a letter or a digit.
    pub fn new<'a>(names: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut index = NameMatcher::default();
        for (owner, name) in names {
            index.add(owner, name);
        }
        index
    }

    fn add(&mut self, owner: usize, name: &str) {
        let words = words(name);
        // Articles are left out of the pattern, as `match_at` skips them in the text: `al-Sudani` also finds `Sudani`.
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
        self.first_words.add(start);
        self.in_lower_case |= !case.begins_with_capital();
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

    /// Returns a matcher that also finds names of several words in lower case. One-word names keep their case rule,
    /// since in lower case they are often common words.
    pub fn in_any_case(mut self) -> Self {
        for pattern in &mut self.patterns {
            if let CaseRule::Capitals(capitals) = &mut pattern.case
                && capitals.len() > 1
            {
                capitals.fill(false);
                self.in_lower_case = true;
            }
        }
        self
    }

    /// Finds the names in `text`, in order and without overlap; of several names that begin at one word, the longest.
    ///
    /// A name may span line ends and hyphens, but not the end of a sentence.
    pub fn find(&self, text: &TokenizedText) -> Vec<Mention> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let mut mentions = Vec::new();
        let mut idx = 0;
        while idx < text.words.len() {
            let may_begin = self.first_words.may_contain(text.hashes[idx]);
            match may_begin
                .then(|| self.longest_at(text.text, &text.words, idx))
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

    /// Returns whether a name may begin in `text`: a cheap test, which most prose fails. Never wrong when false.
    pub fn may_occur(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let may_begin = |byte: &u8| match tokens::BEGINNINGS[usize::from(*byte)] {
            Beginning::Any => true,
            Beginning::LowerCase => self.in_lower_case,
            Beginning::None => false,
        };
        let mut at = 0;
        while let Some(offset) = bytes[at..].iter().position(may_begin) {
            at += offset;
            let end = end_of_word(text, at);
            // After a letter it is a later part of a word in lower case, which was passed over.
            let is_start = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            if is_start && at < end && self.first_words.may_contain(word_hash(&text[at..end])) {
                return true;
            }
            at = end.max(text.ceil_char_boundary(at + 1));
        }
        false
    }

    /// Finds a name that contains the bytes at `range` of `text` and is longer: `New Jersey` for `Jersey`.
    pub fn longer(&self, text: &TokenizedText, range: &Range<usize>) -> Option<Mention> {
        let inside = text.words.partition_point(|word| word.end <= range.start);
        // Each word of the name may have an article before it.
        let words = inside.saturating_sub(2 * self.n_words)..text.words.len().min(inside + 1);
        words
            .filter(|idx| self.first_words.may_contain(text.hashes[*idx]))
            .find_map(|idx| {
                let (mention, _) = self.longest_at(text.text, &text.words, idx)?;
                let whole = &mention.range;
                let is_longer =
                    whole.start <= range.start && range.end <= whole.end && whole != range;
                is_longer.then_some(mention)
            })
    }

    /// Finds the longest name that begins with the word at `idx`. Returns it with the index of the word after it.
    fn longest_at(
        &self,
        text: &str,
        words: &[Range<usize>],
        idx: usize,
    ) -> Option<(Mention, usize)> {
        let word = &text[words[idx].clone()];
        let found = endings(word).find_map(|ending| {
            let word = &word[..ending];
            let positions = self.by_first.get(&folded(word))?;
            positions.iter().find_map(|position| {
                let pattern = &self.patterns[*position];
                let (end, next) = pattern.match_at(text, words, idx)?;
                Some((end, next, pattern.owner))
            })
        });
        let (end, next, owner) = found?;
        // The article belongs to the mention, but no pattern begins with it, so the match began one word later.
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

impl FirstWordFilter {
    fn add(&mut self, folded: &str) {
        if let Some(hash) = word_hash(folded) {
            let hash = usize::from(hash);
            self.0[hash / 64] |= 1 << (hash % 64);
        }
    }

    /// Returns whether a name may begin with a word of this hash; always true for `None`. Never wrong when false.
    fn may_contain(&self, hash: Option<u16>) -> bool {
        let Some(hash) = hash.map(usize::from) else {
            return true;
        };
        self.0[hash / 64] >> (hash % 64) & 1 == 1
    }
}

impl Default for FirstWordFilter {
    fn default() -> Self {
        FirstWordFilter([0; N_HASHES / 64])
    }
}

impl NamePattern {
    /// Matches this name from the word at `first`. Returns the byte where it ends and the index of the word after it.
    fn match_at(&self, text: &str, words: &[Range<usize>], first: usize) -> Option<(usize, usize)> {
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
            // `Iran's Supreme Leader` must not match `Iran Supreme Leader`: a stripped possessive ends the name.
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

/// Returns the lengths of `word` that may match a name: the whole word, then the word without a possessive ending.
fn endings(word: &str) -> impl Iterator<Item = usize> {
    let bare = word
        .strip_suffix(['s', 'S'])
        .and_then(|word| word.strip_suffix(fold::is_apostrophe));
    let bare = bare.or_else(|| word.strip_suffix(fold::is_apostrophe));
    std::iter::once(word.len()).chain(bare.map(str::len))
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
    // What comes before decides about a capital `Al`: at the start of a sentence it may be a given name.
    let is_first = idx == 0 || !joins(text, words, idx);
    let piece = NamePiece {
        word: &text[word.clone()],
        hyphen,
        is_first,
    };
    fold::is_article(&piece, Some(&text[next.clone()]))
}

/// Returns whether the gap between the words before and at `idx` may occur inside a name.
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
    // A full stop before a space ends a sentence, unless a single letter is before it: `J. Smith`.
    let ends_sentence = plain.contains('.')
        && plain.contains(char::is_whitespace)
        && text[before.clone()]
            .chars()
            .filter(|letter| !is_mark(*letter))
            .count()
            > 1;
    allowed && !ends_sentence && !plain.contains("\n\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, proptest};

    use super::{NameMatcher, TokenizedText};

    const PIECES: [&str; 28] = [
        "Basra",
        "basra",
        "BASRA",
        "US",
        "us",
        "iPhone",
        "Étienne",
        "étienne",
        "e\u{301}",
        "la",
        "La",
        "Réunion",
        "al-",
        "Kadhemi",
        "O'Brien",
        "’s",
        "'",
        "بغداد",
        "中国",
        "AT",
        "&amp;",
        "T",
        "3M",
        " ",
        "-",
        ".",
        "\n",
        "צה\"ל",
    ];

    fn text() -> impl Strategy<Value = String> {
        let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 1..8);
        pieces.prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn a_name_that_is_found_may_occur(
            names in prop::collection::vec(text(), 1..4), text in text(), picked in 0usize..4
        ) {
            let text = format!("{text} {}", names[picked % names.len()]);
            let names = NameMatcher::new(names.iter().map(String::as_str).enumerate());
            for names in [names.clone(), names.in_any_case()] {
                let is_found = !names.find(&TokenizedText::new(&text)).is_empty();
                prop_assert!(names.may_occur(&text) || !is_found, "{text:?} {names:?}");
            }
        }
    }
}
