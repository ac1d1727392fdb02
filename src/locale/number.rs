//! Whole numbers in a language's digits, grouping and minus sign. Dates and times are in `pattern`.

use std::fmt::Write as _;

use crate::locale::LocaleRow;

/// Returns `number` in the digits of `row`, grouped, with the minus sign of the language.
pub(super) fn group(row: &LocaleRow, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let is_grouped = digits.len() >= THOUSANDS + row.minimum_grouping;
    let mut written = String::new();
    if number < 0 {
        written.push_str(row.minus);
    }
    for (at, digit) in digits.char_indices() {
        let n_left = digits.len() - at;
        if is_grouped && at > 0 && starts_group(n_left, row.higher_group) {
            written.push_str(row.group);
        }
        written.push(own_digit(row, digit));
    }
    written
}

/// Appends `number` in the digits of `row`, padded with zeros to `width`.
pub(super) fn push_digits(written: &mut String, row: &LocaleRow, number: i16, width: usize) {
    // By hand for what most numbers in dates and times are, since every page has several.
    if row.zero == '0' && (0..100).contains(&number) && width <= 2 {
        let (tens, ones) = ((number / 10) as u8, (number % 10) as u8);
        if tens > 0 || width == 2 {
            written.push(char::from(b'0' + tens));
        }
        written.push(char::from(b'0' + ones));
        return;
    }
    let start = written.len();
    // Writing to a string never fails.
    let _ = write!(written, "{number:0width$}");
    if row.zero != '0' {
        let own: String = written[start..]
            .chars()
            .map(|letter| own_digit(row, letter))
            .collect();
        written.replace_range(start.., &own);
    }
}

/// Number of digits in the lowest group, the same in every language of the tables.
const THOUSANDS: usize = 3;

/// Returns whether a group begins at the digit that has `n_left` digits from itself to the end.
fn starts_group(n_left: usize, higher_group: usize) -> bool {
    n_left >= THOUSANDS && (n_left - THOUSANDS).is_multiple_of(higher_group)
}

fn own_digit(row: &LocaleRow, letter: char) -> char {
    match letter.to_digit(10) {
        Some(value) => {
            char::from_u32(u32::from(row.zero) + value).expect("digits follow zero in Unicode")
        }
        None => letter,
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::Locale;

    #[track_caller]
    fn check(tag: &str, number: i64, expected: &str) {
        assert_eq!(Locale::of(tag).number(number), expected, "{tag}");
    }

    #[test]
    fn thousands_are_grouped() {
        check("en", 0, "0");
        check("en", 999, "999");
        check("en", 1000, "1,000");
        check("de", 1_234_567, "1.234.567");
        check("fr", 1_234_567, "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn india_groups_by_two_above_the_thousands() {
        check("hi", 1_234_567, "12,34,567");
        check("en-IN", 100_000, "1,00,000");
        check("en-IN", 99_999, "99,999");
    }

    #[test]
    fn four_digits_stay_together_where_the_language_wants_it() {
        check("es", 1234, "1234");
        check("es", 12_345, "12.345");
        check("pl", 9999, "9999");
        check("pl", 10_000, "10\u{a0}000");
    }

    #[test]
    fn minus_is_that_of_the_language() {
        check("en", i64::MIN, "-9,223,372,036,854,775,808");
        check("sv", -5, "\u{2212}5");
    }
}
