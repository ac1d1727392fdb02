//! Fills date and time patterns of Unicode's UTS 35, such as `d. MMMM y` and `h:mm a`.
//! Supports only the fields that the tables use; `tools/cldr`, which generates the tables, refuses any other.

use jiff::civil::DateTime;

use crate::locale::{LocaleRow, number};

/// Returns `pattern` with its fields filled from `moment`.
///
/// A field is a run of one ASCII letter; text between apostrophes is literal. Years are those of ISO 8601, without era.
pub(super) fn fill(row: &LocaleRow, pattern: &str, moment: DateTime) -> String {
    let mut filled = String::with_capacity(2 * pattern.len());
    for (at, piece) in pattern.split('\'').enumerate() {
        if at % 2 == 1 {
            filled.push_str(piece);
            continue;
        }
        let mut rest = piece;
        while let Some(first) = rest.bytes().next() {
            let is_field = first.is_ascii_alphabetic();
            let is_end = |byte: &u8| {
                if is_field {
                    *byte != first
                } else {
                    byte.is_ascii_alphabetic()
                }
            };
            let end = rest.as_bytes().iter().position(is_end);
            let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
            if is_field {
                push_field(&mut filled, row, run, moment);
            } else {
                filled.push_str(run);
            }
            rest = after;
        }
    }
    filled
}

/// Returns the name of `month`, 1 to 12, from twelve names joined with `|`.
pub(super) fn month(names: &str, month: i8) -> &str {
    let before = usize::try_from(month - 1).expect("months are counted from 1");
    nth(names, before).expect("a year has twelve months")
}

/// Returns the name of the weekday of `moment` from seven names joined with `|`, Monday first.
fn weekday(names: &str, moment: DateTime) -> &str {
    let before = usize::try_from(moment.weekday().to_monday_zero_offset()).expect("counted from 0");
    nth(names, before).expect("a week has seven days")
}

/// Returns name `n`, counted from 0, of names joined with `|`.
fn nth(names: &str, n: usize) -> Option<&str> {
    let mut rest = names;
    for _ in 0..n {
        let bar = memchr::memchr(b'|', rest.as_bytes())?;
        rest = &rest[bar + 1..];
    }
    let end = memchr::memchr(b'|', rest.as_bytes());
    Some(&rest[..end.unwrap_or(rest.len())])
}

fn push_field(filled: &mut String, row: &LocaleRow, field: &str, moment: DateTime) {
    let mut digits = |number: i16, width: usize| number::push_digits(filled, row, number, width);
    match field {
        "d" | "dd" => digits(moment.day().into(), field.len()),
        "M" | "MM" => digits(moment.month().into(), field.len()),
        "MMM" => filled.push_str(month(row.months_short, moment.month())),
        "MMMM" => filled.push_str(month(row.months, moment.month())),
        "EEEE" => filled.push_str(weekday(row.weekdays, moment)),
        "cccc" => filled.push_str(weekday(row.weekdays_alone, moment)),
        "LLLL" => filled.push_str(month(row.months_alone, moment.month())),
        "y" => digits(moment.year(), 1),
        "H" | "HH" => digits(moment.hour().into(), field.len()),
        // On a 12-hour clock noon and midnight are 12, not 0.
        "h" => digits(i16::from((moment.hour() + 11) % 12 + 1), 1),
        "mm" => digits(moment.minute().into(), 2),
        "a" | "B" => filled.push_str(period(row.periods, moment.hour())),
        other => panic!("the generator refuses a pattern with `{other}`"),
    }
}

/// Returns the name of the part of the day that contains `hour`. All parts have the same length, so that their number
/// decides.
fn period(periods: &str, hour: i8) -> &str {
    let hour = usize::try_from(hour).expect("hours are counted from 0");
    let n_periods = periods.split('|').count();
    periods
        .split('|')
        .nth(hour * n_periods / 24)
        .expect("an hour is less than 24")
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::fill;
    use crate::locale::Locale;

    #[test]
    fn text_between_apostrophes_stands_for_itself() {
        let row = Locale::of("en").row();
        let filled = fill(row, "d 'de' MMMM 'y' yг", datetime(2021, 4, 5, 0, 0, 0, 0));
        assert_eq!(filled, "5 de April y 2021г");
    }
}
