//! The sentences of a text: where Unicode's rules (UAX #29) end one, unless an abbreviation, an initial or an ordinal
//! of the language stands there. The only splitter: summaries, backlinks and rules all use it.
//!
//! What ends in a full stop and may end a sentence as well as stand inside one (`U.S.`, `p.m.`, `Inc.`, `Jan.`,
//! initials) ends it where the next word is one that commonly begins a sentence and is no part of a name (`The`, `It`,
//! `On`); else the sentence goes on. Titles (`Mr.`, `Gen.`) and what explains (`e.g.`, `z. B.`) never end one.

use unicode_segmentation::{USentenceBoundIndices, UnicodeSegmentation};

use super::abbreviations::{Abbreviations, is_before_ordinal, is_numbered};

/// Most words that an abbreviation is written as: `i. d. R.`
const MAX_ABBREVIATION_WORDS: usize = 3;
/// Longest word that is looked at before a full stop, in bytes.
const MAX_WORD: usize = 40;

/// Cuts `text`, one block of a language, into its sentences. Together they are `text`: each has the spaces behind it.
///
/// A line's end is a space like any other. `language` is a tag of BCP 47; one without a list has UAX #29 and initials.
pub fn sentences<'t>(text: &'t str, language: &str) -> Sentences<'t> {
    let bounds = if text.contains(['\n', '\r']) {
        let line = text.replace(['\n', '\r'], " ");
        let bounds: Vec<usize> = line
            .split_sentence_bound_indices()
            .skip(1)
            .map(|(at, _)| at)
            .collect();
        Bounds::OfLine(line, bounds.into_iter())
    } else {
        Bounds::OfText(text.split_sentence_bound_indices())
    };
    Sentences {
        text,
        start: 0,
        bounds,
        abbreviations: Abbreviations::of(language),
    }
}

/// The sentences of a text, found as they are asked for.
pub struct Sentences<'t> {
    text: &'t str,
    /// Where the next one begins.
    start: usize,
    bounds: Bounds<'t>,
    abbreviations: Abbreviations,
}

/// Where Unicode's rules end sentences.
enum Bounds<'t> {
    /// In the text itself.
    OfText(USentenceBoundIndices<'t>),
    /// In the text with spaces for line ends.
    OfLine(String, std::vec::IntoIter<usize>),
}

impl<'t> Iterator for Sentences<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let start = self.start;
        loop {
            let (line, at) = match &mut self.bounds {
                Bounds::OfText(bounds) => (self.text, bounds.next().map(|(at, _)| at)),
                Bounds::OfLine(line, bounds) => (line.as_str(), bounds.next()),
            };
            let Some(at) = at else {
                self.start = self.text.len();
                return self.text.get(start..).filter(|rest| !rest.is_empty());
            };
            if at > start && !goes_on(&line[start..at], &line[at..], self.abbreviations) {
                self.start = at;
                return Some(&self.text[start..at]);
            }
        }
    }
}

/// Returns whether `word` commonly begins a sentence, so that its capital says nothing.
pub fn begins_sentences(word: &str, language: &str) -> bool {
    Abbreviations::of(language).is_starter(word)
}

/// Returns whether `text` ends in an abbreviation, an initial or an ordinal: its full stop may belong to that alone.
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

/// Returns whether the sentence that `before` begins goes on with `after`, though Unicode's rules end it between them.
fn goes_on(before: &str, after: &str, abbreviations: Abbreviations) -> bool {
    let bare = before.trim_end().trim_end_matches(is_closing);
    let Some(stem) = bare.strip_suffix('.') else {
        return false;
    };
    if stem.ends_with(['.', '…', '!', '?']) {
        return false;
    }
    if before.ends_with('.') {
        // Nothing is between them: `.NET`.
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
        FullStopMeaning::Ordinal => {
            let is_after_article = tail.get(1).is_some_and(|word| is_before_ordinal(word));
            is_numbered(next) || (is_after_article && !abbreviations.is_starter(next))
        }
        FullStopMeaning::Word => is_either && !abbreviations.is_starter(next),
    }
}

/// What a word with a full stop is by its form alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum FullStopMeaning {
    /// It never ends a sentence.
    Inside,
    /// It may.
    Either,
    /// A number, where the language writes ordinals so.
    Ordinal,
    /// Any other.
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
            // Scripts without capitals: `د.`
            _ if letter.is_alphabetic() && !is_ideograph(letter) => FullStopMeaning::Inside,
            _ => FullStopMeaning::Word,
        };
    }
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

/// Returns the last words of `text`, the last first, without marks that open before them.
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

/// Returns what the last words of a text may be looked up as, the shortest first: `z. B.` is `z.B.`.
fn written_as(tail: &[&str]) -> impl Iterator<Item = String> {
    (1..=tail.len()).map(|n_words| tail[..n_words].iter().rev().copied().collect())
}

/// Returns the letters that `text` begins with. What is elided before an apostrophe is a word: `L’Iran`.
fn first_word(text: &str) -> &str {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(text.len());
    let is_elision = text[end..].starts_with(['\'', '’']);
    let word = &text[..end];
    // Of a single letter without an apostrophe it is not known: an initial, or the French `L`.
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
    use super::sentences;

    /// See the comment in the file.
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
}
