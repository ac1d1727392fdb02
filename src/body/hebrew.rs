//! Straight quotes inside Hebrew words: gershayim (`צה"ל`) and geresh (`ג'ירפה`), or quotation marks behind a prefix
//! (`ב"הארץ"`).

/// Stands before the last letter of an abbreviation.
pub(super) const GERSHAYIM: &str = "״";

/// Stands behind a letter that is read otherwise, or behind a word that is cut off.
pub(super) const GERESH: &str = "׳";

/// How far ahead the end of a quotation is looked for, in bytes.
const REACH: usize = 400;

/// What a straight quote behind a Hebrew letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A part of the word.
    Abbreviates,
    /// Where a quotation is open, a part of the word if it is double, its end if it is single; else the other one.
    EndsOrAbbreviates,
    /// A quotation begins behind a prefix.
    Opens,
}

/// Returns what the straight `quote` between `before` and `rest` is; `None` if it is no matter of Hebrew.
pub(super) fn sign(before: &str, quote: u8, rest: &str) -> Option<Sign> {
    let n_head = before
        .chars()
        .rev()
        .take(REACH)
        .take_while(|letter| is_letter(*letter))
        .count();
    if n_head == 0 {
        return None;
    }
    let tail = &rest[..rest
        .find(|letter: char| !is_letter(letter))
        .unwrap_or(rest.len())];
    let n_tail = tail.chars().count();
    let ends_quoted = rest.as_bytes().get(tail.len()) == Some(&quote);
    let is_prefix = n_head <= 3
        && before
            .chars()
            .rev()
            .take(n_head)
            .all(|letter| "והבכלמש".contains(letter));
    match (quote, n_tail) {
        (b'"', 0) => None,
        (b'"', 1) if ends_quoted && is_prefix => Some(Sign::EndsOrAbbreviates),
        (b'"', 1) => Some(Sign::Abbreviates),
        (_, 0) if rest.chars().next().is_some_and(char::is_alphanumeric) => None,
        (_, 0) => Some(Sign::EndsOrAbbreviates),
        _ if is_prefix && ends_later(rest, quote) => Some(Sign::Opens),
        _ => Some(Sign::Abbreviates),
    }
}

fn is_letter(letter: char) -> bool {
    matches!(letter, '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}'..='\u{05C7}' | '\u{05D0}'..='\u{05EA}' | '\u{05EF}'..='\u{05F2}')
}

/// Returns whether `quote` ends a word soon.
fn ends_later(rest: &str, quote: u8) -> bool {
    let mut inside = false;
    for (at, letter) in rest.char_indices().take_while(|(at, _)| *at < REACH) {
        let after = rest[at + letter.len_utf8()..].chars().next();
        if letter == char::from(quote) && inside && !after.is_some_and(char::is_alphanumeric) {
            return true;
        }
        inside = !letter.is_whitespace();
    }
    false
}
