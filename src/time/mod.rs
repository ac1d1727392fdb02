//! Times: moments in the site's zone, and EDTF dates. Over jiff, which knows the zones.
//! Never asks what time it is: `clock` does, once, and passes it on.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

mod edtf;

mod validity;
mod written;

pub use edtf::Edtf;

pub use validity::Validity;
pub use written::{IsoFailure, MONTHS, WEEKDAYS};

/// How exactly a moment was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    /// A date alone: 00:00 in the site's zone, shown without a time.
    Day,
    /// With a time of day.
    Time,
}

/// A moment that an editor wrote.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment {
    /// When it is.
    pub at: Timestamp,
    /// How exactly it was written.
    pub precision: Precision,
}

/// Why a text is not a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MomentError {
    /// It is written in no form we know.
    Form,
    /// It may be either of two days: both, as they would be unambiguous.
    Ambiguous(String, String),
    /// It has the form of a date, and no such day or time exists (30 February).
    Value(String),
    /// The clocks are put forward over it: this time never is.
    Gap,
    /// The clocks are put back over it: this time is twice. The two, as RFC 3339.
    Fold(String, String),
}

impl Moment {
    /// Reads `2021-07-25`, `2021-07-25 09:00`, `2021-07-25 09:00:30` (in `zone`) or RFC 3339, and what else can be read in
    /// one way only: `2021-7-25`, `July 25, 2021`, `2021-07-25 9:00 UTC`.
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

    /// Returns the day it is in `zone`.
    pub fn date(&self, zone: &TimeZone) -> Date {
        self.at.to_zoned_datetime(zone.clone()).date()
    }

    /// Returns the moment as RFC 3339 with the offset that `zone` has then: `2021-07-25T09:00:00+03:00`.
    pub fn rfc3339(&self, zone: &TimeZone) -> String {
        rfc3339(self.at, zone)
    }
}

/// Writes `at` as RFC 3339 with the offset that `zone` has then, to the second.
pub fn rfc3339(at: Timestamp, zone: &TimeZone) -> String {
    let offset = zone.to_offset(at);
    // The second that it lies in, before 1970 too.
    let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
    let second = Timestamp::from_second(second).unwrap_or(at);
    second.display_with_offset(offset).to_string()
}

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

/// Whether `time` is `09:00`, `09:00:30` or `09:00:30.5`.
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
    match clock.find(['Z', 'z', '+', '-', '−']) {
        Some(idx) => (clock[..idx].trim_end(), Some(&clock[idx..])),
        None => (clock, None),
    }
}

fn with_seconds(time: &str) -> String {
    if time.len() == 5 {
        format!("{time}:00")
    } else {
        time.to_owned()
    }
}
