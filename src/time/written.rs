//! Dates and times in everyday notation: rewrites those with one possible meaning as ISO 8601.
//! Works on text only; `Moment` and `Edtf` check that the result exists.

use jiff::civil::{Date, Weekday};

/// Reasons why a text cannot be rewritten as ISO 8601.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum IsoFailure {
    /// The text has no known form.
    Unknown,
    /// The text may mean either of two days; both, in unambiguous form.
    Two(String, String),
}

/// English names of the months in order, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// English names of the days of the week, in lower case.
pub const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Rewrites a day, with or without a time, as `2026-03-02`, `2026-03-02 10:00`, `2026-03-02 10:00+00:00`.
///
/// Accepts `2026-3-2`, `2026/03/02`, `March 2, 2026`, `Mon, 2 Mar 2026 10:00 UTC`, `13/02/2026`, `9:00 pm`. Does not
/// check that the day or time exists: callers parse the result.
pub(super) fn rewrite(text: &str) -> Result<String, IsoFailure> {
    let text = text.trim();
    if !text.is_ascii() || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return Err(IsoFailure::Unknown);
    }
    let (days, clock) = numeric(text)
        .or_else(|| worded(text))
        .ok_or(IsoFailure::Unknown)?;
    let clock = rewrite_clock(clock).ok_or(IsoFailure::Unknown)?;
    let join = |day: &Day| format!("{:04}-{:02}-{:02}{clock}", day.0, day.1, day.2);
    match days.as_slice() {
        [day] => Ok(join(day)),
        [one, other] => Err(IsoFailure::Two(join(one), join(other))),
        _ => Err(IsoFailure::Unknown),
    }
}

/// Rewrites a month, such as `March 2026` or `2026-3`, as `2026-03`.
pub(super) fn rewrite_month(text: &str) -> Option<String> {
    let (first, second) = text.trim().split_once([' ', '-', '/'])?;
    let (month, year) = match month(first) {
        Some(month) => (month, number(second, 4)?),
        None => (i8::try_from(number(second, 2)?).ok()?, number(first, 4)?),
    };
    (year >= MIN_YEAR).then(|| format!("{year:04}-{month:02}"))
}

/// Year, month and day.
type Day = (i16, i8, i8);

/// Smallest year that is accepted, so that it must be written in full: `26` may be a day, or 1926.
const MIN_YEAR: i16 = 1000;

/// Returns the days that numbers at the beginning of `text` may mean, and the text after them.
fn numeric(text: &str) -> Option<(Vec<Day>, &str)> {
    let separator = text
        .bytes()
        .find(|byte| !byte.is_ascii_digit())
        .filter(|byte| b"-/.".contains(byte))?;
    let mut parts = text.splitn(3, char::from(separator));
    let (first, second, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let (third, clock) = rest.split_at(end);
    let small = |part| number(part, 2).and_then(|number| i8::try_from(number).ok());
    if first.len() == 4 {
        return Some((
            vec![(number(first, 4)?, small(second)?, small(third)?)],
            clock,
        ));
    }
    let (a, b) = (small(first)?, small(second)?);
    let year = number(third, 4).filter(|year| *year >= MIN_YEAR)?;
    // Day first or month first depends on the country; it is unambiguous only if one order gives no date, or both the
    // same.
    let mut days = vec![(year, b, a), (year, a, b)];
    days.retain(|(year, month, day)| Date::new(*year, *month, *day).is_ok());
    days.dedup();
    Some((days, clock))
}

/// Returns the day in words at the beginning of `text`, and the text after it: `March 2, 2026`, `Mon, 2nd Mar 2026`.
///
/// `None` if a weekday is given and is not that of the date.
fn worded(text: &str) -> Option<(Vec<Day>, &str)> {
    let (first, rest) = word(text)?;
    let weekday = WEEKDAYS
        .iter()
        .find(|(name, _)| abbreviates(first, name))
        .map(|(_, weekday)| *weekday);
    let (first, rest) = if weekday.is_some() {
        word(rest)?
    } else {
        (first, rest)
    };
    let (second, rest) = word(rest)?;
    let (third, clock) = word(rest)?;
    let day = |word: &str| {
        let bare = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| word.strip_suffix(end))
            .unwrap_or(word);
        number(bare, 2).and_then(|day| i8::try_from(day).ok())
    };
    let (month, day) = match month(first) {
        Some(month) => (month, day(second)?),
        None => (month(second)?, day(first)?),
    };
    let year = number(third, 4).filter(|year| *year >= MIN_YEAR)?;
    let fits = |weekday| Date::new(year, month, day).is_ok_and(|date| date.weekday() == weekday);
    weekday
        .is_none_or(fits)
        .then(|| (vec![(year, month, day)], clock))
}

