//! Typographic punctuation: quotation marks of the language, apostrophes, dashes, ellipses, spaces that
//! do not break.
//! Decides by the characters on both sides, which may lie beyond a mark-up boundary.

use super::{Quotes, Spacing};

/// Words that begin with an apostrophe rather than a quotation mark.
const ELISIONS: [&str; 9] = ["tis", "twas", "twere", "em", "til", "bout", "cause", "n", "round"];

/// Returns plain `text`, a headline or a sentence by itself, with the punctuation that `quotes` and `spacing` of its
/// language ask for.
pub fn typographic(text: &str, quotes: Quotes, spacing: Spacing) -> String {
    let mut written = String::with_capacity(text.len() + 4);
    Punctuation::new(Some(quotes), spacing).write(text, || None, |piece| written.push_str(piece));
    written
}

/// What has been read so far of one block of text.
#[derive(Debug)]
pub(super) struct Punctuation {
    quotes: Option<Quotes>,
    spacing: Spacing,
    /// The last character of the block so far.
    previous: Option<char>,
    double: Open,
    single: Open,
}

/// Whether a quotation is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Yes,
    No,
}

impl Punctuation {
    pub(super) fn new(quotes: Option<Quotes>, spacing: Spacing) -> Self {
        Punctuation { quotes, spacing, previous: None, double: Open::No, single: Open::No }
    }

    /// Begins a new block: nothing is open, nothing stands before.
    pub(super) fn restart(&mut self) {
        *self = Punctuation::new(self.quotes, self.spacing);
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
            let spaced = byte == b' ' && self.spacing != Spacing::Plain;
            if !spaced && !matches!(byte, b'"' | b'\'' | b'-' | b'.') {
                at += 1;
                continue;
            }
            let len = match byte {
                b'-' | b'.' => bytes[at..].iter().take_while(|other| **other == byte).count(),
                _ => 1,
            };
            let before = text[..at].chars().next_back().or(self.previous);
            let replacement = match (byte, len) {
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
                    if byte == b'"' { self.double(before, after) } else { self.single(before, after, rest) }
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
        match self.spacing {
            Spacing::Plain => None,
            Spacing::French => match (letters.next().or(self.previous), after) {
                (_, Some(';' | '!' | '?')) => Some(NARROW_NO_BREAK),
                (_, Some(':' | '»')) | (Some('«'), _) => Some(NO_BREAK),
                _ => None,
            },
            Spacing::ShortWords(words) => {
                let is_short = |letter: char| letter.to_lowercase().all(|letter| words.contains(letter));
                let short = letters.next().is_some_and(is_short);
                let alone = letters.next().or(self.previous).is_none_or(|letter| !letter.is_alphanumeric());
                (short && alone && after.is_some_and(|letter| !letter.is_whitespace())).then_some(NO_BREAK)
            }
        }
    }

    fn double(&mut self, before: Option<char>, after: Option<char>) -> Option<&'static str> {
        let quotes = self.quotes?;
        let opens = match (may_open_after(before), may_close_before(after)) {
            (true, _) if after.is_none_or(char::is_whitespace) => false,
            (true, false) => true,
            (true, true) | (false, false) => self.double == Open::No,
            (false, true) => false,
        };
        if opens {
            self.double = Open::Yes;
            return Some(self.spaced(quotes.open, "«\u{A0}"));
        }
        if self.double == Open::No && before.is_some_and(|letter| letter.is_ascii_digit()) {
            // Inches and seconds: 5'10".
            return None;
        }
        self.double = Open::No;
        Some(self.spaced(quotes.close, "\u{A0}»"))
    }

    /// Returns `french` in place of the guillemet `mark` where the language sets a space inside.
    fn spaced(&self, mark: &'static str, french: &'static str) -> &'static str {
        let is_french = self.spacing == Spacing::French && matches!(mark, "«" | "»");
        if is_french { french } else { mark }
    }

    fn single(&mut self, before: Option<char>, after: Option<char>, rest: &str) -> Option<&'static str> {
        const APOSTROPHE: &str = "’";
        let quotes = self.quotes?;
        let digit_before = before.is_some_and(|letter| letter.is_ascii_digit());
        if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) {
            let feet = digit_before && after.is_some_and(|letter| letter.is_ascii_digit());
            return (!feet).then_some(APOSTROPHE);
        }
        let closes = self.single == Open::Yes && may_close_before(after);
        if may_open_after(before) && !closes && !after.is_none_or(char::is_whitespace) {
            if is_elision(rest) {
                return Some(APOSTROPHE);
            }
            self.single = Open::Yes;
            return Some(quotes.alt_open);
        }
        if self.single == Open::Yes {
            self.single = Open::No;
            return Some(quotes.alt_close);
        }
        (!digit_before).then_some(APOSTROPHE)
    }
}

/// Returns whether `rest`, which follows an apostrophe, is `90s` or a word of which a part is left out.
fn is_elision(rest: &str) -> bool {
    let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..end];
    let decade = word.strip_suffix('s').unwrap_or(word);
    (decade.len() == 2 && decade.bytes().all(|byte| byte.is_ascii_digit()))
        || ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision))
}

fn may_open_after(before: Option<char>) -> bool {
    before.is_none_or(|letter| {
        letter.is_whitespace()
            || matches!(letter, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '¿' | '¡' | '<' | '"' | '\'')
            || matches!(letter, '“' | '„' | '«' | '‹' | '‘' | '‚')
    })
}

fn may_close_before(after: Option<char>) -> bool {
    after.is_none_or(|letter| {
        letter.is_whitespace()
            || matches!(
                letter,
                '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '-' | '–' | '—' | '/' | '…'
            )
            || matches!(letter, '>' | '"' | '\'' | '”' | '’' | '»' | '›' | '،' | '؛' | '؟' | '。' | '、')
    })
}
