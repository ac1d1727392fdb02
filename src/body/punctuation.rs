//! Typographic punctuation: quotation marks of the language, apostrophes, dashes, ellipses and non-breaking spaces.
//!
//! Decides by the characters on both sides, which may be beyond a boundary of markup. Marks inside Hebrew words are in
//! `hebrew`, the marks of each language in `locale`.

use super::hebrew::{self, Sign};
use super::{Quotes, Spacing};
use crate::locale::Locale;

/// Returns plain `text`, a headline or a single sentence, with the punctuation of `style`.
pub fn typographic(text: &str, style: Style) -> String {
    let mut written = String::with_capacity(text.len() + 4);
    Punctuation::new(style).write(text, || None, |piece| written.push_str(piece));
    written
}

/// Typographic style of a language.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Quotation marks; `None` leaves quotes and apostrophes as typed.
    pub quotes: Option<Quotes>,
    /// Places where a space must not break the line.
    pub spacing: Spacing,
    /// Words, in lower case, that begin with an apostrophe rather than a quotation mark.
    pub elisions: &'static [&'static str],
}

impl Style {
    pub fn of(locale: Locale) -> Self {
        Style {
            quotes: Some(locale.quotes()),
            spacing: locale.spacing(),
            elisions: locale.elisions(),
        }
    }
}

/// State of one block of text.
#[derive(Debug)]
pub(super) struct Punctuation {
    style: Style,
    /// Last character of the block so far.
    previous: Option<char>,
    double: QuoteState,
    single: QuoteState,
}

/// What a byte means for punctuation.
#[derive(Clone, Copy)]
enum ByteClass {
    /// A sign that may be replaced.
    Sign,
    Space,
    Other,
}

/// The class of each byte. A table, since every byte of every text is looked up.
static SIGNS: [ByteClass; 256] = {
    let mut table = [ByteClass::Other; 256];
    table[b' ' as usize] = ByteClass::Space;
    let signs = b"\"'-.";
    let mut idx = 0;
    while idx < signs.len() {
        table[signs[idx] as usize] = ByteClass::Sign;
        idx += 1;
    }
    table
};

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

    /// Begins a new block: no quotation is open, no character precedes.
    pub(super) fn restart(&mut self) {
        *self = Punctuation::new(self.style);
    }

    /// Records text that is left as typed and ends in `last`.
    pub(super) fn pass(&mut self, last: char) {
        self.previous = Some(last);
    }

    /// Passes `text` to `push` piece by piece. `next` returns the first character after `text`.
    pub(super) fn write<'t>(
        &mut self,
        text: &'t str,
        next: impl Fn() -> Option<char>,
        mut push: impl FnMut(&'t str),
    ) {
        let bytes = text.as_bytes();
        let is_spaced = self.style.spacing != Spacing::Plain;
        let is_sign = |byte: &u8| match SIGNS[usize::from(*byte)] {
            ByteClass::Sign => true,
            ByteClass::Space => is_spaced,
            ByteClass::Other => false,
        };
        let (mut from, mut at) = (0, 0);
        while let Some(offset) = bytes[at..].iter().position(is_sign) {
            at += offset;
            let byte = bytes[at];
            let len = match byte {
                b'-' | b'.' => bytes[at..]
                    .iter()
                    .take_while(|other| **other == byte)
                    .count(),
                _ => 1,
            };
            if len == 1 && matches!(byte, b'-' | b'.') {
                at += 1;
                continue;
            }
            // At the edge of an event the neighbour is in another one: `"*word*"`.
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
                    // Some signs inside Hebrew words depend on which quotation is open: see `Sign`.
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

    /// Returns the non-breaking space to write between `before` and `after`, if the line must not break there.
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

    /// Returns the replacement of a straight double quote: a quotation mark, or `None` for inches and seconds.
    fn double(&mut self, before: Option<char>, after: Option<char>) -> Option<&'static str> {
        let quotes = self.style.quotes?;
        let opens = match (may_open_after(before), may_close_before(after)) {
            // Nothing to quote: a mark before a space or at the end of a block only closes.
            (true, _) if after.is_none_or(char::is_whitespace) => false,
            (true, false) => true,
            // The neighbours allow both or neither: `("`, `a"b`.
            (true, true) | (false, false) => self.double == QuoteState::No,
            (false, true) => false,
        };
        if opens {
            self.double = QuoteState::Yes;
            return Some(self.spaced(quotes.open, "«\u{A0}"));
        }
        if self.double == QuoteState::No && before.is_some_and(|letter| letter.is_ascii_digit()) {
            // Inches or seconds: `5'10"`.
            return None;
        }
        self.double = QuoteState::No;
        Some(self.spaced(quotes.close, "\u{A0}»"))
    }

    /// Returns `french` instead of the guillemet `mark` if the language sets a space inside guillemets.
    fn spaced(&self, mark: &'static str, french: &'static str) -> &'static str {
        let is_french = self.style.spacing == Spacing::French && matches!(mark, "«" | "»");
        if is_french { french } else { mark }
    }

    /// Returns whether `rest`, which follows an apostrophe, is a shortened number (`90s`) or an elided word (`tis`).
    fn is_elision(&self, rest: &str) -> bool {
        let end = rest
            .find(|letter: char| !letter.is_alphanumeric())
            .unwrap_or(rest.len());
        let (word, ends_quoted) = (&rest[..end], rest[end..].starts_with('\''));
        let n_digits = word.bytes().take_while(u8::is_ascii_digit).count();
        match (n_digits, &word[n_digits..]) {
            // Decades: the `'70s`, die `'90er`.
            (2, "s" | "er" | "ern" | "erne" | "tal") => return true,
            // A year, `'68`, unless it is quoted, `'68'`.
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

    /// Opens a single quotation after a prefix of its first word, as Hebrew has them.
    fn opened_within_word(&mut self) -> Option<&'static str> {
        self.single = QuoteState::Yes;
        self.style.quotes.map(|quotes| quotes.alt_open)
    }

    /// Returns the replacement of a straight single quote: a quotation mark, an apostrophe, or `None` for feet and
    /// minutes.
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
            // Inside a word it is an apostrophe; between digits, `5'10`, it is feet.
            let feet = digit_before && after.is_some_and(|letter| letter.is_ascii_digit());
            return (!feet).then_some(APOSTROPHE);
        }
        // Only an open quotation can close; without one the same sign is an apostrophe, as in `the troops'`.
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

/// Distance in bytes after `--` within which a second `--` closes an aside.
const ASIDE: usize = 200;

/// Returns whether `--` between `before` and `after` begins an option of a command: `--no-cache`.
///
/// Headlines and summaries have no code markup that would tell. The hyphens of `--as an aside--` are dashes.
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
