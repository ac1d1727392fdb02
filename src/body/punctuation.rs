//! Typographic punctuation: quotation marks of the language, apostrophes, dashes, ellipses, spaces that
//! do not break.
//! Decides by the characters on both sides, which may lie beyond a mark-up boundary.

use super::hebrew::{self, Sign};
use super::{Quotes, Spacing};
use crate::locale::Locale;

/// Returns plain `text`, a headline or a sentence by itself, with the punctuation that `style` asks for.
pub fn typographic(text: &str, style: Style) -> String {
    let mut written = String::with_capacity(text.len() + 4);
    Punctuation::new(style).write(text, || None, |piece| written.push_str(piece));
    written
}

/// How a language sets what is typed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Its quotation marks; `None` leaves quotes and apostrophes as typed.
    pub quotes: Option<Quotes>,
    /// Where its spaces must not break the line.
    pub spacing: Spacing,
    /// Words, in lower case, that begin with an apostrophe rather than a quotation mark.
    pub elisions: &'static [&'static str],
}

impl Style {
    /// Returns the style of a language.
    pub fn of(locale: Locale) -> Self {
        Style {
            quotes: Some(locale.quotes()),
            spacing: locale.spacing(),
            elisions: locale.elisions(),
        }
    }
}

/// What has been read so far of one block of text.
#[derive(Debug)]
pub(super) struct Punctuation {
    style: Style,
    /// The last character of the block so far.
    previous: Option<char>,
    double: QuoteState,
    single: QuoteState,
}

/// Whether a quotation is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum QuoteState {
    Yes,
    No,
}

impl Punctuation {
    pub(super) fn new(style: Style) -> Self {
        Punctuation {
            style,
            previous: None,
            double: QuoteState::No,
            single: QuoteState::No,
        }
    }

    /// Begins a new block: nothing is open, nothing stands before.
    pub(super) fn restart(&mut self) {
        *self = Punctuation::new(self.style);
    }

    /// Takes note of text that is left as it is and ends in `last`.
    pub(super) fn pass(&mut self, last: char) {
        self.previous = Some(last);
    }

