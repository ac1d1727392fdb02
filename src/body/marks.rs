//! Marks of bold that stay in the text: which of a pair fails, and why.

use std::ops::Range;

use super::cjk::is_sign;

/// Longest word, in letters, that `**` behind it hides the rest of.
const MAX_MASKED: usize = 3;

/// A mark that is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LiteralMark {
    /// Its place in the run.
    pub range: Range<usize>,
    pub why: LiteralReason,
}

/// Why a mark is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LiteralReason {
    /// A word stands before it and a sign behind it: it does not open.
    WordBefore,
    /// A sign stands before it and a word behind it: it does not close.
    WordBehind,
    /// It opens before a space.
    SpaceBehind,
    /// It closes behind a space.
    SpaceBefore,
    /// Nothing belongs to it.
    Alone,
    /// It stands in a block of raw HTML, or within the mark-up of something else.
    Within,
}

impl LiteralMark {
    /// Returns what to type instead.
    pub(super) fn hint(&self, mark: &str) -> String {
        let escaped: String = mark.chars().flat_map(|sign| ['\\', sign]).collect();
        match self.why {
            LiteralReason::WordBefore => {
                format!("write a space before `{mark}`, or move it before the word")
            }
            LiteralReason::WordBehind => {
                format!("write a space after `{mark}`, or move it before the punctuation mark")
            }
            LiteralReason::SpaceBehind => format!("delete the space after `{mark}`"),
            LiteralReason::SpaceBefore => format!("delete the space before `{mark}`"),
            LiteralReason::Alone => {
                format!(
                    "write `{mark}` on both sides of the bold words, or `{escaped}` for the characters themselves"
                )
            }
            LiteralReason::Within => {
                format!(
                    "write `<strong>…</strong>` here, or `{escaped}` for the characters themselves"
                )
            }
        }
    }

    /// Returns the edit of the run that mends it: what to replace, and by what.
    pub(super) fn fix(&self, run: &str) -> Option<(Range<usize>, &'static str)> {
        let Range { start, end } = self.range;
        let spaces_before = run[..start].len() - run[..start].trim_end_matches(' ').len();
        let spaces_behind = run[end..].len() - run[end..].trim_start_matches(' ').len();
        match self.why {
            // Arabic writes *and* as a part of the word that follows: a space would tear it off.
            LiteralReason::WordBefore if run[..start].ends_with(is_arabic) => None,
            LiteralReason::WordBefore => Some((start..start, " ")),
            LiteralReason::WordBehind => Some((end..end, " ")),
            LiteralReason::SpaceBehind if spaces_behind > 0 => Some((end..end + spaces_behind, "")),
            LiteralReason::SpaceBefore if spaces_before > 0 => {
                Some((start - spaces_before..start, ""))
            }
            _ => None,
        }
    }
}

fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}')
}

/// A mark and what is on both sides of it.
struct MarkContext {
    range: Range<usize>,
    before: MarkSide,
    behind: MarkSide,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum MarkSide {
    Space,
    Sign,
    Word,
}

impl MarkContext {
    fn opens(&self) -> bool {
        self.behind == MarkSide::Word
            || (self.behind == MarkSide::Sign && self.before != MarkSide::Word)
    }

    fn closes(&self) -> bool {
        self.before == MarkSide::Word
            || (self.before == MarkSide::Sign && self.behind != MarkSide::Word)
    }
}

/// Finds the marks of bold in the `text` of a block, all of which are printed.
pub(super) fn find(text: &str) -> Vec<LiteralMark> {
    let mut found = Vec::new();
    for sign in ['*', '_'] {
        let marks = marks(text, sign);
        let mut idx = 0;
        while let Some(mark) = marks.get(idx) {
            let partner = marks.get(idx + 1);
            let (failing, why) = match partner {
                Some(partner) => judged(mark, partner),
                None => (mark, LiteralReason::Alone),
            };
            idx += if partner.is_some() { 2 } else { 1 };
            if why != LiteralReason::Alone || !is_meant(text, mark) {
                found.push(LiteralMark {
                    range: failing.range.clone(),
                    why,
                });
            }
        }
    }
    found.sort_by_key(|mark| mark.range.start);
    found
}

/// Returns which mark of a pair fails, and why.
fn judged<'m>(open: &'m MarkContext, close: &'m MarkContext) -> (&'m MarkContext, LiteralReason) {
    match (open.opens(), close.closes()) {
        (false, _) if open.behind == MarkSide::Space => (open, LiteralReason::SpaceBehind),
        (false, _) => (open, LiteralReason::WordBefore),
        (_, false) if close.before == MarkSide::Space => (close, LiteralReason::SpaceBefore),
        (_, false) => (close, LiteralReason::WordBehind),
        (true, true) => (open, LiteralReason::Within),
    }
}

/// Returns whether a mark by itself is meant as it is: it hides the end of a word (`sh**`).
fn is_meant(text: &str, mark: &MarkContext) -> bool {
    let letters = text[..mark.range.start]
        .chars()
        .rev()
        .take_while(|letter| letter.is_alphanumeric());
    mark.before == MarkSide::Word
        && mark.behind != MarkSide::Word
        && letters.take(MAX_MASKED + 1).count() <= MAX_MASKED
}

fn marks(text: &str, sign: char) -> Vec<MarkContext> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(sign) {
        let start = from + offset;
        let end = start + (text[start..].len() - text[start..].trim_start_matches(sign).len());
        from = end;
        let letters = (
            text[..start].chars().next_back(),
            text[end..].chars().next(),
        );
        let (before, behind) = (side(letters.0), side(letters.1));
        let within_word = before == MarkSide::Word && behind == MarkSide::Word;
        let is_ascii = [letters.0, letters.1].iter().flatten().all(char::is_ascii);
        let is_mark = match (sign, end - start) {
            ('*', 2 | 3) => !within_word,
            ('_', 2) => {
                !(within_word && is_ascii) && (before, behind) != (MarkSide::Space, MarkSide::Space)
            }
            _ => false,
        };
        if is_mark {
            marks.push(MarkContext {
                range: start..end,
                before,
                behind,
            });
        }
    }
    marks
}

fn side(letter: Option<char>) -> MarkSide {
    match letter {
        None => MarkSide::Space,
        Some(letter) if letter.is_whitespace() => MarkSide::Space,
        Some(letter) if is_sign(letter) => MarkSide::Sign,
        Some(_) => MarkSide::Word,
    }
}
