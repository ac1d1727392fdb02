//! The moment a site is built for, as a value that remembers what was asked of it.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// The moment a site is built for. Remembers between which other moments all its answers would be the same.
#[derive(Debug)]
pub struct Now {
    at: Timestamp,
    holds: Mutex<Holds>,
}

/// A stretch of time: from one moment on, up to before another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Holds {
    /// The first moment of it.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::required")]
    pub from: Timestamp,
    /// The first moment after it; the last one that there is never comes.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::required")]
    pub until: Timestamp,
}

impl Holds {
    /// All of time.
    pub const ALWAYS: Holds = Holds {
        from: Timestamp::MIN,
        until: Timestamp::MAX,
    };

    /// Returns whether `at` lies in it.
    pub fn at(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }

    /// Returns what lies in both.
    #[must_use]
    pub fn and(self, other: Holds) -> Holds {
        Holds {
            from: self.from.max(other.from),
            until: self.until.min(other.until),
        }
    }
}

impl Now {
    /// The moment `at`, of which nothing was asked yet.
    pub fn new(at: Timestamp) -> Self {
        Now {
            at,
            holds: Mutex::new(Holds::ALWAYS),
        }
    }

    /// Returns the moment itself, to compare with what [`Holds`] say. Nothing may be made from it.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The same moment, of which nothing was asked yet.
    pub fn afresh(&self) -> Self {
        Now::new(self.at)
    }

    /// Returns whether it is `moment` or later.
    pub fn has_come(&self, moment: Timestamp) -> bool {
        let has_come = moment <= self.at;
        self.note(if has_come {
            Holds {
                from: moment,
                ..Holds::ALWAYS
            }
        } else {
            Holds {
                until: moment,
                ..Holds::ALWAYS
            }
        });
        has_come
    }

    /// Returns the day that it is in `zone`.
    pub fn today(&self, zone: &TimeZone) -> Date {
        let today = self.at.to_zoned_datetime(zone.clone()).date();
        let start = |day: Date| {
            day.to_zoned_datetime(zone.clone())
                .ok()?
                .start_of_day()
                .ok()
        };
        self.note(Holds {
            from: start(today).map_or(self.at, |start| start.timestamp()),
            until: today
                .tomorrow()
                .ok()
                .and_then(start)
                .map_or(Timestamp::MAX, |end| end.timestamp()),
        });
        today
    }

    /// Returns between which moments all answers so far would be the same.
    pub fn holds(&self) -> Holds {
        *self.holds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that an answer is the same in `holds` only.
    pub fn note(&self, holds: Holds) {
        let mut known = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
        *known = known.and(holds);
    }
}
