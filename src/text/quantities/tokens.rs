//! Tokenizer for quantities: cuts a text into words and figures. Punctuation and signs become gaps between tokens.

use std::ops::Range;

use super::digits::{Figures, digit};
use super::{QuantityReader, Spaced};
use crate::text::fold;

/// One word or one run of figures.
#[derive(Debug)]
pub(super) struct Token {
    pub range: Range<usize>,
    /// The folded word; empty for figures.
    pub folded: String,
    pub kind: TokenKind,
}

#[derive(Debug)]
pub(super) enum TokenKind {
    Word,
    /// Digits with the separators inside them.
    Figures(Figures),
}

/// Cuts `text` into words and figures.
pub(super) fn tokens(text: &str, reader: &QuantityReader) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        if digit(letter).is_some() {
            let (end, figures) = figures(text, at, reader);
            tokens.push(Token {
                range: at..end,
                folded: String::new(),
                kind: TokenKind::Figures(figures),
            });
            at = end;
        } else if letter.is_alphabetic() {
            let len = text[at..]
                .find(|letter: char| !is_letter(letter))
                .unwrap_or(text.len() - at);
            let folded = fold(&text[at..at + len]);
            tokens.push(Token {
                range: at..at + len,
                folded,
                kind: TokenKind::Word,
            });
            at += len;
        } else {
            at += letter.len_utf8();
        }
    }
    tokens
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && digit(letter).is_none()
        || !letter.is_ascii() && unicode_normalization::char::is_combining_mark(letter)
}

/// Reads the figures that begin at byte `start`. Returns them with the byte offset where they end.
fn figures(text: &str, start: usize, reader: &QuantityReader) -> (usize, Figures) {
    let mut groups: Vec<String> = Vec::new();
    let mut signs: Vec<char> = Vec::new();
    let mut at = start;
    loop {
        let (len, digits) = digits(&text[at..]);
        groups.push(digits);
        at += len;
        let mut rest = text[at..].chars();
        let Some(sign) = rest.next() else { break };
        let n_next = n_digits(rest.as_str());
        let first = groups.first().map_or(0, String::len);
        let groups_three =
            n_next == 3 && first <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        // An apostrophe or a space also separates words, so these only join where three digits follow.
        let joins = match sign {
            '.' | ',' | '٫' | '٬' => n_next > 0,
            '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' => groups_three,
            ' ' => {
                groups_three
                    && reader.spaced == Spaced::Yes
                    && signs.iter().all(|sign| *sign == ' ')
            }
            _ => false,
        };
        if !joins || groups.len() > 8 {
            break;
        }
        signs.push(sign);
        at += sign.len_utf8();
    }
    (at, Figures::new(groups, &signs, reader.decimal))
}

fn digits(text: &str) -> (usize, String) {
    let mut digits = String::new();
    let mut len = 0;
    for letter in text.chars() {
        let Some(value) = digit(letter) else { break };
        digits.push(char::from(b'0' + value));
        len += letter.len_utf8();
    }
    (len, digits)
}

/// Counts the digits that `text` begins with, up to four: more than three are no group.
fn n_digits(text: &str) -> usize {
    text.chars()
        .take(4)
        .take_while(|letter| digit(*letter).is_some())
        .count()
}
