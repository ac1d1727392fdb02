//! Sentence splitter: Unicode's rules (UAX #29), corrected by each language's abbreviations, initials and ordinals.
//! Summaries, backlinks and rules all use it; there is no other splitter. The word lists are in `abbreviations`.
//!
//! An abbreviation that may end a sentence or occur inside one (`U.S.`, `p.m.`, `Inc.`, `Jan.`, initials) ends it if
//! the next word commonly begins sentences and is no part of a name (`The`, `It`, `On`); otherwise the sentence
//! continues. Titles (`Mr.`, `Gen.`) and explanatory abbreviations (`e.g.`, `z. B.`) never end one.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::{Abbreviations, is_before_ordinal, is_numbered};

/// Most space-separated words of one abbreviation: `i. d. R.`
const MAX_ABBREVIATION_WORDS: usize = 3;
/// Most bytes of a word that is examined before a full stop.
const MAX_WORD: usize = 40;

/// Splits `text`, one block in one language, into sentences, lazily.
///
/// Concatenated they are `text` again: each includes the white space after it. Line ends count as spaces. `language` is
/// a BCP 47 tag; a language without a word list gets UAX #29 and initials only.
pub fn sentences<'t>(text: &'t str, language: &str) -> Sentences<'t> {
    // UAX #29 ends a sentence at every line end, but Markdown source is hard-wrapped. The copy replaces single bytes by
    // single bytes, so that its offsets hold for `text`.
    let line = if text.contains(['\n', '\r']) {
        Cow::Owned(text.replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    };
    Sentences {
        text,
        line,
        start: 0,
        abbreviations: Abbreviations::of(language),
    }
}

/// Lazy iterator over the sentences of a text; made by [`sentences`].
pub struct Sentences<'t> {
    text: &'t str,
    /// The text with line ends as spaces.
    line: Cow<'t, str>,
    /// Byte offset at which the next sentence begins.
    start: usize,
    abbreviations: Abbreviations,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let (line, start) = (&*self.line, self.start);
        let mut at = start;
        while let Some(bound) = next_bound(line, at) {
            at = bound;
            if !goes_on(&line[start..at], &line[at..], self.abbreviations) {
                self.start = at;
                return Some(&self.text[start..at]);
            }
        }
        self.start = self.text.len();
        self.text.get(start..).filter(|rest| !rest.is_empty())
    }
}

/// Returns the first sentence boundary of `line` by UAX #29 after `at`, which is one itself or the start; `None` if only
/// the end is left.
fn next_bound(line: &str, at: usize) -> Option<usize> {
    let may_end =
        |byte: &u8| !byte.is_ascii() || matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r');
    let offset = line.as_bytes()[at..].iter().position(may_end)?;
    // No sentence ends before such a sign, and of what is before it, the rules look at one letter only.
    let from = at + offset.saturating_sub(1);
    let (_, rest) = line[from..].split_sentence_bound_indices().next()?;
    let bound = from + rest.len();
    (bound < line.len()).then_some(bound)
}

/// Returns whether `word` commonly begins a sentence, so that its capital does not make it a name.
pub fn begins_sentences(word: &str, language: &str) -> bool {
    Abbreviations::of(language).is_starter(word)
}

/// Returns whether `text` ends in an abbreviation, an initial or an ordinal, whose full stop need not end a sentence.
pub fn ends_in_abbreviation(text: &str, language: &str) -> bool {
    let abbreviations = Abbreviations::of(language);
    let bare = text.trim_end().trim_end_matches(is_closing);
    let tail = tail(bare);
    let Some(word) = tail.first().filter(|word| word.ends_with('.')) else {
        return false;
    };
    let is_listed = |written: String| {
        abbreviations.is_inside(&written)
            || abbreviations.is_either(&written)
            || Abbreviations::ends_list(&written)
    };
    written_as(&tail).any(is_listed) || meaning(word, abbreviations) != FullStopMeaning::Word
}

/// Returns whether one sentence continues from `before` into `after`, although UAX #29 has a boundary between them.
fn goes_on(before: &str, after: &str, abbreviations: Abbreviations) -> bool {
    let bare = before.trim_end().trim_end_matches(is_closing);
    let Some(stem) = bare.strip_suffix('.') else {
        return false;
    };
    if stem.ends_with(['.', '…', '!', '?']) {
        return false;
    }
    if before.ends_with('.') {
        // A sentence has a space after it; this full stop is part of a word: `.NET`.
        return true;
    }
    let tail = tail(bare);
    let Some(word) = tail.first() else {
        return false;
    };
    let after = after.trim_start().trim_start_matches(is_opening);
    if after.starts_with(|letter: char| letter.is_numeric()) && abbreviations.is_before_number(word)
    {
        return true;
    }
    let mut is_either = false;
    for written in written_as(&tail) {
        if abbreviations.is_inside(&written) {
            return true;
        }
        is_either |= abbreviations.is_either(&written);
    }
    let next = first_word(after);
    match meaning(word, abbreviations) {
        FullStopMeaning::Inside => true,
        FullStopMeaning::Either => !abbreviations.is_starter(next),
        // A number may end a sentence (`1 zu 3.`) or count what follows (`der 3. Senat`): the words around it decide.
        FullStopMeaning::Ordinal => {
            let is_after_article = tail.get(1).is_some_and(|word| is_before_ordinal(word));
            is_numbered(next) || (is_after_article && !abbreviations.is_starter(next))
        }
        FullStopMeaning::Word => is_either && !abbreviations.is_starter(next),
    }
}

