//! Text of others made fit for a terminal: what would move its cursor, colour it or turn its lines round is shown as
//! a sign instead.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns whether `letter` is no text: a control character other than a tab or a line's end, or a code point that
/// Unicode keeps free of characters.
pub fn is_control(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
        || matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

/// Returns whether `text` may hold one of those: cheap, and wrong only where it says yes.
pub fn may_have_controls(text: &str) -> bool {
    // C1 begins with C2 in UTF-8, the last code points of a plane with EF.
    let is_suspect = |byte: u8| {
        (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'))
            || matches!(byte, 0x7F | 0xC2 | 0xEF)
    };
    text.bytes().any(is_suspect)
}

/// Returns `text` as one line that a terminal shows as it is: control characters as their pictures (`␛`) or numbers,
/// line ends (`␊`) and marks that change the direction of what follows too.
pub fn visible(text: &str) -> Cow<'_, str> {
    replace(text, |letter| letter.is_control())
}

/// Returns `text` as lines that a terminal shows as they are: as [`visible`], but line ends and tabs stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replace(text, |letter| {
        letter.is_control() && !matches!(letter, '\n' | '\t')
    })
}

/// Writes a document in JSON with DEL and C1 as escapes: `serde_json` escapes only what the standard demands.
pub fn escape_json(json: String) -> String {
    let is_bare = |letter: char| ('\u{7F}'..='\u{9F}').contains(&letter);
    if !json.contains(is_bare) {
        return json;
    }
    // Outside of texts JSON has no such characters.
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_bare(letter) {
            let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

fn replace(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_hidden = |letter: char| is_hidden(letter) || is_direction(letter);
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            _ if !is_hidden(letter) => shown.push(letter),
            '\0'..='\u{1F}' => shown.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7F}' => shown.push('␡'),
            _ => {
                let _ = write!(shown, "{}", letter.escape_unicode());
            }
        }
    }
    Cow::Owned(shown)
}

/// Line and paragraph separators, and what embeds, overrides and isolates directions.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{escape_json, may_have_controls, visible, visible_lines};

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(
            visible("a\u{1b}[31m\nb\u{7f}\u{9b}c\u{202e}d"),
            "a␛[31m␊b␡\\u{9b}c\\u{202e}d"
        );
        assert_eq!(visible_lines("a\t\u{7}\nb"), "a\t␇\nb");
        assert_eq!(visible("قال د. أحمد – «نعم»"), "قال د. أحمد – «نعم»");
        assert_eq!(
            escape_json("\"\u{9b}\u{7f}é\"".to_owned()),
            "\"\\u009b\\u007fé\""
        );
    }

    #[test]
    fn plain_text_is_not_suspect() {
        assert!(!may_have_controls("Text, šest\r\n\tبغداد"));
        assert!(
            may_have_controls("\u{85}")
                && may_have_controls("\u{ffff}")
                && may_have_controls("\u{c}")
        );
    }
}