    /// Hands `text`, piece by piece, to `push`. `next` returns the first character after `text`.
    pub(super) fn write<'t>(
        &mut self,
        text: &'t str,
        next: impl Fn() -> Option<char>,
        mut push: impl FnMut(&'t str),
    ) {
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            let spaced = byte == b' ' && self.style.spacing != Spacing::Plain;
            if !spaced && !matches!(byte, b'"' | b'\'' | b'-' | b'.') {
                at += 1;
                continue;
            }
            let len = match byte {
                b'-' | b'.' => bytes[at..]
                    .iter()
                    .take_while(|other| **other == byte)
                    .count(),
                _ => 1,
            };
            let before = text[..at].chars().next_back().or(self.previous);
            let replacement = match (byte, len) {
                (b'-', 2) if is_option(before, &text[at + 2..]) => None,
                (b'-', 2) => Some("–"),
                (b'-', 3) => Some("—"),
                (b'.', 3) => Some("…"),
                (b' ', _) => {
                    let after = text[at + 1..].chars().next().or_else(&next);
                    self.space(&text[..at], after)
                }
                (b'"' | b'\'', _) => {
                    let rest = &text[at + 1..];
                    let after = rest.chars().next().or_else(&next);
                    let hebrew = self
                        .style
                        .quotes
                        .and_then(|_| hebrew::sign(&text[..at], byte, rest));
                    match (byte, hebrew) {
                        (b'"', Some(Sign::Abbreviates)) => Some(hebrew::GERSHAYIM),
                        (b'"', Some(Sign::EndsOrAbbreviates)) if self.double == QuoteState::Yes => {
                            Some(hebrew::GERSHAYIM)
                        }
                        (b'"', _) => self.double(before, after),
                        (_, Some(Sign::Abbreviates)) => Some(hebrew::GERESH),
                        (_, Some(Sign::EndsOrAbbreviates)) if self.single == QuoteState::No => {
                            Some(hebrew::GERESH)
                        }
                        (_, Some(Sign::Opens)) => self.opened_within_word(),
                        _ => self.single(before, after, rest),
                    }
                }
                _ => None,
            };
            if let Some(replacement) = replacement {
                push(&text[from..at]);
                push(replacement);
                from = at + len;
            }
            at += len;
        }
        push(&text[from..]);
        self.previous = text.chars().next_back().or(self.previous);
    }

    /// Returns what a space after `before` and in front of `after` is written as, if it must not break.
    fn space(&self, before: &str, after: Option<char>) -> Option<&'static str> {
        const NO_BREAK: &str = "\u{A0}";
        const NARROW_NO_BREAK: &str = "\u{202F}";
        let mut letters = before.chars().rev();
        match self.style.spacing {
            Spacing::Plain => None,
            Spacing::French => match (letters.next().or(self.previous), after) {
                (_, Some(';' | '!' | '?')) => Some(NARROW_NO_BREAK),
                (_, Some(':' | '»')) | (Some('«'), _) => Some(NO_BREAK),
                _ => None,
            },
            Spacing::ShortWords(words) => {
                let is_short =
                    |letter: char| letter.to_lowercase().all(|letter| words.contains(letter));
                let short = letters.next().is_some_and(is_short);
                let alone = letters
                    .next()
                    .or(self.previous)
                    .is_none_or(|letter| !letter.is_alphanumeric());
                (short && alone && after.is_some_and(|letter| !letter.is_whitespace()))
                    .then_some(NO_BREAK)
            }
        }
    }

    fn double(&mut self, before: Option<char>, after: Option<char>) -> Option<&'static str> {
        let quotes = self.style.quotes?;
        let opens = match (may_open_after(before), may_close_before(after)) {
            (true, _) if after.is_none_or(char::is_whitespace) => false,
            (true, false) => true,
            (true, true) | (false, false) => self.double == QuoteState::No,
            (false, true) => false,
        };
        if opens {
            self.double = QuoteState::Yes;
            return Some(self.spaced(quotes.open, "«\u{A0}"));
        }
        if self.double == QuoteState::No && before.is_some_and(|letter| letter.is_ascii_digit()) {
            // Inches and seconds: 5'10".
            return None;
        }
        self.double = QuoteState::No;
        Some(self.spaced(quotes.close, "\u{A0}»"))
    }

    /// Returns `french` in place of the guillemet `mark` where the language sets a space inside.
    fn spaced(&self, mark: &'static str, french: &'static str) -> &'static str {
        let is_french = self.style.spacing == Spacing::French && matches!(mark, "«" | "»");
        if is_french { french } else { mark }
    }

    /// Returns whether `rest`, which follows an apostrophe, is `90s` or a word of which a part is left out.
    fn is_elision(&self, rest: &str) -> bool {
        let end = rest
            .find(|letter: char| !letter.is_alphanumeric())
            .unwrap_or(rest.len());
        let (word, ends_quoted) = (&rest[..end], rest[end..].starts_with('\''));
        let n_digits = word.bytes().take_while(u8::is_ascii_digit).count();
        match (n_digits, &word[n_digits..]) {
            // The seventies, die 90er.
            (2, "s" | "er" | "ern" | "erne" | "tal") => return true,
            (2, "") => return !ends_quoted,
            _ => {}
        }
        // Rock 'n' roll has an apostrophe on both sides in every language.
        let is_and = word.eq_ignore_ascii_case("n") && ends_quoted && self.single == QuoteState::No;
        is_and
            || (!ends_quoted
                && self
                    .style
                    .elisions
                    .iter()
                    .any(|elision| word.eq_ignore_ascii_case(elision)))
    }

    /// Opens a quotation that follows a prefix of its first word.
    fn opened_within_word(&mut self) -> Option<&'static str> {
        self.single = QuoteState::Yes;
        self.style.quotes.map(|quotes| quotes.alt_open)
    }

    fn single(
        &mut self,
        before: Option<char>,
        after: Option<char>,
        rest: &str,
    ) -> Option<&'static str> {
        const APOSTROPHE: &str = "’";
        let quotes = self.style.quotes?;
        let digit_before = before.is_some_and(|letter| letter.is_ascii_digit());
        if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) {
            let feet = digit_before && after.is_some_and(|letter| letter.is_ascii_digit());
            return (!feet).then_some(APOSTROPHE);
        }
        let closes = self.single == QuoteState::Yes && may_close_before(after);
        if may_open_after(before) && !closes && !after.is_none_or(char::is_whitespace) {
            if self.is_elision(rest) {
                return Some(APOSTROPHE);
            }
            self.single = QuoteState::Yes;
            return Some(self.spaced(quotes.alt_open, "«\u{A0}"));
        }
        if closes {
            self.single = QuoteState::No;
            return Some(self.spaced(quotes.alt_close, "\u{A0}»"));
        }
        (!digit_before).then_some(APOSTROPHE)
    }
}

/// Bytes behind two hyphens in which another two may close what they open.
const ASIDE: usize = 200;

/// Returns whether two hyphens behind `before` and in front of `after` begin an option of a command (`--no-cache`): in
/// headlines and summaries there is no code that would say so. `--as an aside--` are dashes.
fn is_option(before: Option<char>, after: &str) -> bool {
    let begins =
        before.is_none_or(|letter| letter.is_whitespace() || matches!(letter, '(' | '[' | '|'));
    if !begins || !after.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        return false;
    }
    let near = &after.as_bytes()[..after.len().min(ASIDE)];
    let closes = |run: &[u8]| {
        !matches!(run[0], b' ' | b'(' | b'[' | b'|') && run[1] == b'-' && run[2] == b'-'
    };
    !near.windows(3).any(closes)
}

fn may_open_after(before: Option<char>) -> bool {
    before.is_none_or(|letter| letter.is_whitespace() || "([{-–—/¿¡<\"'“„«‹‘‚".contains(letter))
}

fn may_close_before(after: Option<char>) -> bool {
    after.is_none_or(|letter| {
        letter.is_whitespace() || ".,;:!?)]}-–—/…>\"'”’»›،؛؟。、".contains(letter)
    })
}
