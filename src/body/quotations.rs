//! Quotations in a block's text: everything between quotation marks of any kind, single ones included. `outline` uses
//! them; the marks are set as the language has them in `punctuation`.
//!
//! An apostrophe is no quotation mark: a single mark opens before a word that no letter precedes, and closes after one
//! that no letter follows.

use std::ops::Range;

use super::Quotes;

/// Finds the quotations in `text`, in order, including their marks. None begins in one of the `code` ranges.
///
/// A double mark that is never closed quotes to the end of the block: quotations of several paragraphs are written so.
/// A single one that is never closed is an apostrophe.
pub(super) fn quotations(text: &str, quotes: Quotes, code: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut closers = Closers::default();
    let mut at = 0;
    while let Some((start, mark)) = next_mark(text, at, quotes) {
        let inside = start + mark.len();
        at = inside;
        let is_code = code
            .get(code.partition_point(|range| range.end <= start))
            .is_some_and(|range| range.contains(&start));
        if is_code {
            continue;
        }
        let end = match closing(mark, quotes) {
            Marks::None => continue,
            Marks::Double(close) => {
                first(&text[inside..], close).map_or(text.len(), |end| inside + end)
            }
            Marks::Single(close) if opens(text, start, inside) => {
                match closers.find(text, inside, close) {
                    Some(end) => end,
                    None => continue,
                }
            }
            _ => continue,
        };
        found.push(start..end);
        at = end;
    }
    found
}

/// Marks that close a quotation.
#[derive(Clone, Copy)]
enum Marks<'q> {
    /// The mark does not open a quotation.
    None,
    /// Either of these closes it.
    Double([&'q str; 2]),
    /// Either of these closes it, at the end of a word.
    Single([char; 2]),
}

/// Returns the next quotation mark at or after `from`.
fn next_mark(text: &str, from: usize, quotes: Quotes) -> Option<(usize, &str)> {
    let is_mark = |letter: char| "“„«»\"‘‚‹'".contains(letter) || quotes.open.starts_with(letter);
    // By bytes, since most letters are ASCII and need no decoding.
    let may_be = |byte: u8| matches!(byte, b'"' | b'\'') || byte >= 0xC0;
    let mut at = from;
    loop {
        at += text
            .as_bytes()
            .get(at..)?
            .iter()
            .position(|byte| may_be(*byte))?;
        let letter = text[at..].chars().next()?;
        if is_mark(letter) {
            return Some((at, &text[at..at + letter.len_utf8()]));
        }
        at += letter.len_utf8();
    }
}

/// Returns the marks that close a quotation which `mark` opens.
fn closing<'q>(mark: &str, quotes: Quotes) -> Marks<'q> {
    match mark {
        "„" => Marks::Double(["“", "”"]),
        "“" => Marks::Double(["”", "”"]),
        "«" => Marks::Double(["»", "»"]),
        "\"" => Marks::Double(["\"", "\""]),
        // German books set guillemets that point inwards. Elsewhere this mark closes, so it opens only where a word
        // begins.
        "»" => Marks::Single(['«', '«']),
        "‘" => Marks::Single(['’', '’']),
        "‚" => Marks::Single(['‘', '’']),
        "‹" => Marks::Single(['›', '›']),
        "'" => Marks::Single(['\'', '’']),
        mark if mark == quotes.open => Marks::Double([quotes.close, quotes.close]),
        _ => Marks::None,
    }
}

/// Returns the end of the first of two closing marks.
fn first(text: &str, close: [&str; 2]) -> Option<usize> {
    text.char_indices().find_map(|(at, _)| {
        let close = close
            .into_iter()
            .find(|close| text[at..].starts_with(*close))?;
        Some(at + close.len())
    })
}

/// Returns whether the mark at `start..inside` may open: no letter before it, a word after it.
fn opens(text: &str, start: usize, inside: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[inside..].chars().next();
    let is_free = before.is_none_or(|letter| letter.is_whitespace() || "([—–:".contains(letter));
    // French has a space inside its guillemets: `‹ oui ›`.
    is_free
        && after.is_some_and(|letter| {
            letter.is_alphabetic() || letter.is_whitespace() && &text[start..inside] == "‹"
        })
}

/// Cache of failed searches for closing single marks, so that a text of nothing but apostrophes is scanned once.
#[derive(Default)]
struct Closers {
    /// Closing marks, and the position from which none of them closes.
    none_from: Vec<([char; 2], usize)>,
}

impl Closers {
    /// Returns the end of the first closing mark at or after `from`.
    fn find(&mut self, text: &str, from: usize, close: [char; 2]) -> Option<usize> {
        if self
            .none_from
            .iter()
            .any(|(known, at)| *known == close && *at <= from)
        {
            return None;
        }
        let found = text[from..].char_indices().find(|(at, letter)| {
            let at = from + at;
            close.contains(letter)
                && text[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|before| !before.is_whitespace() || *letter == '›')
                && text[at + letter.len_utf8()..]
                    .chars()
                    .next()
                    .is_none_or(|after| !after.is_alphanumeric())
        });
        if found.is_none() {
            self.none_from.push((close, from));
        }
        found.map(|(at, letter)| from + at + letter.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::{Quotes, quotations};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let quotes = Quotes {
            open: "“",
            close: "”",
            alt_open: "‘",
            alt_close: "’",
        };
        let found: Vec<&str> = quotations(text, quotes, &[])
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_any_kind_hold_quotations() {
        check("He “said so” and \"left\".", &["“said so”", "\"left\""]);
        check("Sie „sagte es“ und „ging”.", &["„sagte es“", "„ging”"]);
        check("Elle « dit » non ; »ja« sagt er.", &["« dit »", "»ja«"]);
        check(
            "He ‘said so’ and 'left', ‚so‘, ‹ oui ›.",
            &["‘said so’", "'left'", "‚so‘", "‹ oui ›"],
        );
        check("Er sagte ‚nein‘.", &["‚nein‘"]);
    }

    #[test]
    fn apostrophes_hold_none() {
        check("It's the workers' day; they’re off.", &[]);
        check("'Tis so, rock 'n roll, ’90s, the ’em.", &[]);
        check("He said ‘it’s the workers’ day’.", &["‘it’s the workers’"]);
        check("L’État d’abord", &[]);
    }

    #[test]
    fn a_double_mark_without_another_goes_to_the_end() {
        check("He “said so", &["“said so"]);
        check("He ‘said so", &[]);
    }
}