/// Splits the first word off `text`, dropping a comma or full stop after it.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find([' ', ',']).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let word = word.trim_end_matches('.');
    (!word.is_empty()).then(|| (word, rest.trim_start_matches(',')))
}

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let is_short = |name: &&str| {
        abbreviates(word, name) || word.eq_ignore_ascii_case("sept") && *name == "september"
    };
    (1..)
        .zip(MONTHS.iter())
        .find(|(_, name)| is_short(name))
        .map(|(number, _)| number)
}

/// Returns whether `word` is `name` or its first three letters, in any case.
fn abbreviates(word: &str, name: &str) -> bool {
    word.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(&name[..3])
}

/// Parses a number of at most `width` digits, or of exactly four for a `width` of four (a year).
fn number(digits: &str, width: usize) -> Option<i16> {
    let fits = if width == 4 {
        digits.len() == 4
    } else {
        (1..=width).contains(&digits.len())
    };
    (fits && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Rewrites the text after a day, which is empty or a time with or without an offset.
fn rewrite_clock(text: &str) -> Option<String> {
    let text = text.trim_start_matches([',', ' ']);
    let text = text
        .strip_prefix(['T', 't'])
        .or_else(|| text.strip_prefix("at "))
        .unwrap_or(text)
        .trim();
    if text.is_empty() {
        return Some(String::new());
    }
    let lower = text.to_ascii_lowercase();
    let (time, offset) = cut_offset(&lower)?;
    // `9:00 p.m.`, `9 pm`: the letters are taken off one by one, since each may have a full stop.
    let (time, half) = match time.trim_end_matches('.').strip_suffix('m') {
        Some(time) => (time.trim_end_matches('.'), true),
        None => (time, false),
    };
    let (time, is_pm) = match (half, time.strip_suffix('a'), time.strip_suffix('p')) {
        (true, Some(time), _) => (time.trim_end(), Some(false)),
        (true, _, Some(time)) => (time.trim_end(), Some(true)),
        (true, ..) => return None,
        (false, ..) => (time, None),
    };
    let (hour, minutes) = match time.split_once(':') {
        Some((hour, minutes)) => (number(hour, 2)?, minutes),
        // An hour alone is a time only with `am` or `pm`.
        None => (is_pm.and(number(time, 2))?, "00"),
    };
    let hour = match is_pm {
        Some(is_pm) if (1..=12).contains(&hour) => hour % 12 + if is_pm { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    Some(format!(" {hour:02}:{minutes}{offset}"))
}

/// Splits the UTC offset off a lower-case time and returns it in RFC 3339 form; empty without one.
fn cut_offset(clock: &str) -> Option<(&str, String)> {
    for name in ["utc", "gmt", "z"] {
        if let Some(time) = clock.strip_suffix(name) {
            return Some((time.trim_end(), "Z".to_owned()));
        }
    }
    let Some(at) = clock.find(['+', '-']) else {
        return Some((clock, String::new()));
    };
    let (time, offset) = clock.split_at(at);
    let time = ["utc", "gmt"]
        .iter()
        .find_map(|name| time.strip_suffix(name))
        .unwrap_or(time);
    let digits = offset[1..].replace(':', "");
    let (hours, minutes) = if digits.len() > 2 {
        digits.split_at(digits.len() - 2)
    } else {
        (digits.as_str(), "00")
    };
    let offset = format!("{}{:02}:{minutes}", &offset[..1], number(hours, 2)?);
    Some((time.trim_end(), offset))
}
