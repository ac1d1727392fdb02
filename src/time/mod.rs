//! Moments in the site's time zone, EDTF dates, and validity intervals, built on jiff.
//! Never reads the clock: `clock` does, once per run, and passes the time on.

use serde::{Deserialize, Serialize};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

mod edtf;

mod validity;
mod written;

pub use edtf::Edtf;

pub use validity::Validity;
pub use written::{IsoFailure, MONTHS, WEEKDAYS};

/// Precision with which a moment was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub enum Precision {
    /// A date alone: the start of the day in the site's zone, shown without a time.
    Day,
    /// A date with a time of day.
    Time,
}

/// A moment from front matter or settings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub struct Moment {
    pub at: Timestamp,
    pub precision: Precision,
}

/// Reasons why a text is not a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MomentError {
    /// The text has no known form.
    Form,
    /// The text may mean either of two days; both, in unambiguous form.
    Ambiguous(String, String),
    /// The text has the form of a date, but no such day or time exists (30 February). Holds the reason, for a message.
    Value(String),
    /// The clocks are put forward over this time, so that it never occurs.
    Gap,
    /// The clocks are put back over this time, so that it occurs twice. Both occurrences, as RFC 3339.
    Fold(String, String),
}

impl Moment {
    /// Parses `2021-07-25`, `2021-07-25 09:00`, `2021-07-25 09:00:30` (in `zone`) or RFC 3339.
    ///
    /// Also accepts other forms with one possible meaning: `2021-7-25`, `July 25, 2021`, `2021-07-25 9:00 UTC`.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, MomentError> {
        match Self::parse_iso(text, zone) {
            Err(MomentError::Form) => match written::rewrite(text) {
                Ok(text) => Self::parse_iso(&text, zone),
                Err(IsoFailure::Unknown) => Err(MomentError::Form),
                Err(IsoFailure::Two(one, other)) => Err(MomentError::Ambiguous(one, other)),
            },
            known => known,
        }
    }

    fn parse_iso(text: &str, zone: &TimeZone) -> Result<Self, MomentError> {
        let text = text.trim();
        let (day, clock) = match text.split_once([' ', 'T', 't']) {
            Some((day, clock)) => (day, Some(clock.trim_start())),
            None => (text, None),
        };
        if !has_day_form(day) {
            return Err(MomentError::Form);
        }
        let date: Date = day
            .parse()
            .map_err(|_| MomentError::Value(format!("there is no day `{day}`")))?;
        let Some(clock) = clock else {
            // Midnight may not exist where clocks change at 00:00; the day then begins at its first instant.
            let start = date
                .to_zoned_datetime(zone.clone())
                .and_then(|midnight| midnight.start_of_day());
            let at = start
                .map_err(|error| MomentError::Value(error.to_string()))?
                .timestamp();
            return Ok(Moment {
                at,
                precision: Precision::Day,
            });
        };
        let at = match split_offset(clock) {
            (time, Some(_)) if has_clock_form(time) => {
                let offset = &clock[time.len()..].trim_start().to_ascii_uppercase();
                let rfc3339 = format!("{day}T{}{offset}", with_seconds(time));
                rfc3339
                    .parse()
                    .map_err(|_| MomentError::Value(format!("there is no time `{clock}`")))?
            }
            (time, None) if has_clock_form(time) => {
                let civil: DateTime = format!("{day}T{}", with_seconds(time))
                    .parse()
                    .map_err(|_| MomentError::Value(format!("there is no time `{clock}`")))?;
                resolve(civil, zone)?
            }
            _ => return Err(MomentError::Form),
        };
        Ok(Moment {
            at,
            precision: Precision::Time,
        })
    }

    /// Returns the day of this moment in `zone`.
    pub fn date(&self, zone: &TimeZone) -> Date {
        self.at.to_zoned_datetime(zone.clone()).date()
    }

    /// Returns the moment as RFC 3339 with the offset that `zone` has then: `2021-07-25T09:00:00+03:00`.
    pub fn rfc3339(&self, zone: &TimeZone) -> String {
        rfc3339(self.at, zone)
    }
}

/// Formats `at` as RFC 3339 with the offset that `zone` has then, rounded down to the second.
pub fn rfc3339(at: Timestamp, zone: &TimeZone) -> String {
    let offset = zone.to_offset(at);
    // `as_second` truncates towards zero; before 1970 that would be the next second.
    let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
    let second = Timestamp::from_second(second).unwrap_or(at);
    second.display_with_offset(offset).to_string()
}

/// Returns the one instant at which clocks in `zone` show `civil`.
///
/// Times in a gap or fold are errors: jiff would pick an instant silently, but the editor should choose.
fn resolve(civil: DateTime, zone: &TimeZone) -> Result<Timestamp, MomentError> {
    let ambiguous = zone.to_ambiguous_zoned_datetime(civil);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => {
            let zoned = ambiguous.unambiguous();
            Ok(zoned
                .map_err(|error| MomentError::Value(error.to_string()))?
                .timestamp())
        }
        AmbiguousOffset::Gap { .. } => Err(MomentError::Gap),
        AmbiguousOffset::Fold { .. } => {
            let once = |at: Result<jiff::ZonedDateTime, _>| match at {
                Ok(at) => at.strftime("%Y-%m-%d %H:%M:%S%:z").to_string(),
                Err(_) => civil.to_string(),
            };
            Err(MomentError::Fold(
                once(ambiguous.clone().earlier()),
                once(ambiguous.later()),
            ))
        }
    }
}

fn has_day_form(day: &str) -> bool {
    day.len() == 10
        && day.bytes().enumerate().all(|(idx, byte)| match idx {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Returns whether `time` has the form `09:00`, `09:00:30` or `09:00:30.5`.
fn has_clock_form(time: &str) -> bool {
    let mut parts = time.split(':');
    let two = |part: Option<&str>| {
        part.is_some_and(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let seconds = |part: &str| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        two(Some(whole))
            && !fraction.is_empty()
            && fraction.bytes().all(|byte| byte.is_ascii_digit())
    };
    two(parts.next())
        && two(parts.next())
        && parts.next().is_none_or(seconds)
        && parts.next().is_none()
}

fn split_offset(clock: &str) -> (&str, Option<&str>) {
    // A typographic minus (U+2212) begins an offset too; whether it is a valid one, the parser decides.
    match clock.find(['Z', 'z', '+', '-', '−']) {
        Some(idx) => (clock[..idx].trim_end(), Some(&clock[idx..])),
        None => (clock, None),
    }
}

/// Returns `time` with seconds, which RFC 3339 requires.
fn with_seconds(time: &str) -> String {
    if time.len() == 5 {
        format!("{time}:00")
    } else {
        time.to_owned()
    }
}
