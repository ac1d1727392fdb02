//! Terminal-safe output: replaces characters in untrusted text that would move the cursor, change colours or reverse
//! the reading direction by visible ones. Also defines which characters count as control characters in content.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns whether `letter` may not occur in content: a control character other than tab and line ends, or one of the
/// noncharacters U+FFFE and U+FFFF.
pub fn is_control(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
        || matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

/// Returns whether `text` may hold a character of which [`is_control`] is true. Looks at bytes only, so it may report
/// false positives, but never misses one.
pub fn may_have_controls(text: &str) -> bool {
    // In UTF-8 the C1 controls begin with C2, U+FFFE and U+FFFF with EF.
    let is_suspect = |byte: u8| {
        (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')
            | (byte == 0x7F)
            | (byte == 0xC2)
            | (byte == 0xEF)
    };
    // In runs without an early exit, which the compiler checks many bytes at once.
    let mut runs = text.as_bytes().chunks(256);
    runs.any(|run| {
        run.iter()
            .fold(false, |found, byte| found | is_suspect(*byte))
    })
}

/// Returns `text` as one line that is safe to print: control characters, line ends included, become their Unicode
/// pictures (`␛`, `␊`) or escapes (`\u{9b}`), as do characters that change the reading direction.
pub fn visible(text: &str) -> Cow<'_, str> {
    replace(text, |letter| letter.is_control())
}

/// Returns `text` as lines that are safe to print: as [`visible`], but keeps line feeds and tabs.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replace(text, |letter| {
        letter.is_control() && !matches!(letter, '\n' | '\t')
    })
}

/// Escapes DEL and the C1 controls of a JSON document, so that it is safe to print: `serde_json` escapes only what
/// RFC 8259 demands, which is the controls below U+0020.
pub fn escape_json(json: String) -> String {
    let is_bare = |letter: char| ('\u{7F}'..='\u{9F}').contains(&letter);
    if !json.contains(is_bare) {
        return json;
    }
    // Outside of strings JSON has no such characters, so that every one of them can be escaped without parsing.
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

/// Returns whether `letter` is a line or paragraph separator, or embeds, overrides or isolates a reading direction.
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
