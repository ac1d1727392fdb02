//! EDTF dates: years, months and days, exact, approximate or uncertain.
//! The part of ISO 8601-2 level 1 that news needs: no seasons, no sets, no intervals.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::time::Moment;
use crate::time::written::{self, IsoFailure};

/// A date as EDTF writes it: `2021`, `2021-10`, `2021-07-26`, each also with `~`, `?` or `%`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edtf {
    first: Date,
    last: Date,
    text: Box<str>,
}

impl Edtf {
    /// Reads an EDTF date; `None` if it is not one of the forms above or there is no such day.
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

    /// Reads an EDTF date, or a day or a month in another form that can be read in one way only: `March 2, 2026`.
    pub fn read(text: &str) -> Result<Self, IsoFailure> {
        let parse = |text: &str| Edtf::parse(text).ok_or(IsoFailure::Unknown);
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

    /// The day of a moment, as it is written.
    pub fn day_of(text: &str) -> Option<Self> {
        Moment::parse(text, &TimeZone::UTC).ok()?;
        let iso = written::rewrite(text);
        Edtf::parse(text.trim().get(..10)?).or_else(|| Edtf::parse(iso.ok()?.get(..10)?))
    }

    /// A date alone, exact to the day.
    pub fn day(date: Date) -> Self {
        Edtf {
            first: date,
            last: date,
            text: date.to_string().into(),
        }
    }

    /// Returns the first day it may mean.
    pub fn first(&self) -> Date {
        self.first
    }

    /// Returns the last day it may mean.
    pub fn last(&self) -> Date {
        self.last
    }

    /// Returns whether it says *about* (`~`) or both *about* and *perhaps* (`%`).
    pub fn is_approximate(&self) -> bool {
        self.text.ends_with(['~', '%'])
    }

    /// Returns whether it says *perhaps* (`?`) or both.
    pub fn is_uncertain(&self) -> bool {
        self.text.ends_with(['?', '%'])
    }

    /// Returns the date as ISO 8601-1 writes it; `None` where it is not exact, which that cannot say.
    pub fn iso(&self) -> Option<String> {
        let is_exact = !self.is_approximate() && !self.is_uncertain();
        is_exact.then(|| self.text.to_string())
    }

    /// Returns how many of year, month and day it gives.
    pub fn n_parts(&self) -> usize {
        self.text.split('-').count()
    }
}

impl Ord for Edtf {
    /// In the order of time: by first day, the more exact first, then as text.
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