/// The role of the full stop after a word, judged by the form of the word alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum FullStopMeaning {
    /// Never ends a sentence: initials in scripts without capitals.
    Inside,
    /// May end a sentence: initials and abbreviations of single letters.
    Either,
    /// Follows a number, in a language that writes ordinals so.
    Ordinal,
    /// Follows an ordinary word, which only the lists can make an abbreviation.
    Word,
}

fn meaning(word: &str, abbreviations: Abbreviations) -> FullStopMeaning {
    let stem = word.strip_suffix('.').unwrap_or(word);
    let mut letters = stem.chars();
    let (first, second) = (letters.next(), letters.next());
    let has_case = |letter: char| letter.is_lowercase() || letter.is_uppercase();
    if let (Some(letter), None) = (first, second) {
        return match letter {
            _ if abbreviations.is_word(word) => FullStopMeaning::Word,
            _ if letter.is_ascii_digit() && abbreviations.has_ordinals() => {
                FullStopMeaning::Ordinal
            }
            _ if has_case(letter) => FullStopMeaning::Either,
            // Scripts without capitals, such as Arabic `د.`: no capital after it could tell where a sentence begins.
            // CJK characters are excluded, since one of them is a whole word.
            _ if letter.is_alphabetic() && !is_ideograph(letter) => FullStopMeaning::Inside,
            _ => FullStopMeaning::Word,
        };
    }
    // `3./4. Mai`: only the last of several numbers counts. A longer number is a year and ends its sentence.
    let number = stem.rsplit(['/', '-', '–']).next().unwrap_or(stem);
    if abbreviations.has_ordinals()
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return FullStopMeaning::Ordinal;
    }
    // `U.S.`, `p.m.`, `J.-C.`, `أ.د.`
    let parts = || stem.split(['.', '-']);
    let is_initial =
        |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    if stem.contains('.') && parts().filter(|part| !part.is_empty()).all(is_initial) {
        let is_cased = stem.chars().any(has_case);
        return if is_cased {
            FullStopMeaning::Either
        } else {
            FullStopMeaning::Inside
        };
    }
    FullStopMeaning::Word
}

/// Returns the last words of `text`, the last one first, without opening quotes and brackets. Looks at a bounded number
/// of bytes, since it runs for every boundary.
fn tail(text: &str) -> Vec<&str> {
    let from = text.len().saturating_sub(MAX_WORD * MAX_ABBREVIATION_WORDS);
    let end = &text[text.ceil_char_boundary(from)..];
    let words = end
        .rsplit(char::is_whitespace)
        .filter(|word| !word.is_empty());
    words
        .take(MAX_ABBREVIATION_WORDS)
        .map(|word| word.trim_start_matches(is_opening))
        .collect()
}

/// Returns the spellings under which the words of `tail` are looked up, the shortest first: `z. B.` as `B.`, then
/// `z.B.`.
fn written_as(tail: &[&str]) -> impl Iterator<Item = String> {
    (1..=tail.len()).map(|n_words| tail[..n_words].iter().rev().copied().collect())
}

/// Returns the letters that `text` begins with, or an empty string for an initial. An elided article before an
/// apostrophe is a word: `L` of `L’Iran`.
fn first_word(text: &str) -> &str {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(text.len());
    let is_elision = text[end..].starts_with(['\'', '’']);
    let word = &text[..end];
    // A single letter without an apostrophe is more likely an initial than the French `L`, except letters that are
    // words.
    if word.is_ascii()
        && word.len() == 1
        && !is_elision
        && !matches!(word, "A" | "I" | "E" | "O" | "Y")
    {
        return "";
    }
    // `A. Smith`, `O. Henry`
    if word.chars().nth(1).is_none() && text[end..].starts_with('.') {
        ""
    } else {
        word
    }
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..)
}

fn is_closing(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '“' | '‘' | '*' | '_'
    )
}

fn is_opening(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '¿' | '¡' | '\u{A0}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};
    use unicode_segmentation::UnicodeSegmentation;

    use super::{next_bound, sentences};

    /// Labelled sentences of several languages; the format is described at the top of the file.
    const TABLE: &str = include_str!("../../tests/tables/sentences.txt");

    #[test]
    fn sentences_end_as_the_table_says() {
        let rows: Vec<&str> = TABLE
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert!(rows.len() >= 60, "{} rows", rows.len());
        let mut wrong = Vec::new();
        for row in rows {
            let (language, marked) = row.split_once(' ').expect("a language and a text");
            let found = sentences(&marked.replace("¦ ", ""), language)
                .collect::<Vec<_>>()
                .join("¦ ")
                .replace(" ¦ ", "¦ ");
            if found != marked.replace(" ¦ ", "¦ ") {
                wrong.push(format!("{language}: {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn sentences_are_the_text() {
        for text in [
            "",
            " ",
            "A.",
            "A. B. ",
            "One.\nTwo",
            "x\n\n\ny. Z",
            "日本。東京",
            "U.S.\u{A0}The",
        ] {
            assert_eq!(sentences(text, "en").collect::<String>(), text);
        }
        assert_eq!(
            sentences("It rained\non Monday. It\nstopped.", "en").count(),
            2
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn bounds_are_those_of_the_whole_text(line in "[aB1 .!?,;:)\"'(\n\u{301}é…。«»\u{2029}-]{0,24}") {
            let whole = line.split_sentence_bound_indices().skip(1).map(|(at, _)| at);
            let mut found = Vec::new();
            while let Some(bound) = next_bound(&line, found.last().copied().unwrap_or_default()) {
                found.push(bound);
            }
            assert_eq!(found, whole.collect::<Vec<_>>());
        }
    }
}
