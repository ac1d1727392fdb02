//! Straight quotes inside Hebrew words: gershayim (`צה"ל`) and geresh (`ג'ירפה`), or quotation marks after a prefix
//! (`ב"הארץ"`). All other quotes are in `punctuation`, which knows what is open.

/// Gershayim: precedes the last letter of an abbreviation.
pub(super) const GERSHAYIM: &str = "״";

/// Geresh: follows a letter that is pronounced otherwise, or a word that is cut off.
pub(super) const GERESH: &str = "׳";

/// Distance in bytes within which the end of a quotation is looked for.
const REACH: usize = 400;

/// Meaning of a straight quote after a Hebrew letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It is a part of the word.
    Abbreviates,
    /// It depends. In an open quotation, a double one is a part of the word and a single one ends the quotation;
    /// otherwise it is the other way round.
    EndsOrAbbreviates,
    /// It opens a quotation after a prefix.
    Opens,
}

/// Returns the meaning of the straight `quote` between `before` and `rest`, or `None` if no rule of Hebrew applies.
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
    // Particles of one letter (and, the, in, as, to, from, that) are written as a part of the word, up to three in a
    // row.
    let is_prefix = n_head <= 3
        && before
            .chars()
            .rev()
            .take(n_head)
            .all(|letter| "והבכלמש".contains(letter));
    match (quote, n_tail) {
        // At the end of a word it can only close, by the ordinary rules.
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

/// Returns whether `quote` ends a word within [`REACH`].
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
