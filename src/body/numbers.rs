//! Numbers that run left to right in every script: phone numbers, and others of several groups of digits. Those that
//! read well in either order (`10–20`, `2021-07-25`) are not among them. `isolate` sets them apart.

use std::ops::Range;

/// Minimum number of digits in a phone number of several groups.
const MIN_DIGITS: usize = 7;

/// Maximum number of digits: E.164 allows fifteen, and a prefix such as `00` or `(0)` may come on top.
const MAX_DIGITS: usize = 20;

/// Context in which a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberContext {
    /// In a link to a phone number.
    PhoneLink,
    Text,
}

/// Returns the ranges of the numbers in `text` whose groups a right-to-left script would reorder, in order.
///
/// In a link to a phone number, any number of several groups is one.
pub(super) fn numbers(text: &str, place: NumberContext) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_digit) {
        let first = at + offset;
        let (len, groups) = groups(&text[first..]);
        let head = head_len(&text[at..first], &groups);
        // A code as typed on a phone: `*123#`.
        let is_code = text[at..first].ends_with('*') && text[first + len..].starts_with('#');
        let (head, len) = if is_code { (1, len + 1) } else { (head, len) };
        let range = first - head..first + len;
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        // Not a part of a word, a time, a range or a percentage.
        let is_bounded = !before
            .is_some_and(|letter| letter.is_alphanumeric() || ".,:-–−".contains(letter))
            && !after
                .is_some_and(|letter| letter.is_alphanumeric() || letter == ':' || letter == '%');
        let signs = &text[first - head..first];
        if is_bounded
            && (is_code
                || is_telephone(signs, &groups)
                || (place == NumberContext::PhoneLink && (groups.len() > 1 || head > 0)))
        {
            at = range.end;
            found.push(range);
        } else {
            at = first + len;
        }
    }
    found
}

/// A group of digits, with the separator before it.
#[derive(Debug)]
struct DigitGroup<'t> {
    separator: &'t str,
    digits: &'t str,
}

impl DigitGroup<'_> {
    fn len(&self) -> usize {
        self.digits.chars().count()
    }
}

/// Returns the total length of the groups of digits that `text` begins with, in bytes, and the groups.
fn groups(text: &str) -> (usize, Vec<DigitGroup<'_>>) {
    let mut groups = Vec::new();
    let (mut len, mut separator) = (0, "");
    loop {
        let rest = &text[len..];
        let digits = &rest[..rest.find(|letter| !is_digit(letter)).unwrap_or(rest.len())];
        groups.push(DigitGroup { separator, digits });
        len += digits.len();
        let rest = &text[len..];
        let end = rest
            .find(|letter| !is_separator(letter))
            .unwrap_or(rest.len());
        separator = &rest[..end];
        let n_digits: usize = groups.iter().map(DigitGroup::len).sum();
        // Two phone numbers: `0770 123 4567/0771 123 4567`.
        let is_next_number =
            n_digits >= MIN_DIGITS && (separator.contains('/') || separator == " - ");
        // Not a part of the number: `30 (2021) 12`.
        let is_aside = separator.contains('(') && !is_area(&rest[end..]);
        if !separates(separator) || !rest[end..].starts_with(is_digit) || is_next_number || is_aside
        {
            return (len, groups);
        }
        len += end;
    }
}

/// Returns the length of the signs at the end of `before` that belong to the number after them.
fn head_len(before: &str, groups: &[DigitGroup]) -> usize {
    // An opening parenthesis belongs to the number only if it is closed within it.
    let closes = groups
        .iter()
        .map(|group| group.separator)
        .find(|separator| separator.contains(['(', ')']));
    let heads = if closes.is_some_and(|separator| separator.starts_with(')')) {
        ["+(", "(+", "("].as_slice()
    } else {
        &["+"]
    };
    heads
        .iter()
        .find(|head| before.ends_with(**head))
        .map_or(0, |head| head.len())
}

/// Returns whether `text`, which follows `(`, is an area code and the rest of a number: `0)30 123`.
fn is_area(text: &str) -> bool {
    let after = text.trim_start_matches(is_digit);
    let area = text[..text.len() - after.len()].chars().count();
    (1..=4).contains(&area)
        && after
            .strip_prefix(')')
            .is_some_and(|rest| rest.trim_start_matches([' ', '-']).starts_with(is_digit))
}

/// Returns whether the groups after the signs `head` are a phone number, or a number that is read like one.
fn is_telephone(head: &str, groups: &[DigitGroup]) -> bool {
    let n_digits: usize = groups.iter().map(DigitGroup::len).sum();
    if !(MIN_DIGITS..=MAX_DIGITS).contains(&n_digits) {
        return false;
    }
    if !head.is_empty() {
        return true;
    }
    let [first, others @ ..] = groups else {
        return false;
    };
    let lens: Vec<usize> = groups.iter().map(DigitGroup::len).collect();
    let all = |separator: &str| others.iter().all(|group| group.separator == separator);
    let is_even = others.first().is_some_and(|group| all(group.separator));
    // Five even pairs are a French phone number; other pairs are times and dates.
    let pairs = lens.iter().all(|len| *len <= 2) && !(is_even && lens.len() == 5);
    if others.is_empty() || is_date(&lens) || pairs {
        return false;
    }
    let begins_with_zero = first.len() >= 2 && first.digits.starts_with(['0', '٠', '۰']);
    let is_thousands =
        all(" ") && others.len() >= 2 && first.len() <= 3 && lens[1..].iter().all(|len| *len == 3);
    // The last: `1-800-555-0199`, or an ISBN.
    begins_with_zero || is_thousands || (others.len() >= 2 && all("-"))
}

/// Returns whether groups of these lengths are a date: `2021-07-25`, `05/06/2021`.
fn is_date(lens: &[usize]) -> bool {
    matches!(
        lens,
        [4, 1..=2, 1..=2, ..] | [1..=2, 1..=2, 4, ..] | [1..=2, 4] | [4, 4] | [4, 4, 4]
    )
}

/// Returns whether `letter` is a decimal digit, European or Arabic.
fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '٠'..='٩' | '۰'..='۹')
}

fn is_separator(letter: char) -> bool {
    " \u{A0}\u{202F}-‐‑./()".contains(letter)
}

/// Returns whether `signs` may stand between groups of one number.
fn separates(signs: &str) -> bool {
    matches!(
        signs,
        " " | "\u{A0}"
            | "\u{202F}"
            | "-"
            | "‐"
            | "‑"
            | "."
            | "/"
            | "("
            | ")"
            | ") "
            | " ("
            | ")-"
            | "-("
            | " / "
            | " - "
    )
}
