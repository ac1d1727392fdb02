//! Typographic quotation marks, dashes and ellipses, as the language writes them.

use crate::locale::Quotes;

/// Writes `text` with typographic punctuation. `before` and `after` are the characters around it in the
/// same paragraph, if there are any: quotation marks look at their neighbours.
pub fn smart(text: &str, quotes: Quotes, (before, after): (Option<char>, Option<char>)) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while at < letters.len() {
        let previous = if at == 0 { before } else { Some(letters[at - 1]) };
        let next = letters.get(at + 1).copied().or(after.filter(|_| at + 1 == letters.len()));
        match letters[at] {
            '"' => out.push_str(if opens(previous, next) { quotes.open } else { quotes.close }),
            '\'' => out.push_str(single(&letters, at, quotes, (previous, next))),
            '-' if letters[at..].starts_with(&['-', '-', '-']) => {
                out.push('—');
                at += 2;
            }
            '-' if letters[at..].starts_with(&['-', '-']) => {
                out.push('–');
                at += 1;
            }
            '.' if letters[at..].starts_with(&['.', '.', '.']) => {
                out.push('…');
                at += 2;
            }
            letter => out.push(letter),
        }
        at += 1;
    }
    out
}

/// Returns whether `text` holds anything that [`smart`] would change.
pub fn is_needed(text: &str) -> bool {
    text.contains(['"', '\'']) || text.contains("--") || text.contains("...")
}

fn opens(previous: Option<char>, next: Option<char>) -> bool {
    let after_space = previous.is_none_or(|c| c.is_whitespace() || "([{<«“‘„‚—–/-".contains(c));
    let before_text = next.is_some_and(|c| !c.is_whitespace());
    after_space && before_text
}

/// An apostrophe, unless it opens or closes a quotation within the same text.
fn single(
    letters: &[char],
    at: usize,
    quotes: Quotes,
    (previous, next): (Option<char>, Option<char>),
) -> &'static str {
    const APOSTROPHE: &str = "’";
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_word(previous) && is_word(next) {
        return APOSTROPHE;
    }
    if opens(previous, next) {
        let closes = |idx: usize| {
            letters[idx] == '\''
                && !is_word(letters.get(idx + 1).copied())
                && !letters[idx - 1].is_whitespace()
        };
        // Enough of the text to hold a quotation; a longer look would be quadratic.
        let end = letters.len().min(at + 400);
        let is_quotation = !next.is_some_and(|c| c.is_ascii_digit()) && (at + 2..end).any(closes);
        return if is_quotation { quotes.alt_open } else { APOSTROPHE };
    }
    let start = at.saturating_sub(400);
    let opened = (start..at).rev().any(|idx| {
        letters[idx] == '\''
            && opens(idx.checked_sub(1).map(|idx| letters[idx]), letters.get(idx + 1).copied())
    });
    if opened { quotes.alt_close } else { APOSTROPHE }
}
