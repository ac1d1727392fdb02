//! Validity intervals: for how long a result that depends on the current time stays the same.
//! `site::inputs` computes them from the every moment listed in `Inputs::validity`; the cache rebuilds a result once its interval is
//! over.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Half-open interval of time in which a result does not change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub struct Validity {
    /// Inclusive start; `Timestamp::MIN` means always.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::required")]
    pub from: Timestamp,
    /// Exclusive end; `Timestamp::MAX` means never.
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::required")]
    pub until: Timestamp,
}

impl Validity {
    /// The interval without limits, of results that do not depend on the time.
    pub const ALWAYS: Validity = Validity {
        from: Timestamp::MIN,
        until: Timestamp::MAX,
    };

    /// Returns the longest interval around `now` in which the same of `moments` have passed.
    ///
    /// A result that depends only on which of them have passed is valid throughout it.
    pub fn between(now: Timestamp, moments: impl Iterator<Item = Timestamp>) -> Self {
        let mut validity = Validity::ALWAYS;
        for moment in moments {
            if moment <= now {
                validity.from = validity.from.max(moment);
            } else {
                validity.until = validity.until.min(moment);
            }
        }
        validity
    }

    /// Returns the calendar day of `now` in `zone`.
    pub fn of_day(now: Timestamp, zone: &TimeZone) -> Self {
        let today = now.to_zoned_datetime(zone.clone()).date();
        // Not midnight: where clocks change at 00:00, the day begins later. `None` at the ends of jiff's range.
        let start = |day: Date| {
            let start = day
                .to_zoned_datetime(zone.clone())
                .ok()?
                .start_of_day()
                .ok()?;
            Some(start.timestamp())
        };
        Validity {
            from: start(today).unwrap_or(now),
            until: today
                .tomorrow()
                .ok()
                .and_then(start)
                .unwrap_or(Timestamp::MAX),
        }
    }

    /// Returns whether `at` is within the interval.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }

    /// Returns the overlap of both intervals; empty if `from` is not before `until`.
    #[must_use]
    pub fn intersect(self, other: Validity) -> Validity {
        Validity {
            from: self.from.max(other.from),
            until: self.until.min(other.until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Validity;
    use jiff::Timestamp;

    #[test]
    fn the_nearest_moments_bound_it() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let validity = Validity::between(at(50), [10, 40, 50, 70, 90].map(at).into_iter());
        assert_eq!((validity.from, validity.until), (at(50), at(70)));
        assert!(validity.contains(at(69)) && !validity.contains(at(70)));
        assert_eq!(
            Validity::between(at(5), std::iter::empty()),
            Validity::ALWAYS
        );
    }
}
