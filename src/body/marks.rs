//! Literal marks of bold: `**` and `__` that the parser leaves in the text. Finds which mark of a pair fails and why,
//! and proposes a fix; `mistakes` reports them.

use std::ops::Range;

use super::cjk::is_sign;

/// Maximum number of letters before a `**` that masks the rest of a word, as in `sh**`.
const MAX_MASKED: usize = 3;

/// A mark that is printed as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LiteralMark {
    /// Range of the mark in the text of its block.
    pub range: Range<usize>,
    pub why: LiteralReason,
}

/// Reason why a mark is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LiteralReason {
    /// It follows a word and precedes a sign, so it does not open.
    WordBefore,
    /// It follows a sign and precedes a word, so it does not close.
    WordBehind,
    /// It should open, but precedes a space.
    SpaceBehind,
    /// It should close, but follows a space.
    SpaceBefore,
    /// It has no partner in its block.
    Alone,
    /// Its pair is right, but is in a block of raw HTML or inside other markup.
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

    /// Returns the edit of `run`, the text of the block, that fixes it: the range to replace, and the replacement.
    pub(super) fn fix(&self, run: &str) -> Option<(Range<usize>, &'static str)> {
        let Range { start, end } = self.range;
        let spaces_before = run[..start].len() - run[..start].trim_end_matches(' ').len();
        let spaces_behind = run[end..].len() - run[end..].trim_start_matches(' ').len();
        match self.why {
            // Arabic writes *and* as a part of the next word: a space would tear it off.
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

/// A mark with the classes of its neighbours.
struct MarkContext {
    range: Range<usize>,
    before: MarkSide,
    after: MarkSide,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum MarkSide {
    Space,
    Sign,
    Word,
}

impl MarkContext {
    // CommonMark's rules for left-flanking and right-flanking runs.
    fn opens(&self) -> bool {
        self.after == MarkSide::Word
            || (self.after == MarkSide::Sign && self.before != MarkSide::Word)
    }

    fn closes(&self) -> bool {
        self.before == MarkSide::Word
            || (self.before == MarkSide::Sign && self.after != MarkSide::Word)
    }
}

/// Finds the marks of bold in the `text` of a block. The parser has left them there, so all of them are printed.
pub(super) fn find(text: &str) -> Vec<LiteralMark> {
    let mut found = Vec::new();
    for sign in ['*', '_'] {
        let marks = marks(text, sign);
        let mut idx = 0;
        // In pairs, as their author means them: an opening mark, then a closing one.
        while let Some(mark) = marks.get(idx) {
            let partner = marks.get(idx + 1);
            let (failing, why) = match partner {
                Some(partner) => failing_mark(mark, partner),
                None => (mark, LiteralReason::Alone),
            };
            idx += if partner.is_some() { 2 } else { 1 };
            if why != LiteralReason::Alone || !is_mask(text, mark) {
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
fn failing_mark<'m>(
    open: &'m MarkContext,
    close: &'m MarkContext,
) -> (&'m MarkContext, LiteralReason) {
    match (open.opens(), close.closes()) {
        (false, _) if open.after == MarkSide::Space => (open, LiteralReason::SpaceBehind),
        (false, _) => (open, LiteralReason::WordBefore),
        (_, false) if close.before == MarkSide::Space => (close, LiteralReason::SpaceBefore),
        (_, false) => (close, LiteralReason::WordBehind),
        (true, true) => (open, LiteralReason::Within),
    }
}

/// Returns whether a mark without a partner is intended: it masks the end of a word (`sh**`).
fn is_mask(text: &str, mark: &MarkContext) -> bool {
    let letters = text[..mark.range.start]
        .chars()
        .rev()
        .take_while(|letter| letter.is_alphanumeric());
    mark.before == MarkSide::Word
        && mark.after != MarkSide::Word
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
        let (before, after) = (side(letters.0), side(letters.1));
        let within_word = before == MarkSide::Word && after == MarkSide::Word;
        let is_ascii = [letters.0, letters.1].iter().flatten().all(char::is_ascii);
        // Not `2**10`, `a__b` or `____`, a blank to fill in. Scripts without spaces have marks inside words, but there
        // `__` fails: `这是__重要__的`.
        let is_mark = match (sign, end - start) {
            ('*', 2 | 3) => !within_word,
            ('_', 2) => {
                !(within_word && is_ascii) && (before, after) != (MarkSide::Space, MarkSide::Space)
            }
            _ => false,
        };
        if is_mark {
            marks.push(MarkContext {
                range: start..end,
                before,
                after,
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
