//! Quotations in a block's text: what is between quotation marks of any kind, single ones among them. An apostrophe is
//! none: a single mark opens before a word that no letter precedes, and closes behind one that no letter follows.

use std::ops::Range;

use super::Quotes;

/// Finds the quotations in `text`, in order, with their marks. None begins in one of the `code` ranges.
///
/// Double marks that are never closed go to the end of the block: quotations of several paragraphs are written so.
/// Single ones that are never closed are apostrophes.
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

/// What closes a quotation.
#[derive(Clone, Copy)]
enum Marks<'q> {
    /// The mark does not open.
    None,
    /// One of these.
    Double([&'q str; 2]),
    /// One of these, where a word ends.
    Single([char; 2]),
}

/// Returns the next quotation mark at or after `from`.
fn next_mark(text: &str, from: usize, quotes: Quotes) -> Option<(usize, &str)> {
    let is_mark = |letter: char| "“„«»\"‘‚‹'".contains(letter) || quotes.open.starts_with(letter);
    // Most letters are ASCII, and need no decoding.
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

fn closing<'q>(mark: &str, quotes: Quotes) -> Marks<'q> {
    match mark {
        "„" => Marks::Double(["“", "”"]),
        "“" => Marks::Double(["”", "”"]),
        "«" => Marks::Double(["»", "»"]),
        "\"" => Marks::Double(["\"", "\""]),
        // German books have guillemets that point inwards.
        "»" => Marks::Single(['«', '«']),
        "‘" => Marks::Single(['’', '’']),
        "‚" => Marks::Single(['‘', '’']),
        "‹" => Marks::Single(['›', '›']),
        "'" => Marks::Single(['\'', '’']),
        mark if mark == quotes.open => Marks::Double([quotes.close, quotes.close]),
        _ => Marks::None,
    }
}

/// Returns where the first of two closing marks ends.
fn first(text: &str, close: [&str; 2]) -> Option<usize> {
    text.char_indices().find_map(|(at, _)| {
        let close = close
            .into_iter()
            .find(|close| text[at..].starts_with(*close))?;
        Some(at + close.len())
    })
}

/// Returns whether a mark from `start` to `inside` may open: no letter before it, and a word behind it.
fn opens(text: &str, start: usize, inside: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[inside..].chars().next();
    let is_free = before.is_none_or(|letter| letter.is_whitespace() || "([—–:".contains(letter));
    is_free
        && after.is_some_and(|letter| {
            letter.is_alphabetic() || letter.is_whitespace() && &text[start..inside] == "‹"
        })
}

/// Where single marks close, remembered: a text of nothing but apostrophes is read once.
#[derive(Default)]
struct Closers {
    /// Nothing closes from here on, by mark.
    none_from: Vec<([char; 2], usize)>,
}

impl Closers {
    /// Finds where a single mark closes at or after `from`. Returns its end.
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
