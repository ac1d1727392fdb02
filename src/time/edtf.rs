//! EDTF dates: years, months and days, exact, approximate or uncertain.
//! Implements the part of ISO 8601-2 level 1 that news needs: no seasons, sets or intervals. For exact times see
//! `Moment`.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use serde::{Deserialize, Serialize};

use crate::time::Moment;
use crate::time::written::{self, IsoFailure};

/// An EDTF date: `2021`, `2021-10`, `2021-07-26`, each optionally followed by `~`, `?` or `%`. Keeps its text as
/// written.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Edtf {
    first: Date,
    last: Date,
    text: Box<str>,
}

impl Edtf {
    /// Parses an EDTF date; `None` if it has another form or there is no such day.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let plain = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
        let parts: Vec<&str> = plain.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let digits = plain
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !digits || !matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]) {
            return None;
        }
        let year = parts[0].parse().ok()?;
        let month = parts
            .get(1)
            .map(|part| part.parse::<i8>())
            .transpose()
            .ok()?;
        let day = parts
            .get(2)
            .map(|part| part.parse::<i8>())
            .transpose()
            .ok()?;
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let last = match (month, day) {
            (None, _) => first.last_of_year(),
            (_, None) => first.last_of_month(),
            _ => first,
        };
        Some(Edtf {
            first,
            last,
            text: text.into(),
        })
    }

    /// Parses an EDTF date, or a day or month in another form with one possible meaning: `March 2, 2026`.
    pub fn read(text: &str) -> Result<Self, IsoFailure> {
        let parse = |text: &str| Edtf::parse(text).ok_or(IsoFailure::Unknown);
        // Only the date is rewritten; the mark is put back after it: `March 2026~`.
        let (plain, mark) = match text.trim().strip_suffix(['~', '?', '%']) {
            Some(plain) => (plain, &text.trim()[plain.len()..]),
            None => (text, ""),
        };
        let by_month = || written::rewrite_month(plain).ok_or(IsoFailure::Unknown);
        parse(text).or_else(|_| match written::rewrite(plain) {
            Ok(day) => parse(&(day + mark)),
            Err(IsoFailure::Unknown) => parse(&(by_month()? + mark)),
            Err(two) => Err(two),
        })
    }

    /// Returns the day that the moment `text` names, without converting zones; `None` if `text` is no moment.
    pub fn day_of(text: &str) -> Option<Self> {
        // Nearly all are days in this form, which is the first that a moment may have.
        let text = text.trim();
        if text.len() == "2026-03-02".len()
            && let Some(day) = Edtf::parse(text)
        {
            return Some(day);
        }
        Moment::parse(text, &TimeZone::UTC).ok()?;
        // Taken from the text: in another zone the instant may fall on another day than the editor wrote.
        let iso = written::rewrite(text);
        Edtf::parse(text.get(..10)?).or_else(|| Edtf::parse(iso.ok()?.get(..10)?))
    }

    /// Returns an exact date, precise to the day.
    pub fn day(date: Date) -> Self {
        Edtf {
            first: date,
            last: date,
            text: date.to_string().into(),
        }
    }

    /// Returns the first day that the date may mean: of `2021`, 1 January.
    pub fn first(&self) -> Date {
        self.first
    }

    /// Returns the last day that the date may mean: of `2021`, 31 December.
    pub fn last(&self) -> Date {
        self.last
    }

    /// Returns whether the date is marked approximate: `~`, or `%`, which means approximate and uncertain.
    pub fn is_approximate(&self) -> bool {
        self.text.ends_with(['~', '%'])
    }

    /// Returns whether the date is marked uncertain: `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.text.ends_with(['?', '%'])
    }

    /// Returns the date in ISO 8601-1; `None` if it is approximate or uncertain, which that standard cannot express.
    pub fn iso(&self) -> Option<String> {
        let is_exact = !self.is_approximate() && !self.is_uncertain();
        is_exact.then(|| self.text.to_string())
    }

    /// Returns how many of year, month and day are given: 1, 2 or 3.
    pub fn n_parts(&self) -> usize {
        self.text.split('-').count()
    }
}

impl Ord for Edtf {
    /// Orders by first day, then by last day (so that the more exact date comes first), then by text.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first, self.last, &self.text).cmp(&(other.first, other.last, &other.text))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
